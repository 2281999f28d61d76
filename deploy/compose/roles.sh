#!/bin/sh
# Runs once, when the database is made: the roles as the private Postgres has
# them. pgvector is no trusted extension, so the superuser creates it.
set -eu
psql -v ON_ERROR_STOP=1 --username postgres \
  -v owner_password="$FIRSTLINE_OWNER_PASSWORD" -v app_password="$FIRSTLINE_APP_PASSWORD" <<'SQL'
CREATE ROLE firstline_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE firstline_app LOGIN NOINHERIT PASSWORD :'app_password';
CREATE ROLE firstline_service;
GRANT firstline_service TO firstline_app;
GRANT firstline_app TO firstline_owner;
CREATE DATABASE firstline OWNER firstline_owner LOCALE 'C' LC_CTYPE 'C.UTF-8' TEMPLATE template0;
\connect firstline
CREATE EXTENSION vector;
CREATE EXTENSION pg_trgm;
SQL
