package profile

import (
	"slices"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// Refused gives the topic that the question is about and that the bot must not
// speak of; "" if there is none. A question is about a topic when it holds all
// of the topic's words, in any form and order.
func (p Profile) Refused(question string) string {
	if len(p.Refuse) == 0 {
		return ""
	}
	said := terms(question)
	for _, topic := range p.Refuse {
		want := terms(topic)
		if len(want) > 0 && !slices.ContainsFunc(want, func(t string) bool { return !slices.Contains(said, t) }) {
			return topic
		}
	}
	return ""
}

// terms are what a text is compared by: stems of words, codes, and pairs of
// characters where a script has no spaces (a lone character stands alone).
func terms(text string) []string {
	var out, single []string
	for _, t := range token.Terms(text) {
		switch t.Kind {
		case token.Word, token.Code, token.Pair:
			out = append(out, t.Text)
		case token.Char:
			single = append(single, t.Text)
		case token.Weak:
		}
	}
	if len(out) == 0 {
		return single
	}
	return out
}
