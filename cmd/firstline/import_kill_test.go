package main

import (
	"archive/zip"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/caller"
)

// killedImport is what the test reads of an import.
type killedImport struct {
	ID                            uuid.UUID
	State                         string
	Files, Added, Failed, Applied int
	FilesRead                     int `json:"files_read"`
}

// An import outlives whoever works on it: the command that began it is killed
// while it reads, and the server goes on; the server is killed while it applies,
// and the next one goes on. Every article is there once.
func TestImportOutlivesKills(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the binary and runs it")
	}
	t.Parallel()

	const articles = 600
	p := newProcess(t)
	archive := filepath.Join(p.dir, "many.zip")
	writeArchive(t, archive, articles)
	add := p.command("user", "add", "--workspace", "shop", "--email", "ada@shop.example", "--name", "Ada", "--role", "admin")
	add.Stdin = strings.NewReader("correct horse battery\n")
	out, err := add.CombinedOutput()
	require.NoError(t, err, string(out))
	p.start()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	server := caller.New("http://" + p.listen)
	auth, me, err := server.SignIn(ctx, "ada@shop.example", "correct horse battery")
	require.NoError(t, err)
	path := "/v1/workspaces/" + me.Workspaces[0].ID.String() + "/imports"

	importing := p.command("import", "--dir", archive, "--workspace", "shop")
	require.NoError(t, importing.Start())
	var list struct{ Imports []killedImport }
	look := func(when func(killedImport) bool) killedImport {
		t.Helper()
		require.Eventually(t, func() bool {
			_, err := server.Call(ctx, auth, http.MethodGet, path, nil, &list)
			return err == nil && len(list.Imports) == 1 && when(list.Imports[0])
		}, 2*time.Minute, 20*time.Millisecond, "%+v", list)
		return list.Imports[0]
	}
	look(func(i killedImport) bool { return i.State == "reading" && i.FilesRead > 0 })
	require.NoError(t, importing.Process.Kill())
	_ = importing.Wait() // killed: its status says just that
	im := look(func(i killedImport) bool { return i.State == "planned" })
	require.Equal(t, articles, im.Added)

	_, err = server.Call(ctx, auth, http.MethodPost, path+"/"+im.ID.String()+"/apply", map[string]bool{"remove": true}, nil)
	require.NoError(t, err)
	look(func(i killedImport) bool { return i.Applied > 0 })
	p.kill()
	p.start()
	server = caller.New("http://" + p.listen)
	im = look(func(i killedImport) bool { return i.State == "done" })
	require.Equal(t, articles, im.Applied)
	require.Zero(t, im.Failed)
	var found struct{ Total int }
	_, err = server.Call(ctx, auth, http.MethodGet, strings.TrimSuffix(path, "imports")+"articles?status=published", nil, &found)
	require.NoError(t, err)
	require.Equal(t, articles, found.Total)
	rebuildOutlivesKill(ctx, t, p, articles)
}

// rebuildOutlivesKill: the index is of another version at the next start; the server
// that builds it anew is killed, and the next one goes on.
func rebuildOutlivesKill(ctx context.Context, t *testing.T, p *process, articles int) {
	t.Helper()
	db := p.database(ctx)
	_, err := db.Exec(ctx, `UPDATE index_heads SET format = format + 1`)
	require.NoError(t, err)
	when := func(sql string) {
		t.Helper()
		require.Eventually(t, func() bool {
			var so bool
			err := db.QueryRow(ctx, `SELECT `+sql+` FROM index_heads`).Scan(&so)
			return err == nil && so
		}, 2*time.Minute, 5*time.Millisecond, sql)
	}
	p.kill()
	p.start()
	when(`building_next > 0 OR side = 1`)
	p.kill()
	p.start()
	when(`side = 1 AND building IS NULL AND (SELECT count(*) FROM index_articles WHERE side = 0) = 0`)
	var indexed int
	require.NoError(t, db.QueryRow(ctx, `SELECT count(*) FROM index_articles`).Scan(&indexed))
	require.Equal(t, articles, indexed)
}

func writeArchive(t *testing.T, name string, articles int) {
	t.Helper()
	f, err := os.Create(name)
	require.NoError(t, err)
	z := zip.NewWriter(f)
	for i := range articles {
		w, err := z.Create(fmt.Sprintf("en/part/%d.md", i))
		require.NoError(t, err)
		_, err = fmt.Fprintf(w, "# Part %d\n\nPart number %d is mended with tool %d.\n", i, i, i%17)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	require.NoError(t, f.Close())
}
