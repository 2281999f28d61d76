package agentassist_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/demo"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/sentiment"
)

// bundle is the demo shop with one agent.
type bundle struct {
	t             testing.TB
	db            *postgres.DB
	accounts      *account.Store
	conversations *conversation.Store
	moods         *sentiment.Store
	library       *knowledge.Library
	assistant     *agentassist.Assistant
	jobs          *jobs.Client
	ws            uuid.UUID
	agent         conversation.AgentRef
	articles      map[string]uuid.UUID // by slug
}

// articles of the demo shop that the tests speak of, in both languages.
var spokenOf = map[string]bool{
	"late-parcels": true, "refund-times": true, "return-an-item": true, "delivery-times-and-fees": true, "damaged-on-arrival": true,
	"internal-goodwill": true, "reset-password": true, "track-your-order": true, "delivered-not-received": true,
}

func setup(t testing.TB, model llm.Chat) *bundle {
	t.Helper()
	b := &bundle{t: t, db: pgtest.New(t), articles: map[string]uuid.UUID{}}
	b.accounts, b.library = account.NewStore(b.db), knowledge.New(b.db)
	b.conversations = conversation.NewStore(b.db, bus.NewLocal())
	b.moods = sentiment.NewStore(scorer, b.conversations)
	var err error
	b.jobs, err = jobs.NewClient(b.db)
	require.NoError(t, err)
	b.assistant = b.with(model).assistant
	b.ws = pgtest.Workspace(t, b.db)
	b.agent.Name = "Mia"
	b.agent.ID, err = b.accounts.CreateMember(t.Context(), b.ws,
		account.NewAgent{Name: "Mia", Email: "mia@shop.example", Password: "correct horse battery"}, account.NewMember{Role: account.RoleAgent, Capacity: 4})
	require.NoError(t, err)
	b.stock()
	return b
}

var scorer = sentiment.NewScorer()

// with is the same shop with an assistant of its own.
func (b *bundle) with(model llm.Chat) *bundle {
	c := *b
	c.assistant = agentassist.New(agentassist.Parts{
		DB: b.db, Conversations: b.conversations, Library: b.library, Moods: b.moods, Jobs: b.jobs, Chat: model,
	})
	return &c
}

// stock fills the shop: articles, canned and past replies.
func (b *bundle) stock() {
	b.t.Helper()
	articles, err := demo.Articles()
	require.NoError(b.t, err)
	for _, a := range articles {
		if !spokenOf[a.Key] {
			continue
		}
		made, err := b.library.CreateArticle(b.t.Context(), b.ws, knowledge.Draft{
			Title: a.Title, Body: a.Body, Lang: a.Lang, Slug: a.Slug, Key: a.Key, Audience: knowledge.Audience(a.Audience),
		})
		require.NoError(b.t, err)
		made, err = b.library.Publish(b.t.Context(), b.ws, b.agent.ID, made.ID, made.Version)
		require.NoError(b.t, err)
		b.articles[a.Lang+"/"+a.Key] = made.ID
	}
	canned, err := demo.Canned()
	require.NoError(b.t, err)
	past, err := demo.PastReplies()
	require.NoError(b.t, err)
	b.tx(func(tx *postgres.Tx) error {
		for _, c := range canned {
			_, err := b.assistant.PutCannedTx(b.t.Context(), tx, agentassist.CannedReply{Shortcut: c.Shortcut, Lang: c.Lang, Title: c.Title, Body: c.Text})
			if err != nil {
				return err
			}
		}
		for _, p := range past {
			if err := b.assistant.PutPastTx(b.t.Context(), tx, agentassist.PastReply{Lang: p.Lang, Question: p.Question, Body: p.Text}); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *bundle) tx(f func(*postgres.Tx) error) {
	b.t.Helper()
	require.NoError(b.t, b.db.InWorkspace(b.t.Context(), b.ws, f))
}

// run lets nudged drafts start until the test ends, or stop is called, which
// waits for those under way.
func (b *bundle) run() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var running errgroup.Group
	running.Go(func() error { return b.assistant.Run(ctx) })
	stop = func() {
		cancel()
		require.NoError(b.t, running.Wait())
	}
	b.t.Cleanup(stop)
	return stop
}

// work lets the job queue run until the test ends.
func (b *bundle) work() {
	workers := river.NewWorkers()
	b.assistant.AddWorkers(workers)
	runner, err := jobs.NewRunner(b.db, workers, jobs.RunnerConfig{InteractiveWorkers: 4, BulkWorkers: 1})
	require.NoError(b.t, err)
	ctx, stop := context.WithCancel(context.Background())
	var running errgroup.Group
	running.Go(func() error { return runner.Run(ctx) })
	b.t.Cleanup(func() {
		stop()
		require.NoError(b.t, running.Wait())
	})
}

// talk is a conversation that the agent holds.
type talk struct {
	*bundle
	id, visitor uuid.UUID
	seq         int64 // of the visitor's last message
}

func (b *bundle) talk(lang string) *talk {
	b.t.Helper()
	_, v, err := b.accounts.NewVisitor(b.t.Context(), b.ws, lang, "")
	require.NoError(b.t, err)
	c := &talk{bundle: b, visitor: v.ID}
	b.tx(func(tx *postgres.Tx) error {
		opened, err := b.conversations.OpenTx(b.t.Context(), tx, v.ID, lang)
		if err != nil {
			return err
		}
		c.id = opened.ID
		_, err = b.conversations.MoveTx(b.t.Context(), tx, conversation.Move{
			Conversation: c.id, To: conversation.StagePerson, Agent: &b.agent, By: conversation.System(),
		})
		return err
	})
	return c
}

// says records a visitor's message as the front desk does.
func (c *talk) says(text string) *talk {
	c.t.Helper()
	c.tx(func(tx *postgres.Tx) error {
		done, err := c.conversations.AppendTx(c.t.Context(), tx, conversation.Append{
			Conversation: c.id, Author: conversation.Author{Kind: conversation.ByVisitor, ID: c.visitor}, Data: conversation.Message{Text: text},
		})
		if err != nil {
			return err
		}
		c.seq = done.Seq
		if _, err := c.moods.RecordTx(c.t.Context(), tx, c.id, done.Seq, text); err != nil {
			return err
		}
		return c.assistant.EnqueueDraftTx(c.t.Context(), tx, c.id, done.Seq)
	})
	return c
}

func (c *talk) agentSays(text string, suggestion *uuid.UUID) {
	c.t.Helper()
	c.tx(func(tx *postgres.Tx) error {
		_, err := c.conversations.AppendTx(c.t.Context(), tx, conversation.Append{
			Conversation: c.id, Author: conversation.Author{Kind: conversation.ByAgent, ID: c.agent.ID, Name: c.agent.Name}, Data: conversation.Message{Text: text},
		})
		if err != nil || suggestion == nil {
			return err
		}
		return c.assistant.SentTx(c.t.Context(), tx, c.id, *suggestion, text)
	})
}

// panel waits for the suggestions to the visitor's last message.
func (c *talk) panel() agentassist.Panel {
	c.t.Helper()
	var p agentassist.Panel
	require.Eventually(c.t, func() bool {
		var err error
		p, err = c.assistant.ForConversation(c.t.Context(), c.ws, c.id)
		require.NoError(c.t, err)
		return p.ForSeq == c.seq && len(p.Suggestions) > 0
	}, 10*time.Second, 5*time.Millisecond, "no suggestions")
	return p
}

func labels(p agentassist.Panel) []agentassist.Label {
	var out []agentassist.Label
	for _, s := range p.Suggestions {
		out = append(out, s.Label)
	}
	return out
}
