package knowledge_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
)

// A reader's word counts once a day and article, whichever node hears it.
func TestVotesCountOnce(t *testing.T) {
	t.Parallel()

	b := setup(t)
	a := b.mustPublish(t, knowledge.Draft{Title: "Returns", Body: "Within 30 days."})
	other := b.mustPublish(t, knowledge.Draft{Title: "Shipping", Body: "Two days."})
	vote := func(lib *knowledge.Library, of knowledge.Article, address string) bool {
		counted, err := lib.Vote(t.Context(), b.ws, knowledge.Helpful, of.ID, address)
		require.NoError(t, err)
		return counted
	}
	require.True(t, vote(b.lib, a, "192.0.2.1"))
	require.False(t, vote(knowledge.New(b.db), a, "192.0.2.1"), "another node")
	require.True(t, vote(b.lib, a, "192.0.2.2"))
	require.True(t, vote(b.lib, other, "192.0.2.1"))
	counts, err := b.lib.Outcomes(t.Context(), b.ws, a.ID)
	require.NoError(t, err)
	require.Equal(t, 2, counts[a.ID][knowledge.Helpful])

	require.NoError(t, b.lib.ForgetVotes(t.Context()))
	require.False(t, vote(b.lib, a, "192.0.2.1"), "the day is not over")
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE help_votes SET day = day - 1`)
		return err
	}))
	require.NoError(t, b.lib.ForgetVotes(t.Context()))
	require.True(t, vote(b.lib, a, "192.0.2.1"), "the next day")
}
