package format

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/readeck/go-readability"
	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// maxLinks is how many links of one page a crawl follows at most.
const maxLinks = 2000

// toMarkdown turns what is left of a page into Markdown.
var toMarkdown = converter.NewConverter(converter.WithPlugins(
	base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin(), table.NewTablePlugin(),
))

// Page reads a web page at an address, as the server sent it. contentType may
// name its encoding.
func Page(data []byte, contentType, address string) ([]Document, error) {
	r, err := charset.NewReader(bytes.NewReader(data), contentType)
	if err != nil {
		return nil, broken(err)
	}
	var text bytes.Buffer
	if _, err := text.ReadFrom(r); err != nil {
		return nil, broken(err)
	}
	return readHTML(text.Bytes(), address)
}

// readHTML reads a page: its main text where the rest is navigation, else all.
func readHTML(data []byte, address string) ([]Document, error) {
	if address == "" { // a file: its own encoding, and links that lead nowhere
		var err error
		if data, err = decodeHTML(data); err != nil {
			return nil, err
		}
	}
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, broken(err)
	}
	at, err := url.Parse(address)
	if err != nil {
		at = &url.URL{}
	}
	p := page{at: at}
	p.look(doc)
	dropHidden(doc)
	body, err := p.mainText(doc)
	if err != nil {
		return nil, broken(err)
	}
	body = strings.TrimSpace(body)
	d := Document{Links: p.links, Hidden: p.noIndex, Pictures: p.pictures}
	d.Page.Body = body
	d.Page.Meta = markdown.Meta{Title: p.bestTitle(), Lang: p.lang}
	d.Page.Body = withoutTitle(d.Page.Body, d.Page.Meta.Title)
	if d.Page.Body == "" {
		d.Problem = problem.New(problem.Invalid, "page_without_text")
	}
	return []Document{d}, nil
}

func decodeHTML(data []byte) ([]byte, error) {
	if bytes.Contains(bytes.ToLower(data[:min(len(data), 2048)]), []byte("charset")) {
		r, err := charset.NewReader(bytes.NewReader(data), "text/html")
		if err != nil {
			return nil, broken(err)
		}
		var out bytes.Buffer
		_, err = out.ReadFrom(r)
		return out.Bytes(), err
	}
	text, err := Text(data)
	return []byte(text), err
}

// page is what is known of a web page besides its text.
type page struct {
	at        *url.URL
	title, h1 string
	lang      string
	noIndex   bool
	links     []string
	pictures  map[string]Shown
	held      int // bytes of the pictures that the page itself holds
}

// look collects what the head says and where the page leads.
func (p *page) look(n *html.Node) {
	if n.Type == html.ElementNode {
		switch n.Data {
		case "html":
			if lang, _, _ := strings.Cut(strings.ToLower(attr(n, "lang")), "-"); len(lang) == 2 {
				p.lang = lang
			}
		case "title":
			if p.title == "" {
				p.title = textOf(n)
			}
		case "h1":
			if p.h1 == "" {
				p.h1 = textOf(n)
			}
		case "meta":
			if strings.EqualFold(attr(n, "name"), "robots") && strings.Contains(strings.ToLower(attr(n, "content")), "noindex") {
				p.noIndex = true
			}
		case "a":
			p.link(n)
		case "img":
			p.picture(n)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.look(c)
	}
}

func (p *page) link(n *html.Node) {
	if p.at.Host == "" || len(p.links) >= maxLinks || strings.Contains(attr(n, "rel"), "nofollow") {
		return
	}
	if to, err := p.at.Parse(strings.TrimSpace(attr(n, "href"))); err == nil && (to.Scheme == "http" || to.Scheme == "https") {
		to.Fragment = ""
		p.links = append(p.links, to.String())
	}
}

// maxPictures is how many pictures of one page are brought along.
const maxPictures = 200

// picture gives a picture a name that what makes Markdown of the page leaves
// alone. Pages that load late have the address elsewhere than in "src".
func (p *page) picture(n *html.Node) {
	src := strings.TrimSpace(attr(n, "src"))
	if late := strings.TrimSpace(attr(n, "data-src")); late != "" && (src == "" || strings.HasPrefix(src, "data:")) {
		src = late
	}
	shown, ok := p.shown(src)
	if !ok || len(p.pictures) >= maxPictures || attr(n, "width") == "1" && attr(n, "height") == "1" { // the last counts readers
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "src" })
		return
	}
	if p.pictures == nil {
		p.pictures = map[string]Shown{}
	}
	key := pictureKey(strconv.Itoa(len(p.pictures) + 1))
	p.pictures[key] = shown
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key != "alt" })
	n.Attr = append(n.Attr, html.Attribute{Key: "src", Val: key})
}

