package lexicon_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge/lexicon"
)

// options gives the terms looked for because of a word.
func options(r lexicon.Reading, typed string) []string {
	var out []string
	for _, w := range r.Wishes {
		if w.Typed == typed {
			for _, o := range w.Options {
				out = append(out, strings.Join(o.Terms, "+"))
			}
		}
	}
	return out
}

func TestReadAsTyped(t *testing.T) {
	t.Parallel()

	r := lexicon.Read("Where is my orbit? orbit E-1042", "en")
	require.False(t, r.Foreign)
	require.Equal(t, []string{"where", "orbit", "e", "1042", "e1042"}, r.Terms())
	require.Greater(t, weight(r, "orbit"), weight(r, "where"))
	require.Greater(t, weight(r, "e1042"), weight(r, "1042"))
}

func weight(r lexicon.Reading, typed string) float64 {
	for _, w := range r.Wishes {
		if w.Typed == typed {
			return w.Weight
		}
	}
	return 0
}

func TestReadAcross(t *testing.T) {
	t.Parallel()

	r := lexicon.Read("a longer password for the Orbit app", "zh")
	require.True(t, r.Foreign)
	require.Contains(t, options(r, "password"), "密码")
	require.Contains(t, options(r, "orbit"), "orbit", "a name is looked for as typed")

	r = lexicon.Read("忘记密码怎么重置 Orbit", "en")
	require.True(t, r.Foreign)
	require.Contains(t, options(r, "重置"), "reset")
	require.Contains(t, strings.Join(r.Terms(), " "), "password")
	require.Contains(t, options(r, "orbit"), "orbit")

	r = lexicon.Read("terms of service", "zh")
	require.Contains(t, options(r, "terms service"), "服务+务条+条款", "the longest phrase is translated")
}

func TestMisspeltWordsAreTranslated(t *testing.T) {
	t.Parallel()

	for _, typo := range []string{"passwrod", "pasword", "passsword", "oassword"} {
		require.Contains(t, options(lexicon.Read("longer "+typo, "zh"), typo), "密码", typo)
	}
	require.NotContains(t, options(lexicon.Read("the Orbita app", "zh"), "orbita"), "轨道")
}

func TestReadWithSynonyms(t *testing.T) {
	t.Parallel()

	r := lexicon.Read("my parcel is broken", "en")
	require.Contains(t, options(r, "parcel"), "packag")
	require.Contains(t, options(r, "broken"), "damag")
	for _, w := range r.Wishes {
		for _, o := range w.Options[1:] {
			require.Equal(t, lexicon.Synonym, o.Via)
			require.Less(t, o.Weight, w.Options[0].Weight)
		}
	}
	r = lexicon.Read("怎么购买意外险", "zh")
	require.Contains(t, options(r, "购买"), "选购")
	require.Contains(t, options(r, "意外"), "意外+外保+保险", "a longer word's stand at its first pair")
	require.Len(t, options(r, "险"), 1)
}

func TestReadIdioms(t *testing.T) {
	t.Parallel()

	r := lexicon.Read("How much does delivery cost?", "en")
	require.Equal(t, []string{"cost", "price", "fee", "much"}, options(r, "much"))
	require.Less(t, weight(r, "much"), weight(r, "delivery"))
	require.Less(t, weight(r, "cost"), weight(r, "much"), "it says the same again")
	r = lexicon.Read("how long will it take", "en")
	require.Contains(t, options(r, "long"), "day")
	require.Less(t, weight(r, "take"), 1.0)
	require.InDelta(t, 1, weight(lexicon.Read("take a long bath", "en"), "long"), 0, "no question of time")
	require.InDelta(t, 1, weight(lexicon.Read("how do I order a long shelf", "en"), "long"), 0)
}

func TestReadIsBounded(t *testing.T) {
	t.Parallel()

	for _, text := range []string{strings.Repeat("word退货E-1 ", 5000), strings.Repeat("退", 5000), strings.Repeat("abc1-", 3000)} {
		for _, lang := range []string{"en", "zh"} {
			require.LessOrEqual(t, len(lexicon.Read(text, lang).Wishes), lexicon.MaxWishes)
		}
	}
}

func TestRestsMeet(t *testing.T) {
	t.Parallel()

	meet := func(a, b string) bool {
		seen := map[int32]bool{}
		for _, r := range lexicon.Rests(a) {
			seen[r] = true
		}
		for _, r := range lexicon.Rests(b) {
			if seen[r] {
				return true
			}
		}
		return false
	}
	for _, typo := range []string{"delivery", "delivry", "deliverry", "delivary", "delviery", "elivery"} {
		require.True(t, meet("delivery", typo), typo)
		require.LessOrEqual(t, lexicon.Distance("delivery", typo, 2), 1, typo)
	}
	require.False(t, meet("delivery", "returns"))
	require.Equal(t, 3, lexicon.Distance("delivery", "returns", 2))
	require.Empty(t, lexicon.Rests("the"))
}

func FuzzRead(f *testing.F) {
	f.Add("忘记 password E-1\u200b")
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []string{"en", "zh"} {
			for _, w := range lexicon.Read(text, lang).Wishes {
				for _, o := range w.Options {
					if len(o.Terms) == 0 || o.Weight <= 0 {
						t.Fatalf("empty option of %q in %q", w.Typed, text)
					}
				}
			}
		}
	})
}
