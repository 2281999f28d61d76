package handoff_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/followup"
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
	bus      *bus.Local
	queue    *handoff.Queue
	// other is the queue of another node on the same database.
	other *handoff.Queue
}

func setupQueue(t *testing.T, acceptWithin time.Duration) *queueBundle {
	t.Helper()
	db := pgtest.New(t)
	return bundleOn(t, db, pgtest.Workspace(t, db), acceptWithin)
}

// later is the same database seen by nodes whose business time is shifted.
func (b *queueBundle) later(t *testing.T, by time.Duration) *queueBundle {
	t.Helper()
	db, err := postgres.Open(t.Context(), postgres.Config{
		URL: b.db.Pool().Config().ConnString(), MaxConns: 4, Settings: map[string]string{"app.clock_shift": by.String()},
	})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	return bundleOn(t, db, b.ws, b.queue.AcceptWithin)
}

// scorer is read once: to unpack its weights takes longer than most of the tests.
var scorer = sentiment.NewScorer()

func bundleOn(t *testing.T, db *postgres.DB, ws uuid.UUID, acceptWithin time.Duration) *queueBundle {
	t.Helper()
	b := &queueBundle{db: db, ws: ws, accounts: account.NewStore(db), bus: bus.NewLocal()}
	b.convs = conversation.NewStore(db, b.bus)
	client, err := jobs.NewClient(db)
	require.NoError(t, err)
	parts := handoff.Parts{
		DB: db, Conversations: b.convs, Moods: sentiment.NewStore(scorer, b.convs),
		Accounts: b.accounts, Jobs: client, AcceptWithin: acceptWithin,
		FollowUps: followup.New(followup.Parts{DB: db, Conversations: b.convs, Accounts: b.accounts, Jobs: client}),
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
