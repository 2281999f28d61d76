package format

import (
	"fmt"
	"path"
	"strings"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// MaxFile is the largest single file that is read, in bytes: a picture-heavy
// handbook of some hundred pages.
const MaxFile = 64 << 20

// Document is one article as its file has it.
type Document struct {
	// Part tells the articles of one file apart; "" for a file that is one
	// article. It is the same when the file is read again.
	Part string `json:"part,omitempty"`
	// Page is the article.
	Page markdown.Page `json:"page"`
	// Problem says why this part of the file cannot be taken; nil otherwise.
	Problem *problem.Error `json:"problem,omitempty"`
	// Pictures are those that the body names by the keys of this map, which mean
	// nothing elsewhere.
	Pictures map[string]Shown `json:"pictures,omitempty"`
	// LeftOut are the pictures that the file shows and that could not be taken:
	// drawings and scans in forms that browsers do not show, and what is too much.
	LeftOut []LeftOut `json:"left_out,omitempty"`
	// Links are the addresses that a web page leads to.
	Links []string `json:"links,omitempty"`
	// Hidden asks not to be listed: a page that forbids robots to index it.
	Hidden bool `json:"hidden,omitempty"`
}

// Shown is a picture of a document: where it is, or what it is where the document
// holds it.
type Shown struct {
	Address string `json:"address,omitempty"`
	Data    []byte `json:"data,omitempty"`
}

// LeftOut is a picture that could not be taken.
type LeftOut struct {
	// Page is where it stands, from 1; 0 in a file without pages.
	Page int `json:"page,omitempty"`
	// Form is what it is, as such files are called everywhere, "JPEG 2000" for one;
	// "" where that is not why.
	Form string `json:"form,omitempty"`
}

// maxHeld is how much of pictures one file may hold, in bytes; a child's answer is
// a third longer. Further ones leave their description.
const maxHeld = 20 << 20

// pictureKey names a document's picture in its body.
func pictureKey(name string) string { return "picture:" + name }

// Kind is how a file is read.
type Kind int

// The kinds of file.
const (
	Unknown Kind = iota
	Asset        // styles, scripts, films: part of a site, not of an article
	Picture      // shown by articles
	Markdown
	Table
	HTML
	PDF
	DOCX
	Archive
)

var kinds = map[string]Kind{
	".md": Markdown, ".markdown": Markdown, ".mdx": Markdown, ".txt": Markdown,
	".csv": Table, ".tsv": Table, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
	".png": Picture, ".jpg": Picture, ".jpeg": Picture, ".gif": Picture, ".webp": Picture,
	".pdf": PDF, ".docx": DOCX, ".zip": Archive,
}

var assets = strings.Fields(".svg .ico .avif .css .js .mjs .ts .map .json .yml .yaml .toml .xml .lock " +
	".woff .woff2 .ttf .otf .eot .mp4 .webm .mov .mp3 .ogg .ds_store .gitignore .gitkeep")

// KindOf tells by its name how a file is read.
func KindOf(name string) Kind {
	ext := strings.ToLower(path.Ext(name))
	if k, ok := kinds[ext]; ok {
		return k
	}
	for _, a := range assets {
		if ext == a {
			return Asset
		}
	}
	return Unknown
}

// Hostile reports that a kind is read in a child process only.
func (k Kind) Hostile() bool { return k == HTML || k == PDF || k == DOCX || k == Archive }

// Read takes a file apart into articles. err is for the file as a whole.
func Read(name string, data []byte) (docs []Document, err error) {
	if len(data) > MaxFile {
		return nil, tooLarge()
	}
	switch KindOf(name) {
	case Markdown:
		return readMarkdown(data)
	case Table:
		return readTable(data)
	case HTML:
		return readHTML(data, "")
	case PDF:
		return readPDF(data)
	case DOCX:
		return readDOCX(data)
	case Unknown, Asset, Picture, Archive:
	}
	return nil, problem.New(problem.Invalid, "file_kind_unknown")
}

func readMarkdown(data []byte) ([]Document, error) {
	text, err := Text(data)
	if err != nil {
		return nil, err
	}
	page, err := markdown.ReadPage([]byte(text))
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(page.Body) == "" && page.Meta.Title == "" {
		return nil, problem.New(problem.Invalid, "file_empty")
	}
	return []Document{{Page: page}}, nil
}

func tooLarge() error {
	return problem.New(problem.TooLarge, "file_too_large", "limit", fmt.Sprintf("%d MiB", MaxFile>>20))
}

func broken(err error) error { return problem.Wrap(err, problem.Invalid, "file_broken") }
