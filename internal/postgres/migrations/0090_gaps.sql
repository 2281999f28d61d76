-- +goose Up
-- A gap is a cluster of questions that mean the same and met no answer. Whether it
-- is open, drafted or closed follows from its article; only dismissal is stored.
CREATE TABLE gaps (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  article_id   uuid, -- drafted for it, or named as its answer
  linked_at    timestamptz,
  apart        boolean NOT NULL DEFAULT false, -- somebody split it off: nothing is merged into it or it into another
  dismissed_at timestamptz,
  changed_by   uuid, -- who drafted, dismissed, merged or split last
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles (workspace_id, id) ON DELETE SET NULL (article_id)
);
CREATE INDEX gaps_article ON gaps (workspace_id, article_id) WHERE article_id IS NOT NULL;
SELECT firstline_isolate('gaps');

-- What visitors asked, personal data masked, with what came of it. Answered
-- questions are kept too: a gap's miss rate needs them. A row goes with its
-- conversation.
CREATE TABLE asked_questions (
  workspace_id    uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  conversation_id uuid NOT NULL,
  seq             bigint NOT NULL, -- the visitor message that a turn was about
  answer_seq      bigint,          -- what the bot said to it
  lang            text NOT NULL,
  text            text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  outcome         text NOT NULL CHECK (outcome IN ('answered', 'missed', 'rejected', 'escalated')),
  gap_id          uuid,
  placed          boolean NOT NULL DEFAULT false, -- has been looked at for a gap
  at              timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, conversation_id, seq),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, gap_id) REFERENCES gaps (workspace_id, id) ON DELETE SET NULL (gap_id)
);
CREATE INDEX asked_questions_at ON asked_questions (workspace_id, at);
CREATE INDEX asked_questions_gap ON asked_questions (workspace_id, gap_id) WHERE gap_id IS NOT NULL;
CREATE INDEX asked_questions_new ON asked_questions (workspace_id) WHERE NOT placed;
SELECT firstline_isolate('asked_questions');

-- Who held a conversation from when on: what time people spent on it follows
-- from this.
CREATE VIEW stage_move_list WITH (security_invoker = true) AS
SELECT workspace_id, conversation_id, seq, at, data ->> 'to' AS stage FROM events WHERE kind = 'stage.moved';
GRANT SELECT ON stage_move_list TO firstline_app;
