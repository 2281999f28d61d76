-- +goose Up
-- Vectors of one endpoint, model and dimension are a version. A change of any of
-- them is built aside and then made the serving one: no moment without search.
CREATE TABLE embedding_versions (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  model        text NOT NULL, -- endpoint and model
  dimensions   int NOT NULL CHECK (dimensions BETWEEN 1 AND 4000),
  state        text NOT NULL CHECK (state IN ('building', 'serving')),
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  served_at    timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, model, dimensions)
);
CREATE UNIQUE INDEX embedding_versions_serving ON embedding_versions (workspace_id) WHERE state = 'serving';
SELECT firstline_isolate('embedding_versions');

-- halfvec: half the size, and the loss is far below the noise of any model.
CREATE TABLE embeddings (
  workspace_id uuid NOT NULL,
  version_id   uuid NOT NULL,
  chunk_id     uuid NOT NULL,
  shelf        smallint NOT NULL,
  vector       halfvec NOT NULL,
  PRIMARY KEY (workspace_id, version_id, chunk_id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES embedding_versions (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, chunk_id) REFERENCES chunks (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX embeddings_chunk ON embeddings (workspace_id, chunk_id);
SELECT firstline_isolate('embeddings');
