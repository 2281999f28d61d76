// Package worklist reads the agents' lists: the views of the inbox with their
// counts, one row of them, who is there, and the figures of the status page.
//
// Invariants: it writes nothing and reads only the *_list views that the owners
// of the tables publish, each of which asks for rows as its reader, so that
// row-level security holds. A page and the counts beside it are of one instant.
// A snoozed conversation is in no view until it is due; a search finds it.
//
// The package may import internal/postgres and internal/problem.
package worklist
