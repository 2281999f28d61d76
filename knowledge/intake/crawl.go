package intake

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/temoto/robotstxt"

	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/knowledge/format"
	"github.com/firstlinehq/firstline/knowledge/intake/internal/db"
)

// Bounds of a visit to a website.
const (
	userAgent  = "FirstlineBot"
	pageTime   = 20 * time.Second
	maxPage    = 8 << 20
	maxRobots  = 512 << 10
	maxDepth   = 12
	maxSites   = 100             // that are known at a time: pictures may lie elsewhere
	maxPause   = 5 * time.Second // of what a site's robots.txt may ask for
	maxSitemap = 50_000          // addresses of one sitemap, as its protocol says
)

// site is what is known of a website that is read.
type site struct {
	robots  *robotstxt.Group
	refused *problem.Error // what a page outside the rules is told
	pause   time.Duration
	last    time.Time
}

func isSitemap(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.HasSuffix(strings.ToLower(u.Path), ".xml")
}

// crawlStep reads the next page or sitemap.
func (w *working) crawlStep(ctx context.Context, now Import) (more bool, err error) {
	var files []db.WaitingFilesRow
	err = w.db.InWorkspace(ctx, w.ws, func(tx *postgres.Tx) (err error) {
		files, err = db.New(tx).WaitingFiles(ctx, db.WaitingFilesParams{WorkspaceID: w.ws, ImportID: w.id, Limit: 1})
		return err
	})
	if err != nil || len(files) == 0 {
		return false, wrap("find next page", err)
	}
	f := files[0]
	v, unseen := visit{now: now, file: f}, false
	if err := w.visit(ctx, &v); err != nil {
		p, ours := asProblem(err)
		if ours != nil {
			return false, ours
		}
		v.items = []item{{source: now.Name + "/" + f.Path, title: f.Path, problem: p}}
		unseen = v.hides(p)
	}
	return true, w.store(ctx, "store page", StateReading, func(tx *postgres.Tx, row db.Import) error {
		found, partial, err := w.addLinksTx(ctx, tx, row, v)
		if err != nil {
			return err
		}
		return w.noteReadTx(ctx, tx, []int32{f.Number}, v.items, found, partial || unseen)
	})
}

// visit is one address and what came of it.
type visit struct {
	now      Import
	file     db.WaitingFilesRow
	items    []item
	links    []string
	sitemaps []string
}

// hides reports whether pages of the source may be unseen because the address
// could not be read: those that a sitemap names or a page links to. The site itself
// must say that there is nothing (gone, or refused to robots); of the address that
// all begins with not even that is taken for an empty source.
func (v *visit) hides(p *problem.Error) bool {
	if v.file.Depth == 0 {
		return true
	}
	if v.file.Kind == "page" && isSitemap(v.now.Address) {
		return false
	}
	switch p.Code {
	case "page_status":
		status := p.Params["status"]
		return status != fmt.Sprint(http.StatusNotFound) && status != fmt.Sprint(http.StatusGone)
	case "page_robots":
		return p.Err != nil
	}
	return true
}

func (w *working) visit(ctx context.Context, v *visit) error {
	at, err := url.Parse(v.file.Path)
	if err != nil {
		return problem.Wrap(err, problem.Invalid, "import_address")
	}
	rules, err := w.enter(ctx, at)
	if err != nil {
		return err
	}
	page, err := w.get(ctx, at.String(), maxPage)
	if err != nil {
		return err
	}
	if page.status != http.StatusOK {
		return problem.New(problem.Invalid, "page_status", "status", fmt.Sprint(page.status))
	}
	if page.at.Host != at.Host {
		return problem.New(problem.Invalid, "page_elsewhere")
	}
	if !rules.robots.Test(page.at.RequestURI()) {
		return rules.refused
	}
	if v.file.Kind == "sitemap" {
		return v.sitemap(page.body)
	}
	return w.readPage(ctx, v, page)
}

