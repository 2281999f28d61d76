-- name: Tell :exec
INSERT INTO mentions (workspace_id, agent_id, conversation_id, seq)
SELECT @workspace_id, m.agent_id, @conversation_id, @seq FROM members m
WHERE m.workspace_id = @workspace_id AND m.agent_id = ANY(@agents::uuid[])
ON CONFLICT DO NOTHING;

-- name: Seen :execrows
UPDATE mentions SET seen_at = app_now()
WHERE workspace_id = @workspace_id AND agent_id = @agent_id AND conversation_id = @conversation_id AND seq <= @seq AND seen_at IS NULL;
