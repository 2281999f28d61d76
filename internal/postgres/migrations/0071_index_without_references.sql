-- +goose Up
-- The rows of the search index refer to their workspace without a foreign key: its
-- check was a third of the time of writing them, hundreds of rows a passage. They
-- are written by one function, in transactions that lock the workspace's head, and
-- go with their workspace by this trigger. It takes the workspace's place for the
-- policies, which bind the owner too.
ALTER TABLE terms DROP CONSTRAINT terms_workspace_id_fkey;
ALTER TABLE words DROP CONSTRAINT words_workspace_id_fkey;
ALTER TABLE postings DROP CONSTRAINT postings_workspace_id_fkey;
ALTER TABLE spellings DROP CONSTRAINT spellings_workspace_id_fkey;

-- +goose StatementBegin
CREATE FUNCTION forget_search_index() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  before text := current_setting('app.workspace', true);
BEGIN
  PERFORM set_config('app.workspace', OLD.id::text, true);
  DELETE FROM postings WHERE workspace_id = OLD.id;
  DELETE FROM spellings WHERE workspace_id = OLD.id;
  DELETE FROM words WHERE workspace_id = OLD.id;
  DELETE FROM terms WHERE workspace_id = OLD.id;
  PERFORM set_config('app.workspace', coalesce(before, ''), true);
  RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER workspaces_forget_search_index AFTER DELETE ON workspaces FOR EACH ROW EXECUTE FUNCTION forget_search_index();
