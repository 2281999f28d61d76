-- Row-level security keeps every query within the transaction's workspace; the
-- workspace stands in each condition all the same, so that its index is used.

-- name: AddQuestion :exec
-- A turn that is taken again is about the same message: the later outcome stands.
INSERT INTO asked_questions (workspace_id, conversation_id, seq, answer_seq, lang, text, outcome, cited)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (workspace_id, conversation_id, seq) DO UPDATE
SET answer_seq = EXCLUDED.answer_seq, lang = EXCLUDED.lang, text = EXCLUDED.text, outcome = EXCLUDED.outcome,
  cited = EXCLUDED.cited, placed = false;

-- name: Reject :exec
UPDATE asked_questions SET outcome = 'rejected', placed = placed AND gap_id IS NOT NULL
WHERE workspace_id = $1 AND conversation_id = $2 AND answer_seq = $3 AND outcome = 'answered';

-- name: Help :exec
UPDATE asked_questions SET helped = true WHERE workspace_id = $1 AND conversation_id = $2 AND answer_seq = $3 AND outcome = 'answered';

-- name: HelpLast :exec
UPDATE asked_questions q SET helped = true
FROM (SELECT seq FROM asked_questions l WHERE l.workspace_id = $1 AND l.conversation_id = $2 ORDER BY seq DESC LIMIT 1) last
WHERE q.workspace_id = $1 AND q.conversation_id = $2 AND q.seq = last.seq AND q.outcome = 'answered';

-- name: Told :many
-- Questions whose visitors said what the answer was worth: what helped, with the
-- articles that did, and what did not, with the article that is to.
SELECT q.conversation_id, q.seq, q.lang, q.text, q.helped,
  array(SELECT a.slug FROM unnest(CASE WHEN q.helped THEN q.cited ELSE array[g.article_id] END) WITH ORDINALITY AS c (id, n)
        JOIN articles a ON a.workspace_id = $1 AND a.id = c.id AND a.status = 'published' ORDER BY c.n)::text[] AS slugs
FROM asked_questions q
LEFT JOIN gaps g ON g.workspace_id = $1 AND g.id = q.gap_id
WHERE q.workspace_id = $1 AND q.at > app_now() - make_interval(days => sqlc.arg(days)::int)
  AND (q.helped OR q.outcome IN ('rejected', 'missed', 'escalated') AND g.article_id IS NOT NULL)
ORDER BY q.at DESC, q.conversation_id, q.seq LIMIT 500;

-- name: Escalate :execrows
-- What was asked last is what a person was needed for.
UPDATE asked_questions q SET outcome = 'escalated', placed = q.placed AND q.gap_id IS NOT NULL
FROM (SELECT seq FROM asked_questions l WHERE l.workspace_id = $1 AND l.conversation_id = $2 ORDER BY seq DESC LIMIT 1) last
WHERE q.workspace_id = $1 AND q.conversation_id = $2 AND q.seq = last.seq;

-- name: RejectLast :exec
UPDATE asked_questions q SET outcome = 'rejected', placed = q.placed AND q.gap_id IS NOT NULL
FROM (SELECT seq FROM asked_questions l WHERE l.workspace_id = $1 AND l.conversation_id = $2 ORDER BY seq DESC LIMIT 1) last
WHERE q.workspace_id = $1 AND q.conversation_id = $2 AND q.seq = last.seq AND q.outcome = 'answered';

-- name: Forget :exec
DELETE FROM asked_questions WHERE workspace_id = $1 AND at < app_now() - make_interval(days => sqlc.arg(days)::int);

-- name: ForgetEmpty :exec
-- A gap that nobody has touched is nothing but its questions.
DELETE FROM gaps g WHERE g.workspace_id = $1 AND g.changed_by IS NULL
  AND NOT EXISTS (SELECT FROM asked_questions q WHERE q.workspace_id = $1 AND q.gap_id = g.id);

-- name: Due :one
-- Whether there is something to place or to forget.
SELECT (EXISTS (SELECT FROM asked_questions q WHERE q.workspace_id = $1 AND NOT q.placed)
  OR EXISTS (SELECT FROM asked_questions q WHERE q.workspace_id = $1 AND q.at < app_now() - make_interval(days => sqlc.arg(days)::int)))::boolean;

