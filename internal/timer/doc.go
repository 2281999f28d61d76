// Package timer makes things happen at a time: a deadline passes, a
// conversation wakes, a silence has lasted long enough.
//
// # Invariants
//
//   - A timer is a row: kind, subject, due time, version. Setting it again gives
//     it a new version, and what was planned for the old one does nothing.
//   - It fires once, whatever the number of nodes, and never before its time by
//     the database's clock: the row is deleted in the transaction that acts, on
//     condition that version and time still hold.
//   - An action that fails leaves no trace, and the timer is tried again.
//   - A job in the queue fires it on time. A job that was lost, with its node or
//     while all were down, is made good by a sweep each half minute.
//
// Who sets timers holds [Timers]; [Runner] fires them and is made after the
// services whose actions it calls. No action may hold a transaction over a call
// to a model or a mail server: it inserts a job for that.
//
// The package may import internal/postgres, internal/jobs and internal/problem.
package timer
