package bot

import (
	"context"
	"slices"

	"github.com/firstlinehq/firstline/bot/resolution"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// gapOutcome is what a turn's outcome means for the question it was about. Small
// talk, a question back and a line about what goes on answer nothing and miss
// nothing.
var gapOutcome = map[Outcome]gap.Outcome{Answered: gap.Answered, Missed: gap.Missed, HandedOver: gap.Escalated}

// noteQuestionTx keeps what was asked, with what came of it. Who asks for a
// person wants one for what was asked before.
func (t *turn) noteQuestionTx(ctx context.Context, tx *postgres.Tx, r reply, answerSeq int64) error {
	of, asks := gapOutcome[r.outcome]
	if t.decision.Kind == handoff.Handover && !t.waiting() {
		asked, err := gap.EscalateTx(ctx, tx, t.claim.ID)
		if err != nil || asked && t.asksForPerson() {
			return err
		}
	}
	if !asks {
		return nil
	}
	return gap.NoteTx(ctx, tx, gap.Asked{
		Conversation: t.claim.ID, Seq: t.claim.Seq, AnswerSeq: answerSeq, Lang: t.lang, Text: t.question.Told(), Outcome: of,
		Cited: transcript.Articles(r.sources),
	})
}

// asksForPerson reports whether the turn's messages ask for a person and for
// nothing that an article could hold.
func (t *turn) asksForPerson() bool {
	return slices.Contains([]handoff.Reason{
		handoff.ReasonExplicitRequest, handoff.ReasonAcceptedOffer, handoff.ReasonBareAgent, handoff.ReasonAbuse,
	}, t.decision.Reason)
}

// noteEscalatedTx counts a person's being needed for the articles that were
// cited before.
func (t *turn) noteEscalatedTx(ctx context.Context, tx *postgres.Tx) error {
	events, err := t.bot.Conversations.MessagesTx(ctx, tx, t.claim.ID, transcriptLines)
	if err != nil {
		return err
	}
	cited, err := transcript.Cited(events)
	if err != nil {
		return err
	}
	return knowledge.NoteOutcomeTx(ctx, tx, knowledge.Escalated, cited...)
}

// settleTx notes whether the turn settled anything.
func (t *turn) settleTx(ctx context.Context, tx *postgres.Tx, r reply) error {
	return t.bot.resolutions.AfterTurnTx(ctx, tx, t.claim.ID, t.settings, t.ended(r))
}

func (t *turn) ended(r reply) resolution.Ended {
	switch {
	case r.offer || t.small == talk.NotSolved:
		return resolution.Unsettled
	case t.small == talk.Solved && r.outcome == SmallTalk:
		return resolution.Helped
	case r.outcome == SmallTalk:
		return resolution.SmallTalk
	case r.outcome == Answered, r.outcome == Guided && r.ask == nil:
		return resolution.Answered
	case r.outcome == Clarified, r.outcome == Guided:
		return resolution.Asked
	}
	return resolution.Unsettled
}
