package help

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/singleflight"

	"github.com/firstlinehq/firstline/web/static"
)

const (
	// keptBytes is how much of made pages a node keeps: the lists and some thousand
	// articles. When it is full it begins anew.
	keptBytes = 64 << 20
	// makingTime bounds the making of a page, whoever waits for it.
	makingTime = 20 * time.Second
)

// made is a page as it is sent.
type made struct {
	media, lang, policy string
	tag                 string
	plain, packed       []byte
}

// pack finishes a page from its bytes.
func pack(p made, body []byte) (made, error) {
	sum := sha256.Sum256(body)
	// Weak, because the packed bytes are another spelling of the same page.
	p.plain, p.tag = body, `W/"`+hex.EncodeToString(sum[:8])+`"`
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(body); err != nil {
		return made{}, fmt.Errorf("pack page: %w", err)
	}
	if err := w.Close(); err != nil {
		return made{}, fmt.Errorf("pack page: %w", err)
	}
	p.packed = out.Bytes()
	return p, nil
}

// send writes a page, or that the browser's copy is still good. no-cache has every
// cache ask each time: what is taken back is gone at once.
func (p made) send(v visit, status int) {
	h := v.Writer.Header()
	if p.policy != "" {
		h.Set("Content-Security-Policy", p.policy)
	}
	if p.lang != "" {
		h.Set("Content-Language", p.lang)
	}
	h.Add("Vary", "Accept-Encoding")
	if status == http.StatusOK {
		h.Set("ETag", p.tag)
		h.Set("Cache-Control", "public, no-cache")
		if strings.Contains(v.GetHeader("If-None-Match"), p.tag) {
			v.Status(http.StatusNotModified)
			return
		}
	}
	body := p.plain
	if static.Accepts(v.GetHeader("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = p.packed
	}
	v.Data(status, p.media, body)
}

// place names a page of a workspace, and what else its bytes depend on: a stamp of
// the library, and the workspace's own looks.
type place struct {
	workspace  uuid.UUID
	lang, name string
}

type stamped struct {
	stamp              int64
	slug, brand, color string
}

// pages keeps made pages. The stamp is asked for each time, so that what is
// published or taken back on any node shows at the next request on every one.
type pages struct {
	mu     sync.Mutex // protects kept and bytes
	kept   map[place]keptPage
	bytes  int
	making singleflight.Group
}

type keptPage struct {
	stamped
	page made
}

// get gives a page made at that stamp, or makes it: once, however many wait.
func (s *pages) get(ctx context.Context, at place, as stamped, build func(context.Context) (made, error)) (made, error) {
	s.mu.Lock()
	k, ok := s.kept[at]
	s.mu.Unlock()
	if ok && k.stamped == as {
		return k.page, nil
	}
	out, err, _ := s.making.Do(fmt.Sprint(at, as), func() (any, error) {
		// Whoever asked first may leave while others wait.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), makingTime)
		defer cancel()
		page, err := build(ctx)
		s.put(at, as, page, err)
		return page, err
	})
	if err != nil {
		return made{}, err
	}
	return out.(made), nil //nolint:forcetypeassert // made above
}

// put keeps a page; one that could not be made leaves nothing behind.
func (s *pages) put(at place, as stamped, page made, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bytes -= s.kept[at].page.size()
	delete(s.kept, at)
	if err != nil {
		return
	}
	if s.kept == nil || s.bytes+page.size() > keptBytes {
		s.kept, s.bytes = map[place]keptPage{}, 0
	}
	if page.size() <= keptBytes {
		s.kept[at] = keptPage{as, page}
		s.bytes += page.size()
	}
}

func (p made) size() int { return len(p.plain) + len(p.packed) }
