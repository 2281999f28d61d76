-- +goose Up
-- What a shop signs its visitors' identities with follows from the master key,
-- the workspace and this number; raising it makes a new one. 0: none was ever
-- asked for, and no signature is accepted.
ALTER TABLE workspaces
  ADD COLUMN identity_version    integer NOT NULL DEFAULT 0 CHECK (identity_version >= 0),
  ADD COLUMN identity_rotated_at timestamptz;
