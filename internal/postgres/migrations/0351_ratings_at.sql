-- +goose Up
-- Ratings of the last days are read together.
CREATE INDEX ratings_at ON ratings (workspace_id, at);
