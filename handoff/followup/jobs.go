package followup

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/handoff/followup/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// MailReply are the args of a job: mail what agents have replied, unless the
// visitor has read it in the chat.
type MailReply struct {
	Workspace    uuid.UUID `json:"workspace_id"`
	Conversation uuid.UUID `json:"conversation_id"`
	Seq          int64     `json:"seq"`
}

// Kind implements river.JobArgs.
func (MailReply) Kind() string { return "mail_reply" }

// mailTries is how often a mail is tried: with the queue's waits of n⁴ seconds
// a server may be away for over an hour, and nobody gets an answer of last week.
const mailTries = 8

func (s *Store) enqueueTx(ctx context.Context, tx *postgres.Tx, args MailReply) error {
	at, err := db.New(tx).DueAt(ctx, s.Wait.Seconds())
	if err != nil {
		return fmt.Errorf("read time: %w", err)
	}
	return s.Jobs.InsertTx(ctx, tx, args, &river.InsertOpts{Queue: jobs.Mail, ScheduledAt: at, MaxAttempts: mailTries})
}

// AddWorkers registers the store's workers.
func (s *Store) AddWorkers(workers *river.Workers) {
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[MailReply]) error {
		return s.Send(ctx, job.Args)
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[SendTranscript]) error {
		return s.DeliverTranscript(ctx, job.Args, job.Attempt >= job.MaxAttempts)
	}))
}

// letter is a mail to be sent, and the last seq that it tells of.
type letter struct {
	mail.Message
	seq int64
}

// Send mails what agents have replied since the last mail. It does nothing where
// an earlier mail told it or the visitor read it in the chat; an error is for
// the queue to try again, unless it cancels the job: no server, or one that
// refuses for good.
func (s *Store) Send(ctx context.Context, args MailReply) error {
	var l *letter
	err := s.DB.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) (err error) {
		l, err = s.composeTx(ctx, tx, args)
		return err
	})
	if err != nil || l == nil {
		return err
	}
	sent := s.Mail.Send(ctx, l.Message)
	err = s.DB.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) error { return s.noteTx(ctx, tx, args.Conversation, l, sent) })
	if err == nil && hopeless(sent) {
		// The queue is silent about what is cancelled.
		slog.WarnContext(ctx, "mail given up", "conversation", args.Conversation, "error", sent)
		return river.JobCancel(sent)
	}
	return errors.Join(sent, err)
}

func hopeless(err error) bool { return errors.Is(err, mail.ErrOff) || errors.Is(err, mail.ErrRefused) }

func (s *Store) noteTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, l *letter, sent error) error {
	queries := db.New(tx)
	if sent != nil {
		failure := "refused"
		if errors.Is(sent, mail.ErrOff) {
			failure = noServer
		}
		if err := queries.Failed(ctx, db.FailedParams{WorkspaceID: tx.Workspace(), ConversationID: id, Failure: failure}); err != nil {
			return fmt.Errorf("note failed mail: %w", err)
		}
		return nil
	}
	if err := queries.Told(ctx, db.ToldParams{WorkspaceID: tx.Workspace(), ConversationID: id, Seq: l.seq, ByMail: true}); err != nil {
		return fmt.Errorf("note mail: %w", err)
	}
	_, err := s.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: id, Author: conversation.System(), ClientID: "mailed:" + strconv.FormatInt(l.seq, 10), Data: Mailed{Email: l.To},
	})
	return err
}

// recent is how many of the last messages a mail may tell of.
const recent = 30

// composeTx writes the mail of what agents replied since the last one; nil if
// there is nothing, or if the visitor wrote in the chat after it.
func (s *Store) composeTx(ctx context.Context, tx *postgres.Tx, args MailReply) (*letter, error) {
	row, err := db.New(tx).Get(ctx, db.GetParams{WorkspaceID: tx.Workspace(), ConversationID: args.Conversation})
	if errors.Is(err, pgx.ErrNoRows) || err == nil && row.MailedSeq >= args.Seq {
		return nil, nil //nolint:nilnil // an earlier mail told it
	}
	if err != nil {
		return nil, fmt.Errorf("read follow-up: %w", err)
	}
	c, err := s.Conversations.GetTx(ctx, tx, args.Conversation)
	if err != nil {
		return nil, err
	}
	messages, err := s.Conversations.MessagesTx(ctx, tx, args.Conversation, recent)
	if err != nil {
		return nil, err
	}
	var said []string
	agent, last := "", int64(0)
	for _, e := range messages {
		if e.Seq <= row.MailedSeq {
			continue
		}
		switch e.Author.Kind {
		case conversation.ByVisitor:
			if !strings.HasPrefix(e.ClientID, FromMail) {
				said = nil // who writes in the chat has read what stood there
			}
		case conversation.ByAgent:
			m, err := conversation.MessageOf(e)
			if err != nil {
				return nil, err
			}
			said, agent, last = append(said, withFiles(c.Lang, m)), e.Author.Name, e.Seq
		case conversation.ByBot, conversation.BySystem:
		}
	}
	if len(said) == 0 {
		return nil, nil //nolint:nilnil // read in the chat
	}
	return s.letter(ctx, tx, c, row.Email, words{said: said, agent: agent, last: last})
}

// withFiles is a message's text with the names of what came with it.
func withFiles(lang string, m conversation.Message) string {
	parts := []string{}
	if m.Text != "" {
		parts = append(parts, m.Text)
	}
	for _, name := range m.FileNames() {
		parts = append(parts, locale.Text(lang, "mail.file", "name", name))
	}
	return strings.Join(parts, "\n")
}

type words struct {
	said  []string
	agent string
	last  int64
}

// FromMail begins the client id of a message that came by mail.
const FromMail = "mail:"

func (s *Store) letter(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, to string, w words) (*letter, error) {
	v, err := s.Accounts.VisitorTx(ctx, tx, c.Visitor)
	if err != nil {
		return nil, err
	}
	closing := "mail.closing"
	if s.Replies.On() {
		closing = "mail.closing_reply"
	}
	host := "firstline"
	if address := s.Replies.Address(c.ID); address != "" {
		host = address[strings.LastIndexByte(address, '@')+1:]
	}
	return &letter{seq: w.last, Message: mail.Message{
		To: to, FromName: w.agent, ReplyTo: s.Replies.Address(c.ID),
		Subject: locale.Text(c.Lang, "mail.subject", "number", strconv.FormatInt(c.Number, 10)),
		Text:    strings.Join([]string{greetingTo(c.Lang, v), strings.Join(w.said, "\n\n"), locale.Text(c.Lang, closing, "agent", w.agent)}, "\n\n") + "\n",
		ID:      fmt.Sprintf("%s.%d@%s", c.ID, w.last, host), InReplyTo: fmt.Sprintf("%s@%s", c.ID, host),
	}}, nil
}
