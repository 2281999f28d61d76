package knowledge

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/posting"
	"github.com/firstlinehq/firstline/knowledge/rank"
)

// search is one search under way. Its steps are in run.
type search struct {
	lib *Library
	q   Query
	// waitNear gives what is close in meaning, best first; nothing without an embedder.
	waitNear func() ([]near, error)

	tx       *postgres.Tx
	ws       uuid.UUID
	shelves  []int16 // as the side's rows have them
	groups   map[shelf]*group
	common   map[string]bool // terms too common to be looked for
	found    []candidate
	side     side  // of the workspace's index that is read
	format   int32 // which wrote it
	partly   bool  // it is being built: not all is in it
	articles map[uuid.UUID]*Hit
}

// group is what is searched in one group of languages.
type group struct {
	reading lexicon.Reading
	index   rank.Index
}

// candidate is an article that may become a hit.
type candidate struct {
	rank.Candidate
	article uuid.UUID
}

// reset prepares a run; a transaction that lost a race is run again.
func (s *search) reset(tx *postgres.Tx) {
	*s = search{
		lib: s.lib, q: s.q, waitNear: s.waitNear, tx: tx, ws: tx.Workspace(), shelves: shelvesOf(s.q.Audience, s.q.ForBot),
		groups: map[shelf]*group{}, common: map[string]bool{},
	}
}

// errSwapped says that a new index took the place of the one that a search was reading.
var errSwapped = problem.Wrap(errors.New("swapped"), problem.Unavailable, "index_rebuilding")

func (s *search) run(ctx context.Context) error {
	steps := []struct {
		name string
		do   func(context.Context) error
	}{
		{"read shelves", s.readShelves},
		{"read postings", s.readPostings},
		{"correct spelling", s.correct},
		{"look closely", s.lookClosely},
		{"look for meaning", s.fuse},
		{"read articles", s.readArticles},
		{"read passages", s.readPassages},
	}
	for _, step := range steps {
		if err := step.do(ctx); err != nil {
			return wrap(step.name, staleError(s.format, err))
		}
	}
	return nil
}

// readShelves finds which groups of languages there is anything to search in,
// and reads the question for each. The setting rides on this first statement: a
// plan that was cached while tables were nearly empty must not read whole ones,
// when every look-up is by key.
func (s *search) readShelves(ctx context.Context) error {
	rows, err := s.tx.Query(ctx, `
		SELECT shelf, articles, passages, article_length, passage_length, h.side, h.format, h.building
		FROM index_shelves, set_config('enable_seqscan', 'off', true),
		  (SELECT side, format, building FROM index_heads WHERE workspace_id = $1) h
		WHERE workspace_id = $1 AND shelf = ANY($2) AND articles > 0 ORDER BY shelf`,
		s.ws, slices.Concat(s.shelves, onSide(s.shelves, 1)))
	if err != nil {
		return err
	}
	s.shelves = nil
	var at shelf
	var c rank.Shelves
	var h head
	_, err = pgx.ForEachRow(rows, []any{&at, &c.Articles, &c.Passages, &c.ArticleLength, &c.PassageLength, &h.side, &h.format, &h.building}, func() error {
		var ok bool
		if s.side, s.format, ok = h.searched(); !ok {
			return ErrIndexRebuilding
		}
		s.partly = s.side != h.side
		if at.side() == s.side {
			s.addShelf(at, c)
		}
		return nil
	})
	return err
}

// addShelf counts a shelf among those that are searched.
func (s *search) addShelf(at shelf, c rank.Shelves) {
	s.shelves = append(s.shelves, int16(at))
	g := s.groups[at&shelfLangs]
	if g == nil {
		g = &group{index: rank.Index{Postings: map[string][]posting.Article{}}}
		g.reading = lexicon.Read(s.q.Text, (at & shelfLangs).readingLang())
		s.groups[at&shelfLangs] = g
	}
	sum := &g.index.Shelves
	sum.Articles += c.Articles
	sum.Passages += c.Passages
	sum.ArticleLength += c.ArticleLength
	sum.PassageLength += c.PassageLength
}

// order gives the groups in a fixed order.
func (s *search) order() []shelf {
	var out []shelf
	for at := range langGroups {
		if s.groups[at] != nil {
			out = append(out, at)
		}
	}
	return out
}

// readPostings reads where the question's terms stand.
func (s *search) readPostings(ctx context.Context) error {
	var terms []string
	for _, at := range s.order() {
		terms = append(terms, s.groups[at].reading.Terms()...)
	}
	return s.postingsOf(ctx, terms)
}

