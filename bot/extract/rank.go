package extract

import (
	"maps"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/sentence"
)

// unit is a quotable piece with what the ranking needs to know of it.
type unit struct {
	readUnit
	passage int
	score   float64
}

// spot is a passage with what the ranking needs to know of it.
type spot struct {
	from, to       int // its units
	title, section map[string]bool
	bag            map[string]bool
	shows          sought
	tells          bool
	score          float64
	// named is the part of the question that the section's heading names.
	named float64
}

type search struct {
	found    []Passage
	want     sought
	others   map[string][]way // other ways to say an asked term, by retrieval
	meant    map[string]bool  // single terms that stand for an asked one
	weight   map[string]float64
	asked    []string // the terms of weight, sorted: sums must not depend on a map's order
	total    float64
	subjects int // words of the question that name something
	units    []unit
	passages []spot
}

func newSearch(q Question, found []Passage) *search {
	s := &search{found: found, want: soughtBy(q.Text), others: otherWays(q.Words, q.Foreign)}
	bags := make([]map[string]bool, 0, len(found))
	for i, p := range found {
		r := p.Read
		if r == nil {
			r = Read(p)
		}
		at := spot{from: len(s.units), title: r.title, section: r.section, bag: r.bag, shows: r.shows, tells: r.tells}
		for _, u := range r.units {
			s.units = append(s.units, unit{readUnit: u, passage: i})
		}
		at.to = len(s.units)
		s.passages = append(s.passages, at)
		bags = append(bags, r.bag)
	}
	raw := weigh(q)
	for _, w := range raw {
		if w > weightGeneric && w != weightChar {
			s.subjects++
		}
	}
	s.weight = s.rarity(raw, bags)
	s.meant = s.meantBy(raw)
	s.asked = slices.Sorted(maps.Keys(s.weight))
	for _, t := range s.asked {
		w := s.weight[t]
		s.total += w
	}
	if s.total == 0 {
		return s
	}
	for p := range s.passages {
		s.passages[p].named = s.share(s.passages[p].section)
		for i := s.passages[p].from; i < s.passages[p].to; i++ {
			s.units[i].score = s.rate(i)
		}
	}
	for p := range s.passages {
		s.passages[p].score = s.ratePassage(p)
	}
	return s
}

// fromAlike is what a word of much the same meaning counts against the typed one.
const fromAlike = 0.5

// way is another way to say an asked term.
type way struct {
	terms []string
	worth float64
}

// in gives how far a set of terms holds an asked one: 1 as typed, less in other
// words, 0 not at all.
func (s *search) in(have map[string]bool, t string) float64 {
	if have[t] {
		return 1
	}
	var best float64
	for _, w := range s.others[t] {
		if w.worth > best && !slices.ContainsFunc(w.terms, func(o string) bool { return !have[o] }) {
			best = w.worth
		}
	}
	return best
}

// otherWays gives what retrieval took to stand for each word of the question.
func otherWays(words []Word, foreign bool) map[string][]way {
	out := make(map[string][]way)
	for _, w := range words {
		typed := terms(w.Typed)
		if foreign {
			typed = map[string]bool{w.Typed: true}
		}
		for t := range typed {
			if !foreign && wide(t) && !isPair(t) {
				continue // a character alone says too little to stand for anything
			}
			for i, o := range slices.Concat(w.Options, w.Alike) {
				other := way{terms: sameAll(strings.Fields(o)), worth: 1}
				if i >= len(w.Options) {
					other.worth = fromAlike
				}
				if len(other.terms) > 0 && other.terms[0] != t {
					out[t] = append(out[t], other)
				}
			}
		}
	}
	return out
}

func (s *search) meantBy(asked map[string]float64) map[string]bool {
	out := make(map[string]bool)
	for t := range asked {
		for _, w := range s.others[t] {
			if len(w.terms) == 1 && w.worth == 1 {
				out[w.terms[0]] = true
			}
		}
	}
	return out
}

// share is the part of the question's weight that is among have.
func (s *search) share(have map[string]bool) float64 {
	var sum float64
	for _, t := range s.asked {
		sum += s.weight[t] * s.in(have, t)
	}
	return sum / s.total
}

