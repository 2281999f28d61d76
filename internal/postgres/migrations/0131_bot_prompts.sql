-- +goose Up
-- What a model was sent and what it said, redacted, for whoever asks why. It is
-- forgotten after a month; the figures stay.
ALTER TABLE bot_turns
  ADD COLUMN prompt      text NOT NULL DEFAULT '',
  ADD COLUMN reply       text NOT NULL DEFAULT '',
  ADD COLUMN endpoint    text NOT NULL DEFAULT '',
  ADD COLUMN cost_micros bigint NOT NULL DEFAULT 0; -- millionths of a US dollar
CREATE INDEX bot_turns_prompts ON bot_turns (at) WHERE prompt <> '';
SELECT firstline_serve('bot_turns');
