package frontdesk_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// another opens a second conversation of the visitor, as one does who was
// identified on a second device.
func (b *bundle) another(t *testing.T, text string) uuid.UUID {
	t.Helper()
	_, v, err := b.Accounts.NewVisitor(t.Context(), b.visitor.Workspace, "en", "")
	require.NoError(t, err)
	said, err := b.VisitorSays(t.Context(), v, frontdesk.VisitorMessage{ClientID: uuid.NewString(), Text: text, Lang: "en"})
	require.NoError(t, err)
	require.NoError(t, b.DB.InWorkspace(t.Context(), v.Workspace, func(tx *postgres.Tx) error {
		return b.Conversations.ReassignTx(t.Context(), tx, v.ID, b.visitor.ID)
	}))
	return said.Conversation
}

func (b *bundle) conversation(t *testing.T, id uuid.UUID) conversation.Conversation {
	t.Helper()
	c, err := b.Desk.Conversation(t.Context(), conversation.Ref{Workspace: b.visitor.Workspace, ID: id})
	require.NoError(t, err)
	return c
}

func (b *bundle) kinds(t *testing.T, id uuid.UUID) (kinds []string) {
	t.Helper()
	events, err := b.Conversations.After(t.Context(), conversation.Ref{Workspace: b.visitor.Workspace, ID: id}, conversation.Staff, 0)
	require.NoError(t, err)
	for _, e := range events {
		kinds = append(kinds, e.Kind)
	}
	return kinds
}

// whole checks what must hold of every conversation's log and stage.
func (b *bundle) whole(t *testing.T, id uuid.UUID) state {
	t.Helper()
	s := b.state(t, id)
	require.Equal(t, s.last, s.events, "the log has no gap")
	require.Equal(t, s.vlas, s.visible, "nor has what the visitor sees")
	require.Equal(t, s.stage == conversation.StageWaiting, s.openHandoffs == 1)
	require.Equal(t, s.stage == conversation.StagePerson, s.held)
	return s
}

