package intake

import (
	"crypto/sha256"
	"encoding/json"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/format"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// item is an article on its way into an import.
type item struct {
	source, title, lang string
	change              string // "" until the plan is made
	problem             *problem.Error
	article             *uuid.UUID
	hash                []byte
	incoming            []byte // payload as JSON
}

// payload is what applying an item needs.
type payload struct {
	Draft       knowledge.Draft `json:"draft"`
	Collection  string          `json:"collection,omitempty"`
	Unpublished bool            `json:"unpublished,omitempty"`
}

// place is where a document stands in its source: a file's path or an address.
type place struct {
	file string
	page *url.URL // of a website; nil for a file
}

// itemOf makes an item of a document. Language and translation come from what
// the document says itself, or from its path: "en/orders/returns.md" and
// "zh/orders/returns.md" are translations of each other, as are "returns.en.md"
// and "returns.zh.md". The first folder below the language names the collection.
func itemOf(now Import, at place, d format.Document) item {
	meta := d.Page.Meta
	name := at.file
	if at.page != nil {
		name = pagePath(at.page)
	}
	lang, rest := langOf(strings.TrimSuffix(name, path.Ext(name)))
	source := now.Name + "/" + at.file
	if d.Part != "" {
		source += "#" + d.Part
		rest += "-" + d.Part
	}
	p := payload{
		Collection: meta.Collection, Unpublished: now.Settings.Drafts || meta.Status == "draft",
		Draft: knowledge.Draft{
			Title: meta.Title, Body: strings.Trim(d.Page.Body, "\n"), Lang: meta.Lang, Slug: meta.Slug, Key: meta.Key,
			Audience: knowledge.Audience(meta.Audience), NotForBot: meta.Bot != nil && !*meta.Bot,
		},
	}
	if p.Draft.Audience == "" {
		p.Draft.Audience = now.Settings.Audience
	}
	if day, err := meta.ReviewDay(); err == nil && !day.IsZero() {
		p.Draft.ReviewBy = &day
	}
	fill(&p, lang, rest, d.Part, at.page != nil)
	it := item{source: source, title: p.Draft.Title, lang: p.Draft.Lang, problem: d.Problem}
	var err error
	if it.incoming, err = json.Marshal(p); err != nil {
		it.problem = problem.Wrap(err, problem.Invalid, "file_broken")
	}
	sum := sha256.Sum256(it.incoming)
	it.hash = sum[:]
	if it.problem != nil {
		it.incoming = nil
	}
	return it
}

// fill sets what the document left open from its path. A table's rows and a long
// document's parts have titles of their own to make addresses of.
func fill(p *payload, lang, rest, part string, web bool) {
	d := &p.Draft
	if d.Lang == "" {
		d.Lang = lang
	}
	if d.Key == "" {
		d.Key = clip.Runes(rest, 300)
	}
	if d.Title == "" {
		d.Title = titleOf(path.Base(rest))
	}
	if d.Slug == "" && part == "" {
		d.Slug = markdown.Slug(rest)
	}
	if d.Slug == "" {
		d.Slug = markdown.Slug(d.Title)
	}
	if folder, _, nested := strings.Cut(rest, "/"); nested && p.Collection == "" && !web {
		p.Collection = titleOf(folder)
	}
	d.Title = clip.Runes(d.Title, 300)
}

// pagePath is a page's path as a file's: "https://shop.example/help/en/returns/"
// is "help/en/returns".
func pagePath(u *url.URL) string {
	p := strings.Trim(u.Path, "/")
	if p == "" {
		p = "index"
	}
	if u.RawQuery != "" {
		p += "-" + markdown.Slug(u.RawQuery)
	}
	return p
}

var langName = regexp.MustCompile(`^(en|zh)([-_][a-zA-Z]{2,4})?$`)

// langOf takes the language out of a path: one of its first folders, or what
// stands after the last dot. It is empty where the path does not say.
func langOf(file string) (lang, rest string) {
	parts := strings.Split(file, "/")
	for i := range min(len(parts)-1, 3) {
		if langName.MatchString(parts[i]) {
			return strings.ToLower(parts[i][:2]), strings.Join(append(parts[:i:i], parts[i+1:]...), "/")
		}
	}
	if dot := strings.LastIndexByte(file, '.'); dot > 0 && langName.MatchString(file[dot+1:]) {
		return strings.ToLower(file[dot+1 : dot+3]), file[:dot]
	}
	return "", file
}

func titleOf(name string) string {
	name = strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	r, size := utf8.DecodeRuneInString(name)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + name[size:]
}
