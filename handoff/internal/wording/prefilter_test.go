package wording

import (
	"bufio"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// The prefilter saves work and must change nothing: every pattern that matches
// is among the candidates.
func TestPrefilterKeepsEveryMatch(t *testing.T) {
	t.Parallel()

	lists := [][]pattern{
		requests, refusals, protests, reaches, bares, hardNegatives, legals, legalQuestions, safeties, safetyQuestions,
		abuses, pleasant, angers, demands, problems, metas, accepts, declines, botOffers, botMisses,
	}
	files, err := filepath.Glob("../../train/data/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	matched := 0
	for _, file := range files {
		f, err := os.Open(file)
		require.NoError(t, err)
		for said := bufio.NewScanner(f); said.Scan(); {
			for _, c := range Fold(said.Text()) {
				for _, list := range lists {
					for _, p := range list {
						if p.re.MatchString(c.Text) {
							matched++
							require.True(t, c.may.has(p.n), "%s in %q", p.id, c.Text)
						}
					}
				}
			}
		}
		require.NoError(t, f.Close())
	}
	require.Greater(t, matched, 2000)
}

func TestFold(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"Can I tlak to SOMBODY":     "can i talk to somebody",
		"pleeeease":                 "please",
		"h u m a n":                 "human",
		"hum4ns":                    "humans",
		"轉接真人":                      "转接真人",
		"转 人 工":                     "转人工",
		"ｒｅａｌ ｐｅｒｓｏｎ":               "real person",
		"don't":                     "do not",
		"agent, please":             "agent please",
		"prison urgent stuff again": "prison urgent stuff again",
	} {
		got := Fold(text)
		require.Len(t, got, 1, text)
		require.Equal(t, want, got[0].Text)
	}
	require.Empty(t, Fold("  \n…"))
	long := Fold(string(make([]rune, 50)) + "x" + string(make([]byte, 5000)) + " human")
	require.NotEmpty(t, long)
	require.Less(t, len(long), 10)
}

func TestSameTopic(t *testing.T) {
	t.Parallel()

	same := func(a, b string) bool { return TopicOf(a).Same(TopicOf(b)) }
	require.True(t, same("where is my parcel", "my package, where is it?"))
	require.True(t, same("运费谁出", "我问的是运费谁出"))
	require.False(t, same("where is my parcel", "do you have it in red"))
	require.False(t, same("", ""))
}
