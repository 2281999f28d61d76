package markdown

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"
)

// Plain gives the text of Markdown as a person would read it aloud: no marks,
// no link targets, no pictures. Text that is too large or nested to parse comes
// back as it is.
func Plain(body string) string {
	doc, source, err := parse(body)
	if err != nil {
		return body
	}
	w := plainer{source: source}
	w.children(doc)
	return strings.TrimSpace(w.b.String())
}

// plainer writes blocks as plain text. It lives for a whole document, because
// a hidden HTML element may be opened in one block and closed in another.
type plainer struct {
	source []byte
	b      strings.Builder
	hidden []string // open elements within a hidden one, outermost first
}

func (w *plainer) take() string {
	s := strings.TrimSpace(w.b.String())
	w.b.Reset()
	return s
}

func (w *plainer) line(s string) {
	if s = strings.TrimSpace(s); s != "" {
		w.b.WriteString(s)
		w.b.WriteByte('\n')
	}
}

func (w *plainer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
}

func (w *plainer) block(n ast.Node) {
	if hb, ok := n.(*ast.HTMLBlock); ok {
		w.html(hb)
		return
	}
	if len(w.hidden) > 0 {
		return
	}
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		w.code(n)
	case *ast.CodeBlock:
		w.code(n)
	case *ast.List:
		w.list(n)
	case *east.Table:
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			w.line(w.row(row))
		}
	case *ast.Blockquote, *ast.Document, *ast.ListItem:
		w.children(n)
	default:
		w.line(w.inline(n))
	}
}

func (w *plainer) code(n ast.Node) {
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		w.b.Write(seg.Value(w.source))
	}
}

func (w *plainer) list(n *ast.List) {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.b.WriteString(w.item(item, n, number))
		number++
	}
}

func (w *plainer) item(item ast.Node, list *ast.List, number int) string {
	inner := plainer{source: w.source}
	inner.children(item)
	body := strings.TrimSpace(inner.b.String())
	if body == "" {
		return ""
	}
	mark := "- "
	if list.IsOrdered() {
		mark = fmt.Sprintf("%d. ", number)
	}
	return mark + strings.ReplaceAll(body, "\n", "\n  ") + "\n"
}

func (w *plainer) row(row ast.Node) string {
	var cells []string
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		cells = append(cells, strings.TrimSpace(w.inline(cell)))
	}
	return strings.Join(cells, " | ")
}

// inline gives the text of a block's inline content. Line breaks within a
// paragraph are spaces, except between Chinese characters, where they are nothing.
func (w *plainer) inline(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			b.Write(n.Segment.Value(w.source))
			if n.HardLineBreak() {
				b.WriteByte('\n')
			} else if n.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(w.source))
		}
		return ast.WalkContinue, nil
	})
	return html.UnescapeString(b.String())
}

// html takes the text of a raw HTML block and follows which elements are open
// and hidden.
func (w *plainer) html(n *ast.HTMLBlock) {
	var raw strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		raw.Write(seg.Value(w.source))
	}
	if n.HasClosure() {
		raw.Write(n.ClosureLine.Value(w.source))
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(raw.String()))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		switch tok := z.Token(); kind {
		case html.TextToken:
			if len(w.hidden) == 0 {
				b.WriteString(tok.Data)
			}
		case html.StartTagToken:
			if !voidTags[tok.Data] && (len(w.hidden) > 0 || hides(tok)) && len(w.hidden) < 1000 {
				w.hidden = append(w.hidden, tok.Data)
			}
		case html.EndTagToken:
			w.closeTag(tok.Data)
			b.WriteByte(' ')
		}
	}
	w.line(strings.Join(strings.Fields(b.String()), " "))
}

func (w *plainer) closeTag(name string) {
	for i := len(w.hidden) - 1; i >= 0; i-- {
		if w.hidden[i] == name {
			w.hidden = w.hidden[:i]
			return
		}
	}
}

var voidTags = map[string]bool{"br": true, "img": true, "hr": true, "input": true, "link": true, "meta": true, "source": true, "wbr": true}

// hides reports elements whose content a reader may not see. Which styles hide
// is a long list with new entries; an element with any such property is taken
// for hidden, and an article loses at most a decorated line of raw HTML.
func hides(tok html.Token) bool {
	switch tok.Data {
	case "script", "style", "template", "noscript", "iframe", "object", "svg", "title", "textarea":
		return true
	}
	for _, a := range tok.Attr {
		switch a.Key {
		case "hidden", "aria-hidden":
			return true
		case "style":
			for _, p := range []string{"display", "visib", "opacity", "color", "font-size", "position", "clip", "height", "indent"} {
				if strings.Contains(strings.ToLower(a.Val), p) {
					return true
				}
			}
		}
	}
	return false
}
