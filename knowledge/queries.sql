-- Row-level security keeps every query within the transaction's workspace; the
-- workspace stands in each condition all the same, so that its index is used.

-- name: InsertCollection :one
-- The last one in their order.
INSERT INTO collections (workspace_id, id, slug, title, titles, position)
SELECT $1, $2, $3, $4, $5, coalesce(max(position), 0) + 1 FROM collections WHERE workspace_id = $1
RETURNING position;

-- name: RenameCollection :execrows
UPDATE collections SET title = $3, titles = $4 WHERE workspace_id = $1 AND id = $2;

-- name: OrderCollections :exec
UPDATE collections c SET position = o.place
FROM unnest(sqlc.arg(ids)::uuid[]) WITH ORDINALITY AS o (id, place)
WHERE c.workspace_id = $1 AND c.id = o.id;

-- name: DeleteCollection :execrows
DELETE FROM collections WHERE workspace_id = $1 AND id = $2;

-- name: CollectionBySlug :one
SELECT id FROM collections WHERE workspace_id = $1 AND slug = $2;

-- name: Collections :many
SELECT c.id, c.slug, c.title, c.titles, c.position,
       count(a.id) FILTER (WHERE a.status = 'published') AS published
FROM collections c
LEFT JOIN articles a ON a.workspace_id = c.workspace_id AND a.collection_id = c.id
WHERE c.workspace_id = $1
GROUP BY c.workspace_id, c.id
ORDER BY c.position, c.title;

