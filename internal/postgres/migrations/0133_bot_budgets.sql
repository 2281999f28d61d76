-- +goose Up
-- How much a workspace's bot may spend on models; 0 = no limit. Days and months
-- are those of UTC.
CREATE TABLE bot_budgets (
  workspace_id       uuid PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  visitor_day_tokens bigint NOT NULL DEFAULT 0 CHECK (visitor_day_tokens >= 0),
  day_tokens         bigint NOT NULL DEFAULT 0 CHECK (day_tokens >= 0),
  day_micros         bigint NOT NULL DEFAULT 0 CHECK (day_micros >= 0),   -- millionths of a US dollar
  month_micros       bigint NOT NULL DEFAULT 0 CHECK (month_micros >= 0),
  updated_at         timestamptz NOT NULL DEFAULT app_now()
);
SELECT firstline_isolate('bot_budgets');

-- What has been used. A call is charged with the most that it can cost before
-- it is made, and with what it did cost afterwards: a node that dies in between
-- leaves too much charged, never too little.
CREATE TABLE bot_usage (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  day          date NOT NULL,
  calls        bigint NOT NULL DEFAULT 0,
  tokens       bigint NOT NULL DEFAULT 0,
  cost_micros  bigint NOT NULL DEFAULT 0,
  refused      bigint NOT NULL DEFAULT 0, -- calls that a budget did not allow
  PRIMARY KEY (workspace_id, day)
);
SELECT firstline_isolate('bot_usage');

CREATE TABLE bot_visitor_usage (
  workspace_id uuid NOT NULL,
  visitor_id   uuid NOT NULL,
  day          date NOT NULL,
  tokens       bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, visitor_id, day),
  FOREIGN KEY (workspace_id, visitor_id) REFERENCES visitors (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('bot_visitor_usage');
