package api

import (
	"context"
	"net/http"
	netmail "net/mail"
	"time"

	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/mail"
)

type formInput struct {
	OfConversation
	Body struct {
		Name     string `json:"name,omitempty" maxLength:"120"`
		Email    string `json:"email" minLength:"3" maxLength:"254"`
		Question string `json:"question,omitempty" maxLength:"4000"`
	}
}

// InboundMail is a mail as the mailbox's owner posts it.
type InboundMail struct {
	To        string `json:"to" minLength:"3" maxLength:"400" doc:"The address of ours that it came to"`
	From      string `json:"from" minLength:"3" maxLength:"400"`
	Text      string `json:"text" maxLength:"200000" doc:"The plain part; what it quotes is cut"`
	MessageID string `json:"message_id" minLength:"1" maxLength:"998" doc:"Of the mail: the same one twice is stored once"`
}

type inboundInput struct {
	Signature string `header:"Firstline-Signature" maxLength:"200" doc:"t=<unix seconds>,v1=<hex>: HMAC-SHA256 of \"<t>.<body>\" with FIRSTLINE_MAIL_SECRET, at most five minutes old"`
	RawBody   []byte
	Body      InboundMail
}

// FollowUpView is the visitor's wish for an answer by e-mail.
type FollowUpView struct {
	Email    string     `json:"email"`
	Open     bool       `json:"open"`
	MailedAt *time.Time `json:"mailed_at,omitempty"`
	// Failure: why the last mail did not go out.
	Failure string `json:"failure,omitempty" enum:"no_server,refused"`
}

func (a *API) registerMail() {
	register(a, op{http.MethodPost, "/v1/visitor/conversations/{conversation}/follow-up", "leave-form", "Have the answer sent by e-mail", forVisitor, http.StatusNoContent}, a.leaveForm)
	register(a, op{http.MethodPost, "/v1/mail/inbound", "receive-mail", "Bring a reply by e-mail back into its conversation", forAnybody, http.StatusNoContent}, a.receiveMail)
}

func (a *API) leaveForm(ctx context.Context, in *formInput) (*nothing, error) {
	v := visitorOf(ctx)
	if err := a.Limits.say(v.ID); err != nil {
		return nil, err
	}
	return nil, a.Desk.LeaveForm(ctx, v, in.Conversation, frontdesk.Form{
		Name: in.Body.Name, Email: in.Body.Email, Question: in.Body.Question,
	})
}

func (a *API) receiveMail(ctx context.Context, in *inboundInput) (*nothing, error) {
	if err := a.Desk.FollowUps.Replies.Verify(in.Signature, in.RawBody, time.Now()); err != nil {
		return nil, err
	}
	from, err := netmail.ParseAddress(in.Body.From)
	if err != nil {
		return nil, mail.ErrFrom
	}
	return nil, a.Desk.MailArrived(ctx, frontdesk.Arrived{To: in.Body.To, From: from.Address, Text: in.Body.Text, ID: in.Body.MessageID})
}
