-- Row-level security keeps every query within the transaction's workspace; the
-- workspace stands in each condition all the same, so that its index is used.

-- name: InsertImport :exec
INSERT INTO imports (workspace_id, id, kind, name, address, settings, state, created_by)
VALUES ($1, $2, $3, $4, $5, $6, 'open', $7);

-- name: OldImports :many
-- Imports that are long over, were never started, or whose plan nobody applied.
SELECT id, state FROM imports WHERE workspace_id = $1 AND
  (finished_at < app_now() - interval '90 days' OR state = 'open' AND created_at < app_now() - interval '2 days'
   OR state = 'planned' AND updated_at < app_now() - interval '30 days')
ORDER BY created_at LIMIT sqlc.arg(most);

-- name: ForgetItems :execrows
DELETE FROM import_items i WHERE i.workspace_id = $1 AND i.import_id = $2 AND i.number IN (
  SELECT o.number FROM import_items o WHERE o.workspace_id = $1 AND o.import_id = $2 LIMIT sqlc.arg(most));

-- name: ForgetFiles :execrows
DELETE FROM import_files f WHERE f.workspace_id = $1 AND f.import_id = $2 AND f.number IN (
  SELECT o.number FROM import_files o WHERE o.workspace_id = $1 AND o.import_id = $2 LIMIT sqlc.arg(most));

-- name: ForgetImport :exec
DELETE FROM imports WHERE workspace_id = $1 AND id = $2;

-- name: ImportByID :one
SELECT * FROM imports WHERE workspace_id = $1 AND id = $2;

-- name: LockImport :one
SELECT * FROM imports WHERE workspace_id = $1 AND id = $2 FOR UPDATE;

-- name: Imports :many
SELECT * FROM imports WHERE workspace_id = $1 ORDER BY created_at DESC, id LIMIT 50;

-- name: SetState :exec
UPDATE imports SET state = $3, problem = $4, remove = $5, faults = 0, updated_at = app_now(),
  finished_at = CASE WHEN sqlc.arg(finished)::boolean THEN app_now() ELSE NULL END
WHERE workspace_id = $1 AND id = $2;

-- name: Claim :execrows
UPDATE imports SET claim = sqlc.arg(token)::uuid, claimed_until = app_now() + sqlc.arg(seconds)::int * interval '1 second'
WHERE workspace_id = $1 AND id = $2 AND state IN ('reading', 'applying')
  AND (claim IS NOT DISTINCT FROM sqlc.arg(token)::uuid OR claimed_until < app_now());

-- name: Release :exec
UPDATE imports SET claim = NULL, claimed_until = '1970-01-01' WHERE workspace_id = $1 AND id = $2 AND claim = sqlc.arg(token)::uuid;

-- name: NoteFault :one
UPDATE imports SET faults = faults + 1, updated_at = app_now() WHERE workspace_id = $1 AND id = $2 RETURNING faults;

-- name: Stalled :many
SELECT workspace_id, id FROM imports WHERE state IN ('reading', 'applying') AND claimed_until < app_now() ORDER BY claimed_until LIMIT 100;

-- name: CountRead :exec
UPDATE imports SET files = files + sqlc.arg(found)::int, files_read = files_read + sqlc.arg(read)::int, failed = failed + sqlc.arg(failed)::int,
  partial = partial OR sqlc.arg(partial)::boolean, faults = 0, updated_at = app_now()
WHERE workspace_id = $1 AND id = $2;

-- name: CountApplied :exec
-- What failed after all is no longer added, changed or removed.
UPDATE imports SET applied = applied + sqlc.arg(applied)::int, added = added - sqlc.arg(not_added)::int, changed = changed - sqlc.arg(not_changed)::int,
  removed = removed - sqlc.arg(not_removed)::int, failed = failed + sqlc.arg(not_added)::int + sqlc.arg(not_changed)::int + sqlc.arg(not_removed)::int,
  faults = 0, updated_at = app_now()
