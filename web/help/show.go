package help

import (
	"context"
	"encoding/xml"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/web/limit"
)

// shelf is a collection with its articles.
type shelf struct {
	Title    string
	Articles []knowledge.Listed
}

// home shows the collections, or what a search found.
func (c *Centre) home(v visit) error {
	if !strings.HasSuffix(v.Request.URL.Path, "/") {
		v.Redirect(http.StatusMovedPermanently, "/help/"+v.ws.Slug+"/"+v.lang+"/")
		return nil
	}
	if query := strings.TrimSpace(v.Query("q")); query != "" {
		return c.search(v, query)
	}
	return c.kept(v, "home", func(ctx context.Context) (made, error) { return c.makeHome(ctx, v) })
}

func (c *Centre) makeHome(ctx context.Context, v visit) (made, error) {
	listed, err := c.Library.PublicArticles(ctx, v.ws.ID, v.lang)
	if err != nil {
		return made{}, err
	}
	var shelves []shelf
	for _, a := range listed {
		if len(shelves) == 0 || shelves[len(shelves)-1].Title != a.Collection {
			shelves = append(shelves, shelf{Title: a.Collection})
		}
		last := &shelves[len(shelves)-1]
		last.Articles = append(last.Articles, a)
	}
	p := c.page(v)
	p.Data = shelves
	c.link(&p, v.ws.Slug, map[string]string{"en": "", "zh": ""})
	return build("home.html", p)
}

// found is a hit as the list shows it.
type found struct{ Title, Path, Text, Lang string }

// maxExcerpt is how much of a passage a result shows, in characters.
const maxExcerpt = 220

// hitsShown is how many articles a search lists.
const hitsShown = 10

func (c *Centre) search(v visit, query string) error {
	if r := []rune(query); len(r) > 200 {
		query = string(r[:200])
	}
	query = strings.ToValidUTF8(strings.ReplaceAll(query, "\x00", ""), "")
	results, err := c.Library.Search(v, v.ws.ID, knowledge.Query{Text: query, Lang: v.lang, Audience: knowledge.Public, Limit: hitsShown})
	if err != nil {
		return err
	}
	var hits []found
	for _, h := range results.Hits {
		if locale.Known(h.Lang) != h.Lang {
			continue // no pages in that language
		}
		one := found{Title: h.Title, Lang: h.Lang, Path: "/help/" + v.ws.Slug + "/" + h.Lang + "/" + h.Slug}
		if len(h.Passages) > 0 {
			one.Text = excerpt(flowing(h.Passages[0].Text), maxExcerpt)
		}
		hits = append(hits, one)
	}
	p := c.page(v)
	p.Query, p.Data = query, hits
	p.Title = locale.Text(v.lang, "help.results", "query", query)
	c.link(&p, v.ws.Slug, nil)
	v.Header("X-Robots-Tag", "noindex")
	c.write(v, http.StatusOK, "search.html", p)
	return nil
}

var itemMark = regexp.MustCompile(`(?m)^\s*[-*•]\s+`)

// flowing writes the items of a list and the cells of a table as one line reads them.
func flowing(text string) string {
	text = strings.ReplaceAll(itemMark.ReplaceAllString(text, " · "), " | ", " · ")
	return strings.TrimPrefix(strings.TrimSpace(text), "· ")
}

func excerpt(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return text
}

// reading is an article's page.
type reading struct {
	ID         uuid.UUID
	Title      string
	Collection string
	Body       template.HTML
	Updated    string
	Day        string
	Thanked    bool
}

func (c *Centre) article(v visit) error {
	slug, thanked := v.Param("article"), v.Query("thanks") == "1"
	name := "article/" + slug
	if thanked {
		name = "thanks/" + slug
	}
	return c.kept(v, name, func(ctx context.Context) (made, error) { return c.makeArticle(ctx, v, slug, thanked) })
}

