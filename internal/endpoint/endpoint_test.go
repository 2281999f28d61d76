package endpoint_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/endpoint"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/internal/seal"
)

const secret = "sk-very-secret"

func masterKey(t *testing.T) seal.Key {
	t.Helper()
	k, err := seal.Parse(seal.Generate())
	require.NoError(t, err)
	return k
}

func setup(t *testing.T, first *endpoint.Configured) *endpoint.Models {
	t.Helper()
	m, err := endpoint.New(endpoint.Parts{DB: pgtest.New(t), Key: masterKey(t), First: first})
	require.NoError(t, err)
	return m
}

func draft(srv *llmtest.Server, name string) endpoint.Draft {
	key := secret
	return endpoint.Draft{Name: name, BaseURL: srv.URL(), Model: name + "-model", Key: &key, Enabled: true, Price: llm.Price{Prompt: 1, Completion: 2}}
}

func ask(t *testing.T, c llm.Chat) (llm.Delta, error) {
	t.Helper()
	return llm.Complete(t.Context(), c, llm.Request{Messages: []llm.Message{{Role: llm.RoleUser, Text: "hi"}}})
}

// TestChain: the configured endpoint first, then the stored ones in their order;
// who replied and what that costs stands in the reply.
func TestChain(t *testing.T) {
	t.Parallel()
	a, b, c := llmtest.New(t), llmtest.New(t), llmtest.New(t)
	m := setup(t, &endpoint.Configured{BaseURL: a.URL(), Key: "from-env", Model: "env-model"})
	require.True(t, m.Ready())
	one, err := m.Add(t.Context(), draft(b, "b"))
	require.NoError(t, err)
	two, err := m.Add(t.Context(), draft(c, "c"))
	require.NoError(t, err)
	require.Equal(t, llm.Price{Prompt: 1, Completion: 2}, m.Price())

	got, err := ask(t, m)
	require.NoError(t, err)
	require.Equal(t, "env-model", got.Model)
	require.Equal(t, "Bearer from-env", a.Requests()[0].Authorization)

	a.Chat(llmtest.Status(401, "{}"))
	got, err = ask(t, m)
	require.NoError(t, err)
	require.Equal(t, "b-model", got.Model)
	require.Equal(t, b.Address(), got.Endpoint)
	require.Equal(t, llm.Price{Prompt: 1, Completion: 2}, got.Price)
	require.Equal(t, "Bearer "+secret, b.Requests()[0].Authorization)

	require.NoError(t, m.Order(t.Context(), []uuid.UUID{two, one}))
	got, err = ask(t, m)
	require.NoError(t, err)
	require.Equal(t, "c-model", got.Model)

	off := draft(c, "c")
	off.Enabled, off.Key = false, nil
	require.NoError(t, m.Save(t.Context(), two, off))
	got, err = ask(t, m)
	require.NoError(t, err)
	require.Equal(t, "b-model", got.Model)

	require.NoError(t, m.Remove(t.Context(), one))
	_, err = ask(t, m)
	require.Equal(t, llm.Unauthorized, llm.ReasonOf(err), "the only one left")
	require.ErrorIs(t, m.Remove(t.Context(), one), endpoint.ErrNotFound)
	require.ErrorIs(t, m.Save(t.Context(), one, off), endpoint.ErrNotFound)
	require.ErrorIs(t, m.Order(t.Context(), []uuid.UUID{one}), endpoint.ErrNotFound)
}

// TestBreakers: each endpoint has its own, and a change to one does not reset
// the other's.
func TestBreakers(t *testing.T) {
	t.Parallel()
	bad, good := llmtest.New(t), llmtest.New(t)
	bad.Chat(llmtest.Status(401, "{}"))
	m := setup(t, nil)
	require.False(t, m.Ready())
	_, err := ask(t, m)
	require.Equal(t, llm.NotTried, llm.ReasonOf(err))
	_, err = m.Add(t.Context(), draft(bad, "bad"))
	require.NoError(t, err)
	second, err := m.Add(t.Context(), draft(good, "good"))
	require.NoError(t, err)
	for range 10 {
		_, err := ask(t, m)
		require.NoError(t, err)
	}
	states := m.States()
	require.Equal(t, llm.BreakerOpen, states[0].Breaker)
	require.Equal(t, llm.Unauthorized, states[0].LastFailure)
	require.EqualValues(t, 10, states[0].Failed)
	require.Equal(t, llm.BreakerClosed, states[1].Breaker)
	require.EqualValues(t, 10, states[1].Calls)
	before := len(bad.Requests())
	renamed := draft(good, "renamed")
	require.NoError(t, m.Save(t.Context(), second, renamed))
	_, err = ask(t, m)
	require.NoError(t, err)
	require.Len(t, bad.Requests(), before, "its breaker is open still")
}

