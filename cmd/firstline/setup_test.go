package main

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
)

// The first admin is made with the token from the terminal, once; nothing else
// opens the door, and there is no default password.
func TestFirstRun(t *testing.T) {
	t.Parallel()

	h := emptyHouse(t)
	token, err := h.accounts.OpenSetUp(t.Context())
	require.NoError(t, err)
	require.NotEmpty(t, token)

	var state struct{ Needed bool }
	_, err = h.server.Call(t.Context(), caller.Auth{}, http.MethodGet, "/v1/setup", nil, &state)
	require.NoError(t, err)
	require.True(t, state.Needed)

	answers := map[string]string{
		"workspace_name": "Shop", "workspace_slug": "shop", "name": "Ada", "email": "Ada@Shop.example",
		"password": housePassword, "locale": "en",
	}
	try := func(token string) error {
		answers["token"] = token
		_, err := h.server.Call(t.Context(), caller.Auth{}, http.MethodPost, "/v1/setup", answers, nil)
		return err
	}
	var refused *caller.Status
	require.ErrorAs(t, try("guessed"), &refused)
	require.Equal(t, http.StatusNotFound, refused.Code)
	require.NoError(t, try(token))
	require.ErrorAs(t, try(token), &refused, "the door is shut for good")
	require.Equal(t, http.StatusNotFound, refused.Code)

	_, me, err := h.server.SignIn(t.Context(), "ada@shop.example", housePassword)
	require.NoError(t, err)
	require.Equal(t, "shop", me.Workspaces[0].Slug)
	token, err = h.accounts.OpenSetUp(t.Context())
	require.NoError(t, err)
	require.Empty(t, token, "no second set-up")
}

// Guessing passwords is slow for one account and one address.
func TestSignInIsLimited(t *testing.T) {
	t.Parallel()

	h := openHouse(t)
	var status *caller.Status
	for range 12 {
		_, _, err := h.server.SignIn(t.Context(), "mine@example.com", "guessing again")
		require.ErrorAs(t, err, &status)
		if status.Code == http.StatusTooManyRequests {
			require.Contains(t, status.Body, "rate_limited")
			return
		}
		require.Equal(t, http.StatusUnauthorized, status.Code)
	}
	require.Fail(t, "twelve guesses and no limit")
}
