package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
)

// TestHostile refuses what a flow must not hold, by the name of the fault and
// the step it is in.
func TestHostile(t *testing.T) {
	t.Parallel()

	say := func(id, next string) flow.Step {
		return flow.Step{ID: id, Kind: flow.Say, Text: en("hi"), Next: next}
	}
	steps := func(list ...flow.Step) flow.Definition {
		return flow.Definition{Triggers: flow.Triggers{Phrases: []string{"refund"}}, Steps: list}
	}
	long := make([]flow.Step, 10_000)
	for i := range long {
		long[i] = say(fmt.Sprintf("s%d", i), "")
	}
	round := flow.Step{ID: "b", Kind: flow.Branch, Cases: []flow.Case{{When: []flow.Condition{{Of: flow.OfLanguage, Is: flow.Equal, Value: "zh"}}, Next: "a"}}}
	for want, d := range map[string]flow.Definition{
		"no_steps@":               steps(),
		"too_many_steps@":         steps(long...),
		"no_trigger@":             {Steps: []flow.Step{say("a", "")}},
		"bad_trigger@ the":        {Triggers: flow.Triggers{Phrases: []string{"the"}}, Steps: []flow.Step{say("a", "")}},
		"bad_id@A b A b":          steps(say("A b", "")),
		"taken_id@a a":            steps(say("a", ""), say("a", "")),
		"unknown_target@a z":      steps(say("a", "z")),
		"endless@a":               steps(say("a", "b"), round, flow.Step{ID: "end", Kind: flow.End}),
		"endless@self":            steps(say("self", "self")),
		"unreachable@b":           steps(say("a", "c"), say("b", ""), say("c", "")),
		"no_text@a":               steps(flow.Step{ID: "a", Kind: flow.Say}),
		"long_text@a":             steps(flow.Step{ID: "a", Kind: flow.Say, Text: en(strings.Repeat("x", 1001))}),
		"bad_kind@a jump":         steps(flow.Step{ID: "a", Kind: "jump"}),
		"unknown_field@a name":    steps(flow.Step{ID: "a", Kind: flow.Say, Text: en("Hi {name}")}),
		"bad_field@a name":        steps(flow.Step{ID: "a", Kind: flow.Ask, Text: en("?")}),
		"bad_field@a pattern":     steps(ask("a", form.Order, func(s *flow.Step) { s.Field.Pattern = "((" })),
		"bad_field@a options":     steps(ask("a", form.Choice, func(s *flow.Step) { s.Field.Options = nil })),
		"field_differs@b a":       steps(ask("a", form.Text), ask("b", form.Email, func(s *flow.Step) { s.Field.Name = "a" })),
		"bad_tries@a":             steps(ask("a", form.Text, func(s *flow.Step) { s.Tries = 9 })),
		"no_cases@a":              steps(flow.Step{ID: "a", Kind: flow.Branch}),
		"bad_condition@b order":   steps(ask("order", form.Order), flow.Step{ID: "b", Kind: flow.Branch, Cases: []flow.Case{{When: []flow.Condition{{Of: flow.OfField, Name: "order", Is: flow.Within, Value: "soon"}}}}}),
		"unknown_field@b weight":  steps(flow.Step{ID: "b", Kind: flow.Branch, Cases: []flow.Case{{When: []flow.Condition{{Of: flow.OfField, Name: "weight", Is: flow.Filled}}}}}),
		"no_required@a":           steps(flow.Step{ID: "a", Kind: flow.Review}),
		"unknown_field@a invoice": steps(flow.Step{ID: "a", Kind: flow.Review, Require: []string{"invoice"}}),
		"unknown_action@a drop":   steps(flow.Step{ID: "a", Kind: flow.Act, Action: "drop"}),
		"missing_input@a order":   steps(flow.Step{ID: "a", Kind: flow.Act, Action: "create_return"}),
		"unknown_input@a hue":     steps(flow.Step{ID: "a", Kind: flow.Act, Action: "create_return", Inputs: map[string]string{"order": "1", "hue": "red"}}),
	} {
		var got []string
		for _, f := range d.Check(actions) {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s@%s %s", f.Code, f.Step, f.Detail)))
		}
		require.Equal(t, []string{want}, got)
	}
}

// TestRoundWithAQuestion is no endless round: each lap waits for an answer.
func TestRoundWithAQuestion(t *testing.T) {
	t.Parallel()

	d := flow.Definition{Triggers: flow.Triggers{Phrases: []string{"refund"}}, Steps: []flow.Step{
		ask("again", form.YesNo),
		{ID: "b", Kind: flow.Branch, Cases: []flow.Case{{When: []flow.Condition{{Of: flow.OfField, Name: "again", Is: flow.Equal, Value: "yes"}}, Next: "again"}}},
	}}
	p := begin(t, d)
	for range 100 {
		p.say("yes")
		p.at("again")
	}
	p.say("no")
	p.at("ended")
}

// TestFaultsNamePlaces so that an editor can show them at the step.
func TestFaultsNamePlaces(t *testing.T) {
	t.Parallel()

	d := returns()
	d.Steps[3].Next = "nowhere"
	faults := d.Check(actions)
	require.Equal(t, []flow.Fault{{Step: "reason", Index: 3, Code: flow.UnknownTarget, Detail: "nowhere"}}, faults)
	require.True(t, slices.ContainsFunc(d.Check(nil), func(f flow.Fault) bool { return f.Code == flow.UnknownAction }))
}
