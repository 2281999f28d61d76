package live

import (
	"encoding/json"
	"log/slog"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/internal/conversation"
)

// list tells what happens anywhere in the workspace. A tab that reads slower
// than its workspace talks is not cut off for it: what waits is put together,
// by conversation, until there is room.
func (a *agentSocket) list() {
	sub := a.hub.Conversations.FollowWorkspace(a.workspace)
	defer sub.Close()
	var (
		late backlog
		room <-chan struct{}
	)
	for {
		select {
		case <-a.ctx.Done():
			return
		case <-room:
		case h := <-sub.C():
			switch body := h.Body.(type) {
			case *conversation.Event:
				switch {
				case body.Conversation == uuid.Nil: // presence and the like: not in any row
					a.send(frameOf(body, conversation.Staff))
				case !quiet[body.Kind]:
					late.add(body)
				}
			case conversation.Wake:
				late.stale(body.Conversation, body.Seq)
			}
			if sub.Lost() { // the tab reads its lists anew when it is back
				a.stop(closing{closeResync, "resync"})
			}
		}
		room = late.flush(a.queue)
	}
}

var messageKind = conversation.Message{}.Kind()

// quiet are the kinds of recorded events that change nothing in a row.
var quiet = map[string]bool{
	conversation.Note{}.Kind():           true,
	agentassist.SuggestionReady{}.Kind(): true,
}

// backlog is what a tab's lists are behind by: for each conversation its last
// message, which shows at once, and whether more happened than that, which
// makes the row stale. Its size is bounded by the conversations of the
// workspace, not by what is said in them.
type backlog struct {
	order []uuid.UUID // since when each is behind
	rows  map[uuid.UUID]*lateRow
}

type lateRow struct {
	message *conversation.Event
	// seq of the last of the other events; 0 = there is none.
	seq int64
	// other is that event while it is the only one; of several the row tells
	// only that it is to be read again.
	other *conversation.Event
}

func (b *backlog) row(id uuid.UUID) *lateRow {
	row := b.rows[id]
	if row == nil {
		if b.rows == nil {
			b.rows = make(map[uuid.UUID]*lateRow)
		}
		row = &lateRow{}
		b.rows[id] = row
		b.order = append(b.order, id)
	}
	return row
}

func (b *backlog) add(e *conversation.Event) {
	row := b.row(e.Conversation)
	switch {
	case e.Kind == messageKind && row.message == nil:
		// The message goes first, and its seq would make what came before it old.
		row.message, row.other = e, nil
	case e.Kind == messageKind: // what the one before meant for the row (unread, waiting) would be lost
		row.message = e
		row.seq, row.other = max(row.seq, e.Seq), nil
	case row.seq == 0:
		row.seq, row.other = e.Seq, e
	default:
		row.seq, row.other = max(row.seq, e.Seq), nil
	}
}

// stale says that the row is to be read again: this node may have missed why.
func (b *backlog) stale(id uuid.UUID, seq int64) {
	row := b.row(id)
	row.seq, row.other = max(row.seq, seq), nil
}

// flush queues what there is room for. It gives a channel that closes when
// there may be room for the rest; nil where nothing is left to wait for.
func (b *backlog) flush(q *queue) <-chan struct{} {
	for len(b.order) > 0 {
		id := b.order[0]
		row := b.rows[id]
		for frame := row.next(id); frame != nil; frame = row.next(id) {
			if taken, room := q.offer(frame); !taken {
				return room
			}
			row.told()
		}
		delete(b.rows, id)
		b.order = b.order[1:]
	}
	return nil
}

// next is the frame to send, the message first; nil when the row has told all.
func (r *lateRow) next(id uuid.UUID) []byte {
	switch {
	case r.message != nil:
		return listFrame(r.message)
	case r.other != nil:
		return listFrame(r.other)
	case r.seq > 0:
		return encodeList(ListChanged{ConversationID: id, Seq: r.seq})
	default:
		return nil
	}
}

func (r *lateRow) told() {
	if r.message != nil {
		r.message = nil
		return
	}
	r.seq, r.other = 0, nil
}

// listFrame tells all agents of the workspace what happened; encoded once.
func listFrame(e *conversation.Event) []byte {
	return e.Frame(conversation.SlotList, func(e *conversation.Event) []byte {
		return encodeList(ListChanged{ConversationID: e.Conversation, Seq: e.Seq, Event: frameOf(e, conversation.Staff)})
	})
}

func encodeList(f ListChanged) []byte {
	f.Kind = "list.changed"
	raw, err := json.Marshal(f)
	if err != nil {
		slog.Error("encode list frame", "conversation", f.ConversationID, "error", err)
		return nil
	}
	return raw
}
