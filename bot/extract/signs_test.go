package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/query"
)

// words reads a question as a library would that has only the words of passages.
func words(known map[string]int, typed ...string) []query.Word {
	var out []query.Word
	for _, w := range typed {
		weight := 3.0
		if known[w] > 0 {
			weight = 1
		}
		out = append(out, query.Word{Typed: w, Weight: weight, Articles: known[w], Options: []string{w}})
	}
	return out
}

func TestSigns(t *testing.T) {
	t.Parallel()
	known := map[string]int{"shipping": 1, "germany": 2, "return": 2, "label": 1}
	sign := func(question string, typed ...string) extract.Answer {
		return extract.Extract(query.Question{Text: question, Words: words(known, typed...), Confidence: .9}, passages)
	}

	told := sign("How much is shipping to Germany?", "shipping", "germany")
	require.Greater(t, told.Signs.Cover, .9)
	require.Greater(t, told.Signs.Told, .9)
	require.InDelta(t, 1, told.Signs.Shown, 0)
	require.Zero(t, told.Signs.Elsewhere)

	elsewhere := sign("How much is shipping to Poland?", "shipping", "poland")
	require.InDelta(t, 1, elsewhere.Signs.Elsewhere, 0)
	require.Greater(t, elsewhere.Signs.Absent, 0.5, "no article has Poland")
	require.Less(t, elsewhere.Sure, told.Sure)

	require.InDelta(t, 1, sign("How heavy may the return to Germany be?", "return", "germany").Signs.Unshown, 0, "no weight is told")
	require.InDelta(t, 1, sign("How many stamps come with a return?", "stamps", "return").Signs.Uncounted, 0, "no number of stamps")
}

// TestSignsDoubtCorrections: a name, or a short word, is not taken for a misspelt one.
func TestSignsDoubtCorrections(t *testing.T) {
	t.Parallel()
	ask := func(question, typed string) extract.Answer {
		return extract.Extract(query.Question{Text: question, Words: []query.Word{
			{Typed: typed, Weight: 2, Articles: 3, Options: []string{"return"}, Guessed: true, Corrected: true},
		}}, passages)
	}
	require.Greater(t, ask("how do I make a retourn", "retourn").Signs.Cover, .7)
	require.Less(t, ask("how do I make a Retourn", "retourn").Signs.Cover, .3)
}

func TestExtractForeign(t *testing.T) {
	t.Parallel()
	got := extract.Extract(query.Question{Text: "去德国运费多少", Foreign: true, Words: []query.Word{
		{Typed: "德国", Weight: 2, Articles: 2, Options: []string{"germani"}, Guessed: true},
		{Typed: "运费", Weight: 1, Articles: 1, Options: []string{"deliveri fee", "deliv fee"}, Guessed: true},
	}}, passages)
	require.Contains(t, got.Text, "**Germany** — Standard fee: €5.95")
	require.Greater(t, got.Signs.Cover, .6)
	require.Greater(t, got.Signs.Spelt, .6, "letter by letter by the translations")
	require.Zero(t, got.Signs.SpeltAbsent)
}