WHERE workspace_id = $1 AND id = $2;

-- name: SetPlan :exec
UPDATE imports SET state = 'planned', added = $3, changed = $4, unchanged = $5, removed = $6, failed = $7, faults = 0, updated_at = app_now()
WHERE workspace_id = $1 AND id = $2;

-- name: AddBytes :exec
UPDATE imports SET bytes = bytes + sqlc.arg(more)::bigint, updated_at = app_now() WHERE workspace_id = $1 AND id = $2;

-- name: FileByPath :one
SELECT number FROM import_files WHERE workspace_id = $1 AND import_id = $2 AND path = $3;

-- name: LastFile :one
SELECT coalesce(max(number), 0)::int FROM import_files WHERE workspace_id = $1 AND import_id = $2;

-- name: InsertFile :execrows
INSERT INTO import_files (workspace_id, import_id, number, path, kind, depth) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (workspace_id, import_id, path) DO NOTHING;

-- name: WaitingFiles :many
SELECT f.number, f.path, f.kind, f.depth, coalesce(p.size, 0)::bigint AS size
FROM import_files f LEFT JOIN LATERAL (
  SELECT sum(octet_length(p.data)) AS size FROM import_pieces p
  WHERE p.workspace_id = f.workspace_id AND p.import_id = f.import_id AND p.file = f.number) p ON true
WHERE f.workspace_id = $1 AND f.import_id = $2 AND NOT f.read ORDER BY f.number LIMIT $3;

-- name: MarkRead :exec
UPDATE import_files SET read = true WHERE workspace_id = $1 AND import_id = $2 AND number = ANY(sqlc.arg(numbers)::int[]);

-- name: PieceSize :one
SELECT octet_length(data)::bigint AS size FROM import_pieces WHERE workspace_id = $1 AND import_id = $2 AND file = $3 AND piece = $4;

-- name: FileSize :one
SELECT coalesce(sum(octet_length(data)), 0)::bigint AS size FROM import_pieces WHERE workspace_id = $1 AND import_id = $2 AND file = $3;

-- name: SavePiece :exec
INSERT INTO import_pieces (workspace_id, import_id, file, piece, data) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (workspace_id, import_id, file, piece) DO UPDATE SET data = excluded.data;

-- name: Pieces :many
SELECT file, data FROM import_pieces WHERE workspace_id = $1 AND import_id = $2 AND file = ANY(sqlc.arg(files)::int[]) ORDER BY file, piece;

-- name: ForgetPieces :exec
DELETE FROM import_pieces WHERE workspace_id = $1 AND import_id = $2 AND file > sqlc.arg(after)::int AND file <= sqlc.arg(last)::int;

-- name: ForgetIncoming :exec
UPDATE import_items SET incoming = NULL
WHERE workspace_id = $1 AND import_id = $2 AND number > sqlc.arg(after)::int AND number <= sqlc.arg(last)::int AND incoming IS NOT NULL;

-- name: LastItem :one
SELECT coalesce(max(number), 0)::int FROM import_items WHERE workspace_id = $1 AND import_id = $2;

-- name: ReadItems :many
SELECT number, source, change, hash FROM import_items WHERE workspace_id = $1 AND import_id = $2;

-- name: PendingItems :many
SELECT number, source, change, article_id, hash, incoming FROM import_items
WHERE workspace_id = $1 AND import_id = $2 AND NOT applied AND change IN ('added', 'changed', 'removed') ORDER BY number LIMIT $3;

-- name: KeepRemoved :exec
DELETE FROM import_items WHERE workspace_id = $1 AND import_id = $2 AND change = 'removed' AND NOT applied;

-- name: Items :many
SELECT number, source, title, lang, change, problem, article_id, applied FROM import_items
WHERE workspace_id = $1 AND import_id = $2 AND number > sqlc.arg(after)::int AND (sqlc.arg(change)::text = '' OR change = sqlc.arg(change)::text)
ORDER BY number LIMIT $3;
