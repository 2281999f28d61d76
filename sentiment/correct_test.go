package sentiment_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/sentiment"
)

func (b *bundle) line(t testing.TB) (points []sentiment.Point) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) (err error) {
		points, err = b.store.LineTx(t.Context(), tx, b.ref.ID)
		return err
	}))
	return points
}

func (b *bundle) corrects(t testing.TB, o sentiment.Opinion) (m sentiment.Mood, err error) {
	t.Helper()
	err = b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) (err error) {
		m, err = b.store.CorrectTx(t.Context(), tx, b.ref.ID, o)
		return err
	})
	return m, err
}

var talk = []string{
	"My parcel has not come.", "This is the third time I write!!", "Is anybody there?", "ok thanks", "And my refund?",
}

// TestCorrectingIsAsIfItHadBeenScoredSo: an opinion that says what the scorer
// said changes nothing in the line but who said it, at whatever message.
func TestCorrectingIsAsIfItHadBeenScoredSo(t *testing.T) {
	t.Parallel()

	b := setup(t)
	for _, text := range talk {
		b.says(t, text)
	}
	before := b.line(t)
	scorer := sentiment.NewScorer()
	changes := len(b.changes(t))
	for i, p := range before {
		_, err := b.corrects(t, sentiment.Opinion{Seq: p.Seq, By: "model", Score: scorer.Score(talk[i])})
		require.NoError(t, err)
		before[i].By = "model"
		after := b.line(t)
		require.Equal(t, before, after)
	}
	require.Len(t, b.changes(t), changes, "the mood is what it was")
}

// TestCorrectionReachesTheMoodOfNow: the mood of all that followed is worked out
// anew, the change is told once, and both opinions are on record.
func TestCorrectionReachesTheMoodOfNow(t *testing.T) {
	t.Parallel()

	b := setup(t)
	first := b.says(t, talk[0])
	last := b.says(t, "Where is it")
	require.NotEqual(t, sentiment.Angry, last.Level)
	angry := sentiment.Opinion{Seq: last.Seq, By: "model", Score: sentiment.Score{Valence: -.9, Anger: .95, Urgency: .2, Cause: sentiment.CauseWait, Confidence: .9}}
	now, err := b.corrects(t, angry)
	require.NoError(t, err)
	require.Equal(t, sentiment.Angry, now.Level)
	require.True(t, now.Changed)
	changes := b.changes(t)
	require.Equal(t, sentiment.Angry, changes[len(changes)-1].Level)
	require.Equal(t, last.Level, changes[len(changes)-1].Was)

	again, err := b.corrects(t, sentiment.Opinion{Seq: last.Seq, By: "other", Score: sentiment.Score{Cause: sentiment.CauseNone}})
	require.NoError(t, err)
	require.Equal(t, sentiment.Angry, again.Level, "the first correction stands")
	require.Len(t, b.changes(t), len(changes))

	var list []sentiment.Opinion
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) (err error) {
		list, err = b.store.OpinionsTx(t.Context(), tx, b.ref.ID)
		return err
	}))
	require.Len(t, list, 2)
	require.ElementsMatch(t, []string{"builtin", "model"}, []string{list[0].By, list[1].By})

	for _, wrong := range []sentiment.Opinion{
		{Seq: first.Seq, By: "model", Score: sentiment.Score{Cause: "weather"}},
		{Seq: first.Seq, By: "model", Score: sentiment.Score{Cause: sentiment.CauseNone, Anger: 1.1}},
		{Seq: first.Seq, By: "builtin", Score: sentiment.Score{Cause: sentiment.CauseNone}},
	} {
		_, err := b.corrects(t, wrong)
		require.ErrorIs(t, err, sentiment.ErrOpinion)
	}
}
