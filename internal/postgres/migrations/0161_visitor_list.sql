-- +goose Up
CREATE OR REPLACE VIEW visitor_list WITH (security_invoker = true) AS
SELECT workspace_id, id, name, email, lang, page_url, created_at, coalesce(external_id, '') AS external_id, attributes FROM visitors;
