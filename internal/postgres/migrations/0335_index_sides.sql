-- +goose Up
-- An index has two sides: search reads one, and a new version of it is built on the
-- other in steps, while what is published enters both. index_heads.side says which
-- one is read; building is the format of the one that is being built, NULL where none
-- is. Rows that count and pack postings carry their side in the shelf: the second
-- side's shelves begin at 32.
ALTER TABLE index_heads
  ADD COLUMN side smallint NOT NULL DEFAULT 0 CHECK (side IN (0, 1)),
  ADD COLUMN building int,
  ADD COLUMN building_next int NOT NULL DEFAULT 0, -- its next article number
  ADD COLUMN builder_until timestamptz; -- who builds it renews this; past it they are gone

ALTER TABLE index_articles
  ADD COLUMN side smallint NOT NULL DEFAULT 0,
  DROP CONSTRAINT index_articles_pkey,
  DROP CONSTRAINT index_articles_workspace_id_article_id_key,
  ADD PRIMARY KEY (workspace_id, side, number),
  ADD UNIQUE (workspace_id, article_id, side);

ALTER TABLE words
  ADD COLUMN side smallint NOT NULL DEFAULT 0,
  DROP CONSTRAINT words_pkey,
  ADD PRIMARY KEY (workspace_id, side, term, surface);

ALTER TABLE spellings
  ADD COLUMN side smallint NOT NULL DEFAULT 0,
  DROP CONSTRAINT spellings_pkey,
  ADD PRIMARY KEY (workspace_id, side, rest, term);

CREATE OR REPLACE VIEW index_shelf_list WITH (security_invoker = true) AS
SELECT s.workspace_id, s.shelf, s.articles, s.passages FROM index_shelves s
JOIN index_heads h ON h.workspace_id = s.workspace_id AND h.side = s.shelf / 32;

-- What an earlier version asked for, and no worker does any more: each workspace's
-- index is asked for by itself at every start.
DELETE FROM river.river_job WHERE kind = 'rebuild_indexes';
