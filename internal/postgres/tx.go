package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Tx is a transaction that remembers what to tell the world once it holds.
type Tx struct {
	pgx.Tx
	workspace   uuid.UUID
	afterCommit []func(context.Context)
}

// Workspace is the workspace the transaction was opened for; the nil UUID
// across workspaces.
func (tx *Tx) Workspace() uuid.UUID { return tx.workspace }

// AfterCommit runs f when the transaction has committed, in the order given.
// Telling before that would announce things a rollback then undoes. f must
// neither fail nor block: the caller still waits for it.
func (tx *Tx) AfterCommit(f func(context.Context)) { tx.afterCommit = append(tx.afterCommit, f) }

// maxTries bounds the repeats of a transaction that lost a race (40001, 40P01).
const maxTries = 4

// InWorkspace runs f in a transaction that sees the rows of workspace ws and no
// others, and commits if f returns nil. A transaction that lost to another one
// (serialization failure, deadlock) is run again, so f must not keep effects
// outside tx.
func (db *DB) InWorkspace(ctx context.Context, ws uuid.UUID, f func(*Tx) error) error {
	if ws == uuid.Nil {
		return errors.New("no workspace given")
	}
	// One round trip: the setting rides on BEGIN. A UUID's text cannot break out.
	return db.run(ctx, "begin; set local app.workspace = '"+ws.String()+"'", ws, f)
}

// AcrossWorkspaces runs f in a transaction that sees the listed tables of all
// workspaces. Only sweeps, timers, the head look, sign-in and token look-ups
// have a reason to; a test lists the callers.
func (db *DB) AcrossWorkspaces(ctx context.Context, f func(*Tx) error) error {
	return db.run(ctx, "begin; set local role "+ServiceRole, uuid.Nil, f)
}

// EnterTx moves a transaction opened across workspaces into one workspace, so
// that a sweep can act with a workspace's own rights on what it found.
func EnterTx(ctx context.Context, tx *Tx, ws uuid.UUID) error {
	if _, err := tx.Exec(ctx, "set local role "+AppRole+"; set local app.workspace = '"+ws.String()+"'"); err != nil {
		return fmt.Errorf("enter workspace: %w", err)
	}
	tx.workspace = ws
	return nil
}

func (db *DB) run(ctx context.Context, begin string, ws uuid.UUID, f func(*Tx) error) error {
	for try := 1; ; try++ {
		tx, err := db.once(ctx, begin, ws, f)
		if err == nil {
			for _, tell := range tx.afterCommit {
				tell(ctx)
			}
			return nil
		}
		if try == maxTries || !lostRace(err) || ctx.Err() != nil {
			return unavailable(err)
		}
	}
}

func (db *DB) once(ctx context.Context, begin string, ws uuid.UUID, f func(*Tx) error) (*Tx, error) {
	acquire, cancel := context.WithTimeout(ctx, acquireTimeout)
	conn, err := db.pool.Acquire(acquire)
	cancel()
	if err != nil {
		if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
			return nil, errBusy(err)
		}
		return nil, fmt.Errorf("acquire connection: %w", err)
	}
	defer conn.Release()

	inner, err := conn.BeginTx(ctx, pgx.TxOptions{BeginQuery: begin})
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	// After a panic or an error; once committed it does nothing. The context
	// may have ended, and the connection must still come back clean.
	defer func() { _ = inner.Rollback(context.WithoutCancel(ctx)) }()

	tx := &Tx{Tx: inner, workspace: ws}
	if err := f(tx); err != nil {
		return nil, err
	}
	if err := inner.Commit(ctx); err != nil {
		return nil, fmt.Errorf("commit: %w", err)
	}
	return tx, nil
}

func lostRace(err error) bool {
	var pgErr *pgconn.PgError
	return errors.As(err, &pgErr) && (pgErr.Code == "40001" || pgErr.Code == "40P01")
}

// IsUnique reports whether err is the violation of the named unique index or
// constraint.
func IsUnique(err error, constraint string) bool {
	var pgErr *pgconn.PgError
	return errors.As(err, &pgErr) && pgErr.Code == "23505" && pgErr.ConstraintName == constraint
}

// IsForeignKey reports whether err says that a row refers to one that is not there.
func IsForeignKey(err error) bool {
	var pgErr *pgconn.PgError
	return errors.As(err, &pgErr) && pgErr.Code == "23503"
}

// IsCheck reports whether err is the violation of a check constraint.
func IsCheck(err error) bool {
	var pgErr *pgconn.PgError
	return errors.As(err, &pgErr) && pgErr.Code == "23514"
}

// LacksRoom reports whether err says that the server's disk or memory, its shared
// memory included, was too small.
func LacksRoom(err error) bool {
	var pgErr *pgconn.PgError
	return errors.As(err, &pgErr) && (pgErr.Code == "53100" || pgErr.Code == "53200")
}
