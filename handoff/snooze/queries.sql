-- name: SecondsUntil :one
SELECT extract(epoch FROM sqlc.arg(wake_at)::timestamptz - app_now())::float8 AS seconds;
