package transcript_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/internal/conversation"
)

// What a follow-up leans on is what was asked, not an outburst in between; an
// outburst that names its matter is one that can be leant on, by that matter.
func TestTalkLeavesOutbursts(t *testing.T) {
	t.Parallel()

	said := func(text string) transcript.Line { return transcript.Line{By: conversation.ByVisitor, Text: text} }
	ls := transcript.Lines{
		said("How do I return a lamp?"),
		{By: conversation.ByBot, Text: "Within 30 days.", Titles: []string{"Returns"}},
		said("You are useless liars, worst company ever!!"),
		said("根本没用，什么垃圾客服"),
		said("You useless liars, the lamp is broken!"),
		{By: conversation.ByVisitor, Text: "and how long does that take?", Pending: true},
	}
	var texts []string
	for _, l := range ls.Talk() {
		texts = append(texts, l.Text)
	}
	require.Equal(t, []string{"How do I return a lamp?", "Within 30 days.", "the lamp is broken"}, texts)
}
