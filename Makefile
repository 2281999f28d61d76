# Firstline. `make help` lists what there is.
#
#   make run            a running product, from nothing, on http://127.0.0.1:8080
#   make run PORT=9000  the same on another port

SHELL := /bin/bash
.DEFAULT_GOAL := help

# What the port is called when it is given by number only.
ifdef PORT
export FIRSTLINE_LISTEN ?= 127.0.0.1:$(PORT)
endif

GO_TOOL := go tool -modfile=scripts/tools/go.mod
# The version comes in by hand: Go's own stamping fails where root builds in
# another user's clone.
GO_BUILD := go build -buildvcs=false -trimpath -ldflags "-X main.version=$(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)"

# Folders stand in these lists too: their time changes when a file goes.
WEB_APPS := console widget shared scripts
WEB_SRC  := $(shell find $(addprefix web/,$(WEB_APPS)) -name node_modules -prune -o -print) $(wildcard web/*.ts web/*.json)
GO_SRC   := go.mod go.sum $(shell find cmd bot knowledge agentassist sentiment handoff internal web/api web/help web/live web/static web/web.go \
              -path web/static/dist -prune -o -print 2>/dev/null)

NODE_STAMP := web/node_modules/.firstline-installed
DIST_STAMP := web/static/dist/.firstline-built

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z][a-z\/-]*:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup build ## install what is missing, build, and run the demo until Ctrl-C
	@exec bin/firstline demo

stop: ## end a running Firstline of this user, and the Postgres under it and under the tests
	@if [[ -x bin/firstline ]]; then bin/firstline stop; fi
	@scripts/stop-test-postgres.sh

doctor: build ## say what is missing on this machine, and how to mend it
	@bin/firstline doctor

setup: ## install what the product needs (Postgres with pgvector)
	@scripts/setup.sh run

build: bin/firstline ## build the front ends and bin/firstline

bin/firstline: $(GO_SRC) $(DIST_STAMP)
	$(GO_BUILD) -o $@ ./cmd/firstline
	@touch $@

$(NODE_STAMP): web/package-lock.json web/package.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(DIST_STAMP): $(WEB_SRC) $(NODE_STAMP)
	cd web && npm run --silent build
	@touch $@

web: $(DIST_STAMP) ## build the front ends only

test: ## everything CI checks: setup, lint, generated files, Go, front end, stories
	@scripts/test.sh

test-go: setup ## the Go tests, with the race detector
	go test -race ./...
	@$(MAKE) --no-print-directory test-whole

test-whole: ## the tests of labelled sets of which the race detector sees a part
	go test -run '^(TestAnswers|TestRepliesAskNothingThatWasSaid)$$' ./bot/eval ./handoff

test-web: $(NODE_STAMP) ## the front end's types, lint and unit tests
	cd web && npm run --silent typecheck && npm run --silent lint && npm test --silent

e2e: build ## the stories in Chromium against a server of their own
	@scripts/e2e.sh

lint: ## golangci-lint and gofmt
	@unformatted=$$(git ls-files --cached --others --exclude-standard '*.go' | xargs gofmt -l); [[ -z $$unformatted ]] || { echo "gofmt would change:"; echo "$$unformatted"; exit 1; }
	$(GO_TOOL) golangci-lint run --allow-parallel-runners ./...

fmt: ## format the Go code
	$(GO_TOOL) golangci-lint fmt ./...

generate: $(NODE_STAMP) ## sqlc, schema.sql, openapi.json, docs/config.md, the front end's types
	@scripts/generate.sh

verify: $(NODE_STAMP) ## fail if a generated file is not what its source gives
	@scripts/generate.sh --check

audit: ## known vulnerabilities (where their list can be reached) and secrets in the tree
	@scripts/audit.sh

bench: build ## the figures of a running server, printed
	@bin/firstline bench

clean: ## remove what was built (data stays)
	rm -rf bin web/node_modules web/static/dist/console web/static/dist/widget $(DIST_STAMP)

.PHONY: help run stop doctor setup build web test test-go test-whole test-web e2e lint fmt generate verify audit bench clean
