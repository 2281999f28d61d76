-- +goose Up
-- The row changes with every message: hot columns stay out of every index and
-- pages keep room, so that updates stay heap-only.
CREATE TABLE conversations (
  workspace_id     uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id               uuid NOT NULL,
  number           bigint NOT NULL, -- "#1042": for people, never a look-up key for visitors
  visitor_id       uuid NOT NULL,
  lang             text NOT NULL DEFAULT 'en',
  stage            text NOT NULL DEFAULT 'bot' CHECK (stage IN ('bot', 'waiting', 'person', 'resolved')),
  agent_id         uuid,
  team_id          uuid,
  last_agent_id    uuid, -- who held it last: preferred when it comes back
  snoozed_until    timestamptz,
  claim_token      uuid, -- of the bot's turn; whoever holds it may finish
  claim_until      timestamptz,
  claim_seq        bigint NOT NULL DEFAULT 0, -- last visitor seq the claim has seen
  answered_seq     bigint NOT NULL DEFAULT 0, -- last visitor seq that a turn has finished with
  last_seq         bigint NOT NULL DEFAULT 0,
  last_vseq        bigint NOT NULL DEFAULT 0,
  last_visitor_seq bigint NOT NULL DEFAULT 0,
  last_at          timestamptz NOT NULL DEFAULT app_now(),
  last_author      text NOT NULL DEFAULT '',
  preview          text NOT NULL DEFAULT '',
  waiting_since    timestamptz, -- first visitor message that no person or answer has met yet
  created_at       timestamptz NOT NULL DEFAULT app_now(),
  resolved_at      timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, number),
  FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitors (workspace_id, id) ON DELETE CASCADE,
  CHECK ((stage = 'person') = (agent_id IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX conversations_visitor ON conversations (workspace_id, visitor_id);
CREATE INDEX conversations_open ON conversations (workspace_id, stage) WHERE stage <> 'resolved';
CREATE INDEX conversations_agent ON conversations (workspace_id, agent_id) WHERE agent_id IS NOT NULL;
SELECT firstline_isolate('conversations');
SELECT firstline_serve('conversations');

-- The log. seq is gapless; vseq is the gapless number of what the visitor may
-- see, so that the visitor's stream does not betray that notes exist.
CREATE TABLE events (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq             bigint NOT NULL,
  vseq            bigint,
  kind            text NOT NULL,
  author_kind     text NOT NULL CHECK (author_kind IN ('visitor', 'bot', 'agent', 'system')),
  author_id       uuid NOT NULL,
  author_name     text NOT NULL DEFAULT '',
  client_id       text CHECK (length(client_id) BETWEEN 1 AND 64),
  data            jsonb NOT NULL,
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id, seq),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX events_client ON events (workspace_id, conversation_id, author_id, client_id) WHERE client_id IS NOT NULL;
-- For the head look, which reads the newest minute: a few pages, nearly free to keep.
CREATE INDEX events_at ON events USING brin (at) WITH (pages_per_range = 16);
SELECT firstline_isolate('events');
SELECT firstline_serve('events');

CREATE TABLE ratings (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id        uuid, -- who held it when it was resolved
  score           smallint NOT NULL CHECK (score BETWEEN 1 AND 5),
  comment         text NOT NULL DEFAULT '' CHECK (length(comment) <= 2000),
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('ratings');
