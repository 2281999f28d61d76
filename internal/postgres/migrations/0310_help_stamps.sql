-- +goose Up
-- How often what a workspace's help centre shows has changed: pages that were made
-- at the same stamp are the same, on whichever node.
CREATE TABLE help_stamps (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  stamp        bigint NOT NULL DEFAULT 1
);
SELECT firstline_isolate('help_stamps');

-- Counted once a transaction and when it ends, so that two who publish do not wait
-- for each other while they write.
-- +goose StatementBegin
CREATE FUNCTION note_help_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ws uuid;
BEGIN
  IF TG_OP = 'DELETE' THEN
    ws := OLD.workspace_id;
  ELSE
    ws := NEW.workspace_id;
  END IF;
  IF current_workspace() IS DISTINCT FROM ws OR current_setting('app.help_noted', true) = pg_current_xact_id()::text THEN
    RETURN NULL; -- the workspace itself goes, or it is counted already
  END IF;
  PERFORM set_config('app.help_noted', pg_current_xact_id()::text, true);
  INSERT INTO help_stamps (workspace_id) VALUES (ws) ON CONFLICT (workspace_id) DO UPDATE SET stamp = help_stamps.stamp + 1;
  RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE CONSTRAINT TRIGGER note_help_added AFTER INSERT ON articles DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.status = 'published' AND NEW.audience = 'public') EXECUTE FUNCTION note_help_change();
CREATE CONSTRAINT TRIGGER note_help_removed AFTER DELETE ON articles DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.status = 'published' AND OLD.audience = 'public') EXECUTE FUNCTION note_help_change();
-- What a draft is becoming is nobody's business there.
CREATE CONSTRAINT TRIGGER note_help_changed AFTER UPDATE ON articles DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.status = 'published' AND OLD.audience = 'public' OR NEW.status = 'published' AND NEW.audience = 'public')
    AND (OLD.status, OLD.audience, OLD.published_revision, OLD.published_at, OLD.collection_id, OLD.key, OLD.lang, OLD.slug)
      IS DISTINCT FROM (NEW.status, NEW.audience, NEW.published_revision, NEW.published_at, NEW.collection_id, NEW.key, NEW.lang, NEW.slug))
  EXECUTE FUNCTION note_help_change();
CREATE CONSTRAINT TRIGGER note_help_shelf AFTER UPDATE ON collections DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.title, OLD.position) IS DISTINCT FROM (NEW.title, NEW.position)) EXECUTE FUNCTION note_help_change();
