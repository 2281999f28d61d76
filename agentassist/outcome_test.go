package agentassist_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
)

func (b *bundle) outcome(id uuid.UUID) (outcome, reason string, distance *float32) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(b.t.Context(), `SELECT outcome, reason, distance FROM suggestions WHERE id = $1`, id).Scan(&outcome, &reason, &distance)
	})
	return outcome, reason, distance
}

func TestOutcomes(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	b.run()

	t.Run("SentAsItIs", func(t *testing.T) {
		c := b.talk("en").says("The lamp arrived broken")
		s := c.panel().Suggestions[0]
		require.NoError(t, b.assistant.Outcome(t.Context(), b.ws, s.ID, agentassist.Inserted, ""))
		c.agentSays(s.Text+" \n", &s.ID)
		outcome, _, distance := b.outcome(s.ID)
		require.Equal(t, "sent", outcome)
		require.Zero(t, *distance)
		counts, err := b.library.Outcomes(t.Context(), b.ws, *s.Sources[0].Article)
		require.NoError(t, err)
		require.Equal(t, 1, counts[*s.Sources[0].Article][knowledge.Cited])
		require.NoError(t, b.assistant.Outcome(t.Context(), b.ws, s.ID, agentassist.Dismissed, "wrong"), "a late click")
		outcome, _, _ = b.outcome(s.ID)
		require.Equal(t, "sent", outcome, "what was sent stays sent")
	})

	t.Run("Edited", func(t *testing.T) {
		c := b.talk("en").says("The lamp arrived broken")
		s := c.panel().Suggestions[0]
		c.agentSays("Dear Anna, "+s.Text, &s.ID)
		outcome, _, distance := b.outcome(s.ID)
		require.Equal(t, "edited", outcome)
		require.Greater(t, *distance, float32(0))
		require.Less(t, *distance, float32(0.2))
	})

	t.Run("Dismissed", func(t *testing.T) {
		c := b.talk("en").says("The lamp arrived broken")
		before := c.panel()
		s := before.Suggestions[0]
		require.NoError(t, b.assistant.Outcome(t.Context(), b.ws, s.ID, agentassist.Dismissed, "outdated"))
		outcome, reason, _ := b.outcome(s.ID)
		require.Equal(t, "dismissed", outcome)
		require.Equal(t, "outdated", reason)
		after, err := b.assistant.ForConversation(t.Context(), b.ws, c.id)
		require.NoError(t, err)
		require.Len(t, after.Suggestions, len(before.Suggestions)-1)
		counts, err := b.library.Outcomes(t.Context(), b.ws, *s.Sources[0].Article)
		require.NoError(t, err)
		require.Equal(t, 1, counts[*s.Sources[0].Article][knowledge.NotHelpful])
	})

	t.Run("UnknownAndForeign", func(t *testing.T) {
		c := b.talk("en").says("The lamp arrived broken")
		s := c.panel().Suggestions[0]
		other := pgtest.Workspace(t, b.db)
		require.ErrorIs(t, b.assistant.Outcome(t.Context(), b.ws, uuid.New(), agentassist.Inserted, ""), agentassist.ErrSuggestion)
		require.ErrorIs(t, b.assistant.Outcome(t.Context(), other, s.ID, agentassist.Inserted, ""), agentassist.ErrSuggestion)
		require.Equal(t, problem.Invalid, problem.KindOf(b.assistant.Outcome(t.Context(), b.ws, s.ID, agentassist.Sent, "")))
		unknown := uuid.New()
		c.agentSays("a message counts, not its record", &unknown)
		b.talk("en").says("Hello").agentSays(s.Text, &s.ID)
		outcome, _, _ := b.outcome(s.ID)
		require.NotEqual(t, "sent", outcome, "said in another conversation")
	})
}

func TestDistance(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"", "", 0},
		{"same", "same", 0},
		{"same  words", "same words\n", 0},
		{"abc", "", 1},
		{"abcd", "abxd", 0.25},
		{"退款三天", "退款五天", 0.25},
		{"abcd", "wxyz", 1},
	} {
		require.InDelta(t, c.want, agentassist.Distance(c.a, c.b), 1e-9, "%q %q", c.a, c.b)
	}
	long := strings.Repeat("word ", 3000)
	require.Less(t, agentassist.Distance(long, long+"end"), 0.01)
	require.Greater(t, agentassist.Distance(long, strings.Repeat("other ", 3000)), 0.5)
}

func TestDistanceIsOne(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		d := agentassist.Distance(a, b)
		require.GreaterOrEqual(t, d, 0.0)
		require.LessOrEqual(t, d, 1.0)
		require.InDelta(t, d, agentassist.Distance(b, a), 1e-9)
		require.Zero(t, agentassist.Distance(a, a))
		if utf8.ValidString(a) && utf8.ValidString(b) && d == 0 {
			require.Equal(t, strings.Fields(a), strings.Fields(b))
		}
	})
}

func TestPreparedTexts(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	put := func(r agentassist.CannedReply) error {
		return b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
			_, err := b.assistant.PutCannedTx(t.Context(), tx, r)
			return err
		})
	}
	good := agentassist.CannedReply{Shortcut: "try-it", Lang: "en", Title: "A title", Body: "A body"}
	require.NoError(t, put(good))
	good.Body = "Another body"
	require.NoError(t, put(good), "the same shortcut changes it")
	list, err := b.assistant.CannedReplies(t.Context(), b.ws)
	require.NoError(t, err)
	n := 0
	for _, r := range list {
		if r.Shortcut == "try-it" {
			n++
			require.Equal(t, "Another body", r.Body)
		}
	}
	require.Equal(t, 1, n)
	for field, r := range map[string]agentassist.CannedReply{
		"shortcut": {Shortcut: "No Good", Lang: "en", Title: "t", Body: "b"},
		"lang":     {Shortcut: "x", Lang: "de", Title: "t", Body: "b"},
		"title":    {Shortcut: "x", Lang: "en", Title: " ", Body: "b"},
		"body":     {Shortcut: "x", Lang: "en", Title: "t", Body: "b\x00"},
	} {
		var p *problem.Error
		require.ErrorAs(t, put(r), &p)
		require.Equal(t, "canned_reply_invalid", p.Code)
		require.Equal(t, field, p.Params["field"])
	}
	other := pgtest.Workspace(t, b.db)
	theirs, err := b.assistant.CannedReplies(t.Context(), other)
	require.NoError(t, err)
	require.Empty(t, theirs)
}
