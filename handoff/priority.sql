-- name: PriorityRules :many
SELECT * FROM priority_rules WHERE workspace_id = @workspace_id ORDER BY position;

-- name: ForgetPriorityRules :exec
DELETE FROM priority_rules WHERE workspace_id = @workspace_id;

-- name: AddPriorityRule :exec
INSERT INTO priority_rules (workspace_id, position, attribute, test, value, priority)
VALUES (@workspace_id, @position, @attribute, @test, @value, @priority);

-- name: HandPriority :one
SELECT priority FROM priority_list WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: SetHandPriority :exec
INSERT INTO conversation_priorities (workspace_id, conversation_id, priority, set_by)
VALUES (@workspace_id, @conversation_id, @priority, @set_by)
ON CONFLICT (workspace_id, conversation_id) DO UPDATE SET priority = excluded.priority, set_by = excluded.set_by, set_at = app_now();

-- name: ForgetHandPriority :exec
DELETE FROM conversation_priorities WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: WaitingPriorities :many
-- What decides the place of those who wait: of one conversation, of one
-- visitor, or of all.
SELECT h.id, h.priority, greatest(h.reason_priority, s.priority)::smallint AS reason_priority, v.attributes, coalesce(p.priority, -1)::smallint AS by_hand
FROM handoffs h
JOIN conversation_head_list c ON c.workspace_id = h.workspace_id AND c.id = h.conversation_id
JOIN visitor_list v ON v.workspace_id = c.workspace_id AND v.id = c.visitor_id
LEFT JOIN priority_list p ON p.workspace_id = h.workspace_id AND p.conversation_id = h.conversation_id
LEFT JOIN soothing_list s ON s.workspace_id = h.workspace_id AND s.conversation_id = h.conversation_id
WHERE h.workspace_id = @workspace_id AND h.state = 'open'
  AND (sqlc.narg('visitor_id')::uuid IS NULL OR c.visitor_id = sqlc.narg('visitor_id')::uuid)
  AND (sqlc.narg('conversation_id')::uuid IS NULL OR c.id = sqlc.narg('conversation_id')::uuid)
ORDER BY h.id;

-- name: SetPriorities :exec
UPDATE handoffs h SET priority = n.priority
FROM (SELECT unnest(@ids::uuid[]) AS id, unnest(@priorities::smallint[]) AS priority) n
WHERE h.workspace_id = @workspace_id AND h.id = n.id AND h.state = 'open';

-- name: SoothedPriority :one
SELECT coalesce(max(priority), 0)::smallint AS priority FROM soothing_list
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;
