package knowledge

import (
	"context"
	"errors"
	"sync"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
)

// Preview is a search of the library as it would be if an article's working
// copy were published now.
type Preview struct {
	// Article is whose working copy is tried.
	Article uuid.UUID
	// Whole is of how many hits all passages are read.
	Whole int
}

// errPreviewed ends a preview's transaction: nothing of it is kept.
var errPreviewed = errors.New("previewed")

// SearchPreview publishes a working copy, searches by the functions of
// [Library.Search], and takes the publication back, in one transaction that
// nobody else sees. It gives the results and all passages of the first hits.
func (l *Library) SearchPreview(ctx context.Context, ws uuid.UUID, q Query, p Preview) (Results, map[uuid.UUID][]Passage, error) {
	q = q.settle()
	s := &search{lib: l, q: l.wide(q)}
	finder := l.nearFinder(ctx, ws, s.q) // before the transaction: a model may be slow
	if err := l.embedDraft(ctx, ws, p.Article); err != nil {
		return Results{}, nil, wrap("preview", err)
	}
	var found Results
	var whole map[uuid.UUID][]Passage
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		row, err := db.New(tx).LockArticle(ctx, db.LockArticleParams{WorkspaceID: ws, ID: p.Article})
		if err != nil {
			return notFound(err)
		}
		if err := l.publishTx(ctx, tx, uuid.Nil, []db.Article{row}); err != nil {
			return err
		}
		if err := l.draftVectorsTx(ctx, tx, p.Article); err != nil {
			return err
		}
		s.waitNear = func() ([]near, error) { return finder.findTx(ctx, tx) } // others see nothing of it
		s.reset(tx)
		if err := s.run(ctx); err != nil {
			return err
		}
		found = s.results()
		var ids []uuid.UUID
		if l.reranker != nil {
			p.Whole = len(found.Hits) // any of them may come first
		}
		for _, h := range found.Hits[:min(p.Whole, len(found.Hits))] {
			ids = append(ids, h.ArticleID)
		}
		if whole, err = passagesTx(ctx, tx, ids); err != nil {
			return err
		}
		return errPreviewed
	})
	if errors.Is(err, errPreviewed) {
		return s.rerank(ctx, found, q.Limit), whole, nil
	}
	return Results{}, nil, wrap("preview", err)
}

// draftVectors keeps vectors of texts that are being tried out, so that a set
// of questions pays for them once.
type draftVectors struct {
	mu     sync.Mutex // protects byText
	byText map[string][]float32
}

// mostDraftVectors bounds the cache; when it is full it begins anew.
const mostDraftVectors = 1000

// embedDraft embeds the passages of a working copy. Without an embedder, or
// when it fails, the preview is lexical for this article, as it is live until
// its passages have vectors.
func (l *Library) embedDraft(ctx context.Context, ws, article uuid.UUID) error {
	if l.embedder == nil {
		return nil
	}
	a, err := l.Article(ctx, ws, article)
	if err != nil {
		return err
	}
	item, err := newIndexItem(db.Article{ID: a.ID, Title: a.Title, Body: a.Body, Lang: a.Lang, Audience: string(a.Audience)})
	if err != nil {
		return err
	}
	l.drafts.mu.Lock()
	var missing []string
	for _, p := range item.passages {
		text := embeddedText(a.Title, p.Path, p.Text)
		if l.drafts.byText[text] == nil {
			missing = append(missing, text)
		}
	}
	l.drafts.mu.Unlock()
	if len(missing) == 0 || len(missing) > mostDraftVectors/2 {
		return nil
	}
	vectors, err := l.embedder.Embed(ctx, missing)
	if err != nil || llm.CheckVectors(vectors, len(missing), l.embedder.Dimensions()) != nil {
		return ctx.Err()
	}
	l.drafts.mu.Lock()
	defer l.drafts.mu.Unlock()
	if l.drafts.byText == nil || len(l.drafts.byText)+len(missing) > mostDraftVectors {
		l.drafts.byText = make(map[string][]float32)
	}
	for i, text := range missing {
		l.drafts.byText[text] = vectors[i]
	}
	return nil
}

// draftVectorsTx gives the passages that were just published their vectors.
func (l *Library) draftVectorsTx(ctx context.Context, tx *postgres.Tx, article uuid.UUID) error {
	if l.embedder == nil {
		return nil
	}
	rows, err := tx.Query(ctx, `
		SELECT c.id, `+embeddedTextSQL+` FROM chunks c
		JOIN articles a ON a.workspace_id = $1 AND a.id = c.article_id
		JOIN revisions r ON r.workspace_id = $1 AND r.article_id = a.id AND r.number = a.published_revision
		WHERE c.workspace_id = $1 AND c.article_id = $2`, tx.Workspace(), article)
	if err != nil {
		return err
	}
	chunks, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c pendingChunk, err error) {
		return c, row.Scan(&c.id, &c.text)
	})
	if err != nil {
		return err
	}
	var known []pendingChunk
	var vectors [][]float32
	l.drafts.mu.Lock()
	for _, c := range chunks {
		if v := l.drafts.byText[c.text]; v != nil {
			known, vectors = append(known, c), append(vectors, v)
		}
	}
	l.drafts.mu.Unlock()
	if len(known) == 0 {
		return nil
	}
	return l.storeVectorsTx(ctx, tx, known, vectors)
}
