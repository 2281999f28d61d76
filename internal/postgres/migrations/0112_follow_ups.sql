-- +goose Up
-- A visitor who wants the answer by e-mail. mailed_seq is the last event of the
-- log that a mail told them of, or that they saw in the chat.
CREATE TABLE follow_ups (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  email           text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
  mailed_seq      bigint NOT NULL DEFAULT 0,
  mailed_at       timestamptz,
  failure         text NOT NULL DEFAULT '' CHECK (failure IN ('', 'no_server', 'refused')),
  asked_at        timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX follow_ups_conversation ON follow_ups (conversation_id); -- a reply's address names only that
SELECT firstline_isolate('follow_ups');
SELECT firstline_serve('follow_ups');