// postingsOf reads where terms stand that were not read before: the rows that rarer
// ones share, and those of the common ones, in one round trip.
func (s *search) postingsOf(ctx context.Context, terms []string) error {
	texts := map[int32]string{}
	parts := map[int16][]int32{}
	for _, text := range terms {
		id := posting.ID(text)
		if _, ok := texts[id]; !ok && !s.known(text) {
			texts[id] = text
			parts[posting.Part(id)] = append(parts[posting.Part(id)], id)
		}
	}
	if len(texts) == 0 {
		return nil
	}
	var read []packedBlock
	batch := &pgx.Batch{}
	batch.Queue(groupsSQL, s.ws, slices.Collect(maps.Keys(parts)), s.shelves).Query(func(rows pgx.Rows) (err error) {
		read, err = takeGroups(rows, parts, read)
		return err
	})
	batch.Queue(postingsSQL, s.ws, slices.Collect(maps.Keys(texts)), s.shelves, maxPostings).Query(func(rows pgx.Rows) (err error) {
		read, err = takePostings(rows, read)
		return err
	})
	if err := s.tx.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	if err := s.unpack(read, texts); err != nil {
		return err
	}
	for _, at := range s.order() {
		s.groups[at].reading.Drop(s.common)
	}
	s.orderPostings()
	return nil
}

// packedBlock is what a row says of one term; nil entries are of a term too common
// to be read.
type packedBlock struct {
	term    int32
	at      shelf
	block   int32
	entries []byte
}

// takeGroups picks the terms asked for from the rows that they share with others.
func takeGroups(rows pgx.Rows, parts map[int16][]int32, into []packedBlock) ([]packedBlock, error) {
	var part int16
	var b packedBlock
	var packed []byte
	_, err := pgx.ForEachRow(rows, []any{&part, &b.at, &b.block, &packed}, func() error {
		for _, id := range parts[part] {
			entries, err := posting.FindInGroup(packed, id)
			if err != nil {
				return err
			}
			if len(entries) > 0 {
				into = append(into, packedBlock{id, b.at, b.block, entries})
			}
		}
		return nil
	})
	return into, err
}

func takePostings(rows pgx.Rows, into []packedBlock) ([]packedBlock, error) {
	var b packedBlock
	_, err := pgx.ForEachRow(rows, []any{&b.term, &b.at, &b.block, &b.entries}, func() error {
		into = append(into, b)
		return nil
	})
	return into, err
}

// unpack adds blocks to the postings in the order of the articles' numbers, so that
// hardly anything is left to sort.
func (s *search) unpack(read []packedBlock, texts map[int32]string) error {
	slices.SortFunc(read, func(a, b packedBlock) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.block, b.block), cmp.Compare(a.at, b.at))
	})
	sizes := map[int32]int{}
	for _, b := range read {
		sizes[b.term] += len(b.entries)
	}
	for _, b := range read {
		if b.entries == nil {
			s.common[texts[b.term]] = true
			continue
		}
		postings := s.groups[b.at&shelfLangs].index.Postings
		if postings[texts[b.term]] == nil {
			postings[texts[b.term]] = make([]posting.Article, 0, sizes[b.term]/posting.LeastArticle)
		}
		var err error
		if postings[texts[b.term]], err = posting.Decode(b.entries, postings[texts[b.term]]); err != nil {
			return err
		}
	}
	return nil
}

// orderPostings puts the articles of each term in the order of their numbers,
// which ranking relies on: each shelf comes in order, several do not.
func (s *search) orderPostings() {
	byNumber := func(a, b posting.Article) int { return cmp.Compare(a.Number, b.Number) }
	for _, g := range s.groups {
		for _, list := range g.index.Postings {
			if !slices.IsSortedFunc(list, byNumber) {
				slices.SortFunc(list, byNumber)
			}
		}
	}
}

// maxPostings is how many bytes of the common terms' postings a search reads. The
// rarest come first, so what a question loses in a large library are the words that
// every article has.
const maxPostings = 512 << 10

// groupsSQL, like every look-up of a search, names its rows one by one: LATERAL
// with a limit or offset is not rearranged. With "= ANY" the planner, misled by
// statistics from before an import, reads a whole workspace and filters.
const groupsSQL = `
	SELECT g.part, g.shelf, g.block, g.entries FROM unnest($2::smallint[]) AS t (part)
	CROSS JOIN LATERAL (SELECT * FROM posting_groups g
	  WHERE g.workspace_id = $1 AND g.part = t.part AND g.shelf = ANY($3) OFFSET 0) g`

