-- name: CreateConversation :one
WITH n AS (
  UPDATE workspaces SET last_number = last_number + 1
  WHERE workspaces.id = @workspace_id RETURNING last_number
)
INSERT INTO conversations (workspace_id, id, number, visitor_id, lang)
SELECT @workspace_id, @id, n.last_number, @visitor_id, @lang FROM n
RETURNING *;

-- name: GetConversation :one
SELECT * FROM conversations WHERE workspace_id = @workspace_id AND id = @id;

-- name: LockConversation :one
SELECT * FROM conversations WHERE workspace_id = @workspace_id AND id = @id FOR UPDATE;

-- name: LockVisitor :one
SELECT id FROM visitors WHERE workspace_id = @workspace_id AND id = @id FOR UPDATE;

-- name: OpenOfVisitor :many
SELECT * FROM conversations
WHERE workspace_id = @workspace_id AND visitor_id = @visitor_id AND stage <> 'resolved'
ORDER BY created_at DESC;

-- name: OfVisitor :many
SELECT * FROM conversations
WHERE workspace_id = @workspace_id AND visitor_id = @visitor_id
ORDER BY created_at DESC LIMIT 50;

-- name: SetStage :exec
UPDATE conversations SET
  stage = @stage,
  agent_id = sqlc.narg('agent_id'),
  last_agent_id = coalesce(sqlc.narg('agent_id'), agent_id, last_agent_id),
  team_id = coalesce(sqlc.narg('team_id'), team_id),
  claim_token = CASE WHEN @stage IN ('person', 'resolved') THEN NULL ELSE claim_token END,
  claim_until = CASE WHEN @stage IN ('person', 'resolved') THEN NULL ELSE claim_until END,
  answered_seq = CASE WHEN @stage IN ('person', 'resolved') THEN last_visitor_seq ELSE answered_seq END,
  waiting_since = CASE WHEN @stage = 'resolved' THEN NULL
                       WHEN @stage = 'waiting' THEN coalesce(waiting_since, app_now())
                       ELSE waiting_since END,
  snoozed_until = NULL,
  resolution = CASE WHEN @stage IN ('waiting', 'person') THEN ''
                    WHEN @stage = 'bot' AND resolution <> '' THEN 'open' ELSE resolution END,
  resolution_via = CASE WHEN @stage = 'resolved' THEN resolution_via ELSE '' END,
  resolved_at = CASE WHEN @stage = 'resolved' THEN app_now() END
WHERE workspace_id = @workspace_id AND id = @id;

-- name: Snooze :exec
UPDATE conversations SET snoozed_until = sqlc.narg('until')
WHERE workspace_id = @workspace_id AND id = @id;

-- name: ClaimTurn :one
UPDATE conversations SET
  claim_token = @token,
  claim_until = app_now() + make_interval(secs => @lease_seconds::float8),
  claim_seq = last_visitor_seq
WHERE workspace_id = @workspace_id AND id = @id
  AND stage IN ('bot', 'waiting')
  AND answered_seq < last_visitor_seq
  AND (claim_token IS NULL OR claim_until < app_now() OR claim_seq < last_visitor_seq)
RETURNING *;

-- name: RenewClaim :execrows
UPDATE conversations SET claim_until = app_now() + make_interval(secs => @lease_seconds::float8)
WHERE workspace_id = @workspace_id AND id = @id AND claim_token = @token::uuid
  AND stage IN ('bot', 'waiting') AND last_visitor_seq = claim_seq;

-- name: FinishClaim :execrows
UPDATE conversations SET claim_token = NULL, claim_until = NULL, answered_seq = claim_seq
WHERE workspace_id = @workspace_id AND id = @id AND claim_token = @token::uuid
  AND stage IN ('bot', 'waiting') AND last_visitor_seq = claim_seq;

-- name: ReleaseClaim :exec
UPDATE conversations SET claim_token = NULL, claim_until = NULL
WHERE workspace_id = @workspace_id AND id = @id AND claim_token = @token::uuid;

