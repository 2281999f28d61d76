package lexicon

import "github.com/firstlinehq/firstline/knowledge/token"

func translate(terms []token.Term, _ string) []Wish {
	return typed(terms)
}
