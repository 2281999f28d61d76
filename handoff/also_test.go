package handoff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
)

// told gives the values of a kind that stand.
func told(kind handoff.FactKind, facts []handoff.Fact) (out []string) {
	for _, f := range facts {
		if f.Kind == kind && !f.Superseded {
			out = append(out, f.Value)
		}
	}
	return out
}

// What no finder has a kind for is quoted, clause by clause and once; talk is not.
func TestNothingOfTheCaseIsLost(t *testing.T) {
	t.Parallel()

	for said, want := range map[string][]string{
		"there was no label in the box. you are useless!!": {"there was no label in the box"},
		"我爸中风了手抬不起来 谢谢你们":                                  {"我爸中风了手抬不起来"},
		"hello? are you a bot? thanks for nothing":         nil,
		"你好 在吗 转人工":                                        nil,
		"order number JH-20931":                            nil,
		"is there a vegan menu?":                           nil,
		"obviously. of course":                             nil,
		"The oak shelf (Tall, 5 boards) came with four":    {"The oak shelf (Tall, 5 boards) came with four"},
	} {
		require.Equal(t, want, told(handoff.FactDetail, handoff.FactsOf(lines("v:"+said))), said)
	}

	facts := handoff.FactsOf(lines("v:order 55120, my nan passed away", "b:Thanks.", "v:oops wrong number, it's 55210"))
	require.Contains(t, told(handoff.FactDetail, facts), "my nan passed away", "a new number takes no sentence back")

	facts = handoff.FactsOf(lines("v:we have guests on Saturday", "b:I see.", "v:we have guests"))
	require.Equal(t, []string{"we have guests on Saturday"}, told(handoff.FactDetail, facts))
}

// A long sentence is told in pieces, and none of them shows half of a card's number.
func TestNoPieceShowsHalfACard(t *testing.T) {
	t.Parallel()

	for pad := range 40 {
		said := "the refund of the garden table never reached us " + strings.Repeat("x", pad) + " through the summer on the visa 4111 1111 1111 1111 of our daughter in Leeds who paid for it"
		b := handoff.BuildBrief(handoff.BriefInput{Lines: lines("v:" + said), Lang: "en"})
		for _, f := range b.Facts {
			require.NotContains(t, f.Value, "4111", said)
			require.NotContains(t, f.Value, "1111 1111", said)
		}
	}
}

// Nor does what was tried, however long the sentence is.
func TestNothingTriedShowsHalfACard(t *testing.T) {
	t.Parallel()

	for pad := range 40 {
		said := "i tried to pay for the big green garden table with chairs and " + strings.Repeat("x", pad) + " on my visa 4111 1111 1111 1111 twice, and nothing of it came through to you, as my bank tells me today"
		b := handoff.BuildBrief(handoff.BriefInput{Lines: lines("v:" + said), Lang: "en"})
		for _, text := range append(told(handoff.FactTried, b.Facts), append(told(handoff.FactDetail, b.Facts), b.Issue.Text, b.Open.Text)...) {
			require.NotContains(t, text, "4111", said)
			require.NotContains(t, text, "1111 1111", said)
		}
	}
}

// What is left of a message when the request for a person is taken out is weighed, and
// not the message.
func TestTheIssueIsWeighedAsItIsShown(t *testing.T) {
	t.Parallel()

	b := handoff.BuildBrief(handoff.BriefInput{Lines: lines(
		"v:Hi, my rug ORD-204877 still isn't here", "b:A parcel counts as late after two days.",
		"v:A colleague of yours opened a trace a week ago!! nothing happened", "b:Shall I bring in a colleague?",
		"v:Obviously. this is the third time I'm explaining this and I need the rug by Saturday, we have guests. What is happening with my refund or replacement?",
	), Lang: "en"})
	require.NotEqualValues(t, 3, b.Issue.Seq, b.Issue.Text)
}

// A number is told whole, with the word for its end, and known again by how it is written.
func TestNumbersAreWhole(t *testing.T) {
	t.Parallel()

	for said, want := range map[string]string{
		"my policy number is BX 90 2217 5.": "BX 90 2217 5",
		"admission no. is DPV/2024/0386":    "DPV/2024/0386",
		"要补发 订单尾号4409":                      "尾号4409",
	} {
		facts := handoff.FactsOf(lines("v:" + said))
		require.True(t, slices.ContainsFunc(facts, func(f handoff.Fact) bool { return f.Value == want }), "%s: %v", said, facts)
	}

	facts := handoff.FactsOf(lines("v:tracking number RN 338 104 552 GB", "b:No parcel found with that number.", "v:sorry oo, RN 338 104 525 GB"))
	require.Equal(t, []string{"RN 338 104 525 GB"}, told(handoff.FactTracking, facts))
}
