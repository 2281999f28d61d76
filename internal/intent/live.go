package intent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/intent/internal/db"
	"github.com/firstlinehq/firstline/internal/intent/learn"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// mostModels in memory; the fullest of a small bot's take 2 MB. When they are too many, memory
// begins anew: reading one again costs milliseconds.
const mostModels = 64

// Reader reads messages of one workspace by its live model. The zero Reader
// reads nothing.
type Reader struct {
	store   *Store
	model   *learn.Model
	version int32
	intents map[string]Intent
}

// Reading is what a message was taken to want.
type Reading struct {
	// Intent is nil where none fits well enough. Its examples are not counted,
	// and its description is left out.
	Intent *Intent
	// Best is the best one, given or not; nil where no model is live.
	Best *Intent
	// Confidence that the best one is right, 0…1.
	Confidence float64
	version    int32
}

// Label is the intent's id as decisions see it, "" for none.
func (r Reading) Label() string {
	if r.Intent == nil {
		return ""
	}
	return r.Intent.ID.String()
}

// ReaderTx gives the workspace's live reader.
func (s *Store) ReaderTx(ctx context.Context, tx *postgres.Tx) (Reader, error) {
	version, err := s.liveTx(ctx, tx)
	if err != nil || version == 0 {
		return Reader{}, err
	}
	model, err := s.modelTx(ctx, tx, version)
	if errors.Is(err, learn.ErrFormat) || errors.Is(err, ErrNoModel) {
		// Of another release: messages go unread until somebody trains again.
		slog.WarnContext(ctx, "the live intent model cannot be used; train again", "workspace", tx.Workspace(), "version", version, "error", err)
		return Reader{}, nil
	}
	if err != nil {
		return Reader{}, err
	}
	rows, err := db.New(tx).LiveIntents(ctx, tx.Workspace())
	if err != nil {
		return Reader{}, fmt.Errorf("read intents: %w", err)
	}
	r := Reader{store: s, model: model, version: version, intents: make(map[string]Intent, len(rows))}
	for _, row := range rows {
		r.intents[row.ID.String()] = Intent{ID: row.ID, Name: row.Name, Team: row.TeamID, Skills: row.Skills, Priority: int(row.Priority)}
	}
	return r, nil
}

func (s *Store) liveTx(ctx context.Context, tx *postgres.Tx) (int32, error) {
	version, err := db.New(tx).Live(ctx, tx.Workspace())
	if errors.Is(err, pgx.ErrNoRows) || err == nil && version == nil {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the live version: %w", err)
	}
	return *version, nil
}

func (s *Store) modelTx(ctx context.Context, tx *postgres.Tx, version int32) (*learn.Model, error) {
	key := modelKey{tx.Workspace(), version}
	s.mu.Lock()
	m := s.models[key]
	s.mu.Unlock()
	if m != nil {
		return m, nil
	}
	raw, err := db.New(tx).Model(ctx, db.ModelParams{WorkspaceID: tx.Workspace(), Version: version})
	if err != nil {
		return nil, notFound(err, ErrNoModel, "read model")
	}
	if m, err = learn.Decode(raw); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.models) >= mostModels {
		clear(s.models)
	}
	s.models[key] = m
	return m, nil
}

// embedTime is how long a turn waits for an embedding.
const embedTime = 500 * time.Millisecond

// Read says what text wants.
func (r Reader) Read(ctx context.Context, text string) Reading {
	if r.model == nil {
		return Reading{}
	}
	result := r.model.Classify(text, r.vector(ctx, text))
	out := Reading{Confidence: result.Confidence, version: r.version}
	if in, ok := r.intents[result.Label]; ok {
		out.Intent = &in
	}
	if len(result.Guesses) > 0 {
		if in, ok := r.intents[result.Guesses[0].Label]; ok {
			out.Best = &in
		}
	}
	return out
}

func (r Reader) vector(ctx context.Context, text string) []float32 {
	if r.model.Dense() == 0 || r.store.embedder == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, embedTime)
	defer cancel()
	vectors, err := r.store.embedder.Embed(ctx, []string{text})
	if err != nil || len(vectors) != 1 {
		slog.DebugContext(ctx, "no embedding for an intent; words alone decide", "error", err)
		return nil
	}
	return vectors[0]
}

// RecordTx stores what a message was taken to want; of no live model, nothing.
func (s *Store) RecordTx(ctx context.Context, tx *postgres.Tx, m Message, r Reading) error {
	if r.version == 0 {
		return nil
	}
	p := db.AddReadingParams{
		WorkspaceID: tx.Workspace(), ConversationID: m.Conversation, Seq: m.Seq, Confidence: float32(r.Confidence), Version: r.version,
	}
	if r.Intent != nil {
		p.IntentID = &r.Intent.ID
	}
	if r.Best != nil {
		p.BestID = &r.Best.ID
	}
	if err := db.New(tx).AddReading(ctx, p); err != nil {
		return fmt.Errorf("store intent: %w", err)
	}
	return nil
}

// WantedTx names what a conversation was last taken to want; "" if no message of
// it fits an intent.
func (s *Store) WantedTx(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (string, error) {
	name, err := db.New(tx).Wanted(ctx, db.WantedParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", fmt.Errorf("read what is wanted: %w", err)
	}
	return name, nil
}

// SetLiveTx lets a version read live messages; 0 lets none.
func (s *Store) SetLiveTx(ctx context.Context, tx *postgres.Tx, version int, by uuid.UUID) error {
	p := db.SetLiveParams{WorkspaceID: tx.Workspace(), SetBy: &by}
	if version > 0 {
		v := int32(version)
		if _, err := s.modelTx(ctx, tx, v); err != nil {
			if errors.Is(err, learn.ErrFormat) {
				return ErrNoModel
			}
			return err
		}
		p.Version = &v
	}
	if err := db.New(tx).SetLive(ctx, p); err != nil {
		return fmt.Errorf("set the live version: %w", err)
	}
	return nil
}

// Trial is a version to be tried.
type Trial struct{ reader Reader }

// TrialTx gives a version to try, live or not. It fails with ErrNoModel.
func (s *Store) TrialTx(ctx context.Context, tx *postgres.Tx, version int) (Trial, error) {
	m, err := s.modelTx(ctx, tx, int32(version))
	if errors.Is(err, learn.ErrFormat) {
		err = ErrNoModel
	}
	return Trial{reader: Reader{store: s, model: m}}, err
}

// Classify says what the version makes of a text; the guesses are ids of
// intents. It may ask the endpoint for an embedding, so call it after the
// transaction.
func (t Trial) Classify(ctx context.Context, text string) (result learn.Result, threshold float64) {
	m := t.reader.model
	return m.Classify(text, t.reader.vector(ctx, text)), m.Threshold()
}
