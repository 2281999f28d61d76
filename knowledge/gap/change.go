package gap

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/gap/internal/db"
)

// Dismiss takes a gap from the queue, or puts it back: what is asked needs no
// article. Its questions go on finding it, so that it does not come up again.
func (q *Queue) Dismiss(ctx context.Context, ws, by, id uuid.UUID, dismissed bool) error {
	return q.change(ctx, ws, id, func(sql *db.Queries) error {
		return sql.Dismiss(ctx, db.DismissParams{WorkspaceID: ws, ID: id, ChangedBy: &by, Dismissed: dismissed})
	})
}

// Merge makes a gap a part of another one.
func (q *Queue) Merge(ctx context.Context, ws, by, id, into uuid.UUID) error {
	if id == into {
		return problem.New(problem.Invalid, "gap_into_itself")
	}
	return q.change(ctx, ws, id, func(sql *db.Queries) error {
		if _, err := sql.LockGap(ctx, db.LockGapParams{WorkspaceID: ws, ID: into}); err != nil {
			return notFound(err)
		}
		return errors.Join(
			sql.MoveAll(ctx, db.MoveAllParams{WorkspaceID: ws, FromGap: id, IntoGap: into}),
			sql.TakeArticle(ctx, db.TakeArticleParams{WorkspaceID: ws, ID: into, ChangedBy: &by, FromGap: id}),
			sql.DropGap(ctx, db.DropGapParams{WorkspaceID: ws, ID: id}),
		)
	})
}

// Place names a question of a gap.
type Place struct {
	Conversation uuid.UUID
	Seq          int64
}

// Split puts questions of a gap into a new one and gives its id. The two are
// not merged again by themselves.
func (q *Queue) Split(ctx context.Context, ws, by, id uuid.UUID, questions []Place) (uuid.UUID, error) {
	apart, err := uuid.NewV7()
	if err != nil {
		return uuid.Nil, wrap("split gap", err)
	}
	err = q.change(ctx, ws, id, func(sql *db.Queries) error {
		if err := sql.AddGap(ctx, db.AddGapParams{WorkspaceID: ws, ID: apart, Apart: true, ChangedBy: &by}); err != nil {
			return err
		}
		some := db.MoveSomeParams{WorkspaceID: ws, FromGap: id, GapID: apart}
		for _, p := range questions {
			some.Conversations, some.Seqs = append(some.Conversations, p.Conversation), append(some.Seqs, p.Seq)
		}
		n, err := sql.MoveSome(ctx, some)
		if err != nil {
			return err
		}
		if n == 0 {
			return problem.New(problem.Invalid, "gap_split_nothing")
		}
		return sql.SetApart(ctx, db.SetApartParams{WorkspaceID: ws, ID: id, ChangedBy: &by})
	})
	return apart, err
}

// Link names the article that answers a gap: one that was drafted for it, or
// one that was there. A gap that was dismissed is taken up again.
func (q *Queue) Link(ctx context.Context, ws, by, id, article uuid.UUID) error {
	if _, err := q.library.Article(ctx, ws, article); err != nil {
		return err
	}
	return q.change(ctx, ws, id, func(sql *db.Queries) error {
		return sql.LinkArticle(ctx, db.LinkArticleParams{WorkspaceID: ws, ID: id, ArticleID: &article, ChangedBy: &by})
	})
}

// change runs do on a locked gap.
func (q *Queue) change(ctx context.Context, ws, id uuid.UUID, do func(*db.Queries) error) error {
	err := q.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if _, err := lockGapTx(ctx, tx, id); err != nil {
			return err
		}
		return do(db.New(tx))
	})
	return wrap("change gap", err)
}

func lockGapTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (db.Gap, error) {
	if err := lockTx(ctx, tx); err != nil {
		return db.Gap{}, err
	}
	row, err := db.New(tx).LockGap(ctx, db.LockGapParams{WorkspaceID: tx.Workspace(), ID: id})
	return row, notFound(err)
}

func notFound(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNotFound
	}
	return err
}
