package frontdesk

import (
	"context"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// sayTx records a message with the files that it names: all of it or nothing. A
// repeat finds them named, and names nothing again.
func (d *Desk) sayTx(ctx context.Context, tx *postgres.Tx, n files.Naming, say conversation.Append) (done conversation.Appended, err error) {
	named, err := files.NamedTx(ctx, tx, n)
	if err != nil {
		return done, err
	}
	if m, ok := say.Data.(conversation.Message); ok && len(named) > 0 {
		m.Files = make([]conversation.Attached, len(named))
		for i, a := range named {
			m.Files[i] = conversation.Attached{ID: a.ID, Name: a.Name, Media: a.Media, Bytes: a.Bytes, Width: a.Width, Height: a.Height}
		}
		say.Data = m
	}
	if done, err = d.Conversations.AppendTx(ctx, tx, say); err != nil || done.Repeated {
		return done, err
	}
	return done, files.NameTx(ctx, tx, n)
}
