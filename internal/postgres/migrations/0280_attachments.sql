-- +goose Up
-- Files that people send in conversations. One is brought first and named by a
-- message after that; it goes with whoever brought it and with the conversation.
CREATE TABLE attachments (
  workspace_id    uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id              uuid NOT NULL, -- random
  name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  visitor_id      uuid, -- who brought it: a visitor,
  agent_id        uuid, -- or an agent
  conversation_id uuid, -- whose message names it; NULL until one does
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitors (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE,
  CHECK (num_nonnulls(visitor_id, agent_id) = 1)
);
CREATE INDEX attachments_conversation ON attachments (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX attachments_visitor ON attachments (workspace_id, visitor_id) WHERE visitor_id IS NOT NULL;
CREATE INDEX attachments_unnamed ON attachments (at) WHERE conversation_id IS NULL;
SELECT firstline_isolate('attachments');
SELECT firstline_serve('attachments');

-- An attachment's bytes are a file of its own: what was sent in confidence is
-- never found again by its bytes, and goes in the moment its attachment goes.
ALTER TABLE files
  ADD COLUMN attachment_id uuid,
  ADD CONSTRAINT files_attachment_fkey FOREIGN KEY (workspace_id, attachment_id)
    REFERENCES attachments (workspace_id, id) ON DELETE CASCADE,
  DROP CONSTRAINT files_hash_key,
  DROP CONSTRAINT files_media_check,
  DROP CONSTRAINT files_width_check,
  DROP CONSTRAINT files_height_check,
  ADD CONSTRAINT files_media_check CHECK (media IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp') AND width > 0 AND height > 0
    OR attachment_id IS NOT NULL AND width = 0 AND height = 0 AND media IN ('application/pdf', 'text/plain', 'application/zip',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'));
CREATE UNIQUE INDEX files_hash_key ON files (workspace_id, hash) WHERE attachment_id IS NULL;
CREATE UNIQUE INDEX files_attachment_key ON files (workspace_id, attachment_id) INCLUDE (bytes) WHERE attachment_id IS NOT NULL;
