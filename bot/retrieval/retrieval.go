package retrieval

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/lexicon"
)

// How much of what a search finds a turn looks at.
const (
	hitsWanted = 6
	// readWhole is of how many hits all passages are read, unless the article
	// has more than longArticle.
	readWhole   = 6
	longArticle = 40
)

// Passage is one that may be quoted and cited.
type Passage struct {
	Article        uuid.UUID
	Title, Section string
	Anchor         string
	Text           string
	Lang           string
	// Score is the article's, 0…1.
	Score float64
	// Fit is how well the article's best passage fits, the words' closeness, and
	// their cover, each 0…1.
	Fit   [3]float64
	Chunk uuid.UUID
	// OtherLang: found through another language than the visitor's.
	OtherLang bool
}

// Found is what a search found.
type Found struct {
	Passages []Passage
	// Confidence that the articles hold an answer, 0…1.
	Confidence float64
	// Topics are the best article and its collection.
	Topics []uuid.UUID
	Words  []query.Word
	// Foreign: the words are for articles in another language than the question's.
	Foreign bool
}

// Source cites the passage.
func (p *Passage) Source(number int, quote string) conversation.Source {
	return conversation.Source{
		Number: number, ArticleID: p.Article, Title: p.Title, Section: p.Section, Anchor: p.Anchor, Quote: quote,
	}
}

// Likeliest are the first passages of the articles to choose from, at most so many,
// in the visitor's language.
func (f *Found) Likeliest(most int) []Passage {
	var out []Passage
	seen := make(map[uuid.UUID]bool)
	for _, p := range f.Passages {
		if len(out) == most || p.OtherLang || p.Score < 0.5*f.Passages[0].Score {
			break
		}
		if !seen[p.Article] {
			seen[p.Article] = true
			out = append(out, p)
		}
	}
	return out
}

// Near are the first passages of the articles that come closest to a question, at
// most so many, each under a number: those named first, then the likeliest.
func (f *Found) Near(most int, first []int) (out []conversation.Source) {
	add := func(p Passage) {
		for _, s := range out {
			if s.ArticleID == p.Article {
				return
			}
		}
		if len(out) < most {
			out = append(out, conversation.Source{Number: len(out) + 1, ArticleID: p.Article, Title: p.Title, Section: p.Section, Anchor: p.Anchor, Near: true})
		}
	}
	for _, i := range first {
		add(f.Passages[i])
	}
	for _, p := range f.Likeliest(most) {
		p.Section, p.Anchor = "", ""
		add(p)
	}
	return out
}

// Search finds passages. It keeps what it read of them.
type Search struct {
	library  *knowledge.Library
	readings readings
}

// New makes a search over a library.
func New(library *knowledge.Library) *Search { return &Search{library: library} }

// Question is what to search for.
type Question struct {
	Workspace  uuid.UUID
	Text, Lang string
	// Draft, unless nil, is an article whose working copy counts as published.
	Draft *uuid.UUID
}

// Find searches what is live, or in a trial what a draft would make of it. Words
// that no article has are searched for in other words as well.
func (s *Search) Find(ctx context.Context, q Question) (Found, error) {
	found, err := s.find(ctx, q)
	if err != nil || found.Foreign {
		return found, err
	}
	q.Text = query.Wider(q.Text, found.Words)
	if q.Text == "" {
		return found, nil
	}
	wider, err := s.find(ctx, q)
	if err != nil || len(wider.Passages) == 0 || wider.Foreign {
		return found, err
	}
	if len(found.Words) > 0 {
		wider.Words = found.Words // what the visitor said is what must be answered
	}
	wider.Confidence = max(wider.Confidence, found.Confidence)
	return wider, nil
}

func (s *Search) find(ctx context.Context, q Question) (Found, error) {
	asked := knowledge.Query{Text: q.Text, Lang: q.Lang, ForBot: true, Limit: hitsWanted}
	if q.Draft == nil {
		return s.live(ctx, q.Workspace, asked)
	}
	found, whole, err := s.library.SearchPreview(ctx, q.Workspace, asked, knowledge.Preview{Article: *q.Draft, Whole: readWhole})
	if err != nil {
		return Found{}, fmt.Errorf("search with the draft: %w", err)
	}
	return passagesOf(found, whole, q.Lang), nil
}

func (s *Search) live(ctx context.Context, ws uuid.UUID, asked knowledge.Query) (Found, error) {
	found, err := s.library.Search(ctx, ws, asked)
	if err != nil {
		return Found{}, fmt.Errorf("search the articles: %w", err)
	}
	ids := make([]uuid.UUID, 0, readWhole)
	for _, h := range found.Hits[:min(readWhole, len(found.Hits))] {
		ids = append(ids, h.ArticleID)
	}
	whole, err := s.library.Passages(ctx, ws, ids)
	if err != nil {
		return Found{}, fmt.Errorf("read the articles: %w", err)
	}
	return passagesOf(found, whole, asked.Lang), nil
}

// passagesOf gives the passages of the best hits, article by article; of
// those that were read whole all of them, but no more than bound.
func passagesOf(found knowledge.Results, whole map[uuid.UUID][]knowledge.Passage, lang string) Found {
	r := Found{Confidence: found.Confidence, Words: wordsOf(found)}
	if len(found.Hits) > 0 {
		best := found.Hits[0]
		r.Foreign = best.Lang != lang
		r.Topics = append(r.Topics, best.ArticleID)
		if best.CollectionID != nil {
			r.Topics = append(r.Topics, *best.CollectionID)
		}
	}
	for _, h := range found.Hits {
		passages := h.Passages
		if all := whole[h.ArticleID]; len(all) > 0 && len(all) <= longArticle {
			passages = all
		}
		for _, p := range passages {
			r.Passages = append(r.Passages, Passage{
				Article: h.ArticleID, Title: h.Title, Section: strings.Join(p.Path, " › "), Anchor: p.Anchor, Text: p.Text,
				Lang: h.Lang, Score: h.Score, Fit: [3]float64{h.Reasons.Passage, h.Reasons.Close, h.Reasons.Cover}, Chunk: p.ChunkID, OtherLang: h.Lang != lang,
			})
		}
	}
	return r
}

// wordsOf gives how the question was read for articles in the best hit's language.
func wordsOf(found knowledge.Results) []query.Word {
	if len(found.Hits) == 0 {
		return nil
	}
	var out []query.Word
	for _, w := range found.Wishes {
		if w.Lang != found.Hits[0].Lang {
			continue
		}
		word := query.Word{Typed: w.Typed, Weight: w.Weight, Articles: w.Articles}
		for _, o := range w.Options {
			if o.Via == string(lexicon.Synonym) {
				word.Alike = append(word.Alike, o.Text)
				continue
			}
			word.Options = append(word.Options, o.Text)
			word.Corrected = word.Corrected || o.Via == string(lexicon.Corrected)
			word.Guessed = word.Guessed || o.Via == string(lexicon.Corrected) || o.Via == string(lexicon.Translated)
		}
		out = append(out, word)
	}
	return out
}
