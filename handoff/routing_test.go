package handoff_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// idle counts visitors who wait unoffered while an agent is there who speaks
// their language, is in their team, has room, and has not just declined them.
// It says what routing owes in words of its own, not in routing's query.
const idle = `SELECT count(*) FROM handoffs h WHERE h.state = 'open'
	AND NOT EXISTS (SELECT FROM assignments o WHERE o.handoff_id = h.id AND o.state = 'offered')
	AND EXISTS (SELECT FROM members m JOIN presence p ON p.agent_id = m.agent_id AND p.status = 'online' AND p.expires_at > app_now()
		WHERE (m.languages = '{}' OR h.lang = ANY (m.languages))
		AND (h.team_id IS NULL OR EXISTS (SELECT FROM team_members t WHERE t.team_id = h.team_id AND t.agent_id = m.agent_id))
		AND NOT EXISTS (SELECT FROM assignments d WHERE d.handoff_id = h.id AND d.agent_id = m.agent_id AND d.state = 'declined')
		AND (SELECT count(*) FROM conversations c WHERE c.agent_id = m.agent_id) +
			(SELECT count(*) FROM assignments o WHERE o.agent_id = m.agent_id AND o.state = 'offered') < m.capacity)`

// overOffered counts agents who are offered what does not fit beside what is awake.
const overOffered = `SELECT count(*) FROM (SELECT m.agent_id FROM members m WHERE m.capacity <
	(SELECT count(*) FROM conversations c WHERE c.agent_id = m.agent_id AND (c.snoozed_until IS NULL OR c.snoozed_until < app_now())) +
	(SELECT count(*) FROM assignments o WHERE o.agent_id = m.agent_id AND o.state = 'offered')) over_full
	WHERE EXISTS (SELECT FROM assignments o WHERE o.agent_id = over_full.agent_id AND o.state = 'offered')`

// offeredTwice counts visitors who are offered to two agents at once.
const offeredTwice = `SELECT count(*) FROM (SELECT handoff_id FROM assignments WHERE state = 'offered' GROUP BY 1 HAVING count(*) > 1) twice`

// Whatever people do, on whichever node: nobody is offered twice or beyond
// their room, and nobody waits while somebody who fits has room.
func TestRoutingOverSeveralNodes(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Hour)
	ctx := t.Context()
	var agents []conversation.AgentRef
	for _, m := range []account.NewMember{
		{Capacity: 1, Skills: []string{"returns"}}, {Capacity: 2, Languages: []string{"zh"}}, {Capacity: 3, Languages: []string{"en"}, Skills: []string{"orders"}}, {Capacity: 2},
	} {
		agents = append(agents, b.agent(t, "Agent", m))
	}
	team := b.team(t, "Team", agents[0].ID, agents[3].ID)
	nodes := []*handoff.Queue{b.queue, b.other}

	rapid.Check(t, func(rt *rapid.T) {
		in := func(f func(*postgres.Tx) error) { require.NoError(rt, b.db.InWorkspace(ctx, b.ws, f)) }
		in(func(tx *postgres.Tx) error { // each case on an empty house
			_, err := tx.Exec(ctx, `DELETE FROM conversations`)
			return err
		})
		require.NoError(rt, b.queue.Present(ctx, seatsOf(b.ws, agents), false))
		var offered []assignment
		// look gives who waits in vain, and notes what is offered.
		look := func() (waits int) {
			offered = nil
			in(func(tx *postgres.Tx) error {
				if err := tx.QueryRow(ctx, idle).Scan(&waits); err != nil {
					return err
				}
				rows, err := tx.Query(ctx, `SELECT id, agent_id, state FROM assignments WHERE state = 'offered' ORDER BY id`)
				if err != nil {
					return err
				}
				defer rows.Close()
				for rows.Next() {
					var a assignment
					if err := rows.Scan(&a.ID, &a.Agent, &a.State); err != nil {
						return err
					}
					offered = append(offered, a)
				}
				return rows.Err()
			})
			return waits
		}
		update := func(sql string) func() {
			return func() { in(func(tx *postgres.Tx) error { _, err := tx.Exec(ctx, sql); return err }) }
		}
		steps := map[string]func(){
			"arrive": func() {
				lang := rapid.SampledFrom([]string{"en", "zh"}).Draw(rt, "lang")
				r := handoff.Request{Conversation: b.visitor(t, lang, "a human please"), Skills: rapid.SampledFrom([][]string{{}, {"returns"}, {"orders"}}).Draw(rt, "skills")}
				if rapid.Bool().Draw(rt, "for the team") {
					r.Team = &team
				}
				b.request(t, r)
			},
			"accept": func() {
				if len(offered) > 0 { // from two tabs, on two nodes
					a, wg := offered[0], sync.WaitGroup{}
					for _, node := range nodes {
						wg.Go(func() {
							if _, err := node.Accept(ctx, b.ws, conversation.AgentRef{ID: a.Agent, Name: "Agent"}, a.ID); err != nil && !errors.Is(err, handoff.ErrGone) {
								rt.Errorf("accept: %v", err)
							}
						})
					}
					wg.Wait()
				}
			},
			"decline": func() {
				if len(offered) > 0 {
					if err := nodes[1].Decline(ctx, b.ws, offered[0].Agent, offered[0].ID); err != nil {
						require.ErrorIs(rt, err, handoff.ErrGone)
					}
				}
			},
			"run out": update(`UPDATE assignments SET expires_at = app_now() WHERE id IN (SELECT id FROM assignments WHERE state = 'offered' ORDER BY id LIMIT 1)`),
			"leave":   update(`UPDATE presence SET expires_at = app_now() - interval '1 second' WHERE agent_id IN (SELECT agent_id FROM presence ORDER BY agent_id LIMIT 1)`),
			"return":  func() { require.NoError(rt, b.queue.Present(ctx, seatsOf(b.ws, agents), true)) },
			"back": func() {
				require.NoError(rt, nodes[0].SetPresence(ctx, handoff.Seat{Workspace: b.ws, Agent: agents[2].ID}, "online"))
			},
			"away": func() {
				require.NoError(rt, nodes[1].SetPresence(ctx, handoff.Seat{Workspace: b.ws, Agent: agents[2].ID}, "away"))
			},
			"snooze": update(`UPDATE conversations SET snoozed_until = app_now() + interval '1 hour' WHERE stage = 'person'`),
			"wake":   update(`UPDATE conversations SET snoozed_until = NULL`),
		}
		names := []string{"accept", "arrive", "arrive", "away", "back", "decline", "leave", "return", "run out", "snooze", "wake"}
		for _, name := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 10).Draw(rt, "steps") {
			steps[name]()
			var wg sync.WaitGroup
			errs := make(chan error, len(nodes))
			for _, node := range nodes {
				wg.Go(func() { errs <- node.RouteWaiting(ctx, b.ws) })
			}
			wg.Wait()
			close(errs)
			for err := range errs {
				require.NoError(rt, err, name)
			}
			var over, twice int
			in(func(tx *postgres.Tx) error {
				return tx.QueryRow(ctx, `SELECT (`+overOffered+`), (`+offeredTwice+`)`).Scan(&over, &twice)
			})
			require.Zero(rt, over, "an agent was offered more than fits after %q", name)
			require.Zero(rt, twice, "offered twice after %q", name)
			require.NoError(rt, b.queue.RouteWaiting(ctx, b.ws)) // what the nodes left to each other
			require.Zero(rt, look(), "somebody waits while somebody who fits has room, after %q", name)
		}
	})
}

