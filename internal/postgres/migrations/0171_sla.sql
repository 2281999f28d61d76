-- +goose Up
-- What a team promises. The row without a team is the workspace's own; it holds
-- for what is for everybody and for teams that have no row. Each goal is
-- {"minutes": [normal, raised, high, highest priority], "around_the_clock": bool},
-- 0 minutes = no target.
CREATE TABLE sla_policies (
  workspace_id   uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  team_id        uuid,
  first_reply    jsonb NOT NULL,
  next_reply     jsonb NOT NULL,
  resolution     jsonb NOT NULL,
  warn_at        smallint NOT NULL DEFAULT 80 CHECK (warn_at BETWEEN 1 AND 99), -- percent of the time
  escalate_hours integer NOT NULL DEFAULT 72 CHECK (escalate_hours BETWEEN 0 AND 8760), -- 0 = never
  changed_at     timestamptz NOT NULL DEFAULT app_now(),
  UNIQUE NULLS NOT DISTINCT (workspace_id, team_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('sla_policies');

-- One row for each conversation that people have in hand. seen is what of the
-- conversation the clocks were last set by: where it differs, they are set again.
-- goal, near_at and due_at are those of the clock that is due first.
CREATE TABLE sla_cases (
  workspace_id     uuid NOT NULL,
  conversation_id  uuid NOT NULL,
  began_at         timestamptz NOT NULL,
  first_replied_at timestamptz,
  escalated_at     timestamptz, -- when it came onto the list of follow-ups
  seen             text NOT NULL,
  goal             text CHECK (goal IN ('first_reply', 'next_reply', 'resolution')),
  near_at          timestamptz,
  due_at           timestamptz,
  PRIMARY KEY (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX sla_cases_due ON sla_cases (workspace_id, due_at) WHERE due_at IS NOT NULL;
SELECT firstline_isolate('sla_cases');
SELECT firstline_serve('sla_cases');

-- One row for each promise that was measured. It rests while running_since is
-- null; spent_s is what was counted before.
CREATE TABLE sla_clocks (
  workspace_id    uuid NOT NULL,
  id              uuid NOT NULL,
  conversation_id uuid NOT NULL,
  goal            text NOT NULL CHECK (goal IN ('first_reply', 'next_reply', 'resolution')),
  team_id         uuid, -- who was held to it; kept when the team ends
  priority        smallint NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 3),
  started_at      timestamptz NOT NULL,
  running_since   timestamptz,
  spent_s         double precision NOT NULL DEFAULT 0,
  target_s        integer NOT NULL DEFAULT 0, -- 0 = none
  near_at         timestamptz,
  due_at          timestamptz,
  warned_at       timestamptz,
  missed_at       timestamptz,
  ended_at        timestamptz,
  outcome         text CHECK (outcome IN ('met', 'late', 'void')), -- void = it came to nothing, and counts for nothing
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE,
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX sla_clocks_open ON sla_clocks (workspace_id, conversation_id, goal) WHERE ended_at IS NULL;
CREATE INDEX sla_clocks_ended ON sla_clocks (workspace_id, ended_at) WHERE ended_at IS NOT NULL;
SELECT firstline_isolate('sla_clocks');

-- What of a conversation the clocks depend on.
CREATE VIEW sla_facts WITH (security_invoker = true) AS
SELECT c.workspace_id, c.id AS conversation_id, c.stage, c.team_id, c.waiting_since, c.snoozed_until, c.resolved_at,
  coalesce(h.priority, 0)::smallint AS priority,
  concat(CASE WHEN c.stage IN ('waiting', 'person') THEN 'people' ELSE c.stage END, '|', c.team_id, '|',
    extract(epoch FROM c.waiting_since), '|', extract(epoch FROM c.snoozed_until), '|', coalesce(h.priority, 0)) AS seen
FROM conversations c
LEFT JOIN LATERAL (SELECT h.priority FROM handoffs h WHERE h.workspace_id = c.workspace_id AND h.conversation_id = c.id
  ORDER BY h.requested_at DESC LIMIT 1) h ON true;
GRANT SELECT ON sla_facts TO firstline_app, firstline_service;

-- For lists.
CREATE VIEW deadline_list WITH (security_invoker = true) AS
SELECT workspace_id, conversation_id, goal, near_at, due_at FROM sla_cases WHERE due_at IS NOT NULL;
GRANT SELECT ON deadline_list TO firstline_app;
