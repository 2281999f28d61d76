-- Row-level security keeps every query within the transaction's workspace; the
-- workspace stands in each condition all the same, so that its index is used.

-- name: AddSet :exec
INSERT INTO question_sets (workspace_id, id, name, created_by) VALUES ($1, $2, $3, $4);

-- name: RenameSet :execrows
UPDATE question_sets SET name = $3 WHERE workspace_id = $1 AND id = $2;

-- name: DropSet :execrows
DELETE FROM question_sets WHERE workspace_id = $1 AND id = $2;

-- name: LockSet :one
SELECT id FROM question_sets WHERE workspace_id = $1 AND id = $2 FOR UPDATE;

-- name: Sets :many
SELECT s.id, s.name, s.created_at,
  (SELECT count(*) FROM set_questions q WHERE q.workspace_id = $1 AND q.set_id = s.id) AS questions
FROM question_sets s WHERE s.workspace_id = $1 ORDER BY s.name;

-- name: HasSet :one
SELECT EXISTS (SELECT FROM question_sets WHERE workspace_id = $1 AND id = $2);

-- name: Questions :many
SELECT * FROM set_questions WHERE workspace_id = $1 AND set_id = $2 ORDER BY created_at, id;

-- name: SaveQuestion :exec
-- A question keeps the conversation that it came from when somebody edits it, and
-- goes with the one that it was taken from last.
INSERT INTO set_questions (workspace_id, set_id, id, lang, question, answerable, label, conversation_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (workspace_id, set_id, id) DO UPDATE
SET lang = EXCLUDED.lang, question = EXCLUDED.question, answerable = EXCLUDED.answerable, label = EXCLUDED.label,
  conversation_id = coalesce(EXCLUDED.conversation_id, set_questions.conversation_id);

-- name: DropQuestion :execrows
DELETE FROM set_questions WHERE workspace_id = $1 AND set_id = $2 AND id = $3;

-- name: AddRun :exec
INSERT INTO set_runs (workspace_id, id, set_id, article_id, total, started_by)
VALUES ($1, $2, $3, $4, (SELECT count(*) FROM set_questions q WHERE q.workspace_id = $1 AND q.set_id = $3), $5);

-- name: Run :one
SELECT r.*, coalesce(a.title, '') AS article_title FROM set_runs r
LEFT JOIN articles a ON a.workspace_id = $1 AND a.id = r.article_id
WHERE r.workspace_id = $1 AND r.id = $2;

-- name: Runs :many
SELECT r.*, coalesce(a.title, '') AS article_title FROM set_runs r
LEFT JOIN articles a ON a.workspace_id = $1 AND a.id = r.article_id
WHERE r.workspace_id = $1 AND r.set_id = $2 ORDER BY r.created_at DESC LIMIT 50;

-- name: LastRuns :many
-- Each set's newest.
SELECT DISTINCT ON (r.set_id) r.*, coalesce(a.title, '') AS article_title FROM set_runs r
LEFT JOIN articles a ON a.workspace_id = $1 AND a.id = r.article_id
WHERE r.workspace_id = $1 ORDER BY r.set_id, r.created_at DESC;

-- name: BeginRun :execrows
UPDATE set_runs SET state = 'running' WHERE workspace_id = $1 AND id = $2 AND state IN ('queued', 'running');

-- name: EndRun :exec
UPDATE set_runs SET state = $3, finished_at = app_now() WHERE workspace_id = $1 AND id = $2 AND state IN ('queued', 'running');

-- name: AddResult :exec
INSERT INTO set_results (workspace_id, run_id, set_id, question_id, live, draft)
SELECT $1, $2, $3, q.id, $5, $6 FROM set_questions q WHERE q.workspace_id = $1 AND q.set_id = $3 AND q.id = $4
ON CONFLICT (workspace_id, run_id, question_id) DO NOTHING;

-- name: CountRun :exec
UPDATE set_runs r SET done = (SELECT count(*) FROM set_results s WHERE s.workspace_id = $1 AND s.run_id = r.id)
WHERE r.workspace_id = $1 AND r.id = $2;

-- name: Results :many
SELECT question_id, live, draft FROM set_results WHERE workspace_id = $1 AND run_id = $2;

-- name: Verdicts :many
SELECT run_id, coalesce(live ->> 'verdict', '')::text AS live, coalesce(draft ->> 'verdict', '')::text AS draft, count(*) AS count
FROM set_results WHERE workspace_id = $1 AND run_id = ANY(sqlc.arg(runs)::uuid[]) GROUP BY 1, 2, 3;
