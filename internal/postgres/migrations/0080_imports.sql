-- +goose Up
-- An import of articles from elsewhere: first all of it is read, then what it
-- would change is shown, then it is applied. Each step is stored with what it
-- achieved, so that a killed process goes on where it was.
CREATE TABLE imports (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('upload', 'website')),
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 120), -- of the source: the next import knows its articles by it
  address      text NOT NULL DEFAULT '' CHECK (length(address) <= 2000),
  settings     jsonb NOT NULL DEFAULT '{}',
  state        text NOT NULL CHECK (state IN ('open', 'reading', 'planned', 'applying', 'done', 'failed', 'canceled')),
  problem      jsonb,
  partial      boolean NOT NULL DEFAULT false, -- not all of the source was seen, so nothing counts as removed
  remove       boolean NOT NULL DEFAULT true,  -- applying archives what the source no longer has
  bytes        bigint NOT NULL DEFAULT 0,
  files        int NOT NULL DEFAULT 0,
  files_read   int NOT NULL DEFAULT 0,
  added        int NOT NULL DEFAULT 0,
  changed      int NOT NULL DEFAULT 0,
  unchanged    int NOT NULL DEFAULT 0,
  removed      int NOT NULL DEFAULT 0,
  failed       int NOT NULL DEFAULT 0,
  applied      int NOT NULL DEFAULT 0,
  faults       int NOT NULL DEFAULT 0, -- steps that failed for reasons of ours, in a row
  claim        uuid, -- who works on it
  claimed_until timestamptz NOT NULL DEFAULT '1970-01-01',
  created_by   uuid,
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  updated_at   timestamptz NOT NULL DEFAULT app_now(),
  finished_at  timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX imports_working ON imports (claimed_until) WHERE state IN ('reading', 'applying');
SELECT firstline_isolate('imports');
SELECT firstline_serve('imports');

-- What is to be read: an uploaded file, a file of an archive, a page of a site.
CREATE TABLE import_files (
  workspace_id uuid NOT NULL,
  import_id    uuid NOT NULL,
  number       int NOT NULL,
  path         text NOT NULL CHECK (length(path) BETWEEN 1 AND 2000),
  kind         text NOT NULL CHECK (kind IN ('file', 'page', 'sitemap')),
  depth        smallint NOT NULL DEFAULT 0, -- links from the first page
  read         boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, import_id, number),
  CONSTRAINT import_files_path_key UNIQUE (workspace_id, import_id, path),
  FOREIGN KEY (workspace_id, import_id) REFERENCES imports (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX import_files_waiting ON import_files (workspace_id, import_id, number) WHERE NOT read;
SELECT firstline_isolate('import_files');

CREATE TABLE import_pieces (
  workspace_id uuid NOT NULL,
  import_id    uuid NOT NULL,
  file         int NOT NULL,
  piece        int NOT NULL,
  data         bytea NOT NULL,
  PRIMARY KEY (workspace_id, import_id, file, piece),
  FOREIGN KEY (workspace_id, import_id, file) REFERENCES import_files (workspace_id, import_id, number) ON DELETE CASCADE
);
ALTER TABLE import_pieces ALTER COLUMN data SET STORAGE EXTERNAL; -- archives do not shrink again
SELECT firstline_isolate('import_pieces');

-- One article of an import and what becomes of it.
CREATE TABLE import_items (
  workspace_id uuid NOT NULL,
  import_id    uuid NOT NULL,
  number       int NOT NULL,
  source       text NOT NULL,
  title        text NOT NULL DEFAULT '',
  lang         text NOT NULL DEFAULT '',
  change       text NOT NULL CHECK (change IN ('read', 'added', 'changed', 'unchanged', 'removed', 'failed')),
  problem      jsonb,
  article_id   uuid,
  hash         bytea,
  incoming     jsonb, -- until it is applied
  applied      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (workspace_id, import_id, number),
  CONSTRAINT import_items_source_key UNIQUE (workspace_id, import_id, source),
  FOREIGN KEY (workspace_id, import_id) REFERENCES imports (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX import_items_change ON import_items (workspace_id, import_id, change, number);
CREATE INDEX import_items_pending ON import_items (workspace_id, import_id, number) WHERE NOT applied AND change IN ('added', 'changed', 'removed');
SELECT firstline_isolate('import_items');
