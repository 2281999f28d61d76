package action_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

func TestRead(t *testing.T) {
	t.Parallel()
	b := setup(t)
	id := b.add(b.order())
	b.shop.does(says(http.StatusOK, `{"status":"shi\u200bpped","secret_margin":"42%","vip":true,"items":[{"name":"Lamp"},{"name":"Rug"}]}`))
	res := b.call(id, action.ByFlow, map[string]any{"number": "ORD-1234"})
	require.Equal(t, action.Done, res.Outcome, res.Reason)
	require.Equal(t, []spec.Field{{Name: "status", Label: locale.Texts{"en": "Status"}, Text: "shipped"}, {Name: "items", Label: locale.Texts{"en": "Items"}, Text: "Lamp, Rug"}, {Name: "vip", Label: locale.Texts{"en": "VIP"}, Text: "true", Hidden: true}}, res.Fields)
	require.Equal(t, "Status: shipped\nItems: Lamp, Rug", spec.Shown(res.Fields, "en"))
	got := b.shop.asked()
	require.Len(t, got, 1)
	require.Equal(t, "/orders/ORD-1234", got[0].URL)
	require.Equal(t, "Bearer "+secret, got[0].Header.Get("Authorization"))
	require.Empty(t, got[0].Header.Get("Idempotency-Key"))
	row := b.calls()[0]
	require.Equal(t, action.Done, row.Outcome)
	require.Equal(t, map[string]string{"number": "ORD-1234"}, row.Inputs)
	require.Equal(t, http.StatusOK, row.Status)

	list, err := b.runner.Describe(t.Context(), b.ws)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, []string{"key"}, list[0].Secrets)
	require.NotContains(t, fmt.Sprintf("%+v %#v", list, res), secret)
}

func TestGates(t *testing.T) {
	t.Parallel()
	b := setup(t)
	read, write := b.add(b.order()), b.add(b.cancel())
	off := b.order()
	off.Name, off.Enabled = "switched_off", false
	offID := b.add(off)
	quiet := b.order()
	quiet.Name, quiet.ForModel, quiet.ForAgents = "flows_only", false, false
	quietID := b.add(quiet)
	mail := b.order()
	mail.Name = "by_mail"
	mail.Inputs = append(mail.Inputs, spec.Input{Name: "mail", Label: locale.Texts{"en": "E-mail"}, Type: spec.Email, Required: true, From: spec.SignedEmail})
	mailID := b.add(mail)
	number := map[string]any{"number": "ORD-1234"}
	refused := func(why action.Reason, res action.Result) {
		t.Helper()
		require.Equal(t, action.Refused, res.Outcome)
		require.Equal(t, why, res.Reason)
	}
	refused(action.Off, b.call(offID, action.ByFlow, number))
	refused(action.Off, b.call(quietID, action.ByModel, number, "ORD-1234"))
	refused(action.Off, b.call(quietID, action.ByAgent, number))
	refused(action.NotIdentified, b.call(write, action.ByFlow, number))
	refused(action.NotIdentified, b.call(mailID, action.ByFlow, number))
	refused(action.BadInputs, b.call(read, action.ByFlow, map[string]any{"number": "../admin"}))
	refused(action.BadInputs, b.call(read, action.ByFlow, nil))
	refused(action.Bound, b.call(read, action.ByFlow, map[string]any{"number": "ORD-1234", "customer": "c-2"}))
	refused(action.NotSaid, b.call(read, action.ByModel, number, "where is my order?"))
	require.Equal(t, action.Done, b.call(read, action.ByModel, number, "where is ord 1234?").Outcome)

	// A browser's word for an e-mail binds nothing, even of somebody identified.
	victim := "victim@mail.example"
	b.tx(func(tx *postgres.Tx) error {
		_, err := b.accounts.UpdateVisitorTx(t.Context(), tx, b.visitor, account.VisitorUpdate{Email: &victim})
		return err
	})
	b.identify(account.Identity{External: "c-1"})
	res := b.call(mailID, action.ByFlow, number)
	refused(action.BadInputs, res)
	require.Equal(t, []spec.Bad{{Input: "mail", Fault: spec.Missing}}, res.Bad)
	b.identify(account.Identity{External: "c-1", Email: "ada@mail.example"})
	require.Equal(t, action.Done, b.call(mailID, action.ByFlow, number).Outcome)
	require.Contains(t, b.shop.asked()[1].URL, "mail=ada%40mail.example")

	// The model brings another's id: refused, and only ever the session's is sent.
	refused(action.Bound, b.call(write, action.ByModel, map[string]any{"number": "ORD-1234", "customer": "c-2"}, "cancel ORD-1234 of c-2"))
	require.Len(t, b.shop.asked(), 2)
	for _, row := range b.calls() {
		require.NotContains(t, row.Inputs["mail"], "ada@", "an e-mail is masked")
	}
	require.Len(t, b.calls(), 13, "each refusal has its row")

	_, err := b.runner.Run(t.Context(), action.Call{Workspace: b.ws, Conversation: b.talk.ID, Action: uuid.New(), By: action.ByFlow})
	require.ErrorIs(t, err, action.ErrNotFound)
}

