#!/usr/bin/env bash
# Run the browser stories, each language beside the other against a server of
# its own with a fresh demo workspace, on a port and in a data folder of its
# own. Arguments go to Playwright, and then one run does all of it.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -z ${CHROMIUM:-} ]]; then
  for browser in chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if path=$(command -v "$browser"); then export CHROMIUM=$path; break; fi
  done
fi

# A port that nobody listens on now.
free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

# stories OUTPUT ARGUMENTS...: one server and one run of Playwright. Called in a
# shell of its own, whose end is the server's.
stories() {
  local output=$1 work port mail shop url server
  shift
  # Not in TMPDIR: a socket below it must fit into 103 characters.
  work=$(mktemp -d /tmp/firstline-e2e.XXXXXX)
  chmod 755 "$work" # as root, Postgres runs as another user who must get through
  port=$(free_port)
  mail=$(free_port) # where a story listens as the mail server
  shop=$(free_port) # where one listens as the system that actions call
  url=http://127.0.0.1:$port

  env -u DATABASE_URL -u DATABASE_OWNER_URL FIRSTLINE_LISTEN="127.0.0.1:$port" FIRSTLINE_DATA="$work" FIRSTLINE_ACTION_HOSTS="127.0.0.1:$shop" \
    FIRSTLINE_SMTP_URL="smtp://127.0.0.1:$mail" FIRSTLINE_MAIL_FROM="Juniper Home <help@juniper.example>" bin/firstline demo >"$work/server.log" 2>&1 &
  server=$!
  # shellcheck disable=SC2064 # as they are now: they are local
  trap "finish $server '$work'" EXIT
  trap 'exit 1' INT TERM
  node scripts/await-ready.mjs "$url" "$server" || { echo "the server did not get ready"; exit 1; }
  cd web && FIRSTLINE_E2E_URL=$url FIRSTLINE_E2E_MAIL=$mail FIRSTLINE_E2E_SHOP=$shop npm run --silent e2e -- --output "e2e/output/$output" "$@"
}

finish() {
  local status=$? server=$1 work=$2
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" || true
  ((status == 0)) || { echo "--- the server's last lines"; tail -n 60 "$work/server.log"; }
  rm -rf "$work"
}

if (($#)); then
  (stories all "$@")
  exit
fi

# Whole on the screen one after the other, not line by line between each other.
later=$(mktemp)
(stories zh --grep '\(zh\)') >"$later" 2>&1 &
chinese=$!
trap 'kill "$chinese" 2>/dev/null || true; wait; rm -f "$later"' EXIT
set +e # as part of a condition the shell below would not end at an error
(set -e; stories en --grep-invert '\(zh\)')
status=$?
wait "$chinese" || status=$?
set -e
cat "$later"
exit "$status"
