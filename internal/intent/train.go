package intent

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/internal/intent/internal/db"
	"github.com/firstlinehq/firstline/internal/intent/learn"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// State of a training.
type State string

// The states. They are stored: do not rename.
const (
	Training State = "training"
	Ready    State = "ready"
	Failed   State = "failed"
)

// Model is a training and what came of it.
type Model struct {
	Version  int
	State    State
	Problem  string // code of why it failed
	Examples int
	// Embedder is the model of the embeddings joined, "" without.
	Embedder string
	Report   learn.Report
	Took     time.Duration
	// Kept says that its bytes are still there, so that it can be made live.
	Kept  bool
	Bytes int
	By    *uuid.UUID
	At    time.Time
}

const (
	// trainTime bounds a training: the most examples there may be take minutes.
	trainTime  = 15 * time.Minute
	trainTries = 3
	// lostAfter is when a training that nobody closed is taken for lost: all its
	// tries are over.
	lostAfter = trainTries * trainTime
	// trainAgain is when a training looks again whether another one is over. It
	// leaves its worker meanwhile, and a snooze is no try.
	trainAgain = 20 * time.Second
	// keptModels is how many can be gone back to.
	keptModels = 10
	embedBatch = 128
)

// TrainIntents are the args of a job: train this version.
type TrainIntents struct {
	Workspace uuid.UUID `json:"workspace_id"`
	Version   int       `json:"version"`
}

// Kind implements river.JobArgs.
func (TrainIntents) Kind() string { return "train_intents" }

// failedAnyhow is the code of a training that failed by no fault of the user.
const failedAnyhow = "training_failed"

// TrainTx starts a training and gives its version. While one is under way it
// fails with ErrTraining; one begun 45 minutes ago is closed as failed.
func (s *Store) TrainTx(ctx context.Context, tx *postgres.Tx, by uuid.UUID) (int, error) {
	q := db.New(tx)
	lost := db.CloseLostParams{WorkspaceID: tx.Workspace(), Problem: failedAnyhow, LostAfter: lostAfter.Seconds()}
	if err := q.CloseLost(ctx, lost); err != nil {
		return 0, fmt.Errorf("close lost trainings: %w", err)
	}
	_, err := q.Training(ctx, tx.Workspace())
	if err == nil {
		return 0, ErrTraining
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return 0, fmt.Errorf("find training: %w", err)
	}
	list, _, err := s.ListTx(ctx, tx)
	if err != nil {
		return 0, err
	}
	if n := len(list) - count(list, func(i Intent) bool { return i.Examples == 0 }); n < 2 {
		return 0, problem.New(problem.Invalid, "intents_too_few")
	}
	version, err := q.NextVersion(ctx, tx.Workspace())
	if err != nil {
		return 0, fmt.Errorf("number the training: %w", err)
	}
	err = q.StartTraining(ctx, db.StartTrainingParams{WorkspaceID: tx.Workspace(), Version: version, StartedBy: &by})
	if postgres.IsUnique(err, "intent_models_pkey") {
		return 0, ErrTraining
	}
	if err != nil {
		return 0, fmt.Errorf("start training: %w", err)
	}
	args := TrainIntents{Workspace: tx.Workspace(), Version: int(version)}
	return int(version), s.jobs.InsertTx(ctx, tx, args, &river.InsertOpts{Queue: jobs.Long, MaxAttempts: trainTries})
}

func count[T any](list []T, is func(T) bool) (n int) {
	for _, v := range list {
		if is(v) {
			n++
		}
	}
	return n
}

// TrainWorker works train_intents.
type TrainWorker struct {
	river.WorkerDefaults[TrainIntents]
	store *Store
}

// Worker is the worker to register.
func (s *Store) Worker() *TrainWorker { return &TrainWorker{store: s} }

// Timeout implements river.Worker.
func (*TrainWorker) Timeout(*river.Job[TrainIntents]) time.Duration { return trainTime }

