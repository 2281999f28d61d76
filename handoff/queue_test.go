package handoff_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/sentiment"
)

type queueBundle struct {
	db       *postgres.DB
	ws       uuid.UUID
	accounts *account.Store
	convs    *conversation.Store
	queue    *handoff.Queue
	// other is the queue of another node on the same database.
	other *handoff.Queue
}

func setupQueue(t *testing.T, acceptWithin time.Duration) *queueBundle {
	t.Helper()
	db := pgtest.New(t)
	b := &queueBundle{db: db, ws: pgtest.Workspace(t, db), accounts: account.NewStore(db)}
	b.convs = conversation.NewStore(db, bus.NewLocal())
	client, err := jobs.NewClient(db)
	require.NoError(t, err)
	parts := handoff.Parts{
		DB: db, Conversations: b.convs, Moods: sentiment.NewStore(sentiment.NewScorer(), b.convs),
		Accounts: b.accounts, Jobs: client, AcceptWithin: acceptWithin,
	}
	b.queue, b.other = handoff.NewQueue(parts), handoff.NewQueue(parts)
	return b
}

func (b *queueBundle) in(t *testing.T, f func(*postgres.Tx) error) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, f))
}

// agent adds a member and lets them be there.
func (b *queueBundle) agent(t *testing.T, name string, m account.NewMember) conversation.AgentRef {
	t.Helper()
	m.Role = account.RoleAgent
	id, err := b.accounts.CreateMember(t.Context(), b.ws, account.NewAgent{
		Email: uuid.NewString() + "@shop.example", Name: name, Password: "long enough for a test",
	}, m)
	require.NoError(t, err)
	b.present(t, id)
	return conversation.AgentRef{ID: id, Name: name}
}

func (b *queueBundle) present(t *testing.T, agents ...uuid.UUID) {
	t.Helper()
	seats := make([]handoff.Seat, len(agents))
	for i, a := range agents {
		seats[i] = handoff.Seat{Workspace: b.ws, Agent: a}
	}
	require.NoError(t, b.queue.Present(t.Context(), seats, false))
}

