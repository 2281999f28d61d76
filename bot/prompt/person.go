package prompt

import "strings"

// CurrentPerson is the version by which a model is asked whether a visitor wants
// a person.
const CurrentPerson = "person.v1"

// BuildPerson makes the prompt that asks whether the question is a request for a
// person. Of a, the workspace, its instructions, the language and the sources
// are not used.
func BuildPerson(a Answer) Built {
	a.Sources = nil
	return Built{
		System: strings.TrimSpace(strings.NewReplacer(
			"{nonce}", a.Secrets.Nonce, "{canary}", a.Secrets.Canary,
		).Replace(version(CurrentPerson))),
		User: a.user(), Version: CurrentPerson,
	}
}
