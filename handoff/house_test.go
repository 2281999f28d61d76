package handoff_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

func rule(id string, then handoff.Kind, when handoff.Conditions) handoff.Rule {
	return handoff.Rule{ID: id, Name: id, Then: then, When: when}
}

// TestHouse publishes, refuses to publish over somebody else's change and
// reads old versions.
func TestHouse(t *testing.T) {
	t.Parallel()
	b := setupQueue(t, 0)
	author := uuid.New()
	publish := func(h handoff.House) (out handoff.House, err error) {
		err = b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
			out, err = b.queue.PublishHouseTx(t.Context(), tx, h, author)
			return err
		})
		return out, err
	}
	code := func(err error) string {
		var p *problem.Error
		require.ErrorAs(t, err, &p)
		return p.Code
	}
	b.in(t, func(tx *postgres.Tx) error {
		h, err := handoff.HouseTx(t.Context(), tx)
		require.Zero(t, h.Version)
		require.Equal(t, handoff.DefaultPolicy(), h.Policy)
		return err
	})
	h := handoff.House{Policy: handoff.DefaultPolicy(), Note: "weddings", Guidance: "Bring a person in for weddings.", Rules: []handoff.Rule{
		rule("wedding", handoff.Offer, handoff.Conditions{Words: []string{"wedding"}}),
	}}
	first, err := publish(h)
	require.NoError(t, err)
	require.Equal(t, 1, first.Version)
	_, err = publish(h)
	require.Equal(t, "house_changed", code(err), "made from version 0, and there is 1")

	first.Rules = nil
	first.Rules = []handoff.Rule{}
	second, err := publish(first)
	require.NoError(t, err)
	require.Equal(t, 2, second.Version)
	b.in(t, func(tx *postgres.Tx) error {
		old, err := b.queue.HouseVersionTx(t.Context(), tx, 1)
		require.NoError(t, err)
		require.Equal(t, h.Rules, old.Rules)
		require.Equal(t, h.Guidance, old.Guidance)
		versions, err := b.queue.HouseVersionsTx(t.Context(), tx)
		require.Len(t, versions, 2)
		require.Equal(t, 2, versions[0].Version)
		require.Equal(t, 1, versions[1].Rules)
		return err
	})

	for want, bad := range map[string]handoff.House{
		"rule_without_conditions": {Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{rule("x", handoff.Offer, handoff.Conditions{})}},
		"rule_id_taken": {Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{
			rule("x", handoff.Offer, handoff.Conditions{MinTurn: 2}), rule("x", handoff.Offer, handoff.Conditions{MinTurn: 3}),
		}},
		"rule_hours":   {Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{rule("x", handoff.Offer, handoff.Conditions{Hours: &handoff.Hours{From: "9", Until: "10:00"}})}},
		"policy_range": {},
	} {
		bad.Version = 2
		_, err := publish(bad)
		require.Equal(t, want, code(err))
	}
}

func TestRulesByCircumstance(t *testing.T) {
	t.Parallel()
	topic := uuid.New()
	night := &handoff.Hours{From: "20:00", Until: "08:00", Zone: "Asia/Shanghai", Days: []time.Weekday{time.Friday}}
	at := func(s string) time.Time {
		v, err := time.Parse("2006-01-02 15:04", s)
		require.NoError(t, err)
		return v
	}
	ask := lines("v:what does it weigh")
	for name, c := range map[string]struct {
		when    handoff.Conditions
		signals handoff.Signals
		want    bool
	}{
		"topic":             {handoff.Conditions{Topics: []uuid.UUID{topic}}, handoff.Signals{Topics: []uuid.UUID{uuid.New(), topic}}, true},
		"another topic":     {handoff.Conditions{Topics: []uuid.UUID{topic}}, handoff.Signals{Topics: []uuid.UUID{uuid.New()}}, false},
		"page":              {handoff.Conditions{Pages: []string{"/CHECKOUT"}}, handoff.Signals{Page: "https://shop.example/checkout/2"}, true},
		"another page":      {handoff.Conditions{Pages: []string{"/checkout"}}, handoff.Signals{Page: "https://shop.example/"}, false},
		"intent":            {handoff.Conditions{Intents: []string{"refund"}}, handoff.Signals{Intent: "refund"}, true},
		"no intent":         {handoff.Conditions{Intents: []string{"refund"}}, handoff.Signals{}, false},
		"Friday night":      {handoff.Conditions{Hours: night}, handoff.Signals{At: at("2026-11-20 13:00")}, true},
		"its early morning": {handoff.Conditions{Hours: night}, handoff.Signals{At: at("2026-11-20 23:30")}, true},
		"Saturday night":    {handoff.Conditions{Hours: night}, handoff.Signals{At: at("2026-11-21 13:00")}, false},
		"Friday noon":       {handoff.Conditions{Hours: night}, handoff.Signals{At: at("2026-11-20 04:00")}, false},
		"no clock":          {handoff.Conditions{Hours: night}, handoff.Signals{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := rule("r", handoff.Handover, c.when)
			require.NoError(t, r.Check())
			c.signals.Lines, c.signals.Rules = ask, []handoff.Rule{r}
			require.Equal(t, c.want, handoff.Decide(c.signals).Rule == "admin.r")
		})
	}
}

// TestRuleSendsToItsTeam, and to everybody where the team is gone.
func TestRuleSendsToItsTeam(t *testing.T) {
	t.Parallel()
	b := setupQueue(t, 0)
	var team uuid.UUID
	b.in(t, func(tx *postgres.Tx) (err error) {
		team, err = b.accounts.CreateTeamTx(t.Context(), tx, account.Team{Name: "Gold"})
		return err
	})
	for name, c := range map[string]struct {
		team string
		want *uuid.UUID
	}{"its team": {team.String(), &team}, "a team that is gone": {uuid.NewString(), nil}, "no team": {"", nil}} {
		conv := b.request(t, handoff.Request{
			Conversation: b.visitor(t, "en", "I am a gold member"),
			Decision:     handoff.Decision{Reason: handoff.ReasonAdminRule, Rule: "admin.gold", Team: c.team, Priority: 3},
		})
		require.Equal(t, c.want, conv.Team, name)
		var priority int
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT priority FROM handoffs WHERE conversation_id = $1`, conv.ID).Scan(&priority)
		})
		require.Equal(t, 3, priority)
	}
}
