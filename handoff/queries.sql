-- name: InsertHandoff :exec
INSERT INTO handoffs (workspace_id, id, conversation_id, reason, rule, evidence, brief, lang, skills, team_id, prefer_agent, priority, reason_priority, waits_since)
VALUES (@workspace_id, @id, @conversation_id, @reason, @rule, @evidence, @brief, @lang, @skills,
  sqlc.narg('team_id'), sqlc.narg('prefer_agent'), @priority, @reason_priority, sqlc.narg('waits_since'));

-- name: InsertTaken :exec
-- Of what an agent takes at once: nobody waited in line.
INSERT INTO handoffs (workspace_id, id, conversation_id, reason, rule, brief, lang, priority, team_id, state, agent_id, ended_at, waits_since)
VALUES (@workspace_id, @id, @conversation_id, @reason, @rule, @brief, @lang, @priority, sqlc.narg('team_id'), 'accepted', @agent_id, app_now(), sqlc.narg('waits_since'));

-- name: Earned :one
-- The place in line of the visitor who was last brought to an agent.
SELECT coalesce(waits_since, requested_at)::timestamptz AS since, reason_priority FROM handoffs
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
ORDER BY requested_at DESC LIMIT 1;

-- name: OpenHandoff :one
SELECT * FROM handoffs WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND state = 'open';

-- name: LatestHandoff :one
SELECT * FROM handoffs WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
ORDER BY requested_at DESC LIMIT 1;

-- name: HandoffByID :one
SELECT * FROM handoffs WHERE workspace_id = @workspace_id AND id = @id;

-- name: EndHandoff :execrows
UPDATE handoffs SET state = @state, agent_id = sqlc.narg('agent_id'), ended_at = app_now()
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND state = 'open';

-- name: OpenHandoffs :many
-- In the order of service: a step of priority is worth two minutes of waiting,
-- so that nobody waits for ever behind the urgent.
SELECT * FROM handoffs WHERE workspace_id = @workspace_id AND state = 'open'
ORDER BY coalesce(waits_since, requested_at) - priority * interval '2 minutes', id;

-- name: CountAhead :one
SELECT count(*) FROM handoffs o, handoffs mine
WHERE mine.workspace_id = @workspace_id AND mine.conversation_id = @conversation_id AND mine.state = 'open'
  AND o.workspace_id = mine.workspace_id AND o.state = 'open' AND o.team_id IS NOT DISTINCT FROM mine.team_id
  AND (coalesce(o.waits_since, o.requested_at) - o.priority * interval '2 minutes', o.id)
    < (coalesce(mine.waits_since, mine.requested_at) - mine.priority * interval '2 minutes', mine.id);

-- name: BeginAt :exec
UPDATE handoffs SET began_at_place = @place WHERE workspace_id = @workspace_id AND id = @id;

-- name: RecentWaits :many
SELECT team_id, began_at_place::int AS place, extract(epoch FROM ended_at - requested_at)::float8 AS seconds FROM handoffs
WHERE workspace_id = @workspace_id AND state = 'accepted' AND began_at_place IS NOT NULL AND ended_at > app_now() - interval '7 days'
ORDER BY ended_at DESC LIMIT 300;

-- name: OfferedAssignment :one
SELECT * FROM assignments WHERE workspace_id = @workspace_id AND handoff_id = @handoff_id AND state = 'offered';

-- name: AssignmentByID :one
SELECT * FROM assignments WHERE workspace_id = @workspace_id AND id = @id;

-- name: InsertAssignment :one
INSERT INTO assignments (workspace_id, id, handoff_id, conversation_id, agent_id, expires_at)
VALUES (@workspace_id, @id, @handoff_id, @conversation_id, @agent_id, app_now() + make_interval(secs => @seconds::float8))
RETURNING *;

-- name: AcceptAssignment :execrows
UPDATE assignments SET state = 'accepted', ended_at = app_now()
WHERE workspace_id = @workspace_id AND id = @id AND agent_id = @agent_id AND state = 'offered' AND expires_at > app_now();

