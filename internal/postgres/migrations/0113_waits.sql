-- +goose Up
-- At which place somebody began to wait: what others waited from there tells
-- the next one how long it takes.
ALTER TABLE handoffs ADD COLUMN began_at_place int CHECK (began_at_place > 0);
