-- +goose Up
-- Titles and labels of actions stand as one plain text again, which nodes of the
-- version before by-language texts read, and by language beside it.
-- +goose StatementBegin
CREATE FUNCTION pg_temp.twice(o jsonb, one text, many text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE jsonb_typeof(o -> one) WHEN 'object' THEN
    o || jsonb_build_object(many, o -> one, one, coalesce(nullif(o -> one ->> 'en', ''), o -> one ->> 'zh', ''))
  ELSE o END
$$;
CREATE FUNCTION pg_temp.each_twice(list jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE jsonb_typeof(list) WHEN 'array' THEN
    (SELECT coalesce(jsonb_agg(pg_temp.twice(one, 'label', 'labels') ORDER BY n), '[]') FROM jsonb_array_elements(list) WITH ORDINALITY AS x (one, n))
  ELSE '[]' END
$$;
-- +goose StatementEnd
ALTER TABLE actions NO FORCE ROW LEVEL SECURITY;
UPDATE actions SET definition = pg_temp.twice(definition, 'title', 'titles') || jsonb_build_object(
  'inputs', pg_temp.each_twice(definition -> 'inputs'), 'outputs', pg_temp.each_twice(definition -> 'outputs'));
ALTER TABLE actions FORCE ROW LEVEL SECURITY;
