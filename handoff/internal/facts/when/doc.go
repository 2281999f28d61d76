// Package when finds days and dates. It is pure and imports facts/find.
package when
