-- The page of a view is put together in page.go: its order and conditions
-- differ by view.

-- name: Figures :one
SELECT
  (SELECT count(*) FROM presence_list p WHERE p.workspace_id = @workspace_id AND p.presence = 'online') AS online,
  (SELECT count(*) FROM article_list a WHERE a.workspace_id = @workspace_id AND a.status = 'published') AS articles,
  (SELECT coalesce(sum(s.passages), 0)::bigint FROM index_shelf_list s WHERE s.workspace_id = @workspace_id) AS passages;

-- name: Presence :many
SELECT agent_id, presence::text AS presence FROM presence_list WHERE workspace_id = @workspace_id;

-- name: Visitor :one
SELECT v.* FROM visitor_list v JOIN conversation_head_list c ON c.workspace_id = v.workspace_id AND c.visitor_id = v.id
WHERE c.workspace_id = @workspace_id AND c.id = @conversation_id;

-- name: History :many
SELECT id, number, stage, preview, last_at FROM conversation_head_list
WHERE workspace_id = @workspace_id AND visitor_id = @visitor_id AND id <> @conversation_id
ORDER BY last_at DESC, id LIMIT 20;

-- name: Rating :one
SELECT score, comment FROM rating_list WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;
