-- +goose Up
-- What of a visitor's signed attributes raises their place in the queue.
CREATE TABLE priority_rules (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  position     smallint NOT NULL CHECK (position BETWEEN 1 AND 50),
  attribute    text NOT NULL CHECK (length(attribute) BETWEEN 1 AND 64),
  test         text NOT NULL CHECK (test IN ('is', 'at_least', 'present')),
  value        text NOT NULL DEFAULT '' CHECK (length(value) <= 200),
  priority     smallint NOT NULL CHECK (priority BETWEEN 1 AND 3),
  PRIMARY KEY (workspace_id, position)
);
SELECT firstline_isolate('priority_rules');

-- What an agent has set by hand; it stands above reasons and rules.
CREATE TABLE conversation_priorities (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  priority        smallint NOT NULL CHECK (priority BETWEEN 0 AND 3),
  set_by          uuid NOT NULL,
  set_at          timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('conversation_priorities');

CREATE VIEW priority_list WITH (security_invoker = true) AS
SELECT workspace_id, conversation_id, priority FROM conversation_priorities;
GRANT SELECT ON priority_list TO firstline_app;

-- priority is the one that counts; reason_priority is what the reason or a rule
-- of the house gave, to come back to.
ALTER TABLE handoffs ADD COLUMN reason_priority smallint NOT NULL DEFAULT 0 CHECK (reason_priority BETWEEN 0 AND 3);
-- Forced isolation would hide every row from the owner, who migrates.
ALTER TABLE handoffs NO FORCE ROW LEVEL SECURITY;
UPDATE handoffs SET reason_priority = priority WHERE priority > 0;
ALTER TABLE handoffs FORCE ROW LEVEL SECURITY;
