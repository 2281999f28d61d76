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

-- name: CalledIn :many
SELECT DISTINCT conversation_id FROM mention_list WHERE workspace_id = @workspace_id AND agent_id = @agent_id AND unseen;

-- name: HandPriority :one
SELECT priority FROM priority_list WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: Resolutions :many
-- What the bot spoke in, by the day it began (UTC), and how it stands. A person
-- that was needed comes before what nobody has said anything of.
SELECT to_char(l.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*) AS conversations,
  count(*) FILTER (WHERE l.resolution = 'confirmed') AS confirmed,
  count(*) FILTER (WHERE l.resolution = 'assumed') AS assumed,
  count(*) FILTER (WHERE l.resolution NOT IN ('confirmed', 'assumed') AND l.escalated) AS escalated
FROM resolution_list l
WHERE l.workspace_id = @workspace_id AND l.by_bot AND l.created_at >= (SELECT app_now()) - make_interval(days => @days::int)
GROUP BY 1 ORDER BY 1;

-- name: ResolutionsByIntent :many
-- The same by what was wanted; who wanted several things counts for each. No
-- name: nothing that is known.
SELECT coalesce(i.name, '')::text AS intent, count(DISTINCT l.id) AS conversations,
  count(DISTINCT l.id) FILTER (WHERE l.resolution = 'confirmed') AS confirmed,
  count(DISTINCT l.id) FILTER (WHERE l.resolution = 'assumed') AS assumed,
  count(DISTINCT l.id) FILTER (WHERE l.resolution NOT IN ('confirmed', 'assumed') AND l.escalated) AS escalated
FROM resolution_list l
JOIN intent_reading_list i ON i.workspace_id = l.workspace_id AND i.conversation_id = l.id
WHERE l.workspace_id = @workspace_id AND l.by_bot AND l.created_at >= (SELECT app_now()) - make_interval(days => @days::int)
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50;

-- name: IntentsOf :many
-- What a conversation's messages were taken to want, the latest first.
SELECT i.name::text AS name, max(i.confidence)::real AS confidence, max(i.seq)::bigint AS seq
FROM intent_reading_list i
WHERE i.workspace_id = @workspace_id AND i.conversation_id = @conversation_id AND i.name IS NOT NULL
GROUP BY 1 ORDER BY 3 DESC LIMIT 5;

-- name: Resolution :one
SELECT resolution FROM resolution_list WHERE workspace_id = @workspace_id AND id = @conversation_id;
