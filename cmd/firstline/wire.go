package main

import (
	"context"
	"io/fs"
	"net"
	"net/url"
	"strings"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/exam"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/bot/opinion"
	"github.com/firstlinehq/firstline/bot/parting"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/endpoint"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/openai"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/telemetry"
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

// product is every part of the system, wired by hand in dependency order. The
// end-to-end tests wire the same.
type product struct {
	db            *postgres.DB
	accounts      *account.Store
	conversations *conversation.Store
	moods         *sentiment.Store
	library       *knowledge.Library
	gaps          *gap.Queue
	overlaps      *overlap.Finder
	questions     *question.Store
	importer      *intake.Importer
	queue         *handoff.Queue
	intents       *intent.Store
	actions       *action.Runner
	flows         *guide.Guide
	bot           *bot.Bot
	assistant     *agentassist.Assistant
	desk          *frontdesk.Desk
	timers        *timer.Runner
	runner        *jobs.Runner
	edge          *web.Edge
	models        *endpoint.Models
	metrics       *telemetry.Metrics
}

func wire(db *postgres.DB, cfg config.Config, shop fs.FS) (*product, error) {
	p := &product{db: db, accounts: account.NewStore(db), metrics: telemetry.NewMetrics()}
	p.conversations = conversation.NewStore(db, bus.NewLocal())

	// Services insert jobs; the runner below needs the services' workers.
	queueClient, err := jobs.NewClient(db)
	if err != nil {
		return nil, err
	}
	observe := observeCalls(p.metrics)
	embedder, err := embedModel(cfg.Model, observe)
	if err != nil {
		return nil, err
	}
	reranker, err := rerankModel(cfg.Model, observe)
	if err != nil {
		return nil, err
	}
	p.library = knowledge.New(db, knowledge.WithEmbedder(embedder), knowledge.WithEmbedPrice(cfg.Model.EmbedPrice), knowledge.WithReranker(reranker), knowledge.WithJobs(queueClient))
	if p.models, err = newModels(db, cfg, observe); err != nil {
		return nil, err
	}
	p.moods = sentiment.NewStore(sentiment.NewScorer(), p.conversations, sentiment.WithSecondOpinion(opinion.Enqueue(queueClient, p.models)))
	p.intents = intent.NewStore(db, queueClient, embedder)
	followUps, err := newFollowUps(p, cfg.Mail, queueClient)
	if err != nil {
		return nil, err
	}
	p.queue = handoff.NewQueue(handoff.Parts{
		DB: db, Conversations: p.conversations, Moods: p.moods, Accounts: p.accounts, Jobs: queueClient, Wanted: p.intents.WantedTx, FollowUps: followUps,
	})
	if p.actions, err = newActions(p, cfg, queueClient); err != nil {
		return nil, err
	}
	p.bot = bot.New(bot.Parts{
		Intents: p.intents, Flows: p.flows, Actions: p.actions,
		DB: db, Conversations: p.conversations, Library: p.library, Moods: p.moods, Queue: p.queue, Jobs: queueClient,
		Model: p.models, Observe: observeTurns(p.metrics),
	})
	p.assistant = agentassist.New(agentassist.Parts{
		DB: db, Conversations: p.conversations, Library: p.library, Moods: p.moods, Jobs: queueClient, Chat: p.models,
	})
	shelf := parting.New(parting.Parts{DB: db, Conversations: p.conversations, Library: p.library, Jobs: queueClient})
	p.desk = frontdesk.New(frontdesk.Parts{
		DB: db, Accounts: p.accounts, Conversations: p.conversations, Moods: p.moods, Bot: p.bot,
		Queue: p.queue, Assistant: p.assistant, Library: p.library, FollowUps: followUps, Parting: shelf,
	})

	if p.importer, err = newImporter(intake.Parts{DB: db, Library: p.library, Jobs: queueClient, Moved: p.tellImport}, cfg.ImportHosts); err != nil {
		return nil, err
	}

	p.overlaps = overlap.New(db, p.library)
	p.gaps, p.questions = gap.New(db, p.library, budget.For(db, p.models)), question.NewStore(db, queueClient)

	p.timers = timer.NewRunner(db, p.queue.Deadlines.Actions(), p.desk.Snoozes.Actions(), p.bot.Resolutions().Actions())

	workers := river.NewWorkers()
	p.timers.AddWorkers(workers)
	river.AddWorker(workers, p.importer.Worker())
	river.AddWorker(workers, p.bot.Worker())
	river.AddWorker(workers, &opinion.Worker{DB: db, Conversations: p.conversations, Moods: p.moods, Chat: p.models})
	river.AddWorker(workers, p.actions.Worker())
	river.AddWorker(workers, p.flows.Worker())
	river.AddWorker(workers, p.intents.Worker())
	river.AddWorker(workers, exam.NewWorker(p.bot, p.questions, exam.Slice))
	river.AddWorker(workers, p.gaps.Worker())
	river.AddWorker(workers, p.overlaps.Worker())
	river.AddWorker(workers, knowledge.NewEmbedWorker(p.library))
	river.AddWorker(workers, knowledge.NewRebuildWorker(p.library))
	river.AddWorker(workers, knowledge.NewFeedbackWorker(p.library))
	river.AddWorker(workers, purgeWorker(db, p.accounts, p.importer))
	p.queue.AddWorkers(workers)
	p.queue.Deadlines.AddWorkers(workers)
	p.assistant.AddWorkers(workers)
	followUps.AddWorkers(workers)
	shelf.AddWorkers(workers)
	if p.runner, err = jobs.NewRunner(db, workers, jobs.RunnerConfig{OnDiscard: p.bot.Discarded, Periodic: periodic()}); err != nil {
		return nil, err
	}
	return p, p.wireEdge(cfg, shop)
}

func (p *product) wireEdge(cfg config.Config, shop fs.FS) (err error) {
	key, err := masterKey(cfg)
	if err != nil {
		return err
	}
	https := strings.HasPrefix(cfg.PublicURL, "https://")
	cookies := api.Cookies{Secure: https}
	p.edge, err = web.New(
		web.Config{
			TrustedProxies: cfg.TrustedProxies, HTTPS: https, PublicURL: publicURL(cfg), Shop: shop, Ready: p.db.Ping,
			FrameAncestors: p.frameAncestors,
		},
		live.Config{MessagesPerSecond: cfg.Limits.MessagesPerSecond, Burst: cfg.Limits.MessageBurst, MaxPerIP: cfg.Limits.SocketsPerIP},
		live.Deps{Desk: p.desk, Accounts: p.accounts, Conversations: p.conversations, SessionToken: cookies.Read},
		api.Deps{
			Intents: p.intents, Flows: p.flows, Actions: p.actions,
			DB: p.db, Accounts: p.accounts, Identities: account.NewIdentities(p.accounts, key), Conversations: p.conversations, Library: p.library, Importer: p.importer, Files: files.NewStore(p.db, attachmentLimits(cfg.Limits)), Queue: p.queue, Desk: p.desk,
			Gaps: p.gaps, Overlaps: p.overlaps, Questions: p.questions, Lists: worklist.New(p.db), Assistant: p.assistant, Moods: p.moods, Bot: p.bot,
			Cookies: cookies, Limits: api.NewLimits(cfg.Limits.AttachmentsPerHour),
			Models: p.models, Embedder: embedderName(cfg.Model), Version: version,
		},
	)
	return err
}

func attachmentLimits(c config.Limits) files.Limits {
	return files.Limits{Bytes: min(max(c.AttachmentMiB, 1)<<20, files.MaxBytes), Total: int64(max(c.AttachmentsGiB, 1)) << 30}
}

// frameAncestors lists the sites that may embed a workspace's widget.
func (p *product) frameAncestors(ctx context.Context, slug string) []string {
	ws, err := p.accounts.WorkspaceBySlug(ctx, slug)
	if err != nil {
		return nil
	}
	return ws.Settings.Origins
}

// chatModel is the configured endpoint alone, for measurements; nil without
// one. Its address is the operator's own, so exactly that host and port may be
// private.
func chatModel(cfg config.Model) (llm.Chat, error) {
	if cfg.URL == "" || cfg.ChatModel == "" {
		return nil, nil //nolint:nilnil // no endpoint: answers are quoted from the articles
	}
	return openai.NewChat(openai.Config{
		BaseURL: cfg.URL, Key: cfg.Key, Model: cfg.ChatModel,
		Transport: egress.New(egress.Config{Private: hostPort(cfg.URL)}).Transport(),
	})
}

// publicURL is where people reach the product.
func publicURL(cfg config.Config) string {
	if cfg.PublicURL != "" {
		return strings.TrimSuffix(cfg.PublicURL, "/")
	}
	host, port, err := net.SplitHostPort(cfg.Listen)
	if err != nil || host == "" || host == "0.0.0.0" || host == "::" {
		host = "localhost"
	}
	return (&url.URL{Scheme: "http", Host: net.JoinHostPort(host, port)}).String()
}

// tellImport tells whoever looks at a workspace's imports that one has moved.
func (p *product) tellImport(ws uuid.UUID, now intake.Import) {
	p.conversations.SignalWorkspace(ws, conversation.System(), live.ImportMoved{ImportID: now.ID, State: now.State})
}
