package handoff

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/internal/wording"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Rule is one of a workspace's own rules. It holds when all conditions that are
// set hold; it cannot keep a visitor who asks for a person from one.
type Rule struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Then is which way the turn goes.
	Then Kind `json:"then" enum:"answer,offer,handover"`
	// Team is the id of the team that a handover goes to, "" for the default.
	Team string `json:"team,omitempty"`
	// Priority of a handover, 1 to 3; 0 leaves it to the reason.
	Priority int        `json:"priority,omitempty" minimum:"0" maximum:"3"`
	When     Conditions `json:"when"`
	Off      bool       `json:"off,omitempty"`
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
	// Topics: the best article found, or its collection, is one of them.
	Topics []uuid.UUID `json:"topics,omitempty"`
	// Pages: the address of the visitor's page contains one of them, case folded.
	Pages []string `json:"pages,omitempty"`
	// Languages: the conversation's language is one of them.
	Languages []string `json:"languages,omitempty"`
	// Hours: the message came within these hours.
	Hours *Hours `json:"hours,omitempty"`
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
	ID       string `json:"id"`
	Then     Kind   `json:"then"`
	Team     string `json:"team,omitempty"`
	Priority int    `json:"priority,omitempty"`
}

// Check says what is wrong with a rule, naming the field; nil if nothing is.
func (r *Rule) Check() error {
	c := &r.When
	switch {
	case strings.TrimSpace(r.ID) == "":
		return problem.New(problem.Invalid, "rule_without_id")
	case r.Then != Answer && r.Then != Offer && r.Then != Handover:
		return problem.New(problem.Invalid, "rule_outcome", "rule", r.ID)
	case r.Priority < 0 || r.Priority > 3:
		return problem.New(problem.Invalid, "rule_range", "rule", r.ID, "field", "priority")
	case c.Hours.check() != nil:
		return problem.New(problem.Invalid, "rule_hours", "rule", r.ID)
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
	return len(c.Words)+len(c.Intents)+len(c.Attributes)+len(c.Languages)+len(c.Stages)+len(c.Topics)+len(c.Pages) == 0 &&
		c.Hours == nil && c.MinAnger == 0 && c.MaxValence == nil && c.MinTurn == 0 && c.MinMisses == 0
}

// matchRules gives the first rule that holds. said are the visitor's messages
// that are decided on.
func matchRules(rules []Rule, sn *Snapshot, said []string) *Match {
	for i := range rules {
		r := &rules[i]
		if sn.HandedBack && r.Then == Handover && r.When.lasting() {
			continue
		}
		if !r.Off && !r.When.empty() && r.When.hold(sn, said) {
			return &Match{ID: r.ID, Then: r.Then, Team: r.Team, Priority: r.Priority}
		}
	}
	return nil
}

// lasting says that the conditions look at nothing that a message changes: who
// the visitor is, where they are, what the clock says.
func (c *Conditions) lasting() bool {
	return len(c.Words)+len(c.Intents)+len(c.Topics) == 0 && c.MinAnger == 0 && c.MaxValence == nil && c.MinMisses == 0
}

func (c *Conditions) hold(sn *Snapshot, said []string) bool {
	f := &sn.Facts
	return oneOf(c.Intents, f.Intent) && oneOf(c.Languages, f.Lang) && oneOf(c.Stages, f.Stage) &&
		(c.MinAnger == 0 || sn.Angry() >= c.MinAnger) &&
		(c.MaxValence == nil || sn.Mood.Valence <= *c.MaxValence) &&
		sn.Turn >= c.MinTurn && sn.Misses >= c.MinMisses &&
		(len(c.Topics) == 0 || slices.ContainsFunc(f.Topics, func(t uuid.UUID) bool { return slices.Contains(c.Topics, t) })) &&
		(c.Hours == nil || c.Hours.include(f.At)) &&
		attributesHold(c.Attributes, f.Attributes) && onPage(c.Pages, f.Page) &&
		(len(c.Words) == 0 || mentioned(said, c.Words))
}

func oneOf(want []string, have string) bool { return len(want) == 0 || slices.Contains(want, have) }

func attributesHold(want, have map[string]string) bool {
	for k, v := range want {
		got, ok := have[k]
		if !ok || v != "*" && !strings.EqualFold(v, got) {
			return false
		}
	}
	return true
}

func onPage(want []string, page string) bool {
	page = strings.ToLower(page)
	return len(want) == 0 || slices.ContainsFunc(want, func(part string) bool {
		return part != "" && strings.Contains(page, strings.ToLower(part))
	})
}

func mentioned(said, words []string) bool {
	for _, text := range said {
		if _, ok := wording.Mentions(text, words); ok {
			return true
		}
	}
	return false
}
