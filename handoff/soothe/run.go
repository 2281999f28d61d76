package soothe

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/soothe/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Withheld says why no code was given. The values are stored and shown.
type Withheld string

// The reasons; "" where a code was given.
const (
	WithheldOff      Withheld = "off"       // the playbook gives none
	WithheldUnsigned Withheld = "unsigned"  // nobody vouches for who the visitor is
	WithheldLately   Withheld = "lately"    // this visitor had one within EveryDays
	WithheldDay      Withheld = "day"       // the day's codes are given
	WithheldNoneLeft Withheld = "none_left" // the pool is empty
)

// Case is whom the playbook runs for.
type Case struct {
	Conversation uuid.UUID
	Visitor      uuid.UUID
	Lang         string
	// Seq is the angry message, Anger how angry the visitor is, 0…1.
	Seq   int64
	Anger float64
}

// DueTx gives the playbook if it is to run in a conversation whose visitor is
// angry now: it is switched on and has not run there. nil otherwise.
func (s *Store) DueTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (*Playbook, error) {
	p, err := s.PlaybookTx(ctx, tx)
	if err != nil || !p.Enabled {
		return nil, err
	}
	ran, err := db.New(tx).Ran(ctx, db.RanParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if err != nil {
		return nil, fmt.Errorf("look for soothing: %w", err)
	}
	if ran {
		return nil, nil //nolint:nilnil // nothing is due
	}
	return &p, nil
}

// RunTx takes a code if one may be given, notes what was done and gives the
// words for the visitor. The caller holds the conversation's row, so that it
// runs once, and no row yet that conversations share: all of a workspace's
// gestures wait for one lock, which stands before those.
func (s *Store) RunTx(ctx context.Context, tx *postgres.Tx, p *Playbook, c Case) (words string, err error) {
	code, withheld, err := takeCodeTx(ctx, tx, p, c.Visitor)
	if err != nil {
		return "", err
	}
	err = db.New(tx).Record(ctx, db.RecordParams{
		WorkspaceID: tx.Workspace(), ID: uuid.Must(uuid.NewV7()), ConversationID: c.Conversation, VisitorID: c.Visitor,
		Seq: c.Seq, Anger: float32(c.Anger), Code: code, Withheld: string(withheld), Priority: int16(p.Priority),
	})
	if err != nil {
		return "", fmt.Errorf("record soothing: %w", err)
	}
	return p.said(c.Lang, code), nil
}

func takeCodeTx(ctx context.Context, tx *postgres.Tx, p *Playbook, visitor uuid.UUID) (string, Withheld, error) {
	if !p.Gesture {
		return "", WithheldOff, nil
	}
	queries := db.New(tx)
	if p.SignedOnly {
		signed, err := queries.Signed(ctx, db.SignedParams{WorkspaceID: tx.Workspace(), ID: visitor})
		if err != nil {
			return "", "", fmt.Errorf("read visitor: %w", err)
		}
		if !signed {
			return "", WithheldUnsigned, nil
		}
	}
	if err := queries.Serialise(ctx, tx.Workspace().String()); err != nil {
		return "", "", fmt.Errorf("wait for other gestures: %w", err)
	}
	given, err := queries.GivenLately(ctx, db.GivenLatelyParams{WorkspaceID: tx.Workspace(), VisitorID: visitor, Days: int32(p.EveryDays)})
	switch {
	case err != nil:
		return "", "", fmt.Errorf("count gestures: %w", err)
	case given.Visitor > 0:
		return "", WithheldLately, nil
	case given.Day >= int64(p.PerDay):
		return "", WithheldDay, nil
	}
	code, err := queries.TakeCode(ctx, tx.Workspace())
	if errors.Is(err, pgx.ErrNoRows) {
		return "", WithheldNoneLeft, nil
	}
	if err != nil {
		return "", "", fmt.Errorf("take code: %w", err)
	}
	return code, "", nil
}

// Run is what was done once.
type Run struct {
	ID uuid.UUID
	// Conversation is nil once it is erased; Number is its number, 0 then.
	Conversation *uuid.UUID
	Number       int64
	VisitorName  string
	Seq          int64
	Anger        float64
	Code         string // "" = none was given
	Withheld     Withheld
	Priority     int
	At           time.Time
}

const runsPage = 50

// RunsTx lists what was done before a run, newest first; nil begins. more says
// that others follow.
func (*Store) RunsTx(ctx context.Context, tx *postgres.Tx, before *Run) (list []Run, more bool, err error) {
	from := db.SoothingsParams{WorkspaceID: tx.Workspace(), BeforeAt: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	if before != nil {
		from.BeforeAt, from.BeforeID = before.At, before.ID
	}
	rows, err := db.New(tx).Soothings(ctx, from)
	if err != nil {
		return nil, false, fmt.Errorf("read soothings: %w", err)
	}
	if more = len(rows) > runsPage; more {
		rows = rows[:runsPage]
	}
	list = make([]Run, len(rows))
	for i, r := range rows {
		list[i] = Run{
			ID: r.ID, Conversation: r.ConversationID, Number: r.Number, VisitorName: r.VisitorName, Seq: r.Seq,
			Anger: float64(r.Anger), Code: r.Code, Withheld: Withheld(r.Withheld), Priority: int(r.Priority), At: r.At,
		}
	}
	return list, more, nil
}
