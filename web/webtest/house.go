// Package webtest opens the whole product on a port of its own, over a real
// database, for tests of the edge: two workspaces, each with one agent of every
// role and a visitor who has spoken. Only tests import it.
package webtest

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/exam"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/bot/parting"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/endpoint"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/mail"
	"github.com/firstlinehq/firstline/internal/mail/mailtest"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/seal"
	"github.com/firstlinehq/firstline/internal/timer"
	"github.com/firstlinehq/firstline/internal/worklist"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
	"github.com/firstlinehq/firstline/knowledge/intake"
	"github.com/firstlinehq/firstline/knowledge/overlap"
	"github.com/firstlinehq/firstline/knowledge/question"
	"github.com/firstlinehq/firstline/sentiment"
	"github.com/firstlinehq/firstline/web"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/live"
)

// House is the running product.
type House struct {
	DB            *postgres.DB
	Accounts      *account.Store
	Conversations *conversation.Store
	Moods         *sentiment.Store
	Library       *knowledge.Library
	Gaps          *gap.Queue
	Overlaps      *overlap.Finder
	Questions     *question.Store
	Importer      *intake.Importer
	Queue         *handoff.Queue
	Flows         *guide.Guide
	Actions       *action.Runner
	Bot           *bot.Bot
	Intents       *intent.Store
	Assistant     *agentassist.Assistant
	Desk          *frontdesk.Desk
	Timers        *timer.Runner
	Edge          *web.Edge
	// MailServer takes what is mailed; Replies makes and reads reply addresses.
	MailServer *mailtest.Server
	Replies    mail.Replies
	// URL is where it is served, without a slash at the end.
	URL string
	// Mine and Theirs are two workspaces that must not know of each other.
	Mine, Theirs Tenant
}

// Tenant is a workspace with its people.
type Tenant struct {
	account.Workspace
	Admin, Supervisor, Knowledge, Agent Caller
	Visitor                             Caller
	// Conversation is the visitor's; the visitor asked where a parcel is.
	Conversation uuid.UUID
	// Article is published and public.
	Article knowledge.Article
}

// Open starts a house; it ends with the test. A nil model answers from the
// articles.
func Open(t *testing.T, model llm.Chat) *House {
	t.Helper()
	h := &House{DB: pgtest.New(t)}
	runner := h.wire(t, model)
	server := httptest.NewServer(h.Edge.Handler)
	h.URL = server.URL
	ctx, stop := context.WithCancel(context.Background())
	var running errgroup.Group
	for _, run := range []func(context.Context) error{
		runner.Run, h.Conversations.Run, h.Bot.Run, h.Queue.Run, h.Queue.Deadlines.Run, h.Timers.Run, h.Assistant.Run, h.Edge.Hub.Run,
	} {
		running.Go(func() error { return run(ctx) })
	}
	t.Cleanup(func() {
		stop()
		server.Close()
		require.NoError(t, running.Wait(), "an orderly end")
	})
	h.Mine, h.Theirs = h.tenant(t, "mine"), h.tenant(t, "theirs")
	return h
}

