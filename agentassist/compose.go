package agentassist

import (
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/clip"
)

// Where a suggestion is made. An agent reads before sending, so less certainty
// is needed than where the bot answers by itself.
const (
	retrievalPart = 0.6
	coverPart     = 0.4
	answerFrom    = 0.38
	// pastFrom is high: what was true of one order is seldom true of another,
	// so only the answer to nearly the same question is worth editing.
	pastFrom = 0.55
	// listMost is how many canned replies are listed beside the suggestions, and
	// listPart the part of cannedFrom at which one is.
	listMost = 4
	listPart = 0.6
)

// cannedFrom is the likeness, 0…1, below which a canned reply is more likely
// about something else. Chinese texts are compared by pairs of characters, of
// which two wordings share fewer. Measured on the demo shop's texts.
func cannedFrom(lang string) float64 {
	if lang == "zh" {
		return 0.12
	}
	return 0.24
}

// drafted is what a draft came to.
type drafted struct {
	suggestions []Suggestion
	canned      []uuid.UUID
}

// compose makes up to three suggestions: the articles' answer, the prepared
// text that fits best, the question for what is missing, and a line that shows
// the visitor was heard.
func compose(s *situation, m *material) drafted {
	var d drafted
	question := bag{}
	question.add(s.pending, 1)
	question.add(s.question.Topic, 0.6)
	if len(m.ranked) > 0 && m.confidence >= 0.3 {
		question.add(m.ranked[0].Title, 0.5) // people say it in other words than we do
	}
	answer := quoteArticles(s, m)
	if answer == nil {
		answer = fromPast(s, question)
	}
	// What is not public comes last: Tab inserts the first.
	if answer != nil && !answer.restsOnInternal() {
		d.suggestions = append(d.suggestions, *answer)
	}
	d.fromCanned(s, question)
	if answer != nil && answer.restsOnInternal() {
		d.suggestions = append(d.suggestions, *answer)
	}
	if kind := missing(s); kind != "" {
		d.add(s, Suggestion{Label: Question, Text: questionFor(s, kind)})
	}
	ack := Suggestion{Label: Acknowledge, Text: acknowledgement(s)}
	if s.upset() && answer == nil {
		d.suggestions = slices.Insert(d.suggestions, 0, ack) // first be heard, then be helped
	} else {
		d.add(s, ack)
	}
	d.suggestions = d.suggestions[:min(mostSuggestions, len(d.suggestions))]
	for i := range d.suggestions {
		d.suggestions[i].finish(s.seq)
	}
	return d
}

// add appends a suggestion unless it asks for what is known or repeats one.
func (d *drafted) add(s *situation, one Suggestion) {
	if len(d.suggestions) >= mostSuggestions || asksForKnown(one.Text, s.facts) {
		return
	}
	for _, have := range d.suggestions {
		if have.Text == one.Text {
			return
		}
	}
	d.suggestions = append(d.suggestions, one)
}

// quoteArticles quotes the articles; nil where they are not likely to have it.
func quoteArticles(s *situation, m *material) *Suggestion {
	if len(m.extracted.Groups) == 0 || retrievalPart*m.confidence+coverPart*m.extracted.Confidence < answerFrom {
		return nil
	}
	one := Suggestion{Label: Answer}
	var parts []string
	for _, g := range m.extracted.Groups {
		parts = append(parts, g.Text) // without the numbers: they mean nothing once it is sent
		one.cite(m.passages[g.Passage])
	}
	one.Text = strings.Join(parts, "\n\n")
	if lead := s.lead(); lead != "" && !apologises.MatchString(one.Text) {
		one.Text = lead + "\n\n" + one.Text
	}
	if asksForKnown(one.Text, s.facts) {
		return nil
	}
	return &one
}

func (one *Suggestion) cite(p passage) {
	for _, have := range one.Sources {
		if have.Article != nil && *have.Article == p.article && have.Section == p.section {
			return
		}
	}
	one.Sources = append(one.Sources, Source{
		Number: len(one.Sources) + 1, Kind: FromArticle, Article: &p.article, Title: p.title, Section: p.section, Internal: p.internal,
	})
}

// fromPast takes over what an agent wrote to nearly the same question; nil if
// there is none.
func fromPast(s *situation, question bag) *Suggestion {
	for _, m := range best(question, s.prepared.pastBags, s.prepared.rarity, pastFrom) {
		p := s.prepared.past[m.at]
		text, whole := s.fill(p.Body)
		if !whole || asksForKnown(text, s.facts) {
			continue
		}
		return &Suggestion{Label: Answer, Text: text, Sources: []Source{{Number: 1, Kind: FromReply, Title: clip.Line(p.Question, 80)}}}
	}
	return nil
}

// fromCanned adds the canned reply that fits best and can be filled, and lists
// the others.
func (d *drafted) fromCanned(s *situation, question bag) {
	suggested := false
	for _, m := range best(question, s.prepared.cannedBags, s.prepared.rarity, listPart*cannedFrom(s.lang)) {
		r := s.prepared.canned[m.at]
		text, whole := s.fill(r.Body)
		if asksForKnown(text, s.facts) {
			continue
		}
		if len(d.canned) < listMost {
			d.canned = append(d.canned, r.ID)
		}
		if suggested || !whole || m.score < cannedFrom(s.lang) {
			continue
		}
		suggested = true
		d.add(s, Suggestion{Label: Canned, Text: s.calmed(text), Sources: []Source{{Number: 1, Kind: FromCanned, Title: r.Title}}})
	}
}

// finish sets what follows from the rest.
func (one *Suggestion) finish(seq int64) {
	one.ForSeq, one.Outcome = seq, Shown
	if one.Sources == nil {
		one.Sources = []Source{}
	}
	one.Internal = one.restsOnInternal()
}

func (one *Suggestion) restsOnInternal() bool {
	return slices.ContainsFunc(one.Sources, func(src Source) bool { return src.Internal })
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
