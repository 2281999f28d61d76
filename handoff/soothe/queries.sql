-- name: Playbook :one
SELECT * FROM soothing_playbooks WHERE workspace_id = @workspace_id;

-- name: PutPlaybook :exec
INSERT INTO soothing_playbooks (workspace_id, enabled, words, gesture, gesture_words, signed_only, every_days, per_day, priority, set_by)
VALUES (@workspace_id, @enabled, @words, @gesture, @gesture_words, @signed_only, @every_days, @per_day, @priority, @set_by)
ON CONFLICT (workspace_id) DO UPDATE SET
  enabled = excluded.enabled, words = excluded.words, gesture = excluded.gesture, gesture_words = excluded.gesture_words,
  signed_only = excluded.signed_only, every_days = excluded.every_days, per_day = excluded.per_day,
  priority = excluded.priority, set_by = excluded.set_by, set_at = app_now();

-- name: Serialise :exec
-- The limits count rows, so two gestures of a workspace are given one after the
-- other.
SELECT pg_advisory_xact_lock(hashtextextended('soothe:' || sqlc.arg('workspace')::text, 0));

-- name: Ran :one
SELECT EXISTS (SELECT FROM soothings WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id::uuid);

-- name: GivenLately :one
SELECT
  count(*) FILTER (WHERE at > app_now() - interval '1 day') AS day,
  count(*) FILTER (WHERE visitor_id = @visitor_id::uuid) AS visitor
FROM soothings
WHERE workspace_id = @workspace_id AND code <> '' AND at > app_now() - make_interval(days => @days::int);

-- name: TakeCode :one
DELETE FROM gesture_codes g
WHERE g.workspace_id = @workspace_id AND g.code = (
  SELECT n.code FROM gesture_codes n WHERE n.workspace_id = @workspace_id ORDER BY n.position LIMIT 1
)
RETURNING g.code;

-- name: Record :exec
INSERT INTO soothings (workspace_id, id, conversation_id, visitor_id, seq, anger, code, withheld, priority)
VALUES (@workspace_id, @id, @conversation_id::uuid, @visitor_id::uuid, @seq, @anger, @code, @withheld, @priority);

-- name: AddCodes :execrows
-- A code that was given once does not come back.
INSERT INTO gesture_codes (workspace_id, code)
SELECT @workspace_id, c.code FROM unnest(@codes::text[]) WITH ORDINALITY AS c (code, n)
WHERE NOT EXISTS (SELECT FROM soothings s WHERE s.workspace_id = @workspace_id AND s.code = c.code)
ORDER BY c.n
ON CONFLICT DO NOTHING;

-- name: CountCodes :one
SELECT count(*) FROM gesture_codes WHERE workspace_id = @workspace_id;

-- name: ForgetCodes :execrows
DELETE FROM gesture_codes WHERE workspace_id = @workspace_id;

-- name: Soothings :many
SELECT s.id, s.conversation_id, s.seq, s.anger, s.code, s.withheld, s.priority, s.at,
  coalesce(c.number, 0)::bigint AS number, coalesce(v.name, '')::text AS visitor_name
FROM soothings s
LEFT JOIN conversation_head_list c ON c.workspace_id = s.workspace_id AND c.id = s.conversation_id
LEFT JOIN visitor_list v ON v.workspace_id = s.workspace_id AND v.id = s.visitor_id
WHERE s.workspace_id = @workspace_id AND (s.at, s.id) < (@before_at::timestamptz, @before_id::uuid)
ORDER BY s.at DESC, s.id DESC LIMIT 51;

-- name: Signed :one
SELECT external_id <> '' AS signed FROM visitor_list WHERE workspace_id = @workspace_id AND id = @id;
