-- +goose Up
ALTER TABLE embedding_versions ADD COLUMN tokens bigint NOT NULL DEFAULT 0; -- sent for its vectors, about
