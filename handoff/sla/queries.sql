-- name: Facts :one
SELECT f.stage, f.team_id, f.waiting_since, f.snoozed_until, f.resolved_at, f.priority, f.seen::text AS seen, app_now()::timestamptz AS now,
  s.began_at, s.first_replied_at, s.escalated_at, s.seen AS case_seen
FROM sla_facts f
LEFT JOIN sla_cases s ON s.workspace_id = f.workspace_id AND s.conversation_id = f.conversation_id
WHERE f.workspace_id = @workspace_id AND f.conversation_id = @conversation_id;

-- name: PolicyFor :one
SELECT * FROM sla_policies
WHERE workspace_id = @workspace_id AND (team_id IS NULL OR team_id = sqlc.narg('team_id'))
ORDER BY team_id NULLS LAST LIMIT 1;

-- name: CalendarFor :one
SELECT calendar FROM service_rules
WHERE workspace_id = @workspace_id AND (team_id IS NULL OR team_id = sqlc.narg('team_id'))
ORDER BY team_id NULLS LAST LIMIT 1;

-- name: Policies :many
SELECT * FROM sla_policies WHERE workspace_id = @workspace_id ORDER BY team_id NULLS FIRST;

-- name: PutPolicy :exec
INSERT INTO sla_policies (workspace_id, team_id, first_reply, next_reply, resolution, warn_at, escalate_hours)
VALUES (@workspace_id, sqlc.narg('team_id'), @first_reply, @next_reply, @resolution, @warn_at, @escalate_hours)
ON CONFLICT (workspace_id, team_id) DO UPDATE SET first_reply = excluded.first_reply, next_reply = excluded.next_reply,
  resolution = excluded.resolution, warn_at = excluded.warn_at, escalate_hours = excluded.escalate_hours, changed_at = app_now();

-- name: DeletePolicy :exec
DELETE FROM sla_policies WHERE workspace_id = @workspace_id AND team_id IS NOT DISTINCT FROM sqlc.narg('team_id')::uuid;

-- name: OpenClocks :many
SELECT * FROM sla_clocks WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND ended_at IS NULL;

-- name: PutClock :exec
INSERT INTO sla_clocks (workspace_id, id, conversation_id, goal, team_id, priority, started_at, running_since, spent_s, target_s,
  near_at, due_at, warned_at, missed_at, ended_at, outcome)
VALUES (@workspace_id, @id, @conversation_id, @goal, sqlc.narg('team_id'), @priority, @started_at, sqlc.narg('running_since'), @spent_s, @target_s,
  sqlc.narg('near_at'), sqlc.narg('due_at'), sqlc.narg('warned_at'), sqlc.narg('missed_at'), sqlc.narg('ended_at'), sqlc.narg('outcome'))
ON CONFLICT (workspace_id, id) DO UPDATE SET team_id = excluded.team_id, priority = excluded.priority,
  running_since = excluded.running_since, spent_s = excluded.spent_s, target_s = excluded.target_s, near_at = excluded.near_at,
  due_at = excluded.due_at, warned_at = excluded.warned_at, missed_at = excluded.missed_at, ended_at = excluded.ended_at, outcome = excluded.outcome;

-- name: PutCase :exec
INSERT INTO sla_cases (workspace_id, conversation_id, began_at, first_replied_at, escalated_at, seen, goal, near_at, due_at)
VALUES (@workspace_id, @conversation_id, @began_at, sqlc.narg('first_replied_at'), sqlc.narg('escalated_at'), @seen,
  sqlc.narg('goal'), sqlc.narg('near_at'), sqlc.narg('due_at'))
ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET first_replied_at = excluded.first_replied_at, escalated_at = excluded.escalated_at,
  seen = excluded.seen, goal = excluded.goal, near_at = excluded.near_at, due_at = excluded.due_at;

-- name: EndCase :exec
DELETE FROM sla_cases WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: HeldSince :one
-- When people got the conversation from the bot.
SELECT at FROM events
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND kind = 'stage.moved' AND data ->> 'from' = 'bot'
ORDER BY seq DESC LIMIT 1;

-- name: LastReply :one
-- When an agent last spoke to the visitor.
SELECT at FROM events
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND kind = 'message.added' AND author_kind = 'agent'
ORDER BY seq DESC LIMIT 1;

-- name: Drifted :many
-- Conversations whose clocks were set by what no longer is.
SELECT f.workspace_id, f.conversation_id FROM sla_facts f
LEFT JOIN sla_cases s ON s.workspace_id = f.workspace_id AND s.conversation_id = f.conversation_id
WHERE f.stage IN ('waiting', 'person') AND s.seen IS DISTINCT FROM f.seen
UNION ALL
SELECT f.workspace_id, f.conversation_id FROM sla_cases s
JOIN sla_facts f ON f.workspace_id = s.workspace_id AND f.conversation_id = s.conversation_id
WHERE f.stage IN ('bot', 'resolved')
LIMIT 500;

-- name: CasesAfter :many
SELECT conversation_id FROM sla_cases WHERE workspace_id = @workspace_id AND conversation_id > @after ORDER BY conversation_id LIMIT 200;

-- name: Attainment :many
-- By team and goal, of what ended in the time; what is running and was missed
-- counts as well, so that a neglected conversation does not better the figures.
SELECT team_id, goal,
  count(*) FILTER (WHERE target_s > 0 AND outcome = 'met') AS met,
  count(*) FILTER (WHERE missed_at IS NOT NULL) AS missed,
  coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY spent_s) FILTER (WHERE outcome IN ('met', 'late')), -1)::float8 AS median_s
FROM sla_clocks
WHERE workspace_id = @workspace_id
  AND (ended_at > app_now() - make_interval(days => @days::int) OR ended_at IS NULL AND missed_at > app_now() - make_interval(days => @days::int))
GROUP BY team_id, goal;

-- name: AttainmentByWeek :many
-- The same by weeks that begin on a Monday, UTC, counted to the week in which
-- it ended or was missed.
SELECT date_trunc('week', coalesce(ended_at, missed_at), 'UTC')::timestamptz AS week, team_id, goal,
  count(*) FILTER (WHERE target_s > 0 AND outcome = 'met') AS met,
  count(*) FILTER (WHERE missed_at IS NOT NULL) AS missed,
  coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY spent_s) FILTER (WHERE outcome IN ('met', 'late')), -1)::float8 AS median_s
FROM sla_clocks
WHERE workspace_id = @workspace_id
  AND (ended_at >= @since::timestamptz OR ended_at IS NULL AND missed_at >= @since::timestamptz)
GROUP BY 1, team_id, goal
ORDER BY 1 DESC, team_id NULLS FIRST, goal;

-- name: ThisWeek :one
SELECT date_trunc('week', app_now(), 'UTC')::timestamptz;
