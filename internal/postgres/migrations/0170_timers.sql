-- +goose Up
-- What is to happen at a time. A row is deleted by the transaction in which it
-- fires. version differs at every setting, also after a deletion, so that the
-- job of an earlier setting never speaks for a later one. next_at is when it is
-- tried: due_at, or later after a failure.
CREATE SEQUENCE timer_versions;
GRANT USAGE ON SEQUENCE timer_versions TO firstline_app;
CREATE TABLE timers (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  kind         text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  subject_id   uuid NOT NULL,
  due_at       timestamptz NOT NULL,
  version      bigint NOT NULL DEFAULT nextval('timer_versions'),
  next_at      timestamptz NOT NULL,
  failures     integer NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, kind, subject_id)
);
CREATE INDEX timers_next ON timers (next_at);
SELECT firstline_isolate('timers');
SELECT firstline_serve('timers');
