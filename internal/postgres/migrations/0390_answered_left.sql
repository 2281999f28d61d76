-- +goose Up
-- Since when a visitor has waited who waits again: taken back from an agent, they
-- keep their place. NULL is since requested_at; nodes of the version before write no other.
ALTER TABLE handoffs ADD COLUMN waits_since timestamptz;

-- An offer that went on to the next because its agent took nothing new is no
-- offer that they let run out.
ALTER TABLE assignments DROP CONSTRAINT assignments_state_check;
ALTER TABLE assignments ADD CONSTRAINT assignments_state_check
  CHECK (state IN ('offered', 'accepted', 'declined', 'expired', 'withdrawn', 'passed_on'));

-- Since when an agent counts as gone: their lease has been out for longer than a
-- reload takes, or they have been away for longer than a pause; NULL while they
-- are there. Who never opened a socket has no row, and works by the API.
CREATE OR REPLACE VIEW presence_list WITH (security_invoker = true) AS
SELECT workspace_id, agent_id, CASE WHEN expires_at < app_now() THEN 'offline' ELSE status END AS presence,
  CASE WHEN expires_at < app_now() - interval '30 seconds' THEN expires_at
       WHEN status = 'away' AND away_since < app_now() - interval '10 minutes' THEN away_since END AS gone_since
FROM presence;

-- Conversations whose visitor has their reply and whose agent has gone since.
-- One leaves the list when the agent is back, somebody replies or takes it, the
-- visitor writes (who goes back to the queue), or it is resolved.
CREATE VIEW left_list WITH (security_invoker = true) AS
SELECT c.workspace_id, c.id AS conversation_id, p.gone_since
FROM conversations c
JOIN presence_list p ON p.workspace_id = c.workspace_id AND p.agent_id = c.agent_id
WHERE c.stage = 'person' AND c.waiting_since IS NULL AND p.gone_since IS NOT NULL
  AND NOT (c.last_author = 'agent' AND c.last_at > p.gone_since);
GRANT SELECT ON left_list TO firstline_app;
