package bench

import (
	"context"
	"net"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// control measures what this machine costs without us: a commit of one insert
// and one update in the same database, and a loopback round trip. Figures of
// two runs compare as ratios to it.
func (b *Bench) control(ctx context.Context) ([]Figure, error) {
	commits, err := b.commits(ctx)
	if err != nil {
		return nil, err
	}
	trips, err := loopback(ctx)
	if err != nil {
		return nil, err
	}
	return []Figure{
		{Name: "control: commit of an insert and an update, p50", Value: quantile(commits, .5), Unit: "ms"},
		{Name: "control: loopback round trip, p50", Value: quantile(trips, .5) * 1000, Unit: "µs"},
	}, nil
}

func (b *Bench) commits(ctx context.Context) ([]time.Duration, error) {
	visitor := uuid.New()
	if err := b.DB.InWorkspace(ctx, b.Workspace, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO visitors (workspace_id, id) VALUES ($1, $2)`, b.Workspace, visitor)
		return err
	}); err != nil {
		return nil, err
	}
	var sample []time.Duration
	for range 300 {
		began := time.Now()
		err := b.DB.InWorkspace(ctx, b.Workspace, func(tx *postgres.Tx) error {
			var batch pgx.Batch
			batch.Queue(`INSERT INTO visitors (workspace_id, id) VALUES ($1, $2)`, b.Workspace, uuid.New())
			batch.Queue(`UPDATE visitors SET name = name WHERE workspace_id = $1 AND id = $2`, b.Workspace, visitor)
			return tx.SendBatch(ctx, &batch).Close()
		})
		if err != nil {
			return nil, err
		}
		sample = append(sample, time.Since(began))
	}
	return sample, nil
}

func loopback(ctx context.Context) ([]time.Duration, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	defer listener.Close()
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		buffer := make([]byte, 256)
		for {
			n, err := conn.Read(buffer)
			if err != nil {
				return
			}
			if _, err := conn.Write(buffer[:n]); err != nil {
				return
			}
		}
	}()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", listener.Addr().String())
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	var sample []time.Duration
	buffer := make([]byte, 200)
	for range 2000 {
		began := time.Now()
		if _, err := conn.Write(buffer); err != nil {
			return nil, err
		}
		for got := 0; got < len(buffer); {
			n, err := conn.Read(buffer)
			if err != nil {
				return nil, err
			}
			got += n
		}
		sample = append(sample, time.Since(began))
	}
	return sample, nil
}
