package bot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// TestRulesOfTheHouseAreLive: what an admin publishes decides the next turn,
// and the ledger names the rule.
func TestRulesOfTheHouseAreLive(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.asks(feeQuestion)
	require.Equal(t, handoff.Answer, b.turns()[0].Trace.Decision.Kind)

	b.tx(func(tx *postgres.Tx) error {
		_, err := b.bot.Queue.PublishHouseTx(t.Context(), tx, handoff.House{Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{{
			ID: "gold", Then: handoff.Handover, When: handoff.Conditions{Attributes: map[string]string{"tier": "gold"}},
		}}}, uuid.New())
		return err
	})
	b.newConversation(b.ref.Workspace)
	b.asks(feeQuestion)
	require.Equal(t, handoff.Answer, b.turns()[0].Trace.Decision.Kind, "the visitor has no such attribute")

	b.newConversation(b.ref.Workspace)
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE visitors SET attributes = '{"tier": "Gold", "orders": 12, "list": [1]}'`)
		return err
	})
	require.NoError(t, b.work(t.Context(), b.says(feeQuestion)))
	d := b.turns()[0].Trace.Decision
	require.Equal(t, handoff.Handover, d.Kind)
	require.Equal(t, "admin.gold", d.Rule)
	require.Equal(t, 1, d.Snapshot.House)
	require.Equal(t, map[string]string{"tier": "Gold", "orders": "12"}, d.Snapshot.Facts.Attributes)
	require.Equal(t, "admin.gold", b.ledger()[0].Decision.Rule)
}

// What a rule of the workspace offered counts as offered, though its words alone
// would have been a guess: no second offer follows when the visitor is in a rage.
func TestARuleOffersOnce(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	const anger = "This is ridiculous, worst company ever"
	candidates := []string{"有人在家才能送吗", "is there a specialist for sofas", "does anyone there know about oak", "问一下同事", "Can somebody help me assemble it?"}
	at := slices.IndexFunc(candidates, func(words string) bool {
		guess := handoff.Decide(handoff.Signals{Lines: []handoff.Line{{Role: handoff.RoleVisitor, Seq: 1, Text: words}}})
		return guess.Reason == handoff.ReasonMaybe
	})
	require.NotEqual(t, -1, at, "no text leaves a doubt any more: name others")
	words := candidates[at]

	b.tx(func(tx *postgres.Tx) error {
		_, err := b.bot.Queue.PublishHouseTx(t.Context(), tx, handoff.House{Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{{
			ID: "hurry", Then: handoff.Offer, When: handoff.Conditions{Words: []string{words}},
		}}}, uuid.New())
		return err
	})
	b.asks(words)
	require.Equal(t, handoff.ReasonAdminRule, b.ledger()[0].Decision.Reason)
	b.asks(anger)
	require.Equal(t, handoff.ReasonAlreadyOffered, b.ledger()[0].Decision.Reason)
}

// TestIntentsAreLive: what a message wants is read, stored with the turn, a
// rule may name it, and a handover goes where the intent says.
func TestIntentsAreLive(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	var delivery intent.Intent
	var version int
	b.tx(func(tx *postgres.Tx) error {
		team, err := account.NewStore(b.db).CreateTeamTx(t.Context(), tx, account.Team{Name: "Delivery"})
		require.NoError(t, err)
		delivery, err = b.bot.Intents.SaveTx(t.Context(), tx, intent.Intent{Name: "Delivery fee", Team: &team, Skills: []string{"freight"}, Priority: 2})
		require.NoError(t, err)
		_, err = b.bot.Intents.ImportTx(t.Context(), tx, strings.NewReader(`{"text":"What does delivery to Germany cost?","label":"Delivery fee"}
{"text":"how much is shipping","label":"Delivery fee"}
{"text":"delivery cost abroad","label":"Delivery fee"}
{"text":"I forgot my password","label":"Password"}
{"text":"cannot log in","label":"Password"}
{"text":"reset my password","label":"Password"}`), uuid.New())
		require.NoError(t, err)
		version, err = b.bot.Intents.TrainTx(t.Context(), tx, uuid.New())
		return err
	})
	require.NoError(t, b.bot.Intents.Worker().Work(t.Context(), &river.Job[intent.TrainIntents]{
		JobRow: &rivertype.JobRow{Attempt: 1, MaxAttempts: 3}, Args: intent.TrainIntents{Workspace: b.ref.Workspace, Version: version},
	}))
	b.tx(func(tx *postgres.Tx) error {
		require.NoError(t, b.bot.Intents.SetLiveTx(t.Context(), tx, version, uuid.New()))
		_, err := b.bot.Queue.PublishHouseTx(t.Context(), tx, handoff.House{Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{{
			ID: "fees", Then: handoff.Handover, When: handoff.Conditions{Intents: []string{delivery.ID.String()}},
		}}}, uuid.New())
		return err
	})
	require.NoError(t, b.work(t.Context(), b.says("hello")))
	require.Equal(t, conversation.StageBot, b.conversation().Stage)
	require.NoError(t, b.work(t.Context(), b.says("how much does delivery to Germany cost")))
	require.Equal(t, "admin.fees", b.ledger()[0].Decision.Rule)
	require.Equal(t, delivery.Team, b.conversation().Team)
	b.tx(func(tx *postgres.Tx) error {
		seen, _, err := b.bot.Intents.SeenTx(t.Context(), tx, intent.SeenFilter{Only: true, Intent: &delivery.ID})
		require.Len(t, seen, 1)
		require.Equal(t, "how much does delivery to Germany cost", seen[0].Text)
		require.NoError(t, err)
		var skills []string
		var priority int
		require.NoError(t, tx.QueryRow(t.Context(), `SELECT skills, priority FROM handoffs`).Scan(&skills, &priority))
		require.Equal(t, []string{"freight"}, skills)
		require.Equal(t, 2, priority)
		return nil
	})
}

// A conversation that an agent handed back stays with the bot: a rule on who
// the visitor is would otherwise bring it to the agent again with every
// message. What they ask for in words still counts, and a new matter too.
func TestHandedBackDoesNotLoop(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	mei := conversation.AgentRef{ID: uuid.New(), Name: "Mei"}
	move := func(to conversation.Stage, agent *conversation.AgentRef) {
		b.tx(func(tx *postgres.Tx) error {
			c := b.conversation()
			if err := b.bot.Queue.CloseTx(t.Context(), tx, c, nil); err != nil {
				return err
			}
			_, err := b.bot.Conversations.MoveTx(t.Context(), tx, conversation.Move{Conversation: c.ID, To: to, Agent: agent, By: conversation.System()})
			return err
		})
	}
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE visitors SET attributes = '{"plan": "gold"}'`)
		require.NoError(t, err)
		_, err = b.bot.Queue.PublishHouseTx(t.Context(), tx, handoff.House{Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{{
			ID: "gold", Then: handoff.Handover, When: handoff.Conditions{Attributes: map[string]string{"plan": "gold"}},
		}}}, uuid.New())
		return err
	})
	require.NoError(t, b.work(t.Context(), b.says("which sizes are there")))
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	move(conversation.StagePerson, &mei)
	move(conversation.StageBot, nil)
	require.NoError(t, b.work(t.Context(), b.says("and which colours")))
	require.Equal(t, conversation.StageBot, b.conversation().Stage)
	require.NoError(t, b.work(t.Context(), b.says("I want to talk to a real person")))
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	b.tx(func(tx *postgres.Tx) error {
		var prefer uuid.UUID
		require.NoError(t, tx.QueryRow(t.Context(), `SELECT prefer_agent FROM handoffs WHERE state = 'open'`).Scan(&prefer))
		require.Equal(t, mei.ID, prefer, "whoever held it comes first")
		return nil
	})
	move(conversation.StageResolved, nil)
	move(conversation.StageBot, nil)
	require.NoError(t, b.work(t.Context(), b.says("what about delivery")))
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage, "a new matter")
}
