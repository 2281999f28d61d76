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
-- Whether there is something to place, to count or to forget.
SELECT (EXISTS (SELECT FROM gap_changes n WHERE n.workspace_id = $1) OR EXISTS (SELECT FROM asked_questions q WHERE q.workspace_id = $1 AND NOT q.placed)
  OR EXISTS (SELECT FROM asked_questions q WHERE q.workspace_id = $1 AND q.at < app_now() - make_interval(days => sqlc.arg(days)::int)))::boolean;

-- name: Window :many
-- The newest questions, oldest first: among them new ones find their gap.
SELECT n.conversation_id, n.seq, n.lang, n.text, n.outcome, n.gap_id, n.placed, n.at
FROM (SELECT * FROM asked_questions q WHERE q.workspace_id = $1 ORDER BY q.at DESC, q.conversation_id, q.seq LIMIT sqlc.arg(most)) n
ORDER BY n.at, n.conversation_id, n.seq;

-- name: Leads :many
-- What gaps are about that have no question among the newest.
SELECT q.conversation_id, q.seq, q.lang, q.text, q.outcome, q.gap_id, q.placed, q.at
FROM gaps g
JOIN asked_questions q ON q.workspace_id = $1 AND q.conversation_id = g.lead_conversation AND q.seq = g.lead_seq
WHERE g.workspace_id = $1 AND g.id <> ALL (sqlc.arg(present)::uuid[]) AND q.gap_id = g.id
ORDER BY g.last_at DESC, g.id LIMIT sqlc.arg(most);

-- name: QuestionsOf :many
-- The newest questions of a gap. People hold a conversation from each time
-- somebody took it to the next move, or to the last message while it is held.
SELECT n.conversation_id, n.seq, n.lang, n.text, n.outcome, n.at,
  coalesce(h.seconds, 0)::float8 AS seconds, c.number AS conversation_number
FROM (SELECT * FROM asked_questions q WHERE q.workspace_id = $1 AND q.gap_id = sqlc.arg(gap)::uuid
      ORDER BY q.at DESC, q.conversation_id, q.seq LIMIT sqlc.arg(most)) n
JOIN conversation_head_list c ON c.workspace_id = $1 AND c.id = n.conversation_id
LEFT JOIN LATERAL (
  SELECT sum(extract(epoch FROM coalesce(m.until, greatest(c.last_at, m.at)) - m.at)) AS seconds
  FROM (
    SELECT l.at, l.stage, lead(l.at) OVER (ORDER BY l.seq) AS until
    FROM stage_move_list l WHERE l.workspace_id = $1 AND l.conversation_id = n.conversation_id) m
  WHERE m.stage = 'person') h ON true
ORDER BY n.at DESC, n.conversation_id, n.seq;

-- name: Changes :many
SELECT id, gap_id FROM gap_changes WHERE workspace_id = $1 ORDER BY id LIMIT sqlc.arg(most);

-- name: ForgetChanges :exec
DELETE FROM gap_changes WHERE workspace_id = $1 AND id = ANY(sqlc.arg(ids)::bigint[]);

-- name: Stale :many
-- Gaps whose figures move by themselves: people go on with a conversation, and
-- weeks pass.
SELECT id FROM gaps WHERE workspace_id = $1
  AND (counted_at < app_now() - interval '1 day' OR last_at > app_now() - interval '14 days' AND counted_at < app_now() - interval '10 minutes')
ORDER BY counted_at LIMIT sqlc.arg(most);

-- name: Count :exec
WITH q AS (
  SELECT q.* FROM asked_questions q WHERE q.workspace_id = $1 AND q.gap_id = ANY(sqlc.arg(ids)::uuid[])),
missed AS (SELECT * FROM q WHERE outcome <> 'answered'),
sums AS (
  SELECT gap_id, count(*) AS asked, count(*) FILTER (WHERE outcome = 'missed') AS missed, count(*) FILTER (WHERE outcome = 'rejected') AS rejected,
    count(*) FILTER (WHERE outcome = 'escalated') AS escalated,
    min(at) FILTER (WHERE outcome <> 'answered') AS first_at, max(at) FILTER (WHERE outcome <> 'answered') AS last_at
  FROM q GROUP BY gap_id),
talks AS (
  SELECT t.gap_id, count(*) AS conversations, sum(coalesce(h.seconds, 0) / greatest(1, s.n)) AS held
  FROM (SELECT DISTINCT gap_id, conversation_id FROM missed) t
  CROSS JOIN LATERAL (
    SELECT count(DISTINCT o.gap_id) AS n FROM asked_questions o
    WHERE o.workspace_id = $1 AND o.conversation_id = t.conversation_id AND o.gap_id IS NOT NULL AND o.outcome <> 'answered') s
  LEFT JOIN LATERAL (
    SELECT sum(extract(epoch FROM coalesce(m.until, greatest(m.last_at, m.at)) - m.at)) AS seconds
    FROM (
      SELECT l.at, l.stage, lead(l.at) OVER (ORDER BY l.seq) AS until, c.last_at
      FROM stage_move_list l JOIN conversation_head_list c ON c.workspace_id = $1 AND c.id = l.conversation_id
      WHERE l.workspace_id = $1 AND l.conversation_id = t.conversation_id) m
    WHERE m.stage = 'person') h ON true
  GROUP BY t.gap_id),
