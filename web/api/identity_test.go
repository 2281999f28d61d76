package api_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/frontdesk"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/web/api"
	"github.com/firstlinehq/firstline/web/webtest"
)

func newSecret(t *testing.T, x webtest.Tenant) []byte {
	t.Helper()
	var made api.IdentitySecretView
	x.Admin.Do(t, http.MethodPost, path(x, "/identity-secret"), nil, &made)
	require.NotEmpty(t, made.Secret)
	require.NotNil(t, made.MadeAt)
	return []byte(made.Secret)
}

func signed(t *testing.T, secret []byte, claims jwt.MapClaims) map[string]any {
	t.Helper()
	if _, ok := claims["exp"]; !ok {
		claims["exp"] = time.Now().Add(time.Hour).Unix()
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(secret)
	require.NoError(t, err)
	return map[string]any{"token": token}
}

func identify(t *testing.T, v webtest.Caller, body map[string]any) api.IdentifiedView {
	t.Helper()
	var now api.IdentifiedView
	v.Do(t, http.MethodPost, "/v1/visitor/identify", body, &now)
	return now
}

// An anonymous visitor becomes the person whom the shop names, on every device
// of theirs, with all that they have said; two persons stay two.
func TestIdentify(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	mine := h.Mine
	secret := newSecret(t, mine)
	anna := jwt.MapClaims{"sub": "customer-42", "name": "Anna Berg", "email": "anna@example.com", "attributes": map[string]any{"plan": "gold", "orders": 7, "vip": true}}

	phone := mine.Visitor
	now := identify(t, phone, signed(t, secret, anna))
	require.Equal(t, phone.ID, now.VisitorID)
	require.Empty(t, now.Token)
	card := func(conversation uuid.UUID) api.VisitorCard {
		var d api.Detail
		mine.Agent.Get(t, path(mine, "/conversations/"+conversation.String()), &d)
		return d.Visitor
	}
	require.Equal(t, "customer-42", card(mine.Conversation).External)
	require.Equal(t, "Anna Berg", card(mine.Conversation).Name)
	require.Equal(t, map[string]string{"plan": "gold", "orders": "7", "vip": "true"}, card(mine.Conversation).Attributes)

	laptop := h.NewVisitor(t, mine)
	other := laptop.Say(t, "my chair wobbles")
	file := brought(t, bring(t, h, laptop, toVisitor, "wobble.txt", []byte("It wobbles.")))
	merged := identify(t, laptop, signed(t, secret, anna))
	require.Equal(t, phone.ID, merged.VisitorID)
	require.Empty(t, merged.Token, "the laptop's token holds")
	require.Equal(t, phone.ID, card(other).ID)
	for _, device := range []webtest.Caller{phone, laptop} {
		var list struct{ Conversations []api.VisitorConversation }
		device.Get(t, "/v1/visitor/conversations", &list)
		require.Len(t, list.Conversations, 2, "one person, wherever they sit")
	}
	require.NoError(t, h.DB.InWorkspace(t.Context(), mine.ID, func(tx *postgres.Tx) error {
		var left int
		require.NoError(t, tx.QueryRow(t.Context(), `SELECT count(*) FROM events WHERE author_id = $1`, laptop.ID).Scan(&left))
		require.Zero(t, left, "a resend must find its message under the new id")
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM visitors WHERE id = $1`, laptop.ID).Scan(&left)
	}))

	// What they were about to send goes along; a tab that does not know yet is told.
	_, err := h.Desk.VisitorSays(t.Context(), account.Visitor{Workspace: mine.ID, ID: laptop.ID},
		frontdesk.VisitorMessage{ClientID: "file", Conversation: &other, Files: []uuid.UUID{file.ID}})
	require.ErrorIs(t, err, account.ErrVisitorMoved)
	laptop.Do(t, http.MethodPost, "/v1/visitor/messages", map[string]any{"client_id": "file", "conversation_id": other, "text": "", "files": []uuid.UUID{file.ID}}, nil)

	// What the page says does not change what the shop has signed.
	phone.Do(t, http.MethodPatch, "/v1/visitor/me", map[string]any{"email": "mallory@example.com"}, nil)
	require.Equal(t, "anna@example.com", card(other).Email)

	// Somebody else signs in on the phone: they get a device of their own and
	// see nothing of Anna's.
	ben := identify(t, phone, signed(t, secret, jwt.MapClaims{"sub": "customer-7"}))
	require.NotEqual(t, phone.ID, ben.VisitorID)
	require.NotEmpty(t, ben.Token)
	var list struct{ Conversations []api.VisitorConversation }
	h.WithToken(ben.Token).Get(t, "/v1/visitor/conversations", &list)
	require.Empty(t, list.Conversations)
}

// Two devices that name the same person at once make one visitor.
func TestIdentifyAtOnce(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	body := signed(t, newSecret(t, h.Mine), jwt.MapClaims{"sub": "customer-42"})
	devices := make([]webtest.Caller, 8)
	ids := make([]uuid.UUID, len(devices))
	for i := range devices {
		devices[i] = h.NewVisitor(t, h.Mine)
		devices[i].Say(t, "hello")
	}
	var wait sync.WaitGroup
	for i, device := range devices {
		wait.Go(func() { ids[i] = identify(t, device, body).VisitorID })
	}
	wait.Wait()
	for _, id := range ids {
		require.Equal(t, ids[0], id)
	}
}

func TestIdentitiesThatAreNone(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	v := h.Mine.Visitor
	refused := func(t *testing.T, body map[string]any, status int, code string) {
		t.Helper()
		a := h.NewVisitor(t, h.Mine).Call(t, http.MethodPost, "/v1/visitor/identify", body)
		require.Equal(t, code, a.RequireProblem(t, status).Code)
	}
	refused(t, signed(t, []byte("guessed"), jwt.MapClaims{"sub": "a"}), http.StatusForbidden, "identity_off")
	secret := newSecret(t, h.Mine)
	theirs := newSecret(t, h.Theirs)
	unsigned, err := jwt.NewWithClaims(jwt.SigningMethodNone, jwt.MapClaims{"sub": "a", "exp": time.Now().Add(time.Hour).Unix()}).SignedString(jwt.UnsafeAllowNoneSignatureType)
	require.NoError(t, err)
	for name, body := range map[string]map[string]any{
		"another secret":      signed(t, []byte("guessed"), jwt.MapClaims{"sub": "a"}),
		"another workspace's": signed(t, theirs, jwt.MapClaims{"sub": "a"}),
		"run out":             signed(t, secret, jwt.MapClaims{"sub": "a", "exp": time.Now().Add(-time.Hour).Unix()}),
		"no end":              signed(t, secret, jwt.MapClaims{"sub": "a", "exp": nil}),
		"for ever":            signed(t, secret, jwt.MapClaims{"sub": "a", "exp": time.Now().Add(48 * time.Hour).Unix()}),
		"no algorithm":        {"token": unsigned},
		"no token at all":     {"token": "abc"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, body, http.StatusUnauthorized, "identity_refused") })
	}
	for name, claims := range map[string]jwt.MapClaims{
		"nobody":                  {"name": "Anna"},
		"an endless name":         {"sub": "a", "name": strings.Repeat("x", 121)},
		"NUL in the id":           {"sub": "a\x00b"},
		"an e-mail that is none":  {"sub": "a", "email": "anna"},
		"a list as an attribute":  {"sub": "a", "attributes": map[string]any{"tags": []string{"x"}}},
		"NUL in an attribute":     {"sub": "a", "attributes": map[string]any{"x": "\x00"}},
		"an attribute of no name": {"sub": "a", "attributes": map[string]any{"": "x"}},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, signed(t, secret, claims), http.StatusUnprocessableEntity, "identity_invalid")
		})
	}
	var card struct{ Visitor api.VisitorCard }
	h.Mine.Agent.Get(t, path(h.Mine, "/conversations/"+h.Mine.Conversation.String()), &card)
	require.Equal(t, v.ID, card.Visitor.ID)
	require.Empty(t, card.Visitor.External)
}

// A shop changes over to a new secret within a day; rotating twice ends the
// old one at once.
func TestIdentitySecretIsRotated(t *testing.T) {
	t.Parallel()

	h := webtest.Open(t, nil)
	old := newSecret(t, h.Mine)
	identify(t, h.NewVisitor(t, h.Mine), signed(t, old, jwt.MapClaims{"sub": "a"}))
	next := newSecret(t, h.Mine)
	require.NotEqual(t, old, next)
	identify(t, h.NewVisitor(t, h.Mine), signed(t, old, jwt.MapClaims{"sub": "b"}))
	identify(t, h.NewVisitor(t, h.Mine), signed(t, next, jwt.MapClaims{"sub": "c"}))
	newSecret(t, h.Mine)
	a := h.NewVisitor(t, h.Mine).Call(t, http.MethodPost, "/v1/visitor/identify", signed(t, old, jwt.MapClaims{"sub": "d"}))
	require.Equal(t, "identity_refused", a.RequireProblem(t, http.StatusUnauthorized).Code)

	var told api.IdentitySecretView
	h.Mine.Admin.Get(t, path(h.Mine, "/identity-secret"), &told)
	require.Empty(t, told.Secret, "told once")
	require.NotNil(t, told.MadeAt)
	h.Mine.Supervisor.Call(t, http.MethodPost, path(h.Mine, "/identity-secret"), nil).RequireProblem(t, http.StatusForbidden)
}
