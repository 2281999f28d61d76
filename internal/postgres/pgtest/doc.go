// Package pgtest gives each test a database of its own on a real Postgres.
//
// One private server a machine and user serves all test processes; the first
// one starts it, it stays for the next run, and `make stop` ends it. Its data
// is disposable: fsync is off. A template database, migrated by an owner that
// is no superuser as on a managed Postgres, is named for the hash of the
// migrations, so a changed migration makes a new one. A test's database is a
// copy of it, dropped when the test ends; the tests run in the app role.
package pgtest
