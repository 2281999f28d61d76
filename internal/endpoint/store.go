package endpoint

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/endpoint/internal/db"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Add stores an endpoint behind the others and gives its id. What the draft
// breaks is a problem that names the field.
func (m *Models) Add(ctx context.Context, d Draft) (uuid.UUID, error) {
	d, err := d.checked()
	if err != nil {
		return uuid.Nil, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return id, fmt.Errorf("endpoint id: %w", err)
	}
	sealed, err := m.seal(id, d.Key)
	if err != nil {
		return id, err
	}
	return id, m.change(ctx, func(q *db.Queries) error {
		rows, err := q.All(ctx)
		if err != nil {
			return err
		}
		if len(rows) >= most {
			return ErrTooMany
		}
		return q.Insert(ctx, db.InsertParams{
			ID: id, Name: d.Name, BaseUrl: d.BaseURL, Model: d.Model, SealedKey: sealed,
			PromptPrice: d.Price.Prompt, CompletionPrice: d.Price.Completion, Enabled: d.Enabled,
		})
	})
}

// Save changes a stored endpoint. A stored key stays only while the address
// does: it must not be sent to another host because somebody retyped one.
func (m *Models) Save(ctx context.Context, id uuid.UUID, d Draft) error {
	d, err := d.checked()
	if err != nil {
		return err
	}
	fresh, err := m.seal(id, d.Key)
	if err != nil {
		return err
	}
	return m.change(ctx, func(q *db.Queries) error {
		old, err := q.KeyOf(ctx, id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		if d.Key == nil && samePlace(old.BaseUrl, d.BaseURL) {
			fresh = old.SealedKey
		}
		_, err = q.Update(ctx, db.UpdateParams{
			ID: id, Name: d.Name, BaseUrl: d.BaseURL, Model: d.Model, SealedKey: fresh,
			PromptPrice: d.Price.Prompt, CompletionPrice: d.Price.Completion, Enabled: d.Enabled,
		})
		return err
	})
}

// Remove forgets an endpoint and its key.
func (m *Models) Remove(ctx context.Context, id uuid.UUID) error {
	return m.change(ctx, func(q *db.Queries) error {
		n, err := q.Delete(ctx, id)
		if err == nil && n == 0 {
			return ErrNotFound
		}
		return err
	})
}

// Order sets in which order the stored endpoints are asked. All of ids must be
// there; those that are not named follow.
func (m *Models) Order(ctx context.Context, ids []uuid.UUID) error {
	return m.change(ctx, func(q *db.Queries) error {
		rows, err := q.All(ctx)
		if err != nil {
			return err
		}
		named := make(map[uuid.UUID]bool, len(ids))
		for _, id := range ids {
			named[id] = true
		}
		for _, r := range rows {
			if !named[r.ID] {
				ids = append(ids, r.ID)
			}
		}
		for i, id := range ids {
			n, err := q.Place(ctx, db.PlaceParams{ID: id, Position: int32(i + 1)})
			if err != nil {
				return err
			}
			if n == 0 {
				return ErrNotFound
			}
		}
		return nil
	})
}

// change runs f alone and takes up what it did.
func (m *Models) change(ctx context.Context, f func(*db.Queries) error) error {
	err := m.DB.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		q := db.New(tx)
		if err := q.LockAll(ctx); err != nil {
			return err
		}
		return f(q)
	})
	if err != nil {
		return fmt.Errorf("change the model endpoints: %w", err)
	}
	return m.Load(ctx)
}

func (m *Models) seal(id uuid.UUID, key *string) ([]byte, error) {
	if key == nil || *key == "" {
		return nil, nil
	}
	return m.Key.Seal(purpose(id), []byte(*key))
}

func purpose(id uuid.UUID) string { return "model_endpoint:" + id.String() }

// stored is an endpoint as the database has it.
type stored struct {
	Endpoint
	sealed []byte
}

func (m *Models) read(ctx context.Context) (list []stored, err error) {
	err = m.DB.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).All(ctx)
		if err != nil {
			return fmt.Errorf("read the model endpoints: %w", err)
		}
		list = make([]stored, len(rows))
		for i, r := range rows {
			list[i] = stored{Endpoint{
				ID: r.ID, Name: r.Name, BaseURL: r.BaseUrl, Model: r.Model, HasKey: len(r.SealedKey) > 0, Enabled: r.Enabled,
				Price: llm.Price{Prompt: r.PromptPrice, Completion: r.CompletionPrice},
			}, r.SealedKey}
		}
		return nil
	})
	return list, err
}

// Opens says whether keys of models are stored, and whether one of them opens
// with this master key.
func (m *Models) Opens(ctx context.Context) (sealed, opens bool, err error) {
	rows, err := m.read(ctx)
	for _, r := range rows {
		if len(r.sealed) == 0 {
			continue
		}
		sealed = true
		if _, err := m.Key.Open(purpose(r.ID), r.sealed); err == nil {
			return true, true, nil
		}
	}
	return sealed, false, err
}