// Work implements river.Worker. What cannot be mended by trying again closes
// the training as failed, and so does the last try.
func (w *TrainWorker) Work(ctx context.Context, job *river.Job[TrainIntents]) error {
	select {
	case w.store.training <- struct{}{}:
		defer func() { <-w.store.training }()
	default:
		return river.JobSnooze(trainAgain)
	}
	err := w.store.train(ctx, job.Args)
	var p *problem.Error
	known := errors.As(err, &p) && p.Kind != problem.Internal
	if err == nil || !known && job.Attempt < job.MaxAttempts {
		return err
	}
	code := failedAnyhow
	if known {
		code = p.Code
	}
	failed := w.store.finish(context.WithoutCancel(ctx), job.Args, db.FinishTrainingParams{State: string(Failed), Problem: code, Report: []byte("{}")})
	return errors.Join(river.JobCancel(err), failed)
}

func (s *Store) train(ctx context.Context, args TrainIntents) error {
	begun := time.Now()
	examples, err := s.labelled(ctx, args.Workspace)
	if err != nil {
		return err
	}
	embedder, err := s.embed(ctx, examples)
	if err != nil {
		return err
	}
	model, report, err := learn.Train(ctx, examples)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(report)
	if err != nil {
		return fmt.Errorf("encode report: %w", err)
	}
	return s.finish(ctx, args, db.FinishTrainingParams{
		State: string(Ready), Examples: int32(len(examples)), Embedder: embedder, Report: raw,
		TookMs: int32(time.Since(begun).Milliseconds()), Model: model.Encode(),
	})
}

// labelled reads the examples with the ids of their intents as labels.
func (s *Store) labelled(ctx context.Context, ws uuid.UUID) (list []learn.Example, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).AllExamples(ctx, ws)
		for _, r := range rows {
			label := learn.OutOfScope
			if r.IntentID != nil {
				label = r.IntentID.String()
			}
			list = append(list, learn.Example{Text: r.Text, Label: label})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read examples: %w", err)
	}
	return list, nil
}

// embed joins the endpoint's vectors, if there is one, and names its model.
func (s *Store) embed(ctx context.Context, list []learn.Example) (string, error) {
	if s.embedder == nil {
		return "", nil
	}
	at := 0
	for part := range slices.Chunk(list, embedBatch) {
		texts := make([]string, len(part))
		for i, e := range part {
			texts[i] = e.Text
		}
		vectors, err := s.embedder.Embed(ctx, texts)
		if err != nil {
			return "", fmt.Errorf("embed examples: %w", err)
		}
		for i := range part {
			list[at+i].Vector = vectors[i]
		}
		at += len(part)
	}
	return s.embedder.Model(), nil
}

func (s *Store) finish(ctx context.Context, args TrainIntents, p db.FinishTrainingParams) error {
	p.WorkspaceID, p.Version = args.Workspace, int32(args.Version)
	return s.db.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) error {
		q := db.New(tx)
		if _, err := q.FinishTraining(ctx, p); err != nil {
			return fmt.Errorf("store the training: %w", err)
		}
		if err := q.ForgetModels(ctx, db.ForgetModelsParams{WorkspaceID: args.Workspace, Keep: keptModels}); err != nil {
			return fmt.Errorf("forget old models: %w", err)
		}
		return nil
	})
}

// ModelsTx lists the trainings, newest first, at most 30, and which is live; 0
// if none is.
func (s *Store) ModelsTx(ctx context.Context, tx *postgres.Tx) (list []Model, live int, err error) {
	q := db.New(tx)
	rows, err := q.Models(ctx, db.ModelsParams{WorkspaceID: tx.Workspace(), LostAfter: lostAfter.Seconds()})
	if err != nil {
		return nil, 0, fmt.Errorf("list models: %w", err)
	}
	list = make([]Model, len(rows))
	for i, r := range rows {
		list[i] = Model{
			Version: int(r.Version), State: State(r.State), Problem: r.Problem, Examples: int(r.Examples), Embedder: r.Embedder,
			Took: time.Duration(r.TookMs) * time.Millisecond, Kept: r.Bytes > 0, Bytes: int(r.Bytes), By: r.StartedBy, At: r.StartedAt,
		}
		if r.Lost {
			list[i].State, list[i].Problem = Failed, failedAnyhow
		}
		if err := json.Unmarshal(r.Report, &list[i].Report); err != nil {
			return nil, 0, fmt.Errorf("decode report of version %d: %w", r.Version, err)
		}
	}
	version, err := s.liveTx(ctx, tx)
	return list, int(version), err
}
