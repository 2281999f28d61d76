-- name: Intents :many
SELECT i.*, (SELECT count(*) FROM intent_examples e WHERE e.workspace_id = i.workspace_id AND e.intent_id = i.id) AS examples
FROM intents i WHERE i.workspace_id = @workspace_id ORDER BY lower(i.name);

-- name: LiveIntents :many
-- What reading a message takes. It is asked for at every turn, so nothing is counted.
SELECT id, name, team_id, skills, priority FROM intents WHERE workspace_id = @workspace_id;

-- name: Intent :one
SELECT * FROM intents WHERE workspace_id = @workspace_id AND id = @id;

-- name: CountOutside :one
SELECT count(*) FROM intent_examples WHERE workspace_id = @workspace_id AND intent_id IS NULL;

-- name: SaveIntent :exec
INSERT INTO intents (workspace_id, id, name, description, team_id, skills, priority)
VALUES (@workspace_id, @id, @name, @description, sqlc.narg('team_id'), @skills, @priority)
ON CONFLICT (workspace_id, id) DO UPDATE SET name = excluded.name, description = excluded.description,
  team_id = excluded.team_id, skills = excluded.skills, priority = excluded.priority;

-- name: DeleteIntent :execrows
DELETE FROM intents WHERE workspace_id = @workspace_id AND id = @id;

-- name: Examples :many
-- Newest first: ids are in the order of time.
SELECT e.id, e.intent_id, e.text, e.conversation_id, e.created_at FROM intent_examples e
WHERE e.workspace_id = @workspace_id
  AND (NOT @filtered::bool OR e.intent_id IS NOT DISTINCT FROM sqlc.narg('intent_id')::uuid)
  AND (@words::text = '' OR position(lower(@words::text) IN lower(e.text)) > 0)
  AND (sqlc.narg('before')::uuid IS NULL OR e.id < sqlc.narg('before')::uuid)
ORDER BY e.id DESC LIMIT @limit_to;

-- name: AllExamples :many
SELECT e.text, e.intent_id, coalesce(i.name, 'oos')::text AS label FROM intent_examples e
LEFT JOIN intents i ON i.workspace_id = e.workspace_id AND i.id = e.intent_id
WHERE e.workspace_id = @workspace_id ORDER BY e.id;

-- name: CountExamples :one
SELECT count(*) FROM intent_examples WHERE workspace_id = @workspace_id;

-- name: AddExamples :one
-- A text that has another label moves; one that has this label stays as it is.
WITH given AS (
  SELECT unnest(@ids::uuid[]) AS id, unnest(@texts::text[]) AS text
), done AS (
  INSERT INTO intent_examples AS e (workspace_id, id, intent_id, text, conversation_id, created_by)
  SELECT @workspace_id, g.id, sqlc.narg('intent_id')::uuid, g.text, sqlc.narg('conversation_id')::uuid, sqlc.narg('created_by')::uuid FROM given g
  ON CONFLICT (workspace_id, md5(text)) DO UPDATE SET intent_id = excluded.intent_id, created_by = excluded.created_by
  WHERE e.intent_id IS DISTINCT FROM excluded.intent_id
  RETURNING (xmax = 0) AS added
)
SELECT count(*) FILTER (WHERE added) AS added, count(*) FILTER (WHERE NOT added) AS moved FROM done;

-- name: MoveExamples :execrows
UPDATE intent_examples SET intent_id = sqlc.narg('intent_id') WHERE workspace_id = @workspace_id AND id = ANY (@ids::uuid[]);

-- name: DeleteExamples :execrows
DELETE FROM intent_examples WHERE workspace_id = @workspace_id AND id = ANY (@ids::uuid[]);

-- name: Models :many
-- A training that was lost is seen as failed before the next one closes it.
SELECT version, state, problem, examples, embedder, report, took_ms, started_by, started_at, coalesce(length(model), 0)::int AS bytes,
  (state = 'training' AND started_at < app_now() - make_interval(secs => @lost_after::float8))::bool AS lost
FROM intent_models WHERE workspace_id = @workspace_id ORDER BY version DESC LIMIT 30;

-- name: NextVersion :one
SELECT (coalesce(max(version), 0) + 1)::int AS version FROM intent_models WHERE workspace_id = @workspace_id;

-- name: Training :one
SELECT version FROM intent_models WHERE workspace_id = @workspace_id AND state = 'training' LIMIT 1;

