package sla_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff/sla"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/timer"
)

// bundle is a node on a database whose clock may be shifted.
type bundle struct {
	db       *postgres.DB
	ws       uuid.UUID
	accounts *account.Store
	convs    *conversation.Store
	clocks   *sla.Clocks
	timers   *timer.Runner
	agent    conversation.AgentRef
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db := pgtest.New(t)
	ws := pgtest.Workspace(t, db)
	b := on(t, db, ws)
	id, err := b.accounts.CreateMember(t.Context(), ws, account.NewAgent{Name: "Mei", Email: "mei@shop.example", Password: "correct horse battery"},
		account.NewMember{Role: account.RoleAgent, Capacity: 4})
	require.NoError(t, err)
	b.agent = conversation.AgentRef{ID: id, Name: "Mei"}
	return b
}

func on(t *testing.T, db *postgres.DB, ws uuid.UUID) *bundle {
	t.Helper()
	b := &bundle{db: db, ws: ws, accounts: account.NewStore(db), convs: conversation.NewStore(db, bus.NewLocal())}
	client, err := jobs.NewClient(db)
	require.NoError(t, err)
	b.clocks = sla.New(sla.Parts{DB: db, Conversations: b.convs, Jobs: client, Timers: timer.New(client)})
	b.timers = timer.NewRunner(db, b.clocks.Actions())
	return b
}

// later is the same workspace on a node whose database clock is ahead.
func (b *bundle) later(t *testing.T, by time.Duration) *bundle {
	t.Helper()
	db, err := postgres.Open(t.Context(), postgres.Config{
		URL: b.db.Pool().Config().ConnString(), MaxConns: 4, Settings: map[string]string{"app.clock_shift": by.String()},
	})
	require.NoError(t, err)
	t.Cleanup(db.Close)
	n := on(t, db, b.ws)
	n.agent = b.agent
	return n
}

// at is the node at an instant.
func (b *bundle) at(t *testing.T, instant time.Time) *bundle {
	t.Helper()
	return b.later(t, time.Until(instant))
}

func (b *bundle) in(t *testing.T, f func(*postgres.Tx) error) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ws, f))
}

// act runs f on the locked conversation and sets its clocks, as every use case does.
func (b *bundle) act(t *testing.T, id uuid.UUID, f func(ctx context.Context, tx *postgres.Tx) error) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		if _, err := b.convs.LockTx(t.Context(), tx, id); err != nil {
			return err
		}
		if err := f(t.Context(), tx); err != nil {
			return err
		}
		return b.clocks.TouchTx(t.Context(), tx, id)
	})
}

// waiting is a conversation whose visitor waits for a person.
func (b *bundle) waiting(t *testing.T) (id uuid.UUID) {
	t.Helper()
	_, v, err := b.accounts.NewVisitor(t.Context(), b.ws, "en", "")
	require.NoError(t, err)
	b.in(t, func(tx *postgres.Tx) error {
		c, err := b.convs.OpenTx(t.Context(), tx, v.ID, "en")
		id = c.ID
		return err
	})
	b.visitor(t, id, "where is my parcel?")
	b.move(t, id, conversation.StageWaiting, nil)
	return id
}

func (b *bundle) move(t *testing.T, id uuid.UUID, to conversation.Stage, team *uuid.UUID) {
	t.Helper()
	m := conversation.Move{Conversation: id, To: to, Team: team, By: conversation.System()}
	if to == conversation.StagePerson {
		m.Agent = &b.agent
	}
	b.act(t, id, func(ctx context.Context, tx *postgres.Tx) error {
		_, err := b.convs.MoveTx(ctx, tx, m)
		return err
	})
}

func (b *bundle) visitor(t *testing.T, id uuid.UUID, text string) {
	t.Helper()
	b.say(t, id, conversation.Author{Kind: conversation.ByVisitor, ID: uuid.New()}, text)
}

func (b *bundle) reply(t *testing.T, id uuid.UUID) {
	t.Helper()
	b.say(t, id, conversation.Author{Kind: conversation.ByAgent, ID: b.agent.ID, Name: b.agent.Name}, "It is on its way.")
}

func (b *bundle) say(t *testing.T, id uuid.UUID, by conversation.Author, text string) {
	t.Helper()
	b.act(t, id, func(ctx context.Context, tx *postgres.Tx) error {
		_, err := b.convs.AppendTx(ctx, tx, conversation.Append{Conversation: id, Author: by, ClientID: uuid.NewString(), Data: conversation.Message{Text: text}})
		return err
	})
}

func (b *bundle) promise(t *testing.T, p sla.Policy) {
	t.Helper()
	if p.WarnAt == 0 {
		p.WarnAt = 80
	}
	b.in(t, func(tx *postgres.Tx) error { return b.clocks.SavePolicyTx(t.Context(), tx, p) })
	require.NoError(t, b.clocks.Recount(t.Context(), b.ws))
}

// minutes is a target that is the same for all priorities.
func minutes(n int) sla.Target { return sla.Target{Minutes: []int{n, n, n, n}} }

// due is what the list shows; nil without a deadline.
func (b *bundle) due(t *testing.T, id uuid.UUID) (goal string, at *time.Time) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT coalesce(max(goal), ''), max(due_at) FROM deadline_list WHERE conversation_id = $1`, id).Scan(&goal, &at)
	})
	return goal, at
}

// told counts the events of a kind.
func (b *bundle) told(t *testing.T, id uuid.UUID, kind string) (n int) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM events WHERE conversation_id = $1 AND kind = $2`, id, kind).Scan(&n)
	})
	return n
}

// outcome is how the last clock of a goal ended, or "running", with whether it was missed.
func (b *bundle) outcome(t *testing.T, id uuid.UUID, goal sla.Goal) (how string) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT coalesce(outcome, 'running') || CASE WHEN missed_at IS NULL THEN '' ELSE ', missed' END
			FROM sla_clocks WHERE conversation_id = $1 AND goal = $2 ORDER BY started_at DESC, id DESC LIMIT 1`, id, string(goal)).Scan(&how)
	})
	return how
}
