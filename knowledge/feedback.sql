-- name: FeedbackAllowed :one
SELECT coalesce((SELECT allowed FROM feedback_switches WHERE workspace_id = $1), true)::boolean;

-- name: AllowFeedback :exec
INSERT INTO feedback_switches (workspace_id, allowed) VALUES ($1, $2)
ON CONFLICT (workspace_id) DO UPDATE SET allowed = EXCLUDED.allowed;

-- name: NoteFeedbackChange :exec
INSERT INTO feedback_changes (workspace_id, id, agent_id, change, article_id) VALUES ($1, $2, $3, $4, $5);

-- name: FeedbackChanges :many
SELECT c.agent_id, c.change, c.article_id, coalesce(a.title, '') AS article_title, c.at
FROM feedback_changes c LEFT JOIN articles a ON a.workspace_id = $1 AND a.id = c.article_id
WHERE c.workspace_id = $1 ORDER BY c.at DESC, c.id DESC LIMIT 20;

-- name: ForgetStaleFeedback :exec
-- What nobody has said anything about for 180 days stands where it would without.
UPDATE articles a SET feedback = 0 WHERE a.workspace_id = $1 AND a.feedback <> 0 AND NOT EXISTS (
  SELECT FROM article_outcomes o WHERE o.workspace_id = $1 AND o.article_id = a.id AND o.day > app_now()::date - 180
    AND o.outcome IN ('resolved', 'escalated', 'helpful', 'not_helpful'));

-- name: ForgetFeedbackOf :execrows
UPDATE articles SET feedback = 0 WHERE workspace_id = $1 AND id = $2;

-- name: ForgetOutcomesOf :exec
DELETE FROM article_outcomes WHERE workspace_id = $1 AND article_id = $2 AND outcome IN ('resolved', 'escalated', 'helpful', 'not_helpful');

-- name: AddVote :execrows
INSERT INTO help_votes (workspace_id, day, voter)
SELECT sqlc.arg(workspace_id)::uuid, (app_now() AT TIME ZONE 'UTC')::date, sqlc.arg(voter)::bytea
WHERE (SELECT count(*) FROM (
  SELECT 1 FROM help_votes v WHERE v.workspace_id = sqlc.arg(workspace_id)::uuid AND v.day = (app_now() AT TIME ZONE 'UTC')::date LIMIT sqlc.arg(most)::int) today)
  < sqlc.arg(most)::int
ON CONFLICT DO NOTHING;

-- name: ForgetVotes :exec
DELETE FROM help_votes WHERE day < (app_now() AT TIME ZONE 'UTC')::date;
