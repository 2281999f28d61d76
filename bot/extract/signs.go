package extract

import (
	"maps"
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/bot/sure"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// asksKind are the things whose lack in an answer speaks against it.
const asksKind = amount | duration | count | place | contact | size | weight | clock | part

// kind gives what of that a question asks for. Who asks how heavy something is
// wants no other number; "how long is" may ask for a measure or a time.
func (s sought) kind() sought {
	asked := s & asksKind
	switch narrow := asked & (weight | clock | size); {
	case narrow&^size != 0:
		return narrow &^ size
	case narrow == size && asked&duration == 0:
		return size
	}
	return asked
}

// signs gives what tells whether groups answer the question.
func (s *search) signs(q Question, groups []Group) sure.Signs {
	quotes, heads := map[string]bool{}, map[string]bool{}
	best := s.passages[groups[0].Passage]
	var text strings.Builder
	for _, g := range groups {
		// What several articles hold between them is the answer of none.
		if s.found[g.Passage].Title != s.found[groups[0].Passage].Title {
			continue
		}
		text.WriteString(g.Text + "\n")
		maps.Copy(heads, s.passages[g.Passage].title)
		maps.Copy(heads, s.passages[g.Passage].section)
	}
	maps.Copy(quotes, terms(text.String()))
	g := sure.Signs{Retrieval: q.Confidence, Margin: s.margin(), Terms: min(1, float64(s.subjects)/4)}
	fit := s.found[groups[0].Passage].Fit
	g.Fit, g.Close, g.Found = fit[0], fit[1], fit[2]
	g.First = flag(s.found[groups[0].Passage].Score >= s.topScore())
	list := items(q.Text, 1, newReading(q.Words))
	if q.Foreign {
		list = foreignItems(q.Words)
	} else if q.Topic != "" {
		var topic []item
		for _, it := range items(q.Topic, weightTopic, newReading(q.Words)) {
			if it.next >= 0 {
				it.next += len(list)
			}
			topic = append(topic, it)
		}
		list = append(list, topic...)
		g.FollowUp = 1
	}
	s.shares(&g, list, quotes, heads, best)
	s.closest(&g, list, groups)
	asked, shows := s.want.kind(), showsIn(text.String())
	g.Shown, g.Unshown = flag(asked&shows != 0), flag(asked != 0 && asked&shows == 0)
	if s.uncounted(q.Text, groups) {
		g.Shown, g.Unshown = 0, 1
	}
	g.Whether, g.Method = flag(s.want&whether != 0), flag(s.want&method != 0)
	g.Elsewhere = flag(lacksPlace(q.Text, text.String()+s.found[groups[0].Passage].Title))
	g.Chinese = flag(token.Lang(q.Text) == "zh")
	return g
}

var howMany = regexp.MustCompile(`(?i)\bhow many (?:more |other |free )?([a-z-]+)`)

// uncounted reports that a question asks how many there are of something, and no
// quoted unit names it beside a number.
func (s *search) uncounted(question string, groups []Group) bool {
	m := howMany.FindStringSubmatch(question)
	if m == nil {
		return false
	}
	for t := range terms(m[1]) {
		if generic[t] {
			return false
		}
		for _, g := range groups {
			for _, i := range g.units {
				u := s.units[i]
				if h := s.head(i); u.shows&count != 0 && (s.in(u.has, t) > 0 || h >= 0 && s.in(s.units[h].has, t) > 0) {
					return false
				}
			}
		}
	}
	return true
}

// shares counts what of the question the answer holds.
func (s *search) shares(g *sure.Signs, list []item, quotes, heads map[string]bool, best spot) {
	var total, figures, names float64
	for _, it := range list {
		total += it.weight
		figures += flag(it.figure)
		names += flag(it.name)
	}
	if total == 0 {
		return
	}
	var rarest, rest, restHeld float64
	for _, it := range list {
		part := it.weight / total
		held := it.in(quotes, heads)
		switch {
		case held:
			g.Cover += part
			if !it.typedIn(quotes, heads) {
				g.Reworded += part
			}
		default:
			g.Lacking = max(g.Lacking, part)
			g.Figures += flag(it.figure) / max(1, figures)
			g.Codes = max(g.Codes, flag(it.code))
			g.Names += flag(it.name) / max(1, names)
		}
		if !it.in(best.title) {
			rest += part
			restHeld += part * flag(held)
		}
		if it.in(quotes) {
			g.Quote += part
		}
		if it.in(best.title) {
			g.Title += part
		}
		if it.in(best.section) {
			g.Section += part
		}
		if !it.known && !held {
			g.Absent += part
		}
		if it.guessed {
			g.Guessed += part
		}
		if it.known && it.weight > rarest {
			rarest, g.Key = it.weight, flag(held)
		}
	}
	g.Rest = 1
	if rest > 0 {
		g.Rest = restHeld / rest
	}
	g.Focus = max(s.focus(best.title), s.focus(best.section))
}

// closest looks for the quoted unit that, under its headings, holds most of the
// question, for the one that shows what was asked for as well, and for the
// neighbours in the question that stand in one unit.
func (s *search) closest(g *sure.Signs, list []item, groups []Group) {
	var total float64
	for _, it := range list {
		total += it.weight
	}
	if total == 0 {
		return
	}
	asked := s.want.kind()
	joined := make([]bool, len(list))
	for _, gr := range groups {
		if s.found[gr.Passage].Title != s.found[groups[0].Passage].Title {
			continue
		}
		for _, i := range gr.units {
			alone, under := s.holds(i, list, joined)
			g.Unit = max(g.Unit, alone/total)
			if asked == 0 || asked&s.units[i].shows != 0 {
				g.Told = max(g.Told, under/total)
			}
		}
	}
	pairs := 0
	for k, it := range list {
		if it.next >= 0 {
			pairs++
			g.Together += flag(joined[k])
		}
	}
	g.Together /= max(1, float64(pairs))
}

// holds gives the weight of the items in unit i, alone and under its headings,
// and marks the items that it holds with their neighbour.
func (s *search) holds(i int, list []item, joined []bool) (alone, under float64) {
	u := s.units[i]
	at := s.passages[u.passage]
	own := []map[string]bool{u.has}
	if h := s.head(i); h >= 0 {
		own = append(own, s.units[h].has)
	}
	all := append([]map[string]bool{at.section, at.title}, own...)
	for k, it := range list {
		switch {
		case it.in(own...):
			alone += it.weight
			under += it.weight
			joined[k] = joined[k] || it.next >= 0 && list[it.next].in(own...)
		case it.in(all...):
			under += it.weight
		}
	}
	return alone, under
}

// margin is how far the best article's score stands above the next one's.
func (s *search) margin() float64 {
	top := s.topScore()
	if top <= 0 {
		return 0
	}
	next := 0.0
	for _, p := range s.found {
		if p.Score < top {
			next = max(next, p.Score)
		}
	}
	return 1 - next/top
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
