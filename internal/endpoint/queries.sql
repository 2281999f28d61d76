-- name: All :many
SELECT * FROM model_endpoints ORDER BY position, created_at;

-- name: Insert :exec
INSERT INTO model_endpoints (id, position, name, base_url, model, sealed_key, prompt_price, completion_price, enabled)
SELECT @id, coalesce(max(position), 0) + 1, @name, @base_url, @model, sqlc.narg('sealed_key')::bytea, @prompt_price, @completion_price, @enabled
FROM model_endpoints;

-- name: Update :execrows
UPDATE model_endpoints SET name = @name, base_url = @base_url, model = @model, sealed_key = sqlc.narg('sealed_key')::bytea,
  prompt_price = @prompt_price, completion_price = @completion_price, enabled = @enabled, updated_at = app_now()
WHERE id = @id;

-- name: KeyOf :one
SELECT base_url, sealed_key FROM model_endpoints WHERE id = @id FOR UPDATE;

-- name: Place :execrows
UPDATE model_endpoints SET position = @position, updated_at = app_now() WHERE id = @id;

-- name: Delete :execrows
DELETE FROM model_endpoints WHERE id = @id;

-- name: LockAll :exec
SELECT pg_advisory_xact_lock(hashtext('model_endpoints'));
