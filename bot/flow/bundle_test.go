package flow_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/locale"
)

var now = time.Date(2026, 11, 21, 15, 4, 0, 0, time.UTC)

func en(text string) form.Texts { return form.Texts{"en": text} }
func off(n int) *int            { return &n }

// ask is a question for a field.
func ask(id string, kind form.Kind, more ...func(*flow.Step)) flow.Step {
	s := flow.Step{ID: id, Kind: flow.Ask, Text: en(id + "?"), Field: &form.Field{Name: id, Kind: kind, Label: en(strings.ToUpper(id))}}
	if kind == form.Choice {
		s.Field.Options = []form.Option{
			{Value: "damaged", Label: form.Texts{"en": "Damaged", "zh": "坏了"}}, {Value: "other", Label: form.Texts{"en": "Something else", "zh": "其他"}},
		}
	}
	for _, f := range more {
		f(&s)
	}
	return s
}

// returns is a flow with a step of each kind.
func returns() flow.Definition {
	return flow.Definition{
		Triggers: flow.Triggers{Starter: form.Texts{"en": "Return something", "zh": "我要退货"}, Phrases: []string{"return an item", "退货"}},
		Steps: []flow.Step{
			{ID: "hello", Kind: flow.Say, Text: form.Texts{"en": "Let's return it.", "zh": "好的，办理退货。"}},
			ask("order", form.Order, func(s *flow.Step) { s.Field.Pattern = `JH-\d{5}`; s.Text["zh"] = "订单号？" }),
			ask("bought", form.Date, func(s *flow.Step) { s.Field.Earliest, s.Field.Latest = off(-365), off(0) }),
			ask("reason", form.Choice),
			{ID: "kind", Kind: flow.Branch, Cases: []flow.Case{
				{When: []flow.Condition{{Of: flow.OfField, Name: "reason", Is: flow.Equal, Value: "damaged"}}, Next: "photo"},
				{When: []flow.Condition{{Of: flow.OfField, Name: "bought", Is: flow.Within, Value: "30"}}, Next: "check"},
			}, Next: "late"},
			ask("photo", form.YesNo, func(s *flow.Step) { s.Next = "check" }),
			{ID: "late", Kind: flow.End, Text: en("It is too late for {order}.")},
			{ID: "check", Kind: flow.Review, Require: []string{"order", "email"}, Confirm: true, Otherwise: "person"},
			{ID: "book", Kind: flow.Act, Action: "create_return", Inputs: map[string]string{"order": "{order}"}, Save: map[string]string{"label": "number"}, Next: "bye", Otherwise: "person"},
			{ID: "bye", Kind: flow.End, Text: en("Done: {label}.")},
			ask("email", form.Email, func(s *flow.Step) { s.Next = "check" }),
			{ID: "person", Kind: flow.Person, Text: en("A colleague takes it from here."), Team: "returns"},
		},
	}
}

var actions = []flow.Action{{Name: "create_return", Inputs: []flow.ActionInput{{Name: "order", Required: true}}, Results: []string{"number"}}}

// play is a visitor's way through a definition.
type play struct {
	t      *testing.T
	d      flow.Definition
	state  flow.State
	world  flow.World
	said   []handoff.Line
	acted  flow.Acted
	called []flow.Run
	last   flow.Outcome
}

func begin(t *testing.T, d flow.Definition, before ...string) *play {
	t.Helper()
	require.Empty(t, d.Check(actions))
	p := &play{t: t, d: d, world: flow.World{Lang: "en", Now: now, Texts: locale.Text}, acted: flow.Acted{OK: true, Results: map[string]string{"number": "R-7"}, Labels: map[string]locale.Texts{"number": {"en": "Return number", "zh": "退货单号"}}}}
	for _, text := range before {
		p.hear(text)
	}
	p.step(flow.Input{Begin: true})
	return p
}

func (p *play) hear(text string) form.Line {
	seq := int64(len(p.said) + 1)
	p.said = append(p.said, handoff.Line{Role: handoff.RoleVisitor, Seq: seq, Text: text})
	p.world.Known = form.KnownOf(p.said)
	return form.Line{Seq: seq, Text: text}
}

func (p *play) step(in flow.Input) flow.Outcome {
	p.last = flow.Play(p.t.Context(), &p.d, p.state, p.world, in, func(_ context.Context, r flow.Run) flow.Acted {
		p.called = append(p.called, r)
		return p.acted
	})
	p.state = p.last.State
	return p.last
}

// say answers; a text that ends with a question mark asks, and the articles know.
func (p *play) say(text string) flow.Outcome {
	p.t.Helper()
	asks := strings.HasSuffix(text, "?")
	return p.step(flow.Input{Said: &flow.Said{Lines: []form.Line{p.hear(text)}, Asks: asks, Answerable: asks}})
}

// at requires the step that waits, or the status of a run that waits no more.
func (p *play) at(want string) *play {
	p.t.Helper()
	have := p.state.Step
	if p.state.Wait != "" {
		have += ":" + string(p.state.Wait)
	}
	if p.state.Status != flow.Open {
		have = string(p.state.Status)
	}
	require.Equal(p.t, want, have, "said: %s", p.last.Text)
	return p
}

func (p *play) fields() string {
	var out []string
	for _, g := range p.d.Given(p.state, "en") {
		out = append(out, fmt.Sprintf("%s=%s@%d", g.Name, g.Value, g.Seq))
	}
	return strings.Join(out, " ")
}