// gone lets an agent's lease be out for a while.
func (b *queueBundle) gone(t *testing.T, agent uuid.UUID) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE presence SET expires_at = app_now() - interval '5 minutes' WHERE agent_id = $1`, agent)
		return err
	})
}

// visitor opens a conversation in which somebody said something.
func (b *queueBundle) visitor(t *testing.T, lang, text string) conversation.Conversation {
	t.Helper()
	_, v, err := b.accounts.NewVisitor(t.Context(), b.ws, lang, "")
	require.NoError(t, err)
	var id uuid.UUID
	b.in(t, func(tx *postgres.Tx) error {
		c, err := b.convs.OpenTx(t.Context(), tx, v.ID, lang)
		if err != nil {
			return err
		}
		id = c.ID
		_, err = b.convs.AppendTx(t.Context(), tx, conversation.Append{
			Conversation: id, Author: conversation.Author{Kind: conversation.ByVisitor, ID: v.ID},
			ClientID: uuid.NewString(), Data: conversation.Message{Text: text},
		})
		return err
	})
	return b.read(t, id)
}

func (b *queueBundle) read(t *testing.T, id uuid.UUID) (c conversation.Conversation) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) (err error) {
		c, err = b.convs.GetTx(t.Context(), tx, id)
		return err
	})
	return c
}

func (b *queueBundle) request(t *testing.T, r handoff.Request) conversation.Conversation {
	t.Helper()
	r.Decision.Kind = handoff.Handover
	if r.Decision.Reason == "" {
		r.Decision.Reason = handoff.ReasonExplicitRequest
	}
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
		c, err := b.convs.LockTx(t.Context(), tx, r.Conversation.ID)
		if err != nil {
			return err
		}
		r.Conversation = c
		return b.queue.RequestTx(t.Context(), tx, r)
	}))
	return b.read(t, r.Conversation.ID)
}

// waiting opens a conversation that waits for a person.
func (b *queueBundle) waiting(t *testing.T) conversation.Conversation {
	t.Helper()
	return b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please")})
}

func (b *queueBundle) route(t *testing.T) {
	t.Helper()
	require.NoError(t, b.queue.RouteWaiting(t.Context(), b.ws))
}

type assignment struct {
	ID    uuid.UUID
	Agent uuid.UUID
	State string
}

// assignments of a conversation, oldest first.
func (b *queueBundle) assignments(t *testing.T, conv uuid.UUID) (list []assignment) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		rows, err := tx.Query(t.Context(), `SELECT id, agent_id, state FROM assignments WHERE conversation_id = $1 ORDER BY created_at, id`, conv)
		if err != nil {
			return err
		}
		defer rows.Close()
		list = nil
		for rows.Next() {
			var a assignment
			if err := rows.Scan(&a.ID, &a.Agent, &a.State); err != nil {
				return err
			}
			list = append(list, a)
		}
		return rows.Err()
	})
	return list
}

func (b *queueBundle) kinds(t *testing.T, c conversation.Conversation, audience conversation.Audience) []string {
	t.Helper()
	events, err := b.convs.After(t.Context(), c.Ref, audience, 0)
	require.NoError(t, err)
	kinds := make([]string, len(events))
	for i, e := range events {
		kinds[i] = e.Kind
	}
	return kinds
}

// broken counts what must never be: see the invariants in doc.go.
func (b *queueBundle) broken(t *testing.T) map[string]int {
	t.Helper()
	found := map[string]int{}
	for name, sql := range map[string]string{
		"waiting without one open handoff": `SELECT count(*) FROM conversations c WHERE stage = 'waiting' AND 1 <>
			(SELECT count(*) FROM handoffs h WHERE h.conversation_id = c.id AND h.state = 'open')`,
		"open handoff not waiting": `SELECT count(*) FROM handoffs h JOIN conversations c ON c.id = h.conversation_id
			WHERE h.state = 'open' AND c.stage <> 'waiting'`,
		"person without agent": `SELECT count(*) FROM conversations WHERE (stage = 'person') <> (agent_id IS NOT NULL)`,
		"claim with a person":  `SELECT count(*) FROM conversations WHERE stage = 'person' AND claim_token IS NOT NULL`,
		"offered twice": `SELECT count(*) FROM (SELECT handoff_id FROM assignments WHERE state = 'offered'
			GROUP BY handoff_id HAVING count(*) > 1) twice`,
		"offered without an open handoff": `SELECT count(*) FROM assignments a JOIN handoffs h ON h.id = a.handoff_id
			WHERE a.state = 'offered' AND h.state <> 'open'`,
		"agent over capacity": `SELECT count(*) FROM members m WHERE m.capacity <
			(SELECT count(*) FROM conversations c WHERE c.agent_id = m.agent_id) +
			(SELECT count(*) FROM assignments a WHERE a.agent_id = m.agent_id AND a.state = 'offered' AND a.expires_at > app_now())`,
	} {
		var n int
		b.in(t, func(tx *postgres.Tx) error { return tx.QueryRow(t.Context(), sql).Scan(&n) })
		if n > 0 {
			found[name] = n
		}
	}
	return found
}

func TestRequest(t *testing.T) {
	t.Parallel()

	t.Run("KeepsTheBriefAndTellsTheVisitor", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		c := b.visitor(t, "en", "I'm Laura Benson, order JH-20931 came broken. Get me a person.")
		c = b.request(t, handoff.Request{Conversation: c, Decision: handoff.Decision{
			Reason: handoff.ReasonExplicitRequest, Rule: "en.get", Evidence: handoff.Evidence{Seq: 1, Quote: "Get me a person."},
		}})
		require.Equal(t, conversation.StageWaiting, c.Stage)

		var h *handoff.Handoff
		b.in(t, func(tx *postgres.Tx) (err error) {
			h, err = b.queue.LatestTx(t.Context(), tx, c.ID)
			return err
		})
		require.Equal(t, handoff.ReasonExplicitRequest, h.Brief.Trigger.Reason)
		require.Equal(t, "Get me a person.", h.Brief.Trigger.Evidence.Quote)
		require.Contains(t, h.Brief.Reply, "Laura Benson")
		require.Contains(t, h.Brief.Reply, "JH-20931")

		require.NotContains(t, b.kinds(t, c, conversation.Everyone), "handoff.requested")
		seen, err := b.convs.After(t.Context(), c.Ref, conversation.Everyone, 0)
		require.NoError(t, err)
		said, err := conversation.MessageOf(seen[len(seen)-1])
		require.NoError(t, err)
		require.Equal(t, "handoff_nobody_online", said.Line, "never silence, and never a promise that nobody keeps")

		var queued int
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT count(*) FROM river.river_job WHERE kind = 'route_handoff'`).Scan(&queued)
		})
		require.Equal(t, 1, queued)
	})

	t.Run("TwiceIsOnce", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		c := b.waiting(t)
		before := b.kinds(t, c, conversation.Staff)
		c = b.request(t, handoff.Request{Conversation: c})
		require.Equal(t, before, b.kinds(t, c, conversation.Staff))
		require.Empty(t, b.broken(t))
	})

	t.Run("ManyAtOnceLeaveOneOpen", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		c := b.visitor(t, "zh", "转人工")
		var wg sync.WaitGroup
		errs := make(chan error, 8)
		for range cap(errs) {
			wg.Go(func() {
				errs <- b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
					locked, err := b.convs.LockTx(t.Context(), tx, c.ID)
					if err != nil {
						return err
					}
					return b.queue.RequestTx(t.Context(), tx, handoff.Request{Conversation: locked})
				})
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		require.Empty(t, b.broken(t))
	})
}

