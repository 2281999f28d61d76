-- +goose Up
-- Labelled questions, kept to be asked again and again.
CREATE TABLE question_sets (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           uuid NOT NULL,
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  created_by   uuid,
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, id),
  CONSTRAINT question_sets_name_key UNIQUE (workspace_id, name)
);
SELECT firstline_isolate('question_sets');

-- One question and its label, in the terms of the evaluation format. What was
-- taken from a conversation goes with it.
CREATE TABLE set_questions (
  workspace_id     uuid NOT NULL,
  set_id           uuid NOT NULL,
  id               text NOT NULL CHECK (length(id) BETWEEN 1 AND 120),
  lang             text NOT NULL,
  question         text NOT NULL CHECK (length(question) BETWEEN 1 AND 2000),
  answerable       boolean NOT NULL,
  label            jsonb NOT NULL DEFAULT '{}', -- history, article, also, must_contain, must_not_contain, alt
  conversation_id  uuid,
  created_at       timestamptz NOT NULL DEFAULT app_now(),
  PRIMARY KEY (workspace_id, set_id, id),
  FOREIGN KEY (workspace_id, set_id) REFERENCES question_sets (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX set_questions_conversation ON set_questions (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;
SELECT firstline_isolate('set_questions');

-- A set that was asked: of what is live, or of what is live and of an article's
-- draft beside it.
CREATE TABLE set_runs (
  workspace_id uuid NOT NULL,
  id           uuid NOT NULL,
  set_id       uuid NOT NULL,
  article_id   uuid, -- whose draft; NULL: the live articles alone
  state        text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
  done         int NOT NULL DEFAULT 0,
  total        int NOT NULL DEFAULT 0,
  started_by   uuid,
  created_at   timestamptz NOT NULL DEFAULT app_now(),
  finished_at  timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, set_id) REFERENCES question_sets (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, article_id) REFERENCES articles (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX set_runs_set ON set_runs (workspace_id, set_id, created_at);
SELECT firstline_isolate('set_runs');

-- What one question came to. It goes with the question.
CREATE TABLE set_results (
  workspace_id uuid NOT NULL,
  run_id       uuid NOT NULL,
  set_id       uuid NOT NULL,
  question_id  text NOT NULL,
  live         jsonb NOT NULL,
  draft        jsonb, -- the same with the draft in place
  PRIMARY KEY (workspace_id, run_id, question_id),
  FOREIGN KEY (workspace_id, run_id) REFERENCES set_runs (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, set_id, question_id) REFERENCES set_questions (workspace_id, set_id, id) ON DELETE CASCADE
);
SELECT firstline_isolate('set_results');
