package markdown

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
)

// Links says which links of a text may be followed.
type Links struct {
	// Hosts are the hosts that links may lead to, with their subdomains; nil
	// means any. Other links show as text with their host, so that a reader
	// sees where they would have led.
	Hosts []string
	// Files is where kept pictures are served, with a slash at the end: those of
	// the text show then, and no others. Empty shows none.
	Files string
}

// HTML renders Markdown as HTML that is safe to show: a fixed list of elements,
// links to http, https and mailto only, no pictures but kept ones (the description
// of others stands instead), nothing that loads from elsewhere, styles or runs. The result passes through the
// policy unchanged.
func HTML(body string, links Links) (string, error) {
	doc, source, err := parse(body)
	if err != nil {
		return "", err
	}
	tame(doc, source, links)
	var out bytes.Buffer
	if err := md.Renderer().Render(&out, source, doc); err != nil {
		return "", fmt.Errorf("render markdown: %w", err)
	}
	return policy.Sanitize(out.String()), nil
}

// policy is our own: bluemonday's policy for user content keeps remote pictures
// and any link, and either is enough to carry a secret out of a page.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "strong", "b", "em", "i", "del", "s", "code", "pre", "kbd", "sub", "sup", "blockquote",
		"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6", "details", "summary")
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}-]{0,200}$`)).OnElements("h1", "h2", "h3", "h4", "h5", "h6")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("align").Matching(regexp.MustCompile(`^(left|center|right)$`)).OnElements("th", "td")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^language-[a-z0-9+#-]{1,30}$`)).OnElements("code")
	p.AllowAttrs("href").Matching(regexp.MustCompile(`(?i)^(https?|mailto):`)).OnElements("a")
	p.AllowAttrs("src").Matching(servedPicture).OnElements("img")
	p.AllowAttrs("alt").OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(true) // of pictures; links need a scheme
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	p.SkipElementsContent("script", "style", "iframe", "object", "embed", "svg", "math", "noscript", "template", "textarea", "title", "select", "form")
	return p
}()

// tame replaces pictures by their description and links to unlisted hosts by
// their text. Raw HTML links are left to the policy, which cannot see lists, so
// with a list raw links lose their target here.
func tame(doc ast.Node, source []byte, links Links) {
	var pictures, strangers, raw []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			if id, ok := keptPicture(string(n.Destination)); ok && links.Files != "" {
				n.Destination, n.Title = []byte(links.Files+id), nil
			} else {
				pictures = append(pictures, n)
			}
		case *ast.Link:
			if !links.allow(string(n.Destination)) {
				strangers = append(strangers, n)
			}
		case *ast.AutoLink:
			if !links.allow(string(n.URL(source))) {
				strangers = append(strangers, n)
			}
		case *ast.RawHTML, *ast.HTMLBlock:
			raw = append(raw, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range pictures {
		unwrap(n, "")
	}
	for _, n := range strangers {
		switch n := n.(type) {
		case *ast.Link:
			unwrap(n, hostNote(string(n.Destination)))
		case *ast.AutoLink:
			n.Parent().ReplaceChild(n.Parent(), n, ast.NewString(n.Label(source)))
		}
	}
	if links.Hosts != nil {
		for _, n := range raw {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	}
}

// unwrap puts a node's children, and note after them, in its place.
func unwrap(n ast.Node, note string) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		n.RemoveChild(n, c)
		parent.InsertBefore(parent, n, c)
	}
	if note != "" {
		parent.InsertBefore(parent, n, ast.NewString([]byte(note)))
	}
	parent.RemoveChild(parent, n)
}

func hostNote(target string) string {
	u, err := url.Parse(target)
	if err != nil || u.Host == "" {
		return ""
	}
	return " (" + u.Host + ")"
}

func (l Links) allow(target string) bool {
	if l.Hosts == nil {
		return true
	}
	u, err := url.Parse(target)
	if err != nil {
		return false
	}
	if u.Scheme == "mailto" {
		return true
	}
	host := strings.ToLower(u.Hostname())
	for _, h := range l.Hosts {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	return false
}
