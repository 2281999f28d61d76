package followup

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/followup/internal/db"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// ErrEmail: not an address that mail can be sent to.
var ErrEmail = problem.New(problem.Invalid, "email_invalid")

// Store keeps follow-ups.
type Store struct {
	Parts
}

// Parts are what the store works with.
type Parts struct {
	DB            *postgres.DB
	Conversations *conversation.Store
	Accounts      *account.Store
	Jobs          *jobs.Client
	Mail          *mail.Sender
	Replies       mail.Replies
	// Wait is how long a reply stands in the chat before it is mailed; 0 means
	// one minute.
	Wait time.Duration
}

// New makes a store.
func New(parts Parts) *Store {
	if parts.Wait == 0 {
		parts.Wait = time.Minute
	}
	return &Store{Parts: parts}
}

// FollowUp is a conversation's entry on the list of what is to be followed up.
type FollowUp struct {
	Entry
	// Email is where the visitor wants the answer; "" for nowhere.
	Email string
	// Open: replies are mailed, once the visitor has not read them in the chat.
	Open bool
	// MailedAt is when the last mail went out; nil if none did.
	MailedAt *time.Time
	// Failure of the last attempt: "", "no_server" or "refused".
	Failure string
	// AskedAt is when it came onto the list, or came back.
	AskedAt time.Time
	// UnresolvedAt is when it came there for being unresolved; nil if it did not.
	UnresolvedAt *time.Time
	// AddedBy is the agent who put it there; nil if none did.
	AddedBy  *uuid.UUID
	ClosedAt *time.Time
	ClosedBy *uuid.UUID
}

// Asked says that the visitor wants the answer by e-mail: "follow_up.asked".
type Asked struct {
	Email string `json:"email"`
}

// Kind implements conversation.EventData.
func (Asked) Kind() string { return "follow_up.asked" }

// Audience implements conversation.EventData.
func (Asked) Audience() conversation.Audience { return conversation.Staff }

// Mailed says that replies went to the visitor by e-mail: "follow_up.mailed".
type Mailed struct {
	Email string `json:"email"`
}

// Kind implements conversation.EventData.
func (Mailed) Kind() string { return "follow_up.mailed" }

// Audience implements conversation.EventData.
func (Mailed) Audience() conversation.Audience { return conversation.Staff }

// AskTx keeps the wish. It fails with ErrEmail.
func (s *Store) AskTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, email string) error {
	addr, err := netmail.ParseAddress(strings.TrimSpace(email))
	if err != nil || addr.Name != "" || len(addr.Address) > 254 {
		return ErrEmail
	}
	err = db.New(tx).AskByMail(ctx, db.AskByMailParams{WorkspaceID: tx.Workspace(), ConversationID: c.ID, Email: addr.Address, MailedSeq: c.LastSeq})
	if err != nil {
		return fmt.Errorf("keep follow-up: %w", err)
	}
	_, err = s.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: c.Visitor}, Data: Asked{Email: addr.Address},
	})
	return err
}

// OfTx gives the conversation's follow-up; nil if none was asked for.
func (s *Store) OfTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (*FollowUp, error) {
	row, err := db.New(tx).Get(ctx, db.GetParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // none is an answer, not an error
	}
	if err != nil {
		return nil, fmt.Errorf("read follow-up: %w", err)
	}
	return followUpFrom(row), nil
}

// noServer is the failure of a mail for which no server is configured. Stored: do not rename.
const noServer = "no_server"

// RepliedTx has an agent's reply mailed if the visitor asked for that.
func (s *Store) RepliedTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, seq int64) error {
	f, err := s.OfTx(ctx, tx, id)
	if err != nil || f == nil || !f.Open {
		return err
	}
	if !s.Mail.On() {
		err := db.New(tx).Failed(ctx, db.FailedParams{WorkspaceID: tx.Workspace(), ConversationID: id, Failure: noServer})
		if err != nil {
			return fmt.Errorf("note follow-up: %w", err)
		}
		return nil
	}
	return s.enqueueTx(ctx, tx, MailReply{Workspace: tx.Workspace(), Conversation: id, Seq: seq})
}

// EndTx: the conversation is resolved, and its entry done with that. What was
// replied before is still mailed.
func (s *Store) EndTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
	if err := db.New(tx).End(ctx, db.EndParams{WorkspaceID: tx.Workspace(), ConversationID: id}); err != nil {
		return fmt.Errorf("end follow-up: %w", err)
	}
	return nil
}

// ReopenTx: the visitor wrote by mail, so the answer goes there again.
func (s *Store) ReopenTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
	if err := db.New(tx).ReopenByMail(ctx, db.ReopenByMailParams{WorkspaceID: tx.Workspace(), ConversationID: id}); err != nil {
		return fmt.Errorf("reopen follow-up: %w", err)
	}
	return nil
}

// ErrAddress: a mail came to an address that is none of ours.
var ErrAddress = problem.New(problem.NotFound, "mail_address_unknown")

// Find gives the conversation that a reply's address names. It fails with
// ErrAddress.
func (s *Store) Find(ctx context.Context, address string) (ref conversation.Ref, err error) {
	id, ok := s.Replies.Conversation(address)
	if !ok {
		return ref, ErrAddress
	}
	err = s.DB.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		ws, err := db.New(tx).WorkspaceOf(ctx, id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrAddress
		}
		ref = conversation.Ref{Workspace: ws, ID: id}
		return err
	})
	return ref, err
}
