package live

import (
	"context"
	"sync"
)

// The most that may wait for one peer that does not read. Past either the
// socket is closed with "resync": its client comes back with a cursor. Frames
// that can wait fill half of it, so that a long catch-up on a slow link does
// not cut off an acknowledgement.
const (
	maxQueued      = 256
	maxQueuedBytes = 256 << 10
	maxPatient     = maxQueued / 2
	maxPatientSize = maxQueuedBytes / 2
)

// queue holds frames between those who send and the one goroutine that writes.
type queue struct {
	mu     sync.Mutex // protects the fields below; held for slice work only
	frames [][]byte
	bytes  int
	full   bool
	room   chan struct{} // closed, and replaced, when the writer takes
	// wake has room for one: a second frame before the writer looks needs no
	// second wake-up.
	wake chan struct{}
}

func newQueue() *queue {
	return &queue{room: make(chan struct{}), wake: make(chan struct{}, 1)}
}

// push adds a frame. false means the peer is too slow and is to be cut off;
// the frame is then not queued, and no later one either.
func (q *queue) push(frame []byte) bool {
	q.mu.Lock()
	if q.full || len(q.frames) >= maxQueued || q.bytes+len(frame) > maxQueuedBytes {
		q.full = true
	} else {
		q.add(frame)
	}
	full := q.full
	q.mu.Unlock()
	q.wakeWriter()
	return !full
}

// pushPatiently waits until the writer has made room for the frame. false
// means that ctx ended first, or that the peer was cut off meanwhile.
func (q *queue) pushPatiently(ctx context.Context, frame []byte) bool {
	for {
		taken, room := q.offer(frame)
		switch {
		case taken:
			return true
		case room == nil:
			return false
		}
		select {
		case <-ctx.Done():
			return false
		case <-room:
		}
	}
}

// offer adds a frame that can wait, if there is room now. Where there is none
// it gives a channel that closes when there may be; nil once the peer was cut
// off.
func (q *queue) offer(frame []byte) (taken bool, room <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.full:
		return false, nil
	case len(q.frames) > 0 && (len(q.frames) >= maxPatient || q.bytes+len(frame) > maxPatientSize):
		return false, q.room
	}
	q.add(frame)
	q.wakeWriter()
	return true, nil
}

// add is called with the lock held.
func (q *queue) add(frame []byte) {
	q.frames = append(q.frames, frame)
	q.bytes += len(frame)
}

func (q *queue) wakeWriter() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// take gives all that waits, and whether the peer was too slow.
func (q *queue) take() (frames [][]byte, full bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	frames, full = q.frames, q.full
	q.frames, q.bytes = nil, 0
	close(q.room)
	q.room = make(chan struct{})
	return frames, full
}
