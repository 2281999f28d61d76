package action

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/action/internal/db"
	"github.com/firstlinehq/firstline/bot/action/mcp"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/seal"
)

// Parts are what a runner works with.
type Parts struct {
	DB            *postgres.DB
	Accounts      *account.Store
	Conversations *conversation.Store
	Jobs          *jobs.Client
	// Key seals secrets.
	Key seal.Key
	// Private lists hosts with ports that actions may reach though they are
	// not public: the operator's own. Only these may be asked without TLS.
	Private []string
	// Settled, when set, is told within the transaction that records it what
	// became of a confirmation. A flow that waits goes on from there.
	Settled func(context.Context, *postgres.Tx, Settlement) error
}

// Runner carries actions out.
type Runner struct {
	Parts
	http  *egress.Client
	tools *mcp.Client
}

// New makes a runner.
func New(parts Parts) *Runner {
	client := egress.New(egress.Config{Private: parts.Private})
	return &Runner{Parts: parts, http: client, tools: mcp.New(client)}
}

// plain reports whether host:port is the operator's own.
func (r *Runner) plain(hostPort string) bool {
	return slices.ContainsFunc(r.Private, func(p string) bool { return strings.EqualFold(p, hostPort) })
}

// Describe lists the actions of a workspace that are switched on, by name.
func (r *Runner) Describe(ctx context.Context, ws uuid.UUID) ([]Action, error) {
	all, err := r.List(ctx, ws)
	return slices.DeleteFunc(all, func(a Action) bool { return !a.Enabled }), err
}

// Run passes a call through the gates and makes it, or asks the visitor to
// confirm it if it writes. It takes no longer than the action's own limit. The
// error is [ErrNotFound], conversation.ErrNotFound or a fault of ours; what the
// gates or the other side refuse is a [Result].
func (r *Runner) Run(ctx context.Context, call Call) (Result, error) {
	var ready ready
	err := r.DB.InWorkspace(ctx, call.Workspace, func(tx *postgres.Tx) (err error) {
		ready, err = r.admitTx(ctx, tx, call)
		return err
	})
	if err != nil {
		return Result{}, fmt.Errorf("run action: %w", err)
	}
	if ready.result.Outcome != Started {
		return ready.result, nil
	}
	result := r.carryOut(ctx, ready)
	if err := r.finish(ctx, ready, result); err != nil {
		return Result{}, err
	}
	return result, nil
}

// ready is a call that has passed the gates, with its row written; or the
// result of one that has not.
type ready struct {
	action Action
	values spec.Values
	row    uuid.UUID // of the audit
	key    uuid.UUID // of idempotency
	wish   []byte    // nil: one of its own
	ws     uuid.UUID
	result Result
}

// admitTx passes a call through the gates and writes its row.
func (r *Runner) admitTx(ctx context.Context, tx *postgres.Tx, call Call) (ready, error) {
	q := db.New(tx)
	a, err := getTx(ctx, q, call.Workspace, call.Action)
	if err != nil {
		return ready{}, err
	}
	s, err := r.sessionTx(ctx, tx, call.Conversation)
	if err != nil {
		return ready{}, err
	}
	row, err := uuid.NewV7()
	if err != nil {
		return ready{}, fmt.Errorf("call id: %w", err)
	}
	ok := ready{action: a, row: row, key: row, ws: call.Workspace, result: Result{Action: a, Outcome: Started}}
	ok.result = gate(a, s, call)
	if ok.result.Outcome == Started {
		ok.values, ok.result = bindCall(a, s, call)
	}
	if ok.result.Outcome == Started {
		// The conversation before the calls' lock, whoever asks: else an agent and a
		// turn that ask for the same action could wait for each other.
		if a.Writes {
			if _, err := r.Conversations.LockTx(ctx, tx, call.Conversation); err != nil {
				return ready{}, err
			}
		}
		if granted, err := grantedTx(ctx, tx, &ok, call); err != nil || granted {
			return ok, err
		}
	}
	if ok.result.Outcome == Started {
		if ok.result.Reason, err = limitTx(ctx, q, a, s.visitor); err != nil {
			return ready{}, err
		}
		if ok.result.Reason != "" {
			ok.result.Outcome = Refused
		}
	}
	if ok.result.Outcome == Started && a.Writes {
		if ok.result.Confirmation, err = r.askTx(ctx, tx, ok, s, call); err != nil {
			return ready{}, err
		}
		ok.result.Outcome, ok.result.State = Asked, Pending
	}
	return ok, insertCallTx(ctx, q, ok, call, s)
}

func (r *Runner) sessionTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (s session, err error) {
	if s.talk, err = r.Conversations.GetTx(ctx, tx, id); err != nil {
		return s, err
	}
	s.visitor, err = r.Accounts.VisitorTx(ctx, tx, s.talk.Visitor)
	return s, err
}

