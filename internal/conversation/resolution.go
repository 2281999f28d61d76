package conversation

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Resolution says whether what the bot answered settled the matter.
type Resolution string

// The resolutions. Confirmed and Assumed are kept apart: one is what a visitor
// said, the other what a silence was taken for.
const (
	Unsettled Resolution = ""          // it answered nothing that stands, or a person was needed
	Open      Resolution = "open"      // it answered, and nobody has said whether that helped
	Confirmed Resolution = "confirmed" // the visitor said so
	Assumed   Resolution = "assumed"   // the visitor fell silent
)

// Via says how a resolution came to be known.
type Via string

// The ways.
const (
	ViaWords   Via = "words"   // a message said so
	ViaThumb   Via = "thumb"   // the thumb under the answer
	ViaSilence Via = "silence" // nothing was said for the time that is set
)

// Settled records that a conversation's resolution became known, or open again:
// "resolution.noted".
type Settled struct {
	Resolution Resolution `json:"resolution" enum:"open,confirmed,assumed"`
	// Via is absent where it is open again.
	Via Via `json:"via,omitempty" enum:"words,thumb,silence"`
}

// Kind implements EventData.
func (Settled) Kind() string { return "resolution.noted" }

// Audience implements EventData.
func (Settled) Audience() Audience { return Staff }

// SettleTx sets the resolution of a conversation that the caller has locked, and
// gives the database's time. What becomes known, or open again, is recorded;
// stages that a person holds take it back by themselves ([Store.MoveTx]).
func (s *Store) SettleTx(ctx context.Context, tx *postgres.Tx, c Conversation, to Resolution, via Via) (now time.Time, err error) {
	if c.Resolution == to {
		return NowTx(ctx, tx)
	}
	now, err = db.New(tx).SetResolution(ctx, db.SetResolutionParams{
		WorkspaceID: tx.Workspace(), ID: c.ID, Resolution: string(to), Via: string(via),
	})
	if err != nil {
		return now, fmt.Errorf("set resolution: %w", err)
	}
	known := to == Confirmed || to == Assumed
	if again := c.Resolution == Confirmed || c.Resolution == Assumed; !known && !(again && to == Open) {
		return now, nil
	}
	_, err = s.AppendTx(ctx, tx, Append{Conversation: c.ID, Author: System(), Data: Settled{Resolution: to, Via: via}})
	return now, err
}

// CheckedInTx notes the line by which the bot asked whether its answer helped.
func (s *Store) CheckedInTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, seq int64) error {
	if err := db.New(tx).SetCheckIn(ctx, db.SetCheckInParams{WorkspaceID: tx.Workspace(), ID: id, Seq: &seq}); err != nil {
		return fmt.Errorf("note the check-in: %w", err)
	}
	return nil
}

// NowTx is the database's time, by which timers fire.
func NowTx(ctx context.Context, tx *postgres.Tx) (time.Time, error) {
	now, err := db.New(tx).Now(ctx)
	if err != nil {
		return now, fmt.Errorf("read the clock: %w", err)
	}
	return now, nil
}
