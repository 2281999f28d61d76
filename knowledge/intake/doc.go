// Package intake brings articles in from where companies keep them: files,
// folders and archives that somebody uploads, and websites.
//
// An import goes through states: open (files come in), reading, planned (it is
// known what it would add, change and remove), applying, done; or canceled, or
// failed. A person looks at the plan before it is applied.
//
// # Invariants
//
//   - What cannot be read is an item with a problem that says why; the others go
//     in. Nothing that could not be read counts as removed.
//   - Each step stores its results in one transaction with how far it got, so a
//     process killed at any point is taken over and nothing is done twice. Who
//     works on an import holds a claim that runs out; [Importer.Run] looks for
//     those that nobody holds.
//   - Articles edited here since the last import are neither overwritten nor
//     archived.
//   - The pictures that an article shows come with it and are served from here; one
//     that cannot be had is an item with a problem, and the article goes in.
//   - Hostile formats are read in a child process ([format.Confined]); pages are
//     fetched through internal/egress, so an address, a redirect or a name that
//     leads inward is refused.
//   - Memory is bounded by one batch of files, not by the import.
//
// It may import knowledge, internal/egress, internal/files, internal/jobs, internal/postgres and
// internal/problem.
package intake
