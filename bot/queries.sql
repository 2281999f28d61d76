-- name: InsertTurn :exec
INSERT INTO bot_turns (workspace_id, id, conversation_id, visitor_seq, message_seq, outcome, mode, lang, confidence,
  fallback, model, prompt_tokens, completion_tokens, first_token_ms, took_ms, trace)
VALUES (@workspace_id, @id, @conversation_id, @visitor_seq, sqlc.narg('message_seq'), @outcome, @mode, @lang, @confidence,
  @fallback, @model, @prompt_tokens, @completion_tokens, @first_token_ms, @took_ms, @trace);

-- name: TurnsOf :many
SELECT * FROM bot_turns
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
ORDER BY at DESC LIMIT 100;

-- name: UnansweredMessages :many
-- The bot's messages that said there is no answer, or asked back.
SELECT message_seq::bigint AS message_seq, outcome FROM bot_turns
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND outcome IN ('missed', 'clarified') AND message_seq IS NOT NULL;

-- name: NoteRescue :execrows
INSERT INTO bot_rescues (workspace_id, conversation_id, visitor_seq)
VALUES (@workspace_id, @conversation_id, @visitor_seq) ON CONFLICT DO NOTHING;

-- name: RescueFailed :one
-- Whether the turn that was started again has had as long as the first.
SELECT (at <= app_now() - make_interval(secs => @stalled_seconds::float8))::bool AS failed FROM bot_rescues
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND visitor_seq = @visitor_seq;

-- name: Settings :one
SELECT * FROM bot_settings WHERE workspace_id = @workspace_id;

-- name: PutSettings :one
INSERT INTO bot_settings (workspace_id, brand, house, use_model, mask_personal, link_hosts)
VALUES (@workspace_id, @brand, @house, @use_model, @mask_personal, @link_hosts)
ON CONFLICT (workspace_id) DO UPDATE SET
  version = bot_settings.version + 1, brand = excluded.brand, house = excluded.house, use_model = excluded.use_model,
  mask_personal = excluded.mask_personal, link_hosts = excluded.link_hosts, updated_at = app_now()
RETURNING *;
