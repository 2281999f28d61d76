-- +goose Up
-- What the bot may do for an angry visitor, beyond an apology; one row a
-- workspace, none while nothing was set.
CREATE TABLE soothing_playbooks (
  workspace_id  uuid PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  enabled       boolean NOT NULL,
  words         jsonb NOT NULL,
  gesture       boolean NOT NULL,
  gesture_words jsonb NOT NULL,
  signed_only   boolean NOT NULL,
  every_days    smallint NOT NULL CHECK (every_days BETWEEN 1 AND 365),
  per_day       smallint NOT NULL CHECK (per_day BETWEEN 1 AND 1000),
  priority      smallint NOT NULL CHECK (priority BETWEEN 0 AND 3),
  set_by        uuid NOT NULL,
  set_at        timestamptz NOT NULL DEFAULT app_now()
);
SELECT firstline_isolate('soothing_playbooks');

-- What was done for whom. A row outlives its conversation, so that a visitor
-- who has theirs erased does not get the next code at once, and the limits of
-- a day hold.
CREATE TABLE soothings (
  workspace_id    uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id              uuid NOT NULL,
  conversation_id uuid,
  visitor_id      uuid,
  seq             bigint NOT NULL, -- of the message that it answers
  anger           real NOT NULL,
  code            text NOT NULL DEFAULT '',
  withheld        text NOT NULL DEFAULT '' CHECK (withheld IN ('', 'off', 'unsigned', 'lately', 'day', 'none_left')),
  priority        smallint NOT NULL CHECK (priority BETWEEN 0 AND 3),
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE SET NULL (conversation_id)
);
CREATE INDEX soothings_newest ON soothings (workspace_id, at DESC, id);
CREATE INDEX soothings_visitor ON soothings (workspace_id, visitor_id, at) WHERE code <> '';
SELECT firstline_isolate('soothings');

-- Codes that are still to be given, in the order in which they came. One that
-- is given goes from here; the row of the soothing keeps it.
CREATE TABLE gesture_codes (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  code         text NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
  position     bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (workspace_id, code)
);
CREATE INDEX gesture_codes_next ON gesture_codes (workspace_id, position);
SELECT firstline_isolate('gesture_codes');

CREATE VIEW soothing_list WITH (security_invoker = true) AS
SELECT workspace_id, conversation_id, priority FROM soothings WHERE conversation_id IS NOT NULL;
GRANT SELECT ON soothing_list TO firstline_app;
