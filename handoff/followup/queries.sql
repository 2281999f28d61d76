-- name: Get :one
SELECT * FROM follow_ups WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: Told :exec
-- Never back: another job may have told more meanwhile.
UPDATE follow_ups SET mailed_seq = greatest(mailed_seq, @seq::bigint), failure = '',
  mailed_at = CASE WHEN @by_mail::boolean THEN app_now() ELSE mailed_at END
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: Failed :exec
UPDATE follow_ups SET failure = @failure WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: WorkspaceOf :one
SELECT workspace_id FROM follow_ups WHERE conversation_id = @conversation_id;

-- name: DueAt :one
SELECT (now() + make_interval(secs => @seconds::float8))::timestamptz AS at;

-- name: AskTranscript :exec
INSERT INTO transcripts (workspace_id, id, conversation_id, email, asked_by)
VALUES (@workspace_id, @id, @conversation_id, @email, sqlc.narg('asked_by'));

-- name: RecentTranscripts :one
-- Of a conversation, and to an address from any, within a day.
SELECT count(*) FILTER (WHERE conversation_id = @conversation_id) AS of_conversation,
  count(*) FILTER (WHERE lower(email) = lower(@email)) AS to_address
FROM transcripts WHERE workspace_id = @workspace_id AND asked_at > app_now() - interval '1 day'
  AND (conversation_id = @conversation_id OR lower(email) = lower(@email));

-- name: Transcript :one
SELECT * FROM transcripts WHERE workspace_id = @workspace_id AND id = @id;

-- name: EndTranscript :execrows
UPDATE transcripts SET state = @state, ended_at = app_now() WHERE workspace_id = @workspace_id AND id = @id AND state = 'queued';
