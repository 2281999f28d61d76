-- +goose Up
-- What an answer cited and whether its visitor said that it helped: the labels
-- that real conversations give to questions.
ALTER TABLE asked_questions ADD COLUMN cited uuid[] NOT NULL DEFAULT '{}', ADD COLUMN helped boolean NOT NULL DEFAULT false;