func (h *House) wire(t *testing.T, model llm.Chat) *jobs.Runner {
	t.Helper()
	client, err := jobs.NewClient(h.DB)
	require.NoError(t, err)
	h.Accounts, h.Library = account.NewStore(h.DB), knowledge.New(h.DB)
	h.Conversations = conversation.NewStore(h.DB, bus.NewLocal())
	h.Moods = sentiment.NewStore(sentiment.NewScorer(), h.Conversations)
	h.Intents = intent.NewStore(h.DB, client, nil)
	h.MailServer = mailtest.Serve(t)
	sender, err := mail.NewSender(mail.Config{URL: h.MailServer.URL, From: "Mine <help@mine.example>"})
	require.NoError(t, err)
	h.Replies, err = mail.NewReplies("reply@in.mine.example", "a secret of the test")
	require.NoError(t, err)
	followUps := followup.New(followup.Parts{
		DB: h.DB, Conversations: h.Conversations, Accounts: h.Accounts, Jobs: client, Mail: sender, Replies: h.Replies, Wait: time.Millisecond,
	})
	h.Queue = handoff.NewQueue(handoff.Parts{
		DB: h.DB, Conversations: h.Conversations, Moods: h.Moods, Accounts: h.Accounts, Jobs: client, Wanted: h.Intents.WantedTx, FollowUps: followUps,
	})
	h.Flows = guide.New(guide.Parts{DB: h.DB, Conversations: h.Conversations, Queue: h.Queue, Jobs: client})
	key, err := seal.Parse(seal.Generate())
	require.NoError(t, err)
	h.Actions = action.New(action.Parts{DB: h.DB, Accounts: h.Accounts, Conversations: h.Conversations, Jobs: client, Key: key})
	h.Bot = bot.New(bot.Parts{
		Intents: h.Intents, Flows: h.Flows, Actions: h.Actions,
		DB: h.DB, Conversations: h.Conversations, Library: h.Library, Moods: h.Moods, Queue: h.Queue, Jobs: client, Model: model,
	})
	h.Assistant = agentassist.New(agentassist.Parts{
		DB: h.DB, Conversations: h.Conversations, Library: h.Library, Moods: h.Moods, Jobs: client, Chat: model,
	})
	shelf := parting.New(parting.Parts{DB: h.DB, Conversations: h.Conversations, Library: h.Library, Jobs: client})
	h.Desk = frontdesk.New(frontdesk.Parts{
		DB: h.DB, Accounts: h.Accounts, Conversations: h.Conversations, Moods: h.Moods, Bot: h.Bot, Queue: h.Queue,
		Assistant: h.Assistant, Library: h.Library, FollowUps: followUps, Parting: shelf,
	})
	h.Overlaps = overlap.New(h.DB, h.Library)
	h.Gaps, h.Questions = gap.New(h.DB, h.Library, budget.For(h.DB, model)), question.NewStore(h.DB, client)
	workers := river.NewWorkers()
	river.AddWorker(workers, h.Bot.Worker())
	river.AddWorker(workers, h.Flows.Worker())
	river.AddWorker(workers, h.Actions.Worker())
	river.AddWorker(workers, h.Intents.Worker())
	river.AddWorker(workers, exam.NewWorker(h.Bot, h.Questions, 0))
	h.Importer = intake.NewImporter(intake.Parts{DB: h.DB, Library: h.Library, Jobs: client, Fetch: egress.New(egress.Config{}), Moved: func(ws uuid.UUID, now intake.Import) {
		h.Conversations.SignalWorkspace(ws, conversation.System(), live.ImportMoved{ImportID: now.ID, State: now.State})
	}})
	river.AddWorker(workers, h.Importer.Worker())
	h.Timers = timer.NewRunner(h.DB, h.Queue.Deadlines.Actions(), h.Desk.Snoozes.Actions(), h.Bot.Resolutions().Actions())
	h.Timers.AddWorkers(workers)
	h.Queue.AddWorkers(workers)
	h.Queue.Deadlines.AddWorkers(workers)
	h.Assistant.AddWorkers(workers)
	followUps.AddWorkers(workers)
	shelf.AddWorkers(workers)
	runner, err := jobs.NewRunner(h.DB, workers, jobs.RunnerConfig{InteractiveWorkers: 4, BulkWorkers: 1, OnDiscard: h.Bot.Discarded})
	require.NoError(t, err)
	cookies := api.Cookies{}
	models, err := endpoint.New(endpoint.Parts{DB: h.DB, Key: key})
	require.NoError(t, err)
	h.Edge, err = web.New(
		web.Config{Ready: h.DB.Ping},
		live.Config{MessagesPerSecond: 1000, Burst: 1000, MaxPerIP: 1000},
		live.Deps{Desk: h.Desk, Accounts: h.Accounts, Conversations: h.Conversations, SessionToken: cookies.Read},
		api.Deps{
			Intents: h.Intents, Flows: h.Flows, Actions: h.Actions,
			DB: h.DB, Accounts: h.Accounts, Conversations: h.Conversations, Library: h.Library, Importer: h.Importer, Files: files.NewStore(h.DB, files.Limits{}), Queue: h.Queue, Desk: h.Desk, Bot: h.Bot,
			Gaps: h.Gaps, Overlaps: h.Overlaps, Questions: h.Questions,
			Identities: account.NewIdentities(h.Accounts, key), Moods: h.Moods, Assistant: h.Assistant, Lists: worklist.New(h.DB), Cookies: cookies, Limits: api.NewLimits(attachmentsPerHour),
			Models: models, LocalModels: []endpoint.Local{}, Embedder: "none", Version: "test",
		},
	)
	require.NoError(t, err)
	return runner
}

// attachmentsPerHour is what a visitor may bring, few enough for a test to reach.
const attachmentsPerHour = 30

const password = "correct horse battery"

func (h *House) tenant(t *testing.T, slug string) Tenant {
	t.Helper()
	ws, err := h.Accounts.CreateWorkspace(t.Context(), account.Workspace{Slug: slug, Name: slug})
	require.NoError(t, err)
	x := Tenant{Workspace: ws}
	x.Admin = h.Member(t, ws, account.RoleAdmin)
	x.Supervisor = h.Member(t, ws, account.RoleSupervisor)
	x.Knowledge = h.Member(t, ws, account.RoleKnowledge)
	x.Agent = h.Member(t, ws, account.RoleAgent)
	x.Article = h.Publish(t, x, "Where is my parcel?", "Parcels leave our warehouse within **2 working days**. You can follow yours with the link in the confirmation e-mail.")
	x.Visitor = h.NewVisitor(t, x)
	x.Conversation = x.Visitor.Say(t, "Where is my parcel?")
	return x
}

// Member adds an agent to a workspace and signs them in.
func (h *House) Member(t *testing.T, ws account.Workspace, role account.Role) Caller {
	t.Helper()
	email := uuid.NewString()[:8] + "." + string(role) + "@" + ws.Slug + ".example"
	id, err := h.Accounts.CreateMember(t.Context(), ws.ID,
		account.NewAgent{Name: string(role), Email: email, Password: password}, account.NewMember{Role: role, Capacity: 4})
	require.NoError(t, err)
	token, _, err := h.Accounts.SignIn(t.Context(), email, password)
	require.NoError(t, err)
	return Caller{ID: id, house: h, cookie: token}
}

// NewVisitor makes a visitor of a workspace.
func (h *House) NewVisitor(t *testing.T, of Tenant) Caller {
	t.Helper()
	token, v, err := h.Accounts.NewVisitor(t.Context(), of.ID, "en", "")
	require.NoError(t, err)
	return Caller{ID: v.ID, house: h, token: token}
}

// Publish writes and publishes a public article.
func (h *House) Publish(t *testing.T, of Tenant, title, body string) knowledge.Article {
	t.Helper()
	a, err := h.Library.CreateArticle(t.Context(), of.ID, knowledge.Draft{Title: title, Body: body, Lang: "en"})
	require.NoError(t, err)
	a, err = h.Library.Publish(t.Context(), of.ID, of.Admin.ID, a.ID, a.Version)
	require.NoError(t, err)
	return a
}

// Nobody makes requests without credentials.
func (h *House) Nobody() Caller { return Caller{house: h} }

// WithToken is the visitor of a token.
func (h *House) WithToken(token string) Caller { return Caller{house: h, token: token} }
