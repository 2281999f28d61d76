package action

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/bot/action/mcp"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// ErrServerNotFound: the workspace has no such server.
var ErrServerNotFound = problem.New(problem.NotFound, "action_server_not_found")

// mostServers is how many servers a workspace may have.
const mostServers = 20

// Server is a server of the Model Context Protocol.
type Server struct {
	ID   uuid.UUID
	Name string
	URL  string
	// HasToken: a bearer token is sent with each request.
	HasToken bool
	Tools    []mcp.Tool
	// Failure says why the last listing failed; "" if it did not.
	Failure  Reason
	ListedAt *time.Time
}

// ServerDraft is what an admin enters.
type ServerDraft struct {
	Name, URL string
	// Token is a new one; nil keeps the stored one while the host stays, "" takes
	// it away.
	Token *string
}

func (d ServerDraft) checked(plain func(string) bool) (ServerDraft, error) {
	d.Name, d.URL = strings.TrimSpace(d.Name), strings.TrimSpace(d.URL)
	u, err := url.Parse(d.URL)
	switch {
	case d.Name == "" || utf8.RuneCountInString(d.Name) > 80:
		return d, spec.Invalid("name")
	case err != nil || len(d.URL) > 500 || u.Host == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !plain(u.Host)):
		return d, spec.Invalid("url")
	case d.Token != nil && (len(*d.Token) > 4000 || strings.ContainsFunc(*d.Token, func(r rune) bool { return r <= ' ' || r > '~' })):
		return d, spec.Invalid("token")
	}
	return d, nil
}

// Servers lists the servers of a workspace, by name.
func (r *Runner) Servers(ctx context.Context, ws uuid.UUID) (list []Server, err error) {
	err = r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).Servers(ctx, ws)
		if err != nil {
			return fmt.Errorf("read servers: %w", err)
		}
		list = make([]Server, len(rows))
		for i, row := range rows {
			list[i] = Server{
				ID: row.ID, Name: row.Name, URL: row.Url, HasToken: len(row.SealedToken) > 0, Failure: Reason(row.Failure), ListedAt: row.ListedAt,
			}
			if err := json.Unmarshal(row.Tools, &list[i].Tools); err != nil {
				return fmt.Errorf("decode tools: %w", err)
			}
		}
		return nil
	})
	return list, err
}

// AddServer stores a server; [Runner.ListTools] asks it.
func (r *Runner) AddServer(ctx context.Context, ws uuid.UUID, d ServerDraft) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return id, fmt.Errorf("server id: %w", err)
	}
	if d, err = d.checked(r.plain); err != nil {
		return id, err
	}
	sealed, err := r.sealToken(ws, id, d.Token)
	if err != nil {
		return id, err
	}
	return id, r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		rows, err := q.Servers(ctx, ws)
		if err == nil && len(rows) >= mostServers {
			return ErrTooMany
		}
		if err != nil {
			return fmt.Errorf("count servers: %w", err)
		}
		return q.InsertServer(ctx, db.InsertServerParams{WorkspaceID: ws, ID: id, Name: d.Name, Url: d.URL, SealedToken: sealed})
	})
}

// SaveServer changes a server. A stored token stays only while the host does.
func (r *Runner) SaveServer(ctx context.Context, ws, id uuid.UUID, d ServerDraft) error {
	return r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		old, err := serverTx(ctx, q, ws, id)
		if err != nil {
			return err
		}
		d, err := d.checked(r.plain)
		if err != nil {
			return err
		}
		sealed, err := r.sealToken(ws, id, d.Token)
		if err != nil {
			return err
		}
		if d.Token == nil && sameHost(old.Url, d.URL) {
			sealed = old.SealedToken
		}
		_, err = q.UpdateServer(ctx, db.UpdateServerParams{WorkspaceID: ws, ID: id, Name: d.Name, Url: d.URL, SealedToken: sealed})
		return err
	})
}

