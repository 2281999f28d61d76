package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// MergeOption is another open conversation of the same visitor, with what
// would become of it.
type MergeOption struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Number    int64     `json:"number"`
	Stage     string    `json:"stage" enum:"bot,waiting,person,resolved"`
	Preview   string    `json:"preview"`
	LastAt    time.Time `json:"last_at"`
	AgentName string    `json:"agent_name,omitempty" doc:"Who holds it"`
	Messages  int       `json:"messages"`
	Refused   string    `json:"refused,omitempty" doc:"The code of why the caller may not; absent if they may"`
}

type mergeOptionsOutput struct {
	Body struct {
		TakesOver bool          `json:"takes_over" doc:"The caller would hold the conversation, because nobody does now"`
		Options   []MergeOption `json:"options"`
	}
}

type mergeConversationInput struct {
	InConversation
	Body struct {
		SourceID uuid.UUID `json:"source_id" format:"uuid" doc:"The conversation that ends, and goes on in this one"`
	}
}

type readNotesInput struct {
	InConversation
	Body struct {
		Seq int64 `json:"seq" minimum:"1" doc:"The last one seen"`
	}
}

func (a *API) registerMerge() {
	converse := forMember(account.Converse)
	const base = "/v1/workspaces/{workspace}/conversations/{conversation}"
	register(a, op{http.MethodGet, base + "/merge", "list-merge-options", "The visitor's other open conversations", converse, 0}, a.mergeOptions)
	register(a, op{http.MethodPost, base + "/merge", "merge-conversation", "Let another conversation of the visitor go on in this one", converse, http.StatusNoContent}, a.mergeConversation)
	register(a, op{http.MethodPost, base + "/notes/read", "read-notes", "The caller has seen the notes that call them", converse, http.StatusNoContent}, a.readNotes)
}

func (a *API) mergeOptions(ctx context.Context, in *InConversation) (*mergeOptionsOutput, error) {
	takes, options, err := a.Desk.MergeOptions(ctx, actorOf(ctx, in.Workspace), in.Conversation)
	if err != nil {
		return nil, err
	}
	out := &mergeOptionsOutput{}
	out.Body.TakesOver = takes
	out.Body.Options = make([]MergeOption, len(options))
	for i, o := range options {
		out.Body.Options[i] = MergeOption{
			ID: o.ID, Number: o.Number, Stage: string(o.Stage), Preview: o.Preview, LastAt: o.LastAt,
			AgentName: o.Agent, Messages: o.Messages, Refused: o.Refused,
		}
	}
	return out, nil
}

func (a *API) mergeConversation(ctx context.Context, in *mergeConversationInput) (*nothing, error) {
	return nil, a.Desk.Merge(ctx, actorOf(ctx, in.Workspace), in.Body.SourceID, in.Conversation)
}

func (a *API) readNotes(ctx context.Context, in *readNotesInput) (*nothing, error) {
	return nil, a.Desk.ReadNotes(ctx, actorOf(ctx, in.Workspace), in.Conversation, in.Body.Seq)
}

func (a *API) passedNoteTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	e, err := a.Conversations.PassedNoteTx(ctx, tx, id)
	if err != nil || e == nil {
		return err
	}
	var note conversation.Note
	if err := json.Unmarshal(e.Data, &note); err != nil {
		return fmt.Errorf("decode note %d: %w", e.Seq, err)
	}
	d.PassedNote = &PassedNote{Seq: e.Seq, At: e.At, Author: e.Author.Name, Text: note.Text, To: *note.PassedTo}
	return nil
}

// togetherTx reads what an agent may do with the conversation as a whole.
func (a *API) togetherTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	c, err := a.Conversations.GetTx(ctx, tx, id)
	if err != nil {
		return err
	}
	d.MergedInto = c.MergedInto
	if d.SetPriority, err = a.Lists.HandPriorityTx(ctx, tx, id); err != nil {
		return err
	}
	if a.Desk.FollowUps.Mail.On() {
		d.TranscriptTo, err = a.Desk.FollowUps.AddressTx(ctx, tx, c)
	}
	return err
}
