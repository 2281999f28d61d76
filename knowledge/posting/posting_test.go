package posting_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firstlinehq/firstline/knowledge/posting"
)

func TestRoundTrip(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		var want []posting.Article
		var passages [][]posting.Passage
		number := int32(-1)
		count := rapid.Int32Range(0, 300)
		for range rapid.IntRange(0, 20).Draw(t, "articles") {
			number += rapid.Int32Range(1, 200).Draw(t, "gap")
			var of []posting.Passage
			ordinal := int32(-1)
			for range rapid.IntRange(0, 5).Draw(t, "passages") {
				ordinal += rapid.Int32Range(1, 9).Draw(t, "step")
				of = append(of, posting.Passage{Ordinal: ordinal, Length: count.Draw(t, "l"), Body: count.Draw(t, "b"), Head: count.Draw(t, "h")})
			}
			passages = append(passages, of)
			want = append(want, posting.NewArticle(number, count.Draw(t, "length"), count.Draw(t, "title"), of))
		}
		got, err := posting.Decode(posting.Encode(want), nil)
		require.NoError(t, err)
		require.Len(t, got, len(want))
		for i, a := range got {
			require.Equal(t, []int32{want[i].Number, want[i].Length, want[i].Title, want[i].Body, want[i].Head}, []int32{a.Number, a.Length, a.Title, a.Body, a.Head})
			of, err := a.Passages(nil)
			require.NoError(t, err)
			require.Equal(t, passages[i], of)
		}
	})
}

func TestWordsRoundTrip(t *testing.T) {
	t.Parallel()

	want := []posting.Word{{Pos: 0, Term: 7}, {Pos: 0, Term: 300_000}, {Pos: 900, Term: 1}}
	got, err := posting.DecodeWords(posting.EncodeWords(want))
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestGroupRoundTrip(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfDistinct(rapid.Int32Range(0, 1<<31-1), rapid.ID[int32]).Draw(t, "ids")
		slices.Sort(ids)
		var want []posting.Entry
		for _, id := range ids {
			want = append(want, posting.Entry{ID: id, Packed: rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "packed")})
		}
		got, err := posting.DecodeGroup(posting.EncodeGroup(want))
		require.NoError(t, err)
		require.Len(t, got, len(want))
		for i, e := range got {
			require.Equal(t, want[i].ID, e.ID)
			require.Equal(t, string(want[i].Packed), string(e.Packed))
			found, err := posting.FindInGroup(posting.EncodeGroup(want), e.ID)
			require.NoError(t, err)
			require.Equal(t, string(e.Packed), string(found))
		}
		back, err := posting.DecodeIDs(posting.EncodeIDs(ids))
		require.NoError(t, err)
		require.True(t, slices.Equal(ids, back))
	})
}

func TestIDsAreSpread(t *testing.T) {
	t.Parallel()

	ids, parts := map[int32]bool{}, map[int16]int{}
	for i := range 100_000 {
		id := posting.ID(fmt.Sprint("term", i))
		require.GreaterOrEqual(t, id, int32(0))
		ids[id] = true
		parts[posting.Part(id)]++
	}
	require.Greater(t, len(ids), 99_980, "hardly any two share an id")
	for part, n := range parts {
		require.Less(t, n, 100_000/posting.Parts*4, part)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(posting.Encode([]posting.Article{posting.NewArticle(3, 9, 0, []posting.Passage{{Body: 1}})}))
	f.Fuzz(func(_ *testing.T, packed []byte) {
		got, _ := posting.Decode(packed, nil)
		for _, a := range got {
			_, _ = a.Passages(nil)
		}
		_, _ = posting.DecodeWords(packed)
		entries, err := posting.DecodeGroup(packed)
		if err == nil && len(entries) > 0 {
			_, _ = posting.FindInGroup(packed, entries[0].ID+1)
		}
		_, _ = posting.DecodeIDs(packed)
	})
}
