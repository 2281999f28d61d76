-- +goose Up
-- Roles belong to the cluster, not to this database: another database's
-- migration may be creating them at this moment.
-- +goose StatementBegin
DO $$
DECLARE
  r text;
  may_take boolean;
BEGIN
  FOREACH r IN ARRAY ARRAY['firstline_app', 'firstline_service'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS NOINHERIT', r);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
  END LOOP;
  IF NOT pg_has_role('firstline_app', 'firstline_service', 'MEMBER') THEN
    GRANT firstline_service TO firstline_app;
  END IF;
  -- With one login for everything, connections take the app role by SET ROLE.
  -- Since Postgres 16 who made a role is a member of it, and yet may not take it.
  IF current_setting('server_version_num')::int >= 160000 THEN
    may_take := pg_has_role(current_user, 'firstline_app', 'SET');
  ELSE
    may_take := pg_has_role(current_user, 'firstline_app', 'MEMBER');
  END IF;
  IF NOT may_take THEN
    EXECUTE format('GRANT firstline_app TO %I', current_user);
  END IF;
END $$;
-- +goose StatementEnd

CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

GRANT USAGE ON SCHEMA public TO firstline_app, firstline_service;

-- Business time. Tests shift it with a setting; nobody else sets it.
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT now() + coalesce(nullif(current_setting('app.clock_shift', true), '')::interval, interval '0') $$;

-- The workspace of the transaction, or NULL, which matches no row. The setting
-- is '' and not NULL once a transaction that set it locally has ended.
CREATE FUNCTION current_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.workspace', true), '')::uuid $$;

-- Every table of a workspace goes through this once. FORCE makes the owner
-- subject to the policy as well, so a wrong login cannot open the doors.
-- +goose StatementBegin
CREATE FUNCTION firstline_isolate(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY in_workspace ON %s USING (workspace_id = current_workspace())', t);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO firstline_app', t);
END $$;

-- Tables that sweeps, timers and token look-ups read for all workspaces at once.
CREATE FUNCTION firstline_serve(t regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY across_workspaces ON %s TO firstline_service USING (true)', t);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO firstline_service', t);
END $$;
-- +goose StatementEnd
