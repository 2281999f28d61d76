package intake_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge/intake"
)

// What lies behind an address that failed is not gone.
func TestWebsiteThatFails(t *testing.T) {
	t.Parallel()

	page := func(title, links string) string {
		return "<html lang=en><main><h1>" + title + "</h1><p>All about the parcels and refunds of our shop.</p>" + links + "</main></html>"
	}
	whole := map[string]string{
		"/help/":        page("Help", `<a href="orders">Orders</a>`),
		"/help/orders":  page("Orders", `<a href="parcels">Parcels</a>`),
		"/help/parcels": page("Parcels", ""),
		"/map.xml":      `<sitemapindex><sitemap><loc>HOST/pages.xml</loc></sitemap></sitemapindex>`,
		"/pages.xml":    `<urlset><url><loc>HOST/help/</loc></url><url><loc>HOST/help/orders</loc></url><url><loc>HOST/help/parcels</loc></url></urlset>`,
	}
	for i := range 14 {
		down := min(i+1, 13)
		whole[fmt.Sprintf("/deep/%d.html", i)] = page(fmt.Sprint("Level ", i), fmt.Sprintf(`<a href="0.html">Top</a> <a href="%d.html">Down</a>`, down))
	}
	for name, c := range map[string]struct {
		address string
		fail    map[string]int // status by path; 200 is a page that says the site is down
		partial bool
		removed int
	}{
		"sitemap down":          {"/map.xml", map[string]int{"/map.xml": 503}, true, 0},
		"sitemap gone":          {"/map.xml", map[string]int{"/map.xml": 404}, true, 0},
		"sitemap is a page":     {"/map.xml", map[string]int{"/pages.xml": 200}, true, 0},
		"part of sitemap down":  {"/map.xml", map[string]int{"/pages.xml": 503}, true, 0},
		"part of sitemap gone":  {"/map.xml", map[string]int{"/pages.xml": 404}, false, 3},
		"page of sitemap down":  {"/map.xml", map[string]int{"/help/orders": 503}, false, 0},
		"rules down":            {"/help/", map[string]int{"/robots.txt": 503}, true, 0},
		"rules of sitemap down": {"/map.xml", map[string]int{"/robots.txt": 503}, true, 0},
		"start gone":            {"/help/", map[string]int{"/help/": 404}, true, 0},
		"page down":             {"/help/", map[string]int{"/help/orders": 503}, true, 0},
		"page gone":             {"/help/", map[string]int{"/help/orders": 410}, false, 1},
		"nothing":               {"/help/", nil, false, 0},
		"not too deep":          {"/deep/1.html", nil, false, 0},
		"too deep":              {"/deep/0.html", nil, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var fail atomic.Bool
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, ok := whole[r.URL.Path]
				status, fails := c.fail[r.URL.Path]
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				switch {
				case fails && fail.Load():
					w.WriteHeader(status)
					body = "<html><body>We are back soon.</body></html>"
				case !ok:
					w.WriteHeader(http.StatusNotFound)
				}
				fmt.Fprint(w, strings.ReplaceAll(body, "HOST", "http://"+r.Host))
			}))
			t.Cleanup(srv.Close)
			b := setup(t, strings.TrimPrefix(srv.URL, "http://"))
			site := intake.New{Kind: intake.Website, Name: "site", Address: srv.URL + c.address}
			b.apply(t, b.read(t, site, nil))
			fail.Store(true)
			im := b.read(t, site, nil)
			require.Equal(t, c.partial, im.Partial, "%v", b.outcome(t, im))
			require.Equal(t, c.removed, im.Removed, "%v", b.outcome(t, im))
		})
	}
}
