-- name: NoteRescue :execrows
INSERT INTO bot_rescues (workspace_id, conversation_id, visitor_seq)
VALUES (@workspace_id, @conversation_id, @visitor_seq) ON CONFLICT DO NOTHING;

-- name: RescueFailed :one
-- Whether the turn that was started again has had as long as the first.
SELECT (at <= app_now() - make_interval(secs => @stalled_seconds::float8))::bool AS failed FROM bot_rescues
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND visitor_seq = @visitor_seq;
