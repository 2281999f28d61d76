package flow

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/bot/form"
)

// Bounds of a definition.
const (
	mostSteps   = 200
	mostPhrases = 40
	maxPhrase   = 120
	maxText     = 1000
	maxTries    = 5
)

// Fault is something that keeps a definition from being published.
type Fault struct {
	// Step is the id of the step, "" for the flow as a whole; Index is its place
	// in the list, -1 for the flow.
	Step  string `json:"step"`
	Index int    `json:"index"`
	// Code is a stable name, Detail what it is about: a target, a field, a part.
	Code   string `json:"code"`
	Detail string `json:"detail,omitempty"`
}

// The faults. They are shown: texts of the console go by these names.
const (
	NoSteps       = "no_steps"
	TooManySteps  = "too_many_steps"
	NoTrigger     = "no_trigger"
	BadTrigger    = "bad_trigger"
	BadID         = "bad_id"
	TakenID       = "taken_id"
	BadKind       = "bad_kind"
	NoText        = "no_text"
	LongText      = "long_text"
	UnknownTarget = "unknown_target"
	UnknownField  = "unknown_field"
	UnknownAction = "unknown_action"
	UnknownInput  = "unknown_input"
	MissingInput  = "missing_input"
	BadField      = "bad_field"
	FieldDiffers  = "field_differs"
	BadTries      = "bad_tries"
	NoCases       = "no_cases"
	BadCondition  = "bad_condition"
	NoRequired    = "no_required"
	Endless       = "endless"
	Unreachable   = "unreachable"
)

var idRE = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)

type checker struct {
	*Definition
	known  []Action // nil: actions are not looked at
	faults []Fault
}

// Check gives what is wrong; none where the flow may be published. actions are
// those that the workspace has.
func (d *Definition) Check(actions []Action) []Fault {
	c := &checker{Definition: d, known: actions}
	switch {
	case len(d.Steps) == 0:
		c.flow(NoSteps, "")
		return c.faults
	case len(d.Steps) > mostSteps:
		c.flow(TooManySteps, "")
		return c.faults // what follows takes time in proportion to the steps
	}
	c.triggers()
	seen := map[string]bool{}
	for i := range d.Steps {
		s := &d.Steps[i]
		c.note(!idRE.MatchString(s.ID), i, BadID, s.ID)
		c.note(seen[s.ID], i, TakenID, s.ID)
		seen[s.ID] = true
		c.step(i)
	}
	if len(c.faults) == 0 {
		c.ways()
	}
	return c.faults
}

func (c *checker) flow(code, detail string) {
	c.faults = append(c.faults, Fault{Index: -1, Code: code, Detail: detail})
}

func (c *checker) note(bad bool, i int, code, detail string) {
	if bad {
		c.faults = append(c.faults, Fault{Step: c.Steps[i].ID, Index: i, Code: code, Detail: detail})
	}
}

func (c *checker) triggers() {
	t := c.Triggers
	if t.Starter.Empty() && len(t.Phrases)+len(t.Intents)+len(t.Rules) == 0 {
		c.flow(NoTrigger, "")
	}
	if len(t.Phrases) > mostPhrases || long(t.Starter, maxPhrase) {
		c.flow(BadTrigger, "")
	}
	for _, p := range t.Phrases {
		if _, solid := terms(p); !solid || utf8.RuneCountInString(p) > maxPhrase {
			c.flow(BadTrigger, p) // words such as "the" alone would begin it always or never
		}
	}
}

func long(t form.Texts, most int) bool {
	for _, s := range t {
		if utf8.RuneCountInString(s) > most {
			return true
		}
	}
	return false
}

func (c *checker) step(i int) {
	s := &c.Steps[i]
	c.note(long(s.Text, maxText) || long(s.Error, maxText), i, LongText, "")
	for _, target := range s.targets() {
		c.note(target != "" && c.Definition.step(target) == nil, i, UnknownTarget, target)
	}
	for _, text := range s.Text {
		c.fieldsIn(i, text)
	}
	switch s.Kind {
	case Say:
		c.note(s.Text.Empty(), i, NoText, "")
	case Ask:
		c.ask(i)
	case Branch:
		c.branch(i)
	case Review:
		c.note(len(s.Require) == 0, i, NoRequired, "")
		for _, name := range s.Require {
			c.note(c.Field(name) == nil, i, UnknownField, name)
		}
	case Act:
		c.act(i)
	case Person, End:
	default:
		c.note(true, i, BadKind, string(s.Kind))
	}
}

// targets are the steps that a step names.
func (s *Step) targets() []string {
	out := []string{s.Next, s.Otherwise}
	for _, k := range s.Cases {
		out = append(out, k.Next)
	}
	return out
}

