// Package cluster runs the private Postgres of an installation that has no
// database of its own.
//
// The server listens on a Unix socket in a folder that only its user may enter,
// never on TCP; fsync and synchronous_commit are on. It is started in a session
// of its own and outlives a killed Firstline: the next [Start] adopts it.
// Several processes may use one cluster at a time (the server, an import, an
// evaluation). Each holds a shared lock while it does, and the one that lets go
// last stops Postgres. The lock belongs to the process, so a killed process
// holds none.
//
// Postgres refuses to run as root. Where the process is root the server runs
// under another user's credentials, in a folder which that user owns.
//
// Life cycle: Start, then Run beside everything else (it restarts a Postgres
// that died), then Stop after the last connection is closed.
//
// Errors are for the operator at the terminal and say what to do. The package
// imports nothing of ours and needs a Unix system.
package cluster
