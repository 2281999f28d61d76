package frontdesk_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/parting"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/sentiment"
)

type bundle struct {
	*frontdesk.Desk
	visitor account.Visitor
	// agents are a supervisor and an agent.
	agents [2]frontdesk.Actor
	team   uuid.UUID
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db := pgtest.New(t)
	client, err := jobs.NewClient(db)
	require.NoError(t, err)
	p := frontdesk.Parts{DB: db, Accounts: account.NewStore(db), Conversations: conversation.NewStore(db, bus.NewLocal()), Library: knowledge.New(db)}
	p.Moods = sentiment.NewStore(sentiment.NewScorer(), p.Conversations)
	p.Queue = handoff.NewQueue(handoff.Parts{DB: db, Conversations: p.Conversations, Moods: p.Moods, Accounts: p.Accounts, Jobs: client})
	p.Bot = bot.New(bot.Parts{DB: db, Conversations: p.Conversations, Library: p.Library, Moods: p.Moods, Queue: p.Queue, Jobs: client})
	p.Assistant = agentassist.New(agentassist.Parts{DB: db, Conversations: p.Conversations, Library: p.Library, Moods: p.Moods, Jobs: client})
	p.FollowUps = followup.New(followup.Parts{DB: db, Conversations: p.Conversations, Accounts: p.Accounts, Jobs: client})
	p.Parting = parting.New(parting.Parts{DB: db, Conversations: p.Conversations, Library: p.Library, Jobs: client})
	b := &bundle{Desk: frontdesk.New(p)}

	ws := pgtest.Workspace(t, db)
	for i, role := range []account.Role{account.RoleSupervisor, account.RoleAgent} {
		b.agents[i] = b.member(t, ws, fmt.Sprint("Agent ", i), role)
	}
	require.NoError(t, db.InWorkspace(t.Context(), ws, func(tx *postgres.Tx) error {
		b.team, err = p.Accounts.CreateTeamTx(t.Context(), tx, account.Team{Name: "Team", Agents: []uuid.UUID{b.agents[0].Agent}})
		return err
	}))
	_, b.visitor, err = p.Accounts.NewVisitor(t.Context(), ws, "en", "")
	require.NoError(t, err)
	return b
}

func (b *bundle) member(t *testing.T, ws uuid.UUID, name string, role account.Role) frontdesk.Actor {
	t.Helper()
	id, err := b.Accounts.CreateMember(t.Context(), ws, account.NewAgent{
		Name: name, Email: uuid.NewString() + "@example.com", Password: "correct horse battery",
	}, account.NewMember{Role: role, Capacity: 4})
	require.NoError(t, err)
	return frontdesk.Actor{Workspace: ws, Agent: id, Name: name}
}

func (b *bundle) say(t *testing.T, text string) frontdesk.Said {
	t.Helper()
	said, err := b.VisitorSays(t.Context(), b.visitor, frontdesk.VisitorMessage{ClientID: uuid.NewString(), Text: text, Lang: "en"})
	require.NoError(t, err)
	return said
}

// state is what the invariants are about.
type state struct {
	stage         conversation.Stage
	held          bool
	openHandoffs  int
	liveAssigned  int
	events, last  int64
	visible, vlas int64
}