// enter asks a site's robots.txt, once, and waits between pages as it wishes.
func (w *working) enter(ctx context.Context, at *url.URL) (*site, error) {
	s := w.sites[at.Host]
	if s == nil {
		var err error
		if s, err = w.robots(ctx, at); err != nil {
			return nil, err
		}
		if w.sites == nil || len(w.sites) >= maxSites {
			w.sites = map[string]*site{}
		}
		w.sites[at.Host] = s
	}
	if !s.robots.Test(at.RequestURI()) {
		return nil, s.refused
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(time.Until(s.last.Add(s.pause))):
	}
	s.last = time.Now()
	return s, nil
}

// robots reads a site's rules. A site that has none allows all; one that fails to
// say does not, and the refusals then have a cause.
func (w *working) robots(ctx context.Context, at *url.URL) (*site, error) {
	page, err := w.get(ctx, (&url.URL{Scheme: at.Scheme, Host: at.Host, Path: "/robots.txt"}).String(), maxRobots)
	if err != nil {
		return nil, err
	}
	refused := problem.New(problem.Invalid, "page_robots")
	if page.status >= http.StatusInternalServerError {
		// As rules: what the library makes of the status is lost in a group.
		refused.Err = fmt.Errorf("robots.txt: status %d", page.status)
		page.status, page.body = http.StatusOK, []byte("User-agent: *\nDisallow: /\n")
	}
	rules, err := robotstxt.FromStatusAndBytes(page.status, page.body)
	if err != nil {
		return nil, problem.Wrap(err, problem.Invalid, "page_robots")
	}
	group := rules.FindGroup(userAgent)
	return &site{robots: group, refused: refused, pause: max(w.pause, min(group.CrawlDelay, maxPause))}, nil
}

// fetched is a response.
type fetched struct {
	at     *url.URL // after redirects
	status int
	kind   string
	body   []byte
}

