-- +goose Up
-- When the agent last came, or said that they are back: offers that ran out
-- before do not count against them.
ALTER TABLE presence ADD COLUMN online_since timestamptz NOT NULL DEFAULT app_now();
