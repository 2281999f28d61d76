package worklist

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
)

// countsSQL counts from indexes alone, because it runs with every page: all
// open conversations by stage less those that are snoozed. "(SELECT app_now())"
// is worked out once, and only so may an index compare with it under row-level
// security. {team} narrows to one team.
const countsSQL = `WITH open AS (
  SELECT stage, count(*) AS n FROM conversation_head_list WHERE workspace_id = $1 AND stage <> 'resolved'{team} GROUP BY stage
), snoozed AS (
  SELECT stage, count(*) AS n FROM conversation_head_list
  WHERE workspace_id = $1 AND stage <> 'resolved' AND snoozed_until > (SELECT app_now()){team} GROUP BY stage
), shown AS (
  SELECT o.stage, o.n - coalesce(s.n, 0) AS n FROM open o LEFT JOIN snoozed s USING (stage)
)
SELECT
  (SELECT count(*) FROM conversation_head_list WHERE workspace_id = $1 AND stage = 'person' AND agent_id = $2{team}
    AND (snoozed_until IS NULL OR snoozed_until <= (SELECT app_now()))),
  coalesce((SELECT n FROM shown WHERE stage = 'waiting'), 0),
  (SELECT count(*) FROM handoff_list h JOIN conversation_head_list c ON c.workspace_id = h.workspace_id AND c.id = h.conversation_id
    WHERE h.workspace_id = $1 AND h.state = 'open' AND h.assigned_until > (SELECT app_now()) AND c.stage = 'waiting'{c_team}
      AND (c.snoozed_until IS NULL OR c.snoozed_until <= (SELECT app_now()))),
  coalesce((SELECT n FROM shown WHERE stage = 'bot'), 0),
  coalesce((SELECT n FROM shown WHERE stage = 'person'), 0),
  (SELECT count(*) FROM conversation_head_list WHERE workspace_id = $1 AND stage = 'resolved'
    AND resolved_at > (SELECT app_now() - interval '7 days'){team}),
  (SELECT count(DISTINCT conversation_id) FROM mention_list WHERE workspace_id = $1 AND agent_id = $2 AND unseen)`

func countsTx(ctx context.Context, tx *postgres.Tx, agent uuid.UUID, team *uuid.UUID) (c Counts, err error) {
	args := []any{tx.Workspace(), agent}
	narrow := strings.NewReplacer("{team}", "", "{c_team}", "")
	if team != nil {
		args = append(args, *team)
		narrow = strings.NewReplacer("{team}", " AND team_id = $3", "{c_team}", " AND c.team_id = $3")
	}
	var offered int
	err = tx.QueryRow(ctx, narrow.Replace(countsSQL), args...).Scan(&c.Mine, &c.Waiting, &offered, &c.Bot, &c.Person, &c.Resolved, &c.Mentions)
	c.Unassigned = c.Waiting - offered
	c.All = c.Waiting + c.Bot + c.Person
	return c, wrap("count views", err)
}
