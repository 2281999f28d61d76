package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/intake/internal/db"
)

// Bounds of an import.
const (
	// MaxArticles is the most articles that one import takes.
	MaxArticles = 50_000
	// maxFiles is the most files: articles, and the pictures that they show.
	maxFiles = 2 * MaxArticles
	// MaxBytes is the most that is uploaded for one import.
	MaxBytes = 512 << 20
	// maxUnpacked is the most that an import holds once its archives are unpacked,
	// however many they are.
	maxUnpacked = 1 << 30
	// MaxPages is the most pages that a crawl may be asked to read.
	MaxPages = 5000
	// usualPages is how many it reads if nothing else is asked for.
	usualPages = 500
)

// The states of an import.
const (
	StateOpen     = "open"
	StateReading  = "reading"
	StatePlanned  = "planned"
	StateApplying = "applying"
	StateDone     = "done"
	StateFailed   = "failed"
	StateCanceled = "canceled"
)

// The kinds of import.
const (
	Upload  = "upload"
	Website = "website"
)

// Errors of this package.
var (
	// ErrImport: the workspace has no such import.
	ErrImport = problem.New(problem.NotFound, "import_not_found")
	// ErrState: the import is not in a state that allows this.
	ErrState = problem.New(problem.Conflict, "import_state")
)

// Settings are what the person who imports decides.
type Settings struct {
	// Audience of what does not say itself; empty means public.
	Audience knowledge.Audience `json:"audience,omitempty"`
	// Drafts leaves new articles unpublished.
	Drafts bool `json:"drafts,omitempty"`
	// MaxPages bounds a crawl; 0 means 500.
	MaxPages int `json:"max_pages,omitempty"`
}

// Import is one import and how far it is.
type Import struct {
	ID       uuid.UUID
	Kind     string
	Name     string
	Address  string
	Settings Settings
	State    string
	// Problem ended it; nil unless the state is failed.
	Problem *problem.Error
	// Partial says that not all of the source was read.
	Partial bool
	// Files and FilesRead count what is to be read and what has been.
	Files, FilesRead int
	// What the plan says; Applied counts the first two and Removed as they are done.
	Added, Changed, Unchanged, Removed, Failed, Applied int
	CreatedBy                                           *uuid.UUID
	CreatedAt, UpdatedAt                                time.Time
	FinishedAt                                          *time.Time
}

// Working reports that somebody is, or should be, at work on it.
func (i Import) Working() bool { return i.State == StateReading || i.State == StateApplying }

// New is an import to begin.
type New struct {
	// Kind is Upload or Website.
	Kind string
	// Name of the source: the next import of that name changes the articles that
	// this one brings. Empty means the website's host.
	Name string
	// Address is where a website begins: its sitemap (.xml), or a page, below
	// whose folder links are followed.
	Address  string
	Settings Settings
}

// Begin makes an import; files may then be added to it. It fails with
// import_name or import_address. by is the agent; nil for the command line.
func (m *Importer) Begin(ctx context.Context, ws uuid.UUID, by *uuid.UUID, n New) (Import, error) {
	n, err := n.settle()
	if err != nil {
		return Import{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Import{}, fmt.Errorf("import id: %w", err)
	}
	settings, err := json.Marshal(n.Settings)
	if err != nil {
		return Import{}, fmt.Errorf("encode settings: %w", err)
	}
	var out Import
	err = m.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		err := db.New(tx).InsertImport(ctx, db.InsertImportParams{
			WorkspaceID: ws, ID: id, Kind: n.Kind, Name: n.Name, Address: n.Address, Settings: settings, CreatedBy: by,
		})
		if err != nil {
			return err
		}
		out, err = readTx(ctx, tx, id)
		return err
	})
	return out, wrap("begin import", err)
}

func (n New) settle() (New, error) {
	n.Name, n.Address = strings.TrimSpace(n.Name), strings.TrimSpace(n.Address)
	if n.Kind == Website {
		u, err := url.Parse(n.Address)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || len(n.Address) > 2000 {
			return n, problem.New(problem.Invalid, "import_address")
		}
		u.Fragment, u.Host = "", strings.ToLower(u.Host)
		if n.Address = u.String(); n.Name == "" {
			n.Name = u.Hostname()
		}
	}
	if runes := utf8.RuneCountInString(n.Name); runes == 0 || runes > 120 || !utf8.ValidString(n.Name) || strings.ContainsAny(n.Name, "/\x00") {
		return n, problem.New(problem.Invalid, "import_name")
	}
	if n.Settings.MaxPages <= 0 {
		n.Settings.MaxPages = usualPages
	}
	n.Settings.MaxPages = min(n.Settings.MaxPages, MaxPages)
	switch n.Settings.Audience {
	case "":
		n.Settings.Audience = knowledge.Public
	case knowledge.Public, knowledge.Internal:
	default:
		return n, problem.New(problem.Invalid, "article_audience")
	}
	return n, nil
}

