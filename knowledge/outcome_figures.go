package knowledge

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Figures are what became of an article in 180 days.
type Figures struct {
	Article  uuid.UUID
	Title    string
	Lang     string
	Status   Status
	Audience Audience
	OwnerID  *uuid.UUID
	ReviewBy *time.Time
	// Reviewed is when it was published last: somebody stood for it then.
	Reviewed *time.Time
	// Shown to a visitor or agent, Cited by an answer; of the conversations in
	// which it was cited, Resolved ended well without a person and Escalated
	// needed one; Helpful and NotHelpful are what visitors said.
	Shown, Cited, Resolved, Escalated, Helpful, NotHelpful int
	// Boost is by how much these move its score, -0.1 to 0.1.
	Boost float64
}

// sortings are the columns that figures are listed by, what is largest or
// oldest first.
var sortings = map[string]string{
	"title": "lower(a.title)", "shown": "shown DESC", "cited": "cited DESC", "resolved": "resolved DESC", "escalated": "escalated DESC",
	"helpful": "helpful DESC", "not_helpful": "not_helpful DESC", "boost": "a.feedback DESC", "reviewed": "a.published_at NULLS FIRST",
	"review_by": "a.review_by NULLS LAST",
}

// mostFigures bounds the list.
const mostFigures = 500

// ArticleFigures lists published and draft articles with their figures, by a
// column of [Figures] ("cited", "boost", "reviewed" …), the other way round if
// reversed, and how many there are in all.
func (l *Library) ArticleFigures(ctx context.Context, ws uuid.UUID, by string, reversed bool) (rows []Figures, total int, err error) {
	order, ok := sortings[by]
	if !ok {
		return nil, 0, problem.New(problem.Invalid, "figures_sort")
	}
	if reversed {
		order = reverse(order)
	}
	count := func(outcome Outcome) string {
		return fmt.Sprintf("coalesce(sum(o.count) FILTER (WHERE o.outcome = '%s'), 0)::bigint AS %s", outcome, outcome)
	}
	sql := fmt.Sprintf(`
		SELECT a.id, a.title, a.lang, a.status, a.audience, a.owner_id, a.review_by, a.published_at, a.feedback::float8, count(*) OVER (),
		  %s, %s, %s, %s, %s, %s
		FROM articles a
		LEFT JOIN article_outcomes o ON o.workspace_id = $1 AND o.article_id = a.id AND o.day > app_now()::date - 180
		WHERE a.workspace_id = $1 AND a.status <> 'archived'
		GROUP BY a.workspace_id, a.id
		ORDER BY %s, lower(a.title), a.id LIMIT %d`,
		count(Shown), count(Cited), count(Resolved), count(Escalated), count(Helpful), count(NotHelpful), order, mostFigures)
	rows = []Figures{}
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		found, err := tx.Query(ctx, sql, ws)
		if err != nil {
			return err
		}
		rows = rows[:0]
		var f Figures
		_, err = pgx.ForEachRow(found, []any{
			&f.Article, &f.Title, &f.Lang, &f.Status, &f.Audience, &f.OwnerID, &f.ReviewBy, &f.Reviewed, &f.Boost, &total,
			&f.Shown, &f.Cited, &f.Resolved, &f.Escalated, &f.Helpful, &f.NotHelpful,
		}, func() error {
			rows = append(rows, f)
			return nil
		})
		return err
	})
	return rows, total, wrap("list figures", err)
}

// reverse turns an order round.
func reverse(order string) string {
	switch {
	case strings.HasSuffix(order, " DESC"):
		return strings.TrimSuffix(order, " DESC")
	case strings.HasSuffix(order, " NULLS FIRST"):
		return strings.TrimSuffix(order, " NULLS FIRST") + " DESC NULLS LAST"
	case strings.HasSuffix(order, " NULLS LAST"):
		return strings.TrimSuffix(order, " NULLS LAST") + " DESC NULLS FIRST"
	}
	return order + " DESC"
}
