-- name: Situation :one
SELECT c.number, c.visitor_name, c.visitor_email, c.agent_name, c.stage, c.lang, c.last_visitor_seq,
  w.name AS workspace_name, coalesce((w.settings->>'assist_off')::boolean, false)::boolean AS assist_off,
  coalesce((SELECT p.for_seq FROM assist_panels p
    WHERE p.workspace_id = c.workspace_id AND p.conversation_id = c.id), 0)::bigint AS drafted_seq
FROM conversation_list c JOIN workspace_list w ON w.workspace_id = c.workspace_id
WHERE c.workspace_id = @workspace_id AND c.id = @id;

-- name: AssistOff :one
SELECT coalesce((settings->>'assist_off')::boolean, false)::boolean AS assist_off
FROM workspace_list WHERE workspace_id = @workspace_id;

-- name: ClaimPanel :execrows
INSERT INTO assist_panels (workspace_id, conversation_id, for_seq, articles, canned)
VALUES (@workspace_id, @conversation_id, @for_seq, @articles, @canned)
ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET
  for_seq = excluded.for_seq, articles = excluded.articles, canned = excluded.canned, at = app_now()
WHERE assist_panels.for_seq < excluded.for_seq;

-- name: Panel :one
SELECT * FROM assist_panels WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: Supersede :exec
UPDATE suggestions SET superseded_at = app_now()
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND superseded_at IS NULL AND for_seq < @for_seq;

-- name: InsertSuggestion :exec
INSERT INTO suggestions (workspace_id, id, conversation_id, for_seq, rank, label, text, sources, internal, model)
VALUES (@workspace_id, @id, @conversation_id, @for_seq, @rank, @label, @text, @sources, @internal, @model);

-- name: LiveSuggestions :many
SELECT * FROM suggestions
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND superseded_at IS NULL AND for_seq = @for_seq
ORDER BY rank;

-- name: ReplaceShown :exec
UPDATE suggestions SET superseded_at = app_now()
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND for_seq = @for_seq
  AND superseded_at IS NULL AND label = 'answer' AND outcome = 'shown';

-- name: DropLast :exec
UPDATE suggestions u SET superseded_at = app_now()
WHERE u.workspace_id = @workspace_id AND u.id IN (
  SELECT s.id FROM suggestions s
  WHERE s.workspace_id = @workspace_id AND s.conversation_id = @conversation_id AND s.for_seq = @for_seq
    AND s.superseded_at IS NULL AND s.outcome = 'shown'
  ORDER BY s.rank OFFSET 3);

-- name: LockSuggestion :one
SELECT * FROM suggestions WHERE workspace_id = @workspace_id AND id = @id FOR UPDATE;

-- name: SetOutcome :exec
UPDATE suggestions SET outcome = @outcome, reason = @reason, distance = sqlc.narg('distance'), ended_at = app_now()
WHERE workspace_id = @workspace_id AND id = @id;

-- name: CannedReplies :many
SELECT * FROM canned_replies WHERE workspace_id = @workspace_id ORDER BY shortcut, lang;

-- name: CannedOf :many
SELECT * FROM canned_replies WHERE workspace_id = @workspace_id AND lang = @lang ORDER BY shortcut;

-- name: CannedByIDs :many
SELECT * FROM canned_replies WHERE workspace_id = @workspace_id AND id = ANY(@ids::uuid[]);

-- name: PutCanned :one
INSERT INTO canned_replies (workspace_id, id, shortcut, lang, title, body, team_id)
VALUES (@workspace_id, @id, @shortcut, @lang, @title, @body, sqlc.narg('team_id'))
ON CONFLICT ON CONSTRAINT canned_replies_shortcut_key DO UPDATE SET
  title = excluded.title, body = excluded.body, team_id = excluded.team_id, updated_at = app_now()
RETURNING id;

-- name: DeleteCanned :execrows
DELETE FROM canned_replies WHERE workspace_id = @workspace_id AND id = @id;

-- name: PastReplies :many
SELECT * FROM past_replies WHERE workspace_id = @workspace_id AND lang = @lang ORDER BY id LIMIT 2000;

-- name: PutPast :exec
INSERT INTO past_replies (workspace_id, id, lang, question, body, team_id)
VALUES (@workspace_id, @id, @lang, @question, @body, sqlc.narg('team_id'))
ON CONFLICT (workspace_id, id) DO UPDATE SET question = excluded.question, body = excluded.body, team_id = excluded.team_id;
