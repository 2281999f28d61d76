-- +goose Up
-- A wish is what an action was asked for, and on which occasion, as a digest.
-- Whoever makes it again, because the one before them died, finds what came of
-- it instead of having it done twice.
ALTER TABLE action_confirmations ADD COLUMN wish bytea, ADD COLUMN fields jsonb; -- what came back, NULL: nothing yet
ALTER TABLE action_calls ADD COLUMN wish bytea, ADD COLUMN fields jsonb;
CREATE INDEX action_confirmations_wish ON action_confirmations (workspace_id, conversation_id, wish) WHERE wish IS NOT NULL;
CREATE INDEX action_calls_wish ON action_calls (workspace_id, conversation_id, wish) WHERE wish IS NOT NULL;
CREATE INDEX action_calls_found ON action_calls (at) WHERE wish IS NOT NULL;
SELECT firstline_serve('action_calls');
