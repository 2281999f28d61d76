package rehearsal

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/knowledge/token"
)

var (
	citations = regexp.MustCompile(`\s*\[\d+\]`)
	numbers   = regexp.MustCompile(`\d+`)
)

// carried is the share of a sentence's terms that must stand in what it cites.
const carried = .7

// grounded counts the sentences of an answer and names those that what it cites
// does not carry: too few of their terms stand there, or a figure of theirs does
// not. It is another yardstick than package guard's, which let them pass.
func grounded(m conversation.Message) (n int, unsupported []string) {
	var source strings.Builder
	for _, s := range m.Sources {
		source.WriteString(s.Title + "\n" + s.Section + "\n" + s.Quote + "\n")
	}
	known := map[string]bool{}
	for _, t := range token.Terms(source.String()) {
		known[t.Text] = true
	}
	for _, unit := range sentence.Split(ours(citations.ReplaceAllString(m.Text, ""))) {
		terms := token.Terms(unit.Text)
		if len(terms) == 0 {
			continue
		}
		n++
		if !stands(unit.Text, terms, known, source.String()) {
			unsupported = append(unsupported, unit.Text)
		}
	}
	return n, unsupported
}

func stands(text string, terms []token.Term, known map[string]bool, source string) bool {
	for _, figure := range numbers.FindAllString(text, -1) {
		if !strings.Contains(source, figure) {
			return false
		}
	}
	found := 0
	for _, t := range terms {
		if known[t.Text] {
			found++
		}
	}
	return float64(found) >= carried*float64(len(terms))
}

// ours leaves out the product's own words around an answer.
func ours(text string) string {
	for _, key := range []string{"sorry", "offer", "offer_reach", "offer_repeated", "other_language"} {
		for _, lang := range locale.Languages() {
			text = strings.ReplaceAll(text, locale.Text(lang, "bot."+key), "")
		}
	}
	return text
}
