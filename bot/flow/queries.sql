-- name: List :many
-- With what became of the runs of the last 30 days.
SELECT f.id, f.name, f.live_version, f.revision, f.updated_at, f.draft,
  coalesce(v.definition = f.draft AND v.name = f.name, false)::bool AS published,
  (SELECT count(*) FROM flow_runs r WHERE r.workspace_id = f.workspace_id AND r.flow_id = f.id AND r.started_at > app_now() - interval '30 days')::int AS runs,
  (SELECT count(*) FROM flow_runs r WHERE r.workspace_id = f.workspace_id AND r.flow_id = f.id AND r.started_at > app_now() - interval '30 days' AND r.status = 'ended')::int AS ended,
  (SELECT count(*) FROM flow_runs r WHERE r.workspace_id = f.workspace_id AND r.flow_id = f.id AND r.started_at > app_now() - interval '30 days' AND r.status = 'handed_over')::int AS handed_over
FROM flows f LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.flow_id = f.id AND v.version = f.live_version
WHERE f.workspace_id = @workspace_id ORDER BY f.created_at, f.id LIMIT 100;

-- name: Get :one
SELECT * FROM flows WHERE workspace_id = @workspace_id AND id = @id;

-- name: CountFlows :one
SELECT count(*)::int FROM flows WHERE workspace_id = @workspace_id;

-- name: Create :one
INSERT INTO flows (workspace_id, id, name, draft, editor)
VALUES (@workspace_id, @id, @name, @draft, sqlc.narg('editor')) RETURNING *;

-- name: Save :one
-- Over the revision that was edited, or not at all.
UPDATE flows SET name = @name, draft = @draft, editor = sqlc.narg('editor'), revision = revision + 1, updated_at = app_now()
WHERE workspace_id = @workspace_id AND id = @id AND revision = @base RETURNING *;

-- name: KeepVersion :one
INSERT INTO flow_versions (workspace_id, flow_id, version, name, definition, editor)
SELECT @workspace_id, @flow_id, coalesce(max(version), 0) + 1, @name, @definition, sqlc.narg('editor')
FROM flow_versions WHERE workspace_id = @workspace_id AND flow_id = @flow_id
RETURNING version;

-- name: SetLive :execrows
UPDATE flows SET live_version = sqlc.narg('version') WHERE workspace_id = @workspace_id AND id = @id;

-- name: Remove :execrows
DELETE FROM flows WHERE workspace_id = @workspace_id AND id = @id;

-- name: Versions :many
SELECT v.version, v.name, jsonb_array_length(v.definition -> 'steps')::int AS steps, coalesce(a.name, '')::text AS editor, v.at
FROM flow_versions v LEFT JOIN agents a ON a.id = v.editor
WHERE v.workspace_id = @workspace_id AND v.flow_id = @flow_id
ORDER BY v.version DESC LIMIT 100;

-- name: Version :one
SELECT * FROM flow_versions WHERE workspace_id = @workspace_id AND flow_id = @flow_id AND version = @version;

-- name: Live :many
SELECT v.flow_id, v.version, v.name, v.definition FROM flows f
JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.flow_id = f.id AND v.version = f.live_version
WHERE f.workspace_id = @workspace_id ORDER BY f.created_at, f.id LIMIT 100;

-- name: OpenRun :one
SELECT r.id, r.flow_id, r.version, r.state, r.seq, r.revision, v.name, v.definition,
  (r.updated_at < app_now() - interval '24 hours')::bool AS stale
FROM flow_runs r
JOIN flow_versions v ON v.workspace_id = r.workspace_id AND v.flow_id = r.flow_id AND v.version = r.version
WHERE r.workspace_id = @workspace_id AND r.conversation_id = @conversation_id AND r.status = 'open';

-- name: InsertRun :exec
INSERT INTO flow_runs (workspace_id, id, conversation_id, flow_id, version, status, state, seq)
VALUES (@workspace_id, @id, @conversation_id, @flow_id, @version, @status, @state, @seq);

-- name: SaveRun :execrows
-- Over the state that was read, or not at all.
UPDATE flow_runs SET status = @status, state = @state, seq = @seq, revision = revision + 1, updated_at = app_now()
WHERE workspace_id = @workspace_id AND id = @id AND status = 'open' AND revision = @base;
