-- Row-level security keeps every query but the sweep within the transaction's
-- workspace; the workspace stands in each condition so that its index is used.

-- name: FileByHash :one
UPDATE files SET asked_at = app_now() WHERE workspace_id = $1 AND hash = $2 RETURNING *;

-- name: InsertFile :one
INSERT INTO files (workspace_id, id, hash, media, bytes, width, height, attachment_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (workspace_id, hash) DO UPDATE SET asked_at = app_now() RETURNING *;

-- name: InsertChunk :exec
INSERT INTO file_chunks (workspace_id, file_id, number, data) VALUES ($1, $2, $3, $4);

-- name: Total :one
SELECT coalesce(sum(bytes), 0)::bigint FROM files WHERE workspace_id = $1 AND attachment_id IS NULL;

-- name: FileByID :one
SELECT * FROM files WHERE workspace_id = $1 AND id = $2 AND attachment_id IS NULL;

-- name: IsPublic :one
SELECT EXISTS (SELECT FROM file_uses WHERE workspace_id = $1 AND file_id = $2 AND kind = 'public');

-- name: Chunk :one
SELECT data FROM file_chunks WHERE workspace_id = $1 AND file_id = $2 AND number = $3;

-- name: AddUses :exec
INSERT INTO file_uses (workspace_id, file_id, kind, owner_id)
SELECT f.workspace_id, f.id, sqlc.arg(kind)::text, sqlc.arg(owner)::uuid FROM files f
WHERE f.workspace_id = $1 AND f.id = ANY(sqlc.arg(files)::uuid[]) AND f.attachment_id IS NULL
ON CONFLICT DO NOTHING;

-- name: DropUses :exec
DELETE FROM file_uses WHERE workspace_id = $1 AND kind = $2 AND owner_id = ANY(sqlc.arg(owners)::uuid[]);

-- name: Sweep :execrows
DELETE FROM files f WHERE (f.workspace_id, f.id) IN (
  SELECT o.workspace_id, o.id FROM files o
  WHERE o.asked_at < app_now() - sqlc.arg(older_seconds)::float8 * interval '1 second'
    AND o.attachment_id IS NULL AND NOT EXISTS (SELECT FROM file_uses u WHERE u.workspace_id = o.workspace_id AND u.file_id = o.id)
  ORDER BY o.asked_at LIMIT sqlc.arg(at_most)::int FOR UPDATE SKIP LOCKED);

-- name: AttachedTotal :one
SELECT coalesce(sum(bytes), 0)::bigint FROM files WHERE workspace_id = $1 AND attachment_id IS NOT NULL;

-- name: InsertAttachment :exec
INSERT INTO attachments (workspace_id, id, name, visitor_id, agent_id) VALUES ($1, $2, $3, $4, $5);

-- name: Brought :many
SELECT sqlc.embed(f), a.name, a.conversation_id FROM attachments a
JOIN files f ON f.workspace_id = a.workspace_id AND f.attachment_id = a.id
WHERE a.workspace_id = @workspace_id AND a.id = ANY(@ids::uuid[])
  AND (a.visitor_id = sqlc.narg('visitor_id')::uuid OR a.agent_id = sqlc.narg('agent_id')::uuid);

-- name: NameAttachments :execrows
UPDATE attachments SET conversation_id = @conversation_id::uuid
WHERE workspace_id = @workspace_id AND id = ANY(@ids::uuid[]) AND conversation_id IS NULL;

-- name: PassAttachments :exec
UPDATE attachments SET visitor_id = @to_id::uuid WHERE workspace_id = @workspace_id AND visitor_id = @from_id::uuid;

-- name: AttachmentOf :one
SELECT sqlc.embed(f), a.name FROM attachments a
JOIN files f ON f.workspace_id = a.workspace_id AND f.attachment_id = a.id
WHERE a.workspace_id = @workspace_id AND a.conversation_id = @conversation_id::uuid AND a.id = @id;

-- name: SweepAttachments :execrows
DELETE FROM attachments a WHERE (a.workspace_id, a.id) IN (
  SELECT o.workspace_id, o.id FROM attachments o
  WHERE o.conversation_id IS NULL AND o.at < app_now() - sqlc.arg(older_seconds)::float8 * interval '1 second'
  ORDER BY o.at LIMIT sqlc.arg(at_most)::int FOR UPDATE SKIP LOCKED);
