package gap

import (
	"cmp"
	"context"
	"slices"
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
	// Questions are the gap's, newest first.
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

// List gives the gaps of a status, what cost people most time first, then what
// was asked most. Questions that came in meanwhile are placed before.
func (q *Queue) List(ctx context.Context, ws uuid.UUID, status Status) ([]Gap, error) {
	all, err := q.all(ctx, ws)
	if err != nil {
		return nil, wrap("list gaps", err)
	}
	list := slices.DeleteFunc(all, func(g Gap) bool { return g.Status != status })
	slices.SortStableFunc(list, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(b.Held, a.Held), cmp.Compare(b.Total(), a.Total()), a.FirstAt.Compare(b.FirstAt))
	})
	return list, nil
}

// Get gives one gap.
func (q *Queue) Get(ctx context.Context, ws, id uuid.UUID) (Gap, error) {
	all, err := q.all(ctx, ws)
	if err != nil {
		return Gap{}, wrap("read gap", err)
	}
	for _, g := range all {
		if g.ID == id {
			return g, nil
		}
	}
	return Gap{}, ErrNotFound
}

func (q *Queue) all(ctx context.Context, ws uuid.UUID) (list []Gap, err error) {
	var gaps []db.GapsRow
	var rows []db.QuestionsRow
	err = q.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		if err := q.placeTx(ctx, tx); err != nil {
			return err
		}
		sql := db.New(tx)
		if gaps, err = sql.Gaps(ctx, ws); err != nil {
			return err
		}
		rows, err = sql.Questions(ctx, db.QuestionsParams{WorkspaceID: ws, Most: mostQuestions})
		return err
	})
	if err != nil {
		return nil, err
	}
	members, share := sort(rows)
	for _, g := range gaps {
		if len(members[g.ID]) > 0 {
			list = append(list, q.gapOf(g, rows, members[g.ID], share))
		}
	}
	return list, nil
}

// sort gives the questions of each gap, and among how many gaps a conversation's
// time is shared out.
func sort(rows []db.QuestionsRow) (members map[uuid.UUID][]int, share map[uuid.UUID]int) {
	members = map[uuid.UUID][]int{}
	gaps := map[uuid.UUID]map[uuid.UUID]bool{}
	for i, r := range rows {
		if r.GapID == nil {
			continue
		}
		members[*r.GapID] = append(members[*r.GapID], i)
		if r.Outcome == string(Answered) {
			continue
		}
		if gaps[r.ConversationID] == nil {
			gaps[r.ConversationID] = map[uuid.UUID]bool{}
		}
		gaps[r.ConversationID][*r.GapID] = true
	}
	share = make(map[uuid.UUID]int, len(gaps))
	for c, of := range gaps {
		share[c] = len(of)
	}
	return members, share
}

func (q *Queue) gapOf(row db.GapsRow, rows []db.QuestionsRow, members []int, share map[uuid.UUID]int) Gap {
	g := Gap{
		ID: row.ID, Status: Open, Misses: map[Outcome]int{}, Article: row.ArticleID,
		ArticleTitle: row.ArticleTitle, ArticleStatus: row.ArticleStatus,
	}
	if row.ClosedAt.Unix() > 0 && row.ArticleStatus == "published" {
		g.ClosedAt = &row.ClosedAt
	}
	switch {
	case row.DismissedAt != nil:
		g.Status = Dismissed
	case g.ClosedAt != nil:
		g.Status = Closed
	case row.ArticleID != nil:
		g.Status = Drafted
	}
	seen := map[uuid.UUID]bool{}
	now := time.Now()
	for _, i := range members {
		g.count(rows[i], seen, share, now)
	}
	g.Conversations = len(seen)
	slices.Reverse(g.Questions)
	g.Title, g.Lang = q.titleOf(rows, members)
	return g
}

func (g *Gap) count(r db.QuestionsRow, seen map[uuid.UUID]bool, share map[uuid.UUID]int, now time.Time) {
	held := time.Duration(r.Seconds * float64(time.Second))
	g.Questions = append(g.Questions, Question{
		Conversation: r.ConversationID, Number: r.ConversationNumber, Seq: r.Seq, Lang: r.Lang, Text: r.Text,
		Outcome: Outcome(r.Outcome), At: r.At, Held: held,
	})
	rate := &g.Before
	if g.ClosedAt != nil && r.At.After(*g.ClosedAt) {
		rate = &g.After
	}
	rate.Asked++
	if r.Outcome == string(Answered) {
		return
	}
	rate.Missed++
	g.Misses[Outcome(r.Outcome)]++
	if !seen[r.ConversationID] {
		seen[r.ConversationID] = true
		g.Held += held / time.Duration(max(1, share[r.ConversationID]))
	}
	if g.FirstAt.IsZero() {
		g.FirstAt = r.At
	}
	g.LastAt = r.At
	if ago := int(now.Sub(r.At) / (7 * 24 * time.Hour)); ago >= 0 && ago < weeks {
		g.Weeks[weeks-1-ago]++
	}
}

// titleOf gives the question that is most like the others, of those that met no
// answer if there are any.
func (q *Queue) titleOf(rows []db.QuestionsRow, members []int) (title, lang string) {
	of := slices.DeleteFunc(slices.Clone(members), func(i int) bool { return rows[i].Outcome == string(Answered) })
	if len(of) == 0 {
		of = members
	}
	var meanings []meaning
	for _, i := range of[:min(len(of), comparedMost)] {
		meanings = append(meanings, q.meaningOf(rows[i].Text))
	}
	at := make([]int, len(meanings))
	for i := range at {
		at[i] = i
	}
	lead := rows[of[newSpace(meanings).lead(at)]]
	return lead.Text, lead.Lang
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
