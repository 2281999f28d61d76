#!/usr/bin/env bash
# Everything that CI checks, on a machine that may be fresh. Steps that leave a
# core free run beside each other; the Go tests and the stories run alone,
# because they hold times to account.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

logs=$(mktemp -d)
summary=$logs/summary
failed=$logs/failed
began=$SECONDS
trap 'scripts/stop-test-postgres.sh; rm -rf "$logs"' EXIT

# step NAME COMMAND...: run, time, and print the whole output when it is done,
# so that steps side by side do not mix their lines.
step() {
  local name=$1 start=$SECONDS status=0
  shift
  "$@" >"$logs/$name.log" 2>&1 || status=$?
  local took=$((SECONDS - start)) verdict=ok
  ((status == 0)) || { verdict=FAILED; echo "$name" >>"$failed"; }
  printf '%s %s %ds\n' "$verdict" "$name" "$took" >>"$summary"
  { printf '\n=== %s: %s, %d s\n' "$name" "$verdict" "$took"; cat "$logs/$name.log"; }
  return "$status"
}

finish() {
  printf '\n=== summary\n'
  awk '{printf "  %-8s %-18s %s\n", $1, $2, $3}' "$summary"
  if [[ -e $failed ]]; then
    printf 'make test: FAILED (%s) in %d s\n' "$(paste -sd' ' "$failed")" $((SECONDS - began))
    exit 1
  fi
  printf 'make test: passed in %d s\n' $((SECONDS - began))
  exit 0
}

npm_in_web() { (cd web && npm run --silent "$@"); }

front_end() {
  step npm-ci make --no-print-directory web/node_modules/.firstline-installed || return
  step typecheck npm_in_web typecheck
  step eslint npm_in_web lint
  step vitest npm_in_web test
  step web-build make --no-print-directory web && step web-size npm_in_web size
}

go_checks() {
  step modules go mod download || return
  step tools build_tools
  step lint make --no-print-directory lint
  # What the Go tests and the product are made of, on the core that the front
  # end leaves free.
  step compile go build -race ./...
}

# Building them takes longer than running them: give it a line of its own.
build_tools() {
  go tool -modfile=scripts/tools/go.mod golangci-lint version && go tool -modfile=scripts/tools/go.mod sqlc version
}

step setup scripts/setup.sh test || finish
front_end >"$logs/front-end.out" &
front=$!
go_checks
wait "$front"
cat "$logs/front-end.out"

step go-test go test -race ./...
step go-whole make --no-print-directory test-whole
step generated make --no-print-directory verify
step audit scripts/audit.sh
step build make --no-print-directory build && step stories scripts/e2e.sh
finish
