package knowledge

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/knowledge/rank"
)

// mayFind is whether an article a may be found by an audience, the third parameter,
// and for the bot or not, the fourth. The index says so too; but words and meaning
// are looked for at two moments, and what was taken back or made internal since is
// shown by neither, nor what an editor has made internal and not published yet: like
// the article's page, a hit goes by what holds now.
const mayFind = `a.status = 'published' AND (a.audience = 'public' OR $3::text = 'internal') AND (a.for_bot OR NOT $4::bool)`

// readArticles takes the best candidates as hits, one for an article and its
// translations, in the asker's language where there is one.
func (s *search) readArticles(ctx context.Context) error {
	s.articles = map[uuid.UUID]*Hit{}
	ids := make([]uuid.UUID, 0, len(s.found))
	for _, c := range s.found {
		ids = append(ids, c.article)
	}
	batch := &pgx.Batch{}
	var swapped bool
	batch.Queue(`SELECT side, format, building FROM index_heads WHERE workspace_id = $1`, s.ws).Query(func(rows pgx.Rows) error {
		var h head
		_, err := pgx.ForEachRow(rows, []any{&h.side, &h.format, &h.building}, func() error {
			now, _, ok := h.searched()
			swapped = ok && now != s.side
			return nil
		})
		return err
	})
	batch.Queue(`
		SELECT a.id, r.title, a.slug, a.key, a.lang, a.audience, a.collection_id, a.published_at, a.feedback
		FROM unnest($2::uuid[]) AS w (id)
		CROSS JOIN LATERAL (SELECT * FROM articles a
		  WHERE a.workspace_id = $1 AND a.id = w.id AND `+mayFind+` LIMIT 1) a
		CROSS JOIN LATERAL (SELECT title FROM revisions r
		  WHERE r.workspace_id = $1 AND r.article_id = a.id AND r.number = a.published_revision LIMIT 1) r`,
		s.ws, ids, s.q.Audience, s.q.ForBot).Query(s.takeArticles)
	if err := s.tx.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	if swapped {
		return errSwapped // and cleared since, perhaps, what was read
	}
	s.applyTitles()
	s.mergeTranslations()
	s.found = s.found[:min(len(s.found), s.q.Limit)]
	return s.inAskersLanguage(ctx)
}

func (s *search) takeArticles(rows pgx.Rows) error {
	var h Hit
	_, err := pgx.ForEachRow(rows, []any{&h.ArticleID, &h.Title, &h.Slug, &h.Key, &h.Lang, &h.Audience, &h.CollectionID, &h.PublishedAt, &h.Reasons.Feedback}, func() error {
		hit := h
		hit.Reasons.Feedback++
		s.articles[h.ArticleID] = &hit
		return nil
	})
	return err
}

// inAskersLanguage puts a published translation in the place of a hit that was
// found through another language. Translations have the same passages in the same
// order; where their number differs, the translation is shown from its beginning.
func (s *search) inAskersLanguage(ctx context.Context) error {
	var keys []string
	place := map[string]int{}
	for i, c := range s.found {
		if hit := s.articles[c.article]; hit.Lang != s.q.Lang {
			keys, place[hit.Key] = append(keys, hit.Key), i
		}
	}
	if len(keys) == 0 {
		return nil
	}
	rows, err := s.tx.Query(ctx, `
		SELECT a.id, r.title, a.slug, a.key, a.lang, a.audience, a.collection_id, a.published_at, a.feedback, i.number, i.passages, o.passages
		FROM unnest($2::text[], $5::uuid[]) AS w (key, other)
		CROSS JOIN LATERAL (SELECT * FROM articles a
		  WHERE a.workspace_id = $1 AND a.key = w.key AND a.lang = $6 AND `+mayFind+` LIMIT 1) a
		CROSS JOIN LATERAL (SELECT * FROM index_articles i
		  WHERE i.workspace_id = $1 AND i.article_id = a.id AND i.side = $7 AND i.shelf = ANY($8) LIMIT 1) i
		CROSS JOIN LATERAL (SELECT passages FROM index_articles o
		  WHERE o.workspace_id = $1 AND o.article_id = w.other AND o.side = $7 LIMIT 1) o
		CROSS JOIN LATERAL (SELECT title FROM revisions r
		  WHERE r.workspace_id = $1 AND r.article_id = a.id AND r.number = a.published_revision LIMIT 1) r`,
		s.ws, keys, s.q.Audience, s.q.ForBot, s.foundIDs(place, keys), s.q.Lang, s.side, shelvesOf(s.q.Audience, s.q.ForBot))
	if err != nil {
		return err
	}
	var h Hit
	var number, passages, others int32
	_, err = pgx.ForEachRow(rows, []any{
		&h.ArticleID, &h.Title, &h.Slug, &h.Key, &h.Lang, &h.Audience, &h.CollectionID, &h.PublishedAt, &h.Reasons.Feedback, &number, &passages, &others,
	}, func() error {
		hit := h
		hit.Reasons.Feedback++
		c := &s.found[place[h.Key]]
		c.article, c.Number = h.ArticleID, number
		if passages != others {
			c.Passages = nil
		}
		s.articles[h.ArticleID] = &hit
		return nil
	})
	return err
}

