package bot_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TestRulesOfTheHouseAreLive: what an admin publishes decides the next turn,
// and the ledger names the rule.
func TestRulesOfTheHouseAreLive(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.asks(feeQuestion)
	require.Equal(t, handoff.Answer, b.turns()[0].Trace.Decision.Kind)

	b.tx(func(tx *postgres.Tx) error {
		_, err := b.bot.Queue.PublishHouseTx(t.Context(), tx, handoff.House{Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{{
			ID: "gold", Then: handoff.Handover, When: handoff.Conditions{Attributes: map[string]string{"tier": "gold"}},
		}}}, uuid.New())
		return err
	})
	b.newConversation(b.ref.Workspace)
	b.asks(feeQuestion)
	require.Equal(t, handoff.Answer, b.turns()[0].Trace.Decision.Kind, "the visitor has no such attribute")

	b.newConversation(b.ref.Workspace)
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE visitors SET attributes = '{"tier": "Gold", "orders": 12, "list": [1]}'`)
		return err
	})
	require.NoError(t, b.work(t.Context(), b.says(feeQuestion)))
	d := b.turns()[0].Trace.Decision
	require.Equal(t, handoff.Handover, d.Kind)
	require.Equal(t, "admin.gold", d.Rule)
	require.Equal(t, 1, d.Snapshot.House)
	require.Equal(t, map[string]string{"tier": "Gold", "orders": "12"}, d.Snapshot.Facts.Attributes)
	require.Equal(t, "admin.gold", b.ledger()[0].Decision.Rule)
}
