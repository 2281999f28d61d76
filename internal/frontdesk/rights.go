package frontdesk

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// ErrHeld: another agent holds the conversation. Only they, and members with
// account.Supervise, may reply in it, take it, or move it on.
var ErrHeld = problem.New(problem.Forbidden, "conversation_held")

// mayHandleTx refuses an agent's hand on what another agent holds. The role is
// read here and not taken from the session, which may be older than it.
func (d *Desk) mayHandleTx(ctx context.Context, tx *postgres.Tx, a Actor, c conversation.Conversation) error {
	if c.Agent == nil || *c.Agent == a.Agent {
		return nil
	}
	may, err := d.Accounts.MayTx(ctx, tx, a.Agent, account.Supervise)
	if err != nil {
		return err
	}
	if !may {
		return ErrHeld
	}
	return nil
}

// handle runs f on a conversation that the agent may act on, under its row lock.
func (d *Desk) handle(ctx context.Context, a Actor, id uuid.UUID, f func(*postgres.Tx, conversation.Conversation) error) error {
	return d.withConversation(ctx, a.Workspace, id, func(tx *postgres.Tx, c conversation.Conversation) error {
		if err := d.mayHandleTx(ctx, tx, a, c); err != nil {
			return err
		}
		return f(tx, c)
	})
}
