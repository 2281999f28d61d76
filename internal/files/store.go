package files

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/files/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

const (
	// MaxTotal is the most that one workspace keeps, in bytes.
	MaxTotal = 4 << 30
	// KeepUnused is how long a file may wait for something to use it: an editor
	// may save tomorrow what was pasted today.
	KeepUnused = 7 * 24 * time.Hour

	chunkSize   = 512 << 10
	sweepAtOnce = 200
)

// ErrFile: there is no such file, or the caller may not see it.
var ErrFile = problem.New(problem.NotFound, "file_not_found")

// File is what is known of a file.
type File struct {
	ID uuid.UUID
	// Media is its type, as its bytes say.
	Media string
	Bytes int
	// Width and Height are in pixels.
	Width, Height int
	// Hash is the SHA-256 of the bytes.
	Hash []byte
}

// Store keeps the files of all workspaces.
type Store struct{ db *postgres.DB }

// NewStore makes a store.
func NewStore(db *postgres.DB) *Store { return &Store{db: db} }

// Put keeps a picture; one that is there already is found again. It fails with
// file_too_large, picture_kind, picture_too_large or files_full.
func (s *Store) Put(ctx context.Context, ws uuid.UUID, data []byte) (out File, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		out, err = PutTx(ctx, tx, data)
		return err
	})
	if err != nil {
		return File{}, fmt.Errorf("keep file: %w", err)
	}
	return out, nil
}

// PutTx is [Store.Put] in the caller's transaction.
func PutTx(ctx context.Context, tx *postgres.Tx, data []byte) (File, error) {
	what, err := look(data)
	if err != nil {
		return File{}, err
	}
	q, hash := db.New(tx), sha256.Sum256(data)
	row, err := q.FileByHash(ctx, db.FileByHashParams{WorkspaceID: tx.Workspace(), Hash: hash[:]})
	if !errors.Is(err, pgx.ErrNoRows) {
		return fileOf(row), err
	}
	total, err := q.Total(ctx, tx.Workspace())
	if err != nil {
		return File{}, err
	}
	if total+int64(len(data)) > MaxTotal {
		return File{}, problem.New(problem.TooLarge, "files_full", "limit", "4 GiB")
	}
	id := uuid.New()
	row, err = q.InsertFile(ctx, db.InsertFileParams{
		WorkspaceID: tx.Workspace(), ID: id, Hash: hash[:], Media: what.media,
		Bytes: int32(len(data)), Width: int32(what.width), Height: int32(what.height),
	})
	if err != nil || row.ID != id { // somebody brought the same at the same moment
		return fileOf(row), err
	}
	for number := 0; number*chunkSize < len(data); number++ {
		part := data[number*chunkSize : min((number+1)*chunkSize, len(data))]
		err := q.InsertChunk(ctx, db.InsertChunkParams{WorkspaceID: tx.Workspace(), FileID: id, Number: int32(number), Data: part})
		if err != nil {
			return File{}, err
		}
	}
	return fileOf(row), nil
}

func fileOf(r db.File) File {
	return File{ID: r.ID, Media: r.Media, Bytes: int(r.Bytes), Width: int(r.Width), Height: int(r.Height), Hash: r.Hash}
}

// File finds a file. member says that the caller belongs to the workspace; who
// does not sees only what something public shows. [ErrFile] otherwise.
func (s *Store) File(ctx context.Context, ws, id uuid.UUID, member bool) (out File, err error) {
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		if !member {
			shown, err := q.IsPublic(ctx, db.IsPublicParams{WorkspaceID: ws, FileID: id})
			if err != nil {
				return err
			}
			if !shown {
				return ErrFile
			}
		}
		row, err := q.FileByID(ctx, db.FileByIDParams{WorkspaceID: ws, ID: id})
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrFile
		}
		out = fileOf(row)
		return err
	})
	if err != nil {
		return File{}, fmt.Errorf("find file: %w", err)
	}
	return out, nil
}

// WriteTo writes a file's bytes, a chunk at a time. No transaction is held
// while the reader is slow; a file that goes meanwhile ends early, with an error.
func (s *Store) WriteTo(ctx context.Context, ws uuid.UUID, f File, w io.Writer) error {
	for number := 0; number*chunkSize < f.Bytes; number++ {
		var part []byte
		err := s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
			part, err = db.New(tx).Chunk(ctx, db.ChunkParams{WorkspaceID: ws, FileID: f.ID, Number: int32(number)})
			return err
		})
		if err == nil {
			_, err = w.Write(part)
		}
		if err != nil {
			return fmt.Errorf("send file: %w", err)
		}
	}
	return nil
}

// Kind says what uses a file.
type Kind string

// The kinds of use.
const (
	// Article: a working copy or a revision of the article that is the owner.
	Article Kind = "article"
	// Public: what anybody may read of the article that is the owner.
	Public Kind = "public"
	// Import: an import that is not over.
	Import Kind = "import"
)

// UseTx notes that an owner uses files, beside those that it used before. An id
// that is no file of the workspace is passed over.
func UseTx(ctx context.Context, tx *postgres.Tx, kind Kind, owner uuid.UUID, files []uuid.UUID) error {
	if len(files) == 0 {
		return nil
	}
	err := db.New(tx).AddUses(ctx, db.AddUsesParams{WorkspaceID: tx.Workspace(), Kind: string(kind), Owner: owner, Files: files})
	if err != nil {
		return fmt.Errorf("use files: %w", err)
	}
	return nil
}

// ReleaseTx notes that owners use no files any more.
func ReleaseTx(ctx context.Context, tx *postgres.Tx, kind Kind, owners []uuid.UUID) error {
	err := db.New(tx).DropUses(ctx, db.DropUsesParams{WorkspaceID: tx.Workspace(), Kind: string(kind), Owners: owners})
	if err != nil {
		return fmt.Errorf("release files: %w", err)
	}
	return nil
}

// Sweep deletes the files of all workspaces that nothing has used for
// [KeepUnused], some at a time.
func (s *Store) Sweep(ctx context.Context) error {
	for {
		var n int64
		err := s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
			n, err = db.New(tx).Sweep(ctx, db.SweepParams{OlderSeconds: KeepUnused.Seconds(), AtMost: sweepAtOnce})
			return err
		})
		if err != nil {
			return fmt.Errorf("sweep files: %w", err)
		}
		if n < sweepAtOnce {
			return nil
		}
	}
}
