package flow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/flow/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Errors of this package.
var (
	// ErrNotFound: the workspace has no such flow or version.
	ErrNotFound = problem.New(problem.NotFound, "flow_not_found")
	// ErrChanged: somebody saved it since it was read.
	ErrChanged = problem.New(problem.Conflict, "settings_changed")
	// ErrFaulty: it has faults, and only what has none is published.
	ErrFaulty = problem.New(problem.Invalid, "flow_faulty")
	// ErrName: a name has 1 to 80 characters.
	ErrName = problem.New(problem.Invalid, "flow_name")
	// ErrTooMany: a workspace has at most 100 flows.
	ErrTooMany = problem.New(problem.Invalid, "flows_too_many")
)

const (
	mostFlows = 100
	maxName   = 80
)

// Flow is a flow as it is edited.
type Flow struct {
	ID   uuid.UUID
	Name string
	// Draft is what is being edited, Revision counts its saves from 1.
	Draft    Definition
	Revision int
	// Live is the version that visitors meet; 0 = none.
	Live int
	// Published: the draft is what visitors meet.
	Published bool
	UpdatedAt time.Time
	// Runs are those of the last 30 days, of them Ended at an end and HandedOver
	// to a person. Lists only.
	Runs, Ended, HandedOver int
}

// ListTx lists the workspace's flows in the order in which they were made.
func ListTx(ctx context.Context, tx *postgres.Tx) ([]Flow, error) {
	rows, err := db.New(tx).List(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("list flows: %w", err)
	}
	list := make([]Flow, len(rows))
	for i, r := range rows {
		list[i] = Flow{
			ID: r.ID, Name: r.Name, Revision: int(r.Revision), Live: live(r.LiveVersion), Published: r.Published,
			UpdatedAt: r.UpdatedAt, Runs: int(r.Runs), Ended: int(r.Ended), HandedOver: int(r.HandedOver),
		}
		if err := json.Unmarshal(r.Draft, &list[i].Draft); err != nil {
			return nil, fmt.Errorf("decode flow %s: %w", r.ID, err)
		}
	}
	return list, nil
}

func live(version *int32) int {
	if version == nil {
		return 0
	}
	return int(*version)
}

func flowFrom(r db.Flow) (Flow, error) {
	f := Flow{ID: r.ID, Name: r.Name, Revision: int(r.Revision), Live: live(r.LiveVersion), UpdatedAt: r.UpdatedAt}
	if err := json.Unmarshal(r.Draft, &f.Draft); err != nil {
		return f, fmt.Errorf("decode flow %s: %w", r.ID, err)
	}
	return f, nil
}

// GetTx reads a flow. It fails with [ErrNotFound].
func GetTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Flow, error) {
	row, err := db.New(tx).Get(ctx, db.GetParams{WorkspaceID: tx.Workspace(), ID: id})
	if err != nil {
		return Flow{}, notFound(err, "read flow")
	}
	f, err := flowFrom(row)
	if err != nil || f.Live == 0 {
		return f, err
	}
	v, err := VersionTx(ctx, tx, id, f.Live)
	if err != nil {
		return f, err
	}
	f.Published = v.Name == f.Name && equal(v.Definition, f.Draft)
	return f, nil
}

func equal(a, b Definition) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

func notFound(err error, doing string) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNotFound
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func named(name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" || utf8.RuneCountInString(name) > maxName {
		return "", ErrName
	}
	return name, nil
}

// encoded is a definition as stored. One that is far too large is not kept even
// as a draft.
func encoded(d Definition) ([]byte, error) {
	if d.Steps == nil {
		d.Steps = []Step{}
	}
	if len(d.Steps) > mostSteps {
		return nil, problem.New(problem.Invalid, "flow_too_long", "limit", fmt.Sprint(mostSteps))
	}
	raw, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("encode flow: %w", err)
	}
	return raw, nil
}

func by(editor uuid.UUID) *uuid.UUID {
	if editor == uuid.Nil {
		return nil
	}
	return &editor
}

// CreateTx makes a flow that no visitor meets yet. editor may be the zero id.
func CreateTx(ctx context.Context, tx *postgres.Tx, name string, d Definition, editor uuid.UUID) (Flow, error) {
	name, err := named(name)
	if err != nil {
		return Flow{}, err
	}
	raw, err := encoded(d)
	if err != nil {
		return Flow{}, err
	}
	q := db.New(tx)
	n, err := q.CountFlows(ctx, tx.Workspace())
	if err != nil {
		return Flow{}, fmt.Errorf("count flows: %w", err)
	}
	if n >= mostFlows {
		return Flow{}, ErrTooMany
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Flow{}, fmt.Errorf("flow id: %w", err)
	}
	row, err := q.Create(ctx, db.CreateParams{WorkspaceID: tx.Workspace(), ID: id, Name: name, Draft: raw, Editor: by(editor)})
	if err != nil {
		return Flow{}, fmt.Errorf("create flow: %w", err)
	}
	return flowFrom(row)
}

