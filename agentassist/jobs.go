package agentassist

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// DraftSuggestions are the args of a job: draft replies to the visitor's
// message of a conversation.
type DraftSuggestions struct {
	Workspace    uuid.UUID `json:"workspace_id"`
	Conversation uuid.UUID `json:"conversation_id"`
	// Seq is the visitor message that caused it; a later one supersedes it.
	Seq int64 `json:"seq"`
}

// Kind implements river.JobArgs.
func (DraftSuggestions) Kind() string { return "draft_suggestions" }

// draftTries is few: the next visitor message brings a new draft anyway.
const draftTries = 3

// EnqueueDraftTx makes sure that suggestions are drafted for the visitor
// message seq: by a job in the transaction that records it, and at once after
// the commit on this node. It does nothing where the workspace has assist
// switched off.
func (a *Assistant) EnqueueDraftTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, seq int64) error {
	if seq == 0 {
		return nil // the visitor has said nothing
	}
	off, err := a.offTx(ctx, tx)
	if err != nil || off {
		return err
	}
	ref := conversation.Ref{Workspace: tx.Workspace(), ID: id}
	tx.AfterCommit(func(context.Context) { a.Nudge(ref) })
	args := DraftSuggestions{Workspace: tx.Workspace(), Conversation: id, Seq: seq}
	return a.Jobs.InsertTx(ctx, tx, args, &river.InsertOpts{Queue: jobs.Assist, MaxAttempts: draftTries})
}

// draftWorker works draft_suggestions.
type draftWorker struct {
	river.WorkerDefaults[DraftSuggestions]
	assistant *Assistant
}

// AddWorkers registers the workers of this package.
func (a *Assistant) AddWorkers(workers *river.Workers) {
	river.AddWorker(workers, &draftWorker{assistant: a})
}

// Timeout implements river.Worker.
func (*draftWorker) Timeout(*river.Job[DraftSuggestions]) time.Duration { return jobTime }

// NextRetry implements river.Worker: an agent is waiting.
func (*draftWorker) NextRetry(job *river.Job[DraftSuggestions]) time.Time {
	return time.Now().Add(time.Duration(job.Attempt) * time.Second)
}

// Work implements river.Worker.
func (w *draftWorker) Work(ctx context.Context, job *river.Job[DraftSuggestions]) error {
	ref := conversation.Ref{Workspace: job.Args.Workspace, ID: job.Args.Conversation}
	// The place on the queue is worth more than this draft, which is most often
	// being made by the nudge: come back instead of waiting for it.
	end, _ := w.assistant.flights.try(ref)
	if end == nil {
		return river.JobSnooze(time.Second)
	}
	defer end()
	err := w.assistant.draft(ctx, ref)
	if errors.Is(err, errBusy) {
		return river.JobSnooze(time.Second)
	}
	if errors.Is(err, conversation.ErrNotFound) {
		return nil // erased since
	}
	return err
}

// errBusy: as many drafts as may be are under way on this node.
var errBusy = errors.New("no place for another draft")

// slotWait is how long a draft waits for a place before it gives way.
const slotWait = 250 * time.Millisecond

// draft drafts for the conversation's last visitor message, unless that has
// been done. The caller holds the conversation's flight: two drafts of one
// conversation go one after the other, so that the second finds the first's work.
func (a *Assistant) draft(ctx context.Context, ref conversation.Ref) error {
	ctx, cancel := context.WithTimeout(ctx, draftTime)
	defer cancel()
	wait := time.NewTimer(slotWait)
	defer wait.Stop()
	select {
	case a.slots <- struct{}{}:
		defer func() { <-a.slots }()
	case <-wait.C:
		return errBusy
	case <-ctx.Done():
		return ctx.Err()
	}
	return wrap("draft suggestions", a.draftNow(ctx, ref))
}

// flights lets one draft of a conversation run at a time on this node.
type flights struct {
	mu  sync.Mutex // protects now
	now map[conversation.Ref]chan struct{}
}

// begin waits for its turn; end gives the turn on.
func (f *flights) begin(ctx context.Context, ref conversation.Ref) (end func(), err error) {
	for {
		end, before := f.try(ref)
		if end != nil {
			return end, nil
		}
		select {
		case <-before:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// try begins if no other draft of the conversation is under way; else end is
// nil and before closes with that one.
func (f *flights) try(ref conversation.Ref) (end func(), before <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now == nil {
		f.now = make(map[conversation.Ref]chan struct{})
	}
	if other := f.now[ref]; other != nil {
		return nil, other
	}
	done := make(chan struct{})
	f.now[ref] = done
	return func() {
		f.mu.Lock()
		delete(f.now, ref)
		f.mu.Unlock()
		close(done)
	}, nil
}

func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", op, err)
}
