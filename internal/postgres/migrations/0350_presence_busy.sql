-- +goose Up
-- Three ways of being there: online takes what comes, busy works on what they
-- hold and takes nothing new, away is not there though the browser is open.
ALTER TABLE presence DROP CONSTRAINT presence_status_check;
ALTER TABLE presence ADD CONSTRAINT presence_status_check CHECK (status IN ('online', 'busy', 'away'));
-- Since when they are away: whoever waits for their reply waits no longer than a pause.
ALTER TABLE presence ADD COLUMN away_since timestamptz;
