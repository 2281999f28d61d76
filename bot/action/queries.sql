-- name: All :many
SELECT * FROM actions WHERE workspace_id = @workspace_id ORDER BY name;

-- name: Workspaces :many
SELECT id FROM workspaces ORDER BY id;

-- name: Get :one
SELECT * FROM actions WHERE workspace_id = @workspace_id AND id = @id;

-- name: Insert :exec
INSERT INTO actions (workspace_id, id, name, definition, sealed_secrets, server_id, enabled)
VALUES (@workspace_id, @id, @name, @definition, sqlc.narg('sealed_secrets')::bytea, sqlc.narg('server_id')::uuid, @enabled);

-- name: Update :execrows
-- Over the version that was edited, or not at all. Saving is a review.
UPDATE actions SET name = @name, definition = @definition, sealed_secrets = sqlc.narg('sealed_secrets')::bytea,
  enabled = @enabled, review = '', version = version + 1, updated_at = app_now()
WHERE workspace_id = @workspace_id AND id = @id AND version = @version;

-- name: SwitchOff :execrows
UPDATE actions SET enabled = false, review = @review, updated_at = app_now()
WHERE workspace_id = @workspace_id AND id = @id AND enabled;

-- name: Delete :execrows
DELETE FROM actions WHERE workspace_id = @workspace_id AND id = @id;

-- name: LockCalls :exec
-- Two calls at once must not both be the last one allowed.
SELECT pg_advisory_xact_lock(hashtextextended(@lock_key::text, 0));

-- name: CountCalls :one
SELECT count(*) AS calls, count(*) FILTER (WHERE visitor_id = @visitor_id) AS of_visitor FROM action_calls
WHERE workspace_id = @workspace_id AND action_id = @action_id AND at > app_now() - interval '1 hour' AND outcome NOT IN ('refused', 'asked');

-- name: CountAsked :one
SELECT count(*) FROM action_confirmations
WHERE workspace_id = @workspace_id AND action_id = @action_id AND visitor_id = @visitor_id AND created_at > app_now() - interval '1 hour';

-- name: InsertCall :exec
INSERT INTO action_calls (workspace_id, id, action_id, action, version, conversation_id, visitor_id, turn_id, by_kind, agent_id, confirmed_by, inputs, outcome, reason, wish)
VALUES (@workspace_id, @id, @action_id, @action, @version, sqlc.narg('conversation_id'), sqlc.narg('visitor_id'), sqlc.narg('turn_id'), @by_kind,
  sqlc.narg('agent_id'), @confirmed_by, @inputs, @outcome, @reason, sqlc.narg('wish')::bytea);

-- name: FinishCall :exec
-- What came back is kept only where somebody may ask for it again.
UPDATE action_calls SET outcome = @outcome, reason = @reason, status = @status, took_ms = @took_ms,
  fields = CASE WHEN wish IS NULL THEN NULL ELSE sqlc.narg('fields')::jsonb END
WHERE workspace_id = @workspace_id AND id = @id AND outcome = 'started';

-- name: Found :one
-- What a read gave whose caller may not have lived to hear of it.
SELECT id, outcome, reason, status, took_ms, fields FROM action_calls
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND wish = @wish::bytea AND fields IS NOT NULL
  AND at > app_now() - make_interval(secs => @seconds::float8)
ORDER BY at DESC LIMIT 1;

-- name: ForgetFound :execrows
-- Some at a time. A row stays in the audit; what came back is the visitor's.
UPDATE action_calls SET fields = NULL, wish = NULL WHERE ctid = ANY(ARRAY(
  SELECT c.ctid FROM action_calls c WHERE c.wish IS NOT NULL AND c.at < app_now() - make_interval(secs => @seconds::float8) LIMIT @at_most));

-- name: Calls :many
-- Without what came back of reads: it is not shown, and may be much.
SELECT c.id, c.action_id, c.action, c.version, c.conversation_id, c.turn_id, c.by_kind, c.confirmed_by, c.inputs, c.outcome, c.reason, c.status,
  c.took_ms, c.at, coalesce(a.name, '')::text AS agent, coalesce(v.number, 0)::bigint AS number
FROM action_calls c
LEFT JOIN agents a ON a.id = c.agent_id
LEFT JOIN conversations v ON v.workspace_id = c.workspace_id AND v.id = c.conversation_id
WHERE c.workspace_id = @workspace_id
  AND (sqlc.narg('action_id')::uuid IS NULL OR c.action_id = sqlc.narg('action_id'))
  AND (@outcome::text = '' OR c.outcome = @outcome)
  AND (@by_kind::text = '' OR c.by_kind = @by_kind)
  AND (sqlc.narg('conversation_id')::uuid IS NULL OR c.conversation_id = sqlc.narg('conversation_id'))
  AND (sqlc.narg('before')::timestamptz IS NULL OR c.at < sqlc.narg('before'))
ORDER BY c.at DESC, c.id DESC LIMIT @at_most;

