-- +goose Up
-- Prepared texts that agents insert by a shortcut, one row a language.
CREATE TABLE canned_replies (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  shortcut     text NOT NULL CHECK (shortcut ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  lang         text NOT NULL CHECK (lang IN ('en', 'zh')),
  title        text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  body         text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000), -- Markdown with {{variables}}
  team_id      uuid, -- NULL: for all
  updated_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  CONSTRAINT canned_replies_shortcut_key UNIQUE (workspace_id, lang, shortcut),
  FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id) ON DELETE SET NULL (team_id)
);
SELECT firstline_isolate('canned_replies');

-- What an agent once wrote to a question and what went down well.
CREATE TABLE past_replies (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  lang         text NOT NULL CHECK (lang IN ('en', 'zh')),
  question     text NOT NULL CHECK (length(question) BETWEEN 1 AND 2000),
  body         text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
  team_id      uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id) ON DELETE SET NULL (team_id)
);
CREATE INDEX past_replies_lang ON past_replies (workspace_id, lang);
SELECT firstline_isolate('past_replies');

-- One row a conversation: what was found for the visitor message for_seq. Its
-- update is the claim of the drafter, so a message is drafted for once.
CREATE TABLE assist_panels (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  for_seq         bigint NOT NULL,
  articles        jsonb NOT NULL DEFAULT '[]', -- ranked: ids, passages and scores
  canned          uuid[] NOT NULL DEFAULT '{}',
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
) WITH (fillfactor = 70);
SELECT firstline_isolate('assist_panels');

-- A reply proposed to the agent, and what became of it. Rows stay after they
-- are superseded: what was used and how it was edited is what is learned from.
CREATE TABLE suggestions (
  workspace_id    uuid NOT NULL,
  id              uuid NOT NULL,
  conversation_id uuid NOT NULL,
  for_seq         bigint NOT NULL, -- the visitor message it replies to
  rank            smallint NOT NULL,
  label           text NOT NULL CHECK (label IN ('answer', 'canned', 'question', 'acknowledge')),
  text            text NOT NULL,
  sources         jsonb NOT NULL DEFAULT '[]',
  internal        boolean NOT NULL DEFAULT false,
  model           text NOT NULL DEFAULT '', -- '' = made without a model
  outcome         text NOT NULL DEFAULT 'shown' CHECK (outcome IN ('shown', 'inserted', 'sent', 'edited', 'dismissed')),
  reason          text NOT NULL DEFAULT '',
  distance        real CHECK (distance BETWEEN 0 AND 1), -- of what was sent; 0 = as it was
  created_at      timestamptz NOT NULL DEFAULT app_now(),
  superseded_at   timestamptz,
  ended_at        timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX suggestions_live ON suggestions (workspace_id, conversation_id) WHERE superseded_at IS NULL;
CREATE INDEX suggestions_conversation ON suggestions (workspace_id, conversation_id, for_seq);
SELECT firstline_isolate('suggestions');

-- For readers of a workspace's settings besides their owner.
CREATE VIEW workspace_list WITH (security_invoker = true) AS
SELECT id AS workspace_id, slug, name, settings FROM workspaces;
GRANT SELECT ON workspace_list TO firstline_app;