func (p *page) shown(src string) (Shown, bool) {
	if head, data, ok := strings.Cut(src, ","); ok && strings.HasPrefix(head, "data:image/") && strings.HasSuffix(head, ";base64") {
		raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(data), ""))
		if p.held += len(raw); err != nil || p.held > maxHeld {
			return Shown{}, false
		}
		return Shown{Data: raw}, true
	}
	if src == "" || strings.HasPrefix(src, "data:") || len(src) > 2000 {
		return Shown{}, false
	}
	if p.at.Host == "" {
		return Shown{Address: src}, true
	}
	to, err := p.at.Parse(src)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" {
		return Shown{}, false
	}
	return Shown{Address: to.String()}, true
}

// bestTitle is the page's own heading; a title names the site as well.
func (p *page) bestTitle() string {
	if p.h1 != "" && len(p.h1) <= 300 {
		return p.h1
	}
	for _, sep := range []string{" | ", " – ", " — ", " - ", " · "} {
		if head, _, ok := strings.Cut(p.title, sep); ok {
			return head
		}
	}
	if p.title == "" && p.at.Path != "" {
		return strings.ReplaceAll(strings.TrimSuffix(path.Base(p.at.Path), path.Ext(p.at.Path)), "-", " ")
	}
	return p.title
}

// mainText is the page's main part as Markdown, unless what was cut away as
// navigation holds most of the text: help pages are often short.
func (p *page) mainText(doc *html.Node) (string, error) {
	root := find(doc, "main")
	if root == nil {
		root = find(doc, "article")
	}
	if root != nil && len(textOf(root)) > 80 {
		return render(strip(root), p.at)
	}
	whole := find(doc, "body")
	if whole == nil {
		return "", nil
	}
	all := len(textOf(whole))
	at := p.at
	if at.Host == "" {
		at = &url.URL{Scheme: "http", Host: "localhost"}
	}
	if article, err := readability.FromDocument(doc, at); err == nil && article.Node != nil && article.Length*3 >= all {
		return render(article.Node, p.at)
	}
	return render(strip(whole), p.at)
}

func render(n *html.Node, at *url.URL) (string, error) {
	var options []converter.ConvertOptionFunc
	if at.Host != "" {
		options = append(options, converter.WithDomain(at.Scheme+"://"+at.Host))
	}
	out, err := toMarkdown.ConvertNode(n, options...)
	return string(out), err
}

// strip removes what is not the article.
func strip(n *html.Node) *html.Node {
	return prune(n, func(n *html.Node) bool {
		switch n.Data {
		case "nav", "header", "footer", "aside", "form", "button", "iframe", "svg", "dialog":
			return true
		}
		switch attr(n, "role") {
		case "navigation", "banner", "contentinfo", "search":
			return true
		}
		return false
	})
}

var unseen = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(\.0+)?\s*(;|$)|font-size\s*:\s*0`)

// dropHidden removes what a reader of the page does not see: text put there for
// machines is how a page gives orders to a model.
func dropHidden(doc *html.Node) {
	prune(doc, func(n *html.Node) bool {
		switch n.Data {
		case "script", "style", "noscript", "template", "object", "embed":
			return true
		}
		return has(n, "hidden") || attr(n, "aria-hidden") == "true" && n.Data != "svg" && textOf(n) != "" && n.Data != "body" || unseen.MatchString(attr(n, "style"))
	})
}

func prune(n *html.Node, drop func(*html.Node) bool) *html.Node {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode, c.Type == html.ElementNode && drop(c):
			n.RemoveChild(c)
		default:
			prune(c, drop)
		}
		c = next
	}
	return n
}

func find(n *html.Node, name string) *html.Node {
	if n.Type == html.ElementNode && n.Data == name {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f := find(c, name); f != nil {
			return f
		}
	}
	return nil
}

func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || c.Data != "script" && c.Data != "style" {
				walk(c)
			}
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// withoutTitle drops a first heading that repeats the title.
func withoutTitle(body, title string) string {
	first, rest, _ := strings.Cut(body, "\n")
	if heading := strings.TrimLeft(first, "#"); heading != first && strings.EqualFold(strings.TrimSpace(markdown.Plain(heading)), strings.TrimSpace(title)) {
		return strings.TrimSpace(rest)
	}
	return body
}
