package doctor_test

import (
	"bytes"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/doctor"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

// healthy is a configuration of which nothing is missing here.
func healthy(t *testing.T) doctor.Config {
	t.Helper()
	return doctor.Config{Listen: "127.0.0.1:0", DataDir: "/var/tmp/firstline-doctor-test"}
}

func find(t *testing.T, cfg doctor.Config, name string) doctor.Check {
	t.Helper()
	for _, c := range doctor.Examine(t.Context(), cfg) {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no check named %s", name)
	return doctor.Check{}
}

func TestRun(t *testing.T) {
	t.Parallel()

	t.Run("NothingMissing", func(t *testing.T) {
		t.Parallel()

		var out bytes.Buffer
		require.NoError(t, doctor.Run(t.Context(), healthy(t), &out), "%s", &out)
		require.Contains(t, out.String(), "pgvector")
	})

	t.Run("NamesWhatIsMissingAndTheMend", func(t *testing.T) {
		t.Parallel()

		taken, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		defer taken.Close()
		cfg := healthy(t)
		cfg.Listen = taken.Addr().String()
		var out bytes.Buffer
		require.ErrorIs(t, doctor.Run(t.Context(), cfg, &out), doctor.ErrMissing)
		require.Regexp(t, `MISSING +port +`+cfg.Listen+` is taken`, out.String())
		require.Contains(t, out.String(), "FIRSTLINE_LISTEN")
	})
}

func TestPort(t *testing.T) {
	t.Parallel()

	ours := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/readyz" {
			http.NotFound(w, r)
		}
	}))
	defer ours.Close()
	cfg := healthy(t)
	cfg.Listen = strings.TrimPrefix(ours.URL, "http://")
	check := find(t, cfg, "port")
	require.Equal(t, doctor.OK, check.State)
	require.Contains(t, check.Found, "running Firstline")
}

func TestFolder(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("only root runs Postgres under another user")
	}

	closed := t.TempDir()
	require.NoError(t, os.Chmod(closed, 0o700))
	cfg := healthy(t)
	cfg.DataDir = closed
	check := find(t, cfg, "data folder")
	require.Equal(t, doctor.Missing, check.State)
	require.Contains(t, check.Mend, "choose a data folder outside closed homes")
}

func TestModel(t *testing.T) {
	t.Parallel()

	answer := func(status int, body string) doctor.Check {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/v1/models" || r.Header.Get("Authorization") != "Bearer key" {
				status = http.StatusTeapot
			}
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}))
		defer server.Close()
		cfg := healthy(t)
		cfg.LLM = doctor.LLM{URL: server.URL + "/v1/", Key: "key", Chat: "chat-1", Private: []string{server.Listener.Addr().String()}}
		return find(t, cfg, "model")
	}
	for _, c := range []struct {
		name, body string
		status     int
		state      doctor.State
		found      string
	}{
		{"Lists", `{"data":[{"id":"chat-1"}]}`, 200, doctor.OK, "answers"},
		{"ListsAnother", `{"data":[{"id":"other"}]}`, 200, doctor.Note, "does not list chat-1"},
		{"NoList", `404 page`, 404, doctor.OK, "keeps no list"},
		{"RefusesKey", `{}`, 401, doctor.Note, "refuses the key"},
		{"Nonsense", `<html>`, 200, doctor.Note, "no list of models"},
	} {
		check := answer(c.status, c.body)
		require.Equal(t, c.state, check.State, c.name)
		require.Contains(t, check.Found, c.found, c.name)
	}

	cfg := healthy(t)
	cfg.LLM = doctor.LLM{URL: "http://127.0.0.1:1/v1", Private: []string{"127.0.0.1:1"}}
	require.Equal(t, doctor.Note, find(t, cfg, "model").State, "an endpoint that is down keeps nothing from starting")
}

func TestExternal(t *testing.T) {
	t.Parallel()

	urls := pgtest.NewURLs(t)
	cfg := healthy(t)
	cfg.DatabaseURL, cfg.OwnerURL = urls.App, urls.Owner
	for _, name := range []string{"postgres", "pooler", "owner", "pgvector", "app role"} {
		check := find(t, cfg, name)
		require.Equal(t, doctor.OK, check.State, "%s: %s", name, check.Found)
	}
	require.Equal(t, doctor.Missing, find(t, cfg, "durability").State, "the tests' server does not write to disk")

	t.Run("Owner", func(t *testing.T) {
		t.Parallel()

		cfg := cfg
		cfg.OwnerURL = ""
		require.Equal(t, doctor.Missing, find(t, cfg, "owner").State, "the app role owns nothing")
	})

	t.Run("Superuser", func(t *testing.T) {
		t.Parallel()

		cfg := cfg
		cfg.DatabaseURL, cfg.OwnerURL = urls.Admin, ""
		require.Equal(t, doctor.Note, find(t, cfg, "app role").State)
	})

	t.Run("NotThere", func(t *testing.T) {
		t.Parallel()

		cfg := cfg
		for _, url := range []string{"postgres://me:hunter2@127.0.0.1:1/none", "postgres://me:hunter2@%zz/none"} {
			cfg.DatabaseURL = url
			check := find(t, cfg, "database")
			require.Equal(t, doctor.Missing, check.State)
			require.NotContains(t, check.Found, "hunter2")
		}
	})
}
