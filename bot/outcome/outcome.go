package outcome

import (
	"context"
	"slices"

	"github.com/firstlinehq/firstline/bot/resolution"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// Turn is a turn that has ended, as far as it counts.
type Turn struct {
	Claim    conversation.Claim
	Lang     string
	Question string // as people read it
	Small    talk.Small
	Reason   handoff.Reason
	// HandsOver says that the turn asks for a person who is not waited for yet.
	HandsOver bool

	Outcome trace.Outcome
	Sources []conversation.Source
	Offer   bool  // a person was offered
	Asks    bool  // the bot asked something that a flow wants to know
	Seq     int64 // of the bot's message; 0 if it said nothing
}

// gaps is what a turn's outcome means for the question it was about.
var gaps = map[trace.Outcome]gap.Outcome{
	trace.Answered: gap.Answered, trace.Missed: gap.Missed, trace.HandedOver: gap.Escalated,
}

// NoteQuestionTx keeps what was asked, with what came of it. Who asks for a
// person wants one for what was asked before.
func (t *Turn) NoteQuestionTx(ctx context.Context, tx *postgres.Tx) error {
	of, asks := gaps[t.Outcome]
	if t.HandsOver {
		asked, err := gap.EscalateTx(ctx, tx, t.Claim.ID)
		if err != nil || asked && t.asksForPerson() {
			return err
		}
	}
	if !asks {
		return nil
	}
	return gap.NoteTx(ctx, tx, gap.Asked{
		Conversation: t.Claim.ID, Seq: t.Claim.Seq, AnswerSeq: t.Seq, Lang: t.Lang, Text: t.Question, Outcome: of,
		Cited: transcript.Articles(t.Sources),
	})
}

// asksForPerson reports whether the turn's messages ask for a person and for
// nothing that an article could hold.
func (t *Turn) asksForPerson() bool {
	return slices.Contains([]handoff.Reason{
		handoff.ReasonExplicitRequest, handoff.ReasonAcceptedOffer, handoff.ReasonBareAgent, handoff.ReasonAbuse,
	}, t.Reason)
}

// Settled is what the turn came to for the matter it was about.
func (t *Turn) Settled() resolution.Ended {
	switch {
	case t.Offer || t.Small == talk.NotSolved:
		return resolution.Unsettled
	case t.Small == talk.Solved && t.Outcome == trace.SmallTalk:
		return resolution.Helped
	case t.Outcome == trace.SmallTalk:
		return resolution.SmallTalk
	case t.Outcome == trace.Answered, t.Outcome == trace.Guided && !t.Asks:
		return resolution.Answered
	case t.Outcome == trace.Clarified, t.Outcome == trace.Guided:
		return resolution.Asked
	}
	return resolution.Unsettled
}

// NoteEscalatedTx counts a person's being needed for the articles that were
// cited before.
func NoteEscalatedTx(ctx context.Context, tx *postgres.Tx, store *conversation.Store, claim conversation.Claim) error {
	events, err := store.MessagesTx(ctx, tx, claim.ID, transcript.Back)
	if err != nil {
		return err
	}
	cited, err := transcript.Cited(events)
	if err != nil {
		return err
	}
	return knowledge.NoteOutcomeTx(ctx, tx, knowledge.Escalated, cited...)
}
