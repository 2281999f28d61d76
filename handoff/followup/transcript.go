package followup

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	netmail "net/mail"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/handoff/followup/internal/db"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// How often a day a conversation, and anything to one address, is sent: enough
// for somebody who mistyped their address, too little to pester somebody else.
const (
	transcriptsOfConversation = 3
	transcriptsToAddress      = 5
)

// Errors of transcripts.
var (
	// ErrNoAddress: nobody has said where to.
	ErrNoAddress = problem.New(problem.Invalid, "transcript_address")
	// ErrMailOff: no mail server is configured.
	ErrMailOff = problem.New(problem.Conflict, "mail_off")
	// ErrTranscripts: sent often enough for today.
	ErrTranscripts = problem.New(problem.RateLimited, "transcript_limit")
)

// TranscriptSent says that the conversation was sent by e-mail, or could not be:
// "transcript.sent".
type TranscriptSent struct {
	Email  string `json:"email"`
	Failed bool   `json:"failed,omitempty"`
}

// Kind implements conversation.EventData.
func (TranscriptSent) Kind() string { return "transcript.sent" }

// Audience implements conversation.EventData.
func (TranscriptSent) Audience() conversation.Audience { return conversation.Staff }

// SendTranscript are the args of a job: mail a conversation to its visitor.
type SendTranscript struct {
	Workspace  uuid.UUID `json:"workspace_id"`
	Transcript uuid.UUID `json:"transcript_id"`
}

// Kind implements river.JobArgs.
func (SendTranscript) Kind() string { return "send_transcript" }

// Wish asks for a transcript.
type Wish struct {
	Conversation conversation.Conversation
	// Email as the visitor typed it; "" is the address that is known.
	Email string
	// Agent who sends it; nil for the visitor.
	Agent *uuid.UUID
}

// AskTranscriptTx has a conversation mailed: to the address that the visitor
// typed, or to the one that is known of them. It fails with ErrMailOff,
// ErrNoAddress, ErrEmail or ErrTranscripts.
func (s *Store) AskTranscriptTx(ctx context.Context, tx *postgres.Tx, w Wish) (to string, err error) {
	if !s.Mail.On() {
		return "", ErrMailOff
	}
	to = strings.TrimSpace(w.Email)
	if to == "" {
		if to, err = s.AddressTx(ctx, tx, w.Conversation); err != nil {
			return "", err
		}
	}
	if to == "" {
		return "", ErrNoAddress
	}
	addr, err := netmail.ParseAddress(to)
	if err != nil || addr.Name != "" || len(addr.Address) > 254 {
		return "", ErrEmail
	}
	queries := db.New(tx)
	recent, err := queries.RecentTranscripts(ctx, db.RecentTranscriptsParams{
		WorkspaceID: tx.Workspace(), ConversationID: w.Conversation.ID, Email: addr.Address,
	})
	if err != nil {
		return "", fmt.Errorf("count transcripts: %w", err)
	}
	if recent.OfConversation >= transcriptsOfConversation || recent.ToAddress >= transcriptsToAddress {
		return "", ErrTranscripts
	}
	id, err := uuid.NewV7()
	if err != nil {
		return "", fmt.Errorf("transcript id: %w", err)
	}
	err = queries.AskTranscript(ctx, db.AskTranscriptParams{
		WorkspaceID: tx.Workspace(), ID: id, ConversationID: w.Conversation.ID, Email: addr.Address, AskedBy: w.Agent,
	})
	if err != nil {
		return "", fmt.Errorf("keep transcript's address: %w", err)
	}
	opts := &river.InsertOpts{Queue: jobs.Mail, MaxAttempts: mailTries}
	return addr.Address, s.Jobs.InsertTx(ctx, tx, SendTranscript{Workspace: tx.Workspace(), Transcript: id}, opts)
}

// AddressTx is where a conversation's visitor is known to read mail: as the
// shop's signature says, or as they said themselves; "" where nobody has.
func (s *Store) AddressTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation) (string, error) {
	v, err := s.Accounts.VisitorTx(ctx, tx, c.Visitor)
	if err != nil || v.Email != "" {
		return v.Email, err
	}
	f, err := s.OfTx(ctx, tx, c.ID)
	if err != nil || f == nil {
		return "", err
	}
	return f.Email, nil
}

// DeliverTranscript mails a conversation. last says that the queue tries no
// more; what failed for good is told to the agents.
func (s *Store) DeliverTranscript(ctx context.Context, args SendTranscript, last bool) error {
	var row db.Transcript
	var m mail.Message
	err := s.DB.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) (err error) {
		row, err = db.New(tx).Transcript(ctx, db.TranscriptParams{WorkspaceID: args.Workspace, ID: args.Transcript})
		if err != nil || row.State != "queued" {
			return err
		}
		m, err = s.transcriptTx(ctx, tx, row)
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) || err == nil && row.State != "queued" {
		return nil // erased since, or sent by an earlier try
	}
	if err != nil {
		return fmt.Errorf("write transcript: %w", err)
	}
	sent := s.Mail.Send(ctx, m)
	if sent != nil && !hopeless(sent) && !last {
		return sent
	}
	err = s.DB.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) error { return s.endTranscriptTx(ctx, tx, row, sent) })
	if err == nil && sent != nil {
		slog.WarnContext(ctx, "transcript given up", "conversation", row.ConversationID, "error", sent)
		return river.JobCancel(sent)
	}
	return err
}

