package action

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// CarryOut are the args of a job: do what has been confirmed.
type CarryOut struct {
	Workspace    uuid.UUID `json:"workspace_id"`
	Confirmation uuid.UUID `json:"confirmation_id"`
}

// Kind implements river.JobArgs.
func (CarryOut) Kind() string { return "carry_out_action" }

// carryTries: the second time nothing is sent; it says that the first one's
// end is not known.
const carryTries = 5

// CarryTime is how old a yes may be when it is carried out: as long as the
// visitor had to give it. What an outage held up for longer they may have had
// done elsewhere, or not want any more.
const CarryTime = ConfirmTime

// CarryWorker works carry_out_action.
type CarryWorker struct {
	river.WorkerDefaults[CarryOut]
	runner *Runner
}

// Worker is the worker to register.
func (r *Runner) Worker() *CarryWorker { return &CarryWorker{runner: r} }

// Timeout implements river.Worker: longer than any action's own.
func (*CarryWorker) Timeout(*river.Job[CarryOut]) time.Duration { return 30 * time.Second }

// Work implements river.Worker.
func (w *CarryWorker) Work(ctx context.Context, job *river.Job[CarryOut]) error {
	return w.runner.carry(ctx, job.Args)
}

// carried is a confirmation that this node has taken.
type carried struct {
	ready
	row     db.ActionConfirmation
	talk    conversation.Conversation
	late    bool // the yes is older than CarryTime
	orphan  bool // another node took it and did not come back
	settled bool
}

func (r *Runner) carry(ctx context.Context, args CarryOut) error {
	var c carried
	err := r.DB.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) (err error) {
		c, err = r.startTx(ctx, tx, args)
		return err
	})
	if err != nil {
		return fmt.Errorf("start confirmed action: %w", err)
	}
	if c.settled {
		return nil
	}
	result := c.result
	switch {
	case c.orphan:
		result = Result{Action: c.action, Outcome: Unsure, Reason: Broken}
	case result.Outcome == Started:
		result = r.carryOut(ctx, c.ready)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime)
	defer cancel()
	err = r.DB.InWorkspace(ctx, args.Workspace, func(tx *postgres.Tx) error { return r.endTx(ctx, tx, c, result) })
	if err != nil {
		return fmt.Errorf("settle confirmed action: %w", err)
	}
	return nil
}

// startTx takes a confirmed action and compares once more what was shown with
// what would be done now.
func (r *Runner) startTx(ctx context.Context, tx *postgres.Tx, args CarryOut) (c carried, err error) {
	q := db.New(tx)
	c.row, err = q.Start(ctx, db.StartParams{WorkspaceID: args.Workspace, ID: args.Confirmation})
	if errors.Is(err, pgx.ErrNoRows) {
		c.row, err = q.Confirmation(ctx, db.ConfirmationParams{WorkspaceID: args.Workspace, ID: args.Confirmation})
		c.orphan, c.settled = true, errors.Is(err, pgx.ErrNoRows) || err == nil && c.row.State != string(Running)
		if c.settled {
			return c, nil
		}
	}
	if err != nil {
		return c, err
	}
	c.key, c.ws = c.row.ID, args.Workspace
	if c.talk, err = r.Conversations.GetTx(ctx, tx, c.row.ConversationID); err != nil || c.orphan {
		c.ready.row = c.row.ID
		return c, err
	}
	err = r.admitAgainTx(ctx, tx, &c)
	return c, err
}

// admitAgainTx passes a confirmed call through the gates once more and writes
// its row.
func (r *Runner) admitAgainTx(ctx context.Context, tx *postgres.Tx, c *carried) (err error) {
	q := db.New(tx)
	if c.action, err = getTx(ctx, q, c.ws, c.row.ActionID); err != nil {
		return err
	}
	s, err := r.sessionTx(ctx, tx, c.row.ConversationID)
	if err != nil {
		return err
	}
	if c.late, err = q.Late(ctx, db.LateParams{WorkspaceID: c.ws, ID: c.row.ID, Seconds: CarryTime.Seconds()}); err != nil {
		return fmt.Errorf("age of a yes: %w", err)
	}
	if c.values, c.result = recheck(*c, s); c.result.Outcome == Started {
		if c.result.Reason, err = limitCallsTx(ctx, q, c.action, s.visitor); err != nil {
			return err
		}
		if c.result.Reason != "" {
			c.result.Outcome = Refused
		}
	}
	if c.ready.row, err = uuid.NewV7(); err != nil {
		return fmt.Errorf("call id: %w", err)
	}
	return r.insertConfirmedTx(ctx, q, *c)
}

