package gap

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/knowledge"
)

// OverlapKind says how two articles stand to each other.
type OverlapKind string

// The kinds.
const (
	Duplicate     OverlapKind = "duplicate"     // says much of the same
	Contradiction OverlapKind = "contradiction" // states another figure of the same thing
)

// Overlap is a published article that says the same as another one, or the
// opposite.
type Overlap struct {
	Kind    OverlapKind
	Article uuid.UUID
	Title   string
	Lang    string
	// Share is the part of the text, 0…1, that the other one says too.
	Share float64
	// Here and There are sentences that contradict each other, HereFigure and
	// ThereFigure what differs in them. Empty for a duplicate.
	Here, There             string
	HereFigure, ThereFigure string
}

const (
	// comparedArticles is how many articles a text is compared with: those that a
	// search for it finds first.
	comparedArticles = 8
	comparedLines    = 200
	// sameLine is from which likeness two sentences say the same, sameFrame from
	// which they speak of the same with other figures.
	sameLine  = 0.6
	sameFrame = 0.5
	// surelySameFrame is that for a library that nobody is working on: its articles
	// state many figures of things that are alike.
	surelySameFrame = 0.75
	// acrossLess is how much less two languages ask for: translation loses words.
	acrossLess = 0.24
	// duplicateFrom is the share of a text from which it need not be written.
	duplicateFrom = 0.5
	// sameTitle is a title that asks the same, where some of the text is too.
	sameTitle, sameTitleShare = 0.75, 0.25
)

// Overlaps compares an article's working copy with what is published, the
// contradictions first.
func (q *Queue) Overlaps(ctx context.Context, ws, article uuid.UUID) ([]Overlap, error) {
	a, err := q.library.Article(ctx, ws, article)
	if err != nil {
		return nil, err
	}
	return q.overlaps(ctx, ws, a, sameFrame)
}

// publishedOverlaps is Overlaps of what visitors read of an article. Nobody is
// writing it at the moment, so only what is hardly a chance is worth a look.
func (q *Queue) publishedOverlaps(ctx context.Context, ws, article uuid.UUID) ([]Overlap, error) {
	a, err := q.library.Article(ctx, ws, article)
	if err != nil {
		return nil, err
	}
	r, err := q.library.Published(ctx, ws, article, knowledge.Internal)
	if err != nil {
		return nil, err
	}
	a.Title, a.Body = r.Title, r.Body
	return q.overlaps(ctx, ws, a, surelySameFrame)
}

func (q *Queue) overlaps(ctx context.Context, ws uuid.UUID, a knowledge.Article, frameFrom float64) ([]Overlap, error) {
	body := knowledge.Plain(a.Body)
	found, err := q.library.Search(ctx, ws, knowledge.Query{
		Text: a.Title + "\n" + body, Lang: a.Lang, Audience: knowledge.Internal, Limit: comparedArticles + 1,
	})
	if err != nil {
		return nil, err
	}
	var ids []uuid.UUID
	for _, h := range found.Hits {
		if h.ArticleID != a.ID {
			ids = append(ids, h.ArticleID)
		}
	}
	whole, err := q.library.Passages(ctx, ws, ids)
	if err != nil {
		return nil, err
	}
	here := newText(a.Title, []string{body})
	out := []Overlap{}
	for _, h := range found.Hits {
		if h.ArticleID == a.ID {
			continue
		}
		var texts []string
		for _, p := range whole[h.ArticleID] {
			texts = append(texts, p.Text)
		}
		for _, o := range compare(here, newText(h.Title, texts), h.Key == a.Key, frameFrom) {
			o.Article, o.Title, o.Lang = h.ArticleID, h.Title, h.Lang
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b Overlap) int {
		return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), cmp.Compare(b.Share, a.Share))
	})
	return out, nil
}

// text is a text by sentences.
type text struct {
	title meaning
	lines []textLine
}

type textLine struct {
	text    string
	figures []figure
	frame   meaning
}

func newText(title string, parts []string) text {
	t := text{title: meaningOf(title)}
	for _, part := range parts {
		for _, u := range sentence.Split(part) {
			if len(t.lines) == comparedLines {
				return t
			}
			figures, frame := figuresOf(u.Text)
			if m := meaningOf(frame); len(m.terms[m.lang]) >= 2 {
				t.lines = append(t.lines, textLine{text: u.Text, figures: figures, frame: m})
			}
		}
	}
	return t
}

// compare finds what a text has in common with another one. translated says
// that the two are meant to say the same.
func compare(here, there text, translated bool, frameFrom float64) []Overlap {
	meanings := []meaning{here.title, there.title}
	for _, l := range slices.Concat(here.lines, there.lines) {
		meanings = append(meanings, l.frame)
	}
	s := newSpace(meanings)
	var out []Overlap
	same := 0
	for i, h := range here.lines {
		at, best := -1, 0.0
		for j := range there.lines {
			if l := similar(s.points[2+i], s.points[2+len(here.lines)+j]); l > best {
				at, best = j, l
			}
		}
		if at < 0 {
			continue
		}
		t := there.lines[at]
		if h.frame.lang != t.frame.lang {
			best += acrossLess
		}
		a, b, differ := disagree(h.figures, t.figures)
		if frameFrom == surelySameFrame && (isRow(h.text) || isRow(t.text)) {
			differ = false // what a row's figures are stands in the table's head
		}
		switch {
		case best >= frameFrom && differ:
			out = append(out, Overlap{Kind: Contradiction, Here: h.text, There: t.text, HereFigure: a.text, ThereFigure: b.text})
			same++
		case best >= sameLine:
			same++
		}
	}
	share := float64(same) / float64(max(1, len(here.lines)))
	for i := range out {
		out[i].Share = share
	}
	asksSame := similar(s.points[0], s.points[1]) >= sameTitle
	if !translated && (share >= duplicateFrom || asksSame && share >= sameTitleShare) {
		out = append(out, Overlap{Kind: Duplicate, Share: share})
	}
	return out
}

// isRow reports a table's row, as plain text has it.
func isRow(line string) bool { return strings.Contains(line, " | ") }
