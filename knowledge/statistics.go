package knowledge

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// The planner's statistics follow a large import by a minute. Until then it takes a
// workspace for a handful of rows, and reads all of it by any index that begins with
// the workspace: an import of ten thousand passages spent a third of its time so.
const (
	firstStatistics = 400 // articles
	// statisticsGrowth is the part of what was written before that is waited for.
	statisticsGrowth = 2
	statisticsAge    = time.Minute
)

// statistics counts what was written since the planner was told.
type statistics struct {
	mu             sync.Mutex
	written, known int
	told           time.Time
}

// due counts articles, and says whether the planner should look.
func (s *statistics) due(articles int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written += articles
	// What was known may have gone with its workspace, so a long import tells it anew.
	if s.written < firstStatistics || s.written < s.known/statisticsGrowth && time.Since(s.told) < statisticsAge {
		return false
	}
	s.told = time.Now()
	s.known, s.written = s.known+s.written, 0
	return true
}

// noteWritten has the planner look at the tables of the library once many articles
// were written, before more are: on a connection of its own, which sees what other
// transactions have committed. That it fails is no harm: the database looks by
// itself in a while.
func (l *Library) noteWritten(ctx context.Context, articles int) {
	if !l.statistics.due(articles) {
		return
	}
	err := l.db.AsOwner(ctx, func(conn *pgx.Conn) error {
		// An import must not wait for somebody's VACUUM, of what a deleted workspace left for
		// one; the other tables are looked at all the same. A tenth of the usual sample tells
		// a large workspace from a small one; the usual one of a large database took longer
		// than the writing. It is of the keys alone: what is known of the rest stays.
		if _, err := conn.Exec(ctx, `SET lock_timeout = '1s'; SET statement_timeout = '30s'; SET default_statistics_target = 10`); err != nil {
			return err
		}
		_, err := conn.Exec(ctx, `
			ANALYZE (SKIP_LOCKED) articles (workspace_id, id), revisions (workspace_id, article_id, number), chunks (workspace_id, id, article_id, ordinal),
			  index_articles (workspace_id, side, number, article_id), posting_groups (workspace_id, part, shelf, block),
			  postings (workspace_id, term, shelf, block), words (workspace_id, side, term, surface),
			  spellings (workspace_id, side, rest, term)`)
		return err
	})
	if err != nil && !errors.Is(err, postgres.ErrNoOwner) {
		slog.DebugContext(ctx, "the planner's statistics are behind", "error", err) // mostly the database looks itself just now
	}
}