-- name: EndAssignment :execrows
UPDATE assignments SET state = @state, ended_at = app_now()
WHERE workspace_id = @workspace_id AND id = @id AND state = 'offered';

-- name: WithdrawAssignments :many
UPDATE assignments SET state = 'withdrawn', ended_at = app_now()
WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id AND state = 'offered'
RETURNING *;

-- name: Candidates :many
-- Agents who may take a handoff, best first: who held it before, then by the
-- strategy the least busy (of their own capacity), then who has waited longest. Those who let this one pass come last.
SELECT m.agent_id, a.name, m.capacity, (held.n + offered.n)::bigint AS load
FROM members m
JOIN presence p ON p.workspace_id = m.workspace_id AND p.agent_id = m.agent_id
JOIN agents a ON a.id = m.agent_id
CROSS JOIN LATERAL (SELECT count(*) AS every, count(*) FILTER (WHERE (c.snoozed_until IS NULL OR c.snoozed_until <= app_now())
    AND (c.waiting_since IS NOT NULL OR c.last_at > app_now() - interval '15 minutes')) AS n
  FROM conversations c WHERE c.workspace_id = m.workspace_id AND c.agent_id = m.agent_id) held
CROSS JOIN LATERAL (SELECT count(*) AS n FROM assignments s
  WHERE s.workspace_id = m.workspace_id AND s.agent_id = m.agent_id AND s.state = 'offered' AND s.expires_at > app_now()) offered
CROSS JOIN LATERAL (SELECT count(*) AS n, coalesce(bool_or(s.state = 'declined' AND s.ended_at > app_now() - interval '5 minutes'), false) AS declined
  FROM assignments s WHERE s.workspace_id = m.workspace_id AND s.handoff_id = @handoff_id AND s.agent_id = m.agent_id) passed
WHERE m.workspace_id = @workspace_id
  AND p.status = 'online' AND p.expires_at > app_now() AND a.disabled_at IS NULL
  AND NOT passed.declined -- asking again at once would be nagging
  AND held.n + offered.n < m.capacity AND held.every + offered.n < 2 * m.capacity
  AND m.skills @> @skills::text[]
  AND (m.languages = '{}' OR @lang::text = ANY (m.languages))
  AND (sqlc.narg('team_id')::uuid IS NULL OR EXISTS (
    SELECT FROM team_members t WHERE t.workspace_id = m.workspace_id AND t.team_id = sqlc.narg('team_id')::uuid AND t.agent_id = m.agent_id)
    OR NOT EXISTS ( -- removed while the request was made: it binds nobody
      SELECT FROM teams t WHERE t.workspace_id = m.workspace_id AND t.id = sqlc.narg('team_id')::uuid))
ORDER BY passed.n, m.agent_id IS NOT DISTINCT FROM sqlc.narg('prefer_agent')::uuid DESC,
  CASE WHEN @strategy::text = 'round_robin' THEN 0 ELSE (held.n + offered.n)::float8 / greatest(m.capacity, 1) END,
  p.last_assigned NULLS FIRST, m.agent_id;

-- name: LockSeat :one
-- Takes the agent's row, so that two handoffs cannot fill the last place at once.
SELECT p.agent_id FROM presence p
WHERE p.workspace_id = @workspace_id AND p.agent_id = @agent_id AND p.status = 'online' AND p.expires_at > app_now()
FOR UPDATE;

-- name: LoadOf :one
-- A conversation takes no place while it sleeps: snoozed, or the visitor has
-- their reply and nobody has said anything for a quarter of an hour. All together
-- an agent holds at most twice the capacity, so that not too many wake at once.
SELECT (held.n + offered.n)::bigint AS load, (held.every + offered.n)::bigint AS every
FROM (SELECT count(*) AS every, count(*) FILTER (WHERE (c.snoozed_until IS NULL OR c.snoozed_until <= app_now())
    AND (c.waiting_since IS NOT NULL OR c.last_at > app_now() - interval '15 minutes')) AS n
  FROM conversations c WHERE c.workspace_id = @workspace_id AND c.agent_id = @agent_id::uuid) held,
  (SELECT count(*) AS n FROM assignments s WHERE s.workspace_id = @workspace_id AND s.agent_id = @agent_id AND s.state = 'offered' AND s.expires_at > app_now()) offered;

