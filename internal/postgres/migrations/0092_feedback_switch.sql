-- +goose Up
-- Whether outcomes may move the ranking. No row means that they may.
CREATE TABLE feedback_switches (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  allowed      boolean NOT NULL
);
SELECT firstline_isolate('feedback_switches');

-- Who changed what outcomes may do, and when.
CREATE TABLE feedback_changes (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  agent_id     uuid NOT NULL,
  change       text NOT NULL CHECK (change IN ('on', 'off', 'reset', 'reset_article')),
  article_id   uuid,
  at           timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('feedback_changes');
