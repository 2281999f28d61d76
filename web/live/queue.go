package live

import "sync"

// The most that may wait for one peer that does not read. Past either the
// socket is closed with "resync": its client comes back with a cursor.
const (
	maxQueued      = 256
	maxQueuedBytes = 256 << 10
)

// queue holds frames between those who send and the one goroutine that writes.
type queue struct {
	mu     sync.Mutex // protects the fields below; held for slice work only
	frames [][]byte
	bytes  int
	full   bool
	// wake has room for one: a second frame before the writer looks needs no
	// second wake-up.
	wake chan struct{}
}

func newQueue() *queue { return &queue{wake: make(chan struct{}, 1)} }

// push adds a frame. false means the peer is too slow and is to be cut off;
// the frame is then not queued, and no later one either.
func (q *queue) push(frame []byte) bool {
	q.mu.Lock()
	if q.full || len(q.frames) >= maxQueued || q.bytes+len(frame) > maxQueuedBytes {
		q.full = true
	} else {
		q.frames = append(q.frames, frame)
		q.bytes += len(frame)
	}
	full := q.full
	q.mu.Unlock()
	select {
	case q.wake <- struct{}{}:
	default:
	}
	return !full
}

// take gives all that waits, and whether the peer was too slow.
func (q *queue) take() (frames [][]byte, full bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	frames, full = q.frames, q.full
	q.frames, q.bytes = nil, 0
	return frames, full
}
