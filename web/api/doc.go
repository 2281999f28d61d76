// Package api is the REST edge: operations described once in Go, from which
// the OpenAPI document and the TypeScript types follow.
//
// Every operation is added by [register], with the access it needs; what is
// not public is refused before its handler runs. Errors leave in one place as
// problem+json in the caller's language; a cause that was not written for
// people goes to the log only. Bodies are checked (size, UTF-8, NUL,
// duplicate keys, depth) before anything decodes them.
package api
