-- The page of a view is put together in page.go: its order and conditions
-- differ by view.

-- name: Figures :one
SELECT
  (SELECT count(*) FROM presence_list p WHERE p.workspace_id = @workspace_id AND p.presence = 'online') AS online,
  (SELECT count(*) FROM article_list a WHERE a.workspace_id = @workspace_id AND a.status = 'published') AS articles,
  (SELECT coalesce(sum(s.passages), 0)::bigint FROM index_shelf_list s WHERE s.workspace_id = @workspace_id) AS passages;

-- name: Presence :many
SELECT agent_id, presence::text AS presence FROM presence_list WHERE workspace_id = @workspace_id;