func TestMerge(t *testing.T) {
	t.Parallel()

	t.Run("TheSourceEndsWithAllThatHungOnIt", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		ctx := t.Context()
		target := b.say(t, "where is my parcel").Conversation
		source := b.another(t, "and my refund")
		require.NoError(t, b.AskForPerson(ctx, b.visitor, source))
		require.NoError(t, b.LeaveForm(ctx, b.visitor, source, frontdesk.Form{Email: "ada@example.com"}))
		require.NoError(t, b.AgentsPresent(ctx, b.agents[:1], true))
		require.NoError(t, b.Queue.RouteWaiting(ctx, b.visitor.Workspace))
		require.Equal(t, 1, b.state(t, source).liveAssigned)
		since := b.conversation(t, source).WaitingSince

		takes, options, err := b.MergeOptions(ctx, b.agents[0], target)
		require.NoError(t, err)
		require.True(t, takes)
		require.Len(t, options, 1)
		require.Equal(t, source, options[0].ID)
		require.Equal(t, conversation.StageWaiting, options[0].Stage)
		require.Empty(t, options[0].Refused)

		require.NoError(t, b.Merge(ctx, b.agents[0], source, target))
		from, into := b.conversation(t, source), b.conversation(t, target)
		require.Equal(t, conversation.StageResolved, from.Stage)
		require.Equal(t, target, *from.MergedInto)
		require.Equal(t, conversation.StagePerson, into.Stage)
		require.Equal(t, b.agents[0].Agent, *into.Agent, "whoever merges takes it over, so that nobody is dropped")
		require.False(t, into.WaitingSince.After(*since), "who waited longer there waits as long here")
		require.Zero(t, b.whole(t, source).liveAssigned)
		b.whole(t, target)
		require.Contains(t, b.kinds(t, source), "conversation.moved_on")
		require.Contains(t, b.kinds(t, target), "conversation.merged")
		require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
			wish, err := b.FollowUps.OfTx(ctx, tx, target)
			require.NotNil(t, wish)
			require.True(t, wish.Open)
			require.Equal(t, "ada@example.com", wish.Email)
			return err
		}))

		before := b.state(t, target).last
		require.NoError(t, b.Merge(ctx, b.agents[0], source, target), "again it does nothing")
		require.Equal(t, before, b.state(t, target).last)
	})

	t.Run("WhatIsSaidToTheSourceGoesOn", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		ctx := t.Context()
		target := b.say(t, "where is my parcel").Conversation
		source := b.another(t, "and my refund")
		first := frontdesk.VisitorMessage{ClientID: uuid.NewString(), Conversation: &source, Text: "before the merge", Lang: "en"}
		was, err := b.VisitorSays(ctx, b.visitor, first)
		require.NoError(t, err)
		require.NoError(t, b.Merge(ctx, b.agents[0], source, target))

		first.Conversation = &source
		again, err := b.VisitorSays(ctx, b.visitor, first)
		require.NoError(t, err)
		require.True(t, again.Repeated, "a resend finds what was stored")
		require.Equal(t, was.Seq, again.Seq)
		require.Equal(t, source, again.Conversation)

		later := frontdesk.VisitorMessage{ClientID: uuid.NewString(), Conversation: &source, Text: "after it", Lang: "en"}
		said, err := b.VisitorSays(ctx, b.visitor, later)
		require.NoError(t, err)
		require.Equal(t, target, said.Conversation)
		later.Conversation = &source
		again, err = b.VisitorSays(ctx, b.visitor, later)
		require.NoError(t, err)
		require.True(t, again.Repeated)
		require.Equal(t, said.Seq, again.Seq)

		require.NoError(t, b.AskForPerson(ctx, b.visitor, source), "there is a person already")
		require.ErrorIs(t, b.Take(ctx, b.agents[0], source), conversation.ErrMerged)
		_, err = b.AddNote(ctx, b.agents[0], source, frontdesk.Note{ClientID: "n", Text: "too late"})
		require.ErrorIs(t, err, conversation.ErrMerged)
		_, err = b.AgentSays(ctx, b.agents[0], frontdesk.AgentMessage{ClientID: "m", Conversation: source, Text: "too late"})
		require.Error(t, err)

		third := b.another(t, "one more thing")
		require.NoError(t, b.Merge(ctx, b.agents[0], target, third))
		said, err = b.VisitorSays(ctx, b.visitor, frontdesk.VisitorMessage{ClientID: uuid.NewString(), Conversation: &source, Text: "by two merges", Lang: "en"})
		require.NoError(t, err)
		require.Equal(t, third, said.Conversation)
		b.whole(t, third)
	})

	t.Run("WhatMayNotBeMerged", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		ctx := t.Context()
		target := b.say(t, "where is my parcel").Conversation
		require.ErrorIs(t, b.Merge(ctx, b.agents[0], target, target), problem.New(problem.Invalid, "merge_same"))
		require.ErrorIs(t, b.Merge(ctx, b.agents[0], uuid.New(), target), conversation.ErrNotFound)

		held := b.another(t, "and my refund")
		require.NoError(t, b.Take(ctx, b.agents[0], held))
		require.ErrorIs(t, b.Merge(ctx, b.agents[1], held, target), frontdesk.ErrHeld)
		_, options, err := b.MergeOptions(ctx, b.agents[1], target)
		require.NoError(t, err)
		require.Equal(t, "conversation_held", options[0].Refused)
		require.NoError(t, b.Resolve(ctx, b.agents[0], held))
		require.ErrorIs(t, b.Merge(ctx, b.agents[0], held, target), conversation.ErrStage)

		// Two identified visitors are two people, whatever an agent thinks; an
		// anonymous one becomes an identified one by the shop's signature alone.
		_, other, err := b.Accounts.NewVisitor(ctx, b.visitor.Workspace, "en", "")
		require.NoError(t, err)
		theirs, err := b.VisitorSays(ctx, other, frontdesk.VisitorMessage{ClientID: uuid.NewString(), Text: "my own question", Lang: "en"})
		require.NoError(t, err)
		refused := problem.New(problem.Conflict, "merge_other_visitor")
		require.ErrorIs(t, b.Merge(ctx, b.agents[0], theirs.Conversation, target), refused)
		_, _, err = b.Identify(ctx, b.visitor, account.Identity{External: "customer-1"})
		require.NoError(t, err)
		require.ErrorIs(t, b.Merge(ctx, b.agents[0], theirs.Conversation, target), refused)
		_, _, err = b.Identify(ctx, other, account.Identity{External: "customer-1"})
		require.NoError(t, err)
		require.NoError(t, b.Merge(ctx, b.agents[0], theirs.Conversation, target), "now they are one")

		_, stranger, err := b.Accounts.NewVisitor(ctx, b.visitor.Workspace, "en", "")
		require.NoError(t, err)
		strange, err := b.VisitorSays(ctx, stranger, frontdesk.VisitorMessage{ClientID: uuid.NewString(), Text: "hello there", Lang: "en"})
		require.NoError(t, err)
		_, _, err = b.Identify(ctx, stranger, account.Identity{External: "customer-2"})
		require.NoError(t, err)
		require.ErrorIs(t, b.Merge(ctx, b.agents[0], strange.Conversation, target), refused)
	})

	t.Run("ATurnUnderWayIsLost", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		ctx := t.Context()
		target := b.say(t, "where is my parcel").Conversation
		source := b.another(t, "and my refund")
		claim, ok, err := b.Conversations.ClaimTurn(ctx, conversation.Ref{Workspace: b.visitor.Workspace, ID: source})
		require.NoError(t, err)
		require.True(t, ok)
		require.NoError(t, b.Merge(ctx, b.agents[0], source, target))
		require.ErrorIs(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
			return b.Conversations.FinishTx(ctx, tx, claim)
		}), conversation.ErrClaimLost)
	})
}

