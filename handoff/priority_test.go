package handoff_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func TestPriorityBy(t *testing.T) {
	t.Parallel()

	rules := []handoff.PriorityRule{
		{Attribute: "plan", Test: handoff.TestIs, Value: " Gold ", Priority: 2},
		{Attribute: "spent", Test: handoff.TestAtLeast, Value: "1000", Priority: 1},
		{Attribute: "contract", Test: handoff.TestPresent, Priority: 3},
	}
	for want, attributes := range map[int][]map[string]string{
		0: {nil, {"plan": "silver"}, {"spent": "999.99"}, {"spent": "a lot"}, {"spent": ""}, {"contract": " "}, {"Plan": "gold"}},
		1: {{"spent": "1000"}, {"spent": " 1e4 "}},
		2: {{"plan": "gold"}, {"plan": "GOLD", "spent": "5000"}},
		3: {{"contract": "C-1", "plan": "gold"}},
	} {
		for _, have := range attributes {
			require.Equal(t, want, handoff.PriorityBy(rules, have), "%v", have)
		}
	}
}

// However many visitors come who are raised as far as rules can raise them,
// only those of the next six minutes go before who waits at the lowest.
func TestNobodyStarvesBehindThoseWhoComeFirst(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Minute)
	b.in(t, func(tx *postgres.Tx) error {
		return b.queue.SavePriorityRulesTx(t.Context(), tx, []handoff.PriorityRule{
			{Attribute: "plan", Test: handoff.TestIs, Value: "gold", Priority: handoff.HighestPriority},
		})
	})
	plain := b.waiting(t)
	const stream, every = 40, 30 // one each half minute, for twenty minutes
	for range stream {
		c := b.visitor(t, "en", "help")
		b.in(t, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE visitors SET attributes = '{"plan": "gold"}' WHERE id = $1`, c.Visitor)
			return err
		})
		b.request(t, handoff.Request{Conversation: c, Decision: handoff.Decision{Reason: handoff.ReasonExplicitRequest}})
	}
	var raised int
	b.in(t, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(t.Context(), `UPDATE handoffs h SET requested_at = timestamptz '2026-01-01' + make_interval(secs => $1::float8 * (n.nth - 1))
			FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM handoffs) n WHERE n.id = h.id`, every); err != nil {
			return err
		}
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM handoffs WHERE priority = $1`, handoff.HighestPriority).Scan(&raised)
	})
	require.Equal(t, stream, raised)
	position := b.place(t, plain).Position
	require.Greater(t, position, 1, "they do come first")
	require.LessOrEqual(t, position, 1+6*60/every, "but not for ever")
}
