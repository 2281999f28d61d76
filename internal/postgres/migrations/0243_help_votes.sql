-- +goose Up
-- Who has said today whether an article of the help centre helped, as a hash of
-- address and article: on every node a reader counts once. Gone the next day.
CREATE TABLE help_votes (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  day          date NOT NULL,
  voter        bytea NOT NULL CHECK (length(voter) = 16),
  PRIMARY KEY (workspace_id, day, voter)
);
SELECT firstline_isolate('help_votes');
SELECT firstline_serve('help_votes');