// Piece is a part of a file that is being uploaded.
type Piece struct {
	// Path of the file within the import, with slashes.
	Path string
	// Number of the piece from 0; the last one's successor does not come.
	Number int
	Data   []byte
}

// MaxPiece is the largest piece of a file, in bytes.
const MaxPiece = 4 << 20

// AddPiece stores a part of a file. Sent again it replaces what came first.
func (m *Importer) AddPiece(ctx context.Context, ws, id uuid.UUID, p Piece) error {
	return m.within(ctx, "add to import", ws, id, StateOpen, func(tx *postgres.Tx, row db.Import) error {
		name, err := p.check()
		if err != nil {
			return err
		}
		q := db.New(tx)
		file, err := fileTx(ctx, tx, id, name)
		if err != nil {
			return err
		}
		key := db.PieceSizeParams{WorkspaceID: ws, ImportID: id, File: file, Piece: int32(p.Number)}
		before, err := q.PieceSize(ctx, key)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		more := int64(len(p.Data)) - before
		if row.Bytes+more > MaxBytes {
			return problem.New(problem.TooLarge, "import_too_large", "limit", "512 MiB")
		}
		err = q.SavePiece(ctx, db.SavePieceParams{WorkspaceID: ws, ImportID: id, File: file, Piece: int32(p.Number), Data: p.Data})
		if err != nil {
			return err
		}
		return q.AddBytes(ctx, db.AddBytesParams{WorkspaceID: ws, ID: id, More: more})
	})
}

