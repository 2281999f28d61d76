package gap_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/gap"
)

// More questions than new ones are compared with are counted to the last one, a list of them is read
// and not worked out, and one that is asked again finds its gap however long ago
// that was asked about.
func TestManyQuestions(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.ask(t, "do you sell gift vouchers for a christening", gap.Missed, 0)
	old := b.list(t, gap.Open)[0]
	b.ask(t, "is the wool rug safe for cats?", gap.Missed, time.Minute)
	rugs := b.list(t, gap.Open)[0]
	require.NotEqual(t, old.ID, rugs.ID)
	const many, atOnce = 6_000, 1_500
	for from := 0; from < many; from += atOnce {
		b.inWorkspace(t, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `
			WITH c AS (
			  INSERT INTO conversations (workspace_id, id, visitor_id, number, lang)
			  SELECT o.workspace_id, gen_random_uuid(), o.visitor_id, 1000 + n, 'en' FROM generate_series($2::int + 1, $2 + $4) n,
			    (SELECT * FROM conversations LIMIT 1) o
			  RETURNING id, number)
			INSERT INTO asked_questions (workspace_id, conversation_id, seq, lang, text, outcome, gap_id, placed, at)
			SELECT $1, c.id, 1, 'en', 'are wool rugs safe for a cat number ' || c.number % 500, CASE c.number % 4 WHEN 0 THEN 'answered' ELSE 'missed' END,
			  $3, true, app_now() + make_interval(secs => c.number / 1e6) FROM c`, b.ws, from, rugs.ID, atOnce)
			return err
		})
	}
	require.NoError(t, b.gaps.Sweep(t.Context()))
	began := time.Now()
	list, err := b.gaps.List(t.Context(), b.ws, gap.Open)
	require.NoError(t, err)
	took := time.Since(began)
	require.Len(t, list, 2)
	require.Equal(t, gap.Rate{Asked: many + 1, Missed: many - many/4 + 1}, list[0].Before)
	require.Equal(t, many-many/4+1, list[0].Conversations)
	began = time.Now()
	b.inWorkspace(t, func(tx *postgres.Tx) error {
		var n int
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM asked_questions WHERE outcome <> 'answered'`).Scan(&n)
	})
	t.Logf("a list takes %v; a count of the questions alone %v", took, time.Since(began))

	b.ask(t, "gift vouchers for christenings: do you sell those?", gap.Missed, 0)
	list, err = b.gaps.List(t.Context(), b.ws, gap.Open)
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, old.ID, list[1].ID)
	require.Equal(t, 2, list[1].Total())
	b.ask(t, "is a wool rug safe for my cats", gap.Missed, 0)
	began = time.Now()
	_, err = b.gaps.List(t.Context(), b.ws, gap.Open)
	require.NoError(t, err)
	t.Logf("with a new question of the largest gap %v", time.Since(began))
}
