package knowledge

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/aymanbagabas/go-udiff"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
)

// ErrRevision says that the article has no such revision.
var ErrRevision = problem.New(problem.NotFound, "revision_not_found")

// Revision is a text that was published once, or kept because it would have
// been lost.
type Revision struct {
	// Number counts an article's revisions from 1.
	Number    int        `json:"number"`
	Title     string     `json:"title"`
	AuthorID  *uuid.UUID `json:"author_id,omitempty"`
	CreatedAt time.Time  `json:"created_at"`
	// Published: visitors read it once, or do now.
	Published bool `json:"published"`
	// Body is its Markdown.
	Body string `json:"body"`
}

// Revisions gives an article's revisions, newest first, at most 100.
func (l *Library) Revisions(ctx context.Context, ws, id uuid.UUID) ([]Revision, error) {
	out := []Revision{}
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		q := db.New(tx)
		if _, err := q.Article(ctx, db.ArticleParams{WorkspaceID: ws, ID: id}); err != nil {
			return notFound(err)
		}
		rows, err := q.Revisions(ctx, db.RevisionsParams{WorkspaceID: ws, ArticleID: id})
		for _, r := range rows {
			out = append(out, Revision{Number: int(r.Number), Title: r.Title, AuthorID: r.AuthorID, CreatedAt: r.CreatedAt, Published: r.Published, Body: r.Body})
		}
		return err
	})
	return out, wrap("list revisions", err)
}

// KeepRevision keeps an article's text without publishing it: the one that loses
// where two people wrote at once. Only the draft's title and body count. A text
// that is a revision already is not kept twice.
func (l *Library) KeepRevision(ctx context.Context, ws, by, id uuid.UUID, d Draft) error {
	d, err := d.settle()
	if err != nil {
		return wrap("keep revision", err)
	}
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if _, err := db.New(tx).LockArticle(ctx, db.LockArticleParams{WorkspaceID: ws, ID: id}); err != nil {
			return notFound(err)
		}
		return keepTx(ctx, tx, &by, id, d)
	})
	return wrap("keep revision", err)
}

func keepTx(ctx context.Context, tx *postgres.Tx, by *uuid.UUID, id uuid.UUID, d Draft) error {
	return db.New(tx).KeepRevision(ctx, db.KeepRevisionParams{
		WorkspaceID: tx.Workspace(), ArticleID: id, Title: d.Title, Body: d.Body, Author: by,
	})
}

// Restore puts a revision's title and text into the working copy at version
// base. What was there and never published becomes a revision first. It
// publishes nothing.
func (l *Library) Restore(ctx context.Context, ws, id uuid.UUID, base, revision int) (Article, error) {
	return l.change(ctx, "restore", ws, id, base, func(tx *postgres.Tx, row db.Article) error {
		rev, err := db.New(tx).Revision(ctx, db.RevisionParams{WorkspaceID: ws, ArticleID: id, Number: int32(revision)})
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrRevision
		}
		if err != nil {
			return err
		}
		d := articleOf(row).Draft
		if err := keepTx(ctx, tx, row.OwnerID, id, d); err != nil {
			return err
		}
		d.Title, d.Body = rev.Title, rev.Body
		return saveTx(ctx, tx, row, d)
	})
}

// DiffLine is one line of a comparison.
type DiffLine struct {
	// Change is "same", "added" or "removed".
	Change string `json:"change"`
	// Line is the line's number in the newer text; in the older one if removed.
	Line int    `json:"line"`
	Text string `json:"text"`
}

// Diff compares two revisions of an article line by line, with three unchanged
// lines around each change; number 0 is the working copy. The title is the first
// line.
func (l *Library) Diff(ctx context.Context, ws, id uuid.UUID, from, to int) ([]DiffLine, error) {
	var texts [2]string
	err := l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		for i, n := range []int{from, to} {
			var err error
			if texts[i], err = revisionTextTx(ctx, tx, ws, id, n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, wrap("compare revisions", err)
	}
	return diffLines(texts[0], texts[1]), nil
}

func revisionTextTx(ctx context.Context, tx *postgres.Tx, ws, id uuid.UUID, number int) (string, error) {
	q := db.New(tx)
	if number == 0 {
		a, err := q.Article(ctx, db.ArticleParams{WorkspaceID: ws, ID: id})
		return a.Title + "\n\n" + a.Body, notFound(err)
	}
	r, err := q.Revision(ctx, db.RevisionParams{WorkspaceID: ws, ArticleID: id, Number: int32(number)})
	return r.Title + "\n\n" + r.Body, notFound(err)
}

const diffContext = 3

func diffLines(before, after string) []DiffLine {
	before, after = endLine(before), endLine(after)
	var all []DiffLine
	was, is, at := 1, 1, 0
	push := func(change, text string) {
		for line := range strings.Lines(text) {
			d := DiffLine{Change: change, Line: is, Text: strings.TrimSuffix(line, "\n")}
			if change == "removed" {
				d.Line = was
			}
			if change != "added" {
				was++
			}
			if change != "removed" {
				is++
			}
			all = append(all, d)
		}
	}
	for _, e := range udiff.Lines(before, after) {
		push("same", before[at:e.Start])
		push("removed", before[e.Start:e.End])
		push("added", e.New)
		at = e.End
	}
	push("same", before[at:])
	return aroundChanges(all)
}

// aroundChanges keeps the lines that are at most diffContext from a change.
func aroundChanges(all []DiffLine) []DiffLine {
	near := make([]bool, len(all))
	for i, d := range all {
		if d.Change == "same" {
			continue
		}
		for j := max(0, i-diffContext); j <= min(len(all)-1, i+diffContext); j++ {
			near[j] = true
		}
	}
	out := []DiffLine{}
	for i, d := range all {
		if near[i] {
			out = append(out, d)
		}
	}
	return out
}

func endLine(s string) string {
	if strings.HasSuffix(s, "\n") {
		return s
	}
	return s + "\n"
}
