package help

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/web/limit"
)

// mostCentres is how many sitemaps robots.txt names: so many stay below the
// 500 KiB that crawlers read of it (RFC 9309, 2.5).
const mostCentres = 1000

// robots tells crawlers what is for them: the help centres, and neither the API
// nor the console.
func (c *Centre) robots(g *gin.Context) {
	err := c.reads.Take(limit.Network(c.ClientIP(g)))
	var open []string
	if err == nil {
		open, err = c.Accounts.HelpCentres(g, mostCentres)
	}
	if err != nil {
		c.fail(g, account.Workspace{}, locale.Negotiate(g.GetHeader("Accept-Language")), err)
		return
	}
	var out strings.Builder
	out.WriteString("User-agent: *\nAllow: /help/\nDisallow: /v1/\nDisallow: /w/\n")
	for _, slug := range open {
		fmt.Fprintf(&out, "Sitemap: %s/help/%s/sitemap.xml\n", c.PublicURL, slug)
	}
	g.Header("Cache-Control", "public, max-age=300")
	g.Data(http.StatusOK, "text/plain; charset=utf-8", []byte(out.String()))
}
