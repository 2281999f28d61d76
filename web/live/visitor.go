package live

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
)

// visitorSocket is one tab of a visitor. It follows one conversation at a time.
type visitorSocket struct {
	*socket
	hub     *Hub
	visitor account.Visitor
	limit   *rate.Limiter

	following uuid.UUID
	unfollow  context.CancelFunc
}

func (h *Hub) newVisitorSocket(s *socket) *visitorSocket {
	return &visitorSocket{socket: s, hub: h, limit: h.limiter(1)}
}

func (v *visitorSocket) read() {
	if !v.hello() {
		return
	}
	v.hub.here.enter(v.visitor.ID)
	defer v.hub.here.leave(v.visitor.ID)
	for {
		kind, raw, ok := v.next()
		if !ok {
			return
		}
		switch kind {
		case "": // malformed, and answered
		case "say":
			v.say(raw)
		case "typing":
			v.typing(raw)
		case "watch":
			v.watch(raw)
		default:
			v.refuse(problem.New(problem.Invalid, "frame_malformed"), "")
		}
	}
}

// hello takes the first frame: it must come in time and name the visitor. Only
// a token that is none ends with 4401, because the widget then forgets it, and
// the conversation with it; a slow network must never cost anybody that.
func (v *visitorSocket) hello() bool {
	kind, raw, ok := v.next()
	var in Hello
	if !ok || kind != "hello" || !v.decode(raw, &in) {
		v.refuse(problem.New(problem.Unauthorized, "hello_expected"), "")
		v.stop(closing{closeNoHello, "hello_expected"})
		return false
	}
	visitor, err := v.hub.Accounts.VisitorByToken(v.ctx, in.Token)
	if err != nil {
		v.refuse(err, "")
		code := closing{closeUnauthorized, "visitor_token_invalid"}
		if !errors.Is(err, account.ErrVisitorToken) {
			code = closing{1013, "try again later"} // the database, not the visitor
		}
		v.stop(code)
		return false
	}
	v.visitor = visitor
	v.greeted()
	if in.Lang != "" {
		v.lang = locale.Known(in.Lang) // it is stored with the conversation
	}
	open, err := v.hub.Desk.OpenConversation(v.ctx, visitor)
	if err != nil {
		v.refuse(err, "")
		v.stop(closing{1013, "try again later"})
		return false
	}
	v.sendValue(Ready{Kind: "ready", ConversationID: open, ServerTime: time.Now().UTC()})
	if in.ConversationID != nil {
		v.follow(*in.ConversationID, in.After)
	}
	return true
}

func (v *visitorSocket) say(raw []byte) {
	var in Say
	if !v.decode(raw, &in) {
		return
	}
	if !ValidClientID(in.ClientID) {
		v.refuse(problem.New(problem.Invalid, "frame_malformed"), "")
		return
	}
	if err := take(v.limit); err != nil {
		v.refuse(err, in.ClientID)
		return
	}
	said, err := v.hub.Desk.VisitorSays(v.ctx, v.visitor, frontdesk.VisitorMessage{
		ClientID: in.ClientID, Conversation: in.ConversationID, Text: in.Text, Lang: v.lang, Files: in.Files,
	})
	if errors.Is(err, account.ErrVisitorMoved) {
		v.stop(closing{closeResync, "resync"}) // come back as who you are now, and say it again
		return
	}
	if err != nil {
		v.refuse(err, in.ClientID)
		return
	}
	v.sendValue(Ack{Kind: "ack", ClientID: in.ClientID, ConversationID: said.Conversation, Seq: said.VSeq, At: said.At})
	if v.following != said.Conversation {
		v.follow(said.Conversation, said.VSeq-1)
	}
}

func (v *visitorSocket) typing(raw []byte) {
	var in NowTyping
	if v.signalled() && v.decode(raw, &in) && v.following == in.ConversationID {
		v.hub.Desk.VisitorTypes(conversation.Ref{Workspace: v.visitor.Workspace, ID: in.ConversationID}, v.visitor)
	}
}

func (v *visitorSocket) watch(raw []byte) {
	var in Watch
	if v.signalled() && v.decode(raw, &in) {
		v.follow(in.ConversationID, in.After)
	}
}

// follow replaces the conversation that this tab reads.
func (v *visitorSocket) follow(id uuid.UUID, after int64) {
	ref, err := v.hub.Desk.VisitorConversation(v.ctx, v.visitor, id)
	if err != nil {
		v.refuse(err, "")
		return
	}
	if v.unfollow != nil {
		v.unfollow()
	}
	ctx, cancel := context.WithCancel(v.ctx)
	v.following, v.unfollow = id, cancel
	v.spawn(func() { v.pipe(ctx, v.hub.Conversations, ref.Ref, conversation.Everyone, after) })
}

// pipe writes what a follow yields, at the pace of the peer: it has a goroutine
// of its own, and a follow that falls behind reads the log again. A log that cannot be read ends the socket:
// the client comes back with its cursor, when the database may be there again.
func (s *socket) pipe(ctx context.Context, store *conversation.Store, ref conversation.Ref, audience conversation.Audience, after int64) {
	for e, err := range store.Follow(ctx, ref, audience, after) {
		if err != nil {
			if ctx.Err() == nil {
				s.stop(closing{closeResync, "resync"})
			}
			return
		}
		if frame := frameOf(e, audience); frame != nil && !s.queue.pushPatiently(ctx, frame) {
			return
		}
	}
}

// take spends one message of a limit.
func take(l *rate.Limiter) error {
	if l.Allow() {
		return nil
	}
	wait := math.Ceil(1 / float64(l.Limit()))
	return problem.New(problem.RateLimited, "rate_limited", "seconds", fmt.Sprint(int(max(1, wait))))
}