func TestRouting(t *testing.T) {
	t.Parallel()

	assignedTo := func(t *testing.T, b *queueBundle, c conversation.Conversation) uuid.UUID {
		t.Helper()
		list := b.assignments(t, c.ID)
		require.NotEmpty(t, list)
		last := list[len(list)-1]
		require.Equal(t, "offered", last.State)
		return last.Agent
	}

	t.Run("BySkillAndLanguage", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		b.agent(t, "English", account.NewMember{Languages: []string{"en"}, Capacity: 4})
		chinese := b.agent(t, "Chinese", account.NewMember{Languages: []string{"zh"}, Capacity: 4})
		repairs := b.agent(t, "Repairs", account.NewMember{Skills: []string{"repairs"}, Capacity: 4})
		zh := b.request(t, handoff.Request{Conversation: b.visitor(t, "zh", "转人工")})
		skilled := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "human"), Skills: []string{"repairs"}})
		b.route(t)
		require.Contains(t, []uuid.UUID{chinese.ID, repairs.ID}, assignedTo(t, b, zh))
		require.Equal(t, repairs.ID, assignedTo(t, b, skilled))
	})

	t.Run("LeastBusyFirst", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		busy := b.agent(t, "Busy", account.NewMember{Capacity: 4})
		first := b.waiting(t)
		b.route(t)
		_, err := b.queue.Accept(t.Context(), b.ws, busy, b.assignments(t, first.ID)[0].ID)
		require.NoError(t, err)
		free := b.agent(t, "Free", account.NewMember{Capacity: 4})
		second := b.waiting(t)
		b.route(t)
		require.Equal(t, free.ID, assignedTo(t, b, second))
	})

	t.Run("UrgentFirstButNobodyWaitsForEver", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		old, calm := b.waiting(t), b.waiting(t)
		b.in(t, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE handoffs SET requested_at = requested_at - interval '7 minutes' WHERE conversation_id = $1`, old.ID)
			return err
		})
		danger := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "it is on fire"), Decision: handoff.Decision{Reason: handoff.ReasonSafety}})
		for i, want := range []conversation.Conversation{old, danger, calm} {
			b.in(t, func(tx *postgres.Tx) error {
				place, err := b.queue.PlaceTx(t.Context(), tx, want.ID)
				require.Equal(t, i+1, place.Position)
				return err
			})
		}
		b.agent(t, "One", account.NewMember{Capacity: 1})
		b.route(t)
		assignedTo(t, b, old)
		require.Empty(t, b.assignments(t, danger.ID))
	})

	t.Run("WhoHeldItBeforeIsPreferred", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
		c := b.waiting(t)
		b.route(t)
		_, err := b.queue.Accept(t.Context(), b.ws, ada, b.assignments(t, c.ID)[0].ID)
		require.NoError(t, err)
		b.agent(t, "Bo", account.NewMember{Capacity: 4})
		b.in(t, func(tx *postgres.Tx) error {
			_, err := b.convs.MoveTx(t.Context(), tx, conversation.Move{Conversation: c.ID, To: conversation.StageBot, By: conversation.System()})
			return err
		})
		c = b.request(t, handoff.Request{Conversation: b.read(t, c.ID)})
		b.route(t)
		require.Equal(t, ada.ID, assignedTo(t, b, c))
	})

	t.Run("NobodyAwayOrGone", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		away := b.agent(t, "Away", account.NewMember{Capacity: 4})
		gone := b.agent(t, "Gone", account.NewMember{Capacity: 4})
		require.NoError(t, b.queue.SetPresence(t.Context(), handoff.Seat{Workspace: b.ws, Agent: away.ID}, "away"))
		b.gone(t, gone.ID)
		c := b.waiting(t)
		b.route(t)
		require.Empty(t, b.assignments(t, c.ID))
		b.present(t, gone.ID)
		require.NoError(t, b.queue.Sweep(t.Context()))
		require.Equal(t, gone.ID, assignedTo(t, b, c), "the sweep finds what no kick did")
	})

	t.Run("ToTheTeam", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		b.agent(t, "Elsewhere", account.NewMember{Capacity: 4})
		member := b.agent(t, "Member", account.NewMember{Capacity: 4})
		var team uuid.UUID
		b.in(t, func(tx *postgres.Tx) (err error) {
			team, err = b.accounts.CreateTeamTx(t.Context(), tx, account.Team{Name: "Returns", Agents: []uuid.UUID{member.ID}})
			return err
		})
		c := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "human"), Team: &team})
		b.route(t)
		require.Equal(t, member.ID, assignedTo(t, b, c))
	})
}

func TestAssignments(t *testing.T) {
	t.Parallel()

	t.Run("DeclinedGoesToTheNext", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		one, two := b.agent(t, "One", account.NewMember{Capacity: 4}), b.agent(t, "Two", account.NewMember{Capacity: 4})
		c := b.waiting(t)
		b.route(t)
		first := b.assignments(t, c.ID)[0]
		require.NoError(t, b.queue.Decline(t.Context(), b.ws, first.Agent, first.ID))
		require.ErrorIs(t, b.queue.Decline(t.Context(), b.ws, first.Agent, first.ID), handoff.ErrGone)
		list := b.assignments(t, c.ID)
		require.Len(t, list, 2)
		require.ElementsMatch(t, []uuid.UUID{one.ID, two.ID}, []uuid.UUID{list[0].Agent, list[1].Agent})
		require.Empty(t, b.broken(t))
	})

	t.Run("ExpiredGoesToTheNextAndCannotBeAccepted", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Millisecond)
		agents := map[uuid.UUID]conversation.AgentRef{}
		for _, name := range []string{"One", "Two"} {
			a := b.agent(t, name, account.NewMember{Capacity: 4})
			agents[a.ID] = a
		}
		c := b.waiting(t)
		b.route(t)
		first := b.assignments(t, c.ID)[0]
		_, err := b.queue.Accept(t.Context(), b.ws, agents[first.Agent], first.ID)
		require.ErrorIs(t, err, handoff.ErrGone)
		b.route(t)
		list := b.assignments(t, c.ID)
		require.Equal(t, "expired", list[0].State)
		require.NotEqual(t, list[0].Agent, list[1].Agent)
		require.Equal(t, conversation.StageWaiting, b.read(t, c.ID).Stage)
		require.Empty(t, b.broken(t))
	})

	t.Run("OfAnotherAgentIsGone", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		b.agent(t, "One", account.NewMember{Capacity: 4})
		c := b.waiting(t)
		b.route(t)
		stranger := b.agent(t, "Stranger", account.NewMember{Capacity: 4})
		_, err := b.queue.Accept(t.Context(), b.ws, stranger, b.assignments(t, c.ID)[0].ID)
		require.ErrorIs(t, err, handoff.ErrGone)
		_, err = b.queue.Accept(t.Context(), b.ws, stranger, uuid.New())
		require.ErrorIs(t, err, handoff.ErrGone)
	})

	t.Run("AcceptedFromManyTabsIsOneConversation", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
		c := b.waiting(t)
		claim, ok, err := b.convs.ClaimTurn(t.Context(), c.Ref)
		require.NoError(t, err)
		require.True(t, ok, "the bot may go on while the visitor waits")
		b.route(t)
		id := b.assignments(t, c.ID)[0].ID
		var wg sync.WaitGroup
		errs := make(chan error, 6)
		for i := range cap(errs) {
			queue := []*handoff.Queue{b.queue, b.other}[i%2]
			wg.Go(func() {
				_, err := queue.Accept(t.Context(), b.ws, ada, id)
				errs <- err
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		got := b.read(t, c.ID)
		require.Equal(t, conversation.StagePerson, got.Stage)
		require.Equal(t, ada.ID, *got.Agent)
		err = b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error { return b.convs.FinishTx(t.Context(), tx, claim) })
		require.ErrorIs(t, err, conversation.ErrClaimLost, "the bot is silent from that instant")
		accepted := 0
		for _, kind := range b.kinds(t, c, conversation.Staff) {
			if kind == "handoff.accepted" {
				accepted++
			}
		}
		require.Equal(t, 1, accepted)
		require.Empty(t, b.broken(t))
	})

	t.Run("AcceptAgainstCancel", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 40})
		for range 10 {
			c := b.waiting(t)
			b.route(t)
			id := b.assignments(t, c.ID)[0].ID
			var accepted, cancelled error
			var wg sync.WaitGroup
			wg.Go(func() { _, accepted = b.queue.Accept(t.Context(), b.ws, ada, id) })
			wg.Go(func() { cancelled = b.cancel(t.Context(), c.ID) })
			wg.Wait()
			if accepted == nil {
				require.ErrorIs(t, cancelled, conversation.ErrStage)
			} else {
				require.ErrorIs(t, accepted, handoff.ErrGone)
				require.NoError(t, cancelled)
			}
			require.Empty(t, b.broken(t))
		}
	})

	t.Run("NoAgentGetsMoreThanFits", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		for i := range 3 {
			b.agent(t, fmt.Sprint("Agent ", i), account.NewMember{Capacity: 2})
		}
		for range 9 {
			b.waiting(t)
		}
		var wg sync.WaitGroup
		errs := make(chan error, 6)
		for i := range cap(errs) {
			queue := []*handoff.Queue{b.queue, b.other}[i%2]
			wg.Go(func() { errs <- queue.RouteWaiting(t.Context(), b.ws) })
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		require.Empty(t, b.broken(t))
		var offered int
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT count(*) FROM assignments WHERE state = 'offered'`).Scan(&offered)
		})
		require.Equal(t, 6, offered, "no place is left empty while somebody waits")
	})
}

