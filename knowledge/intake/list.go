package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/intake/internal/db"
)

// Imports lists a workspace's imports, newest first, at most 50.
func (m *Importer) Imports(ctx context.Context, ws uuid.UUID) ([]Import, error) {
	out := []Import{}
	err := m.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).Imports(ctx, ws)
		for _, r := range rows {
			out = append(out, importOf(r))
		}
		return err
	})
	return out, wrap("list imports", err)
}

// Import reads one import; [ErrImport] if there is none.
func (m *Importer) Import(ctx context.Context, ws, id uuid.UUID) (Import, error) {
	var out Import
	err := m.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		out, err = readTx(ctx, tx, id)
		return err
	})
	return out, wrap("read import", err)
}

func readTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Import, error) {
	row, err := db.New(tx).ImportByID(ctx, db.ImportByIDParams{WorkspaceID: tx.Workspace(), ID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return Import{}, ErrImport
	}
	return importOf(row), err
}

func importOf(r db.Import) Import {
	out := Import{
		ID: r.ID, Kind: r.Kind, Name: r.Name, Address: r.Address, State: r.State, Problem: decode(r.Problem), Partial: r.Partial,
		Files: int(r.Files), FilesRead: int(r.FilesRead), Added: int(r.Added), Changed: int(r.Changed), Unchanged: int(r.Unchanged),
		Removed: int(r.Removed), Failed: int(r.Failed), Applied: int(r.Applied),
		CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt, FinishedAt: r.FinishedAt,
	}
	if err := json.Unmarshal(r.Settings, &out.Settings); err != nil {
		out.Settings = Settings{}
	}
	return out
}

// Item is one article of an import.
type Item struct {
	// Number orders an import's items, and is the cursor to the next.
	Number int
	// Source is the file or address, with the import's name before it.
	Source, Title, Lang string
	// Change is "added", "changed", "unchanged", "removed" or "failed"; "read"
	// while it is not known.
	Change string
	// Problem says why it failed; nil otherwise.
	Problem *problem.Error
	Article *uuid.UUID
	Applied bool
}

// ItemFilter says which items are listed.
type ItemFilter struct {
	// Change shows items of one change; "" all.
	Change string
	// After is the number of the last item seen.
	After int
	// Limit is at most 500; 0 means 100.
	Limit int
}

// Items lists an import's items.
func (m *Importer) Items(ctx context.Context, ws, id uuid.UUID, f ItemFilter) ([]Item, error) {
	if f.Limit <= 0 || f.Limit > 500 {
		f.Limit = 100
	}
	out := []Item{}
	err := m.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if _, err := readTx(ctx, tx, id); err != nil {
			return err
		}
		rows, err := db.New(tx).Items(ctx, db.ItemsParams{WorkspaceID: ws, ImportID: id, Change: f.Change, After: int32(f.After), Limit: int32(f.Limit)})
		for _, r := range rows {
			out = append(out, Item{
				Number: int(r.Number), Source: r.Source, Title: r.Title, Lang: r.Lang, Change: r.Change,
				Problem: decode(r.Problem), Article: r.ArticleID, Applied: r.Applied,
			})
		}
		return err
	})
	return out, wrap("list import items", err)
}

// stored is a problem as its column holds it: what may be shown, no cause.
type stored struct {
	Kind   problem.Kind      `json:"kind"`
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
}

// encode gives a problem's column; NULL for none.
func encode(p *problem.Error) json.RawMessage {
	if p == nil {
		return nil
	}
	raw, err := json.Marshal(stored{p.Kind, p.Code, p.Params})
	if err != nil {
		panic(fmt.Sprintf("intake: a problem that is no JSON: %v", err)) // strings and ints always are
	}
	return raw
}

func decode(raw json.RawMessage) *problem.Error {
	var s stored
	if len(raw) == 0 || json.Unmarshal(raw, &s) != nil {
		return nil
	}
	return &problem.Error{Kind: s.Kind, Code: s.Code, Params: s.Params}
}

// asProblem is an error as an item may show it. One of ours stays an error.
func asProblem(err error) (*problem.Error, error) {
	var p *problem.Error
	if errors.As(err, &p) && p.Kind != problem.Internal {
		return p, nil
	}
	return nil, err
}
