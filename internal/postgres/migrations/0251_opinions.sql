-- +goose Up
-- Who scored a message how, where more than one did: the scorer of our own and
-- a model that was asked because the first was unsure. The mood line holds the
-- one that counts.
CREATE TABLE mood_opinions (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq             bigint NOT NULL,
  scored_by       text NOT NULL CHECK (length(scored_by) BETWEEN 1 AND 200),
  valence         real NOT NULL CHECK (valence BETWEEN -1 AND 1),
  anger           real NOT NULL CHECK (anger BETWEEN 0 AND 1),
  urgency         real NOT NULL CHECK (urgency BETWEEN 0 AND 1),
  cause           text NOT NULL CHECK (cause IN ('none', 'product', 'wait', 'bot', 'policy')),
  confidence      real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id, seq, scored_by),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('mood_opinions');
