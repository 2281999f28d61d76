-- +goose Up
-- A conversation that goes on in another one of the same visitor. Its log stays
-- where it is; both logs name the other.
ALTER TABLE conversations
  ADD COLUMN merged_into uuid,
  ADD CONSTRAINT conversations_merged_check CHECK (merged_into IS NULL OR stage = 'resolved' AND merged_into <> id),
  ADD CONSTRAINT conversations_merged_fkey FOREIGN KEY (workspace_id, merged_into)
    REFERENCES conversations (workspace_id, id) ON DELETE SET NULL (merged_into);
CREATE INDEX conversations_merged ON conversations (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
