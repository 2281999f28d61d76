package agentassist

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/agentassist/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// CannedReply is a prepared text that agents insert by "/" and its shortcut.
type CannedReply struct {
	ID uuid.UUID
	// Shortcut is unique in a language: 1 to 63 of a-z, 0-9 and "-".
	Shortcut string
	// Lang is "en" or "zh".
	Lang string
	// Title is 1 to 120 characters.
	Title string
	// Body is Markdown with {{variables}}, 1 to 4,000 characters.
	Body string
	// Team has it first in its list; nil for all.
	Team *uuid.UUID
}

// PastReply is what an agent once wrote to a visitor's question and what went
// down well: a source for suggestions.
type PastReply struct {
	ID             uuid.UUID
	Lang           string
	Question, Body string
	Team           *uuid.UUID
}

// ErrSuggestion says that the workspace has no such suggestion.
var ErrSuggestion = problem.New(problem.NotFound, "suggestion_not_found")

var shortcutForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// CannedReplies lists a workspace's canned replies by shortcut.
func (a *Assistant) CannedReplies(ctx context.Context, ws uuid.UUID) ([]CannedReply, error) {
	var list []CannedReply
	err := a.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := db.New(tx).CannedReplies(ctx, ws)
		list = make([]CannedReply, len(rows))
		for i, r := range rows {
			list[i] = cannedOf(r)
		}
		return err
	})
	return list, wrap("list canned replies", err)
}

// PutCannedTx adds a canned reply, or changes the one with its shortcut and
// language, and gives its id. It fails with canned_reply_invalid, which names
// the field.
func (a *Assistant) PutCannedTx(ctx context.Context, tx *postgres.Tx, r CannedReply) (uuid.UUID, error) {
	if field := r.wrongField(); field != "" {
		return uuid.Nil, problem.New(problem.Invalid, "canned_reply_invalid", "field", field, "shortcut", r.Shortcut)
	}
	id, err := newID(r.ID)
	if err != nil {
		return id, err
	}
	tx.AfterCommit(func(context.Context) { a.shelf.forget(tx.Workspace()) })
	id, err = db.New(tx).PutCanned(ctx, db.PutCannedParams{
		WorkspaceID: tx.Workspace(), ID: id, Shortcut: r.Shortcut, Lang: r.Lang, Title: r.Title, Body: r.Body, TeamID: r.Team,
	})
	return id, wrap("store canned reply", err)
}

func (r CannedReply) wrongField() string {
	switch {
	case !shortcutForm.MatchString(r.Shortcut):
		return "shortcut"
	case r.Lang != "en" && r.Lang != "zh":
		return "lang"
	case !plain(r.Title, 120):
		return "title"
	case !plain(r.Body, 4000):
		return "body"
	}
	return ""
}

// plain reports whether a text is usable and not longer than most characters.
func plain(text string, most int) bool {
	n := utf8.RuneCountInString(text)
	return strings.TrimSpace(text) != "" && n <= most && utf8.ValidString(text) && !strings.ContainsRune(text, 0)
}

// DeleteCannedTx removes a canned reply; one that is gone already is no error.
func (a *Assistant) DeleteCannedTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
	tx.AfterCommit(func(context.Context) { a.shelf.forget(tx.Workspace()) })
	_, err := db.New(tx).DeleteCanned(ctx, db.DeleteCannedParams{WorkspaceID: tx.Workspace(), ID: id})
	return wrap("delete canned reply", err)
}

// PutPastTx adds a good reply of the past, or changes the one with its id. It
// fails with past_reply_invalid, which names the field.
func (a *Assistant) PutPastTx(ctx context.Context, tx *postgres.Tx, r PastReply) error {
	field := ""
	switch {
	case r.Lang != "en" && r.Lang != "zh":
		field = "lang"
	case !plain(r.Question, 2000):
		field = "question"
	case !plain(r.Body, 4000):
		field = "body"
	}
	if field != "" {
		return problem.New(problem.Invalid, "past_reply_invalid", "field", field)
	}
	id, err := newID(r.ID)
	if err != nil {
		return err
	}
	tx.AfterCommit(func(context.Context) { a.shelf.forget(tx.Workspace()) })
	return wrap("store past reply", db.New(tx).PutPast(ctx, db.PutPastParams{
		WorkspaceID: tx.Workspace(), ID: id, Lang: r.Lang, Question: r.Question, Body: r.Body, TeamID: r.Team,
	}))
}

func newID(have uuid.UUID) (uuid.UUID, error) {
	if have != uuid.Nil {
		return have, nil
	}
	id, err := uuid.NewV7()
	return id, wrap("new id", err)
}

func cannedOf(r db.CannedReply) CannedReply {
	return CannedReply{ID: r.ID, Shortcut: r.Shortcut, Lang: r.Lang, Title: r.Title, Body: r.Body, Team: r.TeamID}
}
