package bot_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// actionsOf are actions that end as a test wants.
type actionsOf struct{ acted flow.Acted }

func (a *actionsOf) Describe(context.Context, uuid.UUID) ([]flow.Action, error) {
	return []flow.Action{{Name: "book", Inputs: []flow.ActionInput{{Name: "order", Required: true}}, Results: []string{"number"}}}, nil
}

func (a *actionsOf) Run(context.Context, guide.Call) (flow.Acted, error) { return a.acted, nil }

func field(name string, kind form.Kind) *form.Field {
	return &form.Field{Name: name, Kind: kind, Label: form.Texts{"en": name, "zh": name}}
}

// repair is a flow of two questions, an action and a person.
var repair = flow.Definition{
	Triggers: flow.Triggers{Phrases: []string{"book a repair", "我要报修"}, Rules: []string{"vip"}},
	Steps: []flow.Step{
		{ID: "order", Kind: flow.Ask, Text: form.Texts{"en": "Which order?", "zh": "哪个订单？"}, Field: field("order", form.Order)},
		{ID: "what", Kind: flow.Ask, Text: form.Texts{"en": "What is broken?"}, Field: field("what", form.Text)},
		{ID: "book", Kind: flow.Act, Action: "book", Inputs: map[string]string{"order": "{order}"}, Save: map[string]string{"number": "number"}},
		{ID: "person", Kind: flow.Person, Text: form.Texts{"en": "A colleague calls you about {number}."}},
	},
}

// guided gives the bundle a bot that guides through repair.
func guided(t *testing.T, acted flow.Acted) (*bundle, *guide.Guide) {
	t.Helper()
	b := setup(t, nil)
	client, err := jobs.NewClient(b.db)
	require.NoError(t, err)
	g := guide.New(guide.Parts{DB: b.db, Conversations: b.conversations, Queue: b.queue, Jobs: client, Actions: &actionsOf{acted}})
	parts := b.bot.Parts
	parts.Flows = g
	b.bot = bot.New(parts)
	publishRepair(t, b, g)
	return b, g
}

func publishRepair(t *testing.T, b *bundle, g *guide.Guide) {
	t.Helper()
	publish(t, b, g, "Repair", repair)
}

func publish(t *testing.T, b *bundle, g *guide.Guide, name string, d flow.Definition) {
	t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		f, err := flow.CreateTx(t.Context(), tx, name, d, uuid.Nil)
		require.NoError(t, err)
		actions, err := g.Describe(t.Context(), b.ref.Workspace)
		require.NoError(t, err)
		_, faults, err := flow.PublishTx(t.Context(), tx, f, actions, uuid.Nil)
		require.Empty(t, faults)
		return err
	})
}

func (b *bundle) run() *flow.Started {
	b.t.Helper()
	var run *flow.Started
	b.tx(func(tx *postgres.Tx) (err error) {
		run, err = flow.OpenTx(b.t.Context(), tx, b.ref.ID)
		return err
	})
	return run
}

func (b *bundle) brief() handoff.Brief {
	b.t.Helper()
	var h *handoff.Handoff
	b.tx(func(tx *postgres.Tx) (err error) {
		h, err = b.queue.LatestTx(b.t.Context(), tx, b.ref.ID)
		return err
	})
	require.NotNil(b.t, h)
	return h.Brief
}