func (s *Store) endTranscriptTx(ctx context.Context, tx *postgres.Tx, row db.Transcript, sent error) error {
	state := "sent"
	if sent != nil {
		state = "failed"
	}
	n, err := db.New(tx).EndTranscript(ctx, db.EndTranscriptParams{WorkspaceID: tx.Workspace(), ID: row.ID, State: state})
	if err != nil || n == 0 {
		return err
	}
	_, err = s.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: row.ConversationID, Author: conversation.System(), ClientID: "transcript:" + row.ID.String(),
		Data: TranscriptSent{Email: row.Email, Failed: sent != nil},
	})
	return err
}

// What a transcript holds at most: messages of a conversation or one that was
// merged into it, and bytes in all. Mail servers refuse what is much larger,
// and nobody reads it.
const (
	transcriptMessages = 500
	transcriptBytes    = 200 << 10
)

// transcriptTx writes the mail: what the visitor can see, oldest first, with
// what was merged into the conversation.
func (s *Store) transcriptTx(ctx context.Context, tx *postgres.Tx, row db.Transcript) (m mail.Message, err error) {
	c, err := s.Conversations.GetTx(ctx, tx, row.ConversationID)
	if err != nil {
		return m, err
	}
	said, err := s.saidTx(ctx, tx, c.ID)
	if err != nil {
		return m, err
	}
	v, err := s.Accounts.VisitorTx(ctx, tx, c.Visitor)
	if err != nil {
		return m, err
	}
	brand, err := s.Accounts.WorkspaceTx(ctx, tx)
	if err != nil {
		return m, err
	}
	number := strconv.FormatInt(c.Number, 10)
	parts := []string{greetingTo(c.Lang, v), locale.Text(c.Lang, "mail.transcript_lead", "brand", brand.Name, "number", number)}
	lines, cut, err := linesOf(c.Lang, said)
	if err != nil {
		return m, err
	}
	if cut {
		parts = append(parts, locale.Text(c.Lang, "mail.transcript_cut"))
	}
	parts = append(append(parts, lines...), locale.Text(c.Lang, "mail.transcript_end"))
	return mail.Message{
		To: row.Email, FromName: brand.Name, ID: "transcript." + row.ID.String() + "@firstline",
		Subject: locale.Text(c.Lang, "mail.transcript_subject", "brand", brand.Name, "number", number),
		Text:    strings.Join(parts, "\n\n") + "\n",
	}, nil
}

func greetingTo(lang string, v account.Visitor) string {
	if v.Name == "" {
		return locale.Text(lang, "mail.greeting")
	}
	return locale.Text(lang, "mail.greeting_name", "name", v.Name)
}

func (s *Store) saidTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) ([]*conversation.Event, error) {
	ids, err := s.Conversations.PartsTx(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	var said []*conversation.Event
	for _, part := range append(ids, id) {
		messages, err := s.Conversations.MessagesTx(ctx, tx, part, transcriptMessages)
		if err != nil {
			return nil, err
		}
		said = append(said, messages...)
	}
	slices.SortStableFunc(said, func(a, b *conversation.Event) int { return a.At.Compare(b.At) })
	return said, nil
}

// linesOf writes messages, the last ones where not all fit.
func linesOf(lang string, said []*conversation.Event) (lines []string, cut bool, err error) {
	size := 0
	for _, e := range slices.Backward(said) {
		m, err := conversation.MessageOf(e)
		if err != nil {
			return nil, false, err
		}
		line := locale.Text(lang, "mail.transcript_line", "time", e.At.UTC().Format("2006-01-02 15:04 UTC"), "who", speaker(lang, e.Author), "text", withFiles(lang, m))
		for _, source := range m.Sources {
			line += fmt.Sprintf("\n  [%d] %s", source.Number, source.Title)
		}
		if size += len(line); size > transcriptBytes {
			cut = true
			break
		}
		lines = append(lines, line)
	}
	slices.Reverse(lines)
	return lines, cut, nil
}

func speaker(lang string, a conversation.Author) string {
	switch a.Kind {
	case conversation.ByVisitor:
		return locale.Text(lang, "mail.speaker_visitor")
	case conversation.ByAgent:
		if a.Name != "" {
			return a.Name
		}
		return locale.Text(lang, "mail.speaker_agent")
	case conversation.ByBot, conversation.BySystem:
	}
	return locale.Text(lang, "mail.speaker_bot")
}
