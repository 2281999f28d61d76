-- +goose Up
-- One row for each visitor message: what the message says, and the smoothed
-- values up to there, so that the newest row is the mood. It holds no text.
CREATE TABLE moods (
  workspace_id    uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq             bigint NOT NULL, -- of the message
  valence         real NOT NULL CHECK (valence BETWEEN -1 AND 1),
  anger           real NOT NULL CHECK (anger BETWEEN 0 AND 1),
  urgency         real NOT NULL CHECK (urgency BETWEEN 0 AND 1),
  cause           text NOT NULL CHECK (cause IN ('none', 'product', 'wait', 'bot', 'policy')),
  confidence      real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  smooth_valence  real NOT NULL,
  smooth_anger    real NOT NULL,
  smooth_urgency  real NOT NULL,
  slope           real NOT NULL, -- of the smooth valence, a message
  peak            real NOT NULL, -- greatest smooth anger so far
  peak_seq        bigint NOT NULL,
  level           text NOT NULL CHECK (level IN ('angry', 'upset', 'neutral', 'content', 'happy')),
  scored_by       text NOT NULL,
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id, seq),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('moods');

-- For lists: take the row with the greatest seq of a conversation.
CREATE VIEW mood_list WITH (security_invoker = true) AS
SELECT workspace_id, conversation_id, seq, level, smooth_valence AS valence, smooth_anger AS anger, smooth_urgency AS urgency, at
FROM moods;
GRANT SELECT ON mood_list TO firstline_app;
