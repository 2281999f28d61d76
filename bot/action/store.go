package action

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// List gives all actions of a workspace, by name.
func (r *Runner) List(ctx context.Context, ws uuid.UUID) (list []Action, err error) {
	err = r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).All(ctx, ws)
		if err != nil {
			return fmt.Errorf("read actions: %w", err)
		}
		list = make([]Action, len(rows))
		for i, row := range rows {
			if list[i], err = actionFrom(row); err != nil {
				return err
			}
		}
		return nil
	})
	return list, err
}

// Get gives one action. It fails with [ErrNotFound].
func (r *Runner) Get(ctx context.Context, ws, id uuid.UUID) (a Action, err error) {
	err = r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		a, err = getTx(ctx, db.New(tx), ws, id)
		return err
	})
	return a, err
}

func getTx(ctx context.Context, q *db.Queries, ws, id uuid.UUID) (Action, error) {
	row, err := q.Get(ctx, db.GetParams{WorkspaceID: ws, ID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return Action{}, ErrNotFound
	}
	if err != nil {
		return Action{}, fmt.Errorf("read action: %w", err)
	}
	return actionFrom(row)
}

func actionFrom(row db.Action) (Action, error) {
	a := Action{
		ID: row.ID, Enabled: row.Enabled, Review: Review(row.Review), Version: int(row.Version), UpdatedAt: row.UpdatedAt, sealed: row.SealedSecrets,
	}
	var err error
	if a.Definition, err = decode(row.Definition); err != nil {
		return a, fmt.Errorf("decode action %s: %w", row.ID, err)
	}
	if a.HTTP != nil && len(row.SealedSecrets) > 0 {
		a.Secrets = a.HTTP.SecretNames()
	}
	return a, nil
}

// Draft is what an admin saves.
type Draft struct {
	Definition
	Enabled bool
	// Secrets are new ones by name; those that are not named stay, an empty one
	// is taken away. All go when the request's host changes.
	Secrets map[string]string
}

// Add stores a new action. What the draft breaks is a problem with the field.
func (r *Runner) Add(ctx context.Context, ws uuid.UUID, d Draft) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return id, fmt.Errorf("action id: %w", err)
	}
	p, err := r.prepare(ws, id, d, nil)
	if err != nil {
		return id, err
	}
	return id, r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		if err := q.LockCalls(ctx, "actions of "+ws.String()); err != nil {
			return err
		}
		rows, err := q.All(ctx, ws)
		if err != nil {
			return fmt.Errorf("count actions: %w", err)
		}
		if len(rows) >= most {
			return ErrTooMany
		}
		return nameTaken(q.Insert(ctx, db.InsertParams{
			WorkspaceID: ws, ID: id, Name: p.name, Definition: p.definition, SealedSecrets: p.sealed, ServerID: p.server, Enabled: d.Enabled,
		}))
	})
}

// Save changes an action that was read at a version; saving is a review of its
// tool. It fails with [ErrChanged] or [ErrNotFound].
func (r *Runner) Save(ctx context.Context, ws, id uuid.UUID, version int, d Draft) error {
	return r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		old, err := getTx(ctx, q, ws, id)
		if err != nil {
			return err
		}
		if (old.Tool == nil) != (d.Tool == nil) || old.Tool != nil && (old.Tool.Server != d.Tool.Server || old.Tool.Name != d.Tool.Name) {
			return spec.Invalid("tool")
		}
		p, err := r.prepare(ws, id, d, &old)
		if err != nil {
			return err
		}
		n, err := q.Update(ctx, db.UpdateParams{
			WorkspaceID: ws, ID: id, Version: int32(version), Name: p.name, Definition: p.definition, SealedSecrets: p.sealed, Enabled: d.Enabled,
		})
		if err == nil && n == 0 {
			return ErrChanged
		}
		return nameTaken(err)
	})
}

// Remove deletes an action; what waits for a confirmation of it is void.
func (r *Runner) Remove(ctx context.Context, ws, id uuid.UUID) error {
	return r.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		n, err := db.New(tx).Delete(ctx, db.DeleteParams{WorkspaceID: ws, ID: id})
		if err == nil && n == 0 {
			return ErrNotFound
		}
		return err
	})
}

// nameTaken turns a name that is taken into its problem.
func nameTaken(err error) error {
	if postgres.IsUnique(err, "actions_name") {
		return ErrName
	}
	if err != nil {
		return fmt.Errorf("store action: %w", err)
	}
	return nil
}

type prepared struct {
	name       string
	definition []byte
	sealed     []byte
	server     *uuid.UUID
}

func (r *Runner) prepare(ws, id uuid.UUID, d Draft, old *Action) (p prepared, err error) {
	if d.Definition, err = d.checked(r.plain); err != nil {
		return p, err
	}
	p.name = d.Name
	if d.Tool != nil {
		server := d.Tool.Server
		p.server = &server
	}
	if p.definition, err = encode(d.Definition); err != nil {
		return p, fmt.Errorf("encode action: %w", err)
	}
	if d.HTTP == nil {
		return p, nil
	}
	have := map[string]string{}
	if old != nil && old.HTTP != nil && sameHost(old.HTTP.URL, d.HTTP.URL) {
		if have, err = r.secretsOf(ws, *old); err != nil {
			have = map[string]string{} // sealed with another master key: to be given again
		}
	}
	maps.Copy(have, d.Secrets)
	names := d.HTTP.SecretNames()
	maps.DeleteFunc(have, func(name, secret string) bool { return secret == "" || !slices.Contains(names, name) })
	for name, secret := range have {
		if len(secret) > 4000 || strings.ContainsFunc(secret, func(r rune) bool { return r < ' ' || r > '~' }) {
			return p, spec.Invalid("secrets.%s", name)
		}
	}
	for _, name := range names {
		if d.Enabled && have[name] == "" {
			return p, spec.Invalid("secrets.%s", name)
		}
	}
	if len(have) == 0 {
		return p, nil
	}
	raw, err := json.Marshal(have)
	if err != nil {
		return p, fmt.Errorf("encode secrets: %w", err)
	}
	p.sealed, err = r.Key.Seal(purpose(ws, id), raw)
	return p, err
}

func purpose(ws, id uuid.UUID) string { return "action:" + ws.String() + ":" + id.String() }

// secretsOf opens an action's secrets.
func (r *Runner) secretsOf(ws uuid.UUID, a Action) (map[string]string, error) {
	out := map[string]string{}
	if len(a.sealed) == 0 {
		return out, nil
	}
	raw, err := r.Key.Open(purpose(ws, a.ID), a.sealed)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		return nil, errors.New("decode secrets") // without their text
	}
	return out, nil
}

// sameHost reports whether a secret given for one URL may go to another.
func sameHost(a, b string) bool {
	head := func(s string) string {
		scheme, rest, _ := strings.Cut(s, "://")
		host, _, _ := strings.Cut(rest, "/")
		host, _, _ = strings.Cut(host, "?")
		return strings.ToLower(scheme + "://" + host)
	}
	return head(a) == head(b)
}

// switchOff ends an action whose tool is not what was reviewed.
func (r *Runner) switchOff(ctx context.Context, c ready, why Review) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime)
	defer cancel()
	return r.DB.InWorkspace(ctx, c.ws, func(tx *postgres.Tx) error {
		_, err := db.New(tx).SwitchOff(ctx, db.SwitchOffParams{WorkspaceID: c.ws, ID: c.action.ID, Review: string(why)})
		return err
	})
}
