package rank_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/posting"
	"github.com/firstlinehq/firstline/knowledge/rank"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// shelf is an index in memory.
type shelf struct {
	index rank.Index
	words map[int32][][]posting.Word
}

func newShelf(texts ...string) *shelf {
	s := &shelf{index: rank.Index{Postings: map[string][]posting.Article{}}, words: map[int32][][]posting.Word{}}
	for i, text := range texts {
		s.add(int32(i), "", rank.Passage{Text: text})
	}
	return s
}

func (s *shelf) add(number int32, title string, passages ...rank.Passage) {
	e := rank.NewEntry(title, passages)
	texts := map[int32]string{}
	for _, p := range append([]rank.Passage{{Text: title}}, passages...) {
		for _, t := range token.Terms(strings.Join(append(p.Path, p.Text), "\n")) {
			texts[posting.ID(t.Text)] = t.Text
		}
	}
	for i, id := range e.Terms {
		e.Postings[i].Number = number
		s.index.Postings[texts[id]] = append(s.index.Postings[texts[id]], e.Postings[i])
	}
	s.words[number] = e.Words
	size := &s.index.Shelves
	size.Articles++
	size.Passages += len(passages)
	size.ArticleLength += int64(e.Length)
	size.PassageLength += int64(e.PassageLength)
}

func (s *shelf) ask(t *testing.T, text string) []rank.Candidate {
	t.Helper()
	r := lexicon.Read(text, "en")
	found, err := rank.Lexical(r, s.index, 10)
	require.NoError(t, err)
	phrase := rank.NewPhrase(r, s.index)
	for i, c := range found {
		if len(c.Passages) > 0 {
			found[i].Settle(phrase.Close(s.words[c.Number][c.Passages[0].Ordinal]))
		}
	}
	slices.SortFunc(found, rank.Compare)
	return found
}

func order(c []rank.Candidate) []int32 {
	out := []int32{}
	for _, x := range c {
		out = append(out, x.Number)
	}
	return out
}

func TestOrder(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		texts []string
		ask   string
		want  []int32
	}{
		"RareWordsCountMore": {[]string{"order shipped", "order refund", "order box", "order tape"}, "order refund", []int32{1, 0, 2, 3}},
		"ShorterIsAbout":     {[]string{"lamp and a long text about many other things that go on and on", "lamp oil"}, "lamp", []int32{1, 0}},
		"RepetitionIsAbout":  {[]string{"lamp oil wick glass", "lamp lamp lamp glass"}, "lamp", []int32{1, 0}},
		"CloseWords":         {[]string{"reset router cable modem password", "router cable modem reset password"}, "reset password", []int32{1, 0}},
		"AllWordsBeatOne":    {[]string{"sofa sofa sofa sofa", "sofa cover", "cover cover cover"}, "sofa cover", []int32{1}},
		"NoMatch":            {[]string{"sofa"}, "lamp", []int32{}},
		"EqualByNumber":      {[]string{"same text", "same text"}, "same", []int32{0, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got := order(newShelf(c.texts...).ask(t, c.ask))
			if len(c.want) == 0 {
				require.Empty(t, got)
				return
			}
			require.Equal(t, c.want, got[:len(c.want)])
		})
	}
}

func TestTitlesAndHeadings(t *testing.T) {
	t.Parallel()

	s := newShelf("washing mentioned in passing here", "other")
	s.add(2, "Washing", rank.Passage{Text: "Thirty degrees at most for this."})
	s.add(3, "", rank.Passage{Path: []string{"Washing"}, Text: "Thirty degrees at most for this."})
	require.Equal(t, []int32{2, 3, 0}, order(s.ask(t, "washing")))
}

// A title that says what was asked, and nothing else, outweighs an article that has
// the words more often.
func TestTitleThatSaysIt(t *testing.T) {
	t.Parallel()

	s := newShelf("x", "y")
	s.add(2, "", rank.Passage{Text: "reset password reset password reset password"})
	s.add(3, "Reset your password", rank.Passage{Text: "Open the settings, then choose a new one."})
	s.add(4, "Reset the router, change its password and update the firmware", rank.Passage{Text: "Open the settings."})
	titles := []string{"", "", "", "Reset your password", "Reset the router, change its password and update the firmware"}
	found := s.ask(t, "reset password")
	for i := range found {
		before := found[i].Score
		found[i].Entitle(titles[found[i].Number])
		require.GreaterOrEqual(t, found[i].Score, before)
	}
	slices.SortFunc(found, rank.Compare)
	require.Equal(t, int32(3), found[0].Number)
	require.InDelta(t, 1, found[0].Title, 1e-9)
	for _, c := range found {
		switch c.Number {
		case 2:
			require.Zero(t, c.Title)
		case 4:
			require.Less(t, c.Title, 0.5)
		}
	}
}

func TestBestPassage(t *testing.T) {
	t.Parallel()

	s := newShelf("x")
	s.add(1, "", rank.Passage{Text: "about parcels"}, rank.Passage{Text: "refund of the money in five days"}, rank.Passage{Text: "refund"})
	found := s.ask(t, "refund money")
	require.Equal(t, int32(1), found[0].Passages[0].Ordinal)
	require.InDelta(t, 1, found[0].Best, 1e-9)
	require.Len(t, found[0].Passages, 2)
}

func TestConfidenceRisesWithFit(t *testing.T) {
	t.Parallel()

	s := newShelf("reset the password of the router", "lamp oil", "wool blanket", "password")
	good, half := s.ask(t, "reset router password")[0], s.ask(t, "reset submarine periscope")[0]
	require.Greater(t, rank.Confidence(good), rank.Confidence(half))
	require.Less(t, rank.Confidence(rank.Candidate{}), 0.1)
}

func TestDenseAddsWithinItsPart(t *testing.T) {
	t.Parallel()

	m := rank.NewMeaning(0.9, 0.5)
	top, last := rank.Candidate{Score: 1}, rank.Candidate{Score: 1}
	m.Add(&top, 4, 0.9)
	m.Add(&top, 5, 0.8) // only the closest passage counts
	m.Add(&last, 0, 0.5)
	require.Greater(t, top.Score, 1.2)
	require.Less(t, top.Score, 1.5)
	require.InDelta(t, 1, last.Score, 1e-9)
	require.InDelta(t, 0.9, top.Dense, 1e-9)
	require.Equal(t, int32(4), top.Passages[0].Ordinal)
}

// The cut before the sort must never lose a candidate that belongs to the best.
func TestManyCandidates(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 400).Draw(rt, "articles")
		s := newShelf()
		for i := range n {
			text := "common"
			for range rapid.IntRange(0, 6).Draw(rt, "more") {
				text += " common"
			}
			for range rapid.IntRange(0, 6).Draw(rt, "fill") {
				text += " fill"
			}
			s.add(int32(i), "", rank.Passage{Text: text})
		}
		r := lexicon.Read("common", "en")
		all, err := rank.Lexical(r, s.index, n)
		require.NoError(rt, err)
		few, err := rank.Lexical(r, s.index, 5)
		require.NoError(rt, err)
		require.Equal(rt, fmt.Sprint(order(all)[:len(few)]), fmt.Sprint(order(few)))
	})
}
