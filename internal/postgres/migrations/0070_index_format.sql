-- +goose Up
-- The rules by which a workspace's search index was written. 0 is an index from
-- before they were noted: whatever it holds, it is built anew.
ALTER TABLE index_heads ADD COLUMN format int NOT NULL DEFAULT 0;
