-- +goose Up
-- A node of the version before asks for pictures of articles by their bytes
-- alone, so what is unique stays so for all files: an attachment's hash is of its
-- id and its bytes, and no two are the same.
DROP INDEX files_hash_key;
ALTER TABLE files NO FORCE ROW LEVEL SECURITY;
UPDATE files SET hash = sha256(uuid_send(id) || hash) WHERE attachment_id IS NOT NULL;
ALTER TABLE files FORCE ROW LEVEL SECURITY;
ALTER TABLE files ADD CONSTRAINT files_hash_key UNIQUE (workspace_id, hash);
