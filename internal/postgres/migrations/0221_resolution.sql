-- +goose Up
-- Whether what the bot answered settled the matter. '' = it answered nothing
-- that stands, or a person was needed; open = nobody has said yet; confirmed =
-- the visitor said so; assumed = the visitor fell silent.
ALTER TABLE conversations
  ADD COLUMN resolution     text NOT NULL DEFAULT '' CHECK (resolution IN ('', 'open', 'confirmed', 'assumed')),
  ADD COLUMN resolution_via text NOT NULL DEFAULT '' CHECK (resolution_via IN ('', 'words', 'thumb', 'silence')),
  ADD COLUMN resolution_at  timestamptz,
  ADD COLUMN check_in_seq   bigint; -- the line that asked whether it helped: at most one a conversation

-- Minutes of silence until the bot asks once, and from there until the matter
-- counts as settled; 0 = never.
ALTER TABLE bot_settings
  ADD COLUMN check_in_minutes integer NOT NULL DEFAULT 5 CHECK (check_in_minutes BETWEEN 0 AND 1440),
  ADD COLUMN settle_minutes   integer NOT NULL DEFAULT 30 CHECK (settle_minutes BETWEEN 0 AND 10080);
ALTER TABLE bot_settings_versions NO FORCE ROW LEVEL SECURITY;
UPDATE bot_settings_versions SET settings = settings || '{"check_in_minutes": 5, "settle_minutes": 30}';
ALTER TABLE bot_settings_versions FORCE ROW LEVEL SECURITY;

CREATE INDEX conversations_created ON conversations (workspace_id, created_at);

-- A row a conversation, for reports: how it ended, by the day it began.
CREATE VIEW resolution_list WITH (security_invoker = true) AS
SELECT c.workspace_id, c.id, c.created_at, c.resolution,
  EXISTS (SELECT FROM handoffs h WHERE h.workspace_id = c.workspace_id AND h.conversation_id = c.id) OR c.last_agent_id IS NOT NULL AS escalated,
  EXISTS (SELECT FROM bot_turns t WHERE t.workspace_id = c.workspace_id AND t.conversation_id = c.id AND t.outcome <> 'superseded') AS by_bot
FROM conversations c;
GRANT SELECT ON resolution_list TO firstline_app;