func (b *bundle) state(t require.TestingT, id uuid.UUID) (s state) {
	ctx := backgroundOf(t)
	require.NoError(t, b.DB.InWorkspace(ctx, b.visitor.Workspace, func(tx *postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT c.stage, c.agent_id IS NOT NULL,
			(SELECT count(*) FROM handoffs h WHERE h.conversation_id = c.id AND h.state = 'open'),
			(SELECT count(*) FROM assignments a JOIN handoffs h ON h.id = a.handoff_id WHERE a.conversation_id = c.id AND a.state = 'offered' AND h.state = 'open'),
			(SELECT count(*) FROM events e WHERE e.conversation_id = c.id), c.last_seq,
			(SELECT count(*) FROM events e WHERE e.conversation_id = c.id AND e.vseq IS NOT NULL), c.last_vseq
			FROM conversations c WHERE c.id = $1`, id).
			Scan(&s.stage, &s.held, &s.openHandoffs, &s.liveAssigned, &s.events, &s.last, &s.visible, &s.vlas)
	}))
	return s
}

// Whatever people do in whatever order: waiting goes with exactly one open
// handoff, person with an agent who holds it, and the log has no gap.
func TestInvariantsUnderAnyOrderOfActions(t *testing.T) {
	t.Parallel()

	b := setup(t)
	ctx := t.Context()
	rapid.Check(t, func(rt *rapid.T) {
		_, visitor, err := b.Accounts.NewVisitor(ctx, b.visitor.Workspace, "en", "")
		require.NoError(rt, err)
		said, err := b.VisitorSays(ctx, visitor, frontdesk.VisitorMessage{ClientID: uuid.NewString(), Text: "hello", Lang: "en"})
		require.NoError(rt, err)
		id := said.Conversation
		actions := map[string]func() error{
			"visitor says": func() error {
				_, err := b.VisitorSays(ctx, visitor, frontdesk.VisitorMessage{ClientID: uuid.NewString(), Conversation: &id, Text: "and now?", Lang: "en"})
				return err
			},
			"ask for person": func() error { return b.AskForPerson(ctx, visitor, id) },
			"accept offer":   func() error { return b.AnswerOffer(ctx, visitor, id, true) },
			"decline offer":  func() error { return b.AnswerOffer(ctx, visitor, id, false) },
			"cancel":         func() error { return b.CancelWaiting(ctx, visitor, id) },
			"rate":           func() error { return b.Rate(ctx, visitor, id, conversation.Rated{Score: 4}) },
			"agent present":  func() error { return b.AgentsPresent(ctx, b.agents[:1], true) },
			"route":          func() error { return b.Queue.RouteWaiting(ctx, visitor.Workspace) },
			"take":           func() error { return b.Take(ctx, b.agents[1], id) },
			"reply": func() error {
				_, err := b.AgentSays(ctx, b.agents[0], frontdesk.AgentMessage{ClientID: uuid.NewString(), Conversation: id, Text: "Hello"})
				return err
			},
			"note": func() error {
				_, err := b.AddNote(ctx, b.agents[0], id, frontdesk.Note{ClientID: uuid.NewString(), Text: "between us"})
				return err
			},
			"give back": func() error { return b.GiveBack(ctx, b.agents[0], id) },
			"to agent":  func() error { return b.Transfer(ctx, b.agents[0], id, frontdesk.Transfer{Agent: &b.agents[1].Agent}) },
			"to team": func() error {
				return b.Transfer(ctx, b.agents[0], id, frontdesk.Transfer{Team: &b.team, Note: "please"})
			},
			"resolve": func() error { return b.Resolve(ctx, b.agents[0], id) },
		}
		names := make([]string, 0, len(actions))
		for name := range actions {
			names = append(names, name)
		}
		for _, name := range rapid.SliceOfN(rapid.SampledFrom(sorted(names)), 1, 8).Draw(rt, "actions") {
			before := b.state(rt, id)
			if err := actions[name](); err != nil {
				var known *problem.Error
				require.True(rt, errors.As(err, &known) && known.Kind != problem.Internal, "%s in %s: %v", name, before.stage, err)
				require.Equal(rt, before, b.state(rt, id), "%s was refused and left a trace", name)
			}
			s := b.state(rt, id)
			require.Equal(rt, s.stage == conversation.StageWaiting, s.openHandoffs == 1, "%s from %s: %+v", name, before.stage, s)
			require.LessOrEqual(rt, s.openHandoffs, 1)
			require.LessOrEqual(rt, s.liveAssigned, s.openHandoffs)
			require.Equal(rt, s.stage == conversation.StagePerson, s.held, "%s: %+v", name, s)
			require.Equal(rt, s.last, s.events, "a gap in the log after %s", name)
			require.Equal(rt, s.vlas, s.visible, "a gap in the visitor's log after %s", name)
		}
	})
}

// A button always brings a person, and the visitor is told what happens next.
func TestAskForPersonIsNeverSilent(t *testing.T) {
	t.Parallel()

	b := setup(t)
	said := b.say(t, "hello")
	require.NoError(t, b.AskForPerson(t.Context(), b.visitor, said.Conversation))
	events, err := b.Conversations.After(t.Context(), conversation.Ref{Workspace: b.visitor.Workspace, ID: said.Conversation}, conversation.Everyone, 0)
	require.NoError(t, err)
	last, err := conversation.MessageOf(events[len(events)-1])
	require.NoError(t, err)
	require.Equal(t, "handoff_nobody_online", last.Line)
	require.NoError(t, b.AskForPerson(t.Context(), b.visitor, said.Conversation), "a second press changes nothing")
	require.Equal(t, 1, b.state(t, said.Conversation).openHandoffs)
}

// What the bot answered from is known to the agent, with what the visitor gave.
func TestBriefHoldsWhatTheVisitorGave(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.say(t, "Hi, I'm Ada Chen. My order ORD-8841 arrived broken")
	said := b.say(t, "you can reach me at ada@example.com")
	require.NoError(t, b.AskForPerson(t.Context(), b.visitor, said.Conversation))
	var h *handoff.Handoff
	require.NoError(t, b.DB.InWorkspace(t.Context(), b.visitor.Workspace, func(tx *postgres.Tx) (err error) {
		h, err = b.Queue.LatestTx(t.Context(), tx, said.Conversation)
		return err
	}))
	given := map[handoff.FactKind]string{}
	for _, f := range h.Brief.Facts {
		given[f.Kind] = f.Value
	}
	require.Equal(t, "ORD-8841", given[handoff.FactOrder])
	require.Equal(t, "ada@example.com", given[handoff.FactEmail])
	require.Equal(t, "Ada Chen", given[handoff.FactName])
	require.NotEmpty(t, h.Brief.Reply)
	require.NotContains(t, h.Brief.Reply, "order number", "it asks nothing that was said")
}
