package handoff_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

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

func TestAgentsLeave(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Minute)
	ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
	unanswered, answered, botted := b.waiting(t), b.waiting(t), b.waiting(t)
	b.route(t)
	for _, c := range []conversation.Conversation{unanswered, answered, botted} {
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
	say(botted, conversation.Bot(), "Meanwhile: parcels take two days.")
	b.in(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE conversations SET last_at = last_at - interval '10 minutes'`)
		return err
	})
	require.NoError(t, b.queue.Sweep(t.Context()))
	require.Equal(t, conversation.StagePerson, b.read(t, unanswered.ID).Stage, "she is there")

	b.gone(t, ada.ID)
	require.NoError(t, errors.Join(b.queue.Sweep(t.Context()), b.other.Sweep(t.Context())))
	require.Equal(t, conversation.StageWaiting, b.read(t, unanswered.ID).Stage)
	require.Equal(t, conversation.StageWaiting, b.read(t, botted.ID).Stage, "no person has answered, though the bot spoke last")
	require.Equal(t, conversation.StagePerson, b.read(t, answered.ID).Stage)
	require.Equal(t, []uuid.UUID{answered.ID}, b.left(t), "it is flagged: its visitor has their reply, and nobody is there")
	b.present(t, ada.ID)
	require.Empty(t, b.left(t), "she is back")
	b.gone(t, ada.ID)
	say(answered, conversation.Author{Kind: conversation.ByAgent, ID: uuid.New(), Name: "Priya"}, "I am here while Ada is not.")
	require.Empty(t, b.left(t), "somebody has seen to it")
	require.Empty(t, b.broken(t))

	bo := b.agent(t, "Bo", account.NewMember{Capacity: 4})
	b.route(t)
	list := b.assignments(t, unanswered.ID)
	require.Equal(t, bo.ID, list[len(list)-1].Agent)
}

// left are the conversations that are flagged for the supervisor.
func (b *queueBundle) left(t *testing.T) (list []uuid.UUID) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT array_agg(conversation_id) FROM left_list`).Scan(&list)
	})
	return list
}

// back moves an agent's present state into the past, as if they had chosen it
// then.
func (b *queueBundle) back(t *testing.T, by time.Duration) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `WITH p AS (UPDATE presence SET away_since = away_since - $1::interval)
			UPDATE conversations SET last_at = last_at - $1::interval, waiting_since = waiting_since - $1::interval`, by)
		return err
	})
}

// TestAwayBusyAndGivingUp: three things that an agent may want, apart from each
// other.
func TestAwayBusyAndGivingUp(t *testing.T) {
	t.Parallel()

	setup := func(t *testing.T) (*queueBundle, handoff.Seat, conversation.Conversation) {
		t.Helper()
		b := setupQueue(t, time.Hour)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 9})
		held := b.waiting(t)
		b.route(t)
		_, err := b.queue.Accept(t.Context(), b.ws, ada, b.assignments(t, held.ID)[0].ID)
		require.NoError(t, err)
		return b, handoff.Seat{Workspace: b.ws, Agent: ada.ID}, held
	}
	for _, status := range []string{handoff.Busy, handoff.Away} {
		t.Run("NothingNewWhile"+status, func(t *testing.T) {
			t.Parallel()

			b, ada, held := setup(t)
			offered := b.waiting(t)
			b.route(t)
			require.Equal(t, "offered", b.assignments(t, offered.ID)[0].State)
			require.NoError(t, b.queue.SetPresence(t.Context(), ada, status))
			b.route(t)
			require.Equal(t, "passed_on", b.assignments(t, offered.ID)[0].State, "it goes to the next at once, and was not missed")
			bo := b.agent(t, "Bo", account.NewMember{Capacity: 9})
			b.route(t)
			require.Equal(t, bo.ID, b.assignments(t, offered.ID)[1].Agent)
			require.Equal(t, ada.Agent, *b.read(t, held.ID).Agent, "what they hold stays")
			b.back(t, 9*time.Minute)
			require.NoError(t, b.queue.Sweep(t.Context()))
			require.Equal(t, ada.Agent, *b.read(t, held.ID).Agent, "a pause is allowed")
			b.back(t, 2*time.Minute)
			b.present(t, ada.Agent)
			require.NoError(t, errors.Join(b.queue.Sweep(t.Context()), b.other.Sweep(t.Context())))
			require.Equal(t, status == handoff.Away, b.read(t, held.ID).Stage == conversation.StageWaiting, "nobody waits for who is away longer than that")
			require.Empty(t, b.broken(t))
		})
	}

	t.Run("AwaySinceNobodyKnowsWhen", func(t *testing.T) {
		t.Parallel()

		b, ada, held := setup(t)
		require.NoError(t, b.queue.SetPresence(t.Context(), ada, handoff.Away))
		b.in(t, func(tx *postgres.Tx) error { // as a node of the version before writes it
			_, err := tx.Exec(t.Context(), `UPDATE presence SET away_since = NULL`)
			return err
		})
		b.back(t, 9*time.Minute)
		require.NoError(t, b.queue.Sweep(t.Context()))
		require.Equal(t, ada.Agent, *b.read(t, held.ID).Agent)
		b.back(t, 2*time.Minute)
		b.present(t, ada.Agent)
		require.NoError(t, b.queue.Sweep(t.Context()))
		require.Equal(t, conversation.StageWaiting, b.read(t, held.ID).Stage)
	})

	t.Run("WhatWaitsIsGivenUp", func(t *testing.T) {
		t.Parallel()

		b, ada, held := setup(t)
		answered := b.waiting(t)
		b.route(t)
		_, err := b.queue.Accept(t.Context(), b.ws, conversation.AgentRef{ID: ada.Agent, Name: "Ada"}, b.assignments(t, answered.ID)[0].ID)
		require.NoError(t, err)
		b.in(t, func(tx *postgres.Tx) error {
			_, err := b.convs.AppendTx(t.Context(), tx, conversation.Append{
				Conversation: answered.ID, Author: conversation.Author{Kind: conversation.ByAgent, ID: ada.Agent, Name: "Ada"}, Data: conversation.Message{Text: "It is on its way."},
			})
			return err
		})
		n, err := b.queue.GiveUp(t.Context(), ada)
		require.NoError(t, err)
		require.Equal(t, 1, n)
		b.route(t)
		require.Equal(t, conversation.StageWaiting, b.read(t, held.ID).Stage)
		require.Len(t, b.assignments(t, held.ID), 1, "it is not offered to who gave it up")
		require.Equal(t, conversation.StagePerson, b.read(t, answered.ID).Stage, "nobody waits there")
		n, err = b.other.GiveUp(t.Context(), ada)
		require.NoError(t, err)
		require.Zero(t, n)
		require.Empty(t, b.broken(t))
	})
}
