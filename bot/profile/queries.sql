-- name: Settings :one
SELECT * FROM bot_settings WHERE workspace_id = @workspace_id;

-- name: Publish :one
-- Over the version that was edited, or not at all.
INSERT INTO bot_settings (workspace_id, brand, voice, refuse, lang, use_model, rewrite, mask_personal, link_hosts, check_in_minutes, settle_minutes)
SELECT @workspace_id::uuid, @brand, @voice, @refuse, @lang, @use_model, @rewrite, @mask_personal, @link_hosts, @check_in_minutes, @settle_minutes
WHERE @base::int = 0 OR EXISTS (SELECT FROM bot_settings WHERE workspace_id = @workspace_id)
ON CONFLICT (workspace_id) DO UPDATE SET
  version = bot_settings.version + 1, brand = excluded.brand, voice = excluded.voice, refuse = excluded.refuse, lang = excluded.lang,
  use_model = excluded.use_model, rewrite = excluded.rewrite, mask_personal = excluded.mask_personal, link_hosts = excluded.link_hosts,
  check_in_minutes = excluded.check_in_minutes, settle_minutes = excluded.settle_minutes, updated_at = app_now()
WHERE bot_settings.version = @base::int
RETURNING version;

-- name: KeepVersion :exec
INSERT INTO bot_settings_versions (workspace_id, version, settings, editor)
VALUES (@workspace_id, @version, @settings, sqlc.narg('editor'));

-- name: Versions :many
SELECT v.version, v.settings, coalesce(a.name, '')::text AS editor, v.at
FROM bot_settings_versions v LEFT JOIN agents a ON a.id = v.editor
WHERE v.workspace_id = @workspace_id
ORDER BY v.version DESC LIMIT 50;
