-- +goose Up
-- Language models that the installation's operator has connected, in the order
-- in which they are asked. They belong to no workspace: an address may lie on
-- the inside of the operator's network.
CREATE TABLE model_endpoints (
  id               uuid PRIMARY KEY,
  position         integer NOT NULL,
  name             text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  base_url         text NOT NULL CHECK (length(base_url) <= 500),
  model            text NOT NULL CHECK (length(model) BETWEEN 1 AND 200),
  sealed_key       bytea, -- NULL: no key
  prompt_price     double precision NOT NULL DEFAULT 0 CHECK (prompt_price >= 0),     -- US dollars a million tokens
  completion_price double precision NOT NULL DEFAULT 0 CHECK (completion_price >= 0),
  enabled          boolean NOT NULL DEFAULT true,
  created_at       timestamptz NOT NULL DEFAULT app_now(),
  updated_at       timestamptz NOT NULL DEFAULT app_now()
);
SELECT firstline_serve('model_endpoints');
ALTER TABLE model_endpoints FORCE ROW LEVEL SECURITY;
