package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/postgres/cluster"
)

const installMend = "run: make setup"

// private looks at what the private Postgres needs.
func private(ctx context.Context, dataDir string) []Check {
	found := cluster.Find(ctx)
	if len(found) == 0 {
		return []Check{{"postgres", Missing, "no server installed", installMend + ", or set DATABASE_URL"}}
	}
	best := found[0] // Find puts a usable one first
	server := Check{Name: "postgres", Found: fmt.Sprintf("%d in %s", best.Major, best.Dir)}
	if best.Major < cluster.MinPostgres {
		server.State, server.Mend = Missing, fmt.Sprintf("install Postgres %d or newer", cluster.MinPostgres)
	}
	vector := Check{Name: "pgvector", Found: best.Vector}
	if !cluster.AtLeast(best.Vector, cluster.MinVector) {
		vector.State, vector.Mend = Missing, fmt.Sprintf("%s (it builds %s or newer where no package has it)", installMend, cluster.MinVector)
		if best.Vector == "" {
			vector.Found = "not installed"
		}
	}
	folder := Check{Name: "data folder", Found: dataDir}
	if err := cluster.CheckFolder(ctx, cluster.Config{DataDir: dataDir}); err != nil {
		folder.State, folder.Mend = Missing, err.Error()
	}
	return []Check{server, vector, folder}
}

// Free space, in bytes, below which there is no starting and below which it is
// worth a word: write-ahead log, indexes being built and growth need room.
const (
	leastSpace  = 512 << 20
	littleSpace = 5 << 30
)

func disk(dir string) Check {
	c := Check{Name: "disk"}
	var fs syscall.Statfs_t
	at := dir
	for err := syscall.Statfs(at, &fs); err != nil; err = syscall.Statfs(at, &fs) {
		if !errors.Is(err, os.ErrNotExist) || at == filepath.Dir(at) {
			return Check{"disk", Note, "cannot tell the free space: " + err.Error(), ""}
		}
		at = filepath.Dir(at) // the folder is made at the first start
	}
	free := uint64(fs.Bavail) * uint64(fs.Bsize) //nolint:unconvert // the types differ between systems
	c.Found = fmt.Sprintf("%.1f GiB free at %s", float64(free)/(1<<30), at)
	switch {
	case free < leastSpace:
		c.State, c.Mend = Missing, "make room: Postgres stops when its log cannot be written"
	case free < littleSpace:
		c.State, c.Mend = Note, "make room before the knowledge grows"
	}
	return c
}

func port(ctx context.Context, address string) Check {
	c := Check{Name: "port", Found: address + " is free"}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", address)
	switch {
	case err == nil:
		if err := listener.Close(); err != nil {
			return Check{"port", Note, err.Error(), ""}
		}
	case answersReady(ctx, address):
		c.Found = address + " is served by a running Firstline"
	case errors.Is(err, syscall.EADDRINUSE):
		c = Check{"port", Missing, address + " is taken by another program", "end it, or choose another: make run PORT=9000 (FIRSTLINE_LISTEN)"}
	case errors.Is(err, os.ErrPermission):
		c = Check{"port", Missing, address + " may not be opened by this user", "choose a port above 1023, or put a proxy in front"}
	default:
		c = Check{"port", Missing, err.Error(), "set FIRSTLINE_LISTEN to host:port of this machine"}
	}
	return c
}

func answersReady(ctx context.Context, address string) bool {
	client := egress.New(egress.Config{Private: []string{address}, Total: time.Second})
	defer client.Close()
	res, _, err := client.Get(ctx, "http://"+address+"/readyz", 4<<10) //nolint:bodyclose // Get has read and closed it
	return err == nil && (res.StatusCode == http.StatusOK || res.StatusCode == http.StatusServiceUnavailable)
}

// model asks the endpoint for its list of models, which costs nothing.
func model(ctx context.Context, cfg LLM) Check {
	if cfg.URL == "" {
		return Check{"model", Note, "none: the bot quotes the articles word for word", "set FIRSTLINE_LLM_URL to an OpenAI-compatible endpoint for answers in its own words"}
	}
	down := func(found, mend string) Check {
		return Check{"model", Note, found, mend + "; until then the bot quotes the articles"}
	}
	client := egress.New(egress.Config{Private: cfg.Private, Total: 5 * time.Second})
	defer client.Close()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(cfg.URL, "/")+"/models", nil)
	if err != nil {
		return down("FIRSTLINE_LLM_URL is no address", "give the base address, for example https://host/v1")
	}
	if cfg.Key != "" {
		req.Header.Set("Authorization", "Bearer "+cfg.Key)
	}
	res, err := client.Do(req)
	if err != nil {
		return down("does not answer: "+err.Error(), "check FIRSTLINE_LLM_URL and the way to it")
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode == http.StatusUnauthorized || res.StatusCode == http.StatusForbidden:
		return down("refuses the key", "check FIRSTLINE_LLM_KEY")
	case res.StatusCode != http.StatusOK:
		return Check{"model", OK, fmt.Sprintf("answers; keeps no list of models (status %d)", res.StatusCode), ""}
	}
	var list struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(nil, res.Body, 4<<20)).Decode(&list); err != nil {
		return down("answers with something that is no list of models", "check that FIRSTLINE_LLM_URL ends where /models begins")
	}
	for _, name := range []string{cfg.Chat, cfg.Embedding} {
		if name != "" && len(list.Data) > 0 && !slices.ContainsFunc(list.Data, func(m struct {
			ID string `json:"id"`
		},
		) bool {
			return m.ID == name
		}) {
			return down("does not list "+name, "choose one of its models")
		}
	}
	return Check{"model", OK, "answers", ""}
}
