package eval

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/token"
)

var (
	citations = regexp.MustCompile(`\s*\[\d+\]`)
	numbers   = regexp.MustCompile(`\d+`)
)

// carried is the share of a sentence's terms that must stand in what it cites.
const carried = .7

// Grounded counts the sentences of an answer and names those that what it cites
// does not carry: too few of their terms stand there, or a figure of theirs does
// not. It is another yardstick than package guard's, which let them pass.
func Grounded(text string, sources []conversation.Source) (n int, unsupported []string) {
	var source strings.Builder
	for _, s := range sources {
		source.WriteString(s.Title + "\n" + s.Section + "\n" + s.Quote + "\n")
	}
	known := map[string]bool{}
	for _, t := range token.Terms(source.String()) {
		known[t.Text] = true
	}
	for _, unit := range sentence.Split(ours(citations.ReplaceAllString(text, ""))) {
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

// ours leaves out the product's own words around an answer, the longer ones first:
// one of them ends with another.
func ours(text string) string {
	for _, key := range []string{"sorry", "sorry_wait", "sorry_product", "sorry_bot", "sorry_policy", "offer_reach", "offer_repeated", "offer", "other_language"} {
		for _, lang := range locale.Languages() {
			text = strings.ReplaceAll(text, locale.Text(lang, "bot."+key), "")
		}
	}
	return text
}

// ground holds a given answer against the articles that it cites, as the library
// keeps them: what the bot says that it quotes is not taken for granted.
func (d *Detail) ground(ctx context.Context, library *knowledge.Library, ws uuid.UUID) error {
	if !d.Given {
		return nil
	}
	var ids []uuid.UUID
	for _, s := range d.Answer.Sources {
		ids = append(ids, s.ArticleID)
	}
	whole, err := library.Passages(ctx, ws, ids)
	if err != nil {
		return fmt.Errorf("read the cited articles: %w", err)
	}
	var stored []conversation.Source
	for _, s := range d.Answer.Sources {
		for _, p := range whole[s.ArticleID] {
			stored = append(stored, conversation.Source{Title: s.Title, Section: strings.Join(p.Path, "\n"), Quote: p.Text})
		}
	}
	_, d.Unsupported = Grounded(d.Answer.Text, stored)
	return nil
}