// TestKeys: a key is sealed at rest, shown nowhere, stays with its host, and is
// of no use under another master key.
func TestKeys(t *testing.T) {
	t.Parallel()
	srv, other := llmtest.New(t), llmtest.New(t)
	db := pgtest.New(t)
	m, err := endpoint.New(endpoint.Parts{DB: db, Key: masterKey(t)})
	require.NoError(t, err)
	id, err := m.Add(t.Context(), draft(srv, "a"))
	require.NoError(t, err)
	var row string
	require.NoError(t, db.AcrossWorkspaces(t.Context(), func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT e::text || encode(sealed_key, 'escape') FROM model_endpoints e").Scan(&row)
	}))
	require.NotContains(t, row, "very-secret")
	require.NotContains(t, fmt.Sprintf("%+v %#v", m.States(), m.States()), "very-secret")
	shown, err := json.Marshal(m.States())
	require.NoError(t, err)
	require.NotContains(t, string(shown), "very-secret")

	same := draft(srv, "a")
	same.Key, same.Model = nil, "newer"
	require.NoError(t, m.Save(t.Context(), id, same))
	_, err = ask(t, m)
	require.NoError(t, err)
	require.Equal(t, "Bearer "+secret, srv.Requests()[0].Authorization, "an edit keeps the key")

	like := m.States()[0].ID
	moved := same
	moved.BaseURL = other.URL()
	trial, err := m.Try(t.Context(), moved, &like)
	require.NoError(t, err)
	require.Empty(t, trial.Reason)
	require.NoError(t, m.Save(t.Context(), id, moved))
	_, err = ask(t, m)
	require.NoError(t, err)
	for _, r := range other.Requests() {
		require.Empty(t, r.Authorization, "another host never sees the key")
	}
	require.False(t, m.States()[0].HasKey)

	_, err = m.Add(t.Context(), draft(srv, "b"))
	require.NoError(t, err)
	stranger, err := endpoint.New(endpoint.Parts{DB: db, Key: masterKey(t)})
	require.NoError(t, err)
	require.NoError(t, stranger.Load(t.Context()))
	require.True(t, stranger.States()[1].KeyUnreadable)
	got, err := ask(t, stranger)
	require.NoError(t, err)
	require.Equal(t, "newer", got.Model, "the one that needs no key serves")
}

// TestOtherNodes: a change through one node is taken up by another.
func TestOtherNodes(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	key, db := masterKey(t), pgtest.New(t)
	var nodes [2]*endpoint.Models
	for i := range nodes {
		var err error
		nodes[i], err = endpoint.New(endpoint.Parts{DB: db, Key: key})
		require.NoError(t, err)
	}
	_, err := nodes[0].Add(t.Context(), draft(srv, "a"))
	require.NoError(t, err)
	require.False(t, nodes[1].Ready())
	require.NoError(t, nodes[1].Load(t.Context()))
	_, err = ask(t, nodes[1])
	require.NoError(t, err)
}

func TestDraftsAreChecked(t *testing.T) {
	t.Parallel()
	m := setup(t, nil)
	ok := endpoint.Draft{Name: "n", BaseURL: "https://models.example/v1", Model: "m"}
	broken := "line\nbreak"
	for field, change := range map[string]func(*endpoint.Draft){
		"name":     func(d *endpoint.Draft) { d.Name = " " },
		"base_url": func(d *endpoint.Draft) { d.BaseURL = "https://user:pw@models.example/v1" },
		"model":    func(d *endpoint.Draft) { d.Model = "" },
		"key":      func(d *endpoint.Draft) { d.Key = &broken },
		"price":    func(d *endpoint.Draft) { d.Price.Prompt = -1 },
	} {
		d := ok
		change(&d)
		_, err := m.Add(t.Context(), d)
		var p *problem.Error
		require.ErrorAs(t, err, &p, field)
		require.Equal(t, field, p.Params["field"])
	}
	for range 10 {
		_, err := m.Add(t.Context(), ok)
		require.NoError(t, err)
	}
	_, err := m.Add(t.Context(), ok)
	require.ErrorIs(t, err, endpoint.ErrTooMany)
}

// TestFind: only what answers with a list of models is offered.
func TestFind(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") }))
	defer page.Close()
	found := endpoint.Find(t.Context(), []endpoint.Local{
		{Kind: "ollama", Address: srv.Address()},
		{Kind: "lmstudio", Address: strings.TrimPrefix(page.URL, "http://")},
		{Kind: "llama.cpp", Address: "127.0.0.1:1"},
	})
	require.Equal(t, []endpoint.Found{{Kind: "ollama", BaseURL: srv.URL(), Models: []string{"large", "small"}}}, found)
}

// TestTry: a trial reports what an answer would meet with.
func TestTry(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	m := setup(t, nil)
	srv.Chat(llmtest.Say("ready"), llmtest.Status(401, secret), llmtest.EndWithoutFinish("rea"))
	trial, err := m.Try(t.Context(), draft(srv, "a"), nil)
	require.NoError(t, err)
	require.Empty(t, trial.Reason)
	require.Positive(t, trial.FirstToken)
	require.Equal(t, []string{"large", "small"}, trial.Models)
	for _, want := range []llm.Reason{llm.Unauthorized, llm.Cut} {
		trial, err = m.Try(t.Context(), draft(srv, "a"), nil)
		require.NoError(t, err)
		require.Equal(t, want, trial.Reason)
	}
	require.Empty(t, m.States(), "nothing was stored")
}
