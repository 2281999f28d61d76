-- +goose Up
-- One row a turn of the bot that came to an end, with what explains it. A turn
-- that was superseded is kept too: a model may have been paid for it.
CREATE TABLE bot_turns (
  workspace_id      uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id                uuid NOT NULL,
  conversation_id   uuid NOT NULL,
  visitor_seq       bigint NOT NULL, -- last visitor message it is about
  message_seq       bigint,          -- the bot's message, if there is one
  outcome           text NOT NULL CHECK (outcome IN ('answered', 'missed', 'clarified', 'small_talk', 'line', 'handed_over', 'superseded', 'failed')),
  mode              text NOT NULL CHECK (mode IN ('model', 'extractive', 'fixed', 'none')),
  lang              text NOT NULL,
  confidence        real NOT NULL DEFAULT 0,
  fallback          text NOT NULL DEFAULT '', -- why the model's answer was not used
  model             text NOT NULL DEFAULT '',
  prompt_tokens     integer NOT NULL DEFAULT 0,
  completion_tokens integer NOT NULL DEFAULT 0,
  first_token_ms    integer NOT NULL DEFAULT 0,
  took_ms           integer NOT NULL DEFAULT 0,
  trace             jsonb NOT NULL DEFAULT '{}',
  at                timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX bot_turns_conversation ON bot_turns (workspace_id, conversation_id, visitor_seq);
SELECT firstline_isolate('bot_turns');

-- Turns that the watchdog has started again once. The second time a person is
-- asked for.
CREATE TABLE bot_rescues (
  workspace_id    uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL,
  visitor_seq     bigint NOT NULL,
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id, visitor_seq),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('bot_rescues');

-- What an admin sets about the bot. No row means the defaults.
CREATE TABLE bot_settings (
  workspace_id  uuid PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  version       integer NOT NULL DEFAULT 1,
  brand         text NOT NULL DEFAULT '' CHECK (length(brand) <= 120),
  house         text NOT NULL DEFAULT '' CHECK (length(house) <= 4000),
  use_model     boolean NOT NULL DEFAULT true,
  mask_personal boolean NOT NULL DEFAULT true,
  link_hosts    text[] NOT NULL DEFAULT '{}',
  updated_at    timestamptz NOT NULL DEFAULT app_now()
);
SELECT firstline_isolate('bot_settings');