-- name: OverfullAssignments :many
-- Offers beyond an agent's room, the latest first to go: what slept has woken,
-- or the capacity was lowered.
SELECT a.* FROM assignments a JOIN (
  SELECT s.workspace_id, s.id, row_number() OVER (PARTITION BY s.agent_id ORDER BY s.created_at, s.id) AS nth, m.capacity - held.n AS room
  FROM assignments s
  JOIN members m ON m.workspace_id = s.workspace_id AND m.agent_id = s.agent_id
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE (c.snoozed_until IS NULL OR c.snoozed_until <= app_now())
      AND (c.waiting_since IS NOT NULL OR c.last_at > app_now() - interval '15 minutes')) AS n
    FROM conversations c WHERE c.workspace_id = m.workspace_id AND c.agent_id = m.agent_id) held
  WHERE s.workspace_id = @workspace_id AND s.state = 'offered') over_room ON over_room.workspace_id = a.workspace_id AND over_room.id = a.id
WHERE a.workspace_id = @workspace_id AND over_room.nth > over_room.room
ORDER BY a.conversation_id -- one order for all nodes
LIMIT 200;

-- name: NoteAssigned :exec
UPDATE presence SET last_assigned = app_now() WHERE workspace_id = @workspace_id AND agent_id = @agent_id;

-- name: RenewPresence :many
INSERT INTO presence (workspace_id, agent_id, expires_at)
SELECT t.w, t.a, app_now() + make_interval(secs => @lease_seconds::float8)
FROM (SELECT unnest(@workspaces::uuid[]) AS w, unnest(@agents::uuid[]) AS a) t
ON CONFLICT (workspace_id, agent_id) DO UPDATE SET expires_at = excluded.expires_at,
  online_since = CASE WHEN presence.expires_at < app_now() THEN app_now() ELSE presence.online_since END
RETURNING workspace_id, agent_id, status;

-- name: SetPresence :exec
INSERT INTO presence (workspace_id, agent_id, status, expires_at, away_since)
VALUES (@workspace_id, @agent_id, @status::text, app_now() + make_interval(secs => @lease_seconds::float8), CASE WHEN @status::text = 'away' THEN app_now() END)
ON CONFLICT (workspace_id, agent_id) DO UPDATE SET status = excluded.status,
  online_since = CASE WHEN excluded.status = 'online' THEN app_now() ELSE presence.online_since END,
  away_since = CASE WHEN excluded.status <> 'away' THEN NULL WHEN presence.status = 'away' THEN coalesce(presence.away_since, app_now()) ELSE app_now() END;

-- name: PresenceOf :one
SELECT coalesce((SELECT p.status FROM presence p WHERE p.workspace_id = @workspace_id AND p.agent_id = @agent_id), '')::text AS status;

-- name: CountOnline :one
-- Of a team, or of the workspace.
SELECT count(*) FROM presence p WHERE p.workspace_id = @workspace_id AND p.status = 'online' AND p.expires_at > app_now()
  AND (sqlc.narg('team_id')::uuid IS NULL OR EXISTS (
    SELECT FROM team_members t WHERE t.workspace_id = p.workspace_id AND t.team_id = sqlc.narg('team_id')::uuid AND t.agent_id = p.agent_id)
    OR NOT EXISTS ( -- it has ended: it binds nobody
      SELECT FROM teams t WHERE t.workspace_id = p.workspace_id AND t.id = sqlc.narg('team_id')::uuid));

-- name: OpenWorkspaces :many
SELECT DISTINCT workspace_id FROM handoffs WHERE state = 'open';

