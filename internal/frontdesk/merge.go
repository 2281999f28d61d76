package frontdesk

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// Errors of merges.
var (
	errMergeSame    = problem.New(problem.Invalid, "merge_same")
	errMergeVisitor = problem.New(problem.Conflict, "merge_other_visitor")
)

// MergeOption is an open conversation of the same visitor that may go on in the
// one at hand, with what would become of it.
type MergeOption struct {
	ID      uuid.UUID
	Number  int64
	Stage   conversation.Stage
	Preview string
	LastAt  time.Time
	// Agent holds it, "" if nobody does.
	Agent    string
	Messages int
	// Refused is why this agent may not: "" if they may.
	Refused string
}

// MergeOptions lists what can be merged into a conversation. takes says that
// the agent would hold it afterwards, because nobody does now.
func (d *Desk) MergeOptions(ctx context.Context, a Actor, id uuid.UUID) (takes bool, options []MergeOption, err error) {
	err = d.DB.InWorkspace(ctx, a.Workspace, func(tx *postgres.Tx) error {
		target, err := d.Conversations.GetTx(ctx, tx, id)
		if err != nil {
			return err
		}
		takes = target.Stage != conversation.StagePerson
		all, err := d.Conversations.OfVisitorTx(ctx, tx, target.Visitor)
		if err != nil {
			return err
		}
		options = []MergeOption{}
		for _, c := range all {
			if c.ID == id || c.Stage == conversation.StageResolved {
				continue
			}
			o, err := d.mergeOptionTx(ctx, tx, a, c, target)
			if err != nil {
				return err
			}
			options = append(options, o)
		}
		return nil
	})
	return takes, options, err
}

func (d *Desk) mergeOptionTx(ctx context.Context, tx *postgres.Tx, a Actor, c, target conversation.Conversation) (o MergeOption, err error) {
	o = MergeOption{ID: c.ID, Number: c.Number, Stage: c.Stage, Preview: c.Preview, LastAt: c.LastAt}
	if o.Messages, err = d.Conversations.CountTx(ctx, tx, c.ID); err != nil {
		return o, err
	}
	if c.Agent != nil {
		if o.Agent, err = d.Accounts.AgentNameTx(ctx, tx, *c.Agent); err != nil {
			return o, err
		}
	}
	err = d.mayMergeTx(ctx, tx, a, c, target)
	if known := (*problem.Error)(nil); errors.As(err, &known) && known.Kind != problem.Internal {
		o.Refused, err = known.Code, nil
	}
	return o, err
}

// mayMergeTx holds a merge to its rules. Two visitors are two people until a
// shop's signature says otherwise: an agent's guess must not show one person's
// conversations on another one's device.
func (d *Desk) mayMergeTx(ctx context.Context, tx *postgres.Tx, a Actor, source, target conversation.Conversation) error {
	switch {
	case source.MergedInto != nil || target.MergedInto != nil:
		return conversation.ErrMerged
	case source.Visitor != target.Visitor:
		return errMergeVisitor
	case source.Stage == conversation.StageResolved || target.Stage == conversation.StageResolved:
		return conversation.ErrStage
	}
	if err := d.mayHandleTx(ctx, tx, a, source); err != nil {
		return err
	}
	return d.mayHandleTx(ctx, tx, a, target)
}

// Merge lets one open conversation of a visitor go on in another one. The
// source ends with whatever hung on it: its place in the queue, an offer to an
// agent, the bot's turn. The target is with a person afterwards, whom the
// merge brings in if nobody held it, so that nothing asked in either is lost.
// The same merge again does nothing.
func (d *Desk) Merge(ctx context.Context, a Actor, source, target uuid.UUID) error {
	if source == target {
		return errMergeSame
	}
	err := d.DB.InWorkspace(ctx, a.Workspace, func(tx *postgres.Tx) error {
		from, into, err := d.Conversations.LockTwoTx(ctx, tx, source, target)
		if err != nil {
			return err
		}
		if from.MergedInto != nil && *from.MergedInto == into.ID {
			return nil
		}
		if err := d.mayMergeTx(ctx, tx, a, from, into); err != nil {
			return err
		}
		if err := d.endSourceTx(ctx, tx, from, into); err != nil {
			return err
		}
		if into.Stage != conversation.StagePerson {
			if err := d.takeTx(ctx, tx, a, into); err != nil {
				return err
			}
		}
		err = d.touched(ctx, tx, from.ID, d.Conversations.MergeTx(ctx, tx, from, into, a.author()))
		return d.touched(ctx, tx, into.ID, err)
	})
	if err != nil {
		return err
	}
	return d.draftFor(ctx, a.Workspace, target)
}

// endSourceTx ends what hangs on a conversation that goes on in another one.
func (d *Desk) endSourceTx(ctx context.Context, tx *postgres.Tx, from, into conversation.Conversation) error {
	if from.Stage == conversation.StageBot {
		if _, err := gap.EscalateTx(ctx, tx, from.ID); err != nil {
			return err
		}
	}
	if err := d.Queue.CloseTx(ctx, tx, from, nil); err != nil {
		return err
	}
	return d.FollowUps.PassOnTx(ctx, tx, from.ID, into)
}

// wherever runs do on a conversation, and where that was merged on the one that
// it goes on in: a tab, a mail or a queued message may name the old one.
func (d *Desk) wherever(ctx context.Context, ws, id uuid.UUID, do func(id uuid.UUID) error) error {
	for {
		err := do(id)
		if !errors.Is(err, conversation.ErrMerged) {
			return err
		}
		now, findErr := uuid.Nil, error(nil)
		if findErr = d.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
			now, err = d.Conversations.WhereTx(ctx, tx, id)
			return err
		}); findErr != nil {
			return findErr
		}
		if now == id {
			return err
		}
		id = now
	}
}

// ofVisitorNow is ofVisitor on the conversation that id goes on in.
func (d *Desk) ofVisitorNow(ctx context.Context, v account.Visitor, id uuid.UUID, f func(*postgres.Tx, conversation.Conversation) error) error {
	return d.wherever(ctx, v.Workspace, id, func(id uuid.UUID) error { return d.ofVisitor(ctx, v, id, f) })
}
