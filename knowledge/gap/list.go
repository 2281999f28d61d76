package gap

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/gap/internal/db"
)

// Status is where a gap stands.
type Status string

// The statuses.
const (
	Open      Status = "open"
	Drafted   Status = "drafted"   // has an article that is not published
	Closed    Status = "closed"    // its article is published
	Dismissed Status = "dismissed" // needs no article
)

// weeks is how far back a trend goes.
const weeks = 8

// Rate is how often a question met no answer.
type Rate struct {
	Asked, Missed int
}

// Gap is a cluster of questions without an answer.
type Gap struct {
	ID     uuid.UUID
	Status Status
	// Title is the question that is most like the others, in Lang.
	Title, Lang string
	// Misses counts questions by what came of them, answered ones left out.
	Misses map[Outcome]int
	// Conversations is in how many it was asked.
	Conversations int
	// Held is how long people held those conversations. One that holds questions
	// of several gaps is shared out evenly.
	Held time.Duration
	// Weeks counts misses in each of the last eight weeks, the present one last.
	Weeks [weeks]int
	// FirstAt and LastAt are when it was missed first and last.
	FirstAt, LastAt time.Time
	// Article was drafted for it or named as its answer; nil for none.
	Article       *uuid.UUID
	ArticleTitle  string
	ArticleStatus string
	// ClosedAt is when the article was published; Before and After are the miss
	// rates on either side. Nil while it is not closed.
	ClosedAt      *time.Time
	Before, After Rate
	// Questions are the gap's newest, newest first, at most 300; lists leave them out.
	Questions []Question
}

// Total is how many questions of the gap met no answer.
func (g Gap) Total() int { return g.Misses[Missed] + g.Misses[Rejected] + g.Misses[Escalated] }

// Question is a question of a gap.
type Question struct {
	Conversation uuid.UUID
	// Number is the conversation's, for people.
	Number  int64
	Seq     int64
	Lang    string
	Text    string
	Outcome Outcome
	At      time.Time
	Held    time.Duration
}

const (
	// mostListed bounds a list: nobody works on the thousandth.
	mostListed = 200
	// mostShown is how many questions of one gap are shown, the newest.
	mostShown = 300
)

// List gives the gaps of a status without their questions, what cost people most
// time first, then what was asked most, at most 200. Questions that came in
// meanwhile are placed before. How long people held conversations may be some
// minutes old.
func (q *Queue) List(ctx context.Context, ws uuid.UUID, status Status) (list []Gap, err error) {
	err = q.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if err := q.placeTx(ctx, tx); err != nil {
			return err
		}
		list, err = listTx(ctx, tx, db.ListedParams{WorkspaceID: ws, Status: string(status), Most: mostListed})
		return err
	})
	return list, wrap("list gaps", err)
}

// Get gives one gap with its questions, counted now.
func (q *Queue) Get(ctx context.Context, ws, id uuid.UUID) (g Gap, err error) {
	err = q.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if err := q.placeTx(ctx, tx); err != nil {
			return err
		}
		if err := errors.Join(lockTx(ctx, tx), q.countTx(ctx, tx, []uuid.UUID{id})); err != nil {
			return err
		}
		list, err := listTx(ctx, tx, db.ListedParams{WorkspaceID: ws, ID: id, Most: 1})
		if err != nil || len(list) == 0 {
			return errors.Join(err, ErrNotFound)
		}
		g = list[0]
		rows, err := db.New(tx).QuestionsOf(ctx, db.QuestionsOfParams{WorkspaceID: ws, Gap: id, Most: mostShown})
		for _, r := range rows {
			g.Questions = append(g.Questions, Question{
				Conversation: r.ConversationID, Number: r.ConversationNumber, Seq: r.Seq, Lang: r.Lang, Text: r.Text,
				Outcome: Outcome(r.Outcome), At: r.At, Held: seconds(r.Seconds),
			})
		}
		return err
	})
	return g, wrap("read gap", err)
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

func listTx(ctx context.Context, tx *postgres.Tx, p db.ListedParams) ([]Gap, error) {
	sql := db.New(tx)
	rows, err := sql.Listed(ctx, p)
	if err != nil {
		return nil, err
	}
	rates := db.RatesParams{WorkspaceID: p.WorkspaceID}
	for _, r := range rows {
		if r.Status == string(Closed) {
			rates.Ids, rates.Closed = append(rates.Ids, r.ID), append(rates.Closed, r.ClosedAt)
		}
	}
	after := map[uuid.UUID]Rate{}
	if len(rates.Ids) > 0 {
		since, err := sql.Rates(ctx, rates)
		if err != nil {
			return nil, err
		}
		for _, r := range since {
			after[r.GapID] = Rate{Asked: int(r.Asked), Missed: int(r.Missed)}
		}
	}
	list := make([]Gap, len(rows))
	for i, r := range rows {
		list[i] = gapOf(r, after[r.ID])
	}
	return list, nil
}

func gapOf(r db.ListedRow, after Rate) Gap {
	g := Gap{
		ID: r.ID, Status: Status(r.Status), Title: r.Title, Lang: r.Lang, Article: r.ArticleID, ArticleTitle: r.ArticleTitle, ArticleStatus: r.ArticleStatus,
		Misses:        map[Outcome]int{Missed: int(r.Missed), Rejected: int(r.Rejected), Escalated: int(r.Escalated)},
		Conversations: int(r.Conversations), Held: seconds(r.HeldSeconds), FirstAt: r.FirstAt, LastAt: r.LastAt, After: after,
	}
	for i := range min(weeks, len(r.Weeks)) {
		g.Weeks[i] = int(r.Weeks[i])
	}
	g.Before = Rate{Asked: int(r.Asked) - after.Asked, Missed: g.Total() - after.Missed}
	if g.Status == Closed {
		g.ClosedAt = &r.ClosedAt
	}
	return g
}

// Told is a question whose visitor said what the answer was worth.
type Told struct {
	Conversation uuid.UUID
	Seq          int64
	Lang, Text   string
	// Articles are the slugs of those that answer it.
	Articles []string
}

// Told gives questions of so many days with the articles that answer them: those
// that visitors said helped, and for what met no answer the gap's. Newest
// first, at most 500; a question without a published article is left out.
func (q *Queue) Told(ctx context.Context, ws uuid.UUID, days int) (out []Told, err error) {
	err = q.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		out = nil
		rows, err := db.New(tx).Told(ctx, db.ToldParams{WorkspaceID: ws, Days: int32(days)})
		for _, r := range rows {
			if len(r.Slugs) > 0 {
				out = append(out, Told{Conversation: r.ConversationID, Seq: r.Seq, Lang: r.Lang, Text: r.Text, Articles: r.Slugs})
			}
		}
		return err
	})
	return out, wrap("list told questions", err)
}
