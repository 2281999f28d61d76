-- +goose Up
-- Who is to read a note: those it names, and who holds the conversation.
CREATE TABLE mentions (
  workspace_id    uuid NOT NULL,
  agent_id        uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq             bigint NOT NULL,
  at              timestamptz NOT NULL DEFAULT app_now(),
  seen_at         timestamptz,
  PRIMARY KEY (workspace_id, agent_id, conversation_id, seq),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, agent_id) REFERENCES members (workspace_id, agent_id) ON DELETE CASCADE
);
CREATE INDEX mentions_conversation ON mentions (workspace_id, conversation_id);
CREATE INDEX mentions_unseen ON mentions (workspace_id, agent_id, conversation_id) WHERE seen_at IS NULL;
SELECT firstline_isolate('mentions');

CREATE VIEW mention_list WITH (security_invoker = true) AS
SELECT workspace_id, agent_id, conversation_id, seq, at, seen_at IS NULL AS unseen FROM mentions;
GRANT SELECT ON mention_list TO firstline_app;
