package api

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/worklist"
)

// FollowUpForm is what agents set of a conversation's entry on the list.
type FollowUpForm struct {
	State   string     `json:"state" enum:"open,in_progress,done"`
	OwnerID *uuid.UUID `json:"owner_id,omitempty" format:"uuid"`
	DueAt   *time.Time `json:"due_at,omitempty"`
	Note    string     `json:"note,omitempty" maxLength:"2000"`
	Outcome string     `json:"outcome,omitempty" enum:"resolved,answered,no_answer,not_needed" doc:"Exactly where the state is done"`
}

// FollowUpView is a conversation's entry on the list of what is to be followed up.
type FollowUpView struct {
	FollowUpForm
	// Email is where the visitor wants the answer.
	Email string `json:"email,omitempty"`
	// Open: replies are mailed there.
	Open     bool       `json:"open"`
	MailedAt *time.Time `json:"mailed_at,omitempty"`
	// Failure: why the last mail did not go out.
	Failure      string     `json:"failure,omitempty" enum:"no_server,refused"`
	AskedAt      time.Time  `json:"asked_at" doc:"When it came onto the list"`
	UnresolvedAt *time.Time `json:"unresolved_at,omitempty" doc:"When it came there for being unresolved"`
	AddedBy      *uuid.UUID `json:"added_by,omitempty" format:"uuid" doc:"The agent who put it there"`
	ClosedAt     *time.Time `json:"closed_at,omitempty"`
}

// FollowUpLine is a line of the list.
type FollowUpLine struct {
	FollowUpView
	ConversationID uuid.UUID  `json:"conversation_id" format:"uuid"`
	Number         int64      `json:"number"`
	Stage          string     `json:"stage" enum:"bot,waiting,person,resolved"`
	TeamID         *uuid.UUID `json:"team_id,omitempty" format:"uuid"`
	Preview        string     `json:"preview"`
	VisitorID      uuid.UUID  `json:"visitor_id" format:"uuid"`
	VisitorName    string     `json:"visitor_name"`
}

// FollowUpCounts are how many are not done.
type FollowUpCounts struct {
	Open    int `json:"open"`
	Mine    int `json:"mine"`
	Unowned int `json:"unowned"`
	Overdue int `json:"overdue"`
}

type listFollowUpsInput struct {
	InWorkspace
	Show   string    `query:"show" enum:"open,mine,unowned,done" default:"open"`
	Team   uuid.UUID `query:"team" format:"uuid"`
	Cursor string    `query:"cursor" maxLength:"200"`
}

type listFollowUpsOutput struct {
	Body struct {
		Lines  []FollowUpLine `json:"lines"`
		Counts FollowUpCounts `json:"counts"`
		// Next is the cursor of the following page; empty at the end.
		Next string `json:"next,omitempty"`
	}
}

type putFollowUpInput struct {
	InConversation
	Body FollowUpForm
}

func (a *API) registerFollowUps() {
	converse := forMember(account.Converse)
	const base = "/v1/workspaces/{workspace}"
	register(a, op{http.MethodGet, base + "/follow-ups", "list-follow-ups", "What is to be followed up, across conversations", converse, 0}, a.listFollowUps)
	register(a, op{http.MethodPut, base + "/conversations/{conversation}/follow-up", "put-follow-up", "Put a conversation onto the list, or change its entry", converse, http.StatusNoContent}, a.putFollowUp)
}

func (a *API) listFollowUps(ctx context.Context, in *listFollowUpsInput) (*listFollowUpsOutput, error) {
	f := followup.Filter{Show: followup.Show(in.Show), Me: callerOf(ctx).ID, Team: optional(in.Team)}
	if in.Cursor != "" {
		at, id, err := worklist.ReadCursor(in.Cursor)
		if err != nil {
			return nil, err
		}
		f.After = &followup.Cursor{At: at, Conversation: id}
	}
	out := &listFollowUpsOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		lines, next, err := a.Desk.FollowUps.ListTx(ctx, tx, f)
		if err != nil {
			return err
		}
		out.Body.Lines = make([]FollowUpLine, len(lines))
		for i, l := range lines {
			out.Body.Lines[i] = FollowUpLine{
				FollowUpView: *followUpView(l.FollowUp), ConversationID: l.Conversation, Number: l.Number, Stage: string(l.Stage),
				TeamID: l.Team, Preview: l.Preview, VisitorID: l.Visitor, VisitorName: l.VisitorName,
			}
		}
		if next != nil {
			out.Body.Next = worklist.Cursor(next.At, next.Conversation)
		}
		c, err := a.Desk.FollowUps.CountTx(ctx, tx, f.Me)
		out.Body.Counts = FollowUpCounts{Open: c.Open, Mine: c.Mine, Unowned: c.Unowned, Overdue: c.Overdue}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (a *API) putFollowUp(ctx context.Context, in *putFollowUpInput) (*nothing, error) {
	f := in.Body
	return nil, a.Desk.SetFollowUp(ctx, actorOf(ctx, in.Workspace), in.Conversation, followup.Entry{
		State: followup.State(f.State), Owner: f.OwnerID, DueAt: f.DueAt, Note: f.Note, Outcome: f.Outcome,
	})
}

func followUpView(f followup.FollowUp) *FollowUpView {
	return &FollowUpView{
		FollowUpForm: FollowUpForm{State: string(f.State), OwnerID: f.Owner, DueAt: f.DueAt, Note: f.Note, Outcome: f.Outcome},
		Email:        f.Email, Open: f.Open, MailedAt: f.MailedAt, Failure: f.Failure, AskedAt: f.AskedAt,
		UnresolvedAt: f.UnresolvedAt, AddedBy: f.AddedBy, ClosedAt: f.ClosedAt,
	}
}
