package action

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Bounds of how long the audit is kept, in days. KeepDays holds where nobody has
// set another: a year covers whatever a customer may come back to.
const (
	KeepDays     = 365
	mostKeepDays = 3650
)

// foundTime is how long what came back of a read is kept before the next [Forget]
// takes it: it serves for [FreshTime], and a turn may take so long to ask for it.
// With a Forget an hour, none is older than an hour and five minutes.
const foundTime = 2*FreshTime + time.Minute

// Kept is for how many days the workspace keeps its audit.
func (r *Runner) Kept(ctx context.Context, ws uuid.UUID) (days int, err error) {
	err = r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		kept, err := db.New(tx).Kept(ctx, ws)
		if days = int(kept); errors.Is(err, pgx.ErrNoRows) {
			days = KeepDays
			return nil
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("read retention of calls: %w", err)
	}
	return days, nil
}

// Keep sets for how many days the workspace keeps its audit, 1 to 3,650. What is
// older goes with the next [Forget].
func (r *Runner) Keep(ctx context.Context, ws uuid.UUID, days int) error {
	if days < 1 || days > mostKeepDays {
		return spec.Invalid("days")
	}
	err := r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		return db.New(tx).Keep(ctx, db.KeepParams{WorkspaceID: ws, Days: int32(days)})
	})
	if err != nil {
		return fmt.Errorf("set retention of calls: %w", err)
	}
	return nil
}

// Forget deletes what is not to be kept any longer, in all workspaces: calls
// beyond their workspace's retention, what came back of reads, and
// confirmations that ran out a day ago. The values in them are the visitors'.
func Forget(ctx context.Context, across *postgres.DB) error {
	for _, sweep := range []func(context.Context, *db.Queries) (int64, error){
		func(ctx context.Context, q *db.Queries) (int64, error) {
			return q.ForgetConfirmations(ctx, forgetAtOnce)
		},
		func(ctx context.Context, q *db.Queries) (int64, error) {
			return q.ForgetFound(ctx, db.ForgetFoundParams{Seconds: foundTime.Seconds(), AtMost: forgetAtOnce})
		},
		func(ctx context.Context, q *db.Queries) (int64, error) {
			return q.ForgetCalls(ctx, db.ForgetCallsParams{DefaultDays: KeepDays, AtMost: forgetAtOnce})
		},
	} {
		if err := forget(ctx, across, sweep); err != nil {
			return fmt.Errorf("forget calls and confirmations: %w", err)
		}
	}
	return nil
}

// forgetAtOnce is how many one transaction forgets.
const forgetAtOnce = 500

// forget repeats a sweep until nothing is left for it.
func forget(ctx context.Context, across *postgres.DB, sweep func(context.Context, *db.Queries) (int64, error)) error {
	for n := int64(forgetAtOnce); n >= forgetAtOnce; {
		err := across.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
			n, err = sweep(ctx, db.New(tx))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
