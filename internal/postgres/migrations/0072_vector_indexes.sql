-- +goose Up
-- Whether a version's vectors have an index for approximate search. It is partial,
-- one for each large version, because vectors of different lengths share a table.
ALTER TABLE embedding_versions ADD COLUMN indexed boolean NOT NULL DEFAULT false;
