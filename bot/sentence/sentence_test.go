package sentence_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/sentence"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	text := "Refunds take 5 days. They go to your card (e.g. Visa). Ask us!\n" +
		"You need:\n- the order number\n- a photo\n  of the damage\n1. Open it. Then wait.\n2. Send it.\n" +
		"Country | Fee\nGermany | €5.95\nFrance | €8.95\n全额退款。最多 5 个工作日！“谢谢。”再见"
	var got []string
	for _, u := range sentence.Split(text) {
		require.Equal(t, text[u.Start:u.End], u.Text)
		got = append(got, string("PISBHR"[kindIndex(u.Kind)])+" "+strings.ReplaceAll(u.Text, "\n", "⏎"))
	}
	require.Equal(t, []string{
		"P Refunds take 5 days.", "P They go to your card (e.g. Visa).", "P Ask us!",
		"I You need:", "B - the order number", "B - a photo⏎  of the damage", "S 1. Open it. Then wait.", "S 2. Send it.",
		"H Country | Fee", "R Germany | €5.95", "R France | €8.95",
		"P 全额退款。", "P 最多 5 个工作日！", "P “谢谢。”", "P 再见",
	}, got)
}

func kindIndex(k sentence.Kind) int {
	return map[sentence.Kind]int{sentence.Prose: 0, sentence.Intro: 1, sentence.Step: 2, sentence.Point: 3, sentence.Head: 4, sentence.Row: 5}[k]
}

func TestEnds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"It costs 1.5 euro. See www.shop.example. Bye": {"It costs 1.5 euro. ", "See www.shop.example. ", "Bye"},
		"Use a card, voucher etc. and pay.":            {"Use a card, voucher etc. and pay."},
		"He said \"Yes.\" Then left.":                  {"He said \"Yes.\" ", "Then left."},
		"等等……好的。":                                      {"等等……", "好的。"},
		"What? No!":                                    {"What? ", "No!"},
		"":                                             {""},
	} {
		var got []string
		at := 0
		for _, end := range sentence.Ends(text) {
			got = append(got, text[at:end])
			at = end
		}
		require.Equal(t, want, got)
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	require.Equal(t, 4, sentence.Words("It's 5.95 euro, really."))
	require.Equal(t, 3, sentence.Words("全额退款 5"))
}

func FuzzSplit(f *testing.F) {
	f.Add("a. b\n- c\n  d | e\n1. f\xff。")
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, u := range sentence.Split(text) {
			if u.Start < at || u.End <= u.Start || text[u.Start:u.End] != u.Text {
				t.Fatalf("bad unit %+v of %q", u, text)
			}
			at = u.End
		}
	})
}
