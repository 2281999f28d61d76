-- +goose Up
ALTER TABLE bot_settings
  ADD COLUMN refuse text[] NOT NULL DEFAULT '{}', -- topics that the bot does not speak about
  ADD COLUMN lang   text NOT NULL DEFAULT '' CHECK (lang IN ('', 'en', 'zh')); -- '' = the visitor's

-- What was published, by whom: history and audit in one. A version is never
-- changed; going back publishes an old one anew.
CREATE TABLE bot_settings_versions (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  version      integer NOT NULL,
  settings     jsonb NOT NULL,
  editor       uuid REFERENCES agents (id) ON DELETE SET NULL,
  at           timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, version)
);
SELECT firstline_isolate('bot_settings_versions');
