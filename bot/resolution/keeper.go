package resolution

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/bot/transcript"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/timer"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// Kinds of timers, each of a conversation.
const (
	checkIn = "bot_check_in"
	settle  = "bot_settle"
)

// Ended is what a turn of the bot came to.
type Ended string

// The ends of turns.
const (
	Answered  Ended = "answered"  // it answered, and offered nobody
	Asked     Ended = "asked"     // it waits for what the visitor says to a question
	Helped    Ended = "helped"    // the visitor said that the answer helped
	SmallTalk Ended = "small"     // nothing was asked and nothing answered
	Unsettled Ended = "unsettled" // it had no answer, or offered a person, or one is needed
)

// Keeper notes what becomes of answers.
type Keeper struct {
	Conversations *conversation.Store
	Timers        *timer.Timers
}

// AfterTurnTx notes what a turn came to. The caller holds the conversation's
// row lock.
func (k Keeper) AfterTurnTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, set profile.Profile, ended Ended) error {
	c, err := k.Conversations.GetTx(ctx, tx, id)
	if err != nil {
		return err
	}
	if c.Stage != conversation.StageBot {
		return k.StopTx(ctx, tx, id) // the stage took the resolution back
	}
	switch ended {
	case Helped:
		return k.confirmTx(ctx, tx, c, set, conversation.ViaWords)
	case Answered:
		return k.openTx(ctx, tx, c, set, conversation.Open)
	case Asked:
		return k.openTx(ctx, tx, c, set, conversation.Unsettled)
	case SmallTalk:
		if c.Resolution == conversation.Unsettled {
			return nil
		}
		return k.openTx(ctx, tx, c, set, c.Resolution)
	case Unsettled:
	}
	if _, err := k.Conversations.SettleTx(ctx, tx, c, conversation.Unsettled, ""); err != nil {
		return err
	}
	return k.StopTx(ctx, tx, id)
}

// ThumbTx notes the visitor's thumb under an answer: up confirms what is open or
// was assumed, down takes back whatever it was taken for. The caller holds the
// conversation's row lock.
func (k Keeper) ThumbTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, helpful bool) error {
	if helpful {
		set, err := profile.ReadTx(ctx, tx)
		if err != nil {
			return err
		}
		return k.confirmTx(ctx, tx, c, set, conversation.ViaThumb)
	}
	if c.Resolution == conversation.Unsettled {
		return nil
	}
	if _, err := k.Conversations.SettleTx(ctx, tx, c, conversation.Unsettled, ""); err != nil {
		return err
	}
	return k.StopTx(ctx, tx, c.ID)
}

// confirmTx notes that the visitor said so, unless nothing had been answered.
func (k Keeper) confirmTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, set profile.Profile, via conversation.Via) error {
	if c.Resolution == conversation.Unsettled {
		return nil
	}
	if c.Resolution != conversation.Confirmed {
		if err := k.noteAnswersTx(ctx, tx, c); err != nil {
			return err
		}
		if err := gap.HelpTx(ctx, tx, c.ID, 0); err != nil {
			return err
		}
	}
	now, err := k.Conversations.SettleTx(ctx, tx, c, conversation.Confirmed, via)
	if err != nil || c.Stage != conversation.StageBot {
		return err
	}
	return k.armTx(ctx, tx, c, settle, now, set.SettleMinutes)
}

// openTx waits for the visitor: with a check-in if there has been none.
func (k Keeper) openTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, set profile.Profile, to conversation.Resolution) error {
	now, err := k.Conversations.SettleTx(ctx, tx, c, to, "")
	if err != nil {
		return err
	}
	if c.CheckInSeq == nil && set.CheckInMinutes > 0 && to != conversation.Confirmed {
		return k.armTx(ctx, tx, c, checkIn, now, set.CheckInMinutes)
	}
	return k.armTx(ctx, tx, c, settle, now, set.SettleMinutes)
}

