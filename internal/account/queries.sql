-- name: CreateWorkspace :exec
INSERT INTO workspaces (id, slug, name, settings) VALUES (@id, @slug, @name, @settings);

-- name: WorkspaceBySlug :one
SELECT id, slug, name, settings FROM workspaces WHERE slug = @slug;

-- name: WorkspaceByID :one
SELECT id, slug, name, settings FROM workspaces WHERE id = @id;

-- name: HelpCentres :many
SELECT slug FROM workspaces WHERE settings @> '{"help_centre": true}' ORDER BY slug LIMIT @most;

-- name: SetWorkspaceSettings :exec
UPDATE workspaces SET settings = @settings, name = @name WHERE id = @id;

-- name: CountAgents :one
SELECT count(*) FROM agents;

-- name: CreateAgent :exec
INSERT INTO agents (id, email, name, password_hash, color, locale, operator)
VALUES (@id, @email, @name, @password_hash, @color, @locale, @operator);

-- name: AgentByEmail :one
SELECT * FROM agents WHERE email = @email;

-- name: SetPassword :exec
UPDATE agents SET password_hash = @password_hash WHERE id = @id;

-- name: SetAgentLocale :exec
UPDATE agents SET locale = @locale WHERE id = @id;

-- name: PutMember :exec
INSERT INTO members (workspace_id, agent_id, role, skills, languages, capacity)
VALUES (@workspace_id, @agent_id, @role, @skills, @languages, @capacity)
ON CONFLICT (workspace_id, agent_id) DO UPDATE
SET role = excluded.role, skills = excluded.skills, languages = excluded.languages, capacity = excluded.capacity;

-- name: MembershipsOf :many
SELECT m.workspace_id, w.slug, w.name, m.role FROM members m
JOIN workspaces w ON w.id = m.workspace_id
WHERE m.agent_id = @agent_id ORDER BY w.name;

-- name: Members :many
SELECT m.agent_id, a.name, a.email, a.color, m.role, m.skills, m.languages, m.capacity
FROM members m JOIN agents a ON a.id = m.agent_id
WHERE m.workspace_id = @workspace_id AND a.disabled_at IS NULL
ORDER BY a.name;

-- name: CreateTeam :exec
INSERT INTO teams (workspace_id, id, name, skills) VALUES (@workspace_id, @id, @name, @skills);

-- name: AddToTeam :exec
INSERT INTO team_members (workspace_id, team_id, agent_id) VALUES (@workspace_id, @team_id, @agent_id)
ON CONFLICT DO NOTHING;

-- name: UpdateTeam :execrows
UPDATE teams SET name = @name, skills = @skills WHERE workspace_id = @workspace_id AND id = @id;

-- name: ClearTeam :exec
DELETE FROM team_members WHERE workspace_id = @workspace_id AND team_id = @team_id;

-- name: EndTeam :one
WITH ended AS (DELETE FROM teams t WHERE t.workspace_id = @workspace_id AND t.id = @id RETURNING t.workspace_id, t.id, t.name)
INSERT INTO ended_teams (workspace_id, id, name) SELECT e.workspace_id, e.id, e.name FROM ended e RETURNING name;

-- name: HoldTeam :one
SELECT id FROM teams WHERE workspace_id = @workspace_id AND id = @id FOR KEY SHARE;

-- name: EndedTeam :one
SELECT name FROM ended_teams WHERE workspace_id = @workspace_id AND id = @id AND freed_at IS NULL;

-- name: EndedTeams :many
-- The last hundred: what figures of a year may name.
SELECT id, name, ended_at, (freed_at IS NULL)::boolean AS freeing FROM ended_teams WHERE workspace_id = @workspace_id
ORDER BY ended_at DESC, id LIMIT 100;

-- name: FreeTeam :exec
UPDATE ended_teams SET freed_at = app_now() WHERE workspace_id = @workspace_id AND id = @id;

