package main

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/seal"
)

// house is the whole product on a port of its own, with two workspaces.
type house struct {
	*product
	server       *caller.Server
	mine, theirs tenant
}

// tenant is a workspace with an admin who is signed in.
type tenant struct {
	account.Workspace
	auth caller.Auth
	me   caller.Me
}

const housePassword = "correct horse battery"

func openHouse(t *testing.T) *house {
	t.Helper()
	h := emptyHouse(t)
	h.mine, h.theirs = h.tenant(t, "mine"), h.tenant(t, "theirs")
	return h
}

// emptyHouse is the product as on its first day: no workspace, nobody.
func emptyHouse(t *testing.T) *house {
	t.Helper()
	db := pgtest.New(t)
	cfg := config.Config{SecretKey: seal.Generate(), Limits: config.Limits{MessagesPerSecond: 1000, MessageBurst: 1000, SocketsPerIP: 1000}}
	p, err := wire(db, cfg, nil)
	require.NoError(t, err)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.run(ctx, cfg, &database{DB: db}, listener) }()
	t.Cleanup(func() {
		stop()
		require.NoError(t, <-ended, "an orderly end")
	})
	return &house{product: p, server: caller.New("http://" + listener.Addr().String())}
}

func (h *house) tenant(t *testing.T, slug string) tenant {
	t.Helper()
	ws, err := h.accounts.CreateWorkspace(t.Context(), account.Workspace{Slug: slug, Name: slug})
	require.NoError(t, err)
	x := tenant{Workspace: ws}
	x.auth, x.me = h.agent(t, ws, slug+"@example.com", account.RoleAdmin)
	return x
}

func (h *house) agent(t *testing.T, ws account.Workspace, email string, role account.Role) (caller.Auth, caller.Me) {
	t.Helper()
	_, err := h.accounts.CreateMember(t.Context(), ws.ID, account.NewAgent{Name: email, Email: email, Password: housePassword},
		account.NewMember{Role: role, Capacity: 4})
	require.NoError(t, err)
	auth, me, err := h.server.SignIn(t.Context(), email, housePassword)
	require.NoError(t, err)
	return auth, me
}

// visitor gets a token and says something, so that there is a conversation.
func (h *house) visitor(t *testing.T, of tenant) (caller.Auth, uuid.UUID) {
	t.Helper()
	auth, err := h.server.NewVisitor(t.Context(), of.Slug, "en")
	require.NoError(t, err)
	var said struct {
		ConversationID uuid.UUID `json:"conversation_id"`
	}
	_, err = h.server.Call(t.Context(), auth, http.MethodPost, "/v1/visitor/messages",
		map[string]string{"client_id": uuid.NewString(), "text": "hello"}, &said)
	require.NoError(t, err)
	return auth, said.ConversationID
}

// until reads frames until one is of the kind.
func until(t *testing.T, s *caller.Socket, kind string) caller.Frame {
	t.Helper()
	for {
		f, err := s.Next()
		require.NoError(t, err, "waiting for %s", kind)
		if f.Kind == kind {
			return f
		}
	}
}

func decode(t *testing.T, raw json.RawMessage, into any) {
	t.Helper()
	if len(raw) > 0 {
		require.NoError(t, json.Unmarshal(raw, into))
	}
}
