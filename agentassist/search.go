package agentassist

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/knowledge"
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

// search asks the library what the bot would ask it, internal articles too.
func (a *Assistant) search(ctx context.Context, s situation) (material, error) {
	var m material
	query := strings.TrimSpace(s.question.Query())
	if query == "" {
		return m, nil
	}
	found, err := a.Library.Search(ctx, s.ref.Workspace, knowledge.Query{
		Text: query, Lang: s.lang, Audience: knowledge.Internal, Limit: hitsWanted,
	})
	if err != nil {
		return m, wrap("search the articles", err)
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
	m.extracted = extract.Extract(extract.Question{Text: s.question.Text, Topic: s.question.Topic}, m.forExtract())
	return m, nil
}

func (m *material) rank(h knowledge.Hit, top float64) {
	r := RankedArticle{ID: h.ArticleID, Title: h.Title, Audience: h.Audience, Lang: h.Lang}
	if top > 0 {
		r.Score = min(max(m.confidence*h.Score/top, 0), 1)
	}
	if len(h.Passages) > 0 {
		r.Section = strings.Join(h.Passages[0].Path, " › ")
		r.Passage = cut(h.Passages[0].Text, passageRunes)
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

// cut shortens a text to most characters.
func cut(text string, most int) string {
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	return strings.TrimSpace(string(r[:most-1])) + "…"
}
