package extract

import (
	"cmp"
	"math"
	"slices"

	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/sentence"
)

// unit is a quotable piece with what the ranking needs to know of it.
type unit struct {
	readUnit
	passage int
	score   float64
	holds   []float64 // how far it holds each item of the question
}

// spot is a passage with what the ranking needs to know of it.
type spot struct {
	*Reading
	from, to int // its units
	score    float64
	// named is the part of the question that the section's heading names.
	named float64
	// standing is how well the article as a whole does, by its words and by the
	// search.
	standing float64
}

type search struct {
	found    []Passage
	question query.Reading
	weight   []float64 // of each item of the question, rarity in the passages included
	total    float64
	units    []unit
	passages []spot
}

func newSearch(q query.Reading, found []Passage) *search {
	s := &search{found: found, question: q}
	for i, p := range found {
		r := p.Read
		if r == nil {
			r = Read(p)
		}
		at := spot{Reading: r, from: len(s.units)}
		for _, u := range r.units {
			s.units = append(s.units, unit{readUnit: u, passage: i, holds: s.holdings(u.has)})
		}
		at.to = len(s.units)
		s.passages = append(s.passages, at)
	}
	s.weigh()
	if s.total == 0 {
		return s
	}
	for p := range s.passages {
		s.passages[p].named = s.share(s.passages[p].section)
		for i := s.passages[p].from; i < s.passages[p].to; i++ {
			s.units[i].score = s.rate(i)
		}
	}
	s.rateArticles()
	for p := range s.passages {
		s.passages[p].score = s.ratePassage(p)
	}
	return s
}

// rateArticles gives each passage the standing of its article, whose passages stand
// together.
func (s *search) rateArticles() {
	for from, to := 0, 0; from < len(s.found); from = to {
		words := []map[string]bool{s.passages[from].title}
		for to = from; to < len(s.found) && s.found[to].Title == s.found[from].Title; to++ {
			words = append(words, s.passages[to].bag)
		}
		fit := s.found[from].Fit
		standing := fromArticle*s.share(words...) + fromFit*(fit[0]+fit[2])
		for p := from; p < to; p++ {
			s.passages[p].standing = standing
		}
	}
}

// holdings gives how far a set of terms holds each item of the question.
func (s *search) holdings(have map[string]bool) []float64 {
	out := make([]float64, len(s.question.Items))
	for k, it := range s.question.Items {
		out[k] = it.In(have)
	}
	return out
}

// codeBoost is what a code counts against a word.
const codeBoost = 2.5

// weigh scales what each item counts by how rare it is among the passages: in a
// page about delivery "delivery" tells nothing apart, "Germany" does.
func (s *search) weigh() {
	n := float64(len(s.passages))
	for _, it := range s.question.Items {
		df := 0.0
		for _, p := range s.passages {
			df += it.In(p.bag)
		}
		w := it.Base * math.Log(1+(n+1)/(df+0.5))
		if it.Code {
			w *= codeBoost
		}
		if it.Generic() && df == 0 {
			w = 0
		}
		s.weight = append(s.weight, w)
		s.total += w
	}
}

// share is the part of the question's weight that sets of terms hold.
func (s *search) share(have ...map[string]bool) float64 {
	if s.total == 0 {
		return 0
	}
	var sum float64
	for k, it := range s.question.Items {
		sum += s.weight[k] * it.In(have...)
	}
	return sum / s.total
}

// What counts towards a passage's rank, set by coordinate ascent on the training
// libraries of bot/train/MODEL.md: the share of answers from the right article that
// hold what they must, less a little for each word.
const (
	fromBest    = 0.9  // its best unit, beside what it holds as a whole
	fromTitle   = 0.3  // the article's title, and as much again if it names nothing else
	fromName    = 0.34 // a heading that names what is asked
	fromFocus   = 0.1  // a heading that names nothing else
	fromSought  = 0.3  // giving the kind of thing that was asked for
	priorFloor  = 0.47 // what an article is worth that retrieval hardly likes
	fromHeading = 0.3  // a unit's share of its heading
	fromKnown   = 0.6  // what heading and unit both name: it tells the units of a page less apart
	fromHead    = 0.5  // a row's share of its table's head
	fromStep    = 0.11 // a step, when it is asked how
	fromLead    = 0.1  // the first sentence under a heading that names the question
	fromUnder   = 0.3  // a heading that promises the kind of fact that is asked for
	fromAbout   = 0.6  // a title that does, and names the question too
	fromArticle = 0.1  // what the whole article holds of the question
	fromFit     = 0.1  // how well the search finds the article's best passage to fit, and to cover the question
)

func (s *search) ratePassage(p int) float64 {
	at := s.passages[p]
	var best float64
	for i := at.from; i < at.to; i++ {
		best = max(best, s.units[i].score)
	}
	title := s.share(at.title)
	score := at.standing + s.share(at.bag, at.title) + fromBest*best + fromTitle*title*(1+s.focus(at.title)) + fromName*at.named + fromSought*s.question.Asks.Shown(at.shows)
	score += fromFocus * s.focus(at.section) * min(1, 3*at.named)
	if kept := s.question.Asks.Kind() & at.shows; kept != 0 {
		// "How much is delivery?" is answered by the table of "Delivery times and
		// fees", whose rows name neither, not by whatever else costs something.
		score += fromUnder*flag(kept&at.under != 0) + fromAbout*title*flag(kept&at.about != 0)
	}
	if s.asks(query.Method) && slices.ContainsFunc(s.units[at.from:at.to], func(u unit) bool { return u.Kind == sentence.Step }) {
		// "How do I delete my account?" is answered by the steps of the article
		// of that title, whatever words they use.
		score += fromStep * (1 + title)
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

func (s *search) asks(what query.Sought) bool { return s.question.Asks&what != 0 }

// focus is the part of a heading that the question speaks of, 0…1.
func (s *search) focus(section map[string]bool) float64 {
	if len(section) == 0 {
		return 0
	}
	n := 0
	for t := range section {
		if slices.ContainsFunc(s.question.Items, func(it query.Item) bool { return it.Means(t) }) {
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
	for k, it := range s.question.Items {
		if s.weight[k] == 0 {
			continue
		}
		above := max(it.In(at.section), it.In(at.title))
		own := u.holds[k]
		if above > 0 {
			own *= fromKnown
		}
		if head >= 0 {
			own = max(own, fromHead*s.units[head].holds[k])
		}
		sum += s.weight[k] * max(own, fromHeading*above)
	}
	score := sum/s.total + fromSought*s.question.Asks.Shown(u.shows)
	if s.asks(query.Method) && (u.Kind == sentence.Step || u.Kind == sentence.Intro && s.follows(i) == sentence.Step) {
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
	return byScore(out, func(p int) float64 { return s.passages[p].score })
}

// byScore sorts indexes by what they score, best first.
func byScore(list []int, score func(int) float64) []int {
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(score(b), score(a)) })
	return list
}