trend AS (
  SELECT w.gap_id, array_agg(coalesce(c.n, 0)::int ORDER BY w.week DESC) AS weeks
  FROM (SELECT unnest(sqlc.arg(ids)::uuid[]) AS gap_id, week FROM generate_series(0, 7) AS week) w
  LEFT JOIN (
    SELECT gap_id, floor(extract(epoch FROM app_now() - at) / 604800)::int AS week, count(*) AS n FROM missed GROUP BY 1, 2) c USING (gap_id, week)
  GROUP BY w.gap_id)
UPDATE gaps g SET asked = coalesce(s.asked, 0), missed = coalesce(s.missed, 0), rejected = coalesce(s.rejected, 0), escalated = coalesce(s.escalated, 0),
  conversations = coalesce(t.conversations, 0), held_seconds = coalesce(t.held, 0), weeks = w.weeks,
  first_at = s.first_at, last_at = s.last_at, counted_at = app_now()
FROM trend w LEFT JOIN sums s USING (gap_id) LEFT JOIN talks t USING (gap_id)
WHERE g.workspace_id = $1 AND g.id = w.gap_id;

-- name: Tellers :many
-- The first questions of gaps that met no answer, or of all if none did.
SELECT r.gap_id::uuid AS gap_id, r.conversation_id, r.seq, r.text, r.outcome FROM (
  SELECT q.gap_id, q.conversation_id, q.seq, q.text, q.outcome,
    row_number() OVER (PARTITION BY q.gap_id ORDER BY q.outcome = 'answered', q.at, q.conversation_id, q.seq) AS n
  FROM asked_questions q WHERE q.workspace_id = $1 AND q.gap_id = ANY(sqlc.arg(ids)::uuid[])) r
WHERE r.n <= sqlc.arg(most)::int ORDER BY r.gap_id, r.n;

-- name: SetLeads :exec
UPDATE gaps g SET lead_conversation = l.conversation_id, lead_seq = l.seq
FROM (SELECT unnest(sqlc.arg(ids)::uuid[]) AS id, unnest(sqlc.arg(conversations)::uuid[]) AS conversation_id, unnest(sqlc.arg(seqs)::bigint[]) AS seq) l
WHERE g.workspace_id = $1 AND g.id = l.id;

-- name: Listed :many
-- Gaps of a status, or one by its id. When a gap was closed is when its article
-- was published first after it was linked.
SELECT l.* FROM (
  SELECT g.id, g.article_id, g.asked, g.missed, g.rejected, g.escalated, g.conversations, g.held_seconds, g.weeks,
    coalesce(g.first_at, 'epoch')::timestamptz AS first_at, coalesce(g.last_at, 'epoch')::timestamptz AS last_at,
    coalesce(a.title, '') AS article_title, coalesce(a.status, '') AS article_status, coalesce(q.text, '') AS title, coalesce(q.lang, '') AS lang,
    coalesce(c.at, 'epoch')::timestamptz AS closed_at,
    (CASE WHEN g.dismissed_at IS NOT NULL THEN 'dismissed' WHEN c.at IS NOT NULL AND a.status = 'published' THEN 'closed'
      WHEN g.article_id IS NOT NULL THEN 'drafted' ELSE 'open' END)::text AS status
  FROM gaps g
  LEFT JOIN articles a ON a.workspace_id = $1 AND a.id = g.article_id
  LEFT JOIN asked_questions q ON q.workspace_id = $1 AND q.conversation_id = g.lead_conversation AND q.seq = g.lead_seq
  LEFT JOIN LATERAL (
    SELECT min(greatest(r.created_at, g.linked_at)) AS at FROM revisions r
    WHERE g.article_id IS NOT NULL AND r.workspace_id = $1 AND r.article_id = g.article_id AND r.published
      AND (r.created_at >= g.linked_at OR r.number = a.published_revision)) c ON true
  WHERE g.workspace_id = $1 AND g.asked > 0) l
WHERE l.status = sqlc.arg(status)::text OR l.id = sqlc.arg(id)::uuid
ORDER BY l.held_seconds DESC, l.missed + l.rejected + l.escalated DESC, l.first_at, l.id LIMIT sqlc.arg(most);

-- name: Rates :many
-- How often a question was asked since a gap was closed, and met no answer.
SELECT q.gap_id::uuid AS gap_id, count(*)::int AS asked, (count(*) FILTER (WHERE q.outcome <> 'answered'))::int AS missed
FROM asked_questions q
JOIN (SELECT unnest(sqlc.arg(ids)::uuid[]) AS id, unnest(sqlc.arg(closed)::timestamptz[]) AS closed_at) g ON g.id = q.gap_id
WHERE q.workspace_id = $1 AND q.at > g.closed_at GROUP BY q.gap_id;

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
SELECT id, apart, changed_by FROM gaps WHERE workspace_id = $1 ORDER BY created_at, id;

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