var placeRE = regexp.MustCompile(`\{([a-z][a-z0-9_]*)\}`)

// fieldsIn finds placeholders that no step fills.
func (c *checker) fieldsIn(i int, text string) {
	for _, m := range placeRE.FindAllStringSubmatch(text, -1) {
		c.note(c.Field(m[1]) == nil && !c.saved(m[1]) && m[1] != missingPlace, i, UnknownField, m[1])
	}
}

// saved reports whether an action puts a result into a field.
func (c *checker) saved(name string) bool {
	return slices.ContainsFunc(c.Steps, func(s Step) bool { _, ok := s.Save[name]; return s.Kind == Act && ok })
}

func (c *checker) ask(i int) {
	s := &c.Steps[i]
	c.note(s.Text.Empty(), i, NoText, "")
	c.note(s.Tries < 0 || s.Tries > maxTries, i, BadTries, "")
	if s.Field == nil {
		c.note(true, i, BadField, "name")
		return
	}
	for _, part := range s.Field.Check() {
		c.note(true, i, BadField, part)
	}
	c.note(c.Field(s.Field.Name).Kind != s.Field.Kind || c.saved(s.Field.Name), i, FieldDiffers, s.Field.Name)
}

func (c *checker) branch(i int) {
	s := &c.Steps[i]
	c.note(len(s.Cases) == 0, i, NoCases, "")
	for _, k := range s.Cases {
		c.note(len(k.When) == 0, i, BadCondition, "")
		for _, w := range k.When {
			c.note(w.Of == OfField && w.Name != "" && c.Field(w.Name) == nil && !c.saved(w.Name), i, UnknownField, w.Name)
			c.note(!w.sound(), i, BadCondition, w.Name)
		}
	}
}

func (c *checker) act(i int) {
	s := &c.Steps[i]
	for _, text := range s.Inputs {
		c.fieldsIn(i, text)
	}
	at := slices.IndexFunc(c.known, func(a Action) bool { return a.Name == s.Action })
	c.note(at < 0, i, UnknownAction, s.Action)
	if at < 0 {
		return
	}
	a := c.known[at]
	for name := range s.Inputs {
		c.note(!slices.ContainsFunc(a.Inputs, func(in ActionInput) bool { return in.Name == name }), i, UnknownInput, name)
	}
	for _, in := range a.Inputs {
		c.note(in.Required && strings.TrimSpace(s.Inputs[in.Name]) == "", i, MissingInput, in.Name)
	}
	for field := range s.Save {
		c.note(!fieldRE.MatchString(field), i, BadField, field)
	}
}

var fieldRE = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// ways finds steps that no way leads to, and ways that go round without ever
// asking something: a run on one would not come to rest.
func (c *checker) ways() {
	reached := map[string]bool{}
	c.reach(c.Steps[0].ID, reached)
	for i := range c.Steps {
		c.note(!reached[c.Steps[i].ID], i, Unreachable, "")
	}
	state := map[string]int{} // 1 on the way here, 2 done
	for i := range c.Steps {
		if c.turnsRound(c.Steps[i].ID, state) {
			c.note(true, i, Endless, "")
			return
		}
	}
}

func (c *checker) reach(id string, reached map[string]bool) {
	for todo := []string{id}; len(todo) > 0; {
		id, todo = todo[0], todo[1:]
		if id == "" || reached[id] {
			continue
		}
		reached[id] = true
		todo = append(todo, c.leads(c.Definition.step(id))...)
	}
}

// leads are the steps that may come after a step.
func (c *checker) leads(s *Step) []string {
	switch s.Kind {
	case Person, End:
		return nil
	case Branch:
		out := []string{c.next(s, s.Next)}
		for _, k := range s.Cases {
			out = append(out, c.next(s, k.Next))
		}
		return out
	case Review:
		out := []string{c.next(s, s.Next), s.Otherwise}
		for _, name := range s.Require {
			out = append(out, c.asking(name).ID)
		}
		return out
	case Act:
		return []string{c.next(s, s.Next), s.Otherwise}
	case Say, Ask:
	}
	return []string{c.next(s, s.Next)}
}

// turnsRound follows the ways that need no answer of the visitor. An ask needs
// one; a step that shows something to be confirmed does so too, but for what a
// check leads to when it found a "no".
func (c *checker) turnsRound(id string, state map[string]int) bool {
	if id == "" || state[id] == 2 {
		return false
	}
	if state[id] == 1 {
		return true
	}
	state[id] = 1
	defer func() { state[id] = 2 }()
	s := c.Definition.step(id)
	if s.Kind == Ask {
		return false
	}
	return slices.ContainsFunc(c.leads(s), func(next string) bool { return c.turnsRound(next, state) })
}
