-- +goose Up
-- When the text itself changed last: a translation whose original's text is newer
-- is out of date, whatever else was saved since.
ALTER TABLE articles ADD COLUMN text_at timestamptz NOT NULL DEFAULT app_now();
ALTER TABLE articles NO FORCE ROW LEVEL SECURITY;
UPDATE articles SET text_at = updated_at;
ALTER TABLE articles FORCE ROW LEVEL SECURITY;
