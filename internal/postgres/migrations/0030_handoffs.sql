-- +goose Up
-- One row an escalation. Open exactly while its conversation waits.
CREATE TABLE handoffs (
  workspace_id    uuid NOT NULL,
  id              uuid NOT NULL,
  conversation_id uuid NOT NULL,
  reason          text NOT NULL,
  rule            text NOT NULL,
  evidence        jsonb NOT NULL DEFAULT '{}',
  brief           jsonb NOT NULL,
  lang            text NOT NULL,
  skills          text[] NOT NULL DEFAULT '{}',
  team_id         uuid,
  prefer_agent    uuid, -- who held the conversation before
  priority        smallint NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3),
  state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'cancelled', 'closed')),
  agent_id        uuid, -- who accepted
  requested_at    timestamptz NOT NULL DEFAULT app_now(),
  ended_at        timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE,
  CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX handoffs_one_open ON handoffs (workspace_id, conversation_id) WHERE state = 'open';
CREATE INDEX handoffs_open ON handoffs (workspace_id, requested_at) WHERE state = 'open';
CREATE INDEX handoffs_conversation ON handoffs (workspace_id, conversation_id, requested_at);
CREATE INDEX handoffs_accepted ON handoffs (workspace_id, ended_at) WHERE state = 'accepted';
SELECT firstline_isolate('handoffs');
SELECT firstline_serve('handoffs');

-- A handoff offered to one agent until it expires; at most one at a time.
CREATE TABLE assignments (
  workspace_id    uuid NOT NULL,
  id              uuid NOT NULL,
  handoff_id      uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id        uuid NOT NULL,
  state           text NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'accepted', 'declined', 'expired', 'withdrawn')),
  created_at      timestamptz NOT NULL DEFAULT app_now(),
  expires_at      timestamptz NOT NULL,
  ended_at        timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, handoff_id) REFERENCES handoffs (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX assignments_one_offered ON assignments (workspace_id, handoff_id) WHERE state = 'offered';
CREATE INDEX assignments_agent ON assignments (workspace_id, agent_id) WHERE state = 'offered';
SELECT firstline_isolate('assignments');
SELECT firstline_serve('assignments');

-- A lease says that an agent is there: renewed by their node, judged by the
-- database's clock.
CREATE TABLE presence (
  workspace_id  uuid NOT NULL,
  agent_id      uuid NOT NULL,
  status        text NOT NULL DEFAULT 'online' CHECK (status IN ('online', 'away')),
  expires_at    timestamptz NOT NULL,
  last_assigned timestamptz,
  PRIMARY KEY (workspace_id, agent_id),
  FOREIGN KEY (workspace_id, agent_id) REFERENCES members (workspace_id, agent_id) ON DELETE CASCADE
) WITH (fillfactor = 70);
SELECT firstline_isolate('presence');
SELECT firstline_serve('presence');

-- The escalation ledger: which way each turn went, and why.
CREATE TABLE decisions (
  workspace_id    uuid NOT NULL,
  id              uuid NOT NULL,
  conversation_id uuid NOT NULL,
  turn_id         uuid,
  seq             bigint NOT NULL, -- the visitor message decided on
  kind            text NOT NULL CHECK (kind IN ('answer', 'offer', 'handover')),
  reason          text NOT NULL,
  rule            text NOT NULL,
  evidence        jsonb NOT NULL DEFAULT '{}',
  snapshot        jsonb NOT NULL DEFAULT '{}',
  confidence      real NOT NULL DEFAULT 0,
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX decisions_conversation ON decisions (workspace_id, conversation_id, seq);
SELECT firstline_isolate('decisions');

-- For lists.
CREATE VIEW handoff_list WITH (security_invoker = true) AS
SELECT h.workspace_id, h.conversation_id, h.id, h.reason, h.priority, h.state, h.team_id, h.requested_at,
  a.id AS assignment_id, a.agent_id AS assigned_to, a.expires_at AS assigned_until
FROM handoffs h
LEFT JOIN assignments a ON a.workspace_id = h.workspace_id AND a.handoff_id = h.id AND a.state = 'offered';
GRANT SELECT ON handoff_list TO firstline_app;

CREATE VIEW presence_list WITH (security_invoker = true) AS
SELECT workspace_id, agent_id, CASE WHEN expires_at < app_now() THEN 'offline' ELSE status END AS presence
FROM presence;
GRANT SELECT ON presence_list TO firstline_app;
