package opinion

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/sentiment"
)

// Bounds of a call: the mood of a minute ago is of no use to anybody.
const (
	within = 15 * time.Second
	tokens = 120
	lately = 20 // messages back at most; who asks about an older one comes too late
)

// errUnreadable: the model's reply is not what was asked for.
var errUnreadable = errors.New("reply is not an opinion")

// AskModel are the args of a job: ask a model how this message is meant.
type AskModel struct {
	Workspace    uuid.UUID `json:"workspace_id"`
	Conversation uuid.UUID `json:"conversation_id"`
	Seq          int64     `json:"seq"`
}

// Kind implements river.JobArgs.
func (AskModel) Kind() string { return "ask_mood" }

// Enqueue is what a [sentiment.Store] asks again by. chat says whether there is
// a model at all, so that without one no job is made.
func Enqueue(client *jobs.Client, chat llm.Chat) sentiment.AskAgain {
	return func(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID, seq int64) error {
		if !llm.Ready(chat) {
			return nil
		}
		args := AskModel{Workspace: tx.Workspace(), Conversation: conversation, Seq: seq}
		return client.InsertTx(ctx, tx, args, &river.InsertOpts{Queue: jobs.Interactive, Priority: jobs.Later, MaxAttempts: 1})
	}
}

// Worker works ask_mood.
type Worker struct {
	river.WorkerDefaults[AskModel]
	DB            *postgres.DB
	Conversations *conversation.Store
	Moods         *sentiment.Store
	Chat          llm.Chat
}

// Timeout implements river.Worker.
func (*Worker) Timeout(*river.Job[AskModel]) time.Duration { return within + 10*time.Second }

// Work implements river.Worker. What cannot be had is logged and given up: the
// built-in score stands.
func (w *Worker) Work(ctx context.Context, job *river.Job[AskModel]) error {
	asked, visitor, ok, err := w.read(ctx, job.Args)
	if err != nil || !ok {
		return err
	}
	o, err := w.ask(ctx, job.Args.Workspace, visitor, asked)
	if err != nil {
		slog.WarnContext(ctx, "ask a model about a mood", "conversation", job.Args.Conversation, "seq", job.Args.Seq, "error", err)
		return nil
	}
	o.Seq = job.Args.Seq
	return w.DB.InWorkspace(ctx, job.Args.Workspace, func(tx *postgres.Tx) error {
		if _, err := w.Conversations.LockTx(ctx, tx, job.Args.Conversation); err != nil {
			return err
		}
		_, err := w.Moods.CorrectTx(ctx, tx, job.Args.Conversation, o)
		return err
	})
}

// read takes the message and what was said before it. ok is false where the
// workspace lets no model read, or the message is gone.
func (w *Worker) read(ctx context.Context, args AskModel) (asked prompt.Answer, visitor uuid.UUID, ok bool, err error) {
	hidden := mask.New()
	err = w.DB.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) error {
		settings, err := profile.ReadTx(ctx, tx)
		if err != nil || !settings.UseModel {
			return err
		}
		events, err := w.Conversations.MessagesTx(ctx, tx, args.Conversation, lately)
		if err != nil {
			return err
		}
		for _, e := range events {
			m, err := conversation.MessageOf(e)
			if err != nil {
				return err
			}
			text := hidden.Hide(m.Text)
			if e.Seq == args.Seq {
				asked.Question, visitor, ok = text, e.Author.ID, text != ""
				return nil
			}
			asked.History = append(asked.History, prompt.Line{Visitor: e.Author.Kind == conversation.ByVisitor, Text: text})
		}
		return nil
	})
	return asked, visitor, ok, err
}

func (w *Worker) ask(ctx context.Context, ws, visitor uuid.UUID, asked prompt.Answer) (sentiment.Opinion, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	asked.Secrets = prompt.NewSecrets()
	built := prompt.BuildMood(asked)
	zero := float32(0)
	chat := budget.Metered{DB: w.DB, Chat: w.Chat, Workspace: ws, Visitor: visitor}
	said, err := llm.Complete(ctx, chat, llm.Request{MaxTokens: tokens, Temperature: &zero, Messages: []llm.Message{
		{Role: llm.RoleSystem, Text: built.System}, {Role: llm.RoleUser, Text: built.User},
	}})
	if err != nil {
		return sentiment.Opinion{}, err
	}
	if said.Finish != llm.FinishStop {
		return sentiment.Opinion{}, fmt.Errorf("%w: %s", errUnreadable, said.Finish)
	}
	o, err := read(said.Text)
	if err != nil {
		return sentiment.Opinion{}, err
	}
	return o, o.Check()
}

// by names a model's opinion together with how it was asked.
const by = "model " + prompt.CurrentMood

// read takes a reply for what it was asked to be: one object with the five
// values, alone or in a code fence.
func read(text string) (sentiment.Opinion, error) {
	text = strings.TrimSpace(text)
	if inner, ok := strings.CutPrefix(text, "```"); ok {
		inner = strings.TrimPrefix(inner, "json")
		text = strings.TrimSpace(strings.TrimSuffix(inner, "```"))
	}
	var said struct {
		Valence, Anger, Urgency, Confidence *float64
		Cause                               *string
	}
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.DisallowUnknownFields()
	if err := d.Decode(&said); err != nil || d.More() {
		return sentiment.Opinion{}, errUnreadable
	}
	for _, missing := range []bool{said.Valence == nil, said.Anger == nil, said.Urgency == nil, said.Confidence == nil, said.Cause == nil} {
		if missing {
			return sentiment.Opinion{}, errUnreadable
		}
	}
	return sentiment.Opinion{By: by, Score: sentiment.Score{
		Valence: *said.Valence, Anger: *said.Anger, Urgency: *said.Urgency, Confidence: *said.Confidence, Cause: sentiment.Cause(*said.Cause),
	}}, nil
}
