package bot_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/screen"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
)

const (
	feeQuestion = "what is the fee for delivery to Germany?"
	halfAnswer  = "Delivery to Germany costs €5.95 [1]. And the parcel "
)

// TestModelFaults: whatever the endpoint does, the visitor gets the answer in
// the articles' words, within the time limits, and never a part of a reply.
func TestModelFaults(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	ws := b.ref.Workspace
	for _, c := range []struct {
		name  string
		reply llmtest.Reply
		why   string
	}{
		{"HangsBeforeHeaders", llmtest.HangBeforeHeaders(), "slow"},
		{"HangsAfterHeaders", llmtest.HangAfterHeaders(), "slow"},
		{"KeepsAliveOnly", llmtest.KeepAlive(20 * time.Millisecond), "slow"},
		{"HangsBetweenTokens", llmtest.HangAfter(halfAnswer), "slow"},
		{"Drips", llmtest.Slowly(strings.Repeat("slow drip ", 300), 90*time.Millisecond), "slow"},
		{"Throttled", llmtest.Status(429, "{}", "Retry-After", "3600"), "throttled"},
		{"ThrottledByDate", llmtest.Status(429, "{}", "Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)), "throttled"},
		{"ServerError", llmtest.Status(500, "boom"), "server_error"},
		{"BadGatewayPage", llmtest.HTML(502), "server_error"},
		{"WrongKey", llmtest.Status(401, `{"error":{"message":"bad key"}}`), "unauthorized"},
		{"PageWithSuccess", llmtest.HTML(200), "not_a_reply"},
		{"ResetInTheMiddle", llmtest.Reset(halfAnswer), "cut"},
		{"CleanEndInTheMiddle", llmtest.EndWithoutFinish(halfAnswer), "cut"},
		{"OutOfLength", llmtest.Finish(halfAnswer, "length"), "incomplete"},
		{"ContentFilter", llmtest.Finish("", "content_filter"), "incomplete"},
		{"Garbage", llmtest.Garbage(), "not_a_reply"},
		{"BadJSON", llmtest.Raw(`{"choices":[{"delta":{"content":`), "not_a_reply"},
		{"HugeLine", llmtest.HugeLine(8 << 20), "not_a_reply"},
		{"Endless", llmtest.Endless(), "too_much"},
		{"UnknownTool", llmtest.CallTool("drop_tables", `{"all":true}`), "incomplete"},
		{"BrokenToolArguments", llmtest.CallTool("search", `{"q":`), "incomplete"},
		{"HugeToolArguments", llmtest.CallTool("search", strings.Repeat("x", 1<<20)), "too_much"},
		{"SaysNothing", llmtest.Say(""), "unsupported"},
		{"TalksNonsense", llmtest.Say("Colourless green ideas sleep furiously over Germany [1]. The moon costs €7 [1]."), "unsupported"},
	} {
		t.Run(c.name, func(t *testing.T) {
			srv := llmtest.New(t)
			srv.Chat(c.reply)
			limits := quick
			if c.why == "too_much" || c.name == "HugeLine" {
				limits = quickTotal(20 * time.Second)
			}
			parts := b.bot.Parts
			parts.Model = modelAt(t, srv, limits)
			f := *b
			f.t, f.bot = t, bot.New(parts)
			f.newConversation(ws)
			begun := time.Now()
			m := f.asks(feeQuestion)
			require.Less(t, time.Since(begun), 8*time.Second)
			require.Contains(t, m.Text, "€5.95")
			require.NotContains(t, m.Text, "And the parcel")
			turn := f.turns()[0]
			require.Equal(t, bot.Extractive, turn.Mode)
			require.Equal(t, bot.Answered, turn.Outcome)
			require.Equal(t, c.why, turn.Fallback)
		})
	}
}

// TestPartialReplyLeavesTheScreen: what a cut-off model had said is void when
// the extractive answer comes.
func TestPartialReplyLeavesTheScreen(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	srv.Chat(llmtest.Reset(halfAnswer))
	b := setup(t, modelAt(t, srv, quick))
	seen := b.watch()
	m := b.asks(feeQuestion)
	draft, replaced := draftOf(t, seen)
	require.True(t, replaced)
	require.Equal(t, m.Text, draft)
}

// draftOf reads the visitor's stream until the stored reply and gives what
// stood on the screen by then.
func draftOf(t *testing.T, seen <-chan *conversation.Event) (draft string, replaced bool) {
	t.Helper()
	late := time.After(5 * time.Second)
	for {
		select {
		case e := <-seen:
			switch {
			case e.Kind == "answer.delta":
				d := decode[screen.AnswerDelta](t, e)
				if d.Replace {
					draft, replaced = "", true
				}
				draft += d.Text
			case e.Kind == "message.added" && e.Author.Kind == conversation.ByBot:
				return strings.TrimSpace(draft), replaced
			}
		case <-late:
			t.Fatal("no reply")
		}
	}
}

// TestBreakerSparesVisitors: an endpoint that fails is left alone after a
// while, and visitors stop waiting for it.
func TestBreakerSparesVisitors(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	srv.Chat(llmtest.Status(500, ""))
	b := setup(t, modelAt(t, srv, quick))
	ws := b.ref.Workspace
	for range 7 {
		b.newConversation(ws)
		require.Contains(t, b.asks(feeQuestion).Text, "€5.95")
	}
	require.Equal(t, string(llm.CircuitOpen), b.turns()[0].Fallback)
	require.Len(t, srv.Requests(), 10)
}

// TestSecondEndpoint: the next model answers where the first cannot.
func TestSecondEndpoint(t *testing.T) {
	t.Parallel()
	bad, good := llmtest.New(t), llmtest.New(t)
	bad.Chat(llmtest.Status(503, ""))
	good.Chat(llmtest.Say("Delivery to Germany costs €5.95 [1]."))
	b := setup(t, llm.Fallback{modelAt(t, bad, quick), modelAt(t, good, quick)})
	require.Equal(t, "Delivery to Germany costs €5.95. [1]", b.asks(feeQuestion).Text)
	require.Equal(t, bot.ByModel, b.turns()[0].Mode)
}

// TestModelSaysItDoesNotKnow is no failure: the visitor is told so.
func TestModelSaysItDoesNotKnow(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	srv.Chat(llmtest.Say("NO_ANSWER"))
	b := setup(t, modelAt(t, srv, quick))
	m := b.asks("which colour is the delivery van in Germany and its fee?")
	require.Contains(t, m.Text, "couldn't find exactly that")
	require.Equal(t, bot.Missed, b.turns()[0].Outcome)
	require.Equal(t, "Delivery times and fees", m.Sources[0].Title, "what comes closest can be read")
	for i, s := range m.Sources {
		require.True(t, s.Near && s.Quote == "", "%q is no answer", s.Title)
		require.Equal(t, i+1, s.Number)
	}
	cited, err := transcript.Cited(b.events())
	require.NoError(t, err)
	require.Empty(t, cited, "nothing is credited to an article that was only named")
}

// TestConcurrentVisitors answers many at once, each from his own question.
func TestConcurrentVisitors(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	ws := b.ref.Workspace
	var all sync.WaitGroup
	for range 12 {
		b.newConversation(ws)
		f := *b
		seq := f.says(feeQuestion)
		all.Go(func() {
			if err := f.work(context.WithoutCancel(t.Context()), seq); err != nil {
				t.Error(err)
			}
			if n := len(f.replies()); n != 1 {
				t.Errorf("%d replies", n)
			}
		})
	}
	all.Wait()
}