// recheck gives the values to send, if they are those that were confirmed, and
// not too long ago.
func recheck(c carried, s session) (spec.Values, Result) {
	var shown map[string]any
	if err := json.Unmarshal(c.row.Inputs, &shown); err != nil {
		shown = nil
	}
	given := make(map[string]any)
	for _, in := range c.action.Inputs {
		if v, there := shown[in.Name]; there && in.From == spec.FromVisitor {
			given[in.Name] = v
		}
	}
	out := Result{Action: c.action, Outcome: Started}
	values, bad := s.bind(c.action.Inputs, given)
	out.Inputs = redacted(c.action.Inputs, values)
	again, _ := json.Marshal(values)
	var now map[string]any
	_ = json.Unmarshal(again, &now)
	switch {
	case c.late:
		out.Outcome, out.Reason = Refused, Late
	case !c.action.Enabled:
		out.Outcome, out.Reason = Refused, Off
	case c.action.Identified && !s.identified():
		out.Outcome, out.Reason = Refused, NotIdentified
	case int32(c.action.Version) != c.row.Version, s.visitor.ID != c.row.VisitorID, len(bad) > 0, !maps.Equal(now, shown):
		out.Outcome, out.Reason = Refused, Changed
	}
	return values, out
}

func (r *Runner) insertConfirmedTx(ctx context.Context, q *db.Queries, c carried) error {
	inputs, err := json.Marshal(c.result.Inputs)
	if err != nil {
		return fmt.Errorf("encode inputs: %w", err)
	}
	err = q.InsertCall(ctx, db.InsertCallParams{
		WorkspaceID: c.ws, ID: c.ready.row, ActionID: c.action.ID, Action: c.action.Name, Version: int32(c.action.Version),
		ConversationID: &c.row.ConversationID, VisitorID: &c.row.VisitorID, TurnID: c.row.TurnID, ByKind: c.row.ByKind, AgentID: c.row.AgentID,
		ConfirmedBy: c.row.DecidedBy, Inputs: inputs, Outcome: string(c.result.Outcome), Reason: string(c.result.Reason),
	})
	if err != nil {
		return fmt.Errorf("record call: %w", err)
	}
	return nil
}

// ended is the last state of a confirmation.
func ended(res Result) State {
	switch {
	case res.Outcome == Done:
		return Carried
	case res.Outcome == Unsure:
		return NotKnown
	case res.Reason == Late:
		return Expired
	}
	return Fell
}

// endTx records what came of it, and says so where the bot still speaks.
func (r *Runner) endTx(ctx context.Context, tx *postgres.Tx, c carried, res Result) error {
	state := ended(res)
	fields, err := encodeFields(res)
	if err != nil {
		return err
	}
	n, err := db.New(tx).Settle(ctx, db.SettleParams{WorkspaceID: c.ws, ID: c.row.ID, State: string(state), Fields: fields})
	if err != nil || n == 0 {
		return err // settled by another try
	}
	if !c.orphan {
		if err := finishTx(ctx, tx, c.ready.row, res); err != nil {
			return err
		}
	}
	if err := r.tellTx(ctx, tx, c, state, res); err != nil {
		return err
	}
	return r.settledTx(ctx, tx, Settlement{
		Confirmation: c.row.ID, Conversation: c.talk, State: state, By: By(c.row.ByKind), Result: &res,
	}, conversation.Bot())
}

// tellTx says in words what came of it, so that the transcript knows too. Once
// a person has the conversation, the bot is silent and the card says it.
func (r *Runner) tellTx(ctx context.Context, tx *postgres.Tx, c carried, state State, res Result) error {
	if By(c.row.ByKind) == ByFlow {
		return nil // which goes on, in its own words
	}
	now, err := r.Conversations.GetTx(ctx, tx, c.talk.ID)
	if err != nil || now.Stage != conversation.StageBot && now.Stage != conversation.StageWaiting {
		return err
	}
	key := "action." + string(state)
	if res.Reason == TooMany {
		key = "action.rate"
	}
	text := locale.Text(now.Lang, key)
	if lines := spec.Shown(res.Fields, now.Lang); lines != "" {
		text += "\n\n" + Markdown(lines)
	}
	_, err = r.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.talk.ID, Author: conversation.Bot(), ClientID: "action:" + c.row.ID.String(),
		Data: conversation.Message{Text: text, Offer: state != Carried && now.Stage == conversation.StageBot},
	})
	return err
}

// Markdown shows mapped lines as they are: what the other side sent is no markup
// of ours.
func Markdown(lines string) string {
	var b strings.Builder
	for line := range strings.Lines(lines) {
		b.WriteString("- " + escape.Replace(strings.TrimSpace(line)) + "\n")
	}
	return strings.TrimSpace(b.String())
}

// escape takes links, images and tags apart for any reader of Markdown; the text
// stays legible.
var escape = strings.NewReplacer(
	"\\", "", "[", "(", "]", ")", "<", "‹", ">", "›", "*", "\\*", "_", "\\_", "`", "'", "#", "\\#", "|", "\\|",
)
