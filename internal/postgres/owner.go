package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// ErrNoOwner says that nobody told how to log in as the owner of the tables.
var ErrNoOwner = errors.New("no login of the tables' owner")

// AsOwner runs f on a connection of its own in the role that owns the tables: for
// indexes that are built while the program runs. Row-level security binds the
// owner too. [ErrNoOwner] without Config.OwnerURL.
func (db *DB) AsOwner(ctx context.Context, f func(*pgx.Conn) error) (err error) {
	if db.ownerURL == "" {
		return ErrNoOwner
	}
	conn, err := pgx.Connect(ctx, db.ownerURL)
	if err != nil {
		return fmt.Errorf("connect as owner: %w", errWithoutURL(err))
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	return f(conn)
}