func seatsOf(ws uuid.UUID, agents []conversation.AgentRef) []handoff.Seat {
	seats := make([]handoff.Seat, len(agents))
	for i, a := range agents {
		seats[i] = handoff.Seat{Workspace: ws, Agent: a.ID}
	}
	return seats
}

// A sleeping chat leaves its place to another; when it wakes, what was only
// offered goes to somebody else, and nobody is asked for more than fits.
func TestSleepingChatsReleaseCapacity(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Hour)
	ada := b.agent(t, "Ada", account.NewMember{Capacity: 1})
	held, next, third := b.waiting(t), b.waiting(t), b.waiting(t)
	b.route(t)
	_, err := b.queue.Accept(t.Context(), b.ws, ada, b.assignments(t, held.ID)[0].ID)
	require.NoError(t, err)
	b.route(t)
	require.Empty(t, b.assignments(t, next.ID), "the place is taken")
	set := func(sql string) {
		b.in(t, func(tx *postgres.Tx) error { _, err := tx.Exec(t.Context(), sql, held.ID); return err })
	}
	set(`UPDATE conversations SET waiting_since = NULL, last_at = app_now() - interval '16 minutes' WHERE id = $1`)
	b.route(t)
	require.Equal(t, "offered", b.assignments(t, next.ID)[0].State)
	set(`UPDATE conversations SET waiting_since = app_now(), last_at = app_now() WHERE id = $1`)
	b.route(t)
	require.Equal(t, "withdrawn", b.assignments(t, next.ID)[0].State)
	require.Len(t, b.assignments(t, next.ID), 1, "and it is not offered to them again meanwhile")

	set(`UPDATE conversations SET snoozed_until = app_now() + interval '1 hour' WHERE id = $1`)
	b.route(t)
	list := b.assignments(t, next.ID)
	_, err = b.queue.Accept(t.Context(), b.ws, ada, list[len(list)-1].ID)
	require.NoError(t, err)
	b.in(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE conversations SET snoozed_until = app_now() + interval '1 hour' WHERE id = $1`, next.ID)
		return err
	})
	b.route(t)
	require.Empty(t, b.assignments(t, third.ID), "two sleep already: at most twice the capacity, whatever sleeps")
}
