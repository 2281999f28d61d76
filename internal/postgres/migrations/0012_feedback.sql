-- +goose Up
-- What outcomes have taught about an article, worked out from time to time, so
-- that a search reads one number and not a history.
ALTER TABLE articles ADD COLUMN feedback real NOT NULL DEFAULT 0 CHECK (feedback BETWEEN -0.1 AND 0.1);