// Merges, messages, requests and replies at once, by two nodes with buses of
// their own: every message stands in exactly one log, no log has a gap, and of
// two merges opposite ways one holds.
func TestMergeWhileOthersAct(t *testing.T) {
	t.Parallel()

	b := setup(t)
	parts := b.Parts
	parts.Conversations = conversation.NewStore(b.DB, bus.NewLocal())
	node := frontdesk.New(parts)
	ctx := t.Context()
	for range 8 {
		_, v, err := b.Accounts.NewVisitor(ctx, b.visitor.Workspace, "en", "")
		require.NoError(t, err)
		b.visitor = v
		one, other := b.say(t, "where is my parcel").Conversation, b.another(t, "and my refund")
		var ids [4]string // with the others fewer than the connections of a pool
		var run sync.WaitGroup
		results := make([]error, 2)
		run.Go(func() { results[0] = b.Merge(ctx, b.agents[0], one, other) })
		run.Go(func() { results[1] = node.Merge(ctx, b.agents[0], other, one) })
		for i := range ids {
			ids[i] = uuid.NewString()
			to, desk := one, b.Desk
			if i%2 == 1 {
				to, desk = other, node
			}
			run.Go(func() {
				for range 2 { // and the resend of each
					_, err := desk.VisitorSays(ctx, v, frontdesk.VisitorMessage{ClientID: ids[i], Conversation: &to, Text: "still there?", Lang: "en"})
					require.NoError(t, err)
				}
			})
		}
		run.Go(func() { _ = node.AskForPerson(ctx, v, other) })
		run.Go(func() {
			_, _ = b.AgentSays(ctx, b.agents[0], frontdesk.AgentMessage{ClientID: uuid.NewString(), Conversation: one, Text: "Hello"})
		})
		run.Wait()
		won := 0
		for _, err := range results {
			if err == nil {
				won++
				continue
			}
			require.True(t, errors.Is(err, conversation.ErrMerged) || errors.Is(err, conversation.ErrStage), "%v", err)
		}
		require.Equal(t, 1, won)
		into := one
		if results[0] == nil {
			into = other
		}
		require.Equal(t, conversation.StagePerson, b.whole(t, into).stage)
		b.whole(t, one)
		b.whole(t, other)
		for _, id := range ids {
			var stored int
			require.NoError(t, b.DB.InWorkspace(ctx, v.Workspace, func(tx *postgres.Tx) error {
				return tx.QueryRow(ctx, `SELECT count(*) FROM events WHERE client_id = $1`, id).Scan(&stored)
			}))
			require.Equal(t, 1, stored, "said once, however often it was sent")
		}
	}
}

