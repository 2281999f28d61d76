package extract

import (
	"maps"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/sentence"
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
	// Read is what [Read] made of the texts, to be used again; nil reads them now.
	Read *Reading
}

// Reading is a passage taken apart. It does not change and may be shared.
type Reading struct {
	units          []readUnit
	title, section map[string]bool
	bag            map[string]bool // terms of section and text
	tells          bool            // the heading says that it tells how
	shows          sought
}

type readUnit struct {
	sentence.Unit
	has   map[string]bool
	shows sought
}

// Read takes a passage apart; it is most of the work of an answer, and the same
// for every question.
func Read(p Passage) *Reading {
	r := &Reading{title: terms(p.Title), section: terms(p.Section), bag: terms(p.Section), tells: tellsHow.MatchString(lastHeading(p.Section))}
	if p.Section == "" {
		r.section = r.title // an article begins with what its title says
	}
	for _, u := range sentence.Split(p.Text) {
		ru := readUnit{Unit: u, has: terms(u.Text), shows: showsIn(u.Text)}
		for t := range ru.has {
			r.bag[t] = true
		}
		r.shows |= ru.shows
		r.units = append(r.units, ru)
	}
	return r
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
	// Signs are what else tells whether this is the answer.
	Signs Signs
}

// Signs tell how well an answer fits its question; each is 0…1.
type Signs struct {
	// Cover is the answer's Confidence.
	Cover float64 `json:"cover"`
	// Unit is the part of the question that the best quote holds by itself.
	Unit float64 `json:"unit"`
	// Title and Section are the parts that the headings name.
	Title   float64 `json:"title"`
	Section float64 `json:"section"`
	// Shown is 1 where the quotes give the kind of thing that was asked for, or
	// nothing of a kind was.
	Shown float64 `json:"shown"`
	// Unknown is the part that no passage holds.
	Unknown float64 `json:"unknown"`
	// Terms is how much there was to go by: 1 for four words that name something.
	Terms float64 `json:"terms"`
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

// Limits of an answer, in words as sentence.Words counts them. Answers that
// people read to the end fit a phone's screen.
const (
	aim      = 60   // a passage that is not longer is quoted whole
	enough   = 50   // another passage is added only below this
	atMost   = 105  // nothing is added beyond this
	rival    = 0.72 // of the best passage's score: what else may answer
	maxCited = 3
)

// Extract picks what answers the question. Without a passage the answer is
// empty and its confidence 0.
func Extract(q Question, found []Passage) Answer {
	s := newSearch(q, found)
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
	return s.assemble(groups)
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
	weight   map[string]float64
	asked    []string // the terms of weight, sorted: sums must not depend on a map's order
	total    float64
	subjects int // words of the question that name something
	units    []unit
	passages []spot
}

func newSearch(q Question, found []Passage) *search {
	s := &search{found: found, want: soughtBy(q.Text)}
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
	s.weight = rarity(raw, bags)
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

// share is the part of the question's weight that is among have.
func (s *search) share(have map[string]bool) float64 {
	var sum float64
	for _, t := range s.asked {
		w := s.weight[t]
		if have[t] {
			sum += w
		}
	}
	return sum / s.total
}

// What counts towards a passage's rank.
const (
	fromBest    = 0.65 // its best unit, beside what it holds as a whole
	fromTitle   = 0.3  // the article's title, and as much again if it names nothing else
	fromName    = 0.45 // a heading that names what is asked
	fromFocus   = 0.2  // a heading that names nothing else
	fromSought  = 0.16 // giving the kind of thing that was asked for
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
		w := s.weight[t]
		switch {
		case have[t]:
			sum += w
		case title[t]:
			sum += titleOnly * w
		}
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
		if s.weight[t] > 0 {
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
		w := s.weight[t]
		switch {
		case u.has[t] && (at.section[t] || at.title[t]):
			sum += fromKnown * w
		case u.has[t]:
			sum += w
		case head >= 0 && s.units[head].has[t]:
			sum += fromHead * w
		case at.section[t], at.title[t]:
			sum += fromHeading * w
		}
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

func (s *search) assemble(groups []Group) Answer {
	a := Answer{}
	var parts []string
	covered := make(map[string]bool)
	for i, g := range groups {
		g.Number = i + 1
		a.Groups = append(a.Groups, g)
		parts = append(parts, cite(g.Text, g.Number))
		for t := range terms(strings.Join(g.Quotes, "\n")) {
			covered[t] = true
		}
		for t := range s.passages[g.Passage].title {
			covered[t] = true
		}
		for t := range s.passages[g.Passage].section {
			covered[t] = true
		}
	}
	a.Text = strings.Join(parts, "\n\n")
	a.Confidence = s.share(covered)
	a.Signs = s.signs(groups, a.Confidence)
	return a
}

func (s *search) signs(groups []Group, cover float64) Signs {
	g := Signs{Cover: cover, Shown: 1}
	at := s.passages[groups[0].Passage]
	g.Title, g.Section = s.share(at.title), s.share(at.section)
	for i := at.from; i < at.to; i++ {
		g.Unit = max(g.Unit, s.share(s.units[i].has))
	}
	if asked := s.want &^ method; asked != 0 {
		var quotes strings.Builder
		for _, gr := range groups {
			quotes.WriteString(strings.Join(gr.Quotes, "\n") + "\n")
		}
		g.Shown = s.want.shown(showsIn(quotes.String()))
	}
	all := make(map[string]bool, len(s.weight))
	for _, t := range s.asked {
		for _, u := range s.units {
			if u.has[t] {
				all[t] = true
				break
			}
		}
		for _, p := range s.passages {
			if p.title[t] || p.section[t] {
				all[t] = true
				break
			}
		}
	}
	g.Unknown = 1 - s.share(all)
	g.Terms = min(1, float64(s.subjects)/4)
	return g
}
