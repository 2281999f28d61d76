package bot

import (
	"time"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/dispatch"
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

// answerBy is how late in a turn a model may still be at work: the turn itself
// ends at 50 s.
const answerBy = 46 * time.Second

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

// Bot answers visitors. Its Dispatcher has turns begun; what one does is here.
type Bot struct {
	Parts
	*dispatch.Dispatcher
	search   *retrieval.Search
	soothing soothe.Store
	// resolutions keeps what becomes of answers.
	resolutions resolution.Keeper
}

// New makes a bot. Turns that are nudged run only while Run does; jobs run with
// their queue.
func New(parts Parts) *Bot {
	b := &Bot{
		Parts: parts, search: retrieval.New(parts.Library),
		resolutions: resolution.Keeper{Conversations: parts.Conversations, Timers: timer.New(parts.Jobs)},
	}
	b.Dispatcher = dispatch.New(dispatch.Parts{
		DB: parts.DB, Conversations: parts.Conversations, Queue: parts.Queue, Jobs: parts.Jobs, Turn: b.turn,
	})
	return b
}

// Resolutions keeps what becomes of the bot's answers.
func (b *Bot) Resolutions() resolution.Keeper { return b.resolutions }
