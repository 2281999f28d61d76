package flow

import (
	"slices"

	"github.com/google/uuid"
)

// Occasion is what may begin a flow.
type Occasion struct {
	// Text is what the visitor said.
	Text string
	// Intent is the workspace's label of it; nil if it has none.
	Intent *uuid.UUID
	// Rule is the id of the workspace's rule that had the turn answered, "" if
	// none had.
	Rule string
}

// Cause says what began a flow. The values are stored in traces: do not rename.
type Cause string

// What begins a flow, the surest first.
const (
	ByStarter Cause = "starter"
	ByRule    Cause = "rule"
	ByPhrase  Cause = "phrase"
	ByIntent  Cause = "intent"
)

// Begins gives what of an occasion begins the flow; "" if nothing does.
func (t *Triggers) Begins(o Occasion) Cause {
	said, _ := terms(o.Text)
	switch {
	case t.starts(o.Text):
		return ByStarter
	case o.Rule != "" && slices.Contains(t.Rules, o.Rule):
		return ByRule
	case slices.ContainsFunc(t.Phrases, func(p string) bool { return holds(said, p) }):
		return ByPhrase
	case o.Intent != nil && slices.Contains(t.Intents, *o.Intent):
		return ByIntent
	}
	return ""
}

func (t *Triggers) starts(text string) bool {
	for _, chip := range t.Starter {
		if chip != "" && same(text, chip) {
			return true
		}
	}
	return false
}

func holds(said []string, phrase string) bool {
	want, solid := terms(phrase)
	return solid && !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(said, w) })
}

// Choose gives the flow that an occasion begins: by the surest cause, of equals
// the first; nil if none begins.
func Choose(live []Live, o Occasion) (*Live, Cause) {
	for _, cause := range []Cause{ByStarter, ByRule, ByPhrase, ByIntent} {
		for i := range live {
			if live[i].Definition.Triggers.Begins(o) == cause {
				return &live[i], cause
			}
		}
	}
	return nil, ""
}
