package flow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/flow/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// ErrMoved: the run went on since it was read. What was made of it is void.
var ErrMoved = problem.New(problem.Conflict, "flow_moved")

// Live is a version of a flow that visitors meet.
type Live struct {
	Flow       uuid.UUID
	Version    int
	Name       string
	Definition Definition
}

// LiveTx gives what visitors meet, in the order in which the flows were made.
func LiveTx(ctx context.Context, tx *postgres.Tx) ([]Live, error) {
	rows, err := db.New(tx).Live(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("read live flows: %w", err)
	}
	list := make([]Live, len(rows))
	for i, r := range rows {
		list[i] = Live{Flow: r.FlowID, Version: int(r.Version), Name: r.Name}
		if err := json.Unmarshal(r.Definition, &list[i].Definition); err != nil {
			return nil, fmt.Errorf("decode flow %s: %w", r.FlowID, err)
		}
	}
	return list, nil
}

// mostStarters is how many chips flows bring into the widget.
const mostStarters = 4

// StartersTx gives the texts of the chips that begin a flow, in a language.
func StartersTx(ctx context.Context, tx *postgres.Tx, lang string) ([]string, error) {
	live, err := LiveTx(ctx, tx)
	out := []string{}
	for _, l := range live {
		if chip := l.Definition.Triggers.Starter.In(lang); chip != "" && len(out) < mostStarters {
			out = append(out, chip)
		}
	}
	return out, err
}

// Started is a run of a conversation.
type Started struct {
	Live
	ID uuid.UUID
	// Conversation that it is in; nil id before it is stored.
	Conversation uuid.UUID
	State        State
	// Seq is the last visitor message that it took in.
	Seq int64
	// Stale: nobody has come back to it for a day.
	Stale bool

	revision int32 // 0: not stored yet
}

// Place names the state that the run was read in: whoever goes on from there
// again, because the one before them died, is at the same place.
func (r *Started) Place() string { return fmt.Sprintf("run:%s:%d", r.ID, r.revision) }

// Begin makes a run of a flow; it is stored by [Started.SaveTx].
func Begin(l Live) *Started { return &Started{Live: l, ID: uuid.New()} }

// OpenTx gives the run that a conversation is in; nil if it is in none.
func OpenTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (*Started, error) {
	r, err := db.New(tx).OpenRun(ctx, db.OpenRunParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // none is an answer, not an error
	}
	if err != nil {
		return nil, fmt.Errorf("read run of flow: %w", err)
	}
	s := &Started{
		Live: Live{Flow: r.FlowID, Version: int(r.Version), Name: r.Name}, ID: r.ID, Conversation: conversation, Seq: r.Seq, Stale: r.Stale, revision: r.Revision,
	}
	if err := errors.Join(json.Unmarshal(r.Definition, &s.Definition), json.Unmarshal(r.State, &s.State)); err != nil {
		return nil, fmt.Errorf("decode run %s: %w", r.ID, err)
	}
	return s, nil
}

// SaveTx stores a state over the one that was read. It fails with [ErrMoved] if
// the run went on meanwhile.
func (r *Started) SaveTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID, s State, seq int64) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("encode run: %w", err)
	}
	q := db.New(tx)
	if r.revision == 0 {
		err := q.InsertRun(ctx, db.InsertRunParams{
			WorkspaceID: tx.Workspace(), ID: r.ID, ConversationID: conversation, FlowID: r.Flow, Version: int32(r.Version),
			Status: string(s.Status), State: raw, Seq: seq,
		})
		if postgres.IsUnique(err, "flow_runs_open") {
			return ErrMoved
		}
		if err != nil {
			return fmt.Errorf("store run: %w", err)
		}
		return nil
	}
	n, err := q.SaveRun(ctx, db.SaveRunParams{
		WorkspaceID: tx.Workspace(), ID: r.ID, Base: r.revision, Status: string(s.Status), State: raw, Seq: seq,
	})
	if err != nil {
		return fmt.Errorf("store run: %w", err)
	}
	if n == 0 {
		return ErrMoved
	}
	return nil
}
