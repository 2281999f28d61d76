package account

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/account/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// VisitorTokenTTL is how long a device is remembered.
const VisitorTokenTTL = 180 * 24 * time.Hour

// NewVisitor makes a visitor and the token of their device. The row exists
// from the first message only: the widget asks for a token when it has one to
// send, so that page views leave nothing behind.
func (s *Store) NewVisitor(ctx context.Context, ws uuid.UUID, lang, pageURL string) (token string, v Visitor, err error) {
	id, err := uuid.NewV7()
	if err != nil {
		return "", v, fmt.Errorf("visitor id: %w", err)
	}
	plain, hash := newToken()
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		if err := q.CreateVisitor(ctx, db.CreateVisitorParams{WorkspaceID: ws, ID: id, Lang: lang, PageUrl: pageURL}); err != nil {
			return fmt.Errorf("create visitor: %w", err)
		}
		return q.CreateVisitorToken(ctx, db.CreateVisitorTokenParams{
			TokenHash: hash, WorkspaceID: ws, VisitorID: id, TtlSeconds: VisitorTokenTTL.Seconds(),
		})
	})
	return plain, Visitor{Workspace: ws, ID: id, Lang: lang, PageURL: pageURL}, err
}

// VisitorByToken finds whose device it is. It fails with ErrVisitorToken.
func (s *Store) VisitorByToken(ctx context.Context, token string) (v Visitor, err error) {
	if token == "" {
		return v, ErrVisitorToken
	}
	err = s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		row, err := db.New(tx).VisitorByToken(ctx, hashToken(token))
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrVisitorToken
		}
		if err != nil {
			return fmt.Errorf("find visitor: %w", err)
		}
		if err := postgres.EnterTx(ctx, tx, row.WorkspaceID); err != nil {
			return err
		}
		v, err = s.VisitorTx(ctx, tx, row.VisitorID)
		return err
	})
	return v, err
}

// VisitorTx reads a visitor.
func (s *Store) VisitorTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Visitor, error) {
	row, err := db.New(tx).GetVisitor(ctx, db.GetVisitorParams{WorkspaceID: tx.Workspace(), ID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return Visitor{}, ErrVisitorToken
	}
	if err != nil {
		return Visitor{}, fmt.Errorf("read visitor: %w", err)
	}
	return visitorFrom(row), nil
}

// VisitorUpdate changes what is given; nil leaves a field alone.
type VisitorUpdate struct {
	Name, Email, Lang, PageURL *string
}

// UpdateVisitorTx changes what is known of a visitor. It fails with
// email_invalid when the e-mail is none.
func (s *Store) UpdateVisitorTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, up VisitorUpdate) (Visitor, error) {
	if up.Email != nil && *up.Email != "" {
		addr, err := mail.ParseAddress(strings.TrimSpace(*up.Email))
		if err != nil || len(addr.Address) > 254 {
			return Visitor{}, problem.New(problem.Invalid, "email_invalid")
		}
		up.Email = &addr.Address
	}
	row, err := db.New(tx).UpdateVisitor(ctx, db.UpdateVisitorParams{
		WorkspaceID: tx.Workspace(), ID: id, Name: up.Name, Email: up.Email, Lang: up.Lang, PageUrl: up.PageURL,
	})
	if err != nil {
		return Visitor{}, fmt.Errorf("update visitor: %w", err)
	}
	return visitorFrom(row), nil
}

func visitorFrom(r db.Visitor) Visitor {
	v := Visitor{
		Workspace: r.WorkspaceID, ID: r.ID, Name: r.Name, Email: r.Email, Lang: r.Lang, PageURL: r.PageUrl,
		EmailSigned: r.EmailSigned, Attributes: Attributes(r.Attributes),
	}
	if r.ExternalID != nil {
		v.External = *r.ExternalID
	}
	return v
}

// Attributes reads what a shop says of a visitor. It keeps values that are one thing: a number or a switch reads
// as its text, a list or an object is none that a rule could name.
func Attributes(raw []byte) map[string]string {
	var all map[string]any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if decoder.Decode(&all) != nil || len(all) == 0 {
		return nil
	}
	out := make(map[string]string, len(all))
	for name, value := range all {
		switch value.(type) {
		case string, json.Number, bool:
			out[name] = fmt.Sprint(value)
		}
	}
	return out
}
