package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Limits of a JSON body. An article of a million characters fits; anything
// larger is an import, which does not come this way.
const (
	maxBody  = 4 << 20
	maxSmall = 64 << 10 // of those who need no password: visitors, sign-in and set-up
	maxMail  = 1 << 20  // of the inbound mail webhook: its text of 200,000 characters, escaped
	maxDepth = 32
)

// uploadWithin is how long a file may take to come: the largest over half a
// megabit a second, as phones have it. Other requests have the server's own time.
const uploadWithin = 3 * time.Minute

// checkBody refuses bodies that no decoder should see: too large, not UTF-8,
// with NUL (which the database would refuse in the middle of a transaction),
// with a key twice (where two readers may pick different ones), or nested
// without end.
func checkBody(c *gin.Context) {
	if c.Request.Body == nil || c.Request.Body == http.NoBody {
		return
	}
	most := bodyLimit(c.Request.URL.Path)
	if isFile(c.Request.URL.Path) && !isUpload(c.Request) {
		most = maxSmall // no file, and nothing else is due there
	}
	raw, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, most))
	if err == nil && len(raw) > 0 && !isUpload(c.Request) {
		err = inspect(raw)
	}
	if err != nil {
		abort(c, asBodyProblem(err))
		return
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(raw))
}

// checkUploader sends away whoever has no session, or has brought enough, before
// the megabytes of a file are read. What else they may is the operation's to say.
func checkUploader(d Deps) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !isUpload(c.Request) {
			return
		}
		leave, err := d.admit(c)
		if err != nil {
			known := (*problem.Error)(nil)
			if !errors.As(err, &known) {
				known = problem.Wrap(err, problem.Internal, "internal")
			}
			c.Header("Connection", "close") // what is left of the body is not read either
			abort(c, known)
			return
		}
		defer leave() // the body is held until the operation is done
		if err := http.NewResponseController(c.Writer).SetReadDeadline(time.Now().Add(uploadWithin)); err != nil {
			slog.DebugContext(c, "an upload has no more time than other requests", "error", err)
		}
		c.Next()
	}
}

// admit lets whoever sends a file do so, until leave is called.
func (d Deps) admit(c *gin.Context) (leave func(), err error) {
	if c.Request.URL.Path != visitorAttachments {
		a, _, err := d.Accounts.AgentBySession(c, d.Cookies.read(c.Request))
		if err != nil {
			return nil, err
		}
		return d.Limits.agentUploads.Enter(a.ID.String())
	}
	v, err := d.Accounts.VisitorByToken(c, bearer(c.GetHeader("Authorization")))
	if err != nil {
		return nil, err
	}
	return d.Limits.attach(v.ID, c.ClientIP())
}

// isUpload reports a part of a file: the one body that is not JSON. No form can
// send its content type, so another site's page cannot either.
func isUpload(r *http.Request) bool {
	piece := strings.Contains(r.URL.Path, "/imports/") && strings.HasSuffix(r.URL.Path, "/pieces")
	return r.Method == http.MethodPut && (piece || isFile(r.URL.Path)) && r.Header.Get("Content-Type") == "application/octet-stream"
}

// isFile reports the paths to which whole files are sent.
func isFile(path string) bool {
	return path == visitorAttachments || strings.HasPrefix(path, "/v1/workspaces/") &&
		(strings.HasSuffix(path, "/files") || strings.HasSuffix(path, "/attachments"))
}

// bodyLimit is how large, in bytes, a body sent to path may be.
func bodyLimit(path string) int64 {
	if isFile(path) {
		return files.MaxBytes + 1 // one more, so that the file is refused and not the body
	}
	for _, open := range []string{"/v1/visitor/", "/v1/session", "/v1/setup"} {
		if strings.HasPrefix(path, open) {
			return maxSmall
		}
	}
	if path == inboundPath {
		return maxMail
	}
	return maxBody
}

// checkAddress refuses addresses that spell what no text may hold.
func checkAddress(c *gin.Context) {
	query, err := url.QueryUnescape(c.Request.URL.RawQuery)
	text := c.Request.URL.Path + query
	switch {
	case err != nil:
		abort(c, problem.Wrap(err, problem.Invalid, "invalid_request"))
	case !utf8.ValidString(text):
		abort(c, problem.New(problem.Invalid, "body_not_utf8"))
	case strings.ContainsRune(text, 0):
		abort(c, problem.New(problem.Invalid, "body_nul"))
	}
}

func asBodyProblem(err error) *problem.Error {
	var known *problem.Error
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &tooLarge):
		return problem.New(problem.TooLarge, "body_too_large", "limit", byteSize(tooLarge.Limit))
	}
	return problem.Wrap(err, problem.Invalid, "invalid_request")
}

// abort ends a request before it reaches an operation.
func abort(c *gin.Context, e *problem.Error) {
	p := asProblem(c, locale.Negotiate(c.GetHeader("Accept-Language")), c.FullPath(), e)
	c.Header("Content-Type", "application/problem+json")
	c.AbortWithStatusJSON(p.Status, p)
}

func inspect(raw []byte) error {
	switch {
	case !utf8.Valid(raw):
		return problem.New(problem.Invalid, "body_not_utf8")
	case bytes.IndexByte(raw, 0) >= 0:
		return problem.New(problem.Invalid, "body_nul")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := inspectValue(dec, 0); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return problem.New(problem.Invalid, "invalid_request")
	}
	return nil
}

func inspectValue(dec *json.Decoder, depth int) error {
	if depth > maxDepth {
		return problem.New(problem.Invalid, "body_too_deep")
	}
	token, err := dec.Token()
	if err != nil {
		return problem.Wrap(err, problem.Invalid, "invalid_request")
	}
	switch t := token.(type) {
	case string:
		if strings.ContainsRune(t, 0) { // written as \u0000
			return problem.New(problem.Invalid, "body_nul")
		}
	case json.Delim:
		if t == '{' {
			return inspectObject(dec, depth)
		}
		for dec.More() {
			if err := inspectValue(dec, depth+1); err != nil {
				return err
			}
		}
		_, err = dec.Token()
	}
	return err
}

func inspectObject(dec *json.Decoder, depth int) error {
	seen := make(map[string]bool)
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return problem.Wrap(err, problem.Invalid, "invalid_request")
		}
		key, _ := token.(string)
		if seen[key] {
			return problem.New(problem.Invalid, "body_duplicate_key", "key", shortKey(key))
		}
		seen[key] = true
		if err := inspectValue(dec, depth+1); err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return err
}

// shortKey keeps a hostile key from filling the answer.
func shortKey(key string) string {
	if r := []rune(key); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return key
}
