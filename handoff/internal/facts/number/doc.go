// Package number finds what is told by figures: order numbers and others with the
// word that says what they are, telephone numbers, e-mail addresses, amounts. It is
// pure and imports facts/find and bot/mask.
package number
