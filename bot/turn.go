package bot

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/retrieval"
	"github.com/firstlinehq/firstline/bot/screen"
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
	cause     sentiment.Cause
	tone      sentiment.Tone
	playbook  *soothe.Playbook // for the angry, where it is to run; else nil
	extracted extract.Answer
	draft     *uuid.UUID // in a trial: the article whose working copy counts as published

	findings []prompt.Source // what actions have found out

	screen screen.Screen
	trace  trace.Trace
}

// turn answers the messages of a claim. An error means that the turn should be
// tried again; nothing of it is left on the visitor's screen then.
func (b *Bot) turn(ctx context.Context, claim conversation.Claim) error {
	work, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	t := &turn{bot: b, id: uuid.New(), claim: claim, begun: time.Now()}
	t.screen = screen.New(b.Conversations, claim.Ref, t.id)
	t.watch = watch.Begin(work, b.Conversations, claim, cancel)
	go watch.Keep(work, b.Conversations, claim, cancel)

	err := t.run(work)
	cancel(nil)
	if err == nil {
		return nil
	}
	t.screen.Withdraw()
	if errors.Is(err, conversation.ErrClaimLost) || watch.IsMoot(context.Cause(work)) {
		t.recordLost(ctx, err)
		return nil
	}
	return err
}

func (t *turn) run(ctx context.Context) error {
	if err := t.read(ctx); err != nil {
		return err
	}
	t.step("read")
	if t.small == talk.None && !t.lines.OnlyFiles() {
		if err := t.search(ctx); err != nil {
			return err
		}
		t.step("search")
	}
	t.readIntent(ctx)
	t.decide()
	t.settlePerson(ctx)
	t.step("decide")
	t.watch.Settle(ctx, t.patience())
	r := t.reply(ctx)
	t.step("reply")
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return t.finish(ctx, r)
}

// How long the bot waits for the visitor to write on, by how his messages look.
// People who write in bursts begin the next message within about a second.
const (
	afterOpening   = 1000 * time.Millisecond // "hi", "I have a question", "my order, "
	afterStatement = 700 * time.Millisecond  // "my lamp does not light": the question may follow
)

// patience is 0 for what asks for something definite or can be answered, and where
// a person or a flow is at work. "Can you help me?" is an opening like "hi".
func (t *turn) patience() time.Duration {
	text := t.lines.Pending()
	switch {
	case t.decision.Kind != handoff.Answer, t.waiting(), t.flow.Asked(), t.lines.OnlyFiles(), t.lines.AskedIfHelped():
		return 0
	case talk.Unfinished(text):
		return afterOpening
	case t.small == talk.None && !t.answerable() && !talk.Asks(text):
		return afterStatement
	}
	return 0
}

// step notes how long the part of the turn that ends now has taken.
func (t *turn) step(name string) {
	t.trace.Steps = append(t.trace.Steps, trace.Step{Name: name, EndedMs: time.Since(t.begun).Milliseconds()})
}

// show puts text on the visitor's screen, in place of what a failed model left
// there.
func (t *turn) show(text string) {
	if text != "" && !t.screen.Shown() {
		t.trace.FirstTokenMs = time.Since(t.begun).Milliseconds()
	}
	t.screen.Show(text)
}
