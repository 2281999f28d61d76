-- name: Uncompared :many
SELECT a.id, a.published_revision::int AS revision, coalesce(c.revision, -1)::int AS compared
FROM articles a LEFT JOIN compared_articles c ON c.workspace_id = $1 AND c.article_id = a.id
WHERE a.workspace_id = $1 AND a.status = 'published' AND c.revision IS DISTINCT FROM a.published_revision
ORDER BY a.published_at, a.id LIMIT sqlc.arg(most);

-- name: CountUncompared :one
SELECT count(*)::int FROM articles a LEFT JOIN compared_articles c ON c.workspace_id = $1 AND c.article_id = a.id
WHERE a.workspace_id = $1 AND a.status = 'published' AND c.revision IS DISTINCT FROM a.published_revision;

-- name: SetCompared :exec
INSERT INTO compared_articles (workspace_id, article_id, revision) VALUES ($1, $2, $3)
ON CONFLICT (workspace_id, article_id) DO UPDATE SET revision = EXCLUDED.revision;

-- name: CompareAgain :exec
-- What was found from the other side may be so no longer.
UPDATE compared_articles c SET revision = 0 WHERE c.workspace_id = $1 AND c.article_id IN (
  SELECT p.found_from FROM article_pairs p
  WHERE p.workspace_id = $1 AND (p.a_id = sqlc.arg(article)::uuid OR p.b_id = sqlc.arg(article)::uuid) AND p.found_from <> sqlc.arg(article)::uuid);

-- name: DropPairs :exec
DELETE FROM article_pairs WHERE workspace_id = $1 AND found_from = sqlc.arg(article)::uuid
  AND CASE WHEN a_id = sqlc.arg(article)::uuid THEN b_id ELSE a_id END <> ALL (sqlc.arg(kept)::uuid[]);

-- name: SavePair :exec
INSERT INTO article_pairs (workspace_id, a_id, b_id, found_from, kind, share, findings, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (workspace_id, a_id, b_id) DO UPDATE SET
  found_from = EXCLUDED.found_from, kind = EXCLUDED.kind, share = EXCLUDED.share, findings = EXCLUDED.findings, hash = EXCLUDED.hash,
  found_at = CASE WHEN article_pairs.hash = EXCLUDED.hash THEN article_pairs.found_at ELSE app_now() END,
  ignored_at = CASE WHEN article_pairs.hash = EXCLUDED.hash THEN article_pairs.ignored_at END,
  ignored_by = CASE WHEN article_pairs.hash = EXCLUDED.hash THEN article_pairs.ignored_by END;

-- name: Pairs :many
SELECT p.a_id, p.b_id, p.kind, p.share, p.findings, p.found_at, p.ignored_at, p.ignored_by,
  a.title AS a_title, a.lang AS a_lang, a.audience AS a_audience, b.title AS b_title, b.lang AS b_lang, b.audience AS b_audience
FROM article_pairs p
JOIN articles a ON a.workspace_id = $1 AND a.id = p.a_id AND a.status = 'published'
JOIN articles b ON b.workspace_id = $1 AND b.id = p.b_id AND b.status = 'published'
WHERE p.workspace_id = $1 AND (p.ignored_at IS NOT NULL) = sqlc.arg(ignored)::boolean
ORDER BY p.kind, p.share DESC, p.a_id, p.b_id LIMIT sqlc.arg(most);

-- name: IgnorePair :execrows
UPDATE article_pairs SET ignored_at = CASE WHEN sqlc.arg(ignored)::boolean THEN app_now() END,
  ignored_by = CASE WHEN sqlc.arg(ignored)::boolean THEN sqlc.arg(agent)::uuid END
WHERE workspace_id = $1 AND a_id = sqlc.arg(a)::uuid AND b_id = sqlc.arg(b)::uuid;
