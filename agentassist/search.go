package agentassist

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// How much of what a search finds a draft looks at.
const (
	hitsWanted   = 5
	readWhole    = 3  // of how many hits all passages are read
	longArticle  = 40 // passages; of a longer one only the best are read
	passageRunes = 280
)

// material is what the articles have on the question.
type material struct {
	ranked     []RankedArticle
	passages   []passage
	extracted  extract.Answer
	confidence float64 // 0…1, of the search
}

// passage is one that may be quoted.
type passage struct {
	article        uuid.UUID
	title, section string
	text           string
	internal       bool
	score          float64
}

// RankedArticle is an article that fits, with its best passage.
type RankedArticle struct {
	ID      uuid.UUID `json:"id"`
	Title   string    `json:"title"`
	Section string    `json:"section"`
	Passage string    `json:"passage"`
	// Score is 0…1; comparable within one panel.
	Score    float64            `json:"score"`
	Audience knowledge.Audience `json:"audience"`
	Lang     string             `json:"lang"`
}

// sure is the confidence from which a question needs no second look.
const sure = 0.6

// search asks the library what the bot would ask it, internal articles too.
// People tell agents stories: where the whole finds little, each sentence is
// asked for, and the one that finds most is what the suggestions answer.
func (a *Assistant) search(ctx context.Context, s *situation) (material, error) {
	var m material
	text := strings.TrimSpace(s.question.Query())
	if text == "" {
		return m, nil
	}
	found, err := a.find(ctx, s, text)
	if err != nil {
		return m, err
	}
	if found.Confidence < sure {
		for _, part := range s.sentences() {
			other, err := a.find(ctx, s, part)
			if err != nil {
				return m, err
			}
			if other.Confidence > found.Confidence {
				other.Hits = union(other.Hits, found.Hits)
				found, s.question = other, talk.Standalone{Text: part}
			}
		}
	}
	m.confidence = found.Confidence
	var ids []uuid.UUID
	for _, h := range found.Hits[:min(readWhole, len(found.Hits))] {
		ids = append(ids, h.ArticleID)
	}
	whole, err := a.Library.Passages(ctx, s.ref.Workspace, ids)
	if err != nil {
		return m, wrap("read the articles", err)
	}
	for i, h := range found.Hits {
		m.rank(h, found.Hits[0].Score)
		if i < readWhole {
			m.read(h, whole[h.ArticleID])
		}
	}
	m.extracted = extract.Extract(query.Question{Text: s.question.Text, Topic: s.question.Topic}, m.forExtract())
	return m, nil
}

func (a *Assistant) find(ctx context.Context, s *situation, text string) (knowledge.Results, error) {
	found, err := a.Library.Search(ctx, s.ref.Workspace, knowledge.Query{
		Text: text, Lang: s.lang, Audience: knowledge.Internal, Limit: hitsWanted,
	})
	return found, wrap("search the articles", err)
}

// Bounds of what a second look reads.
const (
	mostSentences = 4
	leastTerms    = 3 // "Where is it?" would find whatever says "where"
)

// sentences are those of the visitor's story that tell something.
func (s *situation) sentences() []string {
	var out []string
	for _, part := range sentence.FindAllString(s.question.Text, -1) {
		if contentTerms(part) >= leastTerms {
			out = append(out, strings.TrimSpace(part))
		}
	}
	return out[:min(mostSentences, len(out))]
}

// contentTerms counts the words that name something; two Chinese characters
// count as one.
func contentTerms(text string) int {
	words, characters := 0, 0
	for _, t := range token.Terms(text) {
		switch t.Kind {
		case token.Word, token.Code:
			words++
		case token.Char:
			characters++
		case token.Weak, token.Pair:
		}
	}
	return words + characters/2
}

// union is a followed by what of b is not in it, at most hitsWanted.
func union(a, b []knowledge.Hit) []knowledge.Hit {
	for _, h := range b {
		if !slices.ContainsFunc(a, func(x knowledge.Hit) bool { return x.ArticleID == h.ArticleID }) {
			a = append(a, h)
		}
	}
	return a[:min(hitsWanted, len(a))]
}

func (m *material) rank(h knowledge.Hit, top float64) {
	r := RankedArticle{ID: h.ArticleID, Title: h.Title, Audience: h.Audience, Lang: h.Lang}
	if top > 0 {
		r.Score = min(max(m.confidence*h.Score/top, 0), 1)
	}
	if len(h.Passages) > 0 {
		r.Section = strings.Join(h.Passages[0].Path, " › ")
		r.Passage = clip.Line(h.Passages[0].Text, passageRunes)
	}
	m.ranked = append(m.ranked, r)
}

func (m *material) read(h knowledge.Hit, all []knowledge.Passage) {
	if len(all) == 0 || len(all) > longArticle {
		all = h.Passages
	}
	for _, p := range all {
		m.passages = append(m.passages, passage{
			article: h.ArticleID, title: h.Title, section: strings.Join(p.Path, " › "), text: p.Text,
			internal: h.Audience == knowledge.Internal, score: h.Score,
		})
	}
}

func (m *material) forExtract() []extract.Passage {
	out := make([]extract.Passage, len(m.passages))
	for i, p := range m.passages {
		out[i] = extract.Passage{Title: p.title, Section: p.section, Text: p.text, Score: p.score}
	}
	return out
}
