package handoff

import (
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/wording"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Rule is one of a workspace's own rules. It holds when all conditions that are
// set hold; it cannot keep a visitor who asks for a person from one.
type Rule struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Then is which way the turn goes.
	Then Kind `json:"then"`
	// Team is where a handover goes, "" for the default.
	Team string     `json:"team,omitempty"`
	When Conditions `json:"when"`
	Off  bool       `json:"off,omitempty"`
}

// Conditions are joined by "and"; the values of one by "or". A condition that is not
// set always holds.
type Conditions struct {
	// Words: the visitor's message has one of them, spelling and case folded.
	Words []string `json:"words,omitempty"`
	// Intents: the workspace's label of the message is one of them.
	Intents []string `json:"intents,omitempty"`
	// Attributes: the visitor's attribute has this value, case folded; "*" = any value.
	Attributes map[string]string `json:"attributes,omitempty"`
	// Languages: the conversation's language is one of them.
	Languages []string `json:"languages,omitempty"`
	// Stages: the conversation's stage is one of them.
	Stages []string `json:"stages,omitempty"`
	// MinAnger holds from this anger, 0…1.
	MinAnger float64 `json:"min_anger,omitempty"`
	// MaxValence holds up to this valence, -1…1.
	MaxValence *float64 `json:"max_valence,omitempty"`
	// MinTurn holds from this turn of the visitor.
	MinTurn int `json:"min_turn,omitempty"`
	// MinMisses holds from this many turns in a row without an answer.
	MinMisses int `json:"min_misses,omitempty"`
}

// Match is the rule that held.
type Match struct {
	ID   string `json:"id"`
	Then Kind   `json:"then"`
	Team string `json:"team,omitempty"`
}

// Check says what is wrong with a rule, naming the field; nil if nothing is.
func (r *Rule) Check() error {
	c := &r.When
	switch {
	case strings.TrimSpace(r.ID) == "":
		return problem.New(problem.Invalid, "rule_without_id")
	case r.Then != Answer && r.Then != Offer && r.Then != Handover:
		return problem.New(problem.Invalid, "rule_outcome", "rule", r.ID)
	case c.MinAnger < 0 || c.MinAnger > 1:
		return problem.New(problem.Invalid, "rule_range", "rule", r.ID, "field", "min_anger")
	case c.MaxValence != nil && (*c.MaxValence < -1 || *c.MaxValence > 1):
		return problem.New(problem.Invalid, "rule_range", "rule", r.ID, "field", "max_valence")
	case c.MinTurn < 0 || c.MinMisses < 0:
		return problem.New(problem.Invalid, "rule_range", "rule", r.ID, "field", "min_turn")
	case c.empty():
		// It would catch every message, most likely by mistake.
		return problem.New(problem.Invalid, "rule_without_conditions", "rule", r.ID)
	}
	return nil
}

func (c *Conditions) empty() bool {
	return len(c.Words)+len(c.Intents)+len(c.Attributes)+len(c.Languages)+len(c.Stages) == 0 &&
		c.MinAnger == 0 && c.MaxValence == nil && c.MinTurn == 0 && c.MinMisses == 0
}

func matchRules(s *Signals, sn *Snapshot, pending []Line) *Match {
	for i := range s.Rules {
		r := &s.Rules[i]
		if !r.Off && !r.When.empty() && r.When.hold(s, sn, pending) {
			return &Match{ID: r.ID, Then: r.Then, Team: r.Team}
		}
	}
	return nil
}

func (c *Conditions) hold(s *Signals, sn *Snapshot, pending []Line) bool {
	return (len(c.Intents) == 0 || slices.Contains(c.Intents, s.Intent)) &&
		(len(c.Languages) == 0 || slices.Contains(c.Languages, s.Lang)) &&
		(len(c.Stages) == 0 || slices.Contains(c.Stages, s.Stage)) &&
		(c.MinAnger == 0 || sn.angry() >= c.MinAnger) &&
		(c.MaxValence == nil || s.Mood.Valence <= *c.MaxValence) &&
		sn.Turn >= c.MinTurn && sn.Misses >= c.MinMisses &&
		attributesHold(c.Attributes, s.Attributes) &&
		(len(c.Words) == 0 || mentioned(pending, c.Words))
}

func attributesHold(want, have map[string]string) bool {
	for k, v := range want {
		got, ok := have[k]
		if !ok || v != "*" && !strings.EqualFold(v, got) {
			return false
		}
	}
	return true
}

func mentioned(pending []Line, words []string) bool {
	for i := range pending {
		if _, ok := wording.Mentions(pending[i].Text, words); ok {
			return true
		}
	}
	return false
}
