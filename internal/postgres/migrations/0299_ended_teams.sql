-- +goose Up
-- What is left of a team that has ended: its name, for figures of the past, and
-- whether its conversations are still being taken off it.
CREATE TABLE ended_teams (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  name         text NOT NULL,
  ended_at     timestamptz NOT NULL DEFAULT app_now(),
  freed_at     timestamptz, -- NULL while conversations still name it
  PRIMARY KEY (workspace_id, id)
);
SELECT firstline_isolate('ended_teams');

-- Finished conversations name a team as well, and are taken off it in steps.
DROP INDEX conversations_team;
CREATE INDEX conversations_team ON conversations (workspace_id, team_id, stage) WHERE team_id IS NOT NULL;
