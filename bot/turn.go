package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/retrieval"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/bot/watch"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/soothe"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/sentiment"
)

// turn is one pass of the bot over unanswered visitor messages.
type turn struct {
	bot   *Bot
	id    uuid.UUID
	claim conversation.Claim
	watch *watch.Watch
	begun time.Time

	flow      *guide.Turn
	settings  profile.Profile
	lines     transcript.Lines // the transcript, oldest first, the question last
	lang      string
	question  talk.Standalone
	small     talk.Small
	found     retrieval.Found
	around    handoff.Surroundings
	reader    intent.Reader
	intent    intent.Reading
	decision  handoff.Decision
	mood      handoff.Mood
	tone      sentiment.Tone
	playbook  *soothe.Playbook // for the angry, where it is to run; else nil
	extracted extract.Answer
	draft     *uuid.UUID // in a trial: the article whose working copy counts as published

	findings []prompt.Source // what actions have found out

	shown bool // a piece of an answer is on the visitor's screen
	void  bool // what is there was said by a model that failed
	trace trace.Trace
}

// take claims the conversation's unanswered messages and answers them. taken
// is false when there was nothing to claim. An error means that the turn
// should be tried again; its claim is given back then.
func (b *Bot) take(ctx context.Context, ref conversation.Ref) (taken bool, err error) {
	claim, ok, err := b.Conversations.ClaimTurn(ctx, ref)
	if err != nil || !ok {
		return false, err
	}
	end := b.running.begin(ref)
	defer end()
	ctx, stop := context.WithTimeout(ctx, turnTime)
	defer stop()
	work, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)

	t := &turn{bot: b, id: uuid.New(), claim: claim, begun: time.Now()}
	t.watch = watch.Begin(work, b.Conversations, claim, cancel)
	go watch.Keep(work, b.Conversations, claim, cancel)

	err = t.run(work)
	cancel(nil)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, conversation.ErrClaimLost), watch.IsMoot(context.Cause(work)):
		t.withdraw()
		t.recordLost(ctx, err)
		return true, nil
	}
	t.withdraw()
	if releaseErr := b.Conversations.ReleaseClaim(context.WithoutCancel(ctx), claim); releaseErr != nil {
		err = errors.Join(err, fmt.Errorf("release claim: %w", releaseErr))
	}
	return true, fmt.Errorf("take turn: %w", err)
}

func (t *turn) run(ctx context.Context) error {
	if err := t.read(ctx); err != nil {
		return err
	}
	t.step("read")
	if t.small == talk.None {
		if err := t.search(ctx); err != nil {
			return err
		}
		t.step("search")
	}
	t.readIntent(ctx)
	t.decide()
	t.settlePerson(ctx)
	t.step("decide")
	t.watch.Settle(ctx)
	r := t.reply(ctx)
	t.step("reply")
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return t.finish(ctx, r)
}

// step notes how long the part of the turn that ends now has taken.
func (t *turn) step(name string) {
	t.trace.Steps = append(t.trace.Steps, trace.Step{Name: name, EndedMs: time.Since(t.begun).Milliseconds()})
}

// show puts text on the visitor's screen, in place of what a failed model left
// there.
func (t *turn) show(text string) {
	if text == "" {
		return
	}
	if !t.shown {
		t.trace.FirstTokenMs = time.Since(t.begun).Milliseconds()
	}
	if t.watch != nil { // a trial has no screen
		t.bot.Conversations.Signal(t.claim.Ref, conversation.Bot(), AnswerDelta{Turn: t.id, Text: text, Replace: t.void})
	}
	t.shown, t.void = true, false
}

// withdraw takes back what the visitor saw of a turn that comes to nothing.
func (t *turn) withdraw() {
	if t.shown {
		t.bot.Conversations.Signal(t.claim.Ref, conversation.Bot(), AnswerWithdrawn{Turn: t.id})
	}
}
