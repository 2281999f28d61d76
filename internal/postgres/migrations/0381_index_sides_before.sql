-- +goose Up
-- Nodes of the version before know of one side. What they build anew, in a transaction
-- that forgets all the rest, is on the first one: then that is the one that is read. They
-- are told by a format that changes while the numbers begin again and the side stays.
-- +goose StatementBegin
CREATE FUNCTION read_first_side() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.side := 0;
  NEW.building := NULL;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER index_heads_read_first_side BEFORE UPDATE ON index_heads FOR EACH ROW
  WHEN (NEW.side = OLD.side AND NEW.format <> OLD.format AND NEW.next_number = 0) EXECUTE FUNCTION read_first_side();
