package postgres

import (
	"context"
	"fmt"
	"time"
)

// Health is what the database says of itself.
type Health struct {
	// Version of Postgres, without its packager's addition.
	Version string
	// Bytes is the size of the database on disk.
	Bytes int64
	// Took is how long it took to answer.
	Took time.Duration
	// Connections of this process that are open, Most that it may open.
	Connections, Most int
}

// Health asks the database how it is. An error means that it does not answer.
func (db *DB) Health(ctx context.Context) (Health, error) {
	begun := time.Now()
	var h Health
	err := db.pool.QueryRow(ctx, "SELECT split_part(current_setting('server_version'), ' ', 1), pg_database_size(current_database())").Scan(&h.Version, &h.Bytes)
	if err != nil {
		return Health{}, unavailable(fmt.Errorf("ask the database how it is: %w", err))
	}
	h.Took = time.Since(begun)
	stat := db.pool.Stat()
	h.Connections, h.Most = int(stat.TotalConns()), int(stat.MaxConns())
	return h, nil
}
