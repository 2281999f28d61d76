package handoff_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
)

// TestBriefTakesTheForm puts what was confirmed first, under the form's labels,
// and lets the form say what its answers are.
func TestBriefTakesTheForm(t *testing.T) {
	t.Parallel()

	brief := handoff.BuildBrief(handoff.BriefInput{
		Lang: "en",
		Lines: []handoff.Line{
			{Role: handoff.RoleBot, Seq: 1, Text: "What is your order number?"},
			{Role: handoff.RoleVisitor, Seq: 2, Text: "2026-11-18"},
			{Role: handoff.RoleVisitor, Seq: 3, Text: "it broke, call +44 20 7946 0000"},
		},
		Given: []handoff.Given{
			{Name: "day", Label: "Delivered on", Kind: handoff.FactDate, Value: "18 November 2026", Seq: 2, End: 10},
			{Name: "what", Label: "What is wrong", Kind: handoff.FactAnswer, Value: "it broke, call +44 20 7946 0000", Seq: 3, End: 31},
		},
	})
	var got []string
	for _, f := range brief.Facts {
		got = append(got, string(f.Kind)+" "+f.Label)
		require.Equal(t, f.Label != "", f.Confirmed)
	}
	require.Equal(t, []string{"date Delivered on", "answer What is wrong", "phone "}, got)
}

// What answers a form is no matter and no open question: the form's facts tell it.
func TestAnswersToAFormAreNoMatter(t *testing.T) {
	t.Parallel()

	talk := lines("v:Something arrived damaged", "b:What was it worth?", "v:120 euros for the whole set, order ORD-204518", "b:Is it all right?", "v:yes")
	talk[1].Form, talk[3].Form = true, true
	b := handoff.BuildBrief(handoff.BriefInput{Lines: talk, Lang: "en"})
	require.Equal(t, "Something arrived damaged", b.Issue.Text)
	require.Equal(t, "Something arrived damaged", b.Open.Text)

	talk[2].Text = "how long does a refund take?"
	require.Equal(t, "how long does a refund take?", handoff.BuildBrief(handoff.BriefInput{Lines: talk, Lang: "en"}).Open.Text, "asked in between")
	require.NotEmpty(t, handoff.BuildBrief(handoff.BriefInput{Lines: talk[1:3], Lang: "en"}).Issue.Text, "where nothing else was said")
}
