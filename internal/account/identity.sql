-- name: IdentityVersion :one
-- The number of the signing secret, and whether the one before it still counts.
SELECT identity_version AS version, identity_rotated_at AS made_at,
  (identity_version > 1 AND identity_rotated_at > app_now() - make_interval(secs => @grace_seconds::float8))::bool AS previous_counts
FROM workspaces WHERE id = @workspace_id;

-- name: RotateIdentity :one
UPDATE workspaces SET identity_version = identity_version + 1, identity_rotated_at = app_now()
WHERE id = @workspace_id RETURNING identity_version;

-- name: LockIdentity :exec
-- Two devices of one person who sign in at once make one visitor.
SELECT pg_advisory_xact_lock(hashtextextended(@identity::text, 4711));

-- name: VisitorByExternal :one
SELECT * FROM visitors WHERE workspace_id = @workspace_id AND external_id = @external_id::text;

-- name: LockVisitors :many
SELECT * FROM visitors WHERE workspace_id = @workspace_id AND id = ANY(@ids::uuid[]) ORDER BY id FOR UPDATE;

-- name: SetIdentity :one
-- What the shop says of them now; a name or an e-mail that it does not give
-- stays, and an e-mail that only a browser gave does not count as signed.
UPDATE visitors SET
  external_id = @external_id::text,
  name = coalesce(nullif(@name::text, ''), name),
  email = coalesce(nullif(@email::text, ''), email),
  email_signed = @email::text <> '' OR email_signed,
  attributes = @attributes
WHERE workspace_id = @workspace_id AND id = @id
RETURNING *;

-- name: MoveVisitorTokens :exec
UPDATE visitor_tokens SET visitor_id = @to_visitor WHERE workspace_id = @workspace_id AND visitor_id = @from_visitor;

-- name: DeleteVisitor :exec
DELETE FROM visitors WHERE workspace_id = @workspace_id AND id = @id;