// postingsSQL reads the postings of terms up to that limit; a term beyond it gives
// one row without entries. Sizes are known without reading entries, and are added up
// apart from them: sorting whole rows was most of a search in a large library.
const postingsSQL = `
	WITH sized AS MATERIALIZED (
	  SELECT t.term, s.size FROM unnest($2::int[]) AS t (term)
	  CROSS JOIN LATERAL (SELECT sum(octet_length(p.entries)) AS size FROM postings p
	    WHERE p.workspace_id = $1 AND p.term = t.term AND p.shelf = ANY($3)) s
	  WHERE s.size IS NOT NULL),
	counted AS (SELECT term, sum(size) OVER (ORDER BY size, term) <= $4 OR size = min(size) OVER () AS wanted FROM sized)
	SELECT c.term, p.shelf, p.block, p.entries FROM counted c
	CROSS JOIN LATERAL (SELECT * FROM postings p
	  WHERE c.wanted AND p.workspace_id = $1 AND p.term = c.term AND p.shelf = ANY($3) OFFSET 0) p
	UNION ALL
	SELECT term, 0::smallint, 0, NULL FROM counted WHERE NOT wanted`

// lookClosely ranks by postings, then looks at the words of the best passages.
func (s *search) lookClosely(ctx context.Context) error {
	for _, at := range s.order() {
		g := s.groups[at]
		c, err := rank.Lexical(g.reading, g.index, pool)
		if err != nil {
			return err
		}
		if err := s.settle(ctx, g, c); err != nil {
			return err
		}
	}
	return nil
}

// fuse adds what was found by meaning to what was found by words, and puts all in
// order. It comes as late as it can: another connection has looked meanwhile.
func (s *search) fuse(context.Context) error {
	near, err := s.waitNear()
	if err != nil {
		return err
	}
	s.join(near)
	slices.SortStableFunc(s.found, func(a, b candidate) int { return rank.Compare(a.Candidate, b.Candidate) })
	return nil
}

func (s *search) join(near []near) {
	if len(near) == 0 || len(s.shelves) == 0 {
		return
	}
	place := map[uuid.UUID]int{}
	for i, c := range s.found {
		place[c.article] = i
	}
	meaning := rank.NewMeaning(near[0].similarity, near[len(near)-1].similarity)
	for _, n := range near {
		i, ok := place[n.article]
		if !ok {
			i = len(s.found)
			place[n.article] = i
			foreign := n.group.readingLang() != s.q.Lang
			s.found = append(s.found, candidate{article: n.article, Candidate: rank.Candidate{Number: n.number, Foreign: foreign}})
		}
		meaning.Add(&s.found[i].Candidate, n.ordinal, n.similarity)
	}
}

// settle finds the candidates' articles and how close the words stand in their
// best passage.
func (s *search) settle(ctx context.Context, g *group, candidates []rank.Candidate) error {
	if len(candidates) == 0 {
		return nil
	}
	numbers, ordinals, byNumber := make([]int32, len(candidates)), make([]int32, len(candidates)), map[int32]*rank.Candidate{}
	for i := range candidates {
		numbers[i], byNumber[candidates[i].Number] = candidates[i].Number, &candidates[i]
		if len(candidates[i].Passages) > 0 {
			ordinals[i] = candidates[i].Passages[0].Ordinal
		}
	}
	rows, err := s.tx.Query(ctx, `
		SELECT w.number, i.article_id, c.words
		FROM unnest($2::int[], $3::int[]) AS w (number, ordinal)
		CROSS JOIN LATERAL (SELECT article_id FROM index_articles i
		  WHERE i.workspace_id = $1 AND i.side = $4 AND i.number = w.number LIMIT 1) i
		CROSS JOIN LATERAL (SELECT words FROM chunks c
		  WHERE c.workspace_id = $1 AND c.article_id = i.article_id AND c.ordinal = w.ordinal LIMIT 1) c`, s.ws, numbers, ordinals, s.side)
	if err != nil {
		return err
	}
	phrase := rank.NewPhrase(g.reading, g.index)
	var number int32
	var article uuid.UUID
	var packed []byte
	_, err = pgx.ForEachRow(rows, []any{&number, &article, &packed}, func() error {
		words, err := posting.DecodeWords(packed)
		if err != nil {
			return err
		}
		c := byNumber[number]
		c.Settle(phrase.Close(words))
		s.found = append(s.found, candidate{Candidate: *c, article: article})
		return nil
	})
	return err
}