func TestGuided(t *testing.T) {
	t.Parallel()

	t.Run("HandsOverWithTheForm", func(t *testing.T) {
		t.Parallel()
		b, _ := guided(t, flow.Acted{OK: true, Results: map[string]string{"number": "R-7", "risk": "high"}, Hidden: []string{"risk"}})
		m := b.asks("I'd like to book a repair for order JH-10452 please")
		require.Equal(t, []conversation.AskedValue{{Label: "order", Value: "JH-10452"}}, m.Ask.Card)
		require.Empty(t, b.brieflyGiven(), "what is not confirmed does not count")
		require.Equal(t, "What is broken?", b.asks("yes").Text)
		require.Len(t, b.brieflyGiven(), 1)
		require.Equal(t, `A colleague calls you about R\-7.`, b.asks("the hinge").Text)
		require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
		require.Nil(t, b.run())

		facts := slices.DeleteFunc(b.brief().Facts, func(f handoff.Fact) bool { return !f.Confirmed })
		require.Len(t, facts, 3)
		require.Equal(t, handoff.FactOrder, facts[0].Kind)
		require.EqualValues(t, 1, facts[0].Seq, "the message that said it")
		require.Equal(t, "the hinge", facts[1].Value)
		require.Equal(t, "R-7", facts[2].Value)
		last := b.turns()[0]
		require.Equal(t, &[]string{"order", "what"}, &[]string{last.Trace.Flow.Filled[1], last.Trace.Flow.Filled[2]})
		require.Equal(t, "order", last.Trace.Flow.Fields[1].Label.In("en"))
		require.Equal(t, []trace.Value{{Name: "number", Text: "R-7"}}, last.Trace.Flow.Called[0].Results)
		require.Equal(t, "Repair", last.Trace.Flow.Name)
		require.Equal(t, "what", last.Trace.Flow.From)
		require.Equal(t, handoff.ReasonFlow, last.Trace.Decision.Reason)
		again := handoff.Replay(last.Trace.Decision.Snapshot)
		require.Equal(t, last.Trace.Decision.Rule, again.Rule, "the record gives the same decision")
	})
	t.Run("APersonAtAnyTime", func(t *testing.T) {
		t.Parallel()
		b, _ := guided(t, flow.Acted{OK: true})
		b.asks("book a repair")
		b.asks("JH-10452")
		require.NoError(t, b.work(t.Context(), b.says("I want to talk to a human")))
		require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
		require.Equal(t, "JH-10452", b.brief().Facts[0].Value)
		require.True(t, b.brief().Facts[0].Confirmed)
		require.Nil(t, b.run())
	})
	t.Run("AnswersInBetween", func(t *testing.T) {
		t.Parallel()
		b, _ := guided(t, flow.Acted{OK: true})
		b.asks("book a repair")
		m := b.asks("How long is the password link valid?")
		require.Contains(t, m.Text, "30 minutes")
		require.Contains(t, m.Text, "Which order?")
		require.NotEmpty(t, m.Sources)
		require.Equal(t, "order", b.run().State.Step)
		require.Equal(t, "What is broken?", b.asks("JH-10452").Text)
	})
	t.Run("AngerComesFirst", func(t *testing.T) {
		t.Parallel()
		b, _ := guided(t, flow.Acted{OK: true})
		b.asks("book a repair")
		m := b.asks("This is ridiculous, you are wasting my time, I am furious with you!!")
		require.True(t, m.Offer)
		require.True(t, b.run().State.Offered)
		require.Equal(t, "Which order?", b.asks("no").Text)
	})
	t.Run("KeepsTheLanguage", func(t *testing.T) {
		t.Parallel()
		b, _ := guided(t, flow.Acted{OK: true})
		b.tx(func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE conversations SET lang = 'zh' WHERE id = $1", b.ref.ID)
			return err
		})
		require.Equal(t, "哪个订单？", b.asks("我要报修").Text)
		b.asks("2026-11-18 x@example.com")
		require.Equal(t, "zh", b.turns()[0].Lang)
	})
	t.Run("StopsAndStartsAnew", func(t *testing.T) {
		t.Parallel()
		b, _ := guided(t, flow.Acted{OK: true})
		b.asks("book a repair")
		b.asks("never mind")
		require.Nil(t, b.run())
		require.Contains(t, b.asks("How long is the password link valid?").Text, "30 minutes")
		require.NotNil(t, b.asks("book a repair").Ask)
	})
	t.Run("BegunByARule", func(t *testing.T) {
		t.Parallel()
		b, _ := guided(t, flow.Acted{OK: true})
		b.tx(func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO house_rules (workspace_id, version, rules, policy, guidance, note)
				VALUES ($1, 1, $2, $3, '', '')`, tx.Workspace(), mustJSON(t, []handoff.Rule{{ID: "vip", Name: "vip", Then: handoff.Answer, When: handoff.Conditions{Words: []string{"creaks"}}}}), mustJSON(t, handoff.DefaultPolicy()))
			return err
		})
		require.Equal(t, "Which order?", b.asks("my chair creaks").Text)
	})
	t.Run("LeftWhenAPersonSpoke", func(t *testing.T) {
		t.Parallel()
		b, _ := guided(t, flow.Acted{OK: true})
		b.asks("book a repair")
		b.tx(func(tx *postgres.Tx) error {
			_, err := b.conversations.AppendTx(t.Context(), tx, conversation.Append{
				Conversation: b.ref.ID, Author: conversation.Author{Kind: conversation.ByAgent, ID: uuid.New()}, Data: conversation.Message{Text: "I have booked it."},
			})
			return err
		})
		require.NotContains(t, b.asks("How long is the password link valid?").Text, "Which order?")
	})
}

// TestGuidedCompareAndSwap: of a turn that comes to nothing its step does too.
func TestGuidedCompareAndSwap(t *testing.T) {
	t.Parallel()

	b, _ := guided(t, flow.Acted{OK: true})
	b.asks("book a repair")
	seq := b.says("JH-10452")
	release := b.holdReading()
	done := make(chan error, 1)
	go func() { done <- b.work(t.Context(), seq) }()
	require.Eventually(t, b.claimed, 10*time.Second, 5*time.Millisecond)
	require.NoError(t, b.takeOver(t.Context()))
	release()
	require.NoError(t, <-done)
	require.Equal(t, "order", b.run().State.Step)
	require.Empty(t, b.run().State.Fields)
	require.Len(t, b.replies(), 1)

	// Two steps from one state: the second is refused.
	first, second := b.run(), b.run()
	b.tx(func(tx *postgres.Tx) error { return first.SaveTx(t.Context(), tx, b.ref.ID, first.State, 9) })
	err := b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) error {
		return second.SaveTx(t.Context(), tx, b.ref.ID, second.State, 9)
	})
	require.ErrorIs(t, err, flow.ErrMoved)
}

// TestGuidedConfirmedAction goes on by itself once the action that the visitor
// confirmed has ended.
func TestGuidedConfirmedAction(t *testing.T) {
	t.Parallel()

	b, g := guided(t, flow.Acted{Asked: "c1"})
	b.asks("book a repair")
	b.asks("JH-10452")
	require.NotEmpty(t, b.asks("the hinge").Text)
	require.Equal(t, "c1", b.run().State.Asked)

	resume := func() { b.resumes(g) }
	resume()
	require.Equal(t, "c1", b.run().State.Asked, "nothing has ended yet")
	b.tx(func(tx *postgres.Tx) error {
		return g.SettledTx(t.Context(), tx, b.ref.ID, "another", flow.Acted{OK: true})
	})
	b.tx(func(tx *postgres.Tx) error {
		return g.SettledTx(t.Context(), tx, b.ref.ID, "c1", flow.Acted{OK: true, Results: map[string]string{"number": "R-9"}})
	})
	resume()
	list := b.replies()
	require.Equal(t, `A colleague calls you about R\-9.`, list[len(list)-1].Text)
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	require.Equal(t, handoff.ReasonFlow, b.ledger()[0].Decision.Reason)
	resume()
	require.Len(t, b.replies(), len(list), "a job that runs twice says it once")
}

// brieflyGiven is what a brief would take from the form now.
func (b *bundle) brieflyGiven() (names []string) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		rows, err := tx.Query(b.t.Context(), "SELECT name FROM given_facts WHERE conversation_id = $1", b.ref.ID)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			names = append(names, name)
		}
		return rows.Err()
	})
	return names
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	return raw
}
