package rehearsal

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/eval"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/timer"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/sentiment"
)

// stage is the product, as much of it as a conversation with the bot needs.
type stage struct {
	db            *postgres.DB
	ws            uuid.UUID
	accounts      *account.Store
	conversations *conversation.Store
	moods         *sentiment.Store
	bot           *bot.Bot
	timers        *timer.Runner
}

func newStage(db *postgres.DB, ws uuid.UUID, model llm.Chat) (*stage, *knowledge.Library, error) {
	client, err := jobs.NewClient(db)
	if err != nil {
		return nil, nil, err
	}
	s := &stage{db: db, ws: ws, accounts: account.NewStore(db), conversations: conversation.NewStore(db, bus.NewLocal())}
	s.moods = sentiment.NewStore(sentiment.NewScorer(), s.conversations)
	library := knowledge.New(db)
	queue := handoff.NewQueue(handoff.Parts{DB: db, Conversations: s.conversations, Moods: s.moods, Accounts: s.accounts, Jobs: client})
	s.bot = bot.New(bot.Parts{
		DB: db, Conversations: s.conversations, Library: library, Moods: s.moods, Queue: queue, Jobs: client, Model: model,
	})
	s.timers = timer.NewRunner(db, s.bot.Resolutions().Actions())
	return s, library, nil
}

// Play plays the scripts in a workspace with the articles of dir/kb.
func Play(ctx context.Context, db *postgres.DB, dir string, scripts []Script, model llm.Chat) (r Report, err error) {
	articles, err := eval.Articles(dir)
	if err != nil {
		return Report{}, err
	}
	ws, remove, err := eval.Scratch(ctx, db)
	if err != nil {
		return Report{}, fmt.Errorf("make a workspace: %w", err)
	}
	defer func() { err = errors.Join(err, remove()) }()
	s, library, err := newStage(db, ws, model)
	if err != nil {
		return Report{}, err
	}
	if _, err := eval.Stock(ctx, library, ws, articles); err != nil {
		return Report{}, err
	}
	played := make([]Played, 0, len(scripts))
	for _, script := range scripts {
		one, err := s.play(ctx, script)
		if err != nil {
			return Report{}, fmt.Errorf("conversation %s: %w", script.ID, err)
		}
		played = append(played, one)
	}
	return sum(played), nil
}

// in runs f in the workspace.
func (s *stage) in(ctx context.Context, f func(tx *postgres.Tx) error) error {
	return s.db.InWorkspace(ctx, s.ws, f)
}
