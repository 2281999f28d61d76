package bot_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/dispatch"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/llm/openai"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/sentiment"
)

type bundle struct {
	t             testing.TB
	db            *postgres.DB
	conversations *conversation.Store
	library       *knowledge.Library
	moods         *sentiment.Store
	queue         *handoff.Queue
	bot           *bot.Bot
	ref           conversation.Ref
	visitor       uuid.UUID
}

var articles = []knowledge.Draft{
	{Lang: "en", Title: "When do I get my refund?", Slug: "refunds", Body: "We refund within **5 working days** after your return reaches our warehouse.\n\n" +
		"| You paid with | Time |\n|---|---|\n| Visa | 3–5 working days |\n| PayPal | the same day |\n\n## Nothing has arrived\n\nAsk your bank with the reference RF-."},
	{Lang: "en", Title: "Delivery times and fees", Slug: "delivery", Body: "| Country | Fee | Delivery time |\n|---|---|---|\n| Germany | €5.95 | 2–3 working days |\n| Switzerland | €19.95 | 5–8 working days |\n\n" +
		"## Where we do not deliver\n\nWe do not ship to the USA or to Asia."},
	{Lang: "en", Title: "Reset your password", Slug: "password", Body: "1. Choose **Forgot password?**\n2. Open the link in the e-mail. It is valid for **30 minutes**.\n3. Choose a new password."},
	{Lang: "en", Title: "Assembly service", Slug: "assembly", Body: "Our team assembles your bookcase for €59."},
	{Lang: "zh", Title: "退货", Slug: "returns", Body: "收到商品后 **30 天**内可以退货。退货寄回德国免费。"},
	{Lang: "en", Title: "Goodwill limits", Slug: "goodwill", Audience: knowledge.Internal, Body: "Vouchers up to €40 for refunds that are late. SECRETLIMIT."},
}

// setup makes a workspace with articles, a visitor and a bot. model may be nil.
func setup(t testing.TB, model llm.Chat) *bundle {
	t.Helper()
	b := &bundle{t: t, db: pgtest.New(t)}
	local := bus.NewLocal()
	b.conversations = conversation.NewStore(b.db, local)
	b.library = knowledge.New(b.db)
	b.moods = sentiment.NewStore(scorer, b.conversations)
	client, err := jobs.NewClient(b.db)
	require.NoError(t, err)
	b.queue = handoff.NewQueue(handoff.Parts{
		DB: b.db, Conversations: b.conversations, Moods: b.moods, Accounts: account.NewStore(b.db), Jobs: client,
	})
	b.bot = bot.New(bot.Parts{
		Intents: intent.NewStore(b.db, client, nil),
		DB:      b.db, Conversations: b.conversations, Library: b.library, Moods: b.moods, Queue: b.queue, Jobs: client, Model: model,
	})
	ws := pgtest.Workspace(t, b.db)
	for _, d := range articles {
		a, err := b.library.CreateArticle(t.Context(), ws, d)
		require.NoError(t, err)
		_, err = b.library.Publish(t.Context(), ws, uuid.Nil, a.ID, a.Version)
		require.NoError(t, err)
	}
	b.newConversation(ws)
	return b
}

var scorer = sentiment.NewScorer()

// newConversation opens a conversation of a new visitor and makes it the
// bundle's.
func (b *bundle) newConversation(ws uuid.UUID) {
	b.t.Helper()
	_, v, err := account.NewStore(b.db).NewVisitor(b.t.Context(), ws, "en", "")
	require.NoError(b.t, err)
	b.visitor = v.ID
	b.tx(func(tx *postgres.Tx) error {
		c, err := b.conversations.OpenTx(b.t.Context(), tx, v.ID, "en")
		b.ref = c.Ref
		return err
	}, ws)
}

func (b *bundle) tx(f func(*postgres.Tx) error, ws ...uuid.UUID) {
	b.t.Helper()
	in := b.ref.Workspace
	if len(ws) > 0 {
		in = ws[0]
	}
	require.NoError(b.t, b.db.InWorkspace(b.t.Context(), in, f))
}

// says records a visitor message, its mood and its turn, as the front desk does.
func (b *bundle) says(text string) int64 {
	b.t.Helper()
	var seq int64
	b.tx(func(tx *postgres.Tx) error {
		done, err := b.conversations.AppendTx(b.t.Context(), tx, conversation.Append{
			Conversation: b.ref.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor},
			Data: conversation.Message{Text: text},
		})
		if err != nil {
			return err
		}
		seq = done.Seq
		if _, err := b.moods.RecordTx(b.t.Context(), tx, b.ref.ID, seq, text); err != nil {
			return err
		}
		return b.bot.EnqueueTurnTx(b.t.Context(), tx, b.ref.ID, seq)
	})
	return seq
}

// work works the job of message seq.
func (b *bundle) work(ctx context.Context, seq int64) error {
	return b.bot.Worker().Work(ctx, &river.Job[dispatch.TakeTurn]{
		JobRow: &rivertype.JobRow{Attempt: 1, MaxAttempts: 3},
		Args:   dispatch.TakeTurn{Workspace: b.ref.Workspace, Conversation: b.ref.ID, Seq: seq},
	})
}

