package api

import (
	"crypto/rand"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
)

// docsPage is the API for people to read: served by ourselves, no script, no
// third party. Tools take /openapi.json.
var docsPage = template.Must(template.New("docs").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Firstline API</title>
<meta name="viewport" content="width=device-width"><style nonce="{{.Nonce}}">
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2330}
code{font:13px ui-monospace,monospace}h2{margin-top:2rem;text-transform:capitalize}
table{border-collapse:collapse;width:100%}td{border-top:1px solid #e3e6ee;padding:.4rem .6rem .4rem 0;vertical-align:top}
td:first-child{width:4.5rem;font-weight:600}small{color:#5b6372}
</style></head><body><h1>Firstline API</h1>
<p>The whole description, with every field, is the OpenAPI 3.1 document at <a href="/openapi.json">/openapi.json</a>.
Frames of the sockets <code>/v1/visitor/socket</code> and <code>/v1/agent/socket</code> are its schemas
<code>VisitorClientFrame</code>, <code>VisitorServerFrame</code>, <code>AgentClientFrame</code> and <code>AgentServerFrame</code>.</p>
{{range .Groups}}<h2>{{.Name}}</h2><table>{{range .Operations}}
<tr><td>{{.Method}}</td><td><code>{{.Path}}</code><br><small>{{.Summary}}</small></td><td><small>{{.Who}}</small></td></tr>{{end}}</table>{{end}}
</body></html>`))

type docsGroup struct {
	Name       string
	Operations []docsOperation
}

type docsOperation struct{ Method, Path, Summary, Who string }

// ServeDocs shows the operations as a page.
func (a *API) ServeDocs(c *gin.Context) {
	byGroup := map[string]*docsGroup{}
	var groups []*docsGroup
	for path, item := range a.huma.OpenAPI().Paths {
		for _, o := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if o == nil {
				continue
			}
			g := byGroup[o.Tags[0]]
			if g == nil {
				g = &docsGroup{Name: o.Tags[0]}
				byGroup[g.Name], groups = g, append(groups, g)
			}
			g.Operations = append(g.Operations, docsOperation{o.Method, path, o.Summary, whoMay(o)})
		}
	}
	slices.SortFunc(groups, func(x, y *docsGroup) int { return strings.Compare(x.Name, y.Name) })
	for _, g := range groups {
		slices.SortFunc(g.Operations, func(x, y docsOperation) int {
			return strings.Compare(x.Path+x.Method, y.Path+y.Method)
		})
	}
	nonce := rand.Text()
	c.Header("Content-Security-Policy", "default-src 'none'; style-src 'nonce-"+nonce+"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	c.Header("Content-Type", "text/html; charset=utf-8")
	c.Status(http.StatusOK)
	_ = docsPage.Execute(c.Writer, struct {
		Nonce  string
		Groups []*docsGroup
	}{nonce, groups})
}

func whoMay(o *huma.Operation) string {
	if len(o.Security) == 0 {
		return "anybody"
	}
	for name := range o.Security[0] {
		return name
	}
	return ""
}