-- name: InsertConfirmation :exec
INSERT INTO action_confirmations (workspace_id, id, action_id, version, conversation_id, visitor_id, turn_id, by_kind, agent_id, inputs, expires_at, wish)
VALUES (@workspace_id, @id, @action_id, @version, @conversation_id, @visitor_id, sqlc.narg('turn_id'), @by_kind, sqlc.narg('agent_id'), @inputs,
  app_now() + make_interval(secs => @ttl_seconds::float8), sqlc.narg('wish')::bytea);

-- name: Wished :one
-- The newest confirmation of a wish that is not void.
SELECT id, state, fields FROM action_confirmations
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND wish = @wish::bytea
  AND state <> 'expired' AND (state <> 'pending' OR expires_at > app_now())
ORDER BY created_at DESC LIMIT 1;

-- name: Standing :one
-- How far a confirmation is that somebody waits for.
SELECT state, (expires_at <= app_now())::bool AS late, fields FROM action_confirmations
WHERE workspace_id = @workspace_id AND id = @id AND conversation_id = @conversation_id;

-- name: Withdraw :execrows
UPDATE action_confirmations SET state = 'expired', inputs = '{}'
WHERE workspace_id = @workspace_id AND id = @id AND conversation_id = @conversation_id AND state = 'pending';

-- name: ExpireOthers :many
UPDATE action_confirmations SET state = 'expired', inputs = '{}'
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND state = 'pending'
RETURNING id;

-- name: Confirmation :one
SELECT * FROM action_confirmations WHERE workspace_id = @workspace_id AND id = @id;

-- name: PendingExpiry :one
SELECT expires_at FROM action_confirmations WHERE workspace_id = @workspace_id AND id = @id;

-- name: Decide :one
-- Once: whoever comes second finds no row.
UPDATE action_confirmations SET state = @state, decided_by = @decided_by, agent_id = coalesce(sqlc.narg('agent_id'), agent_id), decided_at = app_now(),
  inputs = CASE WHEN @state = 'confirmed' THEN inputs ELSE '{}'::jsonb END
WHERE workspace_id = @workspace_id AND id = @id AND conversation_id = @conversation_id AND visitor_id = @visitor_id
  AND state = 'pending' AND expires_at > app_now()
RETURNING *;

-- name: Start :one
UPDATE action_confirmations SET state = 'started'
WHERE workspace_id = @workspace_id AND id = @id AND state = 'confirmed'
RETURNING *;

-- name: Late :one
-- By the clock that stamped the yes.
SELECT coalesce(decided_at < app_now() - make_interval(secs => @seconds::float8), false)::boolean FROM action_confirmations
WHERE workspace_id = @workspace_id AND id = @id;

-- name: Settle :execrows
-- What came back waits here for whoever asked, should they not have heard.
UPDATE action_confirmations SET state = @state, inputs = '{}', fields = sqlc.narg('fields')::jsonb
WHERE workspace_id = @workspace_id AND id = @id AND state = 'started';

-- name: ForgetConfirmations :execrows
-- Some at a time. What expired unseen holds the visitor's values no longer than a day.
DELETE FROM action_confirmations WHERE ctid = ANY(ARRAY(
  SELECT c.ctid FROM action_confirmations c WHERE c.expires_at < app_now() - interval '1 day' LIMIT @at_most));

-- name: Servers :many
SELECT * FROM action_servers WHERE workspace_id = @workspace_id ORDER BY name, id;

-- name: Server :one
SELECT * FROM action_servers WHERE workspace_id = @workspace_id AND id = @id;

-- name: InsertServer :exec
INSERT INTO action_servers (workspace_id, id, name, url, sealed_token) VALUES (@workspace_id, @id, @name, @url, sqlc.narg('sealed_token')::bytea);

-- name: UpdateServer :execrows
UPDATE action_servers SET name = @name, url = @url, sealed_token = sqlc.narg('sealed_token')::bytea
WHERE workspace_id = @workspace_id AND id = @id;

-- name: ListedServer :exec
UPDATE action_servers SET tools = @tools, failure = '', listed_at = app_now() WHERE workspace_id = @workspace_id AND id = @id;

-- name: UnlistedServer :exec
UPDATE action_servers SET failure = @failure, listed_at = app_now() WHERE workspace_id = @workspace_id AND id = @id;

-- name: DeleteServer :execrows
DELETE FROM action_servers WHERE workspace_id = @workspace_id AND id = @id;

-- name: Kept :one
SELECT days FROM action_retention WHERE workspace_id = @workspace_id;

-- name: Keep :exec
INSERT INTO action_retention (workspace_id, days) VALUES (@workspace_id, @days)
ON CONFLICT (workspace_id) DO UPDATE SET days = excluded.days;

-- name: ForgetCalls :execrows
-- Some at a time, by the index of each workspace.
DELETE FROM action_calls WHERE ctid = ANY(ARRAY(
  SELECT c.id FROM workspaces w LEFT JOIN action_retention k ON k.workspace_id = w.id
  CROSS JOIN LATERAL (SELECT o.ctid AS id FROM action_calls o
    WHERE o.workspace_id = w.id AND o.at < app_now() - make_interval(days => coalesce(k.days, @default_days::int)) LIMIT @at_most) c
  LIMIT @at_most));
