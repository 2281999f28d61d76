package live

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
)

func happened(id uuid.UUID, seq int64, data conversation.EventData) *conversation.Event {
	raw, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	return &conversation.Event{Conversation: id, Seq: seq, Kind: data.Kind(), Author: conversation.System(), Data: raw}
}

func drain(t *testing.T, q *queue) (list []ListChanged, kinds []string) {
	t.Helper()
	frames, full := q.take()
	require.False(t, full)
	for _, f := range frames {
		var one ListChanged
		require.NoError(t, json.Unmarshal(f, &one))
		list = append(list, one)
		var event struct {
			Kind string `json:"kind"`
		}
		if one.Event != nil {
			require.NoError(t, json.Unmarshal(one.Event, &event))
		}
		kinds = append(kinds, event.Kind)
	}
	return list, kinds
}

// A tab that keeps up hears of every event, as it is.
func TestListTellsEachEvent(t *testing.T) {
	t.Parallel()

	q, id := newQueue(), uuid.New()
	var late backlog
	late.add(happened(id, 1, conversation.Message{Text: "hello"}))
	require.Nil(t, late.flush(q))
	late.add(happened(id, 2, conversation.StageMoved{}))
	require.Nil(t, late.flush(q))
	late.stale(id, 4)
	require.Nil(t, late.flush(q))
	list, kinds := drain(t, q)
	require.Equal(t, []string{"message.added", "stage.moved", ""}, kinds)
	require.Equal(t, []int64{1, 2, 4}, []int64{list[0].Seq, list[1].Seq, list[2].Seq})
	require.Empty(t, late.order)
	require.Empty(t, late.rows)
}

// A tab that does not read is told the last message of each conversation and
// which rows to read again, however much happened meanwhile; nobody cuts it off.
func TestSlowListIsPutTogether(t *testing.T) {
	t.Parallel()

	q := newQueue()
	var late backlog
	// Fill the patient half of the queue.
	for {
		if taken, _ := q.offer([]byte(strings.Repeat("x", 4<<10))); !taken {
			break
		}
	}
	talks := []uuid.UUID{uuid.New(), uuid.New(), uuid.New()}
	const rounds = int64(10 * maxQueued)
	for n := range rounds {
		for _, id := range talks {
			late.add(happened(id, 3*n+1, conversation.Message{Text: "hello"}))
			late.add(happened(id, 3*n+2, conversation.StageMoved{}))
			late.stale(id, 3*n+3)
		}
		require.NotNil(t, late.flush(q), "there is no room")
	}
	require.Len(t, late.rows, len(talks))
	_, full := q.take()
	require.False(t, full)
	require.Nil(t, late.flush(q))
	list, kinds := drain(t, q)
	require.Equal(t, []string{"message.added", "", "message.added", "", "message.added", ""}, kinds)
	for i, one := range list {
		require.Equal(t, talks[i/2], one.ConversationID)
		require.Equal(t, 3*(rounds-1)+[]int64{1, 3}[i%2], one.Seq)
	}
}

// A stage that moved before a message is not lost behind it: the message's seq
// would make the move old.
func TestLateStageIsReadAgain(t *testing.T) {
	t.Parallel()

	q, id := newQueue(), uuid.New()
	var late backlog
	late.add(happened(id, 9, conversation.StageMoved{}))
	late.add(happened(id, 10, conversation.Message{Text: "hello"}))
	require.Nil(t, late.flush(q))
	list, kinds := drain(t, q)
	require.Equal(t, []string{"message.added", ""}, kinds)
	require.Nil(t, list[1].Event, "read the row again")
}

// A cut-off peer's list has nothing to wait for: its socket's end ends it.
func TestListOfACutOffPeer(t *testing.T) {
	t.Parallel()

	q := newQueue()
	for q.push([]byte("ack")) {
	}
	var late backlog
	late.add(happened(uuid.New(), 1, conversation.Message{Text: "hello"}))
	require.Nil(t, late.flush(q))
}