// check refuses a piece that cannot be stored, and cleans its path.
func (p Piece) check() (name string, err error) {
	name = strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(p.Path, `\`, "/")), "/")
	if name == "" || len(name) > 1000 || !utf8.ValidString(name) || strings.ContainsRune(name, 0) {
		return "", problem.New(problem.Invalid, "file_name")
	}
	if len(p.Data) > MaxPiece || p.Number < 0 || p.Number > MaxBytes/MaxPiece {
		return "", problem.New(problem.TooLarge, "file_too_large", "limit", "64 MiB")
	}
	return name, nil
}

func fileTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, name string) (int32, error) {
	q, ws := db.New(tx), tx.Workspace()
	number, err := q.FileByPath(ctx, db.FileByPathParams{WorkspaceID: ws, ImportID: id, Path: name})
	if !errors.Is(err, pgx.ErrNoRows) {
		return number, err
	}
	last, err := q.LastFile(ctx, db.LastFileParams{WorkspaceID: ws, ImportID: id})
	if err != nil {
		return 0, err
	}
	_, err = q.InsertFile(ctx, db.InsertFileParams{WorkspaceID: ws, ImportID: id, Number: last + 1, Path: name, Kind: "file"})
	if err != nil {
		return 0, err
	}
	return last + 1, q.CountRead(ctx, db.CountReadParams{WorkspaceID: ws, ID: id, Found: 1})
}

// Start ends the upload and has the import read.
func (m *Importer) Start(ctx context.Context, ws, id uuid.UUID) (Import, error) {
	return m.move(ctx, "start import", ws, id, StateOpen, func(tx *postgres.Tx, row db.Import) error {
		q := db.New(tx)
		if row.Kind == Website {
			kind := "page"
			if isSitemap(row.Address) {
				kind = "sitemap"
			}
			_, err := q.InsertFile(ctx, db.InsertFileParams{WorkspaceID: ws, ImportID: id, Number: 1, Path: row.Address, Kind: kind})
			if err != nil {
				return err
			}
			if err := q.CountRead(ctx, db.CountReadParams{WorkspaceID: ws, ID: id, Found: 1}); err != nil {
				return err
			}
		} else if row.Files == 0 {
			return problem.New(problem.Invalid, "import_empty")
		}
		return m.workTx(ctx, tx, id, StateReading, row.Remove)
	})
}

// Apply carries out the plan. remove archives the articles that the source no
// longer has.
func (m *Importer) Apply(ctx context.Context, ws, id uuid.UUID, remove bool) (Import, error) {
	return m.move(ctx, "apply import", ws, id, StatePlanned, func(tx *postgres.Tx, row db.Import) error {
		if !remove && row.Removed > 0 {
			q := db.New(tx)
			if err := q.KeepRemoved(ctx, db.KeepRemovedParams{WorkspaceID: ws, ImportID: id}); err != nil {
				return err
			}
			plan := db.SetPlanParams{WorkspaceID: ws, ID: id, Added: row.Added, Changed: row.Changed, Unchanged: row.Unchanged, Failed: row.Failed}
			if err := q.SetPlan(ctx, plan); err != nil {
				return err
			}
		}
		return m.workTx(ctx, tx, id, StateApplying, remove)
	})
}

// workTx moves an import into a state that is worked on, with the job.
func (m *Importer) workTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, state string, remove bool) error {
	err := db.New(tx).SetState(ctx, db.SetStateParams{WorkspaceID: tx.Workspace(), ID: id, State: state, Remove: remove})
	if err != nil || m.jobs == nil {
		return err
	}
	return m.jobs.InsertTx(ctx, tx, WorkImport{Workspace: tx.Workspace(), Import: id}, nil)
}

// Cancel ends an import; what has been applied stays.
func (m *Importer) Cancel(ctx context.Context, ws, id uuid.UUID) (Import, error) {
	return m.move(ctx, "cancel import", ws, id, "", func(tx *postgres.Tx, row db.Import) error {
		switch row.State {
		case StateDone, StateFailed, StateCanceled:
			return nil
		}
		return finishTx(ctx, tx, row, StateCanceled, nil)
	})
}

// forgetPiecesTx drops what was uploaded.
func forgetPiecesTx(ctx context.Context, tx *postgres.Tx, row db.Import) error {
	q := db.New(tx)
	files, err := q.LastFile(ctx, db.LastFileParams{WorkspaceID: row.WorkspaceID, ImportID: row.ID})
	if err != nil {
		return err
	}
	for from := int32(0); from < files; from += rowsAtOnce {
		piece := db.ForgetPiecesParams{WorkspaceID: row.WorkspaceID, ImportID: row.ID, After: from, Last: from + rowsAtOnce}
		if err := q.ForgetPieces(ctx, piece); err != nil {
			return err
		}
	}
	return nil
}

// finishTx ends an import and drops all that it brought.
func finishTx(ctx context.Context, tx *postgres.Tx, row db.Import, state string, why *problem.Error) error {
	q := db.New(tx)
	if err := forgetPiecesTx(ctx, tx, row); err != nil {
		return err
	}
	if err := files.ReleaseTx(ctx, tx, files.Import, []uuid.UUID{row.ID}); err != nil {
		return err
	}
	last, err := q.LastItem(ctx, db.LastItemParams{WorkspaceID: row.WorkspaceID, ImportID: row.ID})
	if err != nil {
		return err
	}
	for from := int32(0); from < last; from += rowsAtOnce {
		items := db.ForgetIncomingParams{WorkspaceID: row.WorkspaceID, ImportID: row.ID, After: from, Last: from + rowsAtOnce}
		if err := q.ForgetIncoming(ctx, items); err != nil {
			return err
		}
	}
	return q.SetState(ctx, db.SetStateParams{
		WorkspaceID: row.WorkspaceID, ID: row.ID, State: state, Problem: encode(why), Remove: row.Remove, Finished: true,
	})
}

// within runs do on a locked import in a state; "" means any.
func (m *Importer) within(ctx context.Context, op string, ws, id uuid.UUID, state string, do func(*postgres.Tx, db.Import) error) error {
	return wrap(op, m.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		row, err := db.New(tx).LockImport(ctx, db.LockImportParams{WorkspaceID: ws, ID: id})
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrImport
		}
		if err != nil {
			return err
		}
		if state != "" && row.State != state {
			return ErrState
		}
		return do(tx, row)
	}))
}

func (m *Importer) move(ctx context.Context, op string, ws, id uuid.UUID, state string, do func(*postgres.Tx, db.Import) error) (Import, error) {
	var out Import
	err := m.within(ctx, op, ws, id, state, func(tx *postgres.Tx, row db.Import) (err error) {
		if err := do(tx, row); err != nil {
			return err
		}
		out, err = readTx(ctx, tx, id)
		return err
	})
	if err == nil {
		m.moved(ws, out)
	}
	return out, err
}

// wrap names the operation in an error.
func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", op, err)
}
