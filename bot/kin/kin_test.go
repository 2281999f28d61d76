package kin_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/kin"
	"github.com/firstlinehq/firstline/knowledge/token"
)

func TestEnglish(t *testing.T) {
	t.Parallel()
	n, ways := kin.English(token.Terms("money back please"))
	require.Equal(t, 2, n, "the longest phrase, without what follows")
	require.Contains(t, terms(ways), "refund")
	n, _ = kin.English(token.Terms("xylophone"))
	require.Zero(t, n)
	n, _ = kin.English(token.Terms("off"))
	require.Zero(t, n, "a weak word alone stands for nothing")
}

func TestWaysAreOrderedAndNotThemselves(t *testing.T) {
	t.Parallel()
	_, ways := kin.English(token.Terms("refund"))
	require.NotEmpty(t, ways)
	for i, w := range ways {
		require.NotEqual(t, []string{"refund"}, w.Terms)
		require.NotEmpty(t, w.Terms)
		require.Greater(t, w.Worth, 0.0)
		require.Less(t, w.Worth, 1.0)
		if i > 0 {
			require.GreaterOrEqual(t, ways[i-1].Worth, w.Worth)
		}
	}
}

func TestChinese(t *testing.T) {
	t.Parallel()
	require.Contains(t, terms(kin.Chinese("退钱")), "退款")
	require.Empty(t, kin.Chinese("龙"))
	require.GreaterOrEqual(t, kin.LongestChinese(), 4)
}

func TestFacts(t *testing.T) {
	t.Parallel()
	_, ways := kin.English(token.Terms("price"))
	require.Contains(t, terms(ways), kin.Fact+"amount")
	require.Equal(t, []string{"§size"}, kin.Terms("§size"))
}

// terms gives the ways of one term.
func terms(ways []kin.Way) []string {
	var out []string
	for _, w := range ways {
		if len(w.Terms) == 1 {
			out = append(out, w.Terms[0])
		}
	}
	return out
}
