package conversation

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// followBuffer holds the hints that arrive while a follower writes to its
// socket. Overflow costs a read of the log, so it may be small: five thousand
// idle followers should not hold memory for a burst that never comes.
const followBuffer = 16

// pageSize bounds one read of the log.
const pageSize = 200

// Wake is the body of a hint that says "the head of this conversation is at
// least Seq": followers that are behind read the log.
type Wake struct {
	Conversation uuid.UUID
	Seq          int64
}

// Follow yields every recorded event that the audience may see after its
// cursor, once and in order, whatever the bus loses, and signals as they pass.
// For Everyone the cursor counts vseq, for Staff seq. It ends with ctx, with
// the consumer's break, or after yielding an error of the log.
//
// It subscribes before the first read, so that nothing falls between the two;
// a hint that is next in line is yielded from memory, anything else means a
// read of the log. A lost last hint is healed by [Store.Run]'s head look:
// no follower has a ticker or a query of its own.
func (s *Store) Follow(ctx context.Context, ref Ref, audience Audience, after int64) iter.Seq2[*Event, error] {
	return func(yield func(*Event, error) bool) {
		sub := s.bus.Subscribe(bus.Topic{Workspace: ref.Workspace, Conversation: ref.ID}, followBuffer)
		defer sub.Close()
		f := follower{store: s, ref: ref, audience: audience, after: after, yield: yield}
		ok := f.catchUp(ctx)
		for ok {
			select {
			case <-ctx.Done():
				return
			case h := <-sub.C():
				ok = f.take(ctx, h)
				if ok && len(sub.C()) == 0 && sub.Lost() {
					ok = f.catchUp(ctx)
				}
			}
		}
	}
}

type follower struct {
	store    *Store
	ref      Ref
	audience Audience
	seq      int64 // last recorded seq seen live, whoever may see it
	after    int64 // cursor in the audience's own numbering
	yield    func(*Event, error) bool
}

// take handles one hint; false ends the follow.
func (f *follower) take(ctx context.Context, h bus.Hint) bool {
	e, live := h.Body.(*Event)
	switch {
	case !live: // a wake-up
		return h.Seq <= f.seq || f.catchUp(ctx)
	case e.Audience < f.audience: // a note, on a visitor's follow
		if e.Seq == f.seq+1 { // only then nothing can lie between the two
			f.seq = e.Seq
		}
		return true
	case e.Seq == 0:
		return f.yield(e, nil)
	case e.SeqFor(f.audience) == f.after+1:
		return f.emit(e)
	case e.SeqFor(f.audience) <= f.after:
		return true
	default:
		return f.catchUp(ctx)
	}
}

func (f *follower) emit(e *Event) bool {
	f.after = e.SeqFor(f.audience)
	f.seq = max(f.seq, e.Seq)
	return f.yield(e, nil)
}

func (f *follower) catchUp(ctx context.Context) bool {
	for {
		missed, err := f.store.After(ctx, f.ref, f.audience, f.after)
		if err != nil {
			if ctx.Err() == nil {
				f.yield(nil, err)
			}
			return false
		}
		for _, e := range missed {
			if !f.emit(e) {
				return false
			}
		}
		if len(missed) < pageSize {
			return true
		}
	}
}

// After reads the log on from a cursor, as far as the audience may see: at
// most 200 events.
func (s *Store) After(ctx context.Context, ref Ref, audience Audience, after int64) ([]*Event, error) {
	var rows []db.Event
	err := s.db.InWorkspace(ctx, ref.Workspace, func(tx *postgres.Tx) (err error) {
		q := db.New(tx)
		if audience == Everyone {
			rows, err = q.VisibleAfter(ctx, db.VisibleAfterParams{
				WorkspaceID: ref.Workspace, ConversationID: ref.ID, After: after, AtMost: pageSize,
			})
			return err
		}
		rows, err = q.EventsAfter(ctx, db.EventsAfterParams{
			WorkspaceID: ref.Workspace, ConversationID: ref.ID, After: after, AtMost: pageSize,
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read log after %d: %w", after, err)
	}
	return fromEvents(rows), nil
}

// The head look: how often a node compares what it may have missed, and how
// much time each look covers. The overlap is far more than a transaction may
// last (postgres.StatementTimeout), so that an event stamped early and
// committed late is not passed over.
const (
	headLookEvery   = 12 * time.Second
	headLookOverlap = 33 * time.Second
)

// Run heals lost hints until ctx ends: one batched query a node for all
// followed conversations and lists, none while nobody follows.
func (s *Store) Run(ctx context.Context) error {
	tick := time.NewTicker(headLookEvery)
	defer tick.Stop()
	last := time.Now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case now := <-tick.C:
			if err := s.LookAtHeads(ctx, now.Sub(last)+headLookOverlap); err != nil {
				if ctx.Err() == nil {
					slog.WarnContext(ctx, "head look failed; followers are healed by the next one", "error", err)
				}
				continue // last stays: the next look covers this time too
			}
			last = now
		}
	}
}

// LookAtHeads wakes the followers of every conversation that changed within
// the window.
func (s *Store) LookAtHeads(ctx context.Context, window time.Duration) error {
	topics := s.bus.Topics()
	if len(topics) == 0 {
		return nil
	}
	followed := make(map[bus.Topic]bool, len(topics))
	for _, t := range topics {
		followed[t] = true
	}
	var heads []db.HeadsRow
	err := s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
		heads, err = db.New(tx).Heads(ctx, window.Seconds())
		return err
	})
	if err != nil {
		return fmt.Errorf("look at heads: %w", err)
	}
	for _, h := range heads {
		hint := bus.Hint{Seq: h.Head, Body: Wake{Conversation: h.ConversationID, Seq: h.Head}}
		for _, t := range []bus.Topic{{Workspace: h.WorkspaceID, Conversation: h.ConversationID}, {Workspace: h.WorkspaceID}} {
			if followed[t] {
				s.bus.Publish(t, hint)
			}
		}
	}
	return nil
}

// FollowWorkspace yields what happens in all conversations of a workspace, as
// hints: events with a Body of *Event, and Wake where a list may be behind. It
// keeps no cursor: a list is read anew on connect, and by row on a Wake.
func (s *Store) FollowWorkspace(ws uuid.UUID) bus.Subscription {
	return s.bus.Subscribe(bus.Topic{Workspace: ws}, 1024)
}

// SignalWorkspace tells all agents of a workspace something that is recorded
// nowhere: presence, the queue's counts.
func (s *Store) SignalWorkspace(ws uuid.UUID, author Author, data EventData) {
	raw, err := encodeData(data)
	if err != nil {
		return
	}
	s.bus.Publish(bus.Topic{Workspace: ws}, bus.Hint{Body: &Event{
		Workspace: ws, Kind: data.Kind(), Audience: data.Audience(), Author: author, At: time.Now().UTC(), Data: raw,
	}})
}