// cancel is what the desk does for a visitor.
func (b *queueBundle) cancel(ctx context.Context, id uuid.UUID) error {
	return b.db.InWorkspace(ctx, b.ws, func(tx *postgres.Tx) error {
		c, err := b.convs.LockTx(ctx, tx, id)
		if err != nil {
			return err
		}
		if c.Stage != conversation.StageWaiting {
			return conversation.ErrStage
		}
		return b.queue.CancelTx(ctx, tx, c)
	})
}

func TestAgentsLeave(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Minute)
	ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
	unanswered, answered := b.waiting(t), b.waiting(t)
	b.route(t)
	for _, c := range []conversation.Conversation{unanswered, answered} {
		_, err := b.queue.Accept(t.Context(), b.ws, ada, b.assignments(t, c.ID)[0].ID)
		require.NoError(t, err)
	}
	say := func(c conversation.Conversation, by conversation.Author, text string) {
		b.in(t, func(tx *postgres.Tx) error {
			_, err := b.convs.AppendTx(t.Context(), tx, conversation.Append{Conversation: c.ID, Author: by, Data: conversation.Message{Text: text}})
			return err
		})
	}
	say(answered, conversation.Author{Kind: conversation.ByAgent, ID: ada.ID, Name: "Ada"}, "Done, anything else?")
	say(unanswered, conversation.Author{Kind: conversation.ByVisitor, ID: unanswered.Visitor}, "hello?")
	b.in(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE conversations SET last_at = last_at - interval '10 minutes'`)
		return err
	})
	require.NoError(t, b.queue.Sweep(t.Context()))
	require.Equal(t, conversation.StagePerson, b.read(t, unanswered.ID).Stage, "she is there")

	b.gone(t, ada.ID)
	require.NoError(t, errors.Join(b.queue.Sweep(t.Context()), b.other.Sweep(t.Context())))
	require.Equal(t, conversation.StageWaiting, b.read(t, unanswered.ID).Stage)
	require.Equal(t, conversation.StagePerson, b.read(t, answered.ID).Stage)
	require.Empty(t, b.broken(t))

	bo := b.agent(t, "Bo", account.NewMember{Capacity: 4})
	b.route(t)
	list := b.assignments(t, unanswered.ID)
	require.Equal(t, bo.ID, list[len(list)-1].Agent)
}

func TestQueuesStayInTheirWorkspace(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Minute)
	ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
	c := b.waiting(t)
	b.route(t)
	id := b.assignments(t, c.ID)[0].ID
	elsewhere := pgtest.Workspace(t, b.db)
	_, err := b.queue.Accept(t.Context(), elsewhere, ada, id)
	require.ErrorIs(t, err, handoff.ErrGone)
	require.ErrorIs(t, b.queue.Decline(t.Context(), elsewhere, ada.ID, id), handoff.ErrGone)
	require.NoError(t, b.queue.RouteWaiting(t.Context(), elsewhere))
	require.Len(t, b.assignments(t, c.ID), 1)
}
