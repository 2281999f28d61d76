package knowledge

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Query is a question to the library.
type Query struct {
	// Text is the question as typed; what goes beyond 2,000 bytes is not read.
	Text string
	// Lang is the asker's language; empty guesses it from the text. Articles in
	// it are preferred, others are found too.
	Lang string
	// Audience is what may be found: the zero value finds public articles only.
	Audience Audience
	// ForBot leaves out what the bot may not use.
	ForBot bool
	// Limit is the most articles wanted, 1 to 50; 0 means 5.
	Limit int
}

// Results are what the library has on a question.
type Results struct {
	// Hits are articles, best first.
	Hits []Hit `json:"hits"`
	// Confidence is the calibrated probability, 0 to 1, that the best hit holds
	// the answer. Below [Unsure] an answer should not be given from it.
	Confidence float64 `json:"confidence"`
	// Wishes say how the question was read, for the test box.
	Wishes []Wish `json:"wishes"`
}

// Hit is an article with the passages that answer best.
type Hit struct {
	ArticleID    uuid.UUID  `json:"article_id"`
	Title        string     `json:"title"`
	Slug         string     `json:"slug"`
	Key          string     `json:"key"`
	Lang         string     `json:"lang"`
	Audience     Audience   `json:"audience"`
	CollectionID *uuid.UUID `json:"collection_id,omitempty"`
	PublishedAt  time.Time  `json:"published_at"`
	// Score orders hits within one search.
	Score float64 `json:"score"`
	// Reasons are the parts of the score.
	Reasons Reasons `json:"reasons"`
	// Passages are at least one and at most three, best first.
	Passages []Passage `json:"passages"`
}

// Reasons are the parts of a hit's score; each is 0 to about 1 unless said
// otherwise.
type Reasons struct {
	// Article and Passage say how well the words fit the whole article and its
	// best passage, as parts of an ideal text's fit.
	Article float64 `json:"article"`
	Passage float64 `json:"passage"`
	// Cover is the part of the question's words that occur in the article.
	Cover float64 `json:"cover"`
	// Title is how far the title says what was asked and nothing else.
	Title float64 `json:"title"`
	// Close is how much the words stand together as in the question.
	Close float64 `json:"close"`
	// Dense is the similarity of meaning by vectors; 0 without an embedder.
	Dense float64 `json:"dense"`
	// Feedback is the factor by which outcomes moved the score, 0.9 to 1.1.
	Feedback float64 `json:"feedback"`
	// Foreign says that the article was found through another language.
	Foreign bool `json:"foreign"`
	// Rerank is the score of the model that ordered the hits, on a scale of its own;
	// nil where none did.
	Rerank *float64 `json:"rerank,omitempty"`
}

// Passage is a piece of a published article.
type Passage struct {
	ChunkID uuid.UUID `json:"chunk_id"`
	// Ordinal is its place in the article from 0.
	Ordinal int `json:"ordinal"`
	// Path is the headings above it, outermost first.
	Path []string `json:"path"`
	// Anchor is the id of the nearest heading in the rendered article.
	Anchor string `json:"anchor"`
	// Text is its plain text, as it may be quoted.
	Text string `json:"text"`
	// Score orders passages; comparable within one search.
	Score float64 `json:"score"`
}

// Wish is a word of a question and what was looked for because of it.
type Wish struct {
	Typed string `json:"typed"`
	// Lang is the language of the articles that were searched for it.
	Lang string `json:"lang"`
	// Weight is how much it counts, rarity included.
	Weight float64 `json:"weight"`
	// Articles is how many articles have it.
	Articles int `json:"articles"`
	// Options are the terms that were looked for.
	Options []WishOption `json:"options"`
}

// WishOption is one way to satisfy a wish: "typed", "synonym", "translated" or
// "corrected".
type WishOption struct {
	Text string `json:"text"`
	Via  string `json:"via"`
}

// Unsure is the confidence below which a search has probably not found the answer:
// of this project's own questions, nine in ten of the results below it are wrong.
const Unsure = 0.3

const (
	maxQuestion  = 2000 // bytes
	defaultLimit = 5
	maxLimit     = 50
	// pool is how many candidates of a language are looked at closely.
	pool = 60
)

func (q Query) settle() Query {
	q.Text = clip.Bytes(q.Text, maxQuestion)
	if q.Lang == "" {
		q.Lang = token.Lang(q.Text)
	}
	switch {
	case q.Limit <= 0:
		q.Limit = defaultLimit
	case q.Limit > maxLimit:
		q.Limit = maxLimit
	}
	if q.Audience != Internal {
		q.Audience = Public
	}
	return q
}

// Search finds published articles for a question. No hit is no error. The same
// question over the same articles gives the same results, whoever calls.
func (l *Library) Search(ctx context.Context, ws uuid.UUID, q Query) (Results, error) {
	q = q.settle()
	s := &search{lib: l, q: l.wide(q)}
	s.waitNear = l.nearFinder(ctx, ws, s.q).beside(ctx)
	defer func() { _, _ = s.waitNear() }() // its connection is back when this returns
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		s.reset(tx)
		err := s.run(ctx)
		if errors.Is(err, errSwapped) {
			s.reset(tx)
			err = s.run(ctx)
		}
		return err
	})
	if err != nil {
		return Results{}, fmt.Errorf("search: %w", err)
	}
	found := s.results()
	if s.partly && found.Confidence < Unsure {
		return Results{}, fmt.Errorf("search: %w", ErrIndexRebuilding) // the answer may be in what is not built yet
	}
	return s.rerank(ctx, found, q.Limit), nil
}