-- name: ExpiredAssignments :many
-- Run out, offered to somebody who is no longer there or takes nothing new, or
-- made later than now: a clock that was set back must not keep a visitor for as long as it jumped.
SELECT s.* FROM assignments s
WHERE s.workspace_id = @workspace_id AND s.state = 'offered' AND (s.expires_at <= app_now() OR s.created_at > app_now() + interval '1 minute' OR EXISTS (
  SELECT FROM presence p WHERE p.workspace_id = s.workspace_id AND p.agent_id = s.agent_id AND (p.expires_at <= app_now() OR p.status <> 'online')))
ORDER BY s.expires_at LIMIT 200;

-- name: ExpireAssignment :many
-- It ran out, or its agent takes nothing new: that is not missed.
UPDATE assignments s SET state = CASE WHEN s.expires_at <= app_now() OR s.created_at > app_now() + interval '1 minute' THEN 'expired' ELSE 'passed_on' END,
  ended_at = app_now()
WHERE s.workspace_id = @workspace_id AND s.id = @id AND s.state = 'offered' AND (s.expires_at <= app_now() OR s.created_at > app_now() + interval '1 minute' OR EXISTS (
  SELECT FROM presence p WHERE p.workspace_id = s.workspace_id AND p.agent_id = s.agent_id AND (p.expires_at <= app_now() OR p.status <> 'online')))
RETURNING s.state;

-- name: OfferedHandoffs :many
SELECT handoff_id FROM assignments WHERE workspace_id = @workspace_id AND state = 'offered';

-- name: PassedBefore :one
SELECT EXISTS (SELECT FROM assignments WHERE workspace_id = @workspace_id AND handoff_id = @handoff_id)::boolean AS passed;

-- name: AwayAfterMisses :execrows
-- An agent who let the last offers run out one after the other is not there,
-- whatever the browser says. What ran out before they came (back) is forgotten.
UPDATE presence p SET status = 'away', away_since = app_now()
WHERE p.workspace_id = @workspace_id AND p.agent_id = @agent_id AND p.status = 'online' AND (
  SELECT count(*) FILTER (WHERE last.state = 'expired') FROM (
    SELECT s.state FROM assignments s WHERE s.workspace_id = @workspace_id AND s.agent_id = @agent_id AND s.state <> 'offered'
      AND s.created_at >= p.online_since
    ORDER BY s.ended_at DESC LIMIT @misses::int) last) = @misses::int;

-- name: GoneAgents :many
-- Conversations in which a visitor waits for the reply of somebody who is not
-- there: their lease is out, or they have been away for longer than a pause.
-- Whoever spoke last may be the bot, which answered while the visitor was in line.
-- Since when somebody is away is unknown where a node of the version before noted it.
SELECT c.workspace_id, c.id, c.agent_id, (p.expires_at >= app_now() - make_interval(secs => @grace_seconds::float8))::boolean AS away FROM conversations c
JOIN presence p ON p.workspace_id = c.workspace_id AND p.agent_id = c.agent_id -- who never opened a socket works by the API
WHERE c.stage = 'person' AND c.waiting_since IS NOT NULL AND c.snoozed_until IS NULL
  AND c.last_at < app_now() - make_interval(secs => @grace_seconds::float8)
  AND (p.expires_at < app_now() - make_interval(secs => @grace_seconds::float8)
    OR p.status = 'away' AND (p.away_since IS NULL OR p.away_since < app_now() - make_interval(secs => @pause_seconds::float8))
      AND c.waiting_since < app_now() - make_interval(secs => @pause_seconds::float8)
      AND c.last_at < app_now() - make_interval(secs => @pause_seconds::float8))
LIMIT 200;

-- name: JustGone :many
-- Who came to count as gone lately, as presence_list tells it.
SELECT p.workspace_id, p.agent_id, CASE WHEN p.expires_at < app_now() THEN 'offline' ELSE p.status END::text AS status FROM presence p
WHERE (p.expires_at < app_now() - make_interval(secs => @grace_seconds::float8)
    AND p.expires_at > app_now() - make_interval(secs => @grace_seconds::float8) - make_interval(secs => @within_seconds::float8))
  OR (p.status = 'away' AND p.away_since < app_now() - make_interval(secs => @pause_seconds::float8)
    AND p.away_since > app_now() - make_interval(secs => @pause_seconds::float8) - make_interval(secs => @within_seconds::float8))
