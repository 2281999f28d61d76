package extract

import (
	"maps"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/bot/sure"
)

// Passage is what retrieval found: best give all passages of the best articles.
type Passage struct {
	// Title is the article's, Section the headings above the passage.
	Title, Section string
	// Text is plain text: a paragraph, point, step or table row a line.
	Text string
	// Score is how well retrieval likes the article, above 0; comparable within
	// one answer.
	Score float64
	// Fit is how well retrieval finds the article's best passage to fit, how close
	// its words stand, and how many of the question's it has; each 0…1.
	Fit [3]float64
	// Read is what [Read] made of the texts, to be used again; nil reads them now.
	Read *Reading
}

// Answer is an answer in the words of the articles.
type Answer struct {
	// Text is Markdown; each group of quotes ends with its source, "[1]".
	Text string
	// Groups are the quotes, by source, in the order of Text.
	Groups []Group
	// Confidence is how much of the question the quotes and their headings
	// cover, 0…1.
	Confidence float64
	// Signs are what tells whether this is the answer, and Sure the probability
	// that it is, 0…1, by their weights.
	Signs sure.Signs
	Sure  float64
}

// Group is what was taken from one passage.
type Group struct {
	// Passage is the index in what was given.
	Passage int
	// Number is the source's number in the text, from 1.
	Number int
	// Text is the group as it stands in Answer.Text, without the number.
	Text string
	// Quotes are the units as they stand in the passage.
	Quotes []string

	units []int // the picked units, by index
}

// Limits of an answer, in words as sentence.Words counts them. Answers that
// people read to the end fit a phone's screen.
const (
	aim      = 55  // a passage that is not longer is quoted whole
	enough   = 70  // another passage is added only below this
	rival    = 0.5 // of the best passage's score: what else may answer
	maxCited = 3
)

// Extract picks what answers the question. Without a passage the answer is
// empty and its confidence 0.
func Extract(q query.Question, found []Passage) Answer {
	s := newSearch(query.Read(q), found)
	order := s.order()
	if len(order) == 0 {
		return Answer{}
	}
	var groups []Group
	words := 0
	for _, p := range s.readOn(order) {
		if len(groups) > 0 && (words >= enough || !s.rivals(p, order[0]) || len(groups) == maxCited) {
			break
		}
		budget := aim
		if len(groups) > 0 {
			budget = max(25, 80-words)
		}
		pick := s.pick(p, budget)
		if len(pick) == 0 {
			continue
		}
		g := s.group(pick)
		groups = append(groups, g)
		words += sentence.Words(g.Text)
	}
	a := s.assemble(groups)
	a.Signs = s.signs(q, groups)
	a.Signs.Local = a.Confidence
	a.Sure = a.Signs.Probability()
	return a
}

// readOn moves the passage that follows an article's beginning up behind it,
// if the beginning is the best there is: it only opens the subject.
func (s *search) readOn(order []int) []int {
	next := order[0] + 1
	if s.found[order[0]].Section != "" || !s.continues(order[0], next) {
		return order
	}
	rest := slices.DeleteFunc(slices.Clone(order[1:]), func(p int) bool { return p == next })
	return append([]int{order[0], next}, rest...)
}

// continues reports whether passage next stands in the same article as first.
func (s *search) continues(first, next int) bool {
	return next < len(s.found) && s.found[next].Title == s.found[first].Title && s.passages[next].to > s.passages[next].from
}

// rivals reports whether passage p may be quoted after the best one.
func (s *search) rivals(p, best int) bool {
	return s.passages[p].score >= rival*s.passages[best].score || p == best+1 && s.found[best].Section == "" && s.continues(best, p)
}

func (s *search) assemble(groups []Group) Answer {
	a := Answer{}
	var parts []string
	covered := make(map[string]bool)
	for i, g := range groups {
		g.Number = i + 1
		a.Groups = append(a.Groups, g)
		parts = append(parts, cite(g.Text, g.Number))
		for _, i := range g.units {
			maps.Copy(covered, s.units[i].has)
		}
		maps.Copy(covered, s.passages[g.Passage].title)
		maps.Copy(covered, s.passages[g.Passage].section)
	}
	a.Text = strings.Join(parts, "\n\n")
	a.Confidence = s.share(covered)
	return a
}