// asks says something and gives the bot's message.
func (b *bundle) asks(text string) conversation.Message {
	b.t.Helper()
	before := len(b.replies())
	require.NoError(b.t, b.work(b.t.Context(), b.says(text)))
	list := b.replies()
	require.Len(b.t, list, before+1, "one reply")
	return list[before]
}

// events is the whole log.
func (b *bundle) events() []*conversation.Event {
	b.t.Helper()
	list, err := b.conversations.After(b.t.Context(), b.ref, conversation.Staff, 0)
	require.NoError(b.t, err)
	return list
}

// replies are the bot's own messages, without fixed lines of the queue.
func (b *bundle) replies() []conversation.Message {
	b.t.Helper()
	var out []conversation.Message
	for _, e := range b.events() {
		if e.Kind == "message.added" && e.Author.Kind == conversation.ByBot {
			m, err := conversation.MessageOf(e)
			require.NoError(b.t, err)
			if m.Line == "" {
				out = append(out, m)
			}
		}
	}
	return out
}

func (b *bundle) conversation() conversation.Conversation {
	b.t.Helper()
	var c conversation.Conversation
	b.tx(func(tx *postgres.Tx) (err error) {
		c, err = b.conversations.GetTx(b.t.Context(), tx, b.ref.ID)
		return err
	})
	return c
}

func (b *bundle) turns() []trace.Turn {
	b.t.Helper()
	var list []trace.Turn
	b.tx(func(tx *postgres.Tx) (err error) {
		list, err = trace.OfConversationTx(b.t.Context(), tx, b.ref.ID)
		return err
	})
	return list
}

func (b *bundle) ledger() []handoff.Entry {
	b.t.Helper()
	var list []handoff.Entry
	b.tx(func(tx *postgres.Tx) (err error) {
		list, err = b.queue.LedgerTx(b.t.Context(), tx, b.ref.ID)
		return err
	})
	return list
}

// holdReading stops every turn at its first look at the conversation's mood,
// until the function that it gives is called.
func (b *bundle) holdReading() (release func()) {
	b.t.Helper()
	held, done := make(chan struct{}), make(chan struct{})
	ended := make(chan error, 1)
	release = sync.OnceFunc(func() { close(done) })
	go func() {
		ended <- b.db.InWorkspace(context.WithoutCancel(b.t.Context()), b.ref.Workspace, func(tx *postgres.Tx) error {
			_, err := tx.Exec(context.Background(), "LOCK TABLE moods IN ACCESS EXCLUSIVE MODE")
			close(held)
			<-done
			return err
		})
	}()
	b.t.Cleanup(func() {
		release()
		require.NoError(b.t, <-ended)
	})
	<-held
	return release
}

// claimed reports whether a turn is at work.
func (b *bundle) claimed() (yes bool) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(b.t.Context(), "SELECT claim_token IS NOT NULL FROM conversations WHERE id = $1", b.ref.ID).Scan(&yes)
	})
	return yes
}

// takeOver makes an agent hold the conversation and gives the seq of that.
func (b *bundle) takeOver(ctx context.Context) error {
	return b.db.InWorkspace(ctx, b.ref.Workspace, func(tx *postgres.Tx) error {
		_, err := b.conversations.MoveTx(ctx, tx, conversation.Move{
			Conversation: b.ref.ID, To: conversation.StagePerson, By: conversation.System(),
			Agent: &conversation.AgentRef{ID: uuid.New(), Name: "Ada"},
		})
		return err
	})
}

// watch follows the conversation as the visitor does until the test ends.
func (b *bundle) watch() <-chan *conversation.Event {
	out := make(chan *conversation.Event, 1000)
	ready := make(chan struct{})
	ctx, cancel := context.WithCancel(context.Background())
	b.t.Cleanup(cancel)
	go func() {
		first := true
		for e, err := range b.conversations.Follow(ctx, b.ref, conversation.Everyone, 0) {
			if err != nil {
				return
			}
			if first && e.Kind == "typing.started" && e.Author.Kind == conversation.BySystem {
				close(ready)
				first = false
				continue
			}
			out <- e
		}
	}()
	// A signal that comes back shows that the follow has begun.
	require.Eventually(b.t, func() bool {
		b.conversations.Signal(b.ref, conversation.System(), conversation.Typing{By: conversation.BySystem})
		select {
		case <-ready:
			return true
		default:
			return false
		}
	}, 5*time.Second, 2*time.Millisecond)
	return out
}

// modelAt is a chat model at a fake endpoint, with limits that a test can wait
// for.
func modelAt(t testing.TB, srv *llmtest.Server, limits llm.Limits) llm.Chat {
	t.Helper()
	client := egress.New(egress.Config{Private: []string{srv.Address()}})
	t.Cleanup(client.Close)
	c, err := openai.NewChat(openai.Config{BaseURL: srv.URL(), Key: "sk-test", Model: "m", Transport: client.Transport(), Limits: limits})
	require.NoError(t, err)
	return c
}

// quick are the limits of guarantee G11, fifty times as fast.
var quick = llm.Limits{
	FirstToken: 240 * time.Millisecond, Gap: 200 * time.Millisecond, Total: 900 * time.Millisecond, RetryAfter: 40 * time.Millisecond,
}

func quickTotal(d time.Duration) llm.Limits {
	return llm.Limits{FirstToken: d, Gap: d, Total: d}
}
