-- +goose Up
-- What a collection is called in a language, where that is not its title.
ALTER TABLE collections ADD COLUMN titles jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(titles) = 'object');

-- The help centre shows these titles too.
DROP TRIGGER note_help_shelf ON collections;
CREATE CONSTRAINT TRIGGER note_help_shelf AFTER UPDATE ON collections DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.title, OLD.titles, OLD.position) IS DISTINCT FROM (NEW.title, NEW.titles, NEW.position)) EXECUTE FUNCTION note_help_change();
