package handoff

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// How a team that ends is taken off what names it: in steps of so many
// conversations, each a transaction of its own, because a long history would
// hold its rows from everybody else.
const (
	anyStage      = conversation.Stage("")
	freedWaiting  = 200 // each is told in its log
	freedOthers   = 500
	freeingAtOnce = 20 * time.Second // then the job is queued again
)

// EndTeam are the args of a job: take an ended team off its conversations.
type EndTeam struct {
	Workspace uuid.UUID `json:"workspace_id"`
	Team      uuid.UUID `json:"team_id"`
}

// Kind implements river.JobArgs.
func (EndTeam) Kind() string { return "end_team" }

// EndTeamTx ends a team. At once it binds nobody: whoever waits for it may go
// to anybody, at the place that their time and priority give. A job takes what
// still names it off it, those who wait first, where agents see why in the
// thread, then what is open, then the history. What the team's agents hold stays
// with them. It fails with account.ErrTeam.
func (q *Queue) EndTeamTx(ctx context.Context, tx *postgres.Tx, team uuid.UUID) error {
	if err := q.Accounts.EndTeamTx(ctx, tx, team); err != nil {
		return err
	}
	tx.AfterCommit(func(context.Context) { q.Kick(tx.Workspace()) })
	return q.Jobs.InsertTx(ctx, tx, EndTeam{Workspace: tx.Workspace(), Team: team}, nil)
}

// heldTx keeps a team until the transaction ends, so that whoever ends it sees
// what was made to name it; nil where it is no more.
func (q *Queue) heldTx(ctx context.Context, tx *postgres.Tx, team *uuid.UUID) (*uuid.UUID, error) {
	if team == nil {
		return nil, nil //nolint:nilnil // everybody's
	}
	there, err := q.Accounts.HoldTeamTx(ctx, tx, *team)
	if err != nil || !there {
		return nil, err
	}
	return team, nil
}

// workEndTeam goes on until nothing names the team.
func (q *Queue) workEndTeam(ctx context.Context, job *river.Job[EndTeam]) error {
	began := time.Now()
	for {
		more := false
		err := q.DB.InWorkspace(ctx, job.Args.Workspace, func(tx *postgres.Tx) (err error) {
			more, err = q.freeSomeTx(ctx, tx, job.Args.Team)
			return err
		})
		switch {
		case err != nil:
			return fmt.Errorf("end team: %w", err)
		case !more:
			q.Kick(job.Args.Workspace)
			return nil
		case time.Since(began) > freeingAtOnce:
			return river.JobSnooze(time.Second)
		}
	}
}

// freeSomeTx takes an ended team off some conversations, those that wait
// first. more is false once nothing names it.
func (q *Queue) freeSomeTx(ctx context.Context, tx *postgres.Tx, team uuid.UUID) (more bool, err error) {
	name, err := q.Accounts.FreeingTx(ctx, tx, team)
	if err != nil || name == "" {
		return false, err
	}
	// The conversations' rows first: routing locks in that order.
	waiting, err := q.Conversations.LeaveTeamTx(ctx, tx, conversation.Leaving{Team: team, Stage: conversation.StageWaiting, Most: freedWaiting})
	if err != nil {
		return false, err
	}
	if len(waiting) > 0 {
		return true, q.unbindTx(ctx, tx, TeamRemoved{Team: name}, db.FreeHandoffsParams{WorkspaceID: tx.Workspace(), TeamID: team, Conversations: waiting})
	}
	// What moved between stages meanwhile was in none of the looks: the last one
	// is at whatever still names the team.
	for _, stage := range []conversation.Stage{conversation.StagePerson, conversation.StageBot, conversation.StageResolved, anyStage} {
		left, err := q.Conversations.LeaveTeamTx(ctx, tx, conversation.Leaving{Team: team, Stage: stage, Most: freedOthers})
		if err != nil || len(left) > 0 {
			return true, err
		}
	}
	if err := q.Accounts.FreedTx(ctx, tx, team); err != nil {
		return false, err
	}
	return false, q.Deadlines.RecountTx(ctx, tx)
}

// unbindTx lets conversations wait for anybody, and says so to agents.
func (q *Queue) unbindTx(ctx context.Context, tx *postgres.Tx, told TeamRemoved, p db.FreeHandoffsParams) error {
	freed, err := db.New(tx).FreeHandoffs(ctx, p)
	if err != nil {
		return fmt.Errorf("free handoffs: %w", err)
	}
	for _, id := range freed {
		if _, err := q.Conversations.AppendTx(ctx, tx, conversation.Append{Conversation: id, Author: conversation.System(), Data: told}); err != nil {
			return err
		}
		if err := q.Deadlines.TouchTx(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}
