-- Row-level security keeps every query but the sweep within the transaction's
-- workspace; the workspace stands in each condition so that its index is used.

-- name: FileByHash :one
UPDATE files SET asked_at = app_now() WHERE workspace_id = $1 AND hash = $2 RETURNING *;

-- name: InsertFile :one
INSERT INTO files (workspace_id, id, hash, media, bytes, width, height) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (workspace_id, hash) DO UPDATE SET asked_at = app_now() RETURNING *;

-- name: InsertChunk :exec
INSERT INTO file_chunks (workspace_id, file_id, number, data) VALUES ($1, $2, $3, $4);

-- name: Total :one
SELECT coalesce(sum(bytes), 0)::bigint FROM files WHERE workspace_id = $1;

-- name: FileByID :one
SELECT * FROM files WHERE workspace_id = $1 AND id = $2;

-- name: IsPublic :one
SELECT EXISTS (SELECT FROM file_uses WHERE workspace_id = $1 AND file_id = $2 AND kind = 'public');

-- name: Chunk :one
SELECT data FROM file_chunks WHERE workspace_id = $1 AND file_id = $2 AND number = $3;

-- name: AddUses :exec
INSERT INTO file_uses (workspace_id, file_id, kind, owner_id)
SELECT f.workspace_id, f.id, sqlc.arg(kind)::text, sqlc.arg(owner)::uuid FROM files f
WHERE f.workspace_id = $1 AND f.id = ANY(sqlc.arg(files)::uuid[])
ON CONFLICT DO NOTHING;

-- name: DropUses :exec
DELETE FROM file_uses WHERE workspace_id = $1 AND kind = $2 AND owner_id = ANY(sqlc.arg(owners)::uuid[]);

-- name: Sweep :execrows
DELETE FROM files f WHERE (f.workspace_id, f.id) IN (
  SELECT o.workspace_id, o.id FROM files o
  WHERE o.asked_at < app_now() - sqlc.arg(older_seconds)::float8 * interval '1 second'
    AND NOT EXISTS (SELECT FROM file_uses u WHERE u.workspace_id = o.workspace_id AND u.file_id = o.id)
  ORDER BY o.asked_at LIMIT sqlc.arg(at_most)::int FOR UPDATE SKIP LOCKED);
