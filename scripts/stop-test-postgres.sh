#!/usr/bin/env bash
# End the shared Postgres of the Go tests, if it runs.
set -euo pipefail
if (($(id -u) == 0)); then dir=/var/lib/firstline-test
elif [[ $(uname) == Darwin ]]; then dir=$HOME/Library/Caches/firstline-test
else dir=${XDG_CACHE_HOME:-$HOME/.cache}/firstline-test; fi

pid=$(head -n 1 "$dir/postgres/data/postmaster.pid" 2>/dev/null || true)
[[ -n $pid ]] && kill -INT "$pid" 2>/dev/null || exit 0
for _ in $(seq 100); do
  kill -0 "$pid" 2>/dev/null || exit 0
  sleep 0.1
done
echo "the tests' Postgres ($pid) does not end" >&2
exit 1