// gate asks whether this caller may have this action done for this visitor.
func gate(a Action, s session, call Call) Result {
	refuse := func(why Reason) Result {
		return Result{Action: a, Outcome: Refused, Reason: why, Inputs: redacted(a.Inputs, call.Inputs)}
	}
	switch {
	case !a.Enabled,
		call.By == ByModel && !a.ForModel,
		call.By == ByAgent && !a.ForAgents:
		return refuse(Off)
	case a.Identified && !s.identified():
		return refuse(NotIdentified)
	case foreign(a.Inputs, call.Inputs):
		return refuse(Bound)
	}
	return Result{Action: a, Outcome: Started}
}

// bindCall makes the values of a call.
func bindCall(a Action, s session, call Call) (spec.Values, Result) {
	out := Result{Action: a, Outcome: Started}
	values, bad := s.bind(a.Inputs, call.Inputs)
	out.Inputs = redacted(a.Inputs, values)
	if len(bad) > 0 {
		out.Outcome, out.Reason, out.Bad = Refused, BadInputs, bad
		return nil, out
	}
	if name, yes := unsaid(a.Inputs, values, call.Said); yes && call.By == ByModel {
		out.Outcome, out.Reason, out.Bad = Refused, NotSaid, []spec.Bad{{Input: name, Fault: spec.Missing}}
		return nil, out
	}
	return values, out
}

// limitTx counts the calls and questions of the last hour, one caller at a time.
func limitTx(ctx context.Context, q *db.Queries, a Action, v account.Visitor) (Reason, error) {
	why, err := limitCallsTx(ctx, q, a, v)
	if err != nil || why != "" {
		return why, err
	}
	asked, err := q.CountAsked(ctx, db.CountAskedParams{WorkspaceID: v.Workspace, ActionID: a.ID, VisitorID: v.ID})
	if err != nil {
		return "", fmt.Errorf("count confirmations: %w", err)
	}
	if asked >= int64(a.PerVisitor) {
		return TooMany, nil
	}
	return "", nil
}

// limitCallsTx counts what was carried out in the last hour. A write is counted
// when it starts too: any number of questions may wait for a yes, and none of
// them is a call yet.
func limitCallsTx(ctx context.Context, q *db.Queries, a Action, v account.Visitor) (Reason, error) {
	if err := q.LockCalls(ctx, a.ID.String()); err != nil {
		return "", fmt.Errorf("lock calls: %w", err)
	}
	calls, err := q.CountCalls(ctx, db.CountCallsParams{WorkspaceID: v.Workspace, ActionID: a.ID, VisitorID: &v.ID})
	if err != nil {
		return "", fmt.Errorf("count calls: %w", err)
	}
	if calls.Calls >= int64(a.PerHour) || calls.OfVisitor >= int64(a.PerVisitor) {
		return TooMany, nil
	}
	return "", nil
}

func insertCallTx(ctx context.Context, q *db.Queries, c ready, call Call, s session) error {
	inputs, err := json.Marshal(c.result.Inputs)
	if err != nil || c.result.Inputs == nil {
		inputs = []byte("{}")
	}
	visitor, wish := s.visitor.ID, c.wish
	if c.action.Writes { // kept with its confirmation
		wish = nil
	}
	err = q.InsertCall(ctx, db.InsertCallParams{
		WorkspaceID: call.Workspace, ID: c.row, ActionID: c.action.ID, Action: c.action.Name, Version: int32(c.action.Version),
		ConversationID: &call.Conversation, VisitorID: &visitor, TurnID: call.Turn, ByKind: string(call.By), AgentID: call.Agent,
		Inputs: inputs, Outcome: string(c.result.Outcome), Reason: string(c.result.Reason), Wish: wish,
	})
	if err != nil {
		return fmt.Errorf("record call: %w", err)
	}
	return nil
}

// finishTime bounds the record of how a call ended, which is made even when
// the caller has gone.
const finishTime = 3 * time.Second

func (r *Runner) finish(ctx context.Context, c ready, res Result) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime)
	defer cancel()
	return r.DB.InWorkspace(ctx, c.ws, func(tx *postgres.Tx) error { return finishTx(ctx, tx, c.row, res) })
}

func finishTx(ctx context.Context, tx *postgres.Tx, row uuid.UUID, res Result) error {
	fields, err := encodeFields(res)
	if err != nil {
		return err
	}
	err = db.New(tx).FinishCall(ctx, db.FinishCallParams{
		WorkspaceID: tx.Workspace(), ID: row, Outcome: string(res.Outcome), Reason: string(res.Reason),
		Status: int32(res.Status), TookMs: int32(res.Took.Milliseconds()), Fields: fields,
	})
	if err != nil {
		return fmt.Errorf("record the end of a call: %w", err)
	}
	return nil
}
