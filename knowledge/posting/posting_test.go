package posting_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firstlinehq/firstline/knowledge/posting"
)

func articles() *rapid.Generator[[]posting.Article] {
	return rapid.Custom(func(t *rapid.T) []posting.Article {
		var out []posting.Article
		number := int32(-1)
		count := rapid.Int32Range(0, 300)
		for range rapid.IntRange(0, 20).Draw(t, "articles") {
			number += rapid.Int32Range(1, 200).Draw(t, "gap")
			a := posting.Article{Number: number, Length: count.Draw(t, "length"), Title: count.Draw(t, "title"), Passages: []posting.Passage{}}
			ordinal := int32(-1)
			for range rapid.IntRange(0, 5).Draw(t, "passages") {
				ordinal += rapid.Int32Range(1, 9).Draw(t, "step")
				a.Passages = append(a.Passages, posting.Passage{Ordinal: ordinal, Length: count.Draw(t, "l"), Body: count.Draw(t, "b"), Head: count.Draw(t, "h")})
			}
			out = append(out, a)
		}
		return out
	})
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		want := articles().Draw(t, "articles")
		got, err := posting.Decode(posting.Encode(want), nil)
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

func TestWordsRoundTrip(t *testing.T) {
	t.Parallel()

	want := []posting.Word{{Pos: 0, Term: 7}, {Pos: 0, Term: 300_000}, {Pos: 900, Term: 1}}
	got, err := posting.DecodeWords(posting.EncodeWords(want))
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func FuzzDecode(f *testing.F) {
	f.Add(posting.Encode([]posting.Article{{Number: 3, Length: 9, Passages: []posting.Passage{{Body: 1}}}}))
	f.Fuzz(func(_ *testing.T, packed []byte) {
		_, _ = posting.Decode(packed, nil)
		_, _ = posting.DecodeWords(packed)
	})
}
