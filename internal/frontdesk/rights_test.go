package frontdesk_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Who may do what with a conversation, by who holds it.
func TestWhoMayHandleAConversation(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	ws := b.visitor.Workspace
	holder := b.member(t, ws, "Holder", account.RoleAgent)
	people := map[string]frontdesk.Actor{
		"holder": holder, "agent": b.member(t, ws, "Agent", account.RoleAgent), "knowledge": b.member(t, ws, "Knowledge", account.RoleKnowledge),
		"supervisor": b.member(t, ws, "Supervisor", account.RoleSupervisor), "admin": b.member(t, ws, "Admin", account.RoleAdmin),
		"stranger": {Workspace: ws, Agent: uuid.New(), Name: "Stranger"},
	}
	mayHandleOthers := map[string]bool{"holder": true, "supervisor": true, "admin": true}
	target := b.member(t, ws, "Target", account.RoleAgent)
	tomorrow := time.Now().Add(24 * time.Hour)

	held := func(t *testing.T) uuid.UUID {
		t.Helper()
		_, visitor, err := b.Accounts.NewVisitor(ctx, ws, "en", "")
		require.NoError(t, err)
		said, err := b.VisitorSays(ctx, visitor, frontdesk.VisitorMessage{ClientID: uuid.NewString(), Text: "hello", Lang: "en"})
		require.NoError(t, err)
		require.NoError(t, b.Take(ctx, holder, said.Conversation))
		return said.Conversation
	}
	actions := map[string]func(frontdesk.Actor, uuid.UUID) error{
		"take": func(a frontdesk.Actor, id uuid.UUID) error { return b.Take(ctx, a, id) },
		"reply": func(a frontdesk.Actor, id uuid.UUID) error {
			_, err := b.AgentSays(ctx, a, frontdesk.AgentMessage{ClientID: uuid.NewString(), Conversation: id, Text: "hello"})
			return err
		},
		"resolve":   func(a frontdesk.Actor, id uuid.UUID) error { return b.Resolve(ctx, a, id) },
		"give back": func(a frontdesk.Actor, id uuid.UUID) error { return b.GiveBack(ctx, a, id) },
		"snooze":    func(a frontdesk.Actor, id uuid.UUID) error { return b.Snooze(ctx, a, id, &tomorrow) },
		"to agent": func(a frontdesk.Actor, id uuid.UUID) error {
			return b.Transfer(ctx, a, id, frontdesk.Transfer{Agent: &target.Agent})
		},
		"to team": func(a frontdesk.Actor, id uuid.UUID) error {
			return b.Transfer(ctx, a, id, frontdesk.Transfer{Team: &b.team, Note: "please"})
		},
	}
	for what, do := range actions {
		for who, actor := range people {
			id := held(t)
			before := b.state(t, id)
			err := do(actor, id)
			if mayHandleOthers[who] {
				require.NoError(t, err, "%s by %s", what, who)
				continue
			}
			require.ErrorIs(t, err, frontdesk.ErrHeld, "%s by %s", what, who)
			require.Equal(t, before, b.state(t, id), "%s by %s was refused and left a trace", what, who)
		}
	}
	id := held(t)
	_, err := b.AddNote(ctx, people["agent"], id, frontdesk.Note{ClientID: uuid.NewString(), Text: "I know this customer"})
	require.NoError(t, err, "a note talks over nobody")
}

// What nobody holds is anybody's, also while it is offered to somebody else.
func TestWhatWaitsIsAnybodysToTake(t *testing.T) {
	t.Parallel()

	b := setup(t)
	agent := b.agents[1]
	for _, prepare := range []func(id uuid.UUID){
		func(uuid.UUID) {},
		func(id uuid.UUID) { require.NoError(t, b.AskForPerson(t.Context(), b.visitor, id)) },
		func(id uuid.UUID) {
			require.NoError(t, b.AgentsPresent(t.Context(), b.agents[:1], true))
			require.NoError(t, b.AskForPerson(t.Context(), b.visitor, id))
			require.NoError(t, b.Queue.RouteWaiting(t.Context(), b.visitor.Workspace))
			require.Equal(t, 1, b.state(t, id).liveAssigned)
		},
	} {
		said := b.say(t, "hello")
		prepare(said.Conversation)
		require.NoError(t, b.Take(t.Context(), agent, said.Conversation))
		s := b.state(t, said.Conversation)
		require.Equal(t, conversation.StagePerson, s.stage)
		require.Zero(t, s.liveAssigned)
		require.NoError(t, b.Resolve(t.Context(), agent, said.Conversation))
	}
}

// A role that was taken away counts at once, whatever the session says.
func TestARoleTakenAwayCountsAtOnce(t *testing.T) {
	t.Parallel()

	b := setup(t)
	said := b.say(t, "hello")
	require.NoError(t, b.Take(t.Context(), b.agents[1], said.Conversation))
	require.NoError(t, b.DB.InWorkspace(t.Context(), b.visitor.Workspace, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE members SET role = 'agent' WHERE agent_id = $1`, b.agents[0].Agent)
		return err
	}))
	require.ErrorIs(t, b.Take(t.Context(), b.agents[0], said.Conversation), frontdesk.ErrHeld)
}