// Whoever handed a conversation back to the bot is preferred when it needs a
// person again, and the note stands until the conversation is finished.
func TestHandBackToTheBot(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	id := b.say(t, "I want a person").Conversation
	require.ErrorIs(t, b.Transfer(ctx, b.agents[1], id, frontdesk.Transfer{Bot: true}), conversation.ErrStage, "nobody holds it")
	require.NoError(t, b.Take(ctx, b.agents[1], id))
	b.say(t, "which sizes are there?")
	// A wait that began before a person spoke.
	require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO timers (workspace_id, kind, subject_id, due_at, next_at)
			VALUES (current_workspace(), 'bot_settle', $1, app_now() + interval '1 minute', app_now() + interval '1 minute')`, id)
		return err
	}))
	require.NoError(t, b.Transfer(ctx, b.agents[1], id, frontdesk.Transfer{Bot: true, Note: "Only wants the size chart now."}))
	require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
		var waits int
		err := tx.QueryRow(ctx, `SELECT count(*) FROM timers WHERE kind = 'bot_settle'`).Scan(&waits)
		require.Zero(t, waits)
		return err
	}))
	c := b.conversation(t, id)
	require.Equal(t, conversation.StageBot, c.Stage)
	_, ok, err := b.Conversations.ClaimTurn(ctx, c.Ref)
	require.NoError(t, err)
	require.True(t, ok, "the bot answers what nobody has")
	note := func() (text *conversation.Event) {
		require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) (err error) {
			text, err = b.Conversations.PassedNoteTx(ctx, tx, id)
			return err
		}))
		return text
	}
	require.Contains(t, string(note().Data), "size chart")

	require.NoError(t, b.AgentsPresent(ctx, b.agents[:], true))
	require.NoError(t, b.AskForPerson(ctx, b.visitor, id))
	require.NoError(t, b.Queue.RouteWaiting(ctx, b.visitor.Workspace))
	var offered uuid.UUID
	require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT agent_id FROM assignments WHERE state = 'offered'`).Scan(&offered)
	}))
	require.Equal(t, b.agents[1].Agent, offered)

	require.NoError(t, b.Transfer(ctx, b.agents[0], id, frontdesk.Transfer{Team: &b.team, Note: "For the team"}))
	require.Contains(t, string(note().Data), "For the team")
	require.NoError(t, b.Resolve(ctx, b.agents[0], id))
	require.Nil(t, note(), "finished")
	require.ErrorIs(t, b.Transfer(ctx, b.agents[0], id, frontdesk.Transfer{Bot: true, Team: &b.team}), conversation.ErrStage)
}

