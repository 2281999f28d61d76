-- +goose Up
-- Whether a model may put a follow-up into a question that stands by itself.
ALTER TABLE bot_settings ADD COLUMN rewrite boolean NOT NULL DEFAULT false;
