// Package place finds addresses. It is pure and imports facts/find.
package place
