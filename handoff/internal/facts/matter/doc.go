// Package matter finds what is told in words: what the visitor has tried, what he
// wants to have done, and what else an agent must know of his case, such as a
// deadline, a size, a seat, who is ill. Each is a clause in his own words, or the
// part of one that says it. It is pure and imports facts/find.
package matter
