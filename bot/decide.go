package bot

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/sure"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func (t *turn) readMoodTx(ctx context.Context, tx *postgres.Tx) error {
	mood, err := t.bot.Moods.LatestTx(ctx, tx, t.claim.ID)
	if err != nil {
		return err
	}
	t.mood = handoff.Mood{Valence: mood.Valence, Anger: mood.Anger, Urgency: mood.Urgency}
	t.tone, t.cause = mood.Tone(), mood.Cause
	return t.readPlaybookTx(ctx, tx)
}

// decide settles which way the turn goes, before the first token.
func (t *turn) decide() {
	t.extracted = t.extract(t.question, t.found)
	t.trace.Small = string(t.small)
	t.trace.Cover = t.extracted.Confidence
	t.trace.Signs = t.extracted.Signs
	t.judge("")
}

// judge decides; step is that of a guided flow that wants a person, "" if none
// does.
func (t *turn) judge(step string) {
	t.decision = handoff.Decide(handoff.Signals{
		Lines: t.lines.Signals(), Lang: t.lang, Stage: string(t.claim.Stage), Mood: t.mood,
		File: t.lines.OnlyFiles() && !t.flow.WantsFile(), Missed: t.small == talk.None && !t.lines.OnlyFiles() && t.trace.Refused == "" && !t.answerable() && !t.unclear(), Retrieval: t.found.Confidence,
		Attributes: t.around.Attributes, Page: t.around.Page, At: t.around.Now, Topics: t.topics(),
		Asked: t.flow.Asked(), Flow: step, HandedBack: t.around.HandedBack, Offers: t.around.Offers, Intent: t.intent.Label(), Rules: t.around.Rules, House: t.around.Version, Policy: &t.around.Policy,
	})
	t.decision.Snapshot.Facts.After = t.claim.After
}

// topicFrom is the retrieval confidence from which the best article says what
// the question is about.
const topicFrom = .25

// topics are the best article and its collection, for the workspace's rules.
func (t *turn) topics() []uuid.UUID {
	if t.found.Confidence < topicFrom {
		return nil
	}
	return t.found.Topics
}

// answerable reports whether the articles are likely to hold the answer.
func (t *turn) answerable() bool {
	return t.extracted.Text != "" && t.extracted.Sure >= sureFrom
}

// waiting reports whether the visitor is in the queue already.
func (t *turn) waiting() bool { return t.claim.Stage == conversation.StageWaiting }

// Where an extractive answer is given: the probability, by package sure, that it
// answers the question. Measured on the labelled sets of bot/train/MODEL.md.
const (
	sureFrom = 0.68
	// modelFrom is the retrieval confidence below which a model is not asked:
	// it would be paid for saying that the sources do not answer.
	modelFrom = 0.15
)

// Sureness is how sure the bot is of an extractive answer with these signs, 0…1,
// and from where on it gives one.
func Sureness(s sure.Signs) (value, from float64) { return s.Probability(), sureFrom }
