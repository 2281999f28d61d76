-- +goose Up
-- How the people of a team serve: in which hours, and who is next. The row
-- without a team is the workspace's own; it holds for what is for everybody and
-- for teams that have no row.
CREATE TABLE service_rules (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  team_id      uuid,
  strategy     text NOT NULL DEFAULT 'least_busy' CHECK (strategy IN ('least_busy', 'round_robin')),
  calendar     jsonb NOT NULL DEFAULT '{}',
  changed_at   timestamptz NOT NULL DEFAULT app_now(),
  UNIQUE NULLS NOT DISTINCT (workspace_id, team_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('service_rules');
