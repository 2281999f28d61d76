package extract

import (
	"regexp"
	"slices"

	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/sentence"
)

// pick gives the units of passage p to quote, in order, within a budget of
// words: the whole passage if it is short, or else the best unit with what it
// needs and what else counts.
func (s *search) pick(p, budget int) []int {
	at := s.passages[p]
	best, words := at.from, 0
	table := false
	for i := at.from; i < at.to; i++ {
		words += sentence.Words(s.units[i].Text)
		table = table || s.units[i].Kind == sentence.Row
		if s.units[i].score > s.units[best].score {
			best = i
		}
	}
	if words <= budget && !table {
		all := make([]int, 0, at.to-at.from)
		for i := at.from; i < at.to; i++ {
			all = append(all, i)
		}
		return all
	}
	chosen := make(map[int]bool)
	left := budget
	s.take(chosen, s.around(best), &left, true)
	for i := s.missing(p, chosen); i >= 0 && left > 0; i = s.missing(p, chosen) {
		before := len(chosen)
		s.take(chosen, s.around(i), &left, false)
		if len(chosen) == before {
			break
		}
	}
	for _, i := range s.ranked(p) {
		if left <= 0 || s.units[i].score < alsoFrom*s.units[best].score {
			break
		}
		if !chosen[i] {
			s.take(chosen, s.around(i), &left, false)
		}
	}
	out := make([]int, 0, len(chosen))
	for i := range chosen {
		out = append(out, i)
	}
	slices.Sort(out)
	return out
}

// worthMore is the part of the question that a unit must add to be quoted for
// that alone.
const worthMore = 0.15

// missing is the unit of passage p that holds most of what the question names
// and the chosen ones lack; -1 if none holds enough.
func (s *search) missing(p int, chosen map[int]bool) int {
	have := make([]float64, len(s.weight))
	for i := range chosen {
		for k, h := range s.units[i].holds {
			have[k] = max(have[k], h)
		}
	}
	best, most := -1, worthMore
	for i := s.passages[p].from; i < s.passages[p].to; i++ {
		if chosen[i] || s.units[i].Kind == sentence.Head {
			continue
		}
		var adds float64
		for k, h := range s.units[i].holds {
			adds += max(0, h-have[k]) * s.weight[k] / s.total
		}
		if adds > most {
			best, most = i, adds
		}
	}
	return best
}

// take adds units to the chosen as far as the budget goes; the first may
// exceed it, so that there is an answer at all.
func (s *search) take(chosen map[int]bool, pick []int, left *int, first bool) {
	for n, i := range pick {
		w := sentence.Words(s.units[i].Text)
		if chosen[i] || s.units[i].Kind == sentence.Head || w > *left && !(first && n == 0) {
			continue
		}
		chosen[i] = true
		*left -= w
	}
}

// ranked gives the units of passage p that may be quoted, best first.
func (s *search) ranked(p int) []int {
	var out []int
	for i := s.passages[p].from; i < s.passages[p].to; i++ {
		if s.units[i].Kind != sentence.Head {
			out = append(out, i)
		}
	}
	return byScore(out, func(i int) float64 { return s.units[i].score })
}

// around gives unit i and what it needs to be understood or belongs to it,
// most important first.
func (s *search) around(i int) []int {
	switch s.units[i].Kind {
	case sentence.Row:
		return s.rows(i)
	case sentence.Step, sentence.Point:
		return s.list(i)
	case sentence.Intro:
		return s.introduced(i)
	}
	return s.prose(i)
}

// manyRows is the size up to which a table is quoted whole when the question
// singles no row out.
const manyRows = 8

// rows are the rows of the table that answer as well as row i.
func (s *search) rows(i int) []int {
	out := []int{i}
	for j := range s.units {
		if j != i && s.sameBlock(i, j) && s.units[j].Kind == sentence.Row && s.units[j].score >= rowFrom*s.units[i].score {
			out = append(out, j)
		}
	}
	return out[:min(manyRows, len(out))]
}

// list is the point or step with its introduction, then the rest of the list.
func (s *search) list(i int) []int {
	out := []int{i}
	first := i
	for first > 0 && s.sameBlock(i, first-1) {
		first--
	}
	if before := first - 1; before >= s.passages[s.units[i].passage].from && s.units[before].Kind == sentence.Intro {
		out = append(out, before)
	}
	steps := s.asks(query.Method) && s.units[i].Kind == sentence.Step
	for j := first; j < len(s.units) && s.sameBlock(i, j); j++ {
		if j != i && (steps || s.units[j].score >= listFrom*s.units[i].score) {
			out = append(out, j)
		}
	}
	return out
}

// introduced is an introducing sentence with what it introduces.
func (s *search) introduced(i int) []int {
	out := []int{i}
	next := i + 1
	if next >= s.passages[s.units[i].passage].to {
		return out
	}
	if s.units[next].Kind == sentence.Head && next+1 < s.passages[s.units[i].passage].to {
		next++
	}
	for j := next; j < len(s.units) && s.sameBlock(next, j); j++ {
		out = append(out, j)
	}
	return out
}

// anaphora opens sentences that mean nothing without the one before.
var anaphora = regexp.MustCompile(`(?i)^(it|its|they|their|this|that|these|those|he|she|then|there|after that|in that case|otherwise|in this case|if not|if so|but|and|or|also|so|however|instead|such|for this|for that|both|here|yes|no)\b|^(它|这|那|此|其|该|否则|但|不过|因此|所以|同时|另外|然后|之后|此外|如果不|也|并)`)

// prose is a sentence with the ones it leans on, then those that follow it.
func (s *search) prose(i int) []int {
	at := s.passages[s.units[i].passage]
	out := []int{i}
	for j := i; j > at.from && s.sameBlock(i, j-1) && anaphora.MatchString(s.units[j].Text); j-- {
		out = append(out, j-1)
	}
	for j := i + 1; j < at.to && s.units[j].Kind == sentence.Prose; j++ {
		if !s.sameBlock(i, j) && s.units[j].score < proseFrom*s.units[i].score {
			break
		}
		out = append(out, j)
	}
	return out
}

func (s *search) sameBlock(i, j int) bool {
	return s.units[i].passage == s.units[j].passage && s.units[i].Block == s.units[j].Block
}

// From which part of the best unit's score another is quoted as well: of the same
// passage, a row of the same table, a point of the same list, a paragraph after it.
const (
	alsoFrom  = 0.6
	rowFrom   = 0.9
	listFrom  = 0.375
	proseFrom = 0.9
)
