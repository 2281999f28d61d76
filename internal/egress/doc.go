// Package egress holds the one HTTP client that leaves the house.
//
// Whatever address somebody typed (a webhook, a page to import, a model's
// endpoint), the client refuses to connect to anything that is not on the
// public internet. The check is made on the address that is dialled, after
// name resolution, so a name that resolves to one thing when checked and to
// another when used gains nothing. No proxy from the environment is used, and
// redirects pass the same check.
//
// The operator's own endpoints may be on loopback or in a private network:
// they are listed by exact host and port in [Config.Private], for the one
// client that talks to them. A client that fetches what strangers name has an
// empty list.
//
// The package imports nothing of ours.
package egress
