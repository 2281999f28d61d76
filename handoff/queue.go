package handoff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/followup"
	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/handoff/sla"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
	"github.com/firstlinehq/firstline/internal/timer"
	"github.com/firstlinehq/firstline/sentiment"
)

// ErrGone: the assignment expired, was taken back, or is another agent's.
var ErrGone = problem.New(problem.Gone, "assignment_gone")

// Queue holds the conversations that wait for a person.
type Queue struct {
	Parts
	kicks chan uuid.UUID // workspaces to route now; full = the sweep does it
}

// Parts are what the queue works with.
type Parts struct {
	DB            *postgres.DB
	Conversations *conversation.Store
	Moods         *sentiment.Store
	Accounts      *account.Store
	Jobs          *jobs.Client
	// Wanted names what a conversation was last taken to want, "" if nothing; nil
	// never does.
	Wanted func(ctx context.Context, tx *postgres.Tx, conversation uuid.UUID) (string, error)
	// FollowUps answer by e-mail whom nobody can help now, where the visitor has given
	// an address; nil leaves it to them to ask for that.
	FollowUps *followup.Store
	// AcceptWithin is how long an agent has; 0 means 45 s.
	AcceptWithin time.Duration
	// Deadlines are set by what becomes of a conversation; nil means new ones.
	Deadlines *sla.Clocks
}

// NewQueue makes a queue. It routes while [Queue.Run] runs, and by jobs.
func NewQueue(parts Parts) *Queue {
	if parts.AcceptWithin == 0 {
		parts.AcceptWithin = 45 * time.Second
	}
	if parts.Deadlines == nil {
		parts.Deadlines = sla.New(sla.Parts{DB: parts.DB, Conversations: parts.Conversations, Jobs: parts.Jobs, Timers: timer.New(parts.Jobs)})
	}
	return &Queue{Parts: parts, kicks: make(chan uuid.UUID, 256)}
}

// Request is an escalation to be recorded.
type Request struct {
	// Conversation as the caller's transaction holds it, locked.
	Conversation conversation.Conversation
	Decision     Decision
	// Skills an agent should have: an agent without them gets it only while no
	// agent with them has a free place. nil takes what the visitor's words are
	// about; empty = any agent.
	Skills []string
	// Team it goes to; nil = the decision's, or every team.
	Team *uuid.UUID
	// Tried are the articles that the bot answered from; nil takes those that
	// its messages cite.
	Tried []Tried
	// earned is the place of who waits again; nil for who begins to.
	earned *db.EarnedRow
}

// RequestTx escalates in the transaction of the cause: the conversation waits,
// the handoff keeps reason, evidence and brief, the visitor gets a line that
// says what happens next, and a job routes it. A conversation that waits
// already, or is with a person, is left as it is.
func (q *Queue) RequestTx(ctx context.Context, tx *postgres.Tx, r Request) error {
	c := r.Conversation
	if c.Stage == conversation.StageWaiting || c.Stage == conversation.StagePerson {
		return nil
	}
	brief, lines, err := q.briefTx(ctx, tx, r)
	if err != nil {
		return err
	}
	if r.Skills == nil {
		if r.Skills, err = q.skillsTx(ctx, tx, lines); err != nil {
			return err
		}
	}
	if r.Team == nil {
		if r.Team, err = q.teamTx(ctx, tx, r.Decision.Team); err != nil {
			return err
		}
	}
	if r.Team, err = q.heldTx(ctx, tx, r.Team); err != nil {
		return err
	}
	rank, err := q.rankTx(ctx, tx, c, r.priority())
	if err != nil {
		return err
	}
	id, err := q.insertTx(ctx, tx, r, brief, rank)
	if err != nil {
		return err
	}
	if _, err := q.Conversations.MoveTx(ctx, tx, conversation.Move{
		Conversation: c.ID, To: conversation.StageWaiting, Team: r.Team, By: conversation.System(),
	}); err != nil {
		return err
	}
	_, err = q.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.ID, Author: conversation.System(),
		Data: Requested{
			HandoffID: id, Reason: r.Decision.Reason, Rule: r.Decision.Rule,
			Quote: r.Decision.Evidence.Quote, QuoteSeq: r.Decision.Evidence.Seq, Priority: rank,
		},
	})
	if err != nil {
		return err
	}
	if err := q.sayNextTx(ctx, tx, r, brief.Facts); err != nil {
		return err
	}
	if err := q.Deadlines.TouchTx(ctx, tx, c.ID); err != nil {
		return err
	}
	tx.AfterCommit(func(context.Context) { q.Kick(c.Workspace) })
	return q.Jobs.InsertTx(ctx, tx, RouteHandoff{Workspace: c.Workspace, Handoff: id}, nil)
}