-- name: UpdateMember :execrows
UPDATE members SET skills = @skills, languages = @languages, capacity = @capacity
WHERE workspace_id = @workspace_id AND agent_id = @agent_id;

-- name: Teams :many
SELECT t.id, t.name, t.skills, coalesce(array_agg(tm.agent_id) FILTER (WHERE tm.agent_id IS NOT NULL), '{}')::uuid[] AS agents
FROM teams t LEFT JOIN team_members tm ON tm.workspace_id = t.workspace_id AND tm.team_id = t.id
WHERE t.workspace_id = @workspace_id
GROUP BY t.id, t.name, t.skills ORDER BY t.name;

-- name: CreateSession :exec
INSERT INTO sessions (token_hash, agent_id, expires_at)
VALUES (@token_hash, @agent_id, app_now() + make_interval(secs => @ttl_seconds::float8));

-- name: SessionAgent :one
SELECT a.id, a.email, a.name, a.color, a.locale, a.operator FROM sessions s
JOIN agents a ON a.id = s.agent_id
WHERE s.token_hash = @token_hash AND s.expires_at > app_now() AND a.disabled_at IS NULL;

-- name: DeleteSession :exec
DELETE FROM sessions WHERE token_hash = @token_hash;

-- name: DeleteOtherSessions :exec
DELETE FROM sessions WHERE agent_id = @agent_id AND token_hash <> @token_hash;

-- name: DeleteExpired :exec
WITH s AS (DELETE FROM sessions WHERE sessions.expires_at < app_now())
DELETE FROM visitor_tokens WHERE visitor_tokens.expires_at < app_now();

-- name: CreateVisitor :exec
INSERT INTO visitors (workspace_id, id, lang, page_url) VALUES (@workspace_id, @id, @lang, @page_url);

-- name: UpdateVisitor :one
-- What a shop has signed is not changed by what a browser says.
UPDATE visitors SET
  name = CASE WHEN external_id IS NOT NULL AND name <> '' THEN name ELSE coalesce(sqlc.narg('name'), name) END,
  email = CASE WHEN external_id IS NOT NULL AND email <> '' THEN email ELSE coalesce(sqlc.narg('email'), email) END,
  lang = coalesce(sqlc.narg('lang'), lang),
  page_url = coalesce(sqlc.narg('page_url'), page_url)
WHERE workspace_id = @workspace_id AND id = @id
RETURNING *;

-- name: GetVisitor :one
SELECT * FROM visitors WHERE workspace_id = @workspace_id AND id = @id;

-- name: CreateVisitorToken :exec
INSERT INTO visitor_tokens (token_hash, workspace_id, visitor_id, expires_at)
VALUES (@token_hash, @workspace_id, @visitor_id, app_now() + make_interval(secs => @ttl_seconds::float8));

-- name: VisitorByToken :one
SELECT workspace_id, visitor_id FROM visitor_tokens
WHERE token_hash = @token_hash AND expires_at > app_now();

-- name: GetInstallation :one
SELECT value FROM installation WHERE key = @key;

-- name: PutInstallation :exec
INSERT INTO installation (key, value) VALUES (@key, @value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: AddInstallation :exec
INSERT INTO installation (key, value) VALUES (@key, @value) ON CONFLICT (key) DO NOTHING;

-- name: DeleteInstallation :exec
DELETE FROM installation WHERE key = @key;

-- name: LockInstallation :exec
SELECT pg_advisory_xact_lock(4711001);

-- name: LiveSessions :many
SELECT s.token_hash, m.workspace_id FROM sessions s
JOIN agents a ON a.id = s.agent_id
JOIN members m ON m.agent_id = a.id
WHERE s.token_hash = ANY(@token_hashes::bytea[]) AND s.expires_at > app_now() AND a.disabled_at IS NULL;

-- name: MemberName :one
SELECT name FROM agents WHERE id = @id;

-- name: MemberRole :one
SELECT role FROM members WHERE workspace_id = @workspace_id AND agent_id = @agent_id;
