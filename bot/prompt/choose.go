package prompt

import (
	"strconv"
	"strings"
)

// CurrentChoose is the version by which a model chooses actions.
const CurrentChoose = "choose.v1"

// BuildChoose makes the prompt by which a model chooses at most a few actions.
// It holds what the visitor has written and nothing else: neither the articles
// nor the bot's own words, which quote them, can ask for a call.
func BuildChoose(a Answer, most int) Built {
	a.Sources = nil
	visitors := a.History[:0:0]
	for _, l := range a.History {
		if l.Visitor {
			visitors = append(visitors, l)
		}
	}
	a.History = visitors
	return Built{
		System: strings.TrimSpace(strings.NewReplacer(
			"{workspace}", Neutral(a.Workspace), "{date}", a.Now.UTC().Format("Monday, 2006-01-02"),
			"{nonce}", a.Secrets.Nonce, "{canary}", a.Secrets.Canary, "{most}", strconv.Itoa(most),
		).Replace(version(CurrentChoose))),
		User: a.user(), Version: CurrentChoose,
	}
}
