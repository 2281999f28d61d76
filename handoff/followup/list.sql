-- name: AskByMail :exec
INSERT INTO follow_ups (workspace_id, conversation_id, email, mailing, mailed_seq)
VALUES (@workspace_id, @conversation_id, @email, true, @mailed_seq)
ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET email = excluded.email, mailing = true, failure = '',
  mailed_seq = greatest(follow_ups.mailed_seq, CASE WHEN follow_ups.email = '' THEN excluded.mailed_seq ELSE 0 END),
  state = CASE WHEN follow_ups.state = 'done' THEN 'open' ELSE follow_ups.state END, outcome = '', closed_at = NULL, closed_by = NULL,
  asked_at = CASE WHEN follow_ups.state = 'done' THEN app_now() ELSE follow_ups.asked_at END;

-- name: Escalate :one
-- What was closed before is open again, and had its own reasons.
INSERT INTO follow_ups AS f (workspace_id, conversation_id, unresolved_at, owner_id)
SELECT c.workspace_id, c.id, app_now(), c.agent_id FROM conversation_list c
WHERE c.workspace_id = @workspace_id AND c.id = @conversation_id
ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET unresolved_at = app_now(), owner_id = coalesce(f.owner_id, excluded.owner_id),
  state = CASE WHEN f.state = 'done' THEN 'open' ELSE f.state END, outcome = '', closed_at = NULL, closed_by = NULL,
  asked_at = CASE WHEN f.state = 'done' THEN app_now() ELSE f.asked_at END
RETURNING f.state;

-- name: Lock :one
SELECT * FROM follow_ups WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id FOR UPDATE;

-- name: Put :exec
INSERT INTO follow_ups AS f (workspace_id, conversation_id, added_by, owner_id, due_at, note, state, outcome, closed_at, closed_by)
VALUES (@workspace_id, @conversation_id, sqlc.narg('by'), sqlc.narg('owner_id'), sqlc.narg('due_at'), @note, @state, @outcome,
  CASE WHEN @state = 'done' THEN app_now() END, CASE WHEN @state = 'done' THEN sqlc.narg('by')::uuid END)
ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET owner_id = excluded.owner_id, due_at = excluded.due_at, note = excluded.note,
  state = excluded.state, outcome = excluded.outcome,
  closed_at = CASE WHEN excluded.state = 'done' THEN coalesce(f.closed_at, excluded.closed_at) END,
  closed_by = CASE WHEN excluded.state = 'done' THEN coalesce(f.closed_by, excluded.closed_by) END,
  asked_at = CASE WHEN f.state = 'done' AND excluded.state <> 'done' THEN app_now() ELSE f.asked_at END;

-- name: End :exec
-- The conversation is resolved: what is open is done with that.
UPDATE follow_ups SET mailing = false, state = 'done', closed_at = coalesce(closed_at, app_now()),
  outcome = CASE WHEN state = 'done' THEN outcome ELSE 'resolved' END
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: ReopenByMail :exec
UPDATE follow_ups SET mailing = true, asked_at = CASE WHEN state = 'done' THEN app_now() ELSE asked_at END,
  state = CASE WHEN state = 'done' THEN 'open' ELSE state END, outcome = '', closed_at = NULL, closed_by = NULL
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND email <> '';

-- name: List :many
SELECT sqlc.embed(f), c.number, c.stage, c.team_id, c.preview, c.visitor_id, c.visitor_name
FROM follow_ups f
JOIN conversation_list c ON c.workspace_id = f.workspace_id AND c.id = f.conversation_id
WHERE f.workspace_id = @workspace_id
  AND CASE @show::text WHEN 'done' THEN f.state = 'done' WHEN 'mine' THEN f.state <> 'done' AND f.owner_id = @me::uuid
      WHEN 'unowned' THEN f.state <> 'done' AND f.owner_id IS NULL ELSE f.state <> 'done' END
  AND (sqlc.narg('team_id')::uuid IS NULL OR c.team_id = sqlc.narg('team_id')::uuid)
  AND (sqlc.narg('after_at')::timestamptz IS NULL
    OR CASE WHEN @show = 'done' THEN (f.closed_at, f.conversation_id) < (sqlc.narg('after_at')::timestamptz, @after_id::uuid)
       ELSE (f.asked_at, f.conversation_id) > (sqlc.narg('after_at')::timestamptz, @after_id::uuid) END)
ORDER BY CASE WHEN @show = 'done' THEN f.closed_at END DESC, CASE WHEN @show <> 'done' THEN f.asked_at END,
  CASE WHEN @show = 'done' THEN f.conversation_id END DESC, f.conversation_id
LIMIT @at_most;

-- name: Count :one
SELECT count(*) FILTER (WHERE state <> 'done') AS open, count(*) FILTER (WHERE state <> 'done' AND owner_id = @me::uuid) AS mine,
  count(*) FILTER (WHERE state <> 'done' AND owner_id IS NULL) AS unowned,
  count(*) FILTER (WHERE state <> 'done' AND due_at < app_now()) AS overdue
FROM follow_ups WHERE workspace_id = @workspace_id AND state <> 'done';

-- name: PassOn :execrows
-- To a conversation that has no entry of its own. The one that it comes from
-- stays: an address for replies and a mail that waits still name it.
INSERT INTO follow_ups (workspace_id, conversation_id, email, mailing, mailed_seq, mailed_at, failure, state, asked_at, unresolved_at,
  added_by, owner_id, due_at, note, outcome, closed_at, closed_by)
SELECT f.workspace_id, @into_id::uuid, f.email, f.mailing, @mailed_seq, f.mailed_at, f.failure, f.state, f.asked_at, f.unresolved_at,
  f.added_by, f.owner_id, f.due_at, f.note, f.outcome, f.closed_at, f.closed_by
FROM follow_ups f WHERE f.workspace_id = @workspace_id AND f.conversation_id = @from_id::uuid
ON CONFLICT (workspace_id, conversation_id) DO NOTHING;

-- name: Join :exec
-- What is open of both goes on as one entry; what was closed is open again.
UPDATE follow_ups t SET state = CASE WHEN t.state = 'done' THEN 'open' ELSE t.state END, outcome = '', closed_at = NULL, closed_by = NULL,
  asked_at = CASE WHEN t.state = 'done' THEN f.asked_at ELSE least(t.asked_at, f.asked_at) END,
  unresolved_at = least(t.unresolved_at, f.unresolved_at), due_at = least(t.due_at, f.due_at), owner_id = coalesce(t.owner_id, f.owner_id),
  note = left(concat_ws(E'\n', nullif(t.note, ''), nullif(f.note, '')), @max_note::int)
FROM follow_ups f
WHERE t.workspace_id = @workspace_id AND t.conversation_id = @into_id::uuid
  AND f.workspace_id = @workspace_id AND f.conversation_id = @from_id::uuid AND f.state <> 'done';
