-- name: SetResolution :one
UPDATE conversations SET resolution = @resolution, resolution_via = @via, resolution_at = app_now()
WHERE workspace_id = @workspace_id AND id = @id
RETURNING app_now()::timestamptz AS now;

-- name: SetCheckIn :exec
UPDATE conversations SET check_in_seq = @seq WHERE workspace_id = @workspace_id AND id = @id;

-- name: Now :one
SELECT app_now()::timestamptz AS now;