func (q *Queue) insertTx(ctx context.Context, tx *postgres.Tx, r Request, brief Brief, rank int) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return id, fmt.Errorf("handoff id: %w", err)
	}
	evidence, err := json.Marshal(r.Decision.Evidence)
	if err != nil {
		return id, fmt.Errorf("encode evidence: %w", err)
	}
	packed, err := json.Marshal(brief)
	if err != nil {
		return id, fmt.Errorf("encode brief: %w", err)
	}
	err = db.New(tx).InsertHandoff(ctx, db.InsertHandoffParams{
		WorkspaceID: tx.Workspace(), ID: id, ConversationID: r.Conversation.ID,
		Reason: string(r.Decision.Reason), Rule: r.Decision.Rule, Evidence: evidence, Brief: packed,
		Lang: r.Conversation.Lang, Skills: r.Skills, TeamID: r.Team, PreferAgent: r.Conversation.LastAgent,
		Priority: int16(rank), ReasonPriority: int16(r.priority()), WaitsSince: r.waitsSince(),
	})
	if err != nil {
		return id, fmt.Errorf("store handoff: %w", err)
	}
	return id, q.beginTx(ctx, tx, r.Conversation.ID, id)
}

// beginTx keeps the place at which somebody begins to wait.
func (q *Queue) beginTx(ctx context.Context, tx *postgres.Tx, conversation, id uuid.UUID) error {
	queries := db.New(tx)
	ahead, err := queries.CountAhead(ctx, db.CountAheadParams{WorkspaceID: tx.Workspace(), ConversationID: conversation})
	if err != nil {
		return fmt.Errorf("count ahead: %w", err)
	}
	if err := queries.BeginAt(ctx, db.BeginAtParams{WorkspaceID: tx.Workspace(), ID: id, Place: new(int32(ahead + 1))}); err != nil {
		return fmt.Errorf("keep place: %w", err)
	}
	return nil
}

// sayNextTx tells the visitor what happens next, never nothing.
func (q *Queue) sayNextTx(ctx context.Context, tx *postgres.Tx, r Request, facts []Fact) error {
	c := r.Conversation
	services, err := q.ServicesTx(ctx, tx)
	if err != nil {
		return err
	}
	online, err := q.OnlineTx(ctx, tx, r.Team)
	if err != nil {
		return err
	}
	line := "handoff_closed"
	if closed, _ := services.Closed(r.Team); !closed {
		if online > 0 {
			return q.sayLineTx(ctx, tx, c, "handoff_requested")
		}
		line = "handoff_nobody_online"
	}
	email, err := q.reachTx(ctx, tx, c, facts)
	if err != nil {
		return err
	}
	if email != "" {
		return q.sayLineTx(ctx, tx, c, line+"_mail", "email", email)
	}
	return q.sayLineTx(ctx, tx, c, line)
}

// sayLineTx posts a fixed text in the visitor's language.
func (q *Queue) sayLineTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, line string, params ...string) error {
	_, err := q.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.ID, Author: conversation.Bot(),
		Data: conversation.Message{Text: locale.Text(c.Lang, "line."+line, params...), Line: line},
	})
	return err
}

