-- +goose Up
-- What people said of a decision afterwards: that the escalation was right or
-- false, or that one was missed, and what should have called for it.
CREATE TABLE decision_marks (
  workspace_id uuid NOT NULL,
  decision_id  uuid NOT NULL,
  mark         text NOT NULL CHECK (mark IN ('right', 'false', 'missed')),
  cause        text NOT NULL DEFAULT '' CHECK (length(cause) <= 100), -- of one missed: a reason, or admin.<rule>
  marked_by    uuid NOT NULL,
  at           timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, decision_id),
  FOREIGN KEY (workspace_id, decision_id) REFERENCES decisions (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('decision_marks');

-- The ledger as a list, and a replay of it, go by time.
CREATE INDEX decisions_at ON decisions (workspace_id, at);
