package retrieval

import (
	"sync"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/extract"
)

// Quotable are the passages as quotes are taken from them, read once each.
func (s *Search) Quotable(f Found) []extract.Passage {
	out := make([]extract.Passage, len(f.Passages))
	for i, p := range f.Passages {
		out[i] = extract.Passage{Title: p.Title, Section: p.Section, Text: p.Text, Score: p.Score, Fit: p.Fit}
		out[i].Read = s.readings.of(p.Chunk, out[i])
	}
	return out
}

// readings keeps what was read of passages. A passage never changes: what is
// published anew has new ones.
type readings struct {
	mu   sync.Mutex // protects kept
	kept map[uuid.UUID]*extract.Reading
}

// mostReadings bounds the cache to some 50 MiB; when it is full it begins anew,
// since nothing is lost by that but a few milliseconds.
const mostReadings = 10_000

func (c *readings) of(chunk uuid.UUID, p extract.Passage) *extract.Reading {
	c.mu.Lock()
	r := c.kept[chunk]
	c.mu.Unlock()
	if r != nil {
		return r
	}
	r = extract.Read(p)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil || len(c.kept) >= mostReadings {
		c.kept = make(map[uuid.UUID]*extract.Reading)
	}
	c.kept[chunk] = r
	return r
}
