-- The write on the hot path is hand-written, in record.go.

-- name: LatestMood :one
SELECT * FROM moods WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
ORDER BY seq DESC LIMIT 1;

-- name: MoodsFrom :many
SELECT * FROM moods WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND seq >= @seq ORDER BY seq;

-- name: MoodBefore :one
SELECT * FROM moods WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND seq < @seq
ORDER BY seq DESC LIMIT 1;

-- name: ForgetMoodsFrom :exec
DELETE FROM moods WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND seq >= @seq;

-- name: AddOpinion :exec
INSERT INTO mood_opinions (workspace_id, conversation_id, seq, scored_by, valence, anger, urgency, cause, confidence)
VALUES (@workspace_id, @conversation_id, @seq, @scored_by, @valence, @anger, @urgency, @cause, @confidence)
ON CONFLICT DO NOTHING;

-- name: Opinions :many
SELECT * FROM mood_opinions WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id ORDER BY seq, at, scored_by;

-- name: MoodLine :many
SELECT * FROM moods WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
ORDER BY seq;
