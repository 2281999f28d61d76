package sentiment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/sentiment/internal/db"
)

// ErrOpinion says that an opinion holds values that no score has.
var ErrOpinion = problem.New(problem.Invalid, "opinion_invalid")

// Opinion is how somebody scored a message.
type Opinion struct {
	Seq int64
	// By names who did: "builtin", or a model.
	By string
	Score
	At time.Time
}

// Check reports whether the values lie where a score's do; [ErrOpinion] if not.
func (o *Opinion) Check() error {
	in := func(v, from, to float64) bool { return v >= from && v <= to && !math.IsNaN(v) }
	known := false
	for _, c := range causes {
		known = known || o.Cause == c
	}
	if !known || o.By == "" || len(o.By) > 200 || o.By == builtin ||
		!in(o.Valence, -1, 1) || !in(o.Anger, 0, 1) || !in(o.Urgency, 0, 1) || !in(o.Confidence, 0, 1) {
		return ErrOpinion
	}
	return nil
}

// CorrectTx lets an opinion of somebody else count for a message, and works out
// anew the mood after it and after all that followed. Both opinions are kept.
// Where the mood of now is another one by that, and somebody should know, it
// becomes a MoodChanged event. The caller holds the conversation's row. A
// message without a mood, or with a correction, is left as it is. It fails with
// [ErrOpinion].
func (s *Store) CorrectTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, o Opinion) (Mood, error) {
	if err := o.Check(); err != nil {
		return Mood{}, err
	}
	queries := db.New(tx)
	where := db.MoodsFromParams{WorkspaceID: tx.Workspace(), ConversationID: id, Seq: o.Seq}
	rows, err := queries.MoodsFrom(ctx, where)
	if err != nil {
		return Mood{}, fmt.Errorf("read moods: %w", err)
	}
	if len(rows) == 0 || rows[0].Seq != o.Seq || rows[0].ScoredBy != builtin {
		return s.LatestTx(ctx, tx, id)
	}
	cause := CauseNone
	prior, err := queries.MoodBefore(ctx, db.MoodBeforeParams(where))
	switch {
	case err == nil:
		cause = Cause(prior.Cause)
	case !errors.Is(err, pgx.ErrNoRows):
		return Mood{}, fmt.Errorf("read moods: %w", err)
	}
	line := scoredOf(rows, cause)
	for _, one := range []Opinion{{Seq: o.Seq, By: builtin, Score: line[0].score}, o} {
		if err := addOpinionTx(ctx, tx, id, one); err != nil {
			return Mood{}, err
		}
	}
	line[0].score, line[0].by = o.Score, o.By
	if err := queries.ForgetMoodsFrom(ctx, db.ForgetMoodsFromParams(where)); err != nil {
		return Mood{}, fmt.Errorf("correct moods: %w", err)
	}
	var now Mood
	for _, one := range line {
		if now, _, err = s.addTx(ctx, tx, id, one); err != nil {
			return Mood{}, fmt.Errorf("correct moods: %w", err)
		}
	}
	last := rows[len(rows)-1]
	return s.tellTx(ctx, tx, now, before{level: Level(last.Level), urgency: float64(last.SmoothUrgency)})
}

// scoredOf gives the scores of single messages. What a message itself said of
// the cause is not kept where it said nothing: it has the one before it then.
func scoredOf(rows []db.Mood, cause Cause) []scored {
	line := make([]scored, len(rows))
	for i, r := range rows {
		own := Cause(r.Cause)
		if own == cause {
			own = CauseNone
		} else {
			cause = own
		}
		line[i] = scored{seq: r.Seq, by: r.ScoredBy, at: &rows[i].At, score: Score{
			Valence: float64(r.Valence), Anger: float64(r.Anger), Urgency: float64(r.Urgency), Cause: own, Confidence: float64(r.Confidence),
		}}
	}
	return line
}

func addOpinionTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, o Opinion) error {
	err := db.New(tx).AddOpinion(ctx, db.AddOpinionParams{
		WorkspaceID: tx.Workspace(), ConversationID: id, Seq: o.Seq, ScoredBy: o.By,
		Valence: float32(o.Valence), Anger: float32(o.Anger), Urgency: float32(o.Urgency), Cause: string(o.Cause),
		Confidence: float32(o.Confidence),
	})
	if err != nil {
		return fmt.Errorf("record opinion: %w", err)
	}
	return nil
}

// OpinionsTx lists the opinions on messages of a conversation that more than one
// was asked about, by message.
func (*Store) OpinionsTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) ([]Opinion, error) {
	rows, err := db.New(tx).Opinions(ctx, db.OpinionsParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return nil, fmt.Errorf("read opinions: %w", err)
	}
	list := make([]Opinion, len(rows))
	for i, r := range rows {
		list[i] = Opinion{Seq: r.Seq, By: r.ScoredBy, At: r.At, Score: Score{
			Valence: float64(r.Valence), Anger: float64(r.Anger), Urgency: float64(r.Urgency),
			Cause: Cause(r.Cause), Confidence: float64(r.Confidence),
		}}
	}
	return list, nil
}