// priorityOf puts those first whom waiting harms most.
func priorityOf(r Reason) int {
	switch r {
	case ReasonSafety:
		return 3
	case ReasonAbuse, ReasonLegal, ReasonAnger:
		return 2
	case ReasonBotFailure, ReasonRepeated, ReasonMisses, ReasonDemand:
		return 1
	default:
		return 0
	}
}

// CancelTx: the visitor no longer wants a person; the bot goes on.
func (q *Queue) CancelTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation) error {
	if err := q.endTx(ctx, tx, c, "cancelled", nil); err != nil {
		return err
	}
	_, err := q.Conversations.MoveTx(ctx, tx, conversation.Move{Conversation: c.ID, To: conversation.StageBot, By: conversation.System()})
	if err != nil {
		return err
	}
	return q.sayLineTx(ctx, tx, c, "handoff_cancelled")
}

// CloseTx ends an open handoff because somebody took the conversation over or
// resolved it; without one it does nothing. The caller moves the stage.
func (q *Queue) CloseTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, agent *uuid.UUID) error {
	if c.Stage != conversation.StageWaiting {
		return nil
	}
	state := "closed"
	if agent != nil {
		state = "accepted"
	}
	return q.endTx(ctx, tx, c, state, agent)
}

// endTx ends the open handoff and takes a live assignment back.
func (q *Queue) endTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, state string, agent *uuid.UUID) error {
	queries := db.New(tx)
	taken, err := queries.WithdrawAssignments(ctx, db.WithdrawAssignmentsParams{WorkspaceID: tx.Workspace(), ConversationID: c.ID})
	if err != nil {
		return fmt.Errorf("withdraw assignment: %w", err)
	}
	for _, a := range taken {
		if err := q.tellUnassignedTx(ctx, tx, a, "withdrawn"); err != nil {
			return err
		}
	}
	_, err = queries.EndHandoff(ctx, db.EndHandoffParams{
		WorkspaceID: tx.Workspace(), ConversationID: c.ID, State: state, AgentID: agent,
	})
	if err != nil {
		return fmt.Errorf("end handoff: %w", err)
	}
	tx.AfterCommit(func(context.Context) { q.Kick(c.Workspace) })
	return nil
}

func (q *Queue) tellUnassignedTx(ctx context.Context, tx *postgres.Tx, a db.Assignment, how string) error {
	_, err := q.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: a.ConversationID, Author: conversation.System(),
		Data: Unassigned{AssignmentID: a.ID, AgentID: a.AgentID, How: how},
	})
	return err
}

// AnswerOfferTx records what the visitor made of the bot's offer.
func (q *Queue) AnswerOfferTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, accepted bool) error {
	_, err := q.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: c.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: c.Visitor},
		Data: OfferAnswered{Accepted: accepted},
	})
	return err
}

// Handoff is a stored escalation.
type Handoff struct {
	ID          uuid.UUID
	Reason      Reason
	Rule        string
	Evidence    Evidence
	Brief       Brief
	Priority    int
	State       string
	RequestedAt time.Time
}

// LatestTx gives the conversation's last handoff; nil if it never had one.
func (q *Queue) LatestTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (*Handoff, error) {
	row, err := db.New(tx).LatestHandoff(ctx, db.LatestHandoffParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil //nolint:nilnil // none is an answer, not an error
	}
	if err != nil {
		return nil, fmt.Errorf("read handoff: %w", err)
	}
	h := &Handoff{
		ID: row.ID, Reason: Reason(row.Reason), Rule: row.Rule, Priority: int(row.Priority),
		State: row.State, RequestedAt: row.RequestedAt,
	}
	if err := errors.Join(json.Unmarshal(row.Evidence, &h.Evidence), json.Unmarshal(row.Brief, &h.Brief)); err != nil {
		return nil, fmt.Errorf("decode handoff: %w", err)
	}
	return h, nil
}
