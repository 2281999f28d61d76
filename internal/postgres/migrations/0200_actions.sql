-- +goose Up
-- An e-mail counts as who somebody is only if the shop has signed it.
ALTER TABLE visitors ADD COLUMN email_signed boolean NOT NULL DEFAULT false;

-- Servers of the Model Context Protocol whose tools may become actions.
CREATE TABLE action_servers (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  url          text NOT NULL CHECK (length(url) BETWEEN 1 AND 500),
  sealed_token bytea, -- NULL: none is sent
  tools        jsonb NOT NULL DEFAULT '[]', -- as last listed
  failure      text NOT NULL DEFAULT '',    -- why the last listing failed, '' if it did not
  listed_at    timestamptz,
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id)
);
SELECT firstline_isolate('action_servers');

CREATE TABLE actions (
  workspace_id   uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id             uuid NOT NULL,
  name           text NOT NULL CHECK (name ~ '^[a-z][a-z0-9_]{0,47}$'),
  definition     jsonb NOT NULL,
  sealed_secrets bytea, -- NULL: none
  server_id      uuid,  -- of its tool; NULL: an HTTP request of its own
  enabled        boolean NOT NULL DEFAULT false,
  review         text NOT NULL DEFAULT '' CHECK (review IN ('', 'changed', 'gone')), -- why it was switched off by itself
  version        integer NOT NULL DEFAULT 1,
  created_at     timestamptz NOT NULL DEFAULT app_now(),
  updated_at     timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  CONSTRAINT actions_name UNIQUE (workspace_id, name),
  FOREIGN KEY (workspace_id, server_id) REFERENCES action_servers (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('actions');

-- Every call and every refusal, written before the request goes out: a node
-- that dies in between leaves 'started'. Values are redacted. Rows outlive the
-- action, and lose the conversation with its erasure.
CREATE TABLE action_calls (
  workspace_id    uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id              uuid NOT NULL,
  action_id       uuid NOT NULL,
  action          text NOT NULL,
  version         integer NOT NULL,
  conversation_id uuid, -- NULL: a try in the console
  visitor_id      uuid,
  turn_id         uuid,
  by_kind         text NOT NULL CHECK (by_kind IN ('model', 'flow', 'agent', 'try')),
  agent_id        uuid, -- who tried it, or ran it for the visitor
  confirmed_by    text NOT NULL DEFAULT '' CHECK (confirmed_by IN ('', 'visitor', 'agent')),
  inputs          jsonb NOT NULL,
  outcome         text NOT NULL,
  reason          text NOT NULL DEFAULT '',
  status          integer NOT NULL DEFAULT 0, -- of HTTP, 0: none came
  took_ms         integer NOT NULL DEFAULT 0,
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX action_calls_at ON action_calls (workspace_id, at DESC);
CREATE INDEX action_calls_of ON action_calls (workspace_id, action_id, at);
CREATE INDEX action_calls_conversation ON action_calls (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;
SELECT firstline_isolate('action_calls');

-- What waits for a yes: exactly these values, once, for a while.
CREATE TABLE action_confirmations (
  workspace_id    uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id              uuid NOT NULL,
  action_id       uuid NOT NULL,
  version         integer NOT NULL,
  conversation_id uuid NOT NULL,
  visitor_id      uuid NOT NULL,
  turn_id         uuid,
  by_kind         text NOT NULL CHECK (by_kind IN ('model', 'flow', 'agent')),
  inputs          jsonb NOT NULL, -- all values, those of the session included
  state           text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'confirmed', 'started', 'declined', 'done', 'failed', 'unknown', 'expired')),
  decided_by      text NOT NULL DEFAULT '' CHECK (decided_by IN ('', 'visitor', 'agent')),
  agent_id        uuid,
  created_at      timestamptz NOT NULL DEFAULT app_now(),
  expires_at      timestamptz NOT NULL,
  decided_at      timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, action_id) REFERENCES actions (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX action_confirmations_conversation ON action_confirmations (workspace_id, conversation_id) WHERE state = 'pending';
SELECT firstline_isolate('action_confirmations');
CREATE INDEX action_confirmations_expiry ON action_confirmations (expires_at);
SELECT firstline_serve('action_confirmations');
