-- name: Set :one
-- No row where the timer is set to this instant already. run_at is the due time
-- by the clock of the queue, which knows no shift of ours.
INSERT INTO timers AS t (workspace_id, kind, subject_id, due_at, next_at)
VALUES (@workspace_id, @kind, @subject_id, @due_at, @due_at)
ON CONFLICT (workspace_id, kind, subject_id) DO UPDATE
SET due_at = excluded.due_at, next_at = excluded.due_at, version = excluded.version, failures = 0
WHERE t.due_at <> excluded.due_at
RETURNING version, (now() + greatest(due_at - app_now(), interval '0'))::timestamptz AS run_at;

-- name: Clear :exec
DELETE FROM timers WHERE workspace_id = @workspace_id AND kind = @kind AND subject_id = @subject_id;

-- name: DueAt :one
SELECT due_at FROM timers WHERE workspace_id = @workspace_id AND kind = @kind AND subject_id = @subject_id;

-- name: Look :one
-- What is left to wait, in seconds; not above 0 when due.
SELECT extract(epoch FROM due_at - app_now())::float8 AS seconds FROM timers
WHERE workspace_id = @workspace_id AND kind = @kind AND subject_id = @subject_id AND version = @version;

-- name: Take :execrows
DELETE FROM timers
WHERE workspace_id = @workspace_id AND kind = @kind AND subject_id = @subject_id AND version = @version AND due_at <= app_now();

-- name: Overdue :many
SELECT workspace_id, kind, subject_id, version FROM timers
WHERE next_at <= app_now() - make_interval(secs => @grace_seconds::float8) AND kind = ANY(@kinds::text[])
ORDER BY next_at LIMIT @at_most;

-- name: Postpone :exec
UPDATE timers SET failures = failures + 1,
  next_at = app_now() + least(make_interval(secs => 30 * power(2, least(failures, 10))), interval '1 hour')
WHERE workspace_id = @workspace_id AND kind = @kind AND subject_id = @subject_id AND version = @version;