LIMIT 500;

-- name: UnansweredOf :many
-- What an agent holds and whose visitor waits for a reply.
SELECT c.id FROM conversations c
WHERE c.workspace_id = @workspace_id AND c.agent_id = @agent_id::uuid AND c.stage = 'person' AND c.waiting_since IS NOT NULL
ORDER BY c.waiting_since, c.id LIMIT 200;

-- name: InsertDecision :exec
INSERT INTO decisions (workspace_id, id, conversation_id, turn_id, seq, kind, reason, rule, evidence, snapshot, confidence)
VALUES (@workspace_id, @id, @conversation_id, sqlc.narg('turn_id'), @seq, @kind, @reason, @rule, @evidence, @snapshot, @confidence);

-- name: DecisionsOf :many
SELECT * FROM decisions WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id
ORDER BY at DESC, id DESC LIMIT 100;

-- name: SkillsOf :many
SELECT DISTINCT unnest(skills)::text AS skill FROM members WHERE workspace_id = @workspace_id;

-- name: LiveHouse :one
SELECT * FROM house_rules WHERE workspace_id = @workspace_id ORDER BY version DESC LIMIT 1;

-- name: HouseVersion :one
SELECT * FROM house_rules WHERE workspace_id = @workspace_id AND version = @version;

-- name: HouseVersions :many
SELECT h.version, h.note, h.restored_from, h.author_id, h.at, jsonb_array_length(h.rules)::int AS rules
FROM house_rules h WHERE h.workspace_id = @workspace_id ORDER BY h.version DESC LIMIT 100;

-- name: InsertHouse :one
INSERT INTO house_rules (workspace_id, version, rules, policy, guidance, note, restored_from, author_id)
VALUES (@workspace_id, @version, @rules, @policy, @guidance, @note, sqlc.narg('restored_from'), sqlc.narg('author_id'))
RETURNING *;

-- name: Now :one
SELECT app_now()::timestamptz AS now;

-- name: ServiceRules :many
SELECT * FROM service_rules WHERE workspace_id = @workspace_id;

-- name: PutServiceRules :exec
INSERT INTO service_rules (workspace_id, team_id, strategy, calendar, notice, long_line)
VALUES (@workspace_id, sqlc.narg('team_id'), @strategy, @calendar, @notice, @long_line)
ON CONFLICT (workspace_id, team_id) DO UPDATE
SET strategy = excluded.strategy, calendar = excluded.calendar, notice = excluded.notice, long_line = excluded.long_line, changed_at = app_now();

-- name: DeleteServiceRules :exec
DELETE FROM service_rules WHERE workspace_id = @workspace_id AND team_id = @team_id::uuid;

-- name: FreeHandoffs :many
-- What waited for a team waits for anybody.
UPDATE handoffs SET team_id = NULL
WHERE workspace_id = @workspace_id AND conversation_id = ANY(@conversations::uuid[]) AND team_id = @team_id::uuid AND state = 'open'
RETURNING conversation_id;

