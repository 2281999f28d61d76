-- +goose Up
-- What a person was asked for, in a line: who chooses whom to take next sees it
-- before the conversation is open. Nodes of the version before read no more than they did.
CREATE OR REPLACE VIEW handoff_list WITH (security_invoker = true) AS
SELECT h.workspace_id, h.conversation_id, h.id, h.reason, h.priority, h.state, h.team_id, h.requested_at,
  a.id AS assignment_id, a.agent_id AS assigned_to, a.expires_at AS assigned_until, h.brief #>> '{issue,text}' AS issue
FROM handoffs h
LEFT JOIN assignments a ON a.workspace_id = h.workspace_id AND a.handoff_id = h.id AND a.state = 'offered';
