package dispatch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/firstlinehq/firstline/bot/dispatch/internal/db"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// The watchdog: a visitor who has waited stalledAfter without a reply and
// without a live turn gets another one, and a person if that one dies as well.
// The second turn gets as long as the first: a person is asked for
// 2*stalledAfter after the message and at most two looks later, which is
// within a minute.
const (
	sweepEvery   = 10 * time.Second
	stalledAfter = 20 * time.Second
)

// Sweep looks for visitors whose turn has died. An outage ends in answers for
// those it left waiting, not in all of them being sent to people at once: only
// the second failure is one for a person.
func (d *Dispatcher) Sweep(ctx context.Context) error {
	stalled, err := d.parts.Conversations.StalledTurns(ctx, stalledAfter)
	if err != nil {
		return err
	}
	var failed []error
	for _, s := range stalled {
		if err := d.rescue(ctx, s); err != nil && !errors.Is(err, conversation.ErrNotFound) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

func (d *Dispatcher) rescue(ctx context.Context, s conversation.Stalled) error {
	again := false
	err := d.parts.DB.InWorkspace(ctx, s.Workspace, func(tx *postgres.Tx) error {
		q := db.New(tx)
		n, err := q.NoteRescue(ctx, db.NoteRescueParams{WorkspaceID: s.Workspace, ConversationID: s.ID, VisitorSeq: s.Seq})
		if err != nil {
			return fmt.Errorf("note rescue: %w", err)
		}
		if again = n > 0; again {
			return d.EnqueueTurnTx(ctx, tx, s.ID, s.Seq)
		}
		failed, err := q.RescueFailed(ctx, db.RescueFailedParams{
			WorkspaceID: s.Workspace, ConversationID: s.ID, VisitorSeq: s.Seq, StalledSeconds: stalledAfter.Seconds(),
		})
		if err != nil {
			return fmt.Errorf("read rescue: %w", err)
		}
		if !failed {
			return nil
		}
		return d.giveUpTx(ctx, tx, s.Ref, s.Seq, "watchdog.stalled")
	})
	if err == nil && again {
		d.Nudge(s.Ref)
	}
	return err
}

// giveUpTx asks for a person because the bot could not answer message seq,
// unless that has been settled meanwhile.
func (d *Dispatcher) giveUpTx(ctx context.Context, tx *postgres.Tx, ref conversation.Ref, seq int64, rule string) error {
	c, err := d.parts.Conversations.LockTx(ctx, tx, ref.ID)
	if err != nil || c.Stage != conversation.StageBot || c.AnsweredSeq >= seq {
		return err
	}
	return d.parts.Queue.EscalateTx(ctx, tx, c, handoff.ReasonBotFailure, rule)
}

// Discarded is told by the job queue of jobs that failed for good; a turn that
// did asks for a person.
func (d *Dispatcher) Discarded(ctx context.Context, kind string, args []byte, cause error) {
	if kind != (TakeTurn{}).Kind() {
		return
	}
	var a TakeTurn
	err := json.Unmarshal(args, &a)
	if err == nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		err = d.parts.DB.InWorkspace(ctx, a.Workspace, func(tx *postgres.Tx) error {
			return d.giveUpTx(ctx, tx, conversation.Ref{Workspace: a.Workspace, ID: a.Conversation}, a.Seq, "turn.failed")
		})
	}
	if err != nil {
		slog.ErrorContext(ctx, "a failed turn could not be handed over; the next sweep does", "conversation", a.Conversation, "cause", cause, "error", err)
	}
}