-- name: EventsAfter :many
SELECT * FROM events
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND seq > @after::bigint
ORDER BY seq LIMIT @at_most;

-- name: VisibleAfter :many
SELECT * FROM events
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND vseq > @after::bigint
ORDER BY seq LIMIT @at_most;

-- name: LastMessages :many
SELECT * FROM (
  SELECT * FROM events
  WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND kind = 'message.added'
  ORDER BY seq DESC LIMIT @at_most
) newest ORDER BY seq;

-- name: Heads :many
SELECT workspace_id, conversation_id, max(seq)::bigint AS head FROM events
WHERE at > app_now() - make_interval(secs => @window_seconds::float8)
GROUP BY workspace_id, conversation_id;

-- name: StalledTurns :many
-- Open conversations pile up, recent messages do not: the search starts from the
-- last hour's, by the block range index on events.at.
SELECT workspace_id, id, last_visitor_seq FROM conversations
WHERE (workspace_id, id) IN (
    SELECT e.workspace_id, e.conversation_id FROM events e
    WHERE e.kind = 'message.added' AND e.author_kind = 'visitor' AND e.at > app_now() - interval '1 hour')
  AND stage = 'bot' AND answered_seq < last_visitor_seq
  AND last_at < app_now() - make_interval(secs => @idle_seconds::float8)
  AND (claim_until IS NULL OR claim_until < app_now())
LIMIT 500;

-- name: PutRating :exec
INSERT INTO ratings (workspace_id, conversation_id, agent_id, score, comment)
VALUES (@workspace_id, @conversation_id, sqlc.narg('agent_id'), @score, @comment)
ON CONFLICT (workspace_id, conversation_id)
DO UPDATE SET score = excluded.score, comment = excluded.comment, at = app_now();

-- name: RatingsByAgent :many
-- Nobody's are those of conversations that the bot had alone.
SELECT r.agent_id, coalesce(a.name, '')::text AS agent_name, count(*) AS given, avg(r.score)::float8 AS mean,
  count(*) FILTER (WHERE r.score <= 2) AS bad, count(*) FILTER (WHERE r.score >= 4) AS good
FROM ratings r LEFT JOIN agents a ON a.id = r.agent_id
WHERE r.workspace_id = @workspace_id AND r.at > app_now() - make_interval(days => @days::int)
GROUP BY r.agent_id, a.name ORDER BY given DESC, agent_name, r.agent_id;

-- name: RatedLately :many
-- With a word, the last first.
SELECT r.conversation_id, c.number, coalesce(a.name, '')::text AS agent_name, r.score, r.comment, r.at
FROM ratings r
JOIN conversations c ON c.workspace_id = r.workspace_id AND c.id = r.conversation_id
LEFT JOIN agents a ON a.id = r.agent_id
WHERE r.workspace_id = @workspace_id AND r.comment <> '' AND r.at > app_now() - make_interval(days => @days::int)
ORDER BY r.at DESC, r.conversation_id LIMIT 20;

-- name: VisibleEvent :one
SELECT * FROM events
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND vseq = @vseq::bigint;

-- name: IsRated :one
SELECT EXISTS (SELECT FROM ratings WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id);

-- name: PlaceOf :one
-- Where a visitor's message belongs that names no conversation: where its
-- client id is recorded already, else the open one. One statement, so that
-- both are seen as of one moment.
SELECT id::uuid FROM (
  SELECT e.conversation_id AS id, 0 AS rank, e.at AS at FROM events e
  JOIN conversations c ON c.workspace_id = e.workspace_id AND c.id = e.conversation_id
  WHERE c.workspace_id = @workspace_id AND c.visitor_id = @visitor_id AND e.author_id = @visitor_id AND e.client_id = @client_id
  UNION ALL
  SELECT o.id, 1, o.created_at FROM conversations o
  WHERE o.workspace_id = @workspace_id AND o.visitor_id = @visitor_id AND o.stage <> 'resolved'
) places ORDER BY rank, at DESC LIMIT 1;

