package handoff_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
)

// Where a person came in and no rule says why, the brief names what most plausibly lay
// behind it, and the message.
func TestABriefNamesTheCause(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		said   []string
		reason handoff.Reason
		seq    int64
	}{
		"asked for a person and was not heard": {[]string{"v:I want to talk to a person", "b:Our opening hours are 9 to 5.", "v:order 55120"}, handoff.ReasonExplicitRequest, 1},
		"a yes":                                {[]string{"v:my desk is broken", "b:Would you like me to connect you to a colleague?", "v:yes please"}, handoff.ReasonAcceptedOffer, 3},
		"not understood":                       {[]string{"v:my desk wobbles", "b:Desks come in three colours.", "v:thats not what i asked"}, handoff.ReasonMisses, 3},
		"the bot repeats itself":               {[]string{"v:the lamp flickers", "b:Please check the bulb of the lamp.", "v:it is new", "b:Please check the bulb of the lamp.", "v:the bulb is new"}, handoff.ReasonRepeated, 5},
		"insists":                              {[]string{"v:灯坏了", "b:请更换灯泡。", "v:你们必须给我换新的"}, handoff.ReasonDemand, 3},
		"a bot that may announce":              {[]string{"v:你是机器人吗", "b:我是智能助手，也可以随时为您转接人工客服，说一声就行。", "v:你们必须给我换新的"}, handoff.ReasonDemand, 3},
		"anger":                                {[]string{"v:my parcel is late", "b:It arrives tomorrow.", "v:you useless liars, I am furious"}, "", 3},
		"what follows the announcement":        {[]string{"v:a human please", "b:Connecting you now. Your name?", "v:Priya Nair"}, handoff.ReasonExplicitRequest, 1},
		"an offer that came to nothing":        {[]string{"v:how can I reach you by phone", "b:See our page.", "v:order 81133"}, handoff.ReasonHowToReach, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got := handoff.CauseOf(handoff.MarkBotLines(lines(c.said...)), nil)
			require.Equal(t, c.seq, got.Evidence.Seq)
			require.NotEmpty(t, got.Evidence.Quote)
			if c.reason != "" {
				require.Equal(t, c.reason, got.Reason)
			}

			// A takeover stays one, with the cause behind it.
			b := handoff.BuildBrief(handoff.BriefInput{Lines: handoff.MarkBotLines(lines(c.said...)), Lang: "en", Trigger: handoff.Trigger{Reason: handoff.ReasonTakenOver, Rule: "agent.take"}})
			require.Equal(t, handoff.ReasonTakenOver, b.Trigger.Reason)
			require.Equal(t, got.Reason, b.Trigger.Cause)
			require.Equal(t, got.Evidence, b.Trigger.Evidence)
		})
	}
	require.Zero(t, handoff.CauseOf(nil, nil))
	require.Zero(t, handoff.CauseOf(lines("b:Hello"), nil))

	// What an agent has dealt with is no cause any more.
	again := append(lines("v:a human please", "b:Connecting you."), handoff.Line{Role: handoff.RoleAgent, Seq: 3, Text: "Done."}, handoff.Line{Role: handoff.RoleVisitor, Seq: 4, Text: "thanks. one more thing, the lamp flickers"})
	require.EqualValues(t, 4, handoff.CauseOf(again, nil).Evidence.Seq)

	// A reason that says why stays alone.
	b := handoff.BuildBrief(handoff.BriefInput{Lines: lines("v:a human please"), Trigger: handoff.Trigger{Reason: handoff.ReasonExplicitRequest}})
	require.Empty(t, b.Trigger.Cause)
}