func TestWriteTakesAYes(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.identify(account.Identity{External: "c-1"})
	id := b.add(b.cancel())
	res := b.call(id, action.ByModel, map[string]any{"number": "ORD-1234"}, "cancel ORD-1234")
	require.Equal(t, action.Asked, res.Outcome)
	require.Empty(t, b.shop.asked())
	card := events[action.ConfirmationAsked](b)[0]
	require.Equal(t, "Cancel an order", card.Title)
	require.Equal(t, []action.Detail{{Label: "Order number", Labels: locale.Texts{"en": "Order number"}, Text: "ORD-1234"}, {Label: "Customer", Labels: locale.Texts{"en": "Customer"}, Text: "c-1"}}, card.Details)
	require.Equal(t, *res.Confirmation, card.Confirmation)

	require.NoError(t, b.decide(card.Confirmation, true))
	require.ErrorIs(t, b.decide(card.Confirmation, true), action.ErrSettled, "once")
	require.ErrorIs(t, b.decide(card.Confirmation, false), action.ErrSettled)
	b.work(card.Confirmation)
	b.work(card.Confirmation)
	got := b.shop.asked()
	require.Len(t, got, 1, "sent once")
	require.Equal(t, "/orders/ORD-1234/cancel", got[0].URL)
	require.JSONEq(t, `{"customer":{"id":"c-1"},"source":"chat"}`, got[0].Body)
	require.Equal(t, card.Confirmation.String(), got[0].Header.Get("Idempotency-Key"))
	steps := events[action.ConfirmationSettled](b)
	require.Len(t, steps, 2)
	require.Equal(t, action.Confirmed, steps[0].State)
	require.Equal(t, action.Carried, steps[1].State)
	require.Len(t, *b.settled, 2)
	require.Equal(t, "shipped", (*b.settled)[1].Result.Fields[0].Text)
	row := b.calls()[0]
	require.Equal(t, "visitor", row.ConfirmedBy)
	require.Equal(t, action.Done, row.Outcome)
	require.Contains(t, transcript(b), "Done.\n\n- Status: shipped")
}

func TestConfirmationIsOnlyTheVisitors(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.identify(account.Identity{External: "c-1"})
	id := b.add(b.cancel())
	ask := func() uuid.UUID {
		t.Helper()
		res := b.call(id, action.ByFlow, map[string]any{"number": "ORD-1234"})
		require.Equal(t, action.Asked, res.Outcome)
		return *res.Confirmation
	}
	mine := *b
	theirs := ask()
	b.newVisitor()
	require.ErrorIs(t, b.decide(theirs, true), action.ErrSettled, "of another conversation")
	b = &mine
	require.ErrorIs(t, b.runner.Decide(t.Context(), action.Decision{
		Workspace: b.ws, Conversation: b.talk.ID, Confirmation: theirs, Yes: true, Author: conversation.Author{Kind: conversation.ByVisitor, ID: uuid.New()},
	}), conversation.ErrNotFound, "by somebody else")

	// A newer question voids the older one.
	newer := ask()
	require.ErrorIs(t, b.decide(theirs, true), action.ErrSettled)

	// A changed definition is not what was confirmed.
	a, err := b.runner.Get(t.Context(), b.ws, id)
	require.NoError(t, err)
	require.NoError(t, b.decide(newer, true))
	d := b.cancel()
	d.Secrets = nil
	d.HTTP.URL = b.shop.URL + "/orders/{number}/destroy"
	require.NoError(t, b.runner.Save(t.Context(), b.ws, id, a.Version, d))
	require.ErrorIs(t, b.runner.Save(t.Context(), b.ws, id, a.Version, d), action.ErrChanged)
	b.work(newer)
	require.Empty(t, b.shop.asked())
	require.Equal(t, action.Changed, b.calls()[0].Reason)

	// A no ends it.
	last := ask()
	require.NoError(t, b.decide(last, false))
	b.work(last)
	require.Empty(t, b.shop.asked())

	// Time ends it too.
	last = ask()
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE action_confirmations SET expires_at = app_now() WHERE id = $1", last)
		return err
	})
	require.ErrorIs(t, b.decide(last, true), action.ErrSettled)
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE action_confirmations SET expires_at = app_now() - interval '2 days'")
		return err
	})
	require.NoError(t, action.Forget(t.Context(), b.db))
	require.Zero(t, b.count("action_confirmations"))
}

