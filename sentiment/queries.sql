-- The write on the hot path is hand-written, in record.go.

-- name: LatestMood :one
SELECT * FROM moods WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
ORDER BY seq DESC LIMIT 1;

-- name: MoodLine :many
SELECT * FROM moods WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
ORDER BY seq;
