package bot_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

func TestSettings(t *testing.T) {
	t.Parallel()
	model := llmtest.Script("Delivery to Germany costs €5.95 [1].")
	b := setup(t, model)
	put := func(s bot.Settings) {
		t.Helper()
		b.tx(func(tx *postgres.Tx) error {
			_, err := b.bot.PutSettingsTx(t.Context(), tx, s)
			return err
		})
	}
	s := bot.DefaultSettings()
	s.Brand, s.House = "Juniper Home", "Never speak of elephants."
	put(s)
	require.Equal(t, "Delivery to Germany costs €5.95. [1]", b.asks(feeQuestion).Text)
	system := model.Asked()[0].Messages[0].Text
	require.Contains(t, system, "Juniper Home")
	require.Contains(t, system, "Never speak of elephants.")

	s.UseModel = false
	put(s)
	b.newConversation(b.ref.Workspace)
	b.asks(feeQuestion)
	require.Equal(t, bot.Extractive, b.turns()[0].Mode)
	require.Len(t, model.Asked(), 1, "the model is not asked")

	err := b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) error {
		stored, err := b.bot.SettingsTx(t.Context(), tx)
		require.NoError(t, err)
		require.Equal(t, 2, stored.Version)
		_, err = b.bot.PutSettingsTx(t.Context(), tx, bot.Settings{House: strings.Repeat("x", 4001)})
		return err
	})
	var p *problem.Error
	require.ErrorAs(t, err, &p)
	require.Equal(t, "house", p.Params["field"])
}

// TestTry answers without recording anything.
func TestTry(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	before := len(b.events())
	tried, err := b.bot.Try(t.Context(), b.ref.Workspace, bot.Trial{
		Question: "and by Visa?", History: []bot.TrialLine{{Visitor: true, Text: "How long does a PayPal refund take?"}, {Text: "PayPal: the same day [1]"}},
	})
	require.NoError(t, err)
	require.Equal(t, bot.Answered, tried.Outcome)
	require.Contains(t, tried.Text, "3–5 working days")
	require.NotEmpty(t, tried.Sources)
	require.Len(t, b.events(), before)
	require.Empty(t, b.turns())
}
