package live

import (
	"context"
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"
)

// A catch-up is longer than the queue: it arrives whole and in order, however
// slowly the writer takes.
func TestPatientFramesWaitForRoom(t *testing.T) {
	t.Parallel()

	const frames = 5 * maxQueued
	q := newQueue()
	pushed := make(chan bool, 1)
	go func() {
		ok := true
		for i := range frames {
			ok = ok && q.pushPatiently(t.Context(), binary.BigEndian.AppendUint64(make([]byte, 0, 4<<10), uint64(i))[:4<<10])
		}
		pushed <- ok
	}()
	for next := uint64(0); next < frames; {
		<-q.wake
		taken, full := q.take()
		require.False(t, full)
		require.LessOrEqual(t, len(taken), maxPatient)
		require.LessOrEqual(t, len(taken)*4<<10, maxPatientSize)
		for _, f := range taken {
			require.Equal(t, next, binary.BigEndian.Uint64(f))
			next++
		}
	}
	require.True(t, <-pushed)
}

func TestPatientFramesLeaveRoomForOthers(t *testing.T) {
	t.Parallel()

	q := newQueue()
	for range maxPatient {
		require.True(t, q.pushPatiently(t.Context(), []byte("event")))
	}
	ctx, stop := context.WithCancel(t.Context())
	waiting := make(chan bool, 1)
	go func() { waiting <- q.pushPatiently(ctx, []byte("event")) }()
	require.True(t, q.push([]byte("ack")), "a full catch-up cuts off no acknowledgement")
	stop()
	require.False(t, <-waiting, "the socket ended")

	for range maxQueued - maxPatient - 1 {
		require.True(t, q.push([]byte("ack")))
	}
	require.False(t, q.push([]byte("ack")), "what cannot wait cuts off a peer that does not read")
	require.False(t, q.pushPatiently(t.Context(), []byte("event")), "nothing more for a peer that is cut off")
	taken, full := q.take()
	require.True(t, full)
	require.Len(t, taken, maxQueued)
}

// An event larger than the patient half goes out alone rather than never.
func TestPatientFrameLargerThanItsHalf(t *testing.T) {
	t.Parallel()

	q := newQueue()
	require.True(t, q.pushPatiently(t.Context(), make([]byte, maxPatientSize+1)))
	taken, _ := q.take()
	require.Len(t, taken, 1)
}
