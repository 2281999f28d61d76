package api

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/soothe"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
)

type soothingOutput struct {
	Body struct {
		Playbook soothe.Playbook `json:"playbook"`
		Codes    int             `json:"codes" doc:"How many codes are still to be given"`
	}
}

type saveSoothingInput struct {
	InWorkspace
	Body soothe.Playbook
}

type codesInput struct {
	InWorkspace
	Body struct {
		Codes []string `json:"codes" maxItems:"10000" doc:"One voucher each; they are told to nobody but the visitor who gets one, and in the list of what was given"`
	}
}

type codesOutput struct {
	Body struct {
		Added int `json:"added" doc:"Those that were new"`
		Codes int `json:"codes"`
	}
}

type soothingsInput struct {
	InWorkspace
	BeforeAt time.Time `query:"before_at" doc:"With before: of the last run of the page before"`
	Before   string    `query:"before" format:"uuid"`
}

// SoothingView is what was done for an angry visitor.
type SoothingView struct {
	ID             uuid.UUID  `json:"id" format:"uuid"`
	ConversationID *uuid.UUID `json:"conversation_id,omitempty" format:"uuid" doc:"Absent once it is erased"`
	Number         int64      `json:"number,omitempty"`
	VisitorName    string     `json:"visitor_name"`
	Anger          float64    `json:"anger" doc:"0 to 1"`
	Code           string     `json:"code,omitempty"`
	Withheld       string     `json:"withheld,omitempty" enum:"off,unsigned,lately,day,none_left" doc:"Why no code was given"`
	Priority       int        `json:"priority"`
	At             time.Time  `json:"at"`
}

type soothingsOutput struct {
	Body struct {
		Runs []SoothingView `json:"runs"`
		More bool           `json:"more"`
	}
}

func (a *API) registerSoothing() {
	const base = "/v1/workspaces/{workspace}/soothing"
	register(a, op{http.MethodGet, base, "get-soothing", "What the bot may do for an angry visitor", forMember(account.Supervise), 0}, a.soothing)
	register(a, op{http.MethodPut, base, "save-soothing", "Say what the bot may do for an angry visitor", forMember(account.Administer), 0}, a.saveSoothing)
	register(a, op{http.MethodPost, base + "/codes", "add-gesture-codes", "Add codes to give; those that are known are passed over", forMember(account.Administer), 0}, a.addCodes)
	register(a, op{http.MethodDelete, base + "/codes", "forget-gesture-codes", "Forget the codes that were not given", forMember(account.Administer), http.StatusNoContent}, a.forgetCodes)
	register(a, op{http.MethodGet, base + "/runs", "list-soothings", "What was given to whom, newest first", forMember(account.Supervise), 0}, a.soothings)
}

func (a *API) soothing(ctx context.Context, in *InWorkspace) (*soothingOutput, error) {
	out := &soothingOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		if out.Body.Playbook, err = a.playbooks.PlaybookTx(ctx, tx); err != nil {
			return err
		}
		out.Body.Codes, err = a.playbooks.CodesTx(ctx, tx)
		return err
	})
	return out, err
}

func (a *API) saveSoothing(ctx context.Context, in *saveSoothingInput) (*soothingOutput, error) {
	by := actorOf(ctx, in.Workspace).Agent
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		return a.playbooks.SavePlaybookTx(ctx, tx, in.Body, by)
	})
	if err != nil {
		return nil, err
	}
	return a.soothing(ctx, &in.InWorkspace)
}

func (a *API) addCodes(ctx context.Context, in *codesInput) (*codesOutput, error) {
	out := &codesOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		if out.Body.Added, err = a.playbooks.AddCodesTx(ctx, tx, in.Body.Codes); err != nil {
			return err
		}
		out.Body.Codes, err = a.playbooks.CodesTx(ctx, tx)
		return err
	})
	return out, err
}

func (a *API) forgetCodes(ctx context.Context, in *InWorkspace) (*nothing, error) {
	return nil, a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error { return a.playbooks.ForgetCodesTx(ctx, tx) })
}

func (a *API) soothings(ctx context.Context, in *soothingsInput) (*soothingsOutput, error) {
	var before *soothe.Run
	if id, err := uuid.Parse(in.Before); err == nil {
		before = &soothe.Run{ID: id, At: in.BeforeAt}
	}
	out := &soothingsOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		runs, more, err := a.playbooks.RunsTx(ctx, tx, before)
		out.Body.Runs, out.Body.More = make([]SoothingView, len(runs)), more
		for i, r := range runs {
			out.Body.Runs[i] = SoothingView{
				ID: r.ID, ConversationID: r.Conversation, Number: r.Number, VisitorName: r.VisitorName,
				Anger: r.Anger, Code: r.Code, Withheld: string(r.Withheld), Priority: r.Priority, At: r.At,
			}
		}
		return err
	})
	return out, err
}