// SaveTx keeps a draft, sound or not, that was made from a revision. It fails
// with [ErrChanged] if somebody saved another one meanwhile.
func SaveTx(ctx context.Context, tx *postgres.Tx, f Flow, editor uuid.UUID) (Flow, error) {
	name, err := named(f.Name)
	if err != nil {
		return Flow{}, err
	}
	raw, err := encoded(f.Draft)
	if err != nil {
		return Flow{}, err
	}
	q := db.New(tx)
	_, err = q.Save(ctx, db.SaveParams{
		WorkspaceID: tx.Workspace(), ID: f.ID, Name: name, Draft: raw, Base: int32(f.Revision), Editor: by(editor),
	})
	if errors.Is(err, pgx.ErrNoRows) {
		if _, err := q.Get(ctx, db.GetParams{WorkspaceID: tx.Workspace(), ID: f.ID}); err != nil {
			return Flow{}, notFound(err, "save flow")
		}
		return Flow{}, ErrChanged
	}
	if err != nil {
		return Flow{}, fmt.Errorf("save flow: %w", err)
	}
	return GetTx(ctx, tx, f.ID)
}

// PublishTx brings the draft before visitors as a new version. actions are those
// that the workspace has. It fails with [ErrFaulty] and gives the faults.
func PublishTx(ctx context.Context, tx *postgres.Tx, f Flow, actions []Action, editor uuid.UUID) (Flow, []Fault, error) {
	f, err := SaveTx(ctx, tx, f, editor)
	if err != nil {
		return Flow{}, nil, err
	}
	if faults := f.Draft.Check(actions); len(faults) > 0 {
		return Flow{}, faults, ErrFaulty
	}
	raw, err := encoded(f.Draft)
	if err != nil {
		return Flow{}, nil, err
	}
	q := db.New(tx)
	version, err := q.KeepVersion(ctx, db.KeepVersionParams{
		WorkspaceID: tx.Workspace(), FlowID: f.ID, Name: f.Name, Definition: raw, Editor: by(editor),
	})
	if err != nil {
		return Flow{}, nil, fmt.Errorf("keep version of flow: %w", err)
	}
	if _, err := q.SetLive(ctx, db.SetLiveParams{WorkspaceID: tx.Workspace(), ID: f.ID, Version: &version}); err != nil {
		return Flow{}, nil, fmt.Errorf("publish flow: %w", err)
	}
	f, err = GetTx(ctx, tx, f.ID)
	return f, nil, err
}

// RetireTx takes a flow away from visitors. Who is in it comes to its end.
func RetireTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Flow, error) {
	if _, err := db.New(tx).SetLive(ctx, db.SetLiveParams{WorkspaceID: tx.Workspace(), ID: id}); err != nil {
		return Flow{}, fmt.Errorf("retire flow: %w", err)
	}
	return GetTx(ctx, tx, id)
}

// DeleteTx removes a flow with its versions and runs. It fails with
// [ErrNotFound].
func DeleteTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
	n, err := db.New(tx).Remove(ctx, db.RemoveParams{WorkspaceID: tx.Workspace(), ID: id})
	if err != nil {
		return fmt.Errorf("delete flow: %w", err)
	}
	if n == 0 {
		return ErrNotFound
	}
	return nil
}

// Version is what was published once.
type Version struct {
	Version int
	Name    string
	Steps   int
	// Editor is the agent's name; "" if the agent is gone or there was none.
	Editor string
	At     time.Time
	// Definition is set where a single version is read.
	Definition Definition
}

// VersionsTx lists what was published of a flow, newest first, at most 100. It
// fails with [ErrNotFound].
func VersionsTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) ([]Version, error) {
	if _, err := GetTx(ctx, tx, id); err != nil {
		return nil, err
	}
	rows, err := db.New(tx).Versions(ctx, db.VersionsParams{WorkspaceID: tx.Workspace(), FlowID: id})
	if err != nil {
		return nil, fmt.Errorf("list versions of flow: %w", err)
	}
	list := make([]Version, len(rows))
	for i, r := range rows {
		list[i] = Version{Version: int(r.Version), Name: r.Name, Steps: int(r.Steps), Editor: r.Editor, At: r.At}
	}
	return list, nil
}

// VersionTx reads what was published of a flow. It fails with [ErrNotFound].
func VersionTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, version int) (Version, error) {
	row, err := db.New(tx).Version(ctx, db.VersionParams{WorkspaceID: tx.Workspace(), FlowID: id, Version: int32(version)})
	if err != nil {
		return Version{}, notFound(err, "read version of flow")
	}
	v := Version{Version: int(row.Version), Name: row.Name, At: row.At}
	if err := json.Unmarshal(row.Definition, &v.Definition); err != nil {
		return v, fmt.Errorf("decode version %d of flow %s: %w", version, id, err)
	}
	v.Steps = len(v.Definition.Steps)
	return v, nil
}
