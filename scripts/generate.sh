#!/usr/bin/env bash
# generate.sh [--check]: make every generated file from its source. With
# --check, fail if that changes one; the tree is then left as it should be.
set -euo pipefail
cd "$(dirname "$0")/.."

generated() {
  find . -path ./web/node_modules -prune -o \( -path '*/internal/db/*.go' -o -name '*.gen.ts' -o -name '*.gen.go' \
    -o -path ./docs/api/openapi.json -o -path ./docs/config.md -o -path ./internal/postgres/schema.sql \) -type f -print | sort
}
fingerprint() { generated | xargs shasum 2>/dev/null || generated | xargs sha1sum; }

before=$(fingerprint)
go tool -modfile=scripts/tools/go.mod sqlc generate
go test -count=1 ./internal/postgres -run '^TestSchema$' -update >/dev/null
mkdir -p docs/api
go run ./cmd/firstline openapi >docs/api/openapi.json.new && mv docs/api/openapi.json.new docs/api/openapi.json
go run ./cmd/firstline config-docs >docs/config.md.new && mv docs/config.md.new docs/config.md
(cd web && npm run --silent generate)
after=$(fingerprint)

if [[ ${1:-} == --check && $before != "$after" ]]; then
  echo "generated files were not what their sources give; they are now, commit them:"
  diff <(echo "$before") <(echo "$after") | awk '/^[<>]/ {print "  " $3}' | sort -u
  exit 1
fi
