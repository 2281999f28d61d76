package api

import (
	"time"

	"github.com/google/uuid"
)

// NewImport is an import to begin.
type NewImport struct {
	Kind string `json:"kind" enum:"upload,website"`
	// Name of the source: the next import of that name updates its articles.
	Name    string `json:"name,omitempty" maxLength:"120" doc:"Empty: the website's host"`
	Address string `json:"address,omitempty" maxLength:"2000" doc:"A sitemap (.xml), or the page below which links are followed"`
	// Audience of articles that do not say it themselves.
	Audience string `json:"audience,omitempty" enum:"public,internal,"`
	// Drafts leaves new articles unpublished.
	Drafts   bool `json:"drafts,omitempty"`
	MaxPages int  `json:"max_pages,omitempty" minimum:"0" maximum:"5000"`
}

// ImportView is an import and how far it is.
type ImportView struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Kind    string    `json:"kind" enum:"upload,website"`
	Name    string    `json:"name"`
	Address string    `json:"address,omitempty"`
	State   string    `json:"state" enum:"open,reading,planned,applying,done,failed,canceled"`
	// Problem says what ended it, in the caller's language.
	Problem string `json:"problem,omitempty"`
	// Partial: not all of the source was read, so nothing counts as removed.
	Partial    bool       `json:"partial,omitempty"`
	Audience   string     `json:"audience" enum:"public,internal"`
	Drafts     bool       `json:"drafts,omitempty"`
	MaxPages   int        `json:"max_pages"`
	Files      int        `json:"files"`
	FilesRead  int        `json:"files_read"`
	Added      int        `json:"added"`
	Changed    int        `json:"changed"`
	Unchanged  int        `json:"unchanged"`
	Removed    int        `json:"removed"`
	Failed     int        `json:"failed"`
	Applied    int        `json:"applied" doc:"Of added, changed and removed"`
	By         string     `json:"by"`
	CreatedAt  time.Time  `json:"created_at"`
	FinishedAt *time.Time `json:"finished_at,omitempty"`
}

// ImportItem is one article of an import.
type ImportItem struct {
	Number int    `json:"number"`
	Source string `json:"source" doc:"File or address"`
	Title  string `json:"title"`
	Lang   string `json:"lang"`
	Change string `json:"change" enum:"read,added,changed,unchanged,removed,failed"`
	// Code and Problem say why it failed; Problem in the caller's language.
	Code    string     `json:"code,omitempty"`
	Problem string     `json:"problem,omitempty"`
	Article *uuid.UUID `json:"article,omitempty" format:"uuid"`
	Applied bool       `json:"applied"`
}
