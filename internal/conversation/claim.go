package conversation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/conversation/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// The clocks of a turn, ordered: a renewal comes well before the lease runs
// out, and the lease runs out well before the job queue rescues the job.
const (
	// ClaimLease is how long a claim lives without renewal.
	ClaimLease = 15 * time.Second
	// ClaimRenewal is how often the holder renews it.
	ClaimRenewal = 5 * time.Second
)

// ErrClaimLost: another turn, a person or a newer message took over.
var ErrClaimLost = problem.New(problem.Conflict, "turn_superseded")

// Claim is the right to answer a conversation's unanswered visitor messages.
type Claim struct {
	Conversation
	Token uuid.UUID
	// Seq is the last visitor message the claim covers.
	Seq int64
	// After is the last visitor message answered before: those between are new.
	After int64
}

// ClaimTurn takes the right to answer, if there is something to answer and
// nobody alive is at it. A claim over older messages only is superseded, which
// makes one answer out of a burst. ok is false when there is nothing to do.
func (s *Store) ClaimTurn(ctx context.Context, ref Ref) (claim Claim, ok bool, err error) {
	token := uuid.New()
	err = s.db.InWorkspace(ctx, ref.Workspace, func(tx *postgres.Tx) error {
		row, err := db.New(tx).ClaimTurn(ctx, db.ClaimTurnParams{
			WorkspaceID: ref.Workspace, ID: ref.ID, Token: &token, LeaseSeconds: ClaimLease.Seconds(),
		})
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("claim turn: %w", err)
		}
		claim = Claim{Conversation: fromRow(row), Token: token, Seq: row.ClaimSeq, After: row.AnsweredSeq}
		ok = true
		return nil
	})
	return claim, ok, err
}

// RenewClaim lengthens the lease. It fails with ErrClaimLost when there is
// nothing left to renew: the holder should stop.
func (s *Store) RenewClaim(ctx context.Context, c Claim) error {
	return s.db.InWorkspace(ctx, c.Workspace, func(tx *postgres.Tx) error {
		n, err := db.New(tx).RenewClaim(ctx, db.RenewClaimParams{
			WorkspaceID: c.Workspace, ID: c.ID, Token: c.Token, LeaseSeconds: ClaimLease.Seconds(),
		})
		return kept(n, err, "renew claim")
	})
}

// FinishTx ends the turn in the transaction that stores its outcome. It fails
// with ErrClaimLost unless the claim still holds, the stage is bot or waiting
// and no newer visitor message has come; the caller then rolls back.
func (s *Store) FinishTx(ctx context.Context, tx *postgres.Tx, c Claim) error {
	n, err := db.New(tx).FinishClaim(ctx, db.FinishClaimParams{WorkspaceID: c.Workspace, ID: c.ID, Token: c.Token})
	return kept(n, err, "finish turn")
}

// ReleaseClaim gives an unfinished claim back, so that another try need not
// wait for the lease to run out.
func (s *Store) ReleaseClaim(ctx context.Context, c Claim) error {
	return s.db.InWorkspace(ctx, c.Workspace, func(tx *postgres.Tx) error {
		if err := db.New(tx).ReleaseClaim(ctx, db.ReleaseClaimParams{WorkspaceID: c.Workspace, ID: c.ID, Token: c.Token}); err != nil {
			return fmt.Errorf("release claim: %w", err)
		}
		return nil
	})
}

func kept(n int64, err error, doing string) error {
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	if n == 0 {
		return ErrClaimLost
	}
	return nil
}

// Stalled is a conversation whose visitor got no answer and has no turn alive.
type Stalled struct {
	Ref
	// Seq is the visitor message that waits.
	Seq int64
}

// StalledTurns finds conversations in stage bot whose last message is older
// than idle, unanswered and without a live claim, in all workspaces; at most
// 500. The visitor wrote within the last hour: what waits for longer is left to
// its job, which is kept until it has run.
func (s *Store) StalledTurns(ctx context.Context, idle time.Duration) ([]Stalled, error) {
	var list []Stalled
	err := s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).StalledTurns(ctx, idle.Seconds())
		if err != nil {
			return fmt.Errorf("find stalled turns: %w", err)
		}
		list = make([]Stalled, len(rows))
		for i, r := range rows {
			list[i] = Stalled{Ref: Ref{Workspace: r.WorkspaceID, ID: r.ID}, Seq: r.LastVisitorSeq}
		}
		return nil
	})
	return list, err
}