-- name: IsRecorded :one
SELECT EXISTS (SELECT FROM events WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
  AND author_id = @author_id AND client_id = @client_id);

-- name: LeaveTeam :many
-- Locked in one order, so that two of them cannot wait for each other. Of any
-- stage for the last look: what moves between stages is in neither of two looks.
WITH taken AS (
  SELECT c.id FROM conversations c WHERE c.workspace_id = @workspace_id AND c.team_id = @team_id::uuid
    AND (@stage::text = '' OR c.stage = @stage::text)
  ORDER BY c.id LIMIT @most FOR NO KEY UPDATE
)
UPDATE conversations SET team_id = NULL FROM taken WHERE conversations.workspace_id = @workspace_id AND conversations.id = taken.id
RETURNING conversations.id;

-- name: LockVisitors :exec
SELECT v.id FROM visitors v WHERE v.workspace_id = @workspace_id
  AND v.id IN (SELECT c.visitor_id FROM conversations c WHERE c.workspace_id = @workspace_id AND c.id = ANY(@ids::uuid[]))
ORDER BY v.id FOR NO KEY UPDATE;

-- name: LockConversations :many
-- One order for all who lock two, so that two merges of the same two wait for
-- each other and do not block each other.
SELECT * FROM conversations WHERE workspace_id = @workspace_id AND id = ANY(@ids::uuid[]) ORDER BY id FOR UPDATE;

-- name: SetMerged :exec
UPDATE conversations SET merged_into = @into_id::uuid WHERE workspace_id = @workspace_id AND id = @id;

-- name: TakeWaiting :exec
-- Who waited there longer waits here as long.
UPDATE conversations SET waiting_since = least(waiting_since, sqlc.narg('since')::timestamptz) WHERE workspace_id = @workspace_id AND id = @id;

-- name: MergedInto :one
SELECT merged_into FROM conversations WHERE workspace_id = @workspace_id AND id = @id;

-- name: CountMessages :one
SELECT count(*) FROM events WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND kind = 'message.added';

-- name: MergedHere :many
-- The conversations that go on in this one, by way of others too.
WITH RECURSIVE part AS (
  SELECT c.id FROM conversations c WHERE c.workspace_id = @workspace_id AND c.merged_into = @id::uuid
  UNION
  SELECT c.id FROM conversations c JOIN part p ON c.merged_into = p.id WHERE c.workspace_id = @workspace_id
)
SELECT id FROM part LIMIT 20;

-- name: LastNote :one
-- The last note that was written for whoever takes over, unless the
-- conversation was finished since.
SELECT * FROM events e WHERE e.workspace_id = @workspace_id AND e.conversation_id = @conversation_id AND e.kind = 'note.added'
  AND e.data ? 'passed_to' AND NOT EXISTS (
    SELECT FROM events r WHERE r.workspace_id = e.workspace_id AND r.conversation_id = e.conversation_id AND r.seq > e.seq
      AND r.kind = 'stage.moved' AND r.data ->> 'to' = 'resolved')
ORDER BY e.seq DESC LIMIT 1;

-- name: HandedBack :one
-- A person handed it back to the bot, and it was not finished since.
SELECT EXISTS (SELECT FROM events e WHERE e.workspace_id = @workspace_id AND e.conversation_id = @conversation_id
  AND e.kind = 'stage.moved' AND e.data ->> 'from' = 'person' AND e.data ->> 'to' = 'bot' AND NOT EXISTS (
    SELECT FROM events r WHERE r.workspace_id = e.workspace_id AND r.conversation_id = e.conversation_id AND r.seq > e.seq
      AND r.kind = 'stage.moved' AND r.data ->> 'to' = 'resolved'));
