package endpoint

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/openai"
)

// Local is where a program that serves models listens unless told otherwise.
type Local struct {
	// Kind is "ollama", "llama.cpp" or "lmstudio".
	Kind string
	// Address is host and port on this machine.
	Address string
}

// Locals are the programs that are looked for. Only these hosts and ports are
// asked, and only when the operator wants to know.
var Locals = []Local{
	{"ollama", "127.0.0.1:11434"},
	{"lmstudio", "127.0.0.1:1234"},
	{"llama.cpp", "127.0.0.1:8080"},
	{"llama.cpp", "127.0.0.1:8081"},
}

// Found is a program that serves models on this machine.
type Found struct {
	Kind    string
	BaseURL string
	// Models are the names it knows, at most 50.
	Models []string
}

const (
	findTime   = 2 * time.Second
	listBytes  = 2 << 20
	mostModels = 50
)

// Find asks the local addresses for their models. What does not answer, or with
// something else than a list of models (our own server, say), is left out.
func Find(ctx context.Context, locals []Local) []Found {
	found := make([]*Found, len(locals))
	var all sync.WaitGroup
	for i, l := range locals {
		all.Go(func() {
			base := "http://" + l.Address + "/v1"
			if models, err := List(ctx, base, ""); err == nil {
				found[i] = &Found{Kind: l.Kind, BaseURL: base, Models: models}
			}
		})
	}
	all.Wait()
	out := []Found{}
	for _, f := range found {
		if f != nil {
			out = append(out, *f)
		}
	}
	return out
}

var errNoList = errors.New("no list of models")

// List asks an endpoint which models it knows; that costs nothing. The error
// does not hold the key.
func List(ctx context.Context, base, key string) ([]string, error) {
	client := egress.New(egress.Config{Private: hostPort(base), Dial: findTime, Total: findTime})
	defer client.Close()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(base, "/")+"/models", nil)
	if err != nil {
		return nil, egress.ErrURL
	}
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var list struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if res.StatusCode != http.StatusOK {
		return nil, errNoList
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, listBytes)).Decode(&list); err != nil || len(list.Data) == 0 {
		return nil, errNoList
	}
	var names []string
	for _, d := range list.Data {
		if d.ID != "" && len(names) < mostModels {
			names = append(names, d.ID)
		}
	}
	slices.Sort(names)
	return names, nil
}

// Trial is how a trial of an endpoint went.
type Trial struct {
	// Reason is "" when the endpoint answered as it has to: streamed, whole,
	// in time.
	Reason llm.Reason
	// FirstToken and Took are the times to the first token and in all.
	FirstToken, Took time.Duration
	Usage            llm.Usage
	// Models are the names that the endpoint knows; none if it keeps no list.
	Models []string
}

// Try asks an endpoint for one word, as an answer would be asked for, and
// stores nothing. A draft without a key uses the one of the stored endpoint
// like, if that is not nil and at the same host.
func (m *Models) Try(ctx context.Context, d Draft, like *uuid.UUID) (Trial, error) {
	d, err := d.checked()
	if err != nil {
		return Trial{}, err
	}
	key := ""
	switch {
	case d.Key != nil:
		key = *d.Key
	case like != nil:
		if key, err = m.keyFor(*like, d.BaseURL); err != nil {
			return Trial{}, err
		}
	}
	client := egress.New(egress.Config{Private: hostPort(d.BaseURL)})
	defer client.Close()
	chat, err := openai.NewChat(openai.Config{BaseURL: d.BaseURL, Key: key, Model: d.Model, Transport: client.Transport(), Limits: m.Limits})
	if err != nil {
		return Trial{}, err
	}
	out := Trial{}
	begun := time.Now()
	for delta, err := range chat.Stream(ctx, llm.Request{
		MaxTokens: 200, Messages: []llm.Message{{Role: llm.RoleUser, Text: "Reply with the one word: ready"}},
	}) {
		if err != nil {
			out.Reason = llm.ReasonOf(err)
			break
		}
		if out.FirstToken == 0 {
			out.FirstToken = time.Since(begun)
		}
		out.Usage = delta.Usage
	}
	out.Took = time.Since(begun)
	if names, err := List(ctx, d.BaseURL, key); err == nil {
		out.Models = names
	}
	return out, ctx.Err()
}

// Reach asks each stored endpoint that is enabled for its list of models, with
// its own key. The errors, by endpoint, hold no key.
func (m *Models) Reach(ctx context.Context) map[uuid.UUID]error {
	out := make(map[uuid.UUID]error)
	for _, s := range m.States() {
		if s.ID == uuid.Nil || !s.Enabled {
			continue
		}
		key, err := m.keyFor(s.ID, s.BaseURL)
		if err == nil {
			_, err = List(ctx, s.BaseURL, key)
		}
		out[s.ID] = err
	}
	return out
}

// keyFor opens a stored endpoint's key for use at an address, which must be at
// the same host.
func (m *Models) keyFor(like uuid.UUID, base string) (string, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, one := range m.list {
		if one.ID != like || len(one.sealed) == 0 || !samePlace(one.BaseURL, base) {
			continue
		}
		raw, err := m.Key.Open(purpose(one.ID), one.sealed)
		return string(raw), err
	}
	return "", nil
}
