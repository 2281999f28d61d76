package prompt

import "strings"

// CurrentMood is the version by which a model says how a visitor feels.
const CurrentMood = "mood.v1"

// BuildMood makes the prompt that asks how the question is meant. Of a, the
// workspace, its rules and the sources are not used.
func BuildMood(a Answer) Built {
	a.Sources = nil
	return Built{
		System: strings.TrimSpace(strings.NewReplacer("{nonce}", a.Secrets.Nonce, "{canary}", a.Secrets.Canary).Replace(version(CurrentMood))),
		User:   a.user(), Version: CurrentMood,
	}
}
