package knowledge

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/markdown"
	"github.com/firstlinehq/firstline/knowledge/posting"
	"github.com/firstlinehq/firstline/knowledge/rank"
)

// indexItem is an article on its way into the index.
type indexItem struct {
	article  uuid.UUID
	revision *int32 // that was published when it was read
	shelf    shelf
	passages []markdown.Passage
	entry    rank.Entry
}

// indexed is an article as index_articles holds it.
type indexed struct {
	number                       int32
	shelf                        shelf
	passages                     int32
	articleLength, passageLength int32
	terms                        []byte
}

// indexTx takes articles out of the index and puts others, or their new texts,
// into it. An index of another version of the program goes on serving, what is put
// into it included, until a job has built a new one.
func (l *Library) indexTx(ctx context.Context, tx *postgres.Tx, remove []uuid.UUID, add []indexItem) error {
	h, err := lockHeadTx(ctx, tx, len(add))
	if err != nil {
		return wrap("lock index", err)
	}
	remove = slices.Clone(remove)
	for _, item := range add {
		remove = append(remove, item.article)
	}
	if err := forgetPassagesTx(ctx, tx, remove); err != nil {
		return wrap("forget passages", err)
	}
	if err := insertPassagesTx(ctx, tx, add); err != nil {
		return wrap("write passages", err)
	}
	if err := h.enterTx(ctx, tx, remove, add); err != nil {
		return err
	}
	if h.outdated() && l.jobs != nil {
		if err := l.jobs.InsertTx(ctx, tx, RebuildIndex{Workspace: tx.Workspace()}, nil); err != nil {
			return err
		}
	}
	if len(add) == 0 {
		return nil
	}
	return l.EnqueueEmbeddingTx(ctx, tx, tx.Workspace())
}

// newIndexWriter makes one for a side of the workspace's index; what it adds gets
// the numbers from first on.
func newIndexWriter(tx *postgres.Tx, d side, first int32) *indexWriter {
	return &indexWriter{
		tx: tx, ws: tx.Workspace(), side: d, first: first,
		blocks: map[blockKey]*blockChange{}, shelves: map[shelf]*rank.Shelves{}, noted: map[spelledWord]bool{},
	}
}

// write takes articles out and puts others in; their passages are not its business.
// The caller holds the lock on the workspace's head.
func (w *indexWriter) write(ctx context.Context, remove []uuid.UUID, add []indexItem) error {
	if err := w.remove(ctx, remove); err != nil {
		return wrap("leave index", err)
	}
	if err := w.add(ctx, add); err != nil {
		return wrap("enter index", err)
	}
	if err := w.writeBlocks(ctx); err != nil {
		return wrap("write postings", err)
	}
	return wrap("count shelves", w.writeShelves(ctx))
}

type indexWriter struct {
	tx      *postgres.Tx
	ws      uuid.UUID
	side    side
	first   int32 // the number of the first article that is added
	blocks  map[blockKey]*blockChange
	spare   []blockChange // for the next blocks, made together
	shelves map[shelf]*rank.Shelves
	// fresh says that the index is empty in the blocks that are written, so that
	// nothing of them needs to be read.
	fresh bool
	// noted are the words that this writer knows to be stored.
	noted map[spelledWord]bool
}

// spelledWord is a word as written that became a term.
type spelledWord struct {
	term    int32
	surface string
}

func (w *indexWriter) block(k blockKey) *blockChange {
	b := w.blocks[k]
	if b == nil {
		if len(w.spare) == 0 {
			w.spare = make([]blockChange, 256)
		}
		b, w.spare = &w.spare[0], w.spare[1:]
		w.blocks[k] = b
	}
	return b
}

func (w *indexWriter) count(s shelf, sign, passages, articleLength, passageLength int) {
	s = w.side.of(s)
	c := w.shelves[s]
	if c == nil {
		c = &rank.Shelves{}
		w.shelves[s] = c
	}
	c.Articles += sign
	c.Passages += sign * passages
	c.ArticleLength += int64(sign * articleLength)
	c.PassageLength += int64(sign * passageLength)
}

func (w *indexWriter) remove(ctx context.Context, articles []uuid.UUID) error {
	if len(articles) == 0 {
		return nil
	}
	rows, err := w.tx.Query(ctx, `
		DELETE FROM index_articles WHERE workspace_id = $1 AND article_id = ANY($2) AND side = $3
		RETURNING number, shelf, passages, article_length, passage_length, terms`, w.ws, articles, w.side)
	if err != nil {
		return err
	}
	var a indexed
	_, err = pgx.ForEachRow(rows, []any{&a.number, &a.shelf, &a.passages, &a.articleLength, &a.passageLength, &a.terms}, func() error {
		w.count(a.shelf, -1, int(a.passages), int(a.articleLength), int(a.passageLength))
		terms, err := posting.DecodeIDs(a.terms)
		for _, t := range terms {
			b := w.block(blockKey{t, w.side.of(a.shelf), posting.Block(a.number)})
			b.drop = append(b.drop, a.number)
		}
		return err
	})
	return err
}

