// Package goods finds things: what the visitor bought, has, sends back, or what fails.
// What a question about the world is about is none. It is pure and imports facts/find.
package goods
