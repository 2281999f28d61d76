package dispatch

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TakeTurn are the args of a job: answer this conversation's visitor.
type TakeTurn struct {
	Workspace    uuid.UUID `json:"workspace_id"`
	Conversation uuid.UUID `json:"conversation_id"`
	// Seq is the visitor message that caused it; a turn answers all that came.
	Seq int64 `json:"seq"`
}

// Kind implements river.JobArgs.
func (TakeTurn) Kind() string { return "take_turn" }

// turnTries is how often a turn is tried before its failure asks for a person.
const turnTries = 3

// EnqueueTurnTx makes sure that the visitor's message is answered: a job in
// the transaction that records the message.
func (d *Dispatcher) EnqueueTurnTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, seq int64) error {
	args := TakeTurn{Workspace: tx.Workspace(), Conversation: id, Seq: seq}
	return d.parts.Jobs.InsertTx(ctx, tx, args, &river.InsertOpts{Queue: jobs.Interactive, MaxAttempts: turnTries})
}

// TurnWorker works take_turn.
type TurnWorker struct {
	river.WorkerDefaults[TakeTurn]
	dispatcher *Dispatcher
}

// Worker is the worker to register.
func (d *Dispatcher) Worker() *TurnWorker { return &TurnWorker{dispatcher: d} }

// Timeout implements river.Worker: longer than the turn's own.
func (*TurnWorker) Timeout(*river.Job[TakeTurn]) time.Duration { return turnTime + 10*time.Second }

// NextRetry implements river.Worker. A visitor is waiting: the queue's own
// steps (1 s, 16 s, 81 s) are made for work that nobody watches.
func (*TurnWorker) NextRetry(job *river.Job[TakeTurn]) time.Time {
	return time.Now().Add(time.Duration(job.Attempt) * time.Second)
}

// Work implements river.Worker. While a nudged turn of this node is at it, the
// job waits for its outcome, so that the work is the job's if that one fails;
// while another node is at it, it comes back when that one's lease is over.
func (w *TurnWorker) Work(ctx context.Context, job *river.Job[TakeTurn]) error {
	ref := conversation.Ref{Workspace: job.Args.Workspace, ID: job.Args.Conversation}
	for {
		taken, err := w.dispatcher.take(ctx, ref)
		if err != nil || taken {
			return err
		}
		if w.dispatcher.running.wait(ctx, ref) {
			continue
		}
		open, err := w.dispatcher.unanswered(ctx, ref, job.Args.Seq)
		if err != nil || !open {
			return err
		}
		return river.JobSnooze(conversation.ClaimLease)
	}
}

// unanswered reports whether the message still waits for a turn.
func (d *Dispatcher) unanswered(ctx context.Context, ref conversation.Ref, seq int64) (open bool, err error) {
	err = d.parts.DB.InWorkspace(ctx, ref.Workspace, func(tx *postgres.Tx) error {
		c, err := d.parts.Conversations.GetTx(ctx, tx, ref.ID)
		open = c.AnsweredSeq < seq && (c.Stage == conversation.StageBot || c.Stage == conversation.StageWaiting)
		return err
	})
	return open, err
}