// What counts towards a passage's rank.
const (
	fromBest    = 0.65 // its best unit, beside what it holds as a whole
	fromTitle   = 0.3  // the article's title, and as much again if it names nothing else
	fromName    = 0.45 // a heading that names what is asked
	fromFocus   = 0.2  // a heading that names nothing else
	fromSought  = 0.24 // giving the kind of thing that was asked for
	priorFloor  = 0.2  // what an article is worth that retrieval hardly likes
	fromHeading = 0.3  // a unit's share of its heading
	fromKnown   = 0.6  // what heading and unit both name: it tells the units of a page less apart
	fromHead    = 0.7  // a row's share of its table's head
	fromStep    = 0.25 // a step, when it is asked how
	fromLead    = 0.2  // the first sentence under a heading that names the question
)

func (s *search) ratePassage(p int) float64 {
	at := s.passages[p]
	var best float64
	for i := at.from; i < at.to; i++ {
		best = max(best, s.units[i].score)
	}
	score := s.shareOf(at.bag, at.title) + fromBest*best + fromTitle*s.share(at.title)*(1+s.focus(at.title)) + fromName*at.named + fromSought*s.want.shown(at.shows)
	score += fromFocus * s.focus(at.section) * min(1, 3*at.named)
	if s.want&method != 0 && slices.ContainsFunc(s.units[at.from:at.to], func(u unit) bool { return u.Kind == sentence.Step }) {
		// "How do I delete my account?" is answered by the steps of the article
		// of that title, whatever words they use.
		score += fromStep * (1 + s.share(at.title))
		if at.tells {
			score += fromStep
		}
	}
	prior := 1.0
	if top := s.topScore(); top > 0 {
		prior = priorFloor + (1-priorFloor)*min(1, s.found[p].Score/top)
	}
	return score * prior
}

// shareOf is the part of the question's weight that is among have; what only
// the title holds counts less, since it holds for all passages of the article.
func (s *search) shareOf(have, title map[string]bool) float64 {
	var sum float64
	for _, t := range s.asked {
		sum += s.weight[t] * max(s.in(have, t), titleOnly*s.in(title, t))
	}
	return sum / s.total
}

const titleOnly = 0.8

// focus is the part of a heading that the question speaks of, 0…1.
func (s *search) focus(section map[string]bool) float64 {
	if len(section) == 0 {
		return 0
	}
	n := 0
	for t := range section {
		if s.weight[t] > 0 || s.meant[t] {
			n++
		}
	}
	return float64(n) / float64(len(section))
}

func (s *search) topScore() float64 {
	var top float64
	for _, p := range s.found {
		top = max(top, p.Score)
	}
	return top
}

func (s *search) rate(i int) float64 {
	u := s.units[i]
	if u.Kind == sentence.Head {
		return 0
	}
	at := s.passages[u.passage]
	head := s.head(i)
	var sum float64
	for _, t := range s.asked {
		above := max(s.in(at.section, t), s.in(at.title, t))
		own := s.in(u.has, t)
		if above > 0 {
			own *= fromKnown
		}
		if head >= 0 {
			own = max(own, fromHead*s.in(s.units[head].has, t))
		}
		sum += s.weight[t] * max(own, fromHeading*above)
	}
	score := sum/s.total + fromSought*s.want.shown(u.shows)
	if s.want&method != 0 && (u.Kind == sentence.Step || u.Kind == sentence.Intro && s.follows(i) == sentence.Step) {
		score += fromStep
	}
	if i == at.from {
		score += fromLead * min(1, 2*at.named)
	}
	return score
}

// head is the index of the head of row i's table; -1 if i is no row.
func (s *search) head(i int) int {
	if s.units[i].Kind != sentence.Row {
		return -1
	}
	for j := i - 1; j >= 0 && s.sameBlock(i, j); j-- {
		if s.units[j].Kind == sentence.Head {
			return j
		}
	}
	return -1
}

func (s *search) follows(i int) sentence.Kind {
	if i+1 < s.passages[s.units[i].passage].to {
		return s.units[i+1].Kind
	}
	return sentence.Prose
}

// order gives the passages by score, best first, without those that have
// nothing of the question.
func (s *search) order() []int {
	var out []int
	for p, at := range s.passages {
		if at.to > at.from && at.score > 0 {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		switch {
		case s.passages[a].score > s.passages[b].score:
			return -1
		case s.passages[a].score < s.passages[b].score:
			return 1
		}
		return 0
	})
	return out
}
