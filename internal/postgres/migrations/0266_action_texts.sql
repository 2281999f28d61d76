-- +goose Up
-- The title of an action and the labels of what it takes and gives are texts by
-- language. What was written so far is Chinese if it holds a Chinese character.
-- +goose StatementBegin
CREATE FUNCTION pg_temp.by_language(t jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(t) WHEN 'string' THEN jsonb_build_object(CASE WHEN t #>> '{}' ~ '[一-鿿]' THEN 'zh' ELSE 'en' END, t) ELSE t END
$$;
CREATE FUNCTION pg_temp.labelled(list jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE jsonb_typeof(list) WHEN 'array' THEN
    (SELECT coalesce(jsonb_agg(one || jsonb_build_object('label', pg_temp.by_language(one -> 'label')) ORDER BY n), '[]') FROM jsonb_array_elements(list) WITH ORDINALITY AS x (one, n))
  ELSE '[]' END
$$;
-- +goose StatementEnd
ALTER TABLE actions NO FORCE ROW LEVEL SECURITY;
UPDATE actions SET definition = definition || jsonb_build_object(
  'title', pg_temp.by_language(definition -> 'title'),
  'inputs', pg_temp.labelled(definition -> 'inputs'), 'outputs', pg_temp.labelled(definition -> 'outputs'))
WHERE definition ? 'title';
ALTER TABLE actions FORCE ROW LEVEL SECURITY;