// TestRates: two callers at once never get past the bound together.
func TestRates(t *testing.T) {
	t.Parallel()
	b := setup(t)
	d := b.order()
	d.PerVisitor, d.PerHour = 3, 5
	id := b.add(d)
	done := func() (n int) {
		var all sync.WaitGroup
		outcomes := make(chan action.Outcome, 8)
		for range 8 {
			all.Go(func() {
				res, err := b.runner.Run(t.Context(), action.Call{Workspace: b.ws, Conversation: b.talk.ID, Action: id, By: action.ByFlow, Inputs: map[string]any{"number": "ORD-1234"}})
				if err == nil {
					outcomes <- res.Outcome
				}
			})
		}
		all.Wait()
		close(outcomes)
		for o := range outcomes {
			if o == action.Done {
				n++
			}
		}
		return n
	}
	require.Equal(t, 3, done())
	b.newVisitor()
	require.Equal(t, 2, done())
}

func TestSecretsStaySealed(t *testing.T) {
	t.Parallel()
	b := setup(t)
	id := b.add(b.order())
	d := b.order()
	d.Secrets = nil
	require.NoError(t, b.runner.Save(t.Context(), b.ws, id, 1, d), "the stored one stays")
	require.Equal(t, action.Done, b.call(id, action.ByFlow, map[string]any{"number": "ORD-1234"}).Outcome)
	require.Equal(t, "Bearer "+secret, b.shop.asked()[0].Header.Get("Authorization"))
	other := newShop(t)
	d.HTTP.URL = "https://" + other.host() + "/{number}"
	require.ErrorIs(t, b.runner.Save(t.Context(), b.ws, id, 2, d), spec.Invalid("secrets.key"), "a secret does not move to another host")
	var dump string
	b.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT string_agg(a::text, '') || (SELECT string_agg(c::text, '') FROM action_calls c) FROM actions a").Scan(&dump)
	})
	require.NotContains(t, dump, secret)
	require.NotContains(t, dump, fmt.Sprintf("%x", secret))
}

func TestTry(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.identify(account.Identity{External: "c-1"})
	id := b.add(b.cancel())
	d := b.cancel()
	d.Secrets = nil
	agent := uuid.New()
	trial, err := b.runner.Try(t.Context(), b.ws, agent, &id, d, map[string]any{"number": "ORD-1234", "customer": "c-7"})
	require.NoError(t, err)
	require.Equal(t, action.Done, trial.Result.Outcome)
	require.Contains(t, trial.Sent.Headers, spec.Header{Name: "Authorization", Value: "Bearer ••••"})
	require.Equal(t, "Bearer "+secret, b.shop.asked()[0].Header.Get("Authorization"), "the stored secret serves")
	require.JSONEq(t, `{"customer":{"id":"c-7"},"source":"chat"}`, string(trial.Sent.Body))
	require.Equal(t, action.ByTry, b.calls()[0].By)

	other := newShop(t)
	d.HTTP.URL = "http://" + other.host() + "/{number}"
	_, err = b.runner.Try(t.Context(), b.ws, agent, &id, d, nil)
	require.ErrorIs(t, err, spec.Invalid("url"), "not the operator's own host")
	trial, err = b.runner.Try(t.Context(), b.ws, agent, nil, b.cancel(), map[string]any{"number": "nonsense", "customer": "c-7"})
	require.NoError(t, err)
	require.Equal(t, []spec.Bad{{Input: "number", Fault: spec.NoMatch}}, trial.Result.Bad)
}

func TestIsolation(t *testing.T) {
	t.Parallel()
	b := setup(t)
	id := b.add(b.order())
	mine := b.ws
	b.ws = pgtest.Workspace(t, b.db)
	b.newVisitor()
	_, err := b.runner.Run(t.Context(), action.Call{Workspace: b.ws, Conversation: b.talk.ID, Action: id, By: action.ByFlow})
	require.ErrorIs(t, err, action.ErrNotFound)
	_, err = b.runner.Run(t.Context(), action.Call{Workspace: mine, Conversation: b.talk.ID, Action: id, By: action.ByFlow})
	require.ErrorIs(t, err, conversation.ErrNotFound)
	require.Empty(t, b.calls())
}

func transcript(b *bundle) string {
	b.t.Helper()
	var all strings.Builder
	for _, m := range events[conversation.Message](b) {
		all.WriteString(m.Text + "\n")
	}
	return all.String()
}

func (b *bundle) count(table string) (n int) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(b.t.Context(), "SELECT count(*) FROM "+table).Scan(&n)
	})
	return n
}