func (w *working) get(ctx context.Context, address string, limit int64) (fetched, error) {
	ctx, cancel := context.WithTimeout(ctx, pageTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fetched{}, problem.Wrap(err, problem.Invalid, "import_address")
	}
	req.Header.Set("User-Agent", userAgent+"/1.0")
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.8,text/plain;q=0.7")
	res, err := w.fetch.Do(req)
	if err != nil {
		return fetched{}, fetchProblem(ctx, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	if err != nil {
		return fetched{}, fetchProblem(ctx, err)
	}
	if int64(len(body)) > limit {
		return fetched{}, problem.New(problem.TooLarge, "page_too_large", "limit", fmt.Sprintf("%d MiB", max(1, limit>>20)))
	}
	return fetched{at: res.Request.URL, status: res.StatusCode, kind: res.Header.Get("Content-Type"), body: body}, nil
}

// fetchProblem says what went wrong without an address of the inside.
func fetchProblem(ctx context.Context, err error) error {
	switch {
	case errors.Is(err, egress.ErrDenied), errors.Is(err, egress.ErrURL):
		return problem.Wrap(err, problem.Invalid, "page_inward")
	case errors.Is(err, egress.ErrRedirects):
		return problem.Wrap(err, problem.Invalid, "page_redirects")
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return problem.Wrap(err, problem.Invalid, "page_slow")
	}
	return problem.Wrap(err, problem.Invalid, "page_unreachable")
}

// sitemap takes the addresses of a sitemap, or the sitemaps of an index. One that
// names itself, or another that names it, is read once: addresses are unique.
func (v *visit) sitemap(body []byte) error {
	var doc struct {
		XMLName xml.Name
		URL     []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
		Sitemap []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal(body, &doc); err != nil {
		return problem.Wrap(err, problem.Invalid, "sitemap_broken")
	}
	if root := doc.XMLName.Local; root != "urlset" && root != "sitemapindex" { // a page that says the site is down
		return problem.New(problem.Invalid, "sitemap_broken")
	}
	if len(doc.URL)+len(doc.Sitemap) > maxSitemap {
		return problem.New(problem.TooLarge, "import_too_many", "limit", fmt.Sprint(maxSitemap))
	}
	for _, u := range doc.URL {
		v.links = append(v.links, strings.TrimSpace(u.Loc))
	}
	for _, s := range doc.Sitemap {
		v.sitemaps = append(v.sitemaps, strings.TrimSpace(s.Loc))
	}
	return nil
}

// readPage makes an item of a page, and notes where a crawl may go on.
func (w *working) readPage(ctx context.Context, v *visit, page fetched) error {
	name, err := fileName(page)
	if err != nil {
		return err
	}
	docs, err := w.reader.Read(ctx, name, page.body, format.Web{Address: page.at.String(), ContentType: page.kind})
	if err != nil {
		return err
	}
	for _, d := range docs {
		if !isSitemap(v.now.Address) {
			v.links = append(v.links, d.Links...)
		}
		if d.Hidden {
			continue
		}
		at := place{file: v.file.Path, page: page.at}
		failed, err := w.bring(ctx, v.now, at, &d)
		if err != nil {
			return err
		}
		v.items = append(append(v.items, itemOf(v.now, at, d)), failed...)
	}
	return nil
}

// fileName names a page so that its format is read.
func fileName(page fetched) (string, error) {
	kind, _, err := mime.ParseMediaType(page.kind)
	if err != nil {
		kind = "text/html"
	}
	switch kind {
	case "text/html", "application/xhtml+xml":
		return "page.html", nil
	case "application/pdf":
		return "page.pdf", nil
	case "text/markdown":
		return "page.md", nil
	case "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return "page.docx", nil
	}
	return "", problem.New(problem.Invalid, "page_kind")
}

// addLinksTx puts new addresses in line, up to the pages that were asked for and
// not too deep. partial says that some stay out.
func (w *working) addLinksTx(ctx context.Context, tx *postgres.Tx, row db.Import, v visit) (found int32, partial bool, err error) {
	q := db.New(tx)
	last, err := q.LastFile(ctx, db.LastFileParams{WorkspaceID: w.ws, ImportID: w.id})
	if err != nil {
		return 0, false, err
	}
	add := func(address, kind string) error {
		if v.file.Depth >= maxDepth {
			_, err := q.FileByPath(ctx, db.FileByPathParams{WorkspaceID: w.ws, ImportID: w.id, Path: address})
			if errors.Is(err, pgx.ErrNoRows) {
				partial, err = true, nil
			}
			return err
		}
		if int(row.Files+found) >= v.now.Settings.MaxPages {
			partial = true
			return nil
		}
		n, err := q.InsertFile(ctx, db.InsertFileParams{
			WorkspaceID: w.ws, ImportID: w.id, Number: last + 1, Path: address, Kind: kind, Depth: v.file.Depth + 1,
		})
		last, found = last+int32(n), found+int32(n)
		return err
	}
	for _, s := range v.sitemaps {
		if address, ok := v.within(s, false); ok {
			if err := add(address, "sitemap"); err != nil {
				return found, partial, err
			}
		}
	}
	for _, l := range v.links {
		if address, ok := v.within(l, v.file.Kind == "page"); ok {
			if err := add(address, "page"); err != nil {
				return found, partial, err
			}
		}
	}
	return found, partial, nil
}

// within cleans a link and tells whether it belongs to the import: on the same
// host, and for a crawl below the folder that it began in.
func (v *visit) within(link string, crawl bool) (string, bool) {
	to, err := url.Parse(link)
	began, _ := url.Parse(v.now.Address)
	if err != nil || began == nil || to.Scheme != "http" && to.Scheme != "https" || !strings.EqualFold(to.Host, began.Host) || to.User != nil || len(link) > 2000 {
		return "", false
	}
	to.Fragment, to.Host, to.Scheme = "", strings.ToLower(to.Host), began.Scheme
	if to.Path == "" {
		to.Path = "/"
	}
	if !crawl {
		return to.String(), true
	}
	folder := began.Path
	if !strings.HasSuffix(folder, "/") && path.Ext(folder) != "" {
		folder = path.Dir(folder)
	}
	folder = strings.TrimSuffix(folder, "/")
	inside := to.Path == folder || strings.HasPrefix(to.Path, folder+"/")
	return to.String(), inside && !elsewhere[format.KindOf(to.Path)]
}

// elsewhere are kinds of file that a crawl leaves where they are.
var elsewhere = map[format.Kind]bool{format.Asset: true, format.Picture: true, format.Archive: true}
