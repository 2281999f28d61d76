// Package person finds the names of people. It is pure and imports facts/find and
// facts/goods, whose words are no names.
package person
