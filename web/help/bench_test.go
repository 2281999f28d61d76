package help_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/web/help"
)

// BenchmarkPages asks for the lists of 500 articles as fast as they come, without
// a network; Control is the style sheet, which needs no database.
//
//	go test ./web/help -run none -bench Pages
func BenchmarkPages(b *testing.B) {
	gin.SetMode(gin.ReleaseMode)
	db := pgtest.New(b)
	accounts, library := account.NewStore(db), knowledge.New(db)
	ws, err := accounts.CreateWorkspace(b.Context(), account.Workspace{Slug: "shop", Name: "Shop", Settings: account.Settings{HelpCentre: true}})
	require.NoError(b, err)
	for i := range 500 {
		a, err := library.CreateArticle(b.Context(), ws.ID, knowledge.Draft{Title: fmt.Sprintf("Article %d about returns", i), Lang: "en", Body: "Wait three days."})
		require.NoError(b, err)
		_, err = library.Publish(b.Context(), ws.ID, uuid.Nil, a.ID, a.Version)
		require.NoError(b, err)
	}
	var asked atomic.Int64 // each request is somebody else's: what a loop may do is bounded
	centre, err := help.New(help.Config{Accounts: accounts, Library: library, PublicURL: "https://shop.example", ClientIP: func(*gin.Context) string {
		n := asked.Add(1)
		return fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255)
	}})
	require.NoError(b, err)
	router := gin.New()
	centre.Register(router)
	get := func(address, tag string) *httptest.ResponseRecorder {
		req := httptest.NewRequest(http.MethodGet, address, http.NoBody)
		req.Header.Set("If-None-Match", tag)
		out := httptest.NewRecorder()
		router.ServeHTTP(out, req)
		return out
	}
	home := get("/help/shop/en/", "")
	require.Equal(b, http.StatusOK, home.Code)
	for _, c := range []struct{ name, address, tag string }{
		{"Control", styleOf(home.Body.String()), ""},
		{"Home", "/help/shop/en/", ""},
		{"HomeAgain", "/help/shop/en/", home.Header().Get("ETag")},
		{"Sitemap", "/help/shop/sitemap.xml", ""},
		{"Article", "/help/shop/en/article-7-about-returns", ""},
	} {
		b.Run(c.name, func(b *testing.B) {
			var mu sync.Mutex
			var took []time.Duration
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					began := time.Now()
					code := get(c.address, c.tag).Code
					mu.Lock()
					took = append(took, time.Since(began))
					mu.Unlock()
					if code != http.StatusOK && code != http.StatusNotModified {
						b.Errorf("%s: %d", c.address, code)
					}
				}
			})
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
		})
	}
}
