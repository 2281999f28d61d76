package bot

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/trace"
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

// passage is one that may be quoted and cited.
type passage struct {
	article         uuid.UUID
	title, section  string
	anchor          string
	text            string
	lang            string
	score           float64
	fit             [3]float64 // how well the article's best passage fits, the words' closeness, and their cover
	chunk           uuid.UUID
	articleInOthers bool // found through another language than the visitor's
}

// retrieval is what the search found.
type retrieval struct {
	passages   []passage
	confidence float64
	topics     []uuid.UUID // the best article and its collection
	words      []extract.Word
	foreign    bool // the words are for articles in another language than the question's
}

func (t *turn) search(ctx context.Context) error {
	t.rewrite(ctx)
	r, err := t.retrieve(ctx)
	if err != nil {
		return err
	}
	t.found = r
	t.trace.Confidence = r.confidence
	t.trace.FollowUp = t.question.FollowUp
	for _, p := range r.passages {
		t.trace.Retrieval = append(t.trace.Retrieval, trace.Retrieved{Article: p.article, Title: p.title, Section: p.section, Score: p.score})
	}
	return nil
}

// retrieve searches what is live, or in a trial what a draft would make of it.
func (t *turn) retrieve(ctx context.Context) (retrieval, error) {
	text := extract.Content(t.question.Query())
	if t.draft == nil {
		return t.bot.retrieve(ctx, t.claim.Workspace, text, t.lang)
	}
	found, whole, err := t.bot.Library.SearchPreview(ctx, t.claim.Workspace,
		knowledge.Query{Text: text, Lang: t.lang, ForBot: true, Limit: hitsWanted}, knowledge.Preview{Article: *t.draft, Whole: readWhole})
	if err != nil {
		return retrieval{}, fmt.Errorf("search with the draft: %w", err)
	}
	return passagesOf(found, whole, t.lang), nil
}

// retrieve searches the public articles that the bot may use.
func (b *Bot) retrieve(ctx context.Context, ws uuid.UUID, query, lang string) (retrieval, error) {
	found, err := b.Library.Search(ctx, ws, knowledge.Query{Text: query, Lang: lang, ForBot: true, Limit: hitsWanted})
	if err != nil {
		return retrieval{}, fmt.Errorf("search the articles: %w", err)
	}
	ids := make([]uuid.UUID, 0, readWhole)
	for _, h := range found.Hits[:min(readWhole, len(found.Hits))] {
		ids = append(ids, h.ArticleID)
	}
	whole, err := b.Library.Passages(ctx, ws, ids)
	if err != nil {
		return retrieval{}, fmt.Errorf("read the articles: %w", err)
	}
	return passagesOf(found, whole, lang), nil
}

// passagesOf gives the passages of the best hits, article by article; of
// those that were read whole all of them, but no more than bound.
func passagesOf(found knowledge.Results, whole map[uuid.UUID][]knowledge.Passage, lang string) retrieval {
	r := retrieval{confidence: found.Confidence, words: wordsOf(found)}
	if len(found.Hits) > 0 {
		best := found.Hits[0]
		r.foreign = best.Lang != lang
		r.topics = append(r.topics, best.ArticleID)
		if best.CollectionID != nil {
			r.topics = append(r.topics, *best.CollectionID)
		}
	}
	for _, h := range found.Hits {
		passages := h.Passages
		if all := whole[h.ArticleID]; len(all) > 0 && len(all) <= longArticle {
			passages = all
		}
		for _, p := range passages {
			r.passages = append(r.passages, passage{
				article: h.ArticleID, title: h.Title, section: strings.Join(p.Path, " › "), anchor: p.Anchor, text: p.Text,
				lang: h.Lang, score: h.Score, fit: [3]float64{h.Reasons.Passage, h.Reasons.Close, h.Reasons.Cover}, chunk: p.ChunkID, articleInOthers: h.Lang != lang,
			})
		}
	}
	return r
}

// wordsOf gives how the question was read for articles in the best hit's language.
func wordsOf(found knowledge.Results) []extract.Word {
	if len(found.Hits) == 0 {
		return nil
	}
	var out []extract.Word
	for _, w := range found.Wishes {
		if w.Lang != found.Hits[0].Lang {
			continue
		}
		word := extract.Word{Typed: w.Typed, Weight: w.Weight, Articles: w.Articles}
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

func (b *Bot) forExtract(r retrieval) []extract.Passage {
	out := make([]extract.Passage, len(r.passages))
	for i, p := range r.passages {
		out[i] = extract.Passage{Title: p.title, Section: p.section, Text: p.text, Score: p.score, Fit: p.fit}
		out[i].Read = b.readings.of(p.chunk, out[i])
	}
	return out
}

// readings keeps what was read of passages. A passage never changes: what is
// published anew has new ones.
type readings struct {
	mu   sync.Mutex // protects kept
	kept map[uuid.UUID]*extract.Reading
}

// mostReadings bounds the cache to some 50 MiB; when it is full it begins anew,
// since nothing is lost by that but a few milliseconds.
const mostReadings = 10_000

func (c *readings) of(chunk uuid.UUID, p extract.Passage) *extract.Reading {
	c.mu.Lock()
	r := c.kept[chunk]
	c.mu.Unlock()
	if r != nil {
		return r
	}
	r = extract.Read(p)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil || len(c.kept) >= mostReadings {
		c.kept = make(map[uuid.UUID]*extract.Reading)
	}
	c.kept[chunk] = r
	return r
}
