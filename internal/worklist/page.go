package worklist

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/worklist/internal/db"
)

// Filter says what a page shows.
type Filter struct {
	// View defaults to All.
	View View
	// Team narrows page and counts to one team; nil means every team.
	Team *uuid.UUID
	// Search is a number ("#1042"), or a part of name, e-mail or preview in any
	// case; what goes beyond 200 characters is not read.
	Search string
	// ByDeadline shows only what has a deadline, the one that is due first on top.
	ByDeadline bool
	// Left shows only what stands with an agent who has gone: see Row.AgentGone.
	Left bool
	// Cursor is Page.Next of the page before; "" is the first page.
	Cursor string
	// Limit is 1 to 200; 0 means 50.
	Limit int
}

// Page is a part of a view, the conversation that moved last first.
type Page struct {
	Rows []Row
	// Next is the cursor of the following page; "" at the end.
	Next   string
	Counts Counts
}

const (
	defaultLimit = 50
	maxLimit     = 200
	maxSearch    = 200 // characters
)

// Page reads a part of a view for an agent, with the counts of all views. It
// fails with ErrCursor.
func (l *Lists) Page(ctx context.Context, ws, agent uuid.UUID, f Filter) (p Page, err error) {
	limit := f.Limit
	if limit <= 0 || limit > maxLimit {
		limit = defaultLimit
	}
	q, err := newPageQuery(ws, agent, f, limit+1)
	if err != nil {
		return Page{}, err
	}
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		rows, err := tx.Query(ctx, q.sql(), q.args...)
		if err != nil {
			return wrap("read list", err)
		}
		if p.Rows, err = collect(rows); err != nil {
			return wrap("read list", err)
		}
		if p.Counts, err = countsTx(ctx, tx, agent, f.Team); err != nil || p.Counts.Mentions == 0 {
			return err
		}
		return markMentionedTx(ctx, tx, agent, p.Rows)
	})
	if err != nil {
		return Page{}, err
	}
	if len(p.Rows) > limit {
		p.Rows = p.Rows[:limit]
		p.Next = cursorOf(f, p.Rows[limit-1])
	}
	return p, nil
}

// markMentionedTx says of each row whether a note in it calls the agent.
func markMentionedTx(ctx context.Context, tx *postgres.Tx, agent uuid.UUID, rows []Row) error {
	called, err := db.New(tx).CalledIn(ctx, db.CalledInParams{WorkspaceID: tx.Workspace(), AgentID: agent})
	for i := range rows {
		rows[i].Mentioned = slices.Contains(called, rows[i].ID)
	}
	return wrap("read mentions", err)
}

// Row reads one conversation's row, whatever view it is in. It fails with
// ErrNotFound.
func (l *Lists) Row(ctx context.Context, ws, id uuid.UUID) (r Row, err error) {
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		r, err = l.RowTx(ctx, tx, id)
		return err
	})
	return r, err
}

// RowTx is [Lists.Row] in the caller's transaction.
func (l *Lists) RowTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Row, error) {
	rows, err := tx.Query(ctx, rowSQL+` WHERE c.workspace_id = $1 AND c.id = $2`, tx.Workspace(), id)
	if err != nil {
		return Row{}, wrap("read row", err)
	}
	found, err := collect(rows)
	if err != nil {
		return Row{}, wrap("read row", err)
	}
	if len(found) == 0 {
		return Row{}, ErrNotFound
	}
	return found[0], nil
}

