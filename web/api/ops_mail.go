package api

import (
	"context"
	"errors"
	"net/http"
	netmail "net/mail"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/problem"
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

type askTranscriptInput struct {
	OfConversation
	Body struct {
		Email string `json:"email,omitempty" maxLength:"254" doc:"Absent: the address that is known of the visitor"`
	}
}

type transcriptOutput struct {
	Body struct {
		Email string `json:"email" doc:"Where it goes"`
	}
}

func (a *API) registerMail() {
	register(a, op{http.MethodPost, "/v1/visitor/conversations/{conversation}/follow-up", "leave-form", "Have the answer sent by e-mail", forVisitor, http.StatusNoContent}, a.leaveForm)
	register(a, op{http.MethodPost, "/v1/visitor/conversations/{conversation}/transcript", "ask-transcript", "Have the conversation sent by e-mail", forVisitor, http.StatusAccepted}, a.askTranscript)
	register(a, op{http.MethodPost, "/v1/workspaces/{workspace}/conversations/{conversation}/transcript", "send-transcript", "Send the conversation to its visitor by e-mail", forMember(account.Converse), http.StatusAccepted}, a.sendTranscript)
	register(a, op{http.MethodPost, inboundPath, "receive-mail", "Bring a reply by e-mail back into its conversation", forAnybody, http.StatusNoContent}, a.receiveMail)
}

func (a *API) askTranscript(ctx context.Context, in *askTranscriptInput) (*transcriptOutput, error) {
	v := visitorOf(ctx)
	if err := a.Limits.visitor(ctx); err != nil {
		return nil, err
	}
	to, err := a.Desk.AskTranscript(ctx, v, in.Conversation, in.Body.Email)
	return transcriptTo(to, err)
}

func (a *API) sendTranscript(ctx context.Context, in *InConversation) (*transcriptOutput, error) {
	to, err := a.Desk.SendTranscript(ctx, actorOf(ctx, in.Workspace), in.Conversation)
	return transcriptTo(to, err)
}

func transcriptTo(to string, err error) (*transcriptOutput, error) {
	if err != nil {
		return nil, err
	}
	out := &transcriptOutput{}
	out.Body.Email = to
	return out, nil
}

// masked shows whose address it is to who knows it: on a shared device somebody
// else may be looking.
func masked(address string) string {
	name, host, ok := strings.Cut(address, "@")
	if !ok || name == "" {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(name)
	return string(first) + "•••@" + host
}

// inboundPath is the one address where anybody may post a large body.
const inboundPath = "/v1/mail/inbound"

// checkMail refuses a call of the inbound webhook by its header, before its
// body is read: an address that needs no sign-in must not hold a body for
// everybody who finds it.
func checkMail(desk *frontdesk.Desk) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.Request.URL.Path != inboundPath {
			return
		}
		err := desk.FollowUps.Replies.Plausible(c.GetHeader("Firstline-Signature"), time.Now())
		if known := (*problem.Error)(nil); errors.As(err, &known) {
			c.Header("Connection", "close") // what is left of the body is not read either
			abort(c, known)
		}
	}
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
