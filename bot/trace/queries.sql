-- name: Insert :exec
INSERT INTO bot_turns (workspace_id, id, conversation_id, visitor_seq, message_seq, outcome, mode, lang, confidence,
  fallback, model, endpoint, prompt_tokens, completion_tokens, cost_micros, first_token_ms, took_ms, trace, prompt, reply)
VALUES (@workspace_id, @id, @conversation_id, @visitor_seq, sqlc.narg('message_seq'), @outcome, @mode, @lang, @confidence,
  @fallback, @model, @endpoint, @prompt_tokens, @completion_tokens, @cost_micros, @first_token_ms, @took_ms, @trace, @prompt, @reply);

-- name: OfConversation :many
SELECT id, visitor_seq, message_seq, outcome, mode, lang, fallback, model, endpoint, prompt_tokens, completion_tokens, cost_micros,
  first_token_ms, took_ms, trace, at
FROM bot_turns
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
ORDER BY at DESC LIMIT 100;

-- name: Get :one
SELECT * FROM bot_turns
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND id = @id;

-- name: Open :many
-- The bot's messages that said there is no answer, or asked back.
SELECT message_seq::bigint AS message_seq, outcome FROM bot_turns
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND outcome IN ('missed', 'clarified') AND message_seq IS NOT NULL;

-- name: ForgetTexts :execrows
-- Some at a time: a backlog of large texts must not outlast a statement.
UPDATE bot_turns SET prompt = '', reply = '' WHERE ctid = ANY(ARRAY(
  SELECT ctid FROM bot_turns WHERE prompt <> '' AND at < app_now() - make_interval(secs => @older_seconds::float8) LIMIT @at_most));
