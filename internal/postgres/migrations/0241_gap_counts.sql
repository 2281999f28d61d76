-- +goose Up
-- What a list of gaps shows is counted when it changes, not when it is read.
ALTER TABLE gaps
  ADD COLUMN asked         int NOT NULL DEFAULT 0,
  ADD COLUMN missed        int NOT NULL DEFAULT 0,
  ADD COLUMN rejected      int NOT NULL DEFAULT 0,
  ADD COLUMN escalated     int NOT NULL DEFAULT 0,
  ADD COLUMN conversations int NOT NULL DEFAULT 0,
  ADD COLUMN held_seconds  float8 NOT NULL DEFAULT 0,
  ADD COLUMN weeks         int[] NOT NULL DEFAULT '{0,0,0,0,0,0,0,0}', -- the present one last, as of counted_at
  ADD COLUMN first_at      timestamptz,
  ADD COLUMN last_at       timestamptz,
  ADD COLUMN lead_conversation uuid, -- the question that is most like the others
  ADD COLUMN lead_seq      bigint,
  ADD COLUMN counted_at    timestamptz NOT NULL DEFAULT '1970-01-01';
CREATE INDEX gaps_counted ON gaps (workspace_id, counted_at);

-- Which gaps are to be counted anew. Rows are only added and taken away: nobody
-- who notes what became of a question waits for somebody who counts.
CREATE TABLE gap_changes (
  workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  id           bigint GENERATED ALWAYS AS IDENTITY,
  gap_id       uuid NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
SELECT firstline_isolate('gap_changes');
-- Forced isolation would hide every row from the owner, who migrates.
ALTER TABLE gaps NO FORCE ROW LEVEL SECURITY;
ALTER TABLE gap_changes NO FORCE ROW LEVEL SECURITY;
INSERT INTO gap_changes (workspace_id, gap_id) SELECT workspace_id, id FROM gaps;
ALTER TABLE gaps FORCE ROW LEVEL SECURITY;
ALTER TABLE gap_changes FORCE ROW LEVEL SECURITY;

-- A conversation's time is shared out among the gaps that it asked about, so what
-- changes for one changes for all of them.
-- +goose StatementBegin
CREATE FUNCTION note_gap_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  q asked_questions%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN
    q := OLD;
  ELSE
    q := NEW;
  END IF;
  IF current_workspace() IS DISTINCT FROM q.workspace_id THEN
    RETURN NULL; -- the workspace itself goes
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.outcome = NEW.outcome AND OLD.gap_id IS NOT DISTINCT FROM NEW.gap_id THEN
    RETURN NULL;
  END IF;
  INSERT INTO gap_changes (workspace_id, gap_id)
  SELECT DISTINCT q.workspace_id, o.gap_id FROM asked_questions o
  WHERE o.workspace_id = q.workspace_id AND o.conversation_id = q.conversation_id AND o.gap_id IS NOT NULL;
  IF TG_OP <> 'INSERT' AND OLD.gap_id IS NOT NULL THEN
    INSERT INTO gap_changes (workspace_id, gap_id) VALUES (q.workspace_id, OLD.gap_id);
  END IF;
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER note_gap_change AFTER INSERT OR UPDATE OF outcome, gap_id OR DELETE ON asked_questions
  FOR EACH ROW EXECUTE FUNCTION note_gap_change();
