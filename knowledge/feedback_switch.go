package knowledge

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
)

// FeedbackState says whether outcomes may move the ranking, and who decided so.
type FeedbackState struct {
	Allowed bool
	// Changes are the last twenty, newest first.
	Changes []FeedbackChange
}

// FeedbackChange is what somebody changed: "on", "off", "reset" for all
// articles, or "reset_article".
type FeedbackChange struct {
	By           uuid.UUID
	Change       string
	Article      *uuid.UUID
	ArticleTitle string
	At           time.Time
}

// FeedbackState reads a workspace's switch and its last changes.
func (l *Library) FeedbackState(ctx context.Context, ws uuid.UUID) (out FeedbackState, err error) {
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		if out.Allowed, err = q.FeedbackAllowed(ctx, ws); err != nil {
			return err
		}
		rows, err := q.FeedbackChanges(ctx, ws)
		out.Changes = make([]FeedbackChange, len(rows))
		for i, r := range rows {
			out.Changes[i] = FeedbackChange{By: r.AgentID, Change: r.Change, Article: r.ArticleID, ArticleTitle: r.ArticleTitle, At: r.At}
		}
		return err
	})
	return out, wrap("read feedback", err)
}

// AllowFeedback lets outcomes move the ranking, or takes back at once what they
// have moved. They go on being counted: switched on again, they count.
func (l *Library) AllowFeedback(ctx context.Context, ws, by uuid.UUID, allowed bool) error {
	change := "off"
	if allowed {
		change = "on"
	}
	return wrap("switch feedback", l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		before, err := q.FeedbackAllowed(ctx, ws)
		if err != nil || before == allowed {
			return err
		}
		if err := q.AllowFeedback(ctx, db.AllowFeedbackParams{WorkspaceID: ws, Allowed: allowed}); err != nil {
			return err
		}
		if err := refreshFeedbackTx(ctx, tx); err != nil {
			return err
		}
		return noteFeedbackChangeTx(ctx, tx, by, change, nil)
	}))
}

// ForgetFeedbackOf takes back what feedback has moved of one article and begins
// anew for it.
func (l *Library) ForgetFeedbackOf(ctx context.Context, ws, by, article uuid.UUID) error {
	return wrap("forget feedback", l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		n, err := q.ForgetFeedbackOf(ctx, db.ForgetFeedbackOfParams{WorkspaceID: ws, ID: article})
		if err != nil {
			return err
		}
		if n == 0 {
			return ErrNotFound
		}
		if err := q.ForgetOutcomesOf(ctx, db.ForgetOutcomesOfParams{WorkspaceID: ws, ArticleID: article}); err != nil {
			return err
		}
		return noteFeedbackChangeTx(ctx, tx, by, "reset_article", &article)
	}))
}

func noteFeedbackChangeTx(ctx context.Context, tx *postgres.Tx, by uuid.UUID, change string, article *uuid.UUID) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return db.New(tx).NoteFeedbackChange(ctx, db.NoteFeedbackChangeParams{
		WorkspaceID: tx.Workspace(), ID: id, AgentID: by, Change: change, ArticleID: article,
	})
}
