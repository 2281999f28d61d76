-- +goose Up
-- What messages may want, named by the workspace.
CREATE TABLE intents (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  description  text NOT NULL DEFAULT '' CHECK (length(description) <= 400),
  team_id      uuid, -- where a handover of it goes; NULL = as without an intent
  skills       text[] NOT NULL DEFAULT '{}',
  priority     smallint NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3),
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX intents_name ON intents (workspace_id, lower(name));
SELECT firstline_isolate('intents');

-- Labelled messages. Without an intent they are out of scope. What was taken
-- from a conversation is masked, and goes with it.
CREATE TABLE intent_examples (
  workspace_id    uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id              uuid NOT NULL,
  intent_id       uuid,
  text            text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  conversation_id uuid,
  created_by      uuid,
  created_at      timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, intent_id) REFERENCES intents (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
-- A text has one label.
CREATE UNIQUE INDEX intent_examples_text ON intent_examples (workspace_id, md5(text));
CREATE INDEX intent_examples_intent ON intent_examples (workspace_id, intent_id, id);
CREATE INDEX intent_examples_conversation ON intent_examples (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;
SELECT firstline_isolate('intent_examples');

-- Trained models, one row a training. The bytes of old ones are dropped.
CREATE TABLE intent_models (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  version      integer NOT NULL CHECK (version > 0),
  state        text NOT NULL DEFAULT 'training' CHECK (state IN ('training', 'ready', 'failed')),
  problem      text NOT NULL DEFAULT '', -- code of why it failed
  examples     integer NOT NULL DEFAULT 0,
  embedder     text NOT NULL DEFAULT '', -- model of the embeddings joined; '' = none
  report       jsonb NOT NULL DEFAULT '{}',
  took_ms      integer NOT NULL DEFAULT 0,
  model        bytea,
  started_by   uuid,
  started_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, version)
);
ALTER TABLE intent_models ALTER COLUMN model SET STORAGE EXTERNAL; -- weights do not compress
SELECT firstline_isolate('intent_models');

-- Which model reads live messages; no row or NULL = none.
CREATE TABLE intent_live (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  version      integer,
  set_by       uuid,
  set_at       timestamptz NOT NULL DEFAULT app_now(),
  FOREIGN KEY (workspace_id, version) REFERENCES intent_models (workspace_id, version)
);
SELECT firstline_isolate('intent_live');

-- What live messages were taken to want, by turn.
CREATE TABLE intent_readings (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq             bigint NOT NULL, -- the visitor message
  intent_id       uuid,            -- NULL = none fits
  best_id         uuid,            -- the best one, given or not
  confidence      real NOT NULL,
  version         integer NOT NULL,
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id, seq),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX intent_readings_at ON intent_readings (workspace_id, at);
SELECT firstline_isolate('intent_readings');

-- For lists.
CREATE VIEW intent_list WITH (security_invoker = true) AS
SELECT workspace_id, id, name FROM intents;
GRANT SELECT ON intent_list TO firstline_app;

CREATE VIEW intent_reading_list WITH (security_invoker = true) AS
SELECT r.workspace_id, r.conversation_id, r.seq, r.intent_id, r.best_id, r.confidence, r.at, i.name
FROM intent_readings r
LEFT JOIN intents i ON i.workspace_id = r.workspace_id AND i.id = r.intent_id;
GRANT SELECT ON intent_reading_list TO firstline_app;

CREATE VIEW visitor_message_list WITH (security_invoker = true) AS
SELECT workspace_id, conversation_id, seq, data ->> 'text' AS text, at
FROM events WHERE kind = 'message.added' AND author_kind = 'visitor';
GRANT SELECT ON visitor_message_list TO firstline_app;
