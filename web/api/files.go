package api

import (
	"context"
	"encoding/hex"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/knowledge/markdown"
	"github.com/firstlinehq/firstline/web/limit"
)

// newFileInput is a picture. Its bytes alone say what it is.
type newFileInput struct {
	InWorkspace
	RawBody []byte `contentType:"application/octet-stream"`
}

// FileView is a picture that is kept.
type FileView struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Path   string    `json:"path" doc:"How an article's text names it"`
	Width  int       `json:"width" doc:"Pixels"`
	Height int       `json:"height" doc:"Pixels"`
}

type fileOutput struct{ Body FileView }

func (a *API) registerFiles() {
	register(a, op{http.MethodPut, "/v1/workspaces/{workspace}/files", "keep-file", "Keep a picture for articles", forMember(account.EditKnowledge), http.StatusCreated}, a.keepFile)
}

func (a *API) keepFile(ctx context.Context, in *newFileInput) (*fileOutput, error) {
	f, err := a.Files.Put(ctx, in.Workspace, in.RawBody)
	if err != nil {
		return nil, err
	}
	return &fileOutput{Body: FileView{ID: f.ID, Path: markdown.FilePath + f.ID.String(), Width: f.Width, Height: f.Height}}, nil
}

// filesPath is where files are served; their text in articles is shorter.
const filesPath = markdown.FilePath + ":workspace/:file"

// ServeFiles adds the address at which pictures are seen: by the workspace's own
// people, and by anybody while something public shows them.
func (a *API) ServeFiles(router gin.IRouter) { router.GET(filesPath, a.serveFile) }

func (a *API) serveFile(c *gin.Context) {
	if err := a.Limits.filesByIP.Take(limit.Network(c.ClientIP())); err != nil {
		a.noFile(c, err)
		return
	}
	ws, errWorkspace := uuid.Parse(c.Param("workspace"))
	id, errFile := uuid.Parse(c.Param("file"))
	if errWorkspace != nil || errFile != nil || ws == uuid.Nil {
		a.noFile(c, files.ErrFile)
		return
	}
	member := a.memberOf(c, ws)
	f, err := a.Files.File(c, ws, id, member)
	if err != nil {
		a.noFile(c, err)
		return
	}
	cache := "public, max-age=300"
	if member {
		cache = privately
	}
	a.sendFile(c, ws, f, shown{disposition: "inline", cache: cache})
}

// privately lets one browser keep a file, and ask each time whether it still may.
const privately = "private, no-cache"

// shown says how a file goes out.
type shown struct{ disposition, cache string }

// sendFile writes a file. Whatever it should turn out to be, a browser runs
// nothing of it.
func (a *API) sendFile(c *gin.Context, ws uuid.UUID, f files.File, how shown) {
	h, tag := c.Writer.Header(), `"`+hex.EncodeToString(f.Hash[:12])+`"`
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Disposition", how.disposition)
	h.Set("ETag", tag)
	h.Set("Cache-Control", how.cache)
	if strings.Contains(c.GetHeader("If-None-Match"), tag) {
		c.Status(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", f.Media)
	h.Set("Content-Length", strconv.Itoa(f.Bytes))
	c.Status(http.StatusOK)
	if err := a.Files.WriteTo(c, ws, f, c.Writer); err != nil && c.Request.Context().Err() == nil {
		slog.WarnContext(c, "file was not sent whole", "error", err)
	}
}

func (a *API) noFile(c *gin.Context, err error) {
	p := asProblem(c, locale.Negotiate(c.GetHeader("Accept-Language")), "serve-file", err)
	c.Header("Cache-Control", "no-store")
	c.Header("Content-Type", "application/problem+json")
	c.AbortWithStatusJSON(p.Status, p)
}

// memberOf reports whether the caller's session belongs to a workspace.
func (a *API) memberOf(c *gin.Context, ws uuid.UUID) bool {
	token := a.Cookies.read(c.Request)
	if token == "" {
		return false
	}
	_, memberships, err := a.Accounts.AgentBySession(c, token)
	for _, m := range memberships {
		if m.Workspace == ws {
			return err == nil
		}
	}
	return false
}