// rowSQL is what a row shows of a conversation c. Mood and handoff are looked
// up by their keys for the rows of the page only.
const rowSQL = `SELECT c.id, c.number, c.visitor_id, c.visitor_name, c.lang, c.stage, c.agent_id, c.agent_name, c.team_id, c.preview,
  c.last_author, c.last_at, c.last_seq, c.waiting_since IS NOT NULL AND c.stage IN ('waiting', 'person'), c.waiting_since, c.snoozed_until,
  m.level, coalesce(m.valence, 0), coalesce(m.anger, 0), coalesce(m.urgency, 0),
  coalesce(p.priority, CASE WHEN c.stage = 'waiting' THEN h.priority END, 0),
  CASE WHEN c.stage IN ('waiting', 'person') THEN coalesce(h.reason, '') ELSE '' END,
  CASE WHEN c.stage IN ('waiting', 'person') AND h.reason = 'agent_gone' THEN coalesce((SELECT b.reason FROM handoff_list b
    WHERE b.workspace_id = c.workspace_id AND b.conversation_id = c.id AND b.reason <> 'agent_gone'
    ORDER BY b.requested_at DESC LIMIT 1), '') ELSE '' END,
  CASE WHEN c.stage IN ('waiting', 'person') THEN coalesce(h.issue, '') ELSE '' END,
  h.assignment_id, h.assigned_to, h.assigned_until, c.resolved_at, coalesce(i.name, ''), d.goal, d.near_at, d.due_at, l.gone_since
FROM conversation_list c
LEFT JOIN LATERAL (SELECT * FROM mood_list m WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.id
  ORDER BY m.seq DESC LIMIT 1) m ON true
LEFT JOIN LATERAL (SELECT h.priority, h.reason, h.issue, h.assigned_to,
    CASE WHEN h.state = 'open' AND h.assigned_until > app_now() THEN h.assignment_id END AS assignment_id, h.assigned_until
  FROM handoff_list h WHERE h.workspace_id = c.workspace_id AND h.conversation_id = c.id
  ORDER BY h.requested_at DESC LIMIT 1) h ON true
LEFT JOIN priority_list p ON p.workspace_id = c.workspace_id AND p.conversation_id = c.id AND c.stage <> 'resolved'
LEFT JOIN deadline_list d ON d.workspace_id = c.workspace_id AND d.conversation_id = c.id
LEFT JOIN left_list l ON l.workspace_id = c.workspace_id AND l.conversation_id = c.id
LEFT JOIN LATERAL (SELECT i.name FROM intent_reading_list i WHERE i.workspace_id = c.workspace_id AND i.conversation_id = c.id
  AND i.name IS NOT NULL ORDER BY i.seq DESC LIMIT 1) i ON true`

// pageQuery chooses the conversations of a page, then reads their rows.
type pageQuery struct {
	from     string // joined to the choice
	where    []string
	args     []any
	order    string // of the choice, and of the rows as rowOrder
	rowOrder string
	limit    int
}

func newPageQuery(ws, agent uuid.UUID, f Filter, limit int) (*pageQuery, error) {
	q := &pageQuery{where: []string{"k.workspace_id = $1"}, args: []any{ws}, limit: limit}
	switch {
	case f.ByDeadline:
		q.from = " JOIN deadline_list kd ON kd.workspace_id = k.workspace_id AND kd.conversation_id = k.id"
		q.order, q.rowOrder = "kd.due_at, k.id", "d.due_at, c.id"
	case f.View == Resolved:
		q.order, q.rowOrder = "k.resolved_at DESC, k.id DESC", "c.resolved_at DESC, c.id DESC"
	default:
		q.order, q.rowOrder = "k.last_hour DESC, k.last_at DESC, k.id DESC", "c.last_at DESC, c.id DESC"
	}
	q.view(f.View, agent)
	if f.Team != nil {
		q.add("k.team_id = $%d", *f.Team)
	}
	if f.Left {
		q.where = append(q.where, "EXISTS (SELECT FROM left_list l WHERE l.workspace_id = k.workspace_id AND l.conversation_id = k.id)")
	}
	search := strings.TrimSpace(f.Search)
	switch {
	case search == "" && f.View == Mentions: // what sleeps may still call somebody
	case search == "":
		q.where = append(q.where, "(k.snoozed_until IS NULL OR k.snoozed_until <= (SELECT app_now()))")
	default:
		q.search(search)
	}
	return q, q.after(f)
}

func (q *pageQuery) add(condition string, value any) {
	q.args = append(q.args, value)
	q.where = append(q.where, fmt.Sprintf(condition, len(q.args)))
}

func (q *pageQuery) view(v View, agent uuid.UUID) {
	switch v {
	case Mine:
		q.add("k.stage = 'person' AND k.agent_id = $%d", agent)
	case Mentions:
		q.add(`k.id IN (SELECT m.conversation_id FROM mention_list m WHERE m.workspace_id = k.workspace_id AND m.agent_id = $%d
			AND (m.unseen OR m.at > (SELECT app_now() - interval '30 days')))`, agent)
	case Unassigned:
		q.where = append(q.where, `k.stage = 'waiting' AND NOT EXISTS (SELECT FROM handoff_list h WHERE h.workspace_id = k.workspace_id
			AND h.conversation_id = k.id AND h.state = 'open' AND h.assigned_until > (SELECT app_now()))`)
	case Waiting, Bot, Person, Resolved:
		q.where = append(q.where, "k.stage = '"+string(v)+"'")
	case All:
		q.where = append(q.where, "k.stage <> 'resolved'")
	default:
		q.where = append(q.where, "k.stage <> 'resolved'")
	}
}

