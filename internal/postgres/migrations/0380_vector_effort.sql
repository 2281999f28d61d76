-- +goose Up
-- How hard a search looks in a version's index, and what part of the nearest passages
-- that found of how many vectors. 0 where nothing was measured yet.
ALTER TABLE embedding_versions
  ADD COLUMN effort integer NOT NULL DEFAULT 0 CHECK (effort BETWEEN 0 AND 1000),
  ADD COLUMN recall real NOT NULL DEFAULT 0 CHECK (recall BETWEEN 0 AND 1),
  ADD COLUMN measured_vectors integer NOT NULL DEFAULT 0;
