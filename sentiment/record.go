package sentiment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// How fast a mood follows the messages. Anger shows at once and is slow to be
// forgotten: one polite line after an insult does not make a calm visitor. Joy
// does: whoever is glad, with a valence from gladFrom and no anger to speak of,
// is not angry any more.
const (
	valenceWeight = 0.55
	angerRise     = 0.8
	angerFall     = 0.35
	joyFall       = 0.65
	gladFrom      = 0.95
	gladAnger     = 0.15
)

// Where the levels begin. A level is left only slack further on, so that a
// visitor at the edge of one does not flicker. By valence alone nobody is upset
// after one message: at valenceWeight it takes two to get below upsetBelow,
// because a calm report of a problem is no more than that.
const (
	angryFrom      = 0.5
	upsetFromAnger = 0.38
	upsetBelow     = -0.7
	contentFrom    = 0.25
	happyFrom      = 0.5
	slack          = 0.12
)

// builtin names this package's own scorer in what it stored.
const builtin = "builtin"

// recordSQL adds a message's score to the smoothed values of the mood before
// it, in one round trip. The caller's transaction holds the conversation's row
// lock (it has just appended the message), so that mood cannot change under
// it. A seq that has a mood already gives no row. What decays is rounded: in a
// long conversation it would otherwise end in Postgres's underflow error.
// Hand-written because sqlc cannot resolve columns of one CTE in another.
const recordSQL = `WITH prior AS (
  (SELECT seq, smooth_valence, smooth_anger, smooth_urgency, slope, peak, peak_seq, level, cause FROM moods
   WHERE workspace_id = $1 AND conversation_id = $2 ORDER BY seq DESC LIMIT 1)
  UNION ALL SELECT 0, 0, 0, 0, 0, 0, 0, 'neutral', 'none'
  ORDER BY seq DESC LIMIT 1
), smooth AS (
  SELECT *,
    round((smooth_valence + $9::real * ($4::real - smooth_valence))::numeric, 4)::real AS valence,
    round((smooth_anger + CASE WHEN $5::real > smooth_anger THEN $10::real
      WHEN $4::real >= $20::real AND $5::real <= $21::real THEN $22::real ELSE $11::real END * ($5::real - smooth_anger))::numeric, 4)::real AS anger,
    round(greatest($6::real, smooth_urgency * (1 - $11::real))::numeric, 4)::real AS urgency
  FROM prior
), added AS (
  INSERT INTO moods (workspace_id, conversation_id, seq, valence, anger, urgency, cause, confidence,
    smooth_valence, smooth_anger, smooth_urgency, slope, peak, peak_seq, level, scored_by, at)
  SELECT $1, $2, $3, $4::real, $5::real, $6::real, CASE WHEN $7 = 'none' THEN cause ELSE $7 END, $8::real,
    valence, anger, urgency, round((slope + 0.5 * (valence - smooth_valence - slope))::numeric, 4)::real,
    greatest(anger, peak), CASE WHEN anger > peak THEN $3 ELSE peak_seq END,
    CASE
      WHEN anger >= $12::real - CASE WHEN level = 'angry' THEN $17::real ELSE 0 END THEN 'angry'
      WHEN anger >= $13::real
        OR valence <= $14::real + CASE WHEN level IN ('angry', 'upset') THEN $17::real ELSE 0 END THEN 'upset'
      WHEN valence >= $16::real - CASE WHEN level = 'happy' THEN $17::real ELSE 0 END THEN 'happy'
      WHEN valence >= $15::real - CASE WHEN level IN ('content', 'happy') THEN $17::real ELSE 0 END THEN 'content'
      ELSE 'neutral'
    END, $18, coalesce($19, app_now())
  FROM smooth
  ON CONFLICT DO NOTHING
  RETURNING *
)
SELECT a.at, a.level, a.smooth_valence, a.smooth_anger, a.smooth_urgency, a.cause, a.slope, a.peak, a.peak_seq,
  s.level, s.smooth_urgency
FROM added a, smooth s`

// RecordTx scores a visitor message that the caller has just appended as seq,
// in the same transaction, and stores the mood after it. A change that matters
// becomes a MoodChanged event of the conversation. A seq that was recorded
// before is left as it is. Where the scorer is unsure, a second opinion is
// asked for, if there is somebody to ask.
func (s *Store) RecordTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, seq int64, text string) (Mood, error) {
	score := s.scorer.Score(text)
	m, was, err := s.addTx(ctx, tx, id, scored{seq: seq, score: score, by: builtin})
	if errors.Is(err, pgx.ErrNoRows) {
		return s.LatestTx(ctx, tx, id)
	}
	if err != nil {
		return Mood{}, fmt.Errorf("record mood: %w", err)
	}
	if s.askAgain != nil && score.Unsure() {
		if err := s.askAgain(ctx, tx, id, seq); err != nil {
			return Mood{}, err
		}
	}
	return s.tellTx(ctx, tx, m, was)
}

// scored is a message and how it was scored.
type scored struct {
	seq   int64
	score Score
	by    string
	at    *time.Time // nil = now
}

// before is what matters of the mood before a message.
type before struct {
	level   Level
	urgency float64
}

// addTx stores the mood after a message. It gives pgx.ErrNoRows where there is
// one already.
func (s *Store) addTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, one scored) (m Mood, was before, err error) {
	m = Mood{Conversation: id, Seq: one.seq, Confidence: one.score.Confidence}
	err = tx.QueryRow(ctx, recordSQL, tx.Workspace(), id, one.seq,
		one.score.Valence, one.score.Anger, one.score.Urgency, string(one.score.Cause), one.score.Confidence,
		valenceWeight, angerRise, angerFall,
		angryFrom, upsetFromAnger, upsetBelow, contentFrom, happyFrom, slack, one.by, one.at, gladFrom, gladAnger, joyFall,
	).Scan(&m.At, &m.Level, &m.Valence, &m.Anger, &m.Urgency, &m.Cause, &m.Slope, &m.Peak, &m.PeakSeq,
		&was.level, &was.urgency)
	return m, was, err
}

// tellTx records that the mood changed, if somebody should know.
func (s *Store) tellTx(ctx context.Context, tx *postgres.Tx, m Mood, was before) (Mood, error) {
	m.Changed = matters(was.level, m.Level, was.urgency, m.Urgency)
	if !m.Changed {
		return m, nil
	}
	_, err := s.conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: m.Conversation, Author: conversation.System(), Data: m.changedFrom(was.level),
	})
	if err != nil {
		return Mood{}, fmt.Errorf("record change of mood: %w", err)
	}
	return m, nil
}

func (m Mood) changedFrom(was Level) MoodChanged {
	return MoodChanged{
		Level: m.Level, Was: was, Message: m.Seq, Valence: m.Valence, Anger: m.Anger, Urgency: m.Urgency,
		Slope: m.Slope, Cause: m.Cause,
	}
}
