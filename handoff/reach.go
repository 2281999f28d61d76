package handoff

import (
	"context"
	"errors"
	"regexp"

	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// reachTx sees to it that somebody whom nobody can help now is answered by
// e-mail, and says where: they are not asked for an address that they have given.
// It is "" where none is known, or where more than one was named: which of them is
// theirs they must say themselves.
func (q *Queue) reachTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, facts []Fact) (string, error) {
	if q.FollowUps == nil {
		return "", nil
	}
	asked, err := q.FollowUps.OfTx(ctx, tx, c.ID)
	if err != nil {
		return "", err
	}
	if asked != nil && asked.Open && asked.Email != "" {
		return asked.Email, nil
	}
	address, clear := addressOf(facts)
	if address == "" && clear {
		if address, err = q.FollowUps.AddressTx(ctx, tx, c); err != nil {
			return "", err
		}
	}
	if address == "" {
		return "", nil
	}
	err = q.FollowUps.AskTx(ctx, tx, c, address)
	if errors.Is(err, followup.ErrEmail) {
		return "", nil // no mail can be sent there: nobody goes without their place in the queue for that
	}
	return address, err
}

// officeRE finds addresses that an office goes by: whoever names one has more often
// written to it than reads it.
var officeRE = regexp.MustCompile(`(?i)^(?:support|help(?:desk)?|info|service|sales|contact|care|customer[._-]?(?:care|service|support)|complaints?|orders?|returns?|billing|reply|no[._-]?reply|kefu)@`)

// addressOf is the one address that a visitor gave; not clear if they gave several,
// or that of an office.
func addressOf(facts []Fact) (address string, clear bool) {
	for _, f := range facts {
		if f.Kind != FactEmail || f.Value == address {
			continue
		}
		if address != "" || officeRE.MatchString(f.Value) {
			return "", false
		}
		address = f.Value
	}
	return address, true
}
