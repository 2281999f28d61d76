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
	// MaxTotal is the most that one workspace keeps for its articles, in bytes.
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
	// Width and Height are a picture's, in pixels; 0 for anything else.
	Width, Height int
	// Hash is the SHA-256 of the bytes; of an attachment, of its id and that.
	Hash []byte
}

// Store keeps the files of all workspaces.
type Store struct {
	db     *postgres.DB
	limits Limits
}

// NewStore makes a store.
func NewStore(db *postgres.DB, limits Limits) *Store { return &Store{db: db, limits: limits} }

// Put keeps a picture for articles; one that is there already is found again. It
// fails with file_too_large, picture_kind, picture_too_large or files_full.
func (s *Store) Put(ctx context.Context, ws uuid.UUID, data []byte) (out File, err error) {
	picture, err := Picture(ctx, data)
	if err != nil {
		return File{}, err
	}
	err = s.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		out, err = PutTx(ctx, tx, picture)
		return err
	})
	if err != nil {
		return File{}, fmt.Errorf("keep file: %w", err)
	}
	return out, nil
}

// PutTx is [Store.Put] of a picture that was read, in the caller's transaction.
func PutTx(ctx context.Context, tx *postgres.Tx, picture Content) (File, error) {
	q, hash := db.New(tx), sha256.Sum256(picture.Data)
	row, err := q.FileByHash(ctx, db.FileByHashParams{WorkspaceID: tx.Workspace(), Hash: hash[:]})
	if !errors.Is(err, pgx.ErrNoRows) {
		return fileOf(row), err
	}
	total, err := q.Total(ctx, tx.Workspace())
	if err != nil {
		return File{}, err
	}
	if total+int64(len(picture.Data)) > MaxTotal {
		return File{}, problem.New(problem.TooLarge, "files_full", "limit", "4 GiB")
	}
	return insertTx(ctx, tx, picture, nil)
}

// insertTx writes a file of its own for an attachment, or a picture for articles,
// where somebody may bring the same at the same moment.
func insertTx(ctx context.Context, tx *postgres.Tx, c Content, attachment *uuid.UUID) (File, error) {
	q, hash, id := db.New(tx), sha256.Sum256(c.Data), uuid.New()
	if attachment != nil {
		// What was sent in confidence is not found by its bytes.
		id = *attachment
		hash = sha256.Sum256(append(id[:], hash[:]...))
	}
	row, err := q.InsertFile(ctx, db.InsertFileParams{
		WorkspaceID: tx.Workspace(), ID: id, Hash: hash[:], Media: c.Media,
		Bytes: int32(len(c.Data)), Width: int32(c.Width), Height: int32(c.Height), AttachmentID: attachment,
	})
	if err != nil || row.ID != id {
		return fileOf(row), err
	}
	for number := 0; number*chunkSize < len(c.Data); number++ {
		part := c.Data[number*chunkSize : min((number+1)*chunkSize, len(c.Data))]
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

// Picture reports whether it is one.
func (f File) Picture() bool { return f.Width > 0 }

// Sweep deletes what nothing needs, in all workspaces, some at a time: pictures
// that no article has used for [KeepUnused], and attachments that no message has
// named for [KeepUnnamed].
func (s *Store) Sweep(ctx context.Context) error {
	for {
		var n int64
		err := s.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) (err error) {
			q := db.New(tx)
			if n, err = q.SweepAttachments(ctx, db.SweepAttachmentsParams{OlderSeconds: KeepUnnamed.Seconds(), AtMost: sweepAtOnce}); err != nil {
				return err
			}
			unused, err := q.Sweep(ctx, db.SweepParams{OlderSeconds: KeepUnused.Seconds(), AtMost: sweepAtOnce})
			n = max(n, unused)
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
