-- +goose Up
-- Lists show the conversation that moved last at the top. last_at changes with
-- every message, so an index on it would end heap-only updates of the busiest
-- row there is. Its hour changes once an hour: the index orders by the hour,
-- and the rows of the newest hours are sorted on reading.
ALTER TABLE conversations ADD COLUMN last_hour timestamptz
  GENERATED ALWAYS AS (date_bin('1 hour', last_at, timestamptz '2020-01-01 00:00:00+00')) STORED;
CREATE INDEX conversations_recent ON conversations (workspace_id, last_hour) WHERE stage <> 'resolved';
CREATE INDEX conversations_resolved ON conversations (workspace_id, resolved_at) WHERE stage = 'resolved';

-- Counts come from indexes alone: all open ones by stage, less the snoozed.
CREATE INDEX conversations_snoozed ON conversations (workspace_id, snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX conversations_team ON conversations (workspace_id, team_id, stage) WHERE team_id IS NOT NULL AND stage <> 'resolved';

-- What a page is chosen by: the conversation's own row and nothing joined.
CREATE VIEW conversation_head_list WITH (security_invoker = true) AS
SELECT workspace_id, id, number, visitor_id, lang, stage, agent_id, team_id, preview, last_at, last_hour, snoozed_until, resolved_at
FROM conversations;
GRANT SELECT ON conversation_head_list TO firstline_app;

CREATE VIEW visitor_list WITH (security_invoker = true) AS
SELECT workspace_id, id, name, email, lang, page_url, created_at FROM visitors;
GRANT SELECT ON visitor_list TO firstline_app;

-- What a row of the list shows.
CREATE VIEW conversation_list WITH (security_invoker = true) AS
SELECT c.workspace_id, c.id, c.number, c.visitor_id, v.name AS visitor_name, v.email AS visitor_email, c.lang, c.stage,
  c.agent_id, coalesce(a.name, '') AS agent_name, c.team_id, c.preview, c.last_author, c.last_at,
  c.last_seq, c.last_visitor_seq, c.waiting_since, c.snoozed_until, c.created_at, c.resolved_at
FROM conversations c
JOIN visitors v ON v.workspace_id = c.workspace_id AND v.id = c.visitor_id
LEFT JOIN agents a ON a.id = c.agent_id;
GRANT SELECT ON conversation_list TO firstline_app;

CREATE VIEW rating_list WITH (security_invoker = true) AS
SELECT workspace_id, conversation_id, agent_id, score, comment, at FROM ratings;
GRANT SELECT ON rating_list TO firstline_app;

CREATE VIEW article_list WITH (security_invoker = true) AS
SELECT workspace_id, id, title, lang, status, audience, collection_id FROM articles;
GRANT SELECT ON article_list TO firstline_app;

CREATE VIEW index_shelf_list WITH (security_invoker = true) AS
SELECT workspace_id, shelf, articles, passages FROM index_shelves;
GRANT SELECT ON index_shelf_list TO firstline_app;
