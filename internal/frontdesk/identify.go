package frontdesk

import (
	"context"
	"errors"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/files"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Identify makes of a visitor the person whom the shop's signature names. What
// they said before as nobody in particular stays theirs. token is new when the
// device was somebody else's until now, and "" else.
func (d *Desk) Identify(ctx context.Context, v account.Visitor, who account.Identity) (now account.Visitor, token string, err error) {
	err = d.DB.InWorkspace(ctx, v.Workspace, func(tx *postgres.Tx) error {
		done, err := d.Accounts.IdentifyTx(ctx, tx, v.ID, who)
		if err != nil {
			return err
		}
		now, token = done.Visitor, ""
		switch {
		case done.Merged != nil:
			if err = d.Conversations.ReassignTx(ctx, tx, *done.Merged, now.ID); err == nil {
				err = files.PassTx(ctx, tx, *done.Merged, now.ID)
			}
			if err == nil {
				err = d.Accounts.DropVisitorTx(ctx, tx, *done.Merged, now.ID)
			}
		case done.Another:
			token, err = d.Accounts.NewDeviceTx(ctx, tx, now.ID)
		}
		if err != nil {
			return err
		}
		return d.Queue.RankVisitorTx(ctx, tx, now.ID)
	})
	return now, token, err
}

// movedOr tells what looks like no conversation, or no file, apart from a visitor
// who was identified, and thereby merged, while this tab stood open.
func (d *Desk) movedOr(ctx context.Context, v account.Visitor, err error) error {
	if !errors.Is(err, conversation.ErrNotFound) && !errors.Is(err, files.ErrFile) {
		return err
	}
	gone := d.DB.InWorkspace(ctx, v.Workspace, func(tx *postgres.Tx) error {
		_, err := d.Accounts.VisitorTx(ctx, tx, v.ID)
		return err
	})
	if errors.Is(gone, account.ErrVisitorToken) {
		return account.ErrVisitorMoved
	}
	return err
}