// RemoveServer forgets a server with the actions that are its tools.
func (r *Runner) RemoveServer(ctx context.Context, ws, id uuid.UUID) error {
	return r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		n, err := db.New(tx).DeleteServer(ctx, db.DeleteServerParams{WorkspaceID: ws, ID: id})
		if err == nil && n == 0 {
			return ErrServerNotFound
		}
		return err
	})
}

// ListTools asks a server for its tools, keeps them, and switches off the
// actions whose tool is another one now. That the server does not answer is
// kept as its failure and is no error.
func (r *Runner) ListTools(ctx context.Context, ws, id uuid.UUID) error {
	server, err := r.serverFor(ctx, ws, id)
	if err != nil {
		return err
	}
	tools, fault := r.tools.List(ctx, server)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime)
	defer cancel()
	return r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		if fault != nil {
			return q.UnlistedServer(ctx, db.UnlistedServerParams{WorkspaceID: ws, ID: id, Failure: string(listFault(fault))})
		}
		raw, err := json.Marshal(tools)
		if err != nil {
			return fmt.Errorf("encode tools: %w", err)
		}
		if err := q.ListedServer(ctx, db.ListedServerParams{WorkspaceID: ws, ID: id, Tools: raw}); err != nil {
			return fmt.Errorf("keep tools: %w", err)
		}
		return comparedTx(ctx, q, ws, id, tools)
	})
}

func listFault(err error) Reason {
	switch {
	case errors.Is(err, egress.ErrDenied):
		return Denied
	case errors.Is(err, mcp.ErrTooLarge):
		return TooLarge
	}
	return Unreachable
}

// comparedTx switches off what has changed.
func comparedTx(ctx context.Context, q *db.Queries, ws, server uuid.UUID, tools []mcp.Tool) error {
	rows, err := q.All(ctx, ws)
	if err != nil {
		return fmt.Errorf("read actions: %w", err)
	}
	hashes := make(map[string]string, len(tools))
	for _, t := range tools {
		hashes[t.Name] = t.Hash
	}
	for _, row := range rows {
		a, err := actionFrom(row)
		if err != nil {
			return err
		}
		if a.Tool == nil || a.Tool.Server != server || hashes[a.Tool.Name] == a.Tool.Hash {
			continue
		}
		why := Altered
		if hashes[a.Tool.Name] == "" {
			why = Vanished
		}
		if _, err := q.SwitchOff(ctx, db.SwitchOffParams{WorkspaceID: ws, ID: a.ID, Review: string(why)}); err != nil {
			return fmt.Errorf("switch off: %w", err)
		}
	}
	return nil
}

// serverFor reads where to call, with the token opened.
func (r *Runner) serverFor(ctx context.Context, ws, id uuid.UUID) (s mcp.Server, err error) {
	err = r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		row, err := serverTx(ctx, db.New(tx), ws, id)
		if err != nil {
			return err
		}
		s.URL = row.Url
		if len(row.SealedToken) == 0 {
			return nil
		}
		token, err := r.Key.Open(serverPurpose(ws, id), row.SealedToken)
		s.Token = string(token)
		return err
	})
	return s, err
}

func serverTx(ctx context.Context, q *db.Queries, ws, id uuid.UUID) (db.ActionServer, error) {
	row, err := q.Server(ctx, db.ServerParams{WorkspaceID: ws, ID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return row, ErrServerNotFound
	}
	if err != nil {
		return row, fmt.Errorf("read server: %w", err)
	}
	return row, nil
}

func (r *Runner) sealToken(ws, id uuid.UUID, token *string) ([]byte, error) {
	if token == nil || *token == "" {
		return nil, nil
	}
	return r.Key.Seal(serverPurpose(ws, id), []byte(*token))
}

func serverPurpose(ws, id uuid.UUID) string {
	return "action_server:" + ws.String() + ":" + id.String()
}
