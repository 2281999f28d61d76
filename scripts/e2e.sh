#!/usr/bin/env bash
# Run the browser stories against a server with a fresh demo workspace, on a
# port and in a data folder of its own. One after the other: a browser, its
# server and Postgres keep two cores busy as it is. Arguments go to Playwright;
# with FIRSTLINE_E2E_ALL=1 each story runs in both languages.
set -euo pipefail
cd "$(dirname "$0")/.."

# A port that nobody listens on now.
free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

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
finish() {
  status=$?
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" || true
  ((status == 0)) || { echo "--- the server's last lines"; tail -n 60 "$work/server.log"; }
  rm -rf "$work"
}
trap finish EXIT

node scripts/await-ready.mjs "$url" "$server" || { echo "the server did not get ready"; exit 1; }
if [[ -z ${CHROMIUM:-} ]]; then
  for browser in chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if path=$(command -v "$browser"); then export CHROMIUM=$path; break; fi
  done
fi
cd web && FIRSTLINE_E2E_URL=$url FIRSTLINE_E2E_MAIL=$mail FIRSTLINE_E2E_SHOP=$shop npm run --silent e2e -- "$@"
