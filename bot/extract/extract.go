package extract

import (
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/sentence"
)

// Passage is what retrieval found, in the order it ranked it.
type Passage struct {
	// Title is the article's, Section the headings above the passage.
	Title, Section string
	// Text is plain text: a paragraph, point, step or table row a line.
	Text string
	// Score is retrieval's, comparable within one answer; the first is highest.
	Score float64
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
}

// Limits of an answer, in words as sentence.Words counts them. Support answers
// that people read to the end are shorter than a phone's screen.
const (
	enough   = 45  // another group is added only below this
	atMost   = 110 // nothing is added beyond this
	passages = 6   // how many of the passages given are looked at
)

// Extract picks what answers the question. Without a passage the answer is
// empty and its confidence 0.
func Extract(q Question, found []Passage) Answer {
	found = found[:min(len(found), passages)]
	s := newSearch(q, found)
	if len(s.units) == 0 {
		return Answer{}
	}
	var groups []Group
	taken := make([]bool, len(s.units))
	covered := make(map[string]bool)
	words := 0
	var best float64
	for len(groups) < 3 && words < enough {
		i, score := s.best(taken, covered, groups)
		if i < 0 || len(groups) > 0 && score < 0.62*best {
			break
		}
		if len(groups) == 0 {
			best = score
		}
		pick := s.around(i, taken, atMost-words)
		g := s.group(pick)
		for _, u := range pick {
			taken[u] = true
			for t := range s.units[u].has {
				covered[t] = true
			}
		}
		if len(groups) > 0 && words+sentence.Words(g.Text) > atMost {
			break
		}
		groups = append(groups, g)
		words += sentence.Words(g.Text)
	}
	return s.assemble(groups)
}

// unit is a quotable piece with what the ranking needs to know of it.
type unit struct {
	sentence.Unit
	passage int
	has     map[string]bool
	score   float64
}

type search struct {
	found  []Passage
	want   sought
	weight map[string]float64
	total  float64
	units  []unit
	titles []map[string]bool // terms of title and section, by passage
}

func newSearch(q Question, found []Passage) *search {
	s := &search{found: found, want: soughtBy(q.Text)}
	var bags []map[string]bool
	for i, p := range found {
		s.titles = append(s.titles, terms(p.Title+" . "+p.Section))
		for _, u := range sentence.Split(p.Text) {
			has := terms(u.Text)
			s.units = append(s.units, unit{Unit: u, passage: i, has: has})
			bags = append(bags, has)
		}
	}
	s.weight = rarity(weigh(q), bags)
	for _, w := range s.weight {
		s.total += w
	}
	for i := range s.units {
		s.units[i].score = s.rate(i)
	}
	return s
}

// What counts towards a unit's rank besides its own words: its headings, its
// neighbours, giving the kind of thing that was asked for, and the rank of its
// passage.
const (
	fromHeading   = 0.55
	fromNeighbour = 0.25
	fromSought    = 0.22
	perRank       = 0.07
)

func (s *search) rate(i int) float64 {
	u := s.units[i]
	if u.Kind == sentence.Head || s.total == 0 {
		return 0
	}
	var sum float64
	for t, w := range s.weight {
		switch {
		case u.has[t]:
			sum += w
		case s.titles[u.passage][t]:
			sum += fromHeading * w
		case s.beside(i, t):
			sum += fromNeighbour * w
		}
	}
	score := sum/s.total + fromSought*s.want.shown(u.Text)
	if s.want&method != 0 && (u.Kind == sentence.Step || u.Kind == sentence.Intro && s.follows(i) == sentence.Step) {
		score += fromSought
	}
	first := s.found[0].Score
	if first > 0 {
		score *= 0.75 + 0.25*min(1, s.found[u.passage].Score/first)
	}
	return score * (1 - perRank*float64(u.passage))
}

// beside reports whether a neighbour within the passage, or the head of the
// unit's table, holds the term.
func (s *search) beside(i int, t string) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(s.units) && s.units[j].passage == s.units[i].passage && s.units[j].has[t] {
			return true
		}
	}
	if h := s.head(i); h >= 0 {
		return s.units[h].has[t]
	}
	return false
}

// head is the index of the head of row i's table; -1 if i is no row.
func (s *search) head(i int) int {
	if s.units[i].Kind != sentence.Row {
		return -1
	}
	for j := i - 1; j >= 0 && s.units[j].passage == s.units[i].passage && s.units[j].Block == s.units[i].Block; j-- {
		if s.units[j].Kind == sentence.Head {
			return j
		}
	}
	return -1
}

func (s *search) follows(i int) sentence.Kind {
	if i+1 < len(s.units) && s.units[i+1].passage == s.units[i].passage {
		return s.units[i+1].Kind
	}
	return sentence.Prose
}

// best is the unit that adds most to what has been taken.
func (s *search) best(taken []bool, covered map[string]bool, groups []Group) (index int, score float64) {
	index = -1
	for i, u := range s.units {
		if taken[i] || u.Kind == sentence.Head {
			continue
		}
		v := u.score
		if len(groups) > 0 {
			v = s.gain(i, covered)
		}
		if index < 0 || v > score {
			index, score = i, v
		}
	}
	return index, score
}

// gain is a unit's score without what earlier groups have said already.
func (s *search) gain(i int, covered map[string]bool) float64 {
	u := s.units[i]
	var again, own float64
	for t, w := range s.weight {
		if !u.has[t] {
			continue
		}
		own += w
		if covered[t] {
			again += w
		}
	}
	if own == 0 {
		return 0
	}
	return u.score - 0.5*again/s.total
}

func (s *search) assemble(groups []Group) Answer {
	// Groups of one passage stand together, in its order.
	slices.SortStableFunc(groups, func(a, b Group) int { return 0 })
	a := Answer{}
	number := map[int]int{}
	var parts []string
	covered := make(map[string]bool)
	for _, g := range groups {
		if number[g.Passage] == 0 {
			number[g.Passage] = len(number) + 1
		}
		g.Number = number[g.Passage]
		a.Groups = append(a.Groups, g)
		parts = append(parts, cite(g.Text, g.Number))
		for t := range terms(strings.Join(g.Quotes, "\n")) {
			covered[t] = true
		}
		for t := range s.titles[g.Passage] {
			covered[t] = true
		}
	}
	a.Text = strings.Join(parts, "\n\n")
	var sum float64
	for t, w := range s.weight {
		if covered[t] {
			sum += w
		}
	}
	if s.total > 0 {
		a.Confidence = sum / s.total
	}
	return a
}
