// Package postgres is the door to the database.
//
// Rows of a workspace are reached only through [DB.InWorkspace], which tells
// row-level security whose transaction it is: a query that forgets its WHERE
// finds nothing instead of a neighbour's rows. [DB.AcrossWorkspaces] takes a
// service role with policies on a few listed tables, for sweeps, timers, the
// head look and token look-ups; a test lists its callers.
//
// Everything runs as the role firstline_app, which owns nothing and cannot
// bypass policies. Migrations run on the owner's connection and nowhere else.
//
// A transaction tells the world what happened only after it has committed
// ([Tx.AfterCommit]); functions that join a caller's transaction end in Tx.
//
// The package may import internal/problem only.
package postgres
