package handoff

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// FactAnswer is a fact of no kind that a transcript is searched for: what the
// visitor answered to a question of a form, under the question's label.
const FactAnswer FactKind = "answer"

// Given is something that the visitor confirmed, in a form.
type Given struct {
	// Name tells it from others of the conversation; a later one replaces it.
	Name  string
	Label string
	// Labels are Label in each language it is written in; the reader's is shown.
	Labels locale.Texts
	Kind   FactKind
	Value  string
	// Seq is the message that says it, 0 if none does; Start and End are byte
	// offsets in its text.
	Seq        int64
	Start, End int
}

// GiveTx keeps what the visitor confirmed, in this order, instead of what was
// kept before. The brief of a later handoff has it, whatever brings the person
// in.
func GiveTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID, all []Given) error {
	q := db.New(tx)
	if err := q.ForgetGiven(ctx, db.ForgetGivenParams{WorkspaceID: tx.Workspace(), ConversationID: conversation}); err != nil {
		return fmt.Errorf("replace confirmed facts: %w", err)
	}
	for i, g := range all {
		labels, err := labelsOf(g)
		if err != nil {
			return err
		}
		err = q.Give(ctx, db.GiveParams{
			WorkspaceID: tx.Workspace(), ConversationID: conversation, Name: g.Name, Position: int32(i), Label: g.Label, Labels: labels,
			Kind: string(g.Kind), Value: g.Value, Seq: g.Seq, StartByte: int32(g.Start), EndByte: int32(g.End),
		})
		if err != nil {
			return fmt.Errorf("keep a confirmed fact: %w", err)
		}
	}
	return nil
}

func labelsOf(g Given) ([]byte, error) {
	if len(g.Labels) == 0 {
		return []byte("{}"), nil
	}
	raw, err := json.Marshal(g.Labels)
	if err != nil {
		return nil, fmt.Errorf("encode labels of %q: %w", g.Name, err)
	}
	return raw, nil
}

func givenTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) ([]Given, error) {
	rows, err := db.New(tx).GivenOf(ctx, db.GivenOfParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if err != nil {
		return nil, fmt.Errorf("read confirmed facts: %w", err)
	}
	list := make([]Given, len(rows))
	for i, r := range rows {
		var labels locale.Texts
		if err := json.Unmarshal(r.Labels, &labels); err != nil {
			return nil, fmt.Errorf("decode labels of %q: %w", r.Name, err)
		}
		list[i] = Given{
			Name: r.Name, Label: r.Label, Labels: labels, Kind: FactKind(r.Kind), Value: r.Value, Seq: r.Seq, Start: int(r.StartByte), End: int(r.EndByte),
		}
	}
	return list, nil
}

// withGiven puts what was confirmed before what was only said, and leaves out
// what says the same or lies in the words of an answer.
func withGiven(found []Fact, given []Given) []Fact {
	out := make([]Fact, 0, len(found)+len(given))
	for _, g := range given {
		out = append(out, Fact{Kind: g.Kind, Label: g.Label, Labels: g.Labels, Value: g.Value, Seq: g.Seq, Start: g.Start, End: g.End, Confirmed: true})
	}
	for _, f := range found {
		if !toldBy(given, f) {
			out = append(out, f)
		}
	}
	return out
}

func toldBy(given []Given, f Fact) bool {
	for _, g := range given {
		same := g.Kind == f.Kind && strings.EqualFold(g.Value, f.Value)
		// A form knows what its field is: "2026-11-18" is no order number there. A
		// free answer may hold facts of its own.
		if same || (g.Kind != FactAnswer || f.Kind.quoted()) && g.Seq == f.Seq && g.Start < f.End && f.Start < g.End {
			return true
		}
	}
	return false
}
