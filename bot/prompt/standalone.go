package prompt

import "strings"

// CurrentStandalone is the version by which follow-ups are rewritten.
const CurrentStandalone = "standalone.v1"

// BuildStandalone makes the prompt that turns the question into one that
// stands by itself. Of a, the workspace, its rules and the sources are not
// used.
func BuildStandalone(a Answer) Built {
	a.Sources = nil
	return Built{
		System: strings.TrimSpace(strings.NewReplacer(
			"{nonce}", a.Secrets.Nonce, "{canary}", a.Secrets.Canary, "{language}", languageName(a.Lang),
		).Replace(version(CurrentStandalone))),
		User: a.user(), Version: CurrentStandalone,
	}
}