func (s *search) foundIDs(place map[string]int, keys []string) []uuid.UUID {
	out := make([]uuid.UUID, len(keys))
	for i, key := range keys {
		out[i] = s.found[place[key]].article
	}
	return out
}

// applyTitles moves scores by what the titles say, and by what became of the
// articles so far.
func (s *search) applyTitles() {
	for i := range s.found {
		if hit := s.articles[s.found[i].article]; hit != nil {
			s.found[i].Entitle(hit.Title)
			s.found[i].Score *= hit.Reasons.Feedback
		}
	}
	slices.SortStableFunc(s.found, func(a, b candidate) int { return rank.Compare(a.Candidate, b.Candidate) })
}

// mergeTranslations keeps one candidate of an article and its translations: the
// one in the asker's language, with the best one's score.
func (s *search) mergeTranslations() {
	best := map[string]int{}
	var kept []candidate
	for _, c := range s.found {
		hit := s.articles[c.article]
		if hit == nil {
			continue // archived between two reads
		}
		i, seen := best[hit.Key]
		if !seen {
			best[hit.Key] = len(kept)
			kept = append(kept, c)
			continue
		}
		if hit.Lang == s.q.Lang && s.articles[kept[i].article].Lang != s.q.Lang {
			c.Score = kept[i].Score
			kept[i] = c
		}
	}
	s.found = kept
}

func (s *search) readPassages(ctx context.Context) error {
	var articles []uuid.UUID
	var ordinals []int32
	scores := map[uuid.UUID]map[int32]float64{}
	for _, c := range s.found {
		scores[c.article] = map[int32]float64{}
		passages := c.Passages
		if len(passages) == 0 {
			passages = []rank.Scored{{}} // found by its title: begin at the beginning
		}
		for _, p := range passages {
			articles, ordinals = append(articles, c.article), append(ordinals, p.Ordinal)
			scores[c.article][p.Ordinal] = p.Score
		}
	}
	if len(articles) == 0 {
		return nil
	}
	rows, err := s.tx.Query(ctx, `
		SELECT c.article_id, c.id, c.ordinal, c.path, c.anchor, c.text
		FROM unnest($2::uuid[], $5::int[]) WITH ORDINALITY AS w (article_id, ordinal, place)
		CROSS JOIN LATERAL (SELECT FROM articles a WHERE a.workspace_id = $1 AND a.id = w.article_id AND `+mayFind+` LIMIT 1) a
		CROSS JOIN LATERAL (SELECT * FROM chunks c
		  WHERE c.workspace_id = $1 AND c.article_id = w.article_id AND c.ordinal = w.ordinal LIMIT 1) c
		ORDER BY w.place`, s.ws, articles, s.q.Audience, s.q.ForBot, ordinals)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var article uuid.UUID
		var p Passage
		if err := rows.Scan(&article, &p.ChunkID, &p.Ordinal, &p.Path, &p.Anchor, &p.Text); err != nil {
			return err
		}
		p.Score = scores[article][int32(p.Ordinal)]
		hit := s.articles[article]
		hit.Passages = append(hit.Passages, p)
	}
	return rows.Err()
}

func (s *search) results() Results {
	out := Results{Hits: []Hit{}, Wishes: s.wishes()}
	for _, c := range s.found {
		hit := s.articles[c.article]
		if len(hit.Passages) == 0 {
			continue
		}
		hit.Score = c.Score
		hit.Reasons = Reasons{Feedback: hit.Reasons.Feedback, Article: c.Article, Passage: c.Passage, Cover: c.Cover, Title: c.Title, Close: c.Close, Dense: c.Dense, Foreign: c.Foreign}
		out.Hits = append(out.Hits, *hit)
	}
	if len(out.Hits) > 0 {
		out.Confidence = rank.Confidence(s.found[0].Candidate)
	}
	return out
}

// wishes tells how the question was read.
func (s *search) wishes() []Wish {
	out := []Wish{}
	for _, at := range s.order() {
		g := s.groups[at]
		for _, w := range g.reading.Wishes {
			seen := Wish{Typed: w.Typed, Lang: g.reading.Lang, Options: []WishOption{}}
			for _, o := range w.Options {
				for _, t := range o.Terms {
					seen.Articles = max(seen.Articles, len(g.index.Postings[t]))
				}
				seen.Options = append(seen.Options, WishOption{Text: strings.Join(o.Terms, " "), Via: string(o.Via)})
			}
			seen.Weight = g.index.Worth(w)
			out = append(out, seen)
		}
	}
	return out
}
