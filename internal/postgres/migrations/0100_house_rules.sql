-- +goose Up
-- What a workspace has set about decisions: its own rules, the thresholds and
-- guidance in plain words. Versions are only ever added; the highest is live,
-- and bringing back an old one adds a copy of it.
CREATE TABLE house_rules (
  workspace_id  uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  version       integer NOT NULL CHECK (version > 0),
  rules         jsonb NOT NULL DEFAULT '[]',
  policy        jsonb NOT NULL,
  guidance      text NOT NULL DEFAULT '' CHECK (length(guidance) <= 4000),
  note          text NOT NULL DEFAULT '' CHECK (length(note) <= 200),
  restored_from integer,
  author_id     uuid,
  at            timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, version)
);
SELECT firstline_isolate('house_rules');