-- name: CloseLost :exec
-- Whoever was killed at the last try cannot say so.
UPDATE intent_models SET state = 'failed', problem = @problem
WHERE workspace_id = @workspace_id AND state = 'training' AND started_at < app_now() - make_interval(secs => @lost_after::float8);

-- name: StartTraining :exec
INSERT INTO intent_models (workspace_id, version, started_by) VALUES (@workspace_id, @version, sqlc.narg('started_by'));

-- name: FinishTraining :execrows
UPDATE intent_models SET state = @state, problem = @problem, examples = @examples, embedder = @embedder, report = @report,
  took_ms = @took_ms, model = @model
WHERE workspace_id = @workspace_id AND version = @version AND state = 'training';

-- name: ForgetModels :exec
-- The bytes of all but the newest models and the live one.
UPDATE intent_models m SET model = NULL
WHERE m.workspace_id = @workspace_id AND m.model IS NOT NULL
  AND m.version NOT IN (SELECT r.version FROM intent_models r WHERE r.workspace_id = @workspace_id AND r.model IS NOT NULL ORDER BY r.version DESC LIMIT @keep::int)
  AND NOT EXISTS (SELECT FROM intent_live l WHERE l.workspace_id = m.workspace_id AND l.version = m.version);

-- name: Model :one
SELECT model FROM intent_models WHERE workspace_id = @workspace_id AND version = @version AND state = 'ready' AND model IS NOT NULL;

-- name: Live :one
SELECT version FROM intent_live WHERE workspace_id = @workspace_id;

-- name: SetLive :exec
INSERT INTO intent_live (workspace_id, version, set_by) VALUES (@workspace_id, sqlc.narg('version'), @set_by)
ON CONFLICT (workspace_id) DO UPDATE SET version = excluded.version, set_by = excluded.set_by, set_at = app_now();

-- name: AddReading :exec
INSERT INTO intent_readings (workspace_id, conversation_id, seq, intent_id, best_id, confidence, version)
VALUES (@workspace_id, @conversation_id, @seq, sqlc.narg('intent_id'), sqlc.narg('best_id'), @confidence, @version)
ON CONFLICT (workspace_id, conversation_id, seq) DO NOTHING;

-- name: Readings :many
-- Live messages with what they were taken to want, newest first.
SELECT r.conversation_id, c.number, r.seq, r.intent_id, r.best_id, r.confidence, r.at, m.text::text AS text,
  EXISTS (SELECT FROM intent_examples e WHERE e.workspace_id = r.workspace_id AND e.conversation_id = r.conversation_id AND md5(e.text) = md5(m.text::text)) AS labelled
FROM intent_readings r
JOIN visitor_message_list m ON m.workspace_id = r.workspace_id AND m.conversation_id = r.conversation_id AND m.seq = r.seq
JOIN conversation_head_list c ON c.workspace_id = r.workspace_id AND c.id = r.conversation_id
WHERE r.workspace_id = @workspace_id AND r.at < @before
  AND (NOT @filtered::bool OR r.intent_id IS NOT DISTINCT FROM sqlc.narg('intent_id')::uuid)
  AND r.confidence <= @at_most
ORDER BY r.at DESC LIMIT @limit_to;

-- name: Message :one
SELECT text::text AS text FROM visitor_message_list WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND seq = @seq;

-- name: Counts :many
-- How often each was meant, in the days up to now and as many days before.
SELECT r.intent_id, (r.at >= app_now() - make_interval(days => @days::int))::bool AS recent,
  count(*) AS messages, count(DISTINCT r.conversation_id) AS conversations,
  count(DISTINCT r.conversation_id) FILTER (WHERE h.id IS NOT NULL) AS handed_over
FROM intent_readings r
LEFT JOIN handoff_list h ON h.workspace_id = r.workspace_id AND h.conversation_id = r.conversation_id
WHERE r.workspace_id = @workspace_id AND r.at >= app_now() - make_interval(days => 2 * @days::int)
GROUP BY 1, 2;

-- name: Wanted :one
-- What the conversation was last taken to want.
SELECT i.name FROM intent_readings r JOIN intents i ON i.workspace_id = r.workspace_id AND i.id = r.intent_id
WHERE r.workspace_id = @workspace_id AND r.conversation_id = @conversation_id
ORDER BY r.seq DESC LIMIT 1;
