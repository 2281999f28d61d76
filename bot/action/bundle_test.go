package action_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/seal"
)

const secret = "sk-very-secret-1"

// bundle is a workspace with a visitor and a shop's server.
type bundle struct {
	t             *testing.T
	db            *postgres.DB
	ws            uuid.UUID
	accounts      *account.Store
	conversations *conversation.Store
	runner        *action.Runner
	shop          *shop
	talk          conversation.Conversation
	visitor       uuid.UUID
	settled       *[]action.Settlement
}

// shop is another system: it remembers what it was asked, and answers by
// serve.
type shop struct {
	*httptest.Server
	mu    sync.Mutex // protects got and serve
	got   []asked
	serve http.HandlerFunc
}

type asked struct {
	Method, URL, Body string
	Header            http.Header
}

func (s *shop) asked() []asked {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]asked(nil), s.got...)
}

func (s *shop) does(f http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serve, s.got = f, nil
}

// says answers with JSON.
func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{serve: says(http.StatusOK, `{"status":"shipped"}`)}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		s.got = append(s.got, asked{r.Method, r.URL.String(), string(body), r.Header.Clone()})
		serve := s.serve
		s.mu.Unlock()
		serve(w, r)
	}))
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

func (s *shop) host() string { return strings.TrimPrefix(s.URL, "http://") }

func setup(t *testing.T, private ...string) *bundle {
	t.Helper()
	b := &bundle{t: t, db: pgtest.New(t), shop: newShop(t), settled: new([]action.Settlement)}
	b.accounts = account.NewStore(b.db)
	b.conversations = conversation.NewStore(b.db, bus.NewLocal())
	client, err := jobs.NewClient(b.db)
	require.NoError(t, err)
	key, err := seal.Parse(seal.Generate())
	require.NoError(t, err)
	b.runner = action.New(action.Parts{
		DB: b.db, Accounts: b.accounts, Conversations: b.conversations, Jobs: client, Key: key, Private: append(private, b.shop.host()),
		Settled: func(_ context.Context, _ *postgres.Tx, s action.Settlement) error {
			*b.settled = append(*b.settled, s)
			return nil
		},
	})
	b.ws = pgtest.Workspace(t, b.db)
	b.newVisitor()
	return b
}

func (b *bundle) tx(f func(*postgres.Tx) error) {
	b.t.Helper()
	require.NoError(b.t, b.db.InWorkspace(b.t.Context(), b.ws, f))
}

// newVisitor makes a visitor with a conversation the bundle's.
func (b *bundle) newVisitor() {
	b.t.Helper()
	_, v, err := b.accounts.NewVisitor(b.t.Context(), b.ws, "en", "")
	require.NoError(b.t, err)
	b.visitor = v.ID
	b.tx(func(tx *postgres.Tx) error {
		b.talk, err = b.conversations.OpenTx(b.t.Context(), tx, v.ID, "en")
		return err
	})
}

// identify signs who the visitor is.
func (b *bundle) identify(who account.Identity) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		_, err := b.accounts.IdentifyTx(b.t.Context(), tx, b.visitor, who)
		return err
	})
}

// order is an action that reads.
func (b *bundle) order() action.Draft {
	return action.Draft{Enabled: true, Secrets: map[string]string{"key": secret}, Definition: action.Definition{
		Name: "order_status", Title: locale.Texts{"en": "Look an order up"}, Description: "Tells where an order is.", ForModel: true, ForAgents: true, Seconds: 5, PerVisitor: 20, PerHour: 100,
		HTTP:   &spec.HTTP{Method: "GET", URL: b.shop.URL + "/orders/{number}", Headers: []spec.Header{{Name: "Authorization", Value: "Bearer {secret:key}"}}},
		Inputs: []spec.Input{{Name: "number", Label: locale.Texts{"en": "Order number"}, Type: spec.String, Required: true, Pattern: `ORD-\d{4}`, From: spec.FromVisitor}},
		Outputs: []spec.Output{
			{Name: "status", Label: locale.Texts{"en": "Status"}, Path: "status"}, {Name: "items", Label: locale.Texts{"en": "Items"}, Path: "items.*.name"}, {Name: "vip", Label: locale.Texts{"en": "VIP"}, Path: "vip", Hidden: true},
		},
	}}
}

// cancel is an action that writes, for identified visitors.
func (b *bundle) cancel() action.Draft {
	d := b.order()
	d.Name, d.Title, d.Writes = "cancel_order", locale.Texts{"en": "Cancel an order", "zh": "取消订单"}, true
	d.HTTP.Method, d.HTTP.URL = "POST", b.shop.URL+"/orders/{number}/cancel"
	d.Inputs = append(d.Inputs,
		spec.Input{Name: "customer", Label: locale.Texts{"en": "Customer"}, Type: spec.String, Required: true, From: spec.ExternalID, Key: "customer.id"},
		spec.Input{Name: "source", Label: locale.Texts{"en": "Source"}, Type: spec.String, From: spec.Constant, Value: "chat"},
	)
	return d
}

func (b *bundle) add(d action.Draft) uuid.UUID {
	b.t.Helper()
	id, err := b.runner.Add(b.t.Context(), b.ws, d)
	require.NoError(b.t, err)
	return id
}

func (b *bundle) call(id uuid.UUID, by action.By, inputs map[string]any, said ...string) action.Result {
	b.t.Helper()
	res, err := b.runner.Run(b.t.Context(), action.Call{
		Workspace: b.ws, Conversation: b.talk.ID, Action: id, By: by, Inputs: inputs, Said: strings.Join(said, "\n"),
	})
	require.NoError(b.t, err)
	return res
}

func (b *bundle) decide(id uuid.UUID, yes bool) error {
	return b.runner.Decide(b.t.Context(), action.Decision{
		Workspace: b.ws, Conversation: b.talk.ID, Confirmation: id, Yes: yes, Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor},
	})
}

// work does what the queue would with a confirmed action.
func (b *bundle) work(id uuid.UUID) {
	b.t.Helper()
	require.NoError(b.t, b.runner.Worker().Work(b.t.Context(), &river.Job[action.CarryOut]{
		JobRow: &rivertype.JobRow{}, Args: action.CarryOut{Workspace: b.ws, Confirmation: id},
	}))
}

// events are the conversation's of a kind.
func events[T conversation.EventData](b *bundle) []T {
	b.t.Helper()
	var kind T
	var out []T
	list, err := b.conversations.After(b.t.Context(), b.talk.Ref, conversation.Everyone, 0)
	require.NoError(b.t, err)
	for _, e := range list {
		if e.Kind == kind.Kind() {
			var one T
			require.NoError(b.t, json.Unmarshal(e.Data, &one))
			out = append(out, one)
		}
	}
	return out
}

func (b *bundle) calls() []action.Record {
	b.t.Helper()
	list, err := b.runner.Calls(b.t.Context(), b.ws, action.CallFilter{})
	require.NoError(b.t, err)
	return list
}
