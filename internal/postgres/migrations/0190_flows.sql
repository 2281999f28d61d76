-- +goose Up
-- Guided flows: what is being edited, and each version that was published.
CREATE TABLE flows (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id           uuid NOT NULL,
  name         text NOT NULL,
  draft        jsonb NOT NULL,
  -- Counts each save, so that two editors do not overwrite one another.
  revision     int NOT NULL DEFAULT 1,
  -- What visitors meet; NULL = nothing, or not any more.
  live_version int,
  editor       uuid REFERENCES agents ON DELETE SET NULL,
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  updated_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id)
);
SELECT firstline_isolate('flows');

CREATE TABLE flow_versions (
  workspace_id uuid NOT NULL,
  flow_id      uuid NOT NULL,
  version      int NOT NULL,
  name         text NOT NULL,
  definition   jsonb NOT NULL,
  editor       uuid REFERENCES agents ON DELETE SET NULL,
  at           timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, flow_id, version),
  FOREIGN KEY (workspace_id, flow_id) REFERENCES flows (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('flow_versions');

-- A visitor's way through a version of a flow.
CREATE TABLE flow_runs (
  workspace_id    uuid NOT NULL,
  id              uuid NOT NULL,
  conversation_id uuid NOT NULL,
  flow_id         uuid NOT NULL,
  version         int NOT NULL,
  status          text NOT NULL CHECK (status IN ('open', 'ended', 'handed_over', 'cancelled', 'left')),
  state           jsonb NOT NULL,
  -- The last visitor message that it took in.
  seq             bigint NOT NULL,
  -- Counts each step taken, so that two of them do not start from the same.
  revision        int NOT NULL DEFAULT 1,
  started_at      timestamptz NOT NULL DEFAULT app_now(),
  updated_at      timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, flow_id, version) REFERENCES flow_versions (workspace_id, flow_id, version) ON DELETE CASCADE
);
-- A conversation is in one flow at a time.
CREATE UNIQUE INDEX flow_runs_open ON flow_runs (workspace_id, conversation_id) WHERE status = 'open';
CREATE INDEX flow_runs_by_flow ON flow_runs (workspace_id, flow_id, version);
SELECT firstline_isolate('flow_runs');

-- What a visitor confirmed about the matter: the brief of a handoff shows it,
-- whatever brings the person in.
CREATE TABLE given_facts (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  name            text NOT NULL,
  position        int NOT NULL,
  label           text NOT NULL,
  kind            text NOT NULL,
  value           text NOT NULL,
  seq             bigint NOT NULL,
  -- Counts each step taken, so that two of them do not start from the same.
  revision        int NOT NULL DEFAULT 1,
  start_byte      int NOT NULL,
  end_byte        int NOT NULL,
  PRIMARY KEY (workspace_id, conversation_id, name),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('given_facts');

-- A turn may be a step of a flow.
ALTER TABLE bot_turns DROP CONSTRAINT bot_turns_outcome_check;
ALTER TABLE bot_turns ADD CONSTRAINT bot_turns_outcome_check
  CHECK (outcome IN ('answered', 'missed', 'clarified', 'small_talk', 'line', 'handed_over', 'superseded', 'failed', 'guided'));