func (w *indexWriter) add(ctx context.Context, items []indexItem) error {
	if len(items) == 0 {
		return nil
	}
	var articles articleColumns
	for i, item := range items {
		articles.push(w.first+int32(i), item)
		w.count(item.shelf, 1, len(item.passages), int(item.entry.Length), int(item.entry.PassageLength))
	}
	w.addPostings(items)
	if err := w.newWords(ctx, items); err != nil {
		return fmt.Errorf("write words: %w", err)
	}
	return articles.write(ctx, w)
}

// addPostings sorts the articles of the items' terms into blocks. They are counted
// before they are put there: to grow a list for each term took an eighth of the time.
func (w *indexWriter) addPostings(items []indexItem) {
	total := 0
	for _, item := range items {
		total += len(item.entry.Terms)
	}
	into := make([]*blockChange, 0, total)
	for i, item := range items {
		for _, id := range item.entry.Terms {
			b := w.block(blockKey{id, w.side.of(item.shelf), posting.Block(w.first + int32(i))})
			b.coming++
			into = append(into, b)
		}
	}
	room := make([]posting.Article, total)
	for i, item := range items {
		for k := range item.entry.Terms {
			b := into[0]
			into = into[1:]
			if b.add == nil {
				b.add, room = room[:0:b.coming], room[b.coming:]
			}
			a := item.entry.Postings[k]
			a.Number = w.first + int32(i)
			b.add = append(b.add, a)
		}
	}
}

// newWords notes words seen for the first time, and by which misspellings they
// are found.
func (w *indexWriter) newWords(ctx context.Context, items []indexItem) error {
	var terms []int32
	var words, texts []string
	for _, item := range items {
		for _, s := range item.entry.Spellings {
			word := spelledWord{s.Term, s.Surface}
			if !w.noted[word] {
				w.noted[word] = true
				terms, words, texts = append(terms, s.Term), append(words, s.Surface), append(texts, s.Text)
			}
		}
	}
	if len(words) == 0 {
		return nil
	}
	rows, err := w.tx.Query(ctx, `
		INSERT INTO words (workspace_id, side, term, surface, text)
		SELECT $1, $2, * FROM unnest($3::int[], $4::text[], $5::text[]) AS w (term, surface, text) ORDER BY term, surface
		ON CONFLICT DO NOTHING RETURNING term, surface`, w.ws, w.side, terms, words, texts)
	if err != nil {
		return err
	}
	var rests, of []int32
	var term int32
	var word string
	_, err = pgx.ForEachRow(rows, []any{&term, &word}, func() error {
		for _, r := range lexicon.Rests(word) {
			rests, of = append(rests, r), append(of, term)
		}
		return nil
	})
	for len(rests) > 0 && err == nil {
		n := min(len(rests), spellingBatch)
		_, err = w.tx.Exec(ctx, `
			INSERT INTO spellings (workspace_id, side, rest, term) SELECT $1, $2, * FROM unnest($3::int[], $4::int[]) AS s (rest, term) ORDER BY rest, term
			ON CONFLICT DO NOTHING`, w.ws, w.side, rests[:n], of[:n])
		rests, of = rests[n:], of[n:]
	}
	return err
}

// spellingBatch is how many rows of spellings one statement writes: the first articles
// of a large import bring hundreds of thousands, and a statement has its time.
const spellingBatch = 20_000

func (w *indexWriter) writeShelves(ctx context.Context) error {
	batch := &pgx.Batch{}
	for _, s := range slices.Sorted(maps.Keys(w.shelves)) {
		c := w.shelves[s]
		batch.Queue(`
			INSERT INTO index_shelves AS s (workspace_id, shelf, articles, passages, article_length, passage_length)
			VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (workspace_id, shelf) DO UPDATE SET articles = s.articles + $3, passages = s.passages + $4,
			  article_length = s.article_length + $5, passage_length = s.passage_length + $6`,
			w.ws, int16(s), c.Articles, c.Passages, c.ArticleLength, c.PassageLength)
	}
	if batch.Len() == 0 {
		return nil
	}
	return w.tx.SendBatch(ctx, batch).Close()
}
