-- +goose Up
CREATE TABLE workspaces (
  id          uuid PRIMARY KEY,
  slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  settings    jsonb NOT NULL DEFAULT '{}',
  last_number bigint NOT NULL DEFAULT 0, -- of conversations, for people
  created_at  timestamptz NOT NULL DEFAULT app_now()
);
ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspaces FORCE ROW LEVEL SECURITY;
CREATE POLICY in_workspace ON workspaces USING (id = current_workspace());
GRANT SELECT, UPDATE ON workspaces TO firstline_app;
SELECT firstline_serve('workspaces');

-- What belongs to the installation and to no workspace: the set-up token's hash.
CREATE TABLE installation (
  key   text PRIMARY KEY,
  value text NOT NULL
);
SELECT firstline_serve('installation');

CREATE TABLE agents (
  id            uuid PRIMARY KEY,
  email         text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
  name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  password_hash text NOT NULL,
  color         text NOT NULL DEFAULT '',
  locale        text NOT NULL DEFAULT 'en',
  operator      boolean NOT NULL DEFAULT false,
  disabled_at   timestamptz,
  created_at    timestamptz NOT NULL DEFAULT app_now(),
  CONSTRAINT agents_email_key UNIQUE (email)
);
SELECT firstline_serve('agents');

CREATE TABLE members (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  agent_id     uuid NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  role         text NOT NULL CHECK (role IN ('admin', 'supervisor', 'knowledge', 'agent')),
  skills       text[] NOT NULL DEFAULT '{}',
  languages    text[] NOT NULL DEFAULT '{}', -- none = any
  capacity     int NOT NULL DEFAULT 4 CHECK (capacity BETWEEN 0 AND 50),
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, agent_id)
);
CREATE INDEX members_agent ON members (agent_id);
SELECT firstline_isolate('members');
SELECT firstline_serve('members');

-- A workspace sees who its members are, never their password's hash.
ALTER TABLE agents FORCE ROW LEVEL SECURITY;
CREATE POLICY of_workspace ON agents FOR SELECT TO firstline_app
  USING (EXISTS (SELECT FROM members m WHERE m.workspace_id = current_workspace() AND m.agent_id = agents.id));
GRANT SELECT (id, email, name, color, locale, disabled_at) ON agents TO firstline_app;

CREATE TABLE teams (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  skills       text[] NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, name)
);
SELECT firstline_isolate('teams');
SELECT firstline_serve('teams');

CREATE TABLE team_members (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  team_id      uuid NOT NULL,
  agent_id     uuid NOT NULL,
  PRIMARY KEY (workspace_id, team_id, agent_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, agent_id) REFERENCES members (workspace_id, agent_id) ON DELETE CASCADE
);
SELECT firstline_isolate('team_members');
SELECT firstline_serve('team_members');

-- Tokens are kept as SHA-256: they are random, so a slow hash buys nothing.
CREATE TABLE sessions (
  token_hash   bytea PRIMARY KEY,
  agent_id     uuid NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  expires_at   timestamptz NOT NULL
);
CREATE INDEX sessions_agent ON sessions (agent_id);
SELECT firstline_serve('sessions');
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE visitors (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  external_id  text, -- from a signed identify call; one visitor a workspace
  name         text NOT NULL DEFAULT '' CHECK (length(name) <= 120),
  email        text NOT NULL DEFAULT '' CHECK (length(email) <= 254),
  lang         text NOT NULL DEFAULT 'en',
  attributes   jsonb NOT NULL DEFAULT '{}',
  page_url     text NOT NULL DEFAULT '',
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX visitors_external ON visitors (workspace_id, external_id) WHERE external_id IS NOT NULL;
SELECT firstline_isolate('visitors');

CREATE TABLE visitor_tokens (
  token_hash   bytea PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  visitor_id   uuid NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX visitor_tokens_visitor ON visitor_tokens (workspace_id, visitor_id);
SELECT firstline_isolate('visitor_tokens');
SELECT firstline_serve('visitor_tokens');