func (c *Centre) makeArticle(ctx context.Context, v visit, slug string, thanked bool) (made, error) {
	a, err := c.Library.PublicPage(ctx, v.ws.ID, v.lang, slug)
	if err != nil {
		return made{}, err
	}
	body, err := knowledge.Render(a.Body, knowledge.Links{Files: knowledge.FilesOf(v.ws.ID)})
	if err != nil {
		return made{}, err
	}
	p := c.page(v)
	p.Title = a.Title + " · " + v.ws.Name
	p.Description = excerpt(knowledge.Plain(a.Body), 155)
	p.Data = reading{
		ID: a.ID, Title: a.Title, Collection: a.Collection, Body: template.HTML(body), //nolint:gosec // passed the policy of knowledge.Render
		Updated: locale.Text(v.lang, "help.updated", "date", dateIn(v.lang, a.PublishedAt)), Day: a.PublishedAt.Format(time.DateOnly),
		Thanked: thanked,
	}
	paths := map[string]string{v.lang: a.Slug}
	for _, t := range a.Translations {
		paths[t.Lang] = t.Slug
	}
	c.link(&p, v.ws.Slug, paths)
	return build("article.html", p)
}

func dateIn(lang string, t time.Time) string {
	if lang == locale.Chinese {
		return t.Format("2006年1月2日")
	}
	return t.Format("2 January 2006")
}

// vote counts what a reader says of an article: once a day and address.
func (c *Centre) vote(v visit) error {
	if site := v.GetHeader("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return knowledge.ErrNotFound
	}
	v.Request.Body = http.MaxBytesReader(v.Writer, v.Request.Body, 1<<10)
	outcome, ok := map[string]knowledge.Outcome{"yes": knowledge.Helpful, "no": knowledge.NotHelpful}[v.PostForm("helpful")]
	if !ok {
		return knowledge.ErrNotFound
	}
	a, err := c.Library.PublicPage(v, v.ws.ID, v.lang, v.Param("article"))
	if err != nil {
		return err
	}
	if _, err := c.Library.Vote(v, v.ws.ID, outcome, a.ID, limit.Network(c.ClientIP(v.Context))); err != nil {
		return err
	}
	v.Redirect(http.StatusSeeOther, "/help/"+v.ws.Slug+"/"+v.lang+"/"+a.Slug+"?thanks=1#helpful")
	return nil
}

type sitemapLink struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	URL  string `xml:"href,attr"`
}

type sitemapURL struct {
	Loc   string        `xml:"loc"`
	Mod   string        `xml:"lastmod,omitempty"`
	Links []sitemapLink `xml:"xhtml:link"`
}

type sitemapDoc struct {
	XMLName xml.Name     `xml:"urlset"`
	NS      string       `xml:"xmlns,attr"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

// maxSitemap is how many pages a sitemap may list (sitemaps.org).
const maxSitemap = 50_000

// sitemap lists every page with its translations.
func (c *Centre) sitemap(v visit) error {
	return c.kept(v, "sitemap", func(ctx context.Context) (made, error) { return c.makeSitemap(ctx, v) })
}

func (c *Centre) makeSitemap(ctx context.Context, v visit) (made, error) {
	listed, err := c.Library.PublicArticles(ctx, v.ws.ID, "")
	if err != nil {
		return made{}, err
	}
	root := c.PublicURL + "/help/" + v.ws.Slug + "/"
	byKey := map[string][]sitemapLink{}
	doc := sitemapDoc{NS: "http://www.sitemaps.org/schemas/sitemap/0.9", XHTML: "http://www.w3.org/1999/xhtml"}
	for _, lang := range locale.Languages() {
		doc.URLs = append(doc.URLs, sitemapURL{Loc: root + lang + "/"})
	}
	for _, a := range listed {
		byKey[a.Key] = append(byKey[a.Key], sitemapLink{"alternate", a.Lang, root + a.Lang + "/" + url.PathEscape(a.Slug)})
	}
	for _, a := range listed {
		if locale.Known(a.Lang) == a.Lang {
			u := sitemapURL{Loc: root + a.Lang + "/" + url.PathEscape(a.Slug), Mod: a.PublishedAt.UTC().Format(time.DateOnly)}
			if len(byKey[a.Key]) > 1 {
				u.Links = byKey[a.Key]
			}
			doc.URLs = append(doc.URLs, u)
		}
	}
	doc.URLs = doc.URLs[:min(len(doc.URLs), maxSitemap)]
	out, err := xml.MarshalIndent(doc, "", " ")
	if err != nil {
		return made{}, fmt.Errorf("make sitemap: %w", err)
	}
	return pack(made{media: "application/xml; charset=utf-8"}, append([]byte(xml.Header), out...))
}