// armTx sets one of the two timers and clears the other; after 0 minutes is
// never.
func (k Keeper) armTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, kind string, now time.Time, minutes int) error {
	if err := k.StopTx(ctx, tx, c.ID); err != nil || minutes == 0 {
		return err
	}
	return k.Timers.SetTx(ctx, tx, timer.Key{Kind: kind, Subject: c.ID}, now.Add(time.Duration(minutes)*time.Minute))
}

// StopTx waits for nothing any more: somebody spoke, or a person does.
func (k Keeper) StopTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
	for _, kind := range []string{checkIn, settle} {
		if err := k.Timers.ClearTx(ctx, tx, timer.Key{Kind: kind, Subject: id}); err != nil {
			return err
		}
	}
	return nil
}

// noteAnswersTx counts for the articles that were cited that the conversation
// ended well without a person.
func (k Keeper) noteAnswersTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation) error {
	if c.Resolution != conversation.Open {
		return nil // counted when it was assumed
	}
	events, err := k.Conversations.MessagesTx(ctx, tx, c.ID, citedWithin)
	if err != nil {
		return err
	}
	cited, err := transcript.Cited(events)
	if err != nil || len(cited) == 0 {
		return err
	}
	return knowledge.NoteOutcomeTx(ctx, tx, knowledge.Resolved, cited...)
}

// citedWithin is how many messages back answers count for how it ended.
const citedWithin = 40

// Actions are what the timers of this package do.
func (k Keeper) Actions() timer.Actions {
	lock := func(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
		_, err := k.Conversations.LockTx(ctx, tx, id)
		return err
	}
	silent := func(do func(context.Context, *postgres.Tx, conversation.Conversation, profile.Profile) error) timer.Action {
		return timer.Action{Lock: lock, Do: func(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
			c, err := k.Conversations.GetTx(ctx, tx, id)
			if err != nil || c.Stage != conversation.StageBot || c.AnsweredSeq < c.LastVisitorSeq || c.MergedInto != nil {
				return err // somebody speaks, or is about to
			}
			set, err := profile.ReadTx(ctx, tx)
			if err != nil {
				return err
			}
			return do(ctx, tx, c, set)
		}}
	}
	return timer.Actions{checkIn: silent(k.checkInTx), settle: silent(k.settleTx)}
}

// checkInTx asks, once, whether the answer helped, or whether the visitor is
// still there to say what the bot asked.
func (k Keeper) checkInTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, set profile.Profile) error {
	if c.CheckInSeq != nil || set.CheckInMinutes == 0 || c.Resolution == conversation.Confirmed {
		return nil
	}
	line := transcript.CheckInLine
	if c.Resolution == conversation.Unsettled {
		line = "still_there"
	}
	lang := c.Lang
	if set.Lang != "" {
		lang = set.Lang
	}
	done, err := k.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.ID, Author: conversation.Bot(), Data: conversation.Message{Text: locale.Text(lang, "line."+line), Line: line},
	})
	if err != nil {
		return err
	}
	if err := k.Conversations.CheckedInTx(ctx, tx, c.ID, done.Seq); err != nil {
		return err
	}
	return k.armTx(ctx, tx, c, settle, done.At, set.SettleMinutes)
}

// settleTx takes the silence for what it is taken for, and closes the
// conversation.
func (k Keeper) settleTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, set profile.Profile) error {
	if set.SettleMinutes == 0 {
		return nil
	}
	if c.Resolution == conversation.Open {
		if err := k.noteAnswersTx(ctx, tx, c); err != nil {
			return err
		}
		if _, err := k.Conversations.SettleTx(ctx, tx, c, conversation.Assumed, conversation.ViaSilence); err != nil {
			return err
		}
	}
	_, err := k.Conversations.MoveTx(ctx, tx, conversation.Move{Conversation: c.ID, To: conversation.StageResolved, By: conversation.System()})
	return err
}
