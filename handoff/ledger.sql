-- name: OffersOf :many
-- Why a person was offered in a conversation, by the message that it was decided on.
SELECT seq, reason FROM decisions
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND kind = 'offer'
ORDER BY at, id LIMIT 100;
