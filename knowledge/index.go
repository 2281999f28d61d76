package knowledge

import (
	"context"
	"errors"
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
// into it. The lock on the workspace's head lets one transaction at a time do so.
func (l *Library) indexTx(ctx context.Context, tx *postgres.Tx, remove []uuid.UUID, add []indexItem) error {
	w := newIndexWriter(tx)
	err := w.write(ctx, remove, add)
	if errors.Is(err, errStaleIndex) {
		// The articles are published already, so a rebuild takes them in.
		if err := w.forgetPassages(ctx, remove); err != nil {
			return wrap("leave index", err)
		}
		return wrap("rebuild index", l.rebuildTx(ctx, tx))
	}
	if err != nil || len(add) == 0 {
		return err
	}
	return l.EnqueueEmbeddingTx(ctx, tx, w.ws)
}

func newIndexWriter(tx *postgres.Tx) *indexWriter {
	return &indexWriter{tx: tx, ws: tx.Workspace(), blocks: map[blockKey]*blockChange{}, shelves: map[shelf]*rank.Shelves{}, noted: map[spelledWord]bool{}}
}

// write takes articles out and puts others in.
func (w *indexWriter) write(ctx context.Context, remove []uuid.UUID, add []indexItem) error {
	first, err := w.lock(ctx, len(add))
	if err != nil {
		return wrap("lock index", err)
	}
	for _, item := range add {
		remove = append(remove, item.article)
	}
	if err := w.remove(ctx, remove); err != nil {
		return wrap("leave index", err)
	}
	if err := w.add(ctx, first, add); err != nil {
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
	blocks  map[blockKey]*blockChange
	shelves map[shelf]*rank.Shelves
	// keepPassages leaves passages that would be written as they are, with their
	// ids and vectors.
	keepPassages bool
	// fresh says that the workspace's index is empty in the blocks that are written,
	// so that nothing of them needs to be read.
	fresh bool
	// noted are the words that this writer knows to be stored.
	noted map[spelledWord]bool
}

// spelledWord is a word as written that became a term.
type spelledWord struct {
	term    int32
	surface string
}

// errStaleIndex says that another version of the program wrote the index.
var errStaleIndex = errors.New("index of another version")

// lock takes the workspace's head and n article numbers from it. The setting
// keeps plans from whole tables, as in readShelves.
func (w *indexWriter) lock(ctx context.Context, n int) (first int32, err error) {
	var off string
	var format int32
	err = w.tx.QueryRow(ctx, `
		INSERT INTO index_heads (workspace_id, next_number, format) VALUES ($1, $2, $3)
		ON CONFLICT (workspace_id) DO UPDATE SET next_number = index_heads.next_number + $2
		RETURNING next_number - $2, format, set_config('enable_seqscan', 'off', true)`,
		w.ws, n, indexFormat).Scan(&first, &format, &off)
	if err == nil && format != indexFormat {
		err = errStaleIndex
	}
	return first, err
}

func (w *indexWriter) block(k blockKey) *blockChange {
	b := w.blocks[k]
	if b == nil {
		b = &blockChange{}
		w.blocks[k] = b
	}
	return b
}

func (w *indexWriter) count(s shelf, sign, passages, articleLength, passageLength int) {
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
	if !w.keepPassages {
		if err := w.forgetPassages(ctx, articles); err != nil {
			return err
		}
	}
	rows, err := w.tx.Query(ctx, `
		DELETE FROM index_articles WHERE workspace_id = $1 AND article_id = ANY($2)
		RETURNING number, shelf, passages, article_length, passage_length, terms`, w.ws, articles)
	if err != nil {
		return err
	}
	var a indexed
	_, err = pgx.ForEachRow(rows, []any{&a.number, &a.shelf, &a.passages, &a.articleLength, &a.passageLength, &a.terms}, func() error {
		w.count(a.shelf, -1, int(a.passages), int(a.articleLength), int(a.passageLength))
		terms, err := posting.DecodeIDs(a.terms)
		for _, t := range terms {
			b := w.block(blockKey{t, a.shelf, posting.Block(a.number)})
			b.drop = append(b.drop, a.number)
		}
		return err
	})
	return err
}

func (w *indexWriter) forgetPassages(ctx context.Context, articles []uuid.UUID) error {
	_, err := w.tx.Exec(ctx, `DELETE FROM chunks WHERE workspace_id = $1 AND article_id = ANY($2)`, w.ws, articles)
	return err
}

func (w *indexWriter) add(ctx context.Context, first int32, items []indexItem) error {
	if len(items) == 0 {
		return nil
	}
	var articles articleColumns
	for i, item := range items {
		number := first + int32(i)
		for k, id := range item.entry.Terms {
			a := item.entry.Postings[k]
			a.Number = number
			b := w.block(blockKey{id, item.shelf, posting.Block(number)})
			b.add = append(b.add, a)
		}
		articles.push(number, item)
		w.count(item.shelf, 1, len(item.passages), int(item.entry.Length), int(item.entry.PassageLength))
	}
	if err := w.newWords(ctx, items); err != nil {
		return fmt.Errorf("write words: %w", err)
	}
	if err := w.addPassages(ctx, items); err != nil {
		return fmt.Errorf("write passages: %w", err)
	}
	return articles.write(ctx, w)
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
		INSERT INTO words (workspace_id, term, surface, text)
		SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[]) AS w (term, surface, text) ORDER BY term, surface
		ON CONFLICT DO NOTHING RETURNING term, surface`, w.ws, terms, words, texts)
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
	if err != nil || len(rests) == 0 {
		return err
	}
	_, err = w.tx.Exec(ctx, `
		INSERT INTO spellings (workspace_id, rest, term) SELECT $1, * FROM unnest($2::int[], $3::int[]) AS s (rest, term) ORDER BY rest, term
		ON CONFLICT DO NOTHING`, w.ws, rests, of)
	return err
}

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