// search looks in what people remember of a conversation.
func (q *pageQuery) search(text string) {
	if r := []rune(text); len(r) > maxSearch {
		text = string(r[:maxSearch])
	}
	if n, err := strconv.ParseInt(strings.TrimPrefix(text, "#"), 10, 64); err == nil {
		q.add("k.number = $%d", n)
		return
	}
	q.args = append(q.args, strings.ToLower(text))
	at := len(q.args)
	q.where = append(q.where, fmt.Sprintf(`(position($%[1]d in lower(k.preview)) > 0 OR k.visitor_id IN (SELECT v.id FROM visitor_list v
		WHERE v.workspace_id = $1 AND (position($%[1]d in lower(v.name)) > 0 OR position($%[1]d in lower(v.email)) > 0)))`, at))
}

// after leaves out what stands before the cursor.
func (q *pageQuery) after(f Filter) error {
	if f.Cursor == "" {
		return nil
	}
	at, id, err := ReadCursor(f.Cursor)
	if err != nil {
		return err
	}
	q.args = append(q.args, at, id)
	n := len(q.args)
	if f.ByDeadline {
		q.where = append(q.where, fmt.Sprintf("(kd.due_at, k.id) > ($%d, $%d)", n-1, n))
		return nil
	}
	if f.View == Resolved {
		q.where = append(q.where, fmt.Sprintf("(k.resolved_at, k.id) < ($%d, $%d)", n-1, n))
		return nil
	}
	q.where = append(q.where,
		fmt.Sprintf("k.last_hour <= date_bin('1 hour', $%d::timestamptz, timestamptz '2020-01-01 00:00:00+00')", n-1),
		fmt.Sprintf("(k.last_at, k.id) < ($%d, $%d)", n-1, n))
	return nil
}

func (q *pageQuery) sql() string {
	choice := fmt.Sprintf("SELECT k.workspace_id, k.id FROM conversation_head_list k%s WHERE %s ORDER BY %s LIMIT %d",
		q.from, strings.Join(q.where, " AND "), q.order, q.limit)
	rows := strings.Replace(rowSQL, "FROM conversation_list c\n",
		"FROM ("+choice+") page JOIN conversation_list c ON c.workspace_id = page.workspace_id AND c.id = page.id\n", 1)
	return rows + " ORDER BY " + q.rowOrder
}

func collect(rows pgx.Rows) ([]Row, error) {
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (Row, error) {
		var r Row
		var level *string
		var m Mood
		var assignment, assignee *uuid.UUID
		var until, near, due *time.Time
		var goal *string
		err := row.Scan(&r.ID, &r.Number, &r.Visitor, &r.VisitorName, &r.Lang, &r.Stage, &r.Agent, &r.AgentName, &r.Team, &r.Preview,
			&r.LastAuthor, &r.LastAt, &r.LastSeq, &r.Unread, &r.WaitingSince, &r.SnoozedUntil,
			&level, &m.Valence, &m.Anger, &m.Urgency, &r.Priority, &r.Reason, &r.ReasonBefore, &r.Issue, &assignment, &assignee, &until, &r.resolvedAt, &r.Intent, &goal, &near, &due, &r.AgentGone)
		if level != nil {
			m.Level = *level
			r.Mood = &m
		}
		if assignment != nil && assignee != nil && until != nil {
			r.Assignment = &Assignment{ID: *assignment, Agent: *assignee, ExpiresAt: *until}
		}
		if goal != nil && near != nil && due != nil {
			r.Deadline = &Deadline{Goal: *goal, NearAt: *near, DueAt: *due}
		}
		return r, err
	})
}

// A cursor is the sort key of a page's last row: eight bytes of microseconds
// and the id. It is no secret, and only its form is checked.
const cursorBytes = 8 + 16

func cursorOf(f Filter, r Row) string {
	at := r.LastAt
	switch {
	case f.ByDeadline && r.Deadline != nil:
		at = r.Deadline.DueAt
	case f.View == Resolved && r.resolvedAt != nil:
		at = *r.resolvedAt
	}
	return Cursor(at, r.ID)
}

// Cursor makes the cursor of a page whose last line has this time and id.
func Cursor(at time.Time, id uuid.UUID) string {
	raw := binary.BigEndian.AppendUint64(make([]byte, 0, cursorBytes), uint64(at.UnixMicro()))
	return base64.RawURLEncoding.EncodeToString(append(raw, id[:]...))
}

// ReadCursor is the opposite of [Cursor]. It fails with ErrCursor.
func ReadCursor(cursor string) (time.Time, uuid.UUID, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) != cursorBytes {
		return time.Time{}, uuid.Nil, ErrCursor
	}
	micros := int64(binary.BigEndian.Uint64(raw)) // what does not fit is out of range below
	if micros < 0 || micros > maxMicros {
		return time.Time{}, uuid.Nil, ErrCursor
	}
	return time.UnixMicro(micros).UTC(), uuid.UUID(raw[8:]), nil
}

// maxMicros is the year 9999: the database knows no time much beyond.
const maxMicros = 253_402_300_799_000_000