-- name: DecisionsSince :many
-- For a replay: what was decided lately, newest first, with the words of those
-- messages. NULL where a message is gone.
SELECT d.id, d.conversation_id, c.number, d.seq, d.kind, d.reason, d.rule, d.snapshot, d.at, said.texts
FROM decisions d
JOIN conversation_head_list c ON c.workspace_id = d.workspace_id AND c.id = d.conversation_id
LEFT JOIN LATERAL (
  SELECT array_agg(m.text ORDER BY m.seq)::text[] AS texts FROM visitor_message_list m
  WHERE m.workspace_id = d.workspace_id AND m.conversation_id = d.conversation_id AND m.seq <= d.seq
    AND m.seq > coalesce((d.snapshot #>> '{facts,after}')::bigint, 0)
) said ON true
WHERE d.workspace_id = @workspace_id AND d.at >= app_now() - make_interval(days => @days::int) AND d.turn_id IS NOT NULL
ORDER BY d.at DESC, d.id DESC LIMIT @limit_to;

-- name: LedgerPage :many
SELECT d.id, d.conversation_id, c.number, d.seq, d.kind, d.reason, d.rule, d.evidence, d.confidence, d.at,
  coalesce(d.snapshot ->> 'house', '0')::int AS house, coalesce(m.mark, '')::text AS mark, coalesce(m.cause, '')::text AS cause, m.marked_by,
  coalesce((SELECT v.text FROM visitor_message_list v
    WHERE v.workspace_id = d.workspace_id AND v.conversation_id = d.conversation_id AND v.seq = d.seq), '')::text AS said
FROM decisions d
JOIN conversation_head_list c ON c.workspace_id = d.workspace_id AND c.id = d.conversation_id
LEFT JOIN decision_marks m ON m.workspace_id = d.workspace_id AND m.decision_id = d.id
WHERE d.workspace_id = @workspace_id AND d.at < @before
  AND (@kinds::text[] = '{}' OR d.kind = ANY (@kinds::text[]))
  AND (@cause::text = '' OR d.reason = @cause::text OR d.rule = @cause::text)
  AND (@marked::text = '' OR (@marked::text = 'no' AND m.mark IS NULL) OR m.mark = @marked::text)
ORDER BY d.at DESC LIMIT @limit_to;

-- name: MarkDecision :execrows
INSERT INTO decision_marks (workspace_id, decision_id, mark, cause, marked_by)
SELECT d.workspace_id, d.id, @mark, @cause, @marked_by FROM decisions d
WHERE d.workspace_id = @workspace_id AND d.id = @id AND (d.kind = 'answer') = (@mark::text = 'missed')
ON CONFLICT (workspace_id, decision_id) DO UPDATE SET mark = excluded.mark, cause = excluded.cause, marked_by = excluded.marked_by, at = app_now();

-- name: UnmarkDecision :one
-- Whether there is such a decision; that it was not marked is no fault.
WITH gone AS (DELETE FROM decision_marks m WHERE m.workspace_id = @workspace_id AND m.decision_id = @id)
SELECT EXISTS (SELECT FROM decisions d WHERE d.workspace_id = @workspace_id AND d.id = @id);

-- name: Verdicts :many
-- By what called for a person: a rule of the workspace, or the reason.
SELECT CASE WHEN m.mark = 'missed' THEN m.cause WHEN d.rule LIKE 'admin.%' THEN d.rule ELSE d.reason END::text AS cause,
  count(*) FILTER (WHERE d.kind <> 'answer') AS fired,
  count(*) FILTER (WHERE m.mark = 'right') AS right_ones,
  count(*) FILTER (WHERE m.mark = 'false') AS false_ones,
  count(*) FILTER (WHERE m.mark = 'missed') AS missed_ones
FROM decisions d
LEFT JOIN decision_marks m ON m.workspace_id = d.workspace_id AND m.decision_id = d.id
WHERE d.workspace_id = @workspace_id AND d.at >= app_now() - make_interval(days => @days::int)
  AND (d.kind <> 'answer' OR m.mark = 'missed')
GROUP BY 1 ORDER BY 2 DESC, 1;

-- name: ForgetGiven :exec
DELETE FROM given_facts WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id;

-- name: Give :exec
INSERT INTO given_facts (workspace_id, conversation_id, name, position, label, labels, kind, value, seq, start_byte, end_byte)
VALUES (@workspace_id, @conversation_id, @name, @position, @label, @labels, @kind, @value, @seq, @start_byte, @end_byte);

-- name: GivenOf :many
SELECT * FROM given_facts WHERE workspace_id = @workspace_id AND conversation_id = @conversation_id ORDER BY position;
