-- +goose Up
-- Conversations that were sent to somebody by e-mail, or will be.
CREATE TABLE transcripts (
  workspace_id    uuid NOT NULL,
  id              uuid NOT NULL,
  conversation_id uuid NOT NULL,
  email           text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  asked_by        uuid, -- the agent; NULL for the visitor
  state           text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed')),
  asked_at        timestamptz NOT NULL DEFAULT app_now(),
  ended_at        timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX transcripts_conversation ON transcripts (workspace_id, conversation_id, asked_at);
CREATE INDEX transcripts_email ON transcripts (workspace_id, lower(email), asked_at);
SELECT firstline_isolate('transcripts');
