-- +goose Up
-- What a form calls a value, by language: whoever reads the brief may read another
-- one than the visitor. Nodes of the version before write label alone.
ALTER TABLE given_facts ADD COLUMN labels jsonb NOT NULL DEFAULT '{}';
