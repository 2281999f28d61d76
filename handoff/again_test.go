package handoff_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// In whatever order visitors come, are accepted, lose their agent and are passed
// on: the line is in the order of their first requests, by priority.
func TestWhoIsTakenBackKeepsTheirPlace(t *testing.T) {
	t.Parallel()

	for seed := range uint64(4) {
		t.Run("", func(t *testing.T) {
			t.Parallel()

			b := setupQueue(t, time.Hour)
			rng := rand.New(rand.NewPCG(seed, 7))
			ada := b.agent(t, "Ada", account.NewMember{Capacity: 50})
			line := make([]inLine, 10)
			for i := range line {
				line[i] = b.comes(t, rng.IntN(4))
			}
			b.ago(t, line)
			b.route(t)
			for range 25 {
				b.present(t, ada.ID) // however slow the machine is
				c := &line[rng.IntN(len(line))]
				if b.read(t, c.id).Stage == conversation.StageWaiting {
					b.acceptNow(t, ada, c.id)
				} else {
					b.takeBack(t, c.id, ada)
					b.route(t)
				}
				require.Equal(t, expected(line, b.stages(t)), b.inLine(t), "seed %d", seed)
			}
			require.Empty(t, b.broken(t))
		})
	}
}

// inLine is a visitor who asked for a person.
type inLine struct {
	id       uuid.UUID
	first    time.Time // when
	priority int
}

func (b *queueBundle) comes(t *testing.T, priority int) inLine {
	t.Helper()
	reason := []handoff.Reason{handoff.ReasonExplicitRequest, handoff.ReasonMisses, handoff.ReasonAnger, handoff.ReasonSafety}[priority]
	c := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please"), Decision: handoff.Decision{Reason: reason}})
	return inLine{id: c.ID, priority: priority}
}

// ago puts a line's requests a minute and a half apart, into the past.
func (b *queueBundle) ago(t *testing.T, line []inLine) {
	t.Helper()
	for i := range line {
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `UPDATE handoffs SET requested_at = app_now() - make_interval(secs => $1) WHERE conversation_id = $2 RETURNING requested_at`,
				90*(len(line)-i), line[i].id).Scan(&line[i].first)
		})
	}
}

func (b *queueBundle) acceptNow(t *testing.T, agent conversation.AgentRef, id uuid.UUID) {
	t.Helper()
	list := b.assignments(t, id)
	_, err := b.queue.Accept(t.Context(), b.ws, agent, list[len(list)-1].ID)
	require.NoError(t, err)
}

// takeBack is what the sweep and the desk do.
func (b *queueBundle) takeBack(t *testing.T, id uuid.UUID, from conversation.AgentRef) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		c, err := b.convs.LockTx(t.Context(), tx, id)
		require.Equal(t, from.ID, *c.Agent)
		if err != nil {
			return err
		}
		return b.queue.BackToQueueTx(t.Context(), tx, c, handoff.Decision{Kind: handoff.Handover, Reason: handoff.ReasonAgentGone, Rule: "presence.lease"}, c.Team)
	})
}

func (b *queueBundle) stages(t *testing.T) map[uuid.UUID]conversation.Stage {
	t.Helper()
	found := map[uuid.UUID]conversation.Stage{}
	b.in(t, func(tx *postgres.Tx) error {
		rows, err := tx.Query(t.Context(), `SELECT id, stage FROM conversations`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id uuid.UUID
			var stage conversation.Stage
			if err := rows.Scan(&id, &stage); err != nil {
				return err
			}
			found[id] = stage
		}
		return rows.Err()
	})
	return found
}

// expected is the line as its rule says: by the first request, two minutes
// earlier for each step of priority.
func expected(line []inLine, stages map[uuid.UUID]conversation.Stage) []uuid.UUID {
	waiting := slices.DeleteFunc(slices.Clone(line), func(c inLine) bool { return stages[c.id] != conversation.StageWaiting })
	served := func(c inLine) time.Time { return c.first.Add(-time.Duration(c.priority) * 2 * time.Minute) }
	slices.SortStableFunc(waiting, func(a, b inLine) int { return cmp.Or(served(a).Compare(served(b))) })
	ids := make([]uuid.UUID, len(waiting))
	for i, c := range waiting {
		ids[i] = c.id
	}
	return ids
}

// inLine is who waits, by the places that visitors see.
func (b *queueBundle) inLine(t *testing.T) []uuid.UUID {
	t.Helper()
	var ids []uuid.UUID
	for id, stage := range b.stages(t) {
		if stage == conversation.StageWaiting {
			ids = append(ids, id)
		}
	}
	at := map[uuid.UUID]int{}
	b.in(t, func(tx *postgres.Tx) error {
		for _, id := range ids {
			p, err := b.queue.PlaceTx(t.Context(), tx, id)
			if err != nil {
				return err
			}
			at[id] = p.Position
		}
		return nil
	})
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return cmp.Compare(at[a], at[b]) })
	if ids == nil {
		ids = []uuid.UUID{}
	}
	return ids
}

func TestWhoIsTakenBackKeepsTheirTeam(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Hour)
	ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
	var team uuid.UUID
	b.in(t, func(tx *postgres.Tx) (err error) {
		team, err = b.accounts.CreateTeamTx(t.Context(), tx, account.Team{Name: "Returns", Agents: []uuid.UUID{ada.ID}})
		return err
	})
	c := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please"), Team: &team})
	b.route(t)
	b.acceptNow(t, ada, c.ID)
	b.gone(t, ada.ID)
	b.in(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE conversations SET last_at = app_now() - interval '1 minute'`)
		return err
	})
	require.NoError(t, b.queue.Sweep(t.Context()))
	require.Equal(t, conversation.StageWaiting, b.read(t, c.ID).Stage)
	stranger := b.agent(t, "Stranger", account.NewMember{Capacity: 4})
	b.route(t)
	require.Len(t, b.assignments(t, c.ID), 1, "%s is not of the team", stranger.Name)
	b.present(t, ada.ID)
	b.route(t)
	require.Len(t, b.assignments(t, c.ID), 2)
}