-- name: InsertArticle :exec
INSERT INTO articles (workspace_id, id, collection_id, key, lang, slug, title, body, audience, for_bot, owner_id, review_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: Article :one
SELECT * FROM articles WHERE workspace_id = $1 AND id = $2;

-- name: LockArticle :one
SELECT * FROM articles WHERE workspace_id = $1 AND id = $2 FOR UPDATE;

-- name: UpdateArticle :one
UPDATE articles SET collection_id = $3, key = $4, lang = $5, slug = $6, title = $7, body = $8, audience = $9,
  for_bot = $10, owner_id = $11, review_by = $12, version = version + 1, updated_at = app_now(),
  text_at = CASE WHEN (title, body) = ($7, $8) THEN text_at ELSE app_now() END
WHERE workspace_id = $1 AND id = $2
RETURNING version;

-- name: SetStatus :exec
UPDATE articles SET status = $3, version = version + 1, updated_at = app_now() WHERE workspace_id = $1 AND id = $2;

-- name: Revision :one
SELECT * FROM revisions WHERE workspace_id = $1 AND article_id = $2 AND number = $3;

-- name: KeepRevision :exec
-- Keeps a text that was not published, unless it lies there already.
INSERT INTO revisions (workspace_id, article_id, number, title, body, author_id, published)
SELECT $1, $2, (SELECT coalesce(max(number), 0) + 1 FROM revisions m WHERE m.workspace_id = $1 AND m.article_id = $2),
  sqlc.arg(title)::text, sqlc.arg(body)::text, sqlc.narg(author)::uuid, false
WHERE NOT EXISTS (SELECT FROM revisions r WHERE r.workspace_id = $1 AND r.article_id = $2
  AND r.title = sqlc.arg(title)::text AND r.body = sqlc.arg(body)::text);

-- name: Revisions :many
SELECT number, title, author_id, created_at, body, published
FROM revisions WHERE workspace_id = $1 AND article_id = $2 ORDER BY number DESC LIMIT 100;

-- name: PublishedArticle :one
SELECT a.id, a.key, a.lang, a.slug, r.title, r.body, a.audience, a.collection_id, a.published_at
FROM articles a
JOIN revisions r ON r.workspace_id = a.workspace_id AND r.article_id = a.id AND r.number = a.published_revision
WHERE a.workspace_id = $1 AND a.id = $2 AND a.status = 'published';

-- name: Translations :many
SELECT id, lang, slug, title, status FROM articles WHERE workspace_id = $1 AND key = $2 ORDER BY lang;

-- name: ArticlesBySource :many
SELECT id, source, source_hash, source_version, status, version FROM articles
WHERE workspace_id = $1 AND source <> '' AND source = ANY(sqlc.arg(sources)::text[]);

-- name: ArticlesOfSource :many
SELECT id, source, source_hash, source_version, status, version, title, lang FROM articles
WHERE workspace_id = $1 AND source <> '' AND starts_with(source, sqlc.arg(prefix)::text);

-- name: MarkImported :exec
UPDATE articles SET source = $3, source_hash = $4, source_version = version WHERE workspace_id = $1 AND id = $2;

-- name: AddOutcome :exec
INSERT INTO article_outcomes (workspace_id, article_id, day, outcome, slot, count)
SELECT sqlc.arg(workspace_id)::uuid, a.id, app_now()::date, sqlc.arg(outcome)::text, sqlc.arg(slot)::smallint, 1
FROM (SELECT id FROM articles WHERE workspace_id = sqlc.arg(workspace_id)::uuid AND id = ANY(sqlc.arg(articles)::uuid[]) ORDER BY id) a
ON CONFLICT (workspace_id, article_id, day, outcome, slot) DO UPDATE SET count = article_outcomes.count + 1;

-- name: Outcomes :many
SELECT article_id, outcome, sum(count)::bigint AS count
FROM article_outcomes
WHERE workspace_id = $1 AND article_id = ANY(sqlc.arg(articles)::uuid[]) AND day > app_now()::date - 180
GROUP BY article_id, outcome;

-- name: RefreshFeedback :execrows
-- A helpful or unhelpful mark counts like two conversations that ended well or
-- badly. Ten counts of neither keep a first mark from moving much.
UPDATE articles a SET feedback = f.value
FROM (
  SELECT o.article_id, (0.1 * (o.good - o.bad) / (o.good + o.bad + 10))::real AS value
  FROM (
    SELECT article_id,
      coalesce(sum(count) FILTER (WHERE outcome = 'resolved'), 0) + 2 * coalesce(sum(count) FILTER (WHERE outcome = 'helpful'), 0) AS good,
      coalesce(sum(count) FILTER (WHERE outcome = 'escalated'), 0) + 2 * coalesce(sum(count) FILTER (WHERE outcome = 'not_helpful'), 0) AS bad
    FROM article_outcomes WHERE workspace_id = $1 AND day > app_now()::date - 180
    GROUP BY article_id) o) f
WHERE a.workspace_id = $1 AND a.id = f.article_id AND a.feedback IS DISTINCT FROM f.value;

-- name: ForgetFeedback :exec
UPDATE articles SET feedback = 0 WHERE workspace_id = $1 AND feedback <> 0;

-- name: ForgetOutcomes :exec
DELETE FROM article_outcomes WHERE workspace_id = $1 AND outcome IN ('resolved', 'escalated', 'helpful', 'not_helpful');

-- name: HelpStamp :one
SELECT coalesce((SELECT stamp FROM help_stamps WHERE workspace_id = $1), 0)::bigint AS stamp;

-- name: PublicArticles :many
SELECT a.id, a.key, a.lang, a.slug, r.title, coalesce(c.titles->>a.lang, c.title, '')::text AS collection, a.published_at
FROM articles a
JOIN revisions r ON r.workspace_id = a.workspace_id AND r.article_id = a.id AND r.number = a.published_revision
LEFT JOIN collections c ON c.workspace_id = a.workspace_id AND c.id = a.collection_id
WHERE a.workspace_id = $1 AND a.status = 'published' AND a.audience = 'public' AND (sqlc.arg(lang)::text = '' OR a.lang = sqlc.arg(lang)::text)
ORDER BY c.position NULLS LAST, c.title, r.title
LIMIT 50000;

-- name: PublicArticle :one
SELECT a.id, a.key, a.lang, a.slug, r.title, r.body, coalesce(c.titles->>a.lang, c.title, '')::text AS collection, a.published_at
FROM articles a
JOIN revisions r ON r.workspace_id = a.workspace_id AND r.article_id = a.id AND r.number = a.published_revision
LEFT JOIN collections c ON c.workspace_id = a.workspace_id AND c.id = a.collection_id
WHERE a.workspace_id = $1 AND a.lang = $2 AND a.slug = $3 AND a.status = 'published' AND a.audience = 'public';

-- name: PublicTranslations :many
SELECT lang, slug FROM articles
WHERE workspace_id = $1 AND key = $2 AND id <> $3 AND status = 'published' AND audience = 'public' ORDER BY lang;
