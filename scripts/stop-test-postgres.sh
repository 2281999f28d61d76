#!/usr/bin/env bash
# End the shared Postgres of the Go tests, if it runs, and free the memory that
# holds its data.
set -euo pipefail
if (($(id -u) == 0)); then disk=/var/lib/firstline-test
elif [[ $(uname) == Darwin ]]; then disk=$HOME/Library/Caches/firstline-test
else disk=${XDG_CACHE_HOME:-$HOME/.cache}/firstline-test; fi
memory=/dev/shm/firstline-test-$(id -u)-$(stat -c %d-%i / 2>/dev/null || true) # as pgtest.Dir names it

# stop ends the server of a folder.
stop() {
  local pid
  pid=$(head -n 1 "$1/postgres/data/postmaster.pid" 2>/dev/null || true)
  [[ -n $pid ]] && kill -INT "$pid" 2>/dev/null || return 0
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  echo "the tests' Postgres ($pid) does not end" >&2
  return 1
}

stop "$disk"
stop "$memory"
if [[ -d $memory && ! -L $memory && -O $memory ]]; then rm -rf "$memory"; fi
