-- +goose Up
-- Most terms stand in few articles, and a row for each of them and each block of
-- articles was most of what building an index wrote. Those now share rows, by the
-- hash of the term, which is its id: no table gives ids out any more. What is in
-- the old tables is of an older version and is built anew at the next start.
CREATE TABLE posting_groups (
  workspace_id uuid NOT NULL,
  part         smallint NOT NULL, -- of the terms, by hash
  shelf        smallint NOT NULL,
  block        int NOT NULL, -- article numbers from block * 1024 on
  entries      bytea NOT NULL, -- by term; an empty one is in postings
  PRIMARY KEY (workspace_id, part, shelf, block)
);
ALTER TABLE posting_groups ALTER COLUMN entries SET STORAGE EXTERNAL;
SELECT firstline_isolate('posting_groups');

DROP TABLE terms;
ALTER TABLE index_heads DROP COLUMN next_term;
ALTER TABLE index_articles DROP COLUMN terms, ADD COLUMN terms bytea NOT NULL DEFAULT ''; -- packed ids

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION forget_search_index() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  before text := current_setting('app.workspace', true);
BEGIN
  PERFORM set_config('app.workspace', OLD.id::text, true);
  DELETE FROM posting_groups WHERE workspace_id = OLD.id;
  DELETE FROM postings WHERE workspace_id = OLD.id;
  DELETE FROM spellings WHERE workspace_id = OLD.id;
  DELETE FROM words WHERE workspace_id = OLD.id;
  PERFORM set_config('app.workspace', coalesce(before, ''), true);
  RETURN NULL;
END $$;
-- +goose StatementEnd
