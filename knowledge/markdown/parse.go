package markdown

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// MaxBody is the longest Markdown text, in bytes: a handbook of a hundred
// pages. Longer ones are refused; they should be several articles.
const MaxBody = 512 << 10

// Nested blocks, delimiters and links without an end cost a CommonMark parser
// time that grows with their square. People nest five deep; these bounds keep
// the worst accepted text within a second.
const (
	maxDepth = 24       // block quotes and lists within each other on one line
	maxLine  = 64 << 10 // bytes of one paragraph line
	maxMarks = 4000     // brackets, stars, underscores, backticks of one paragraph
	maxCells = 20_000   // lines times the most bars in one of them: a table fills up short rows
)

// Check refuses text that is too large or built to be slow to parse.
func Check(body string) error {
	if len(body) > MaxBody {
		return problem.New(problem.TooLarge, "article_too_large", "limit", "512 KiB")
	}
	marks, bars, lines := 0, 0, 0
	for line := range strings.Lines(body) {
		if strings.TrimSpace(line) == "" {
			marks, bars, lines = 0, 0, 0
			continue
		}
		lines++
		marks += countMarks(line)
		bars = max(bars, strings.Count(line, "|"))
		if depth(line) > maxDepth || len(line) > maxLine || marks > maxMarks || lines*bars > maxCells {
			return problem.New(problem.Invalid, "article_too_nested")
		}
	}
	return nil
}

func countMarks(line string) int {
	n := 0
	for i := range len(line) {
		switch line[i] {
		case '[', ']', '*', '_', '`', '<', '~', '!', '(':
			n++
		}
	}
	return n
}

// depth counts what may open blocks within each other at the head of a line:
// quote marks, list marks, and indentation, by which lists nest.
func depth(line string) int {
	n, spaces := 0, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			spaces++
		case c == '\t':
			spaces += 4
		case c == '>':
			n++
		case listMark(line[i:]) > 0:
			n++
			i += listMark(line[i:]) - 1
		default:
			return n + spaces/4
		}
	}
	return n / 8 // marks alone are usually a rule; thousands are not
}

// listMark is the length of the list mark at the head of s; 0 if there is none.
func listMark(s string) int {
	i := 0
	for i < len(s) && i < 9 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i >= len(s) || i == 0 && !strings.ContainsRune("-+*", rune(s[0])) || i > 0 && s[i] != '.' && s[i] != ')' {
		return 0
	}
	if i++; i < len(s) && s[i] != ' ' && s[i] != '\t' && s[i] != '\n' {
		return 0
	}
	return i
}

var md = goldmark.New(
	goldmark.WithExtensions(extension.Linkify, extension.Strikethrough,
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute))),
	goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithHeadingAttribute()),
	// Raw HTML passes here so that the policy in [HTML] can keep what is
	// harmless of it; nothing else renders with this.
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// parse gives the tree of body and the source it refers to.
func parse(body string) (ast.Node, []byte, error) {
	if err := Check(body); err != nil {
		return nil, nil, err
	}
	source := []byte(dropFences(token.Unseen(body)))
	doc := md.Parser().Parse(text.NewReader(source), parser.WithContext(
		parser.NewContext(parser.WithIDs(&anchors{used: map[string]int{}}))))
	return doc, source, nil
}

// dropFences removes the ":::note" lines that documentation generators use for
// boxes. Their content is ordinary Markdown.
func dropFences(body string) string {
	if !strings.Contains(body, ":::") {
		return body
	}
	var b strings.Builder
	for line := range strings.Lines(body) {
		trimmed := strings.TrimSpace(line)
		if !strings.HasPrefix(trimmed, ":::") {
			b.WriteString(line)
			continue
		}
		_, title, _ := strings.Cut(strings.TrimLeft(trimmed, ":"), " ")
		if title = strings.TrimSpace(title); title != "" {
			fmt.Fprintf(&b, "\n**%s**\n", strings.Trim(title, "*[]"))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// anchors names headings in any script; the parser's own names Chinese
// headings "heading", "heading-1", …, which break when one is added.
type anchors struct{ used map[string]int }

// Generate implements parser.IDs.
func (a *anchors) Generate(value []byte, _ ast.NodeKind) []byte {
	id := Slug(string(value))
	if id == "" {
		id = "section"
	}
	a.used[id]++
	if n := a.used[id]; n > 1 {
		id = fmt.Sprintf("%s-%d", id, n)
	}
	return []byte(id)
}

// Put implements parser.IDs.
func (a *anchors) Put(value []byte) { a.used[string(value)]++ }

// Slug makes a name for addresses from a title: letters and digits of any
// script in lower case, joined by hyphens, at most 80 characters.
func Slug(title string) string {
	var b strings.Builder
	hyphen, n := false, 0
	for _, r := range strings.ToLower(token.Visible(title)) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			hyphen = b.Len() > 0
			continue
		}
		if n++; n > 80 {
			break
		}
		if hyphen {
			b.WriteByte('-')
			hyphen = false
		}
		b.WriteRune(r)
	}
	return b.String()
}