-- name: Questions :many
-- The newest of them, oldest first. People hold a conversation from each time
-- somebody took it to the next move, or to the last message while it is held.
SELECT n.conversation_id, n.seq, n.lang, n.text, n.outcome, n.gap_id, n.placed, n.at,
  coalesce(h.seconds, 0)::float8 AS seconds, c.number AS conversation_number
FROM (SELECT * FROM asked_questions q WHERE q.workspace_id = $1 ORDER BY q.at DESC, q.conversation_id, q.seq LIMIT sqlc.arg(most)) n
JOIN conversation_head_list c ON c.workspace_id = $1 AND c.id = n.conversation_id
LEFT JOIN LATERAL (
  SELECT sum(extract(epoch FROM coalesce(m.until, greatest(c.last_at, m.at)) - m.at)) AS seconds
  FROM (
    SELECT l.at, l.stage, lead(l.at) OVER (ORDER BY l.seq) AS until
    FROM stage_move_list l WHERE l.workspace_id = $1 AND l.conversation_id = n.conversation_id) m
  WHERE m.stage = 'person') h ON true
ORDER BY n.at, n.conversation_id, n.seq;

-- name: Place :exec
UPDATE asked_questions q SET gap_id = p.gap_id, placed = true
FROM (
  SELECT unnest(sqlc.arg(conversations)::uuid[]) AS conversation_id, unnest(sqlc.arg(seqs)::bigint[]) AS seq,
    nullif(unnest(sqlc.arg(gaps)::uuid[]), '00000000-0000-0000-0000-000000000000') AS gap_id) p
WHERE q.workspace_id = $1 AND q.conversation_id = p.conversation_id AND q.seq = p.seq;

-- name: MoveSome :execrows
UPDATE asked_questions q SET gap_id = sqlc.arg(gap_id)::uuid, placed = true
FROM (SELECT unnest(sqlc.arg(conversations)::uuid[]) AS conversation_id, unnest(sqlc.arg(seqs)::bigint[]) AS seq) p
WHERE q.workspace_id = $1 AND q.conversation_id = p.conversation_id AND q.seq = p.seq AND q.gap_id = sqlc.arg(from_gap)::uuid;

-- name: MoveAll :exec
UPDATE asked_questions SET gap_id = sqlc.arg(into_gap)::uuid WHERE workspace_id = $1 AND gap_id = sqlc.arg(from_gap)::uuid;

-- name: AddGap :exec
INSERT INTO gaps (workspace_id, id, apart, changed_by) VALUES ($1, $2, $3, $4);

-- name: DropGap :exec
DELETE FROM gaps WHERE workspace_id = $1 AND id = $2;

-- name: Gaps :many
-- When a gap was closed is when its article was published first after it was linked.
SELECT g.id, g.article_id, g.linked_at, g.apart, g.dismissed_at, g.changed_by, g.created_at,
  coalesce(a.title, '') AS article_title, coalesce(a.status, '') AS article_status,
  coalesce((SELECT min(greatest(r.created_at, g.linked_at)) FROM revisions r
   WHERE r.workspace_id = $1 AND r.article_id = g.article_id
     AND (r.created_at >= g.linked_at OR r.number = a.published_revision)), 'epoch')::timestamptz AS closed_at
FROM gaps g
LEFT JOIN articles a ON a.workspace_id = $1 AND a.id = g.article_id
WHERE g.workspace_id = $1 ORDER BY g.created_at, g.id;

-- name: LockGap :one
SELECT * FROM gaps WHERE workspace_id = $1 AND id = $2 FOR UPDATE;

-- name: LinkArticle :exec
UPDATE gaps SET article_id = $3, linked_at = app_now(), dismissed_at = NULL, changed_by = $4 WHERE workspace_id = $1 AND id = $2;

-- name: Dismiss :exec
UPDATE gaps SET dismissed_at = CASE WHEN sqlc.arg(dismissed)::boolean THEN app_now() END, changed_by = $3 WHERE workspace_id = $1 AND id = $2;

-- name: SetApart :exec
UPDATE gaps SET apart = true, changed_by = $3 WHERE workspace_id = $1 AND id = $2;

-- name: TakeArticle :exec
-- A merged gap keeps the article that either had.
UPDATE gaps t SET article_id = coalesce(t.article_id, f.article_id), linked_at = coalesce(t.linked_at, f.linked_at), changed_by = $3
FROM gaps f WHERE t.workspace_id = $1 AND t.id = $2 AND f.workspace_id = $1 AND f.id = sqlc.arg(from_gap);
