-- +goose Up
-- Published articles that say the same, or the opposite. A pair is one row, the
-- smaller id first; findings are sentences of both.
CREATE TABLE article_pairs (
  workspace_id uuid NOT NULL,
  a_id         uuid NOT NULL,
  b_id         uuid NOT NULL,
  found_from   uuid NOT NULL, -- which of the two was compared with the library
  kind         text NOT NULL CHECK (kind IN ('duplicate', 'contradiction')),
  share        float8 NOT NULL CHECK (share BETWEEN 0 AND 1),
  findings     jsonb NOT NULL DEFAULT '[]',
  hash         bytea NOT NULL, -- of what was found: something else is shown again
  found_at     timestamptz NOT NULL DEFAULT app_now(),
  ignored_at   timestamptz,
  ignored_by   uuid,
  PRIMARY KEY (workspace_id, a_id, b_id),
  FOREIGN KEY (workspace_id, a_id) REFERENCES articles (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, b_id) REFERENCES articles (workspace_id, id) ON DELETE CASCADE,
  CHECK (a_id < b_id)
);
CREATE INDEX article_pairs_b ON article_pairs (workspace_id, b_id);
SELECT firstline_isolate('article_pairs');

-- Which revision of an article was compared last; 0 asks for it again.
CREATE TABLE compared_articles (
  workspace_id uuid NOT NULL,
  article_id   uuid NOT NULL,
  revision     int NOT NULL,
  PRIMARY KEY (workspace_id, article_id),
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('compared_articles');
