package knowledge

import (
	"context"
	"crypto/sha256"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/internal/db"
)

// maxVotes is how many votes of a day count in one workspace: a flood from many
// addresses gains nothing beyond them.
const maxVotes = 100_000

// Vote counts what a reader of the help centre says of an article, Helpful or
// NotHelpful: once a day (UTC), article and address. counted is false for a second
// time.
func (l *Library) Vote(ctx context.Context, ws uuid.UUID, outcome Outcome, article uuid.UUID, address string) (counted bool, err error) {
	sum := sha256.Sum256([]byte(ws.String() + article.String() + address))
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		n, err := db.New(tx).AddVote(ctx, db.AddVoteParams{WorkspaceID: ws, Voter: sum[:16], Most: maxVotes})
		if counted = n == 1; err != nil || !counted {
			return err
		}
		return NoteOutcomeTx(ctx, tx, outcome, article)
	})
	return counted, wrap("count vote", err)
}

// ForgetVotes forgets who voted before today, in all workspaces. What was said
// stays counted.
func (l *Library) ForgetVotes(ctx context.Context) error {
	return wrap("forget votes", l.db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		return db.New(tx).ForgetVotes(ctx)
	}))
}
