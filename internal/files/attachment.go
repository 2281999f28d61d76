package files

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/files/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

const (
	// MaxAttached is how many files one message names.
	MaxAttached = 5
	// KeepUnnamed is how long an attachment waits for a message to name it.
	KeepUnnamed = 24 * time.Hour
)

// Limits of what conversations keep, as the operator sets them.
type Limits struct {
	// Bytes is the largest file, at most [MaxBytes]; 0 is that.
	Bytes int
	// Total is the most that one workspace keeps, in bytes; 0 is [MaxAttachedTotal].
	Total int64
}

// MaxAttachedTotal is the most that conversations of one workspace keep, in
// bytes, unless the operator says otherwise.
const MaxAttachedTotal = 20 << 30

// Sender is who brings a file: a visitor or an agent of the workspace.
type Sender struct {
	// Agent says that ID is an agent's.
	Agent bool
	ID    uuid.UUID
}

func (s Sender) ids() (visitor, agent *uuid.UUID) {
	if s.Agent {
		return nil, &s.ID
	}
	return &s.ID, nil
}

// Brought is a file on its way into a conversation.
type Brought struct {
	By Sender
	// Name is as the sender's machine has it; what cannot be shown is taken out.
	Name    string
	Content Content
}

// Attachment is a file that somebody brought for a message.
type Attachment struct {
	// File is the file; its id is the attachment's.
	File
	Name string
}

// Attach keeps a file until a message names it, for [KeepUnnamed]. It fails with
// file_too_large or attachments_full.
func (s *Store) Attach(ctx context.Context, ws uuid.UUID, b Brought) (out Attachment, err error) {
	most, total := int64(MaxBytes), s.limits.Total
	if s.limits.Bytes > 0 {
		most = int64(s.limits.Bytes)
	}
	if total == 0 {
		total = MaxAttachedTotal
	}
	if int64(len(b.Content.Data)) > most {
		return out, problem.New(problem.TooLarge, "file_too_large", "limit", fmt.Sprintf("%d MiB", most>>20))
	}
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		q := db.New(tx)
		kept, err := q.AttachedTotal(ctx, ws)
		if err != nil {
			return err
		}
		if kept+int64(len(b.Content.Data)) > total {
			return problem.New(problem.TooLarge, "attachments_full")
		}
		id, name := uuid.New(), nameFor(b.Name, b.Content.Media)
		visitor, agent := b.By.ids()
		if err := q.InsertAttachment(ctx, db.InsertAttachmentParams{WorkspaceID: ws, ID: id, Name: name, VisitorID: visitor, AgentID: agent}); err != nil {
			return err
		}
		f, err := insertTx(ctx, tx, b.Content, &id)
		out = Attachment{File: f, Name: name}
		return err
	})
	if err != nil {
		return Attachment{}, fmt.Errorf("keep attachment: %w", err)
	}
	return out, nil
}

// Naming is a message that names attachments.
type Naming struct {
	By           Sender
	Conversation uuid.UUID
	// IDs are the attachments', in the message's order.
	IDs []uuid.UUID
}

// NamedTx finds the attachments that a message names. It fails with [ErrFile] for
// one that its sender did not bring or that another conversation has, and with
// attachments_too_many.
func NamedTx(ctx context.Context, tx *postgres.Tx, n Naming) ([]Attachment, error) {
	if len(n.IDs) == 0 {
		return nil, nil
	}
	if len(n.IDs) > MaxAttached {
		return nil, problem.New(problem.Invalid, "attachments_too_many", "limit", fmt.Sprint(MaxAttached))
	}
	visitor, agent := n.By.ids()
	rows, err := db.New(tx).Brought(ctx, db.BroughtParams{WorkspaceID: tx.Workspace(), Ids: n.IDs, VisitorID: visitor, AgentID: agent})
	if err != nil {
		return nil, fmt.Errorf("find attachments: %w", err)
	}
	found := make(map[uuid.UUID]Attachment, len(rows))
	for _, r := range rows {
		if r.ConversationID == nil || *r.ConversationID == n.Conversation {
			found[r.File.ID] = Attachment{File: fileOf(r.File), Name: r.Name}
		}
	}
	list := make([]Attachment, 0, len(n.IDs))
	for _, id := range n.IDs {
		a, ok := found[id]
		if !ok {
			return nil, ErrFile
		}
		delete(found, id) // once in a message
		list = append(list, a)
	}
	return list, nil
}

// NameTx gives attachments to the conversation whose message names them, once
// that message is recorded. It fails with [ErrFile] where another message was
// faster.
func NameTx(ctx context.Context, tx *postgres.Tx, n Naming) error {
	if len(n.IDs) == 0 {
		return nil
	}
	named, err := db.New(tx).NameAttachments(ctx, db.NameAttachmentsParams{WorkspaceID: tx.Workspace(), Ids: n.IDs, ConversationID: n.Conversation})
	if err != nil {
		return fmt.Errorf("name attachments: %w", err)
	}
	if named != int64(len(n.IDs)) {
		return ErrFile
	}
	return nil
}

// PassTx gives what a visitor has brought to another, who is the same person.
func PassTx(ctx context.Context, tx *postgres.Tx, from, to uuid.UUID) error {
	err := db.New(tx).PassAttachments(ctx, db.PassAttachmentsParams{WorkspaceID: tx.Workspace(), FromID: from, ToID: to})
	if err != nil {
		return fmt.Errorf("pass attachments on: %w", err)
	}
	return nil
}

// Attachment finds a file that a message of a conversation names; [ErrFile]
// otherwise. Whoever asks must be allowed to read that conversation.
func (s *Store) Attachment(ctx context.Context, ws, conversation, id uuid.UUID) (out Attachment, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		row, err := db.New(tx).AttachmentOf(ctx, db.AttachmentOfParams{WorkspaceID: ws, ConversationID: conversation, ID: id})
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrFile
		}
		out = Attachment{File: fileOf(row.File), Name: row.Name}
		return err
	})
	if err != nil {
		return Attachment{}, fmt.Errorf("find attachment: %w", err)
	}
	return out, nil
}
