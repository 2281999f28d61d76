package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// maxMeta is the longest front matter, in bytes. It is a handful of lines; a
// larger one is not ours to parse.
const maxMeta = 16 << 10

// Meta is what an article's front matter may say. Every field is optional.
type Meta struct {
	Title      string `yaml:"title"`
	Slug       string `yaml:"slug"`
	Lang       string `yaml:"lang"`
	Collection string `yaml:"collection"`
	// Key is the same for an article and its translations.
	Key string `yaml:"key"`
	// Audience is "public" or "internal".
	Audience string `yaml:"audience"`
	// Status is "draft" or "published".
	Status string `yaml:"status"`
	// Updated and ReviewBy are days (2006-01-02).
	Updated  string `yaml:"updated"`
	ReviewBy string `yaml:"review_by"`
	// Bot set to false keeps the article from the bot.
	Bot *bool `yaml:"bot"`
}

// Page is a Markdown file taken apart.
type Page struct {
	Meta Meta
	Body string
}

// ReadPage takes a Markdown file apart. It refuses files that are not UTF-8,
// hold NUL bytes, are too large, or whose front matter cannot be read; the
// problem's code says which.
func ReadPage(data []byte) (Page, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case len(data) > MaxBody+maxMeta:
		return Page{}, problem.New(problem.TooLarge, "article_too_large", "limit", "512 KiB")
	case !utf8.Valid(data):
		return Page{}, problem.New(problem.Invalid, "text_not_utf8")
	case bytes.IndexByte(data, 0) >= 0:
		return Page{}, problem.New(problem.Invalid, "text_has_nul")
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	head, body, err := cutMeta(text)
	if err != nil {
		return Page{}, err
	}
	page := Page{Body: body}
	if err := readMeta(head, &page.Meta); err != nil {
		return Page{}, problem.Wrap(err, problem.Invalid, "front_matter_broken")
	}
	if err := page.Meta.check(); err != nil {
		return Page{}, err
	}
	page.liftTitle()
	return page, nil
}

// bareColon is a line whose value is a plain text with a colon in it.
var bareColon = regexp.MustCompile(`(?m)^(\w+):[ \t]+([^\s"'\[{&*!|>%@#].*:(?:[ \t].*)?)$`)

// readMeta reads front matter. People write `title: Top-up: how it works`, which
// is not YAML but leaves no doubt; that is read as it is meant.
func readMeta(head string, m *Meta) error {
	err := yaml.Unmarshal([]byte(head), m)
	if err == nil || !bareColon.MatchString(head) {
		return err
	}
	quoted := bareColon.ReplaceAllStringFunc(head, func(line string) string {
		part := bareColon.FindStringSubmatch(line)
		return part[1] + ": '" + strings.ReplaceAll(strings.TrimSpace(part[2]), "'", "''") + "'"
	})
	*m = Meta{}
	return yaml.Unmarshal([]byte(quoted), m)
}

func cutMeta(text string) (head, body string, err error) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return "", text, nil
	}
	head, body, ok = strings.Cut("\n"+rest, "\n---\n")
	if !ok {
		if head, ok = strings.CutSuffix("\n"+rest, "\n---"); !ok {
			return "", "", problem.New(problem.Invalid, "front_matter_unclosed")
		}
	}
	if len(head) > maxMeta {
		return "", "", problem.New(problem.TooLarge, "front_matter_broken")
	}
	return head, body, nil
}

func (m *Meta) check() error {
	m.Title, m.Slug, m.Key = clean(m.Title), clean(m.Slug), clean(m.Key)
	m.Collection, m.Lang = clean(m.Collection), strings.ToLower(clean(m.Lang))
	if m.Audience != "" && m.Audience != "public" && m.Audience != "internal" {
		return badMeta("audience")
	}
	if m.Status != "" && m.Status != "draft" && m.Status != "published" {
		return badMeta("status")
	}
	if _, err := m.ReviewDay(); err != nil {
		return badMeta("review_by")
	}
	return nil
}

// ReviewDay is ReviewBy as a day; the zero time if there is none.
func (m *Meta) ReviewDay() (time.Time, error) {
	if m.ReviewBy == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.DateOnly, m.ReviewBy)
}

func badMeta(field string) error {
	return problem.New(problem.Invalid, "front_matter_field", "field", field)
}

func clean(s string) string { return strings.TrimSpace(token.Unseen(s)) }

// liftTitle takes the title from the body's first heading where the front
// matter has none; the heading is not repeated in the body then.
func (p *Page) liftTitle() {
	if p.Meta.Title != "" {
		return
	}
	trimmed := strings.TrimLeft(p.Body, "\n")
	if rest, ok := strings.CutPrefix(trimmed, "# "); ok {
		title, body, _ := strings.Cut(rest, "\n")
		p.Meta.Title, p.Body = clean(Plain(title)), body
	}
}
