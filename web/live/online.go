package live

import (
	"sync"

	"github.com/google/uuid"
)

// roster counts the open tabs of visitors on this node.
type roster struct {
	mu   sync.Mutex // protects tabs
	tabs map[uuid.UUID]int
}

func (r *roster) enter(id uuid.UUID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tabs == nil {
		r.tabs = make(map[uuid.UUID]int)
	}
	r.tabs[id]++
}

func (r *roster) leave(id uuid.UUID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tabs[id]--; r.tabs[id] <= 0 {
		delete(r.tabs, id)
	}
}

// VisitorOnline reports whether a visitor has a tab open that is connected to
// this node.
func (h *Hub) VisitorOnline(id uuid.UUID) bool {
	h.here.mu.Lock()
	defer h.here.mu.Unlock()
	return h.here.tabs[id] > 0
}
