package conversation

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// The messages change their author with the conversation: a resend whose
// acknowledgement was lost must be found under the visitor's new id.
const reassignSQL = `WITH moved AS (
  UPDATE conversations SET visitor_id = $3 WHERE workspace_id = $1 AND visitor_id = $2 RETURNING id, last_seq
), said AS (
  UPDATE events SET author_id = $3 FROM moved
  WHERE events.workspace_id = $1 AND events.conversation_id = moved.id AND events.author_kind = 'visitor' AND events.author_id = $2
)
SELECT id, last_seq FROM moved`

// ReassignTx gives all conversations of one visitor to another: the same
// person, who has said who they are. Lists hear of it after the commit.
func (s *Store) ReassignTx(ctx context.Context, tx *postgres.Tx, from, to uuid.UUID) error {
	rows, err := tx.Query(ctx, reassignSQL, tx.Workspace(), from, to)
	if err != nil {
		return fmt.Errorf("reassign conversations: %w", err)
	}
	moved, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Wake])
	if err != nil {
		return fmt.Errorf("reassign conversations: %w", err)
	}
	ws := tx.Workspace()
	tx.AfterCommit(func(context.Context) {
		for _, m := range moved {
			s.bus.Publish(bus.Topic{Workspace: ws}, bus.Hint{Seq: m.Seq, Body: m})
		}
	})
	return nil
}
