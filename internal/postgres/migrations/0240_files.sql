-- +goose Up
-- Pictures of articles. The same bytes are one file of a workspace, so an import
-- that runs again finds what it brought.
CREATE TABLE files (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL, -- random: nobody finds one by counting
  hash         bytea NOT NULL CHECK (length(hash) = 32),
  media        text NOT NULL CHECK (media IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
  bytes        int NOT NULL CHECK (bytes BETWEEN 1 AND 10485760),
  width        int NOT NULL CHECK (width > 0),
  height       int NOT NULL CHECK (height > 0),
  asked_at     timestamptz NOT NULL DEFAULT app_now(), -- when somebody brought it last
  PRIMARY KEY (workspace_id, id),
  CONSTRAINT files_hash_key UNIQUE (workspace_id, hash)
);
CREATE INDEX files_asked ON files (asked_at);
SELECT firstline_isolate('files');
SELECT firstline_serve('files');

CREATE TABLE file_chunks (
  workspace_id uuid NOT NULL,
  file_id      uuid NOT NULL,
  number       int NOT NULL,
  data         bytea NOT NULL,
  PRIMARY KEY (workspace_id, file_id, number),
  FOREIGN KEY (workspace_id, file_id) REFERENCES files (workspace_id, id) ON DELETE CASCADE
);
ALTER TABLE file_chunks ALTER COLUMN data SET STORAGE EXTERNAL; -- pictures do not shrink again
SELECT firstline_isolate('file_chunks');

-- Who needs a file. One that nobody needs is swept away; one of kind 'public'
-- may be seen by anybody.
CREATE TABLE file_uses (
  workspace_id uuid NOT NULL,
  file_id      uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('article', 'public', 'import')),
  owner_id     uuid NOT NULL,
  PRIMARY KEY (workspace_id, file_id, kind, owner_id),
  FOREIGN KEY (workspace_id, file_id) REFERENCES files (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX file_uses_owner ON file_uses (workspace_id, kind, owner_id);
SELECT firstline_isolate('file_uses');
SELECT firstline_serve('file_uses');
