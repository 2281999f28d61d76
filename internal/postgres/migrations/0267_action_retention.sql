-- +goose Up
-- How long a workspace keeps the rows of its action calls; without a row the
-- default holds.
CREATE TABLE action_retention (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  days         integer NOT NULL CHECK (days BETWEEN 1 AND 3650)
);
SELECT firstline_isolate('action_retention');
SELECT firstline_serve('action_retention');
