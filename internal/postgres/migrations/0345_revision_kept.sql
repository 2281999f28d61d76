-- +goose Up
-- A text that was never published is kept too where it would be lost: the draft
-- under a restored revision, and the other text of two that were written at once.
ALTER TABLE revisions ADD COLUMN published boolean NOT NULL DEFAULT true;
