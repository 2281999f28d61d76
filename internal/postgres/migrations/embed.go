// Package migrations holds the one sequence of schema changes, forward only.
//
// Numbers are given out by owner, so that a package's tables are found together:
// 0001 core, 0010 knowledge, 0020 sentiment, 0030 handoff, 0040 bot,
// 0050 agentassist, 0060 the views that lists read.
package migrations

import "embed"

// Files are the goose migrations in order.
//
//go:embed *.sql
var Files embed.FS