func TestPriorities(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	rules := []handoff.PriorityRule{
		{Attribute: "plan", Test: handoff.TestIs, Value: "Gold", Priority: 2},
		{Attribute: "spent", Test: handoff.TestAtLeast, Value: "1000", Priority: 1},
	}
	save := func(rules []handoff.PriorityRule) error {
		return b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error { return b.Queue.SavePriorityRulesTx(ctx, tx, rules) })
	}
	priority := func(id uuid.UUID) (p int) {
		require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
			h, err := b.Queue.LatestTx(ctx, tx, id)
			p = h.Priority
			return err
		}))
		return p
	}
	require.NoError(t, save(rules))
	id := b.say(t, "I want a person").Conversation
	require.NoError(t, b.AskForPerson(ctx, b.visitor, id))
	require.Zero(t, priority(id))

	// The shop says who they are while they wait.
	_, _, err := b.Identify(ctx, b.visitor, account.Identity{External: "customer-1", Attributes: map[string]any{"plan": "gold", "spent": 5000.0}})
	require.NoError(t, err)
	require.Equal(t, 2, priority(id))
	require.NoError(t, save(rules[1:]))
	require.Equal(t, 1, priority(id), "new rules hold for who waits")

	require.NoError(t, b.SetPriority(ctx, b.agents[1], id, new(3)))
	require.Equal(t, 3, priority(id))
	require.NoError(t, save(nil))
	require.Equal(t, 3, priority(id), "an agent's word stands above the rules")
	require.NoError(t, b.SetPriority(ctx, b.agents[1], id, nil))
	require.Zero(t, priority(id))
	require.Error(t, b.SetPriority(ctx, b.agents[1], id, new(4)))

	for _, bad := range []handoff.PriorityRule{
		{Attribute: "", Test: handoff.TestPresent, Priority: 1},
		{Attribute: "plan", Test: handoff.TestIs, Priority: 1},
		{Attribute: "spent", Test: handoff.TestAtLeast, Value: "much", Priority: 1},
		{Attribute: "plan", Test: "like", Value: "g", Priority: 1},
		{Attribute: "plan", Test: handoff.TestPresent, Priority: 0},
	} {
		require.NoError(t, save(rules))
		require.Error(t, save([]handoff.PriorityRule{rules[0], bad}), "%+v", bad)
		require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
			kept, err := b.Queue.PriorityRulesTx(ctx, tx)
			require.Equal(t, rules, kept, "nothing half-written")
			return err
		}))
	}
}

func TestNotesCallAgents(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	third := b.member(t, b.visitor.Workspace, "Agent 2", account.RoleAgent)
	id := b.say(t, "where is my parcel").Conversation
	require.NoError(t, b.Take(ctx, b.agents[1], id))
	unread := func(who frontdesk.Actor) (n int) {
		require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
			return tx.QueryRow(ctx, `SELECT count(*) FROM mention_list WHERE agent_id = $1 AND unseen`, who.Agent).Scan(&n)
		}))
		return n
	}
	note := func(from frontdesk.Actor, clientID string, calls ...uuid.UUID) frontdesk.Said {
		said, err := b.AddNote(ctx, from, id, frontdesk.Note{ClientID: clientID, Text: "@Agent 2 do you know this?", Mentions: calls})
		require.NoError(t, err)
		return said
	}
	note(b.agents[1], "ask", third.Agent, third.Agent, b.agents[1].Agent)
	note(b.agents[1], "ask", third.Agent, third.Agent, b.agents[1].Agent)
	require.Equal(t, 1, unread(third), "once, whatever is sent again")
	require.Zero(t, unread(b.agents[1]), "nobody calls themselves")

	note(third, "answer")
	require.Zero(t, unread(third), "who answers has read it")
	require.Equal(t, 1, unread(b.agents[1]), "whoever holds it is told")
	said := note(b.agents[0], "whisper")
	require.Equal(t, 2, unread(b.agents[1]), "a supervisor's word goes the same way")
	require.Equal(t, b.agents[1].Agent, *b.conversation(t, id).Agent, "nothing was taken over")
	require.NoError(t, b.ReadNotes(ctx, b.agents[1], id, said.Seq-1))
	require.Equal(t, 1, unread(b.agents[1]))
	require.NoError(t, b.ReadNotes(ctx, b.agents[1], id, said.Seq))
	require.Zero(t, unread(b.agents[1]))

	_, err := b.AddNote(ctx, b.agents[1], id, frontdesk.Note{ClientID: "bad", Text: "x", Mentions: []uuid.UUID{uuid.New()}})
	require.ErrorIs(t, err, problem.New(problem.Invalid, "mention_unknown"))
}
