package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/bot/resolution"
	"github.com/firstlinehq/firstline/bot/retrieval"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/soothe"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/timer"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/sentiment"
)

// Clocks of a turn, ordered: the model's own total limit is 45 s.
const (
	// turnTime bounds a turn from its claim.
	turnTime = 50 * time.Second
	// answerBy is how late in a turn a model may still be at work.
	answerBy = 46 * time.Second
	// nudged is how many turns start at once on this node without a job; more
	// than that wait for their jobs, which are bounded.
	nudged = 64
)

// Parts are what the bot works with.
type Parts struct {
	DB            *postgres.DB
	Conversations *conversation.Store
	Library       *knowledge.Library
	Moods         *sentiment.Store
	Queue         *handoff.Queue
	// Intents reads what messages want; nil reads nothing.
	Intents *intent.Store
	// Flows guides visitors; nil guides nobody.
	Flows *guide.Guide
	Jobs  *jobs.Client
	// Actions carries out what the model may choose; nil has none.
	Actions *action.Runner
	// Model writes answers; nil answers in the articles' own words.
	Model llm.Chat
	// Observe, when set, is told of every recorded turn. It must not block.
	Observe func(Observed)
}

// Bot answers visitors.
type Bot struct {
	Parts
	running  running
	search   *retrieval.Search
	soothing soothe.Store
	// resolutions keeps what becomes of answers.
	resolutions resolution.Keeper
	slots       chan struct{}

	mu      sync.Mutex // protects ctx
	ctx     context.Context
	started sync.WaitGroup
}

// New makes a bot. Turns that are nudged run only while [Bot.Run] does; jobs
// run with their queue.
func New(parts Parts) *Bot {
	return &Bot{
		Parts: parts, search: retrieval.New(parts.Library), slots: make(chan struct{}, nudged),
		resolutions: resolution.Keeper{Conversations: parts.Conversations, Timers: timer.New(parts.Jobs)},
	}
}

// Resolutions keeps what becomes of the bot's answers.
func (b *Bot) Resolutions() resolution.Keeper { return b.resolutions }

// Run lets nudged turns start and looks after stalled ones until ctx ends;
// then it waits for the turns under way.
func (b *Bot) Run(ctx context.Context) error {
	turns, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	b.setContext(turns)
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			b.setContext(nil)
			b.drain(stop)
			return nil
		case <-tick.C:
			if err := b.Sweep(ctx); err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "looking for stalled turns failed; the next look finds them", "error", err)
			}
		}
	}
}

// drainTime is how long turns may go on after the order to stop. One that is
// cut off is taken again by another node when its lease is over.
const drainTime = 8 * time.Second

func (b *Bot) drain(stop context.CancelFunc) {
	late := time.AfterFunc(drainTime, stop)
	defer late.Stop()
	b.started.Wait()
}

func (b *Bot) setContext(ctx context.Context) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ctx = ctx
}

// Nudge starts the turn of a conversation at once. It never blocks; a nudge
// that is lost costs the job's latency and nothing else.
func (b *Bot) Nudge(ref conversation.Ref) {
	select {
	case b.slots <- struct{}{}:
	default:
		return
	}
	b.mu.Lock()
	ctx := b.ctx
	if ctx != nil {
		b.started.Add(1)
	}
	b.mu.Unlock()
	if ctx == nil {
		<-b.slots
		return
	}
	go func() {
		defer func() {
			<-b.slots
			b.started.Done()
		}()
		defer recoverTurn(ctx, ref)
		if _, err := b.take(ctx, ref); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "a turn failed; its job tries again", "conversation", ref.ID, "error", err)
		}
	}()
}

// Answer takes the turn of a conversation at once and waits for its end; without
// anything to answer it does nothing. It is for rehearsals: live turns are
// nudged, or come with their job.
func (b *Bot) Answer(ctx context.Context, ref conversation.Ref) error {
	_, err := b.take(ctx, ref)
	return err
}

// recoverTurn keeps a panic in one turn from ending the process; the job or
// the sweep takes the turn again.
func recoverTurn(ctx context.Context, ref conversation.Ref) {
	if v := recover(); v != nil {
		slog.ErrorContext(ctx, "a turn panicked", "conversation", ref.ID, "panic", v)
	}
}
