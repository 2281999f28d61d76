package extract

import (
	"maps"
	"math/bits"
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/bot/sure"
)

// weighing is what the signs of an answer are read from.
type weighing struct {
	*search
	groups []Group // those of the best quote's article: what several hold between them is the answer of none
	best   spot
	quotes map[string]bool
	heads  map[string]bool
	text   string
	held   []float64 // how far quotes and headings hold each item
	parts  []float64 // what each item counts, of 1
}

// signs gives what tells whether groups answer the question.
func (s *search) signs(q query.Question, groups []Group) sure.Signs {
	w := s.weighing(groups)
	first := s.found[groups[0].Passage]
	g := sure.Signs{Retrieval: q.Confidence, Margin: s.margin(), Lead: s.lead(groups[0].Passage), Terms: min(1, s.question.Subjects()/4)}
	g.Fit, g.Close, g.Found = first.Fit[0], first.Fit[1], first.Fit[2]
	g.First = flag(first.Score >= s.topScore())
	g.FollowUp = flag(q.Topic != "" && !q.Foreign)
	g.Foreign = flag(q.Foreign)
	w.shares(&g)
	w.closest(&g)
	asked, shows := s.question.Asks.Kind(), query.ShowsIn(w.text)
	g.Shown, g.Unshown = flag(asked&shows != 0), flag(asked != 0 && asked&shows == 0)
	g.Uncounted = flag(w.uncounted(q.Text))
	g.Kinds = float64(bits.OnesCount16(uint16(asked))) / 3
	g.Whether, g.Method = flag(s.asks(query.Whether)), flag(s.asks(query.Method))
	g.Elsewhere = flag(query.LacksPlace(q.Text, w.text+first.Title))
	g.Chinese = flag(s.question.Chinese)
	w.spelt(&g, q)
	g.Above, g.Score = w.outstanding()
	g.AskAmount, g.AskTime = flag(asked&query.Amount != 0), flag(asked&(query.Duration|query.Clock) != 0)
	g.AskCount, g.AskPlace = flag(asked&query.Count != 0), flag(asked&(query.Place|query.Contact) != 0)
	g.Length = min(1, float64(sentence.Words(q.Text))/longQuestion)
	return g
}

// longQuestion is the length, in words, of a question that rambles.
const longQuestion = 40

func (s *search) weighing(groups []Group) weighing {
	w := weighing{search: s, best: s.passages[groups[0].Passage], quotes: map[string]bool{}, heads: map[string]bool{}}
	var text strings.Builder
	for _, g := range groups {
		if s.found[g.Passage].Title != s.found[groups[0].Passage].Title {
			continue
		}
		w.groups = append(w.groups, g)
		text.WriteString(g.Text + "\n")
		for _, i := range g.units {
			maps.Copy(w.quotes, s.units[i].has)
			if h := s.head(i); h >= 0 {
				maps.Copy(w.quotes, s.units[h].has)
			}
		}
		maps.Copy(w.heads, s.passages[g.Passage].title)
		maps.Copy(w.heads, s.passages[g.Passage].section)
	}
	w.text = text.String()
	var total float64
	for _, it := range s.question.Items {
		w.held = append(w.held, it.In(w.quotes, w.heads))
		w.parts = append(w.parts, it.Weight())
		total += it.Weight()
	}
	for k := range w.parts {
		if total > 0 {
			w.parts[k] /= total
		}
	}
	return w
}

// shares counts what of the question the answer holds.
func (w weighing) shares(g *sure.Signs) {
	var figures, names, rest, restHeld, own, ownHeld, rarest, named, namedHeld float64
	g.Head = 1
	for k, it := range w.question.Items {
		part, held := w.parts[k], w.held[k]
		g.Items += flag(!it.Generic()) / 10
		g.Asides += part * flag(it.Aside)
		figures += flag(it.Figure)
		names += flag(it.Name)
		g.Cover += part * held
		if held == 0 {
			g.Lacking = max(g.Lacking, part)
			g.Codes = max(g.Codes, flag(it.Code))
			g.Figures += flag(it.Figure)
			g.Names += flag(it.Name)
			g.Absent += part * flag(!it.Known)
		} else {
			g.Reworded += part * flag(held < 1)
		}
		title := it.In(w.best.title)
		rest += part * (1 - title)
		restHeld += part * held * (1 - title)
		if it.Base >= 0.5 && !it.Aside && !it.Topic {
			named += part
			namedHeld += part * held
			if held == 0 {
				g.Missed += it.Base / 3
				g.Unheard += flag(!it.Known) * it.Base / 3
			}
		}
		if it.Head {
			g.Head = min(g.Head, held)
		}
		if !it.Topic && !it.Aside {
			own += part
			ownHeld += part * held
		}
		g.Quote += part * it.In(w.quotes)
		g.Title += part * title
		g.Section += part * it.In(w.best.section)
		g.Guessed += part * flag(it.Guessed)
		if it.Known && part > rarest {
			rarest, g.Key = part, held
		}
	}
	g.Figures, g.Names = g.Figures/max(1, figures), g.Names/max(1, names)
	g.Rest, g.Own, g.Named = ratio(restHeld, rest), ratio(ownHeld, own), ratio(namedHeld, named)
	g.Missed, g.Unheard, g.Items = min(1, g.Missed), min(1, g.Unheard), min(1, g.Items)
	g.Focus = max(w.focus(w.best.title), w.focus(w.best.section))
}

// closest looks for the quoted unit that, under its headings, holds most of the
// question, for the one that shows what was asked for as well, and for the
// neighbours in the question that stand in one unit.
func (w weighing) closest(g *sure.Signs) {
	asked := w.question.Asks.Kind()
	joined := make([]bool, len(w.parts))
	g.Void = 1
	for _, gr := range w.groups {
		for _, i := range gr.units {
			alone, under := w.holds(i, joined)
			g.Unit = max(g.Unit, alone)
			g.Nearest = max(g.Nearest, under)
			if asked == 0 || asked&w.units[i].shows != 0 {
				if under > g.Told || g.Told == 0 {
					g.Void, g.HeadUnit = w.lacks(i)
				}
				g.Told = max(g.Told, under)
				g.Beside = max(g.Beside, alone)
			}
		}
	}
	pairs, together := 0.0, 0.0
	for k, it := range w.question.Items {
		if it.Follows {
			pairs++
			together += flag(joined[k])
		}
	}
	g.Together = together / max(1, pairs)
}

// holds gives the part of the question in unit i, alone and under its headings,
// and marks the items that it holds together with the one before.
func (w weighing) holds(i int, joined []bool) (alone, under float64) {
	u := w.units[i]
	at := w.passages[u.passage]
	own := []map[string]bool{u.has}
	if h := w.head(i); h >= 0 {
		own = append(own, w.units[h].has)
	}
	all := append([]map[string]bool{at.section, at.title}, own...)
	before := 0.0
	for k, it := range w.question.Items {
		in := it.In(own...)
		alone += w.parts[k] * in
		under += w.parts[k] * max(in, it.In(all...))
		joined[k] = joined[k] || in > 0 && before > 0
		before = in
	}
	return alone, under
}

// lacks gives the largest part of one item that unit i lacks under its headings,
// and how far it holds the very thing that is asked for.
func (w weighing) lacks(i int) (void, head float64) {
	at := w.passages[w.units[i].passage]
	all := []map[string]bool{at.section, at.title, w.units[i].has}
	if h := w.head(i); h >= 0 {
		all = append(all, w.units[h].has)
	}
	head = 1
	for k, it := range w.question.Items {
		in := it.In(all...)
		if !it.Aside && !it.Topic {
			void = max(void, w.parts[k]*(1-in))
		}
		if it.Head {
			head = min(head, in)
		}
	}
	return void, head
}

var howMany = regexp.MustCompile(`(?i)\bhow many (?:more |other |free )?([a-z-]+)`)

// uncounted reports that a question asks how many there are of something, and no
// quoted unit names it beside a number.
func (w weighing) uncounted(question string) bool {
	m := howMany.FindStringSubmatch(question)
	if m == nil {
		return false
	}
	counted := query.Read(query.Question{Text: m[1]}).Items
	if len(counted) == 0 || counted[0].Generic() {
		return false
	}
	for _, g := range w.groups {
		for _, i := range g.units {
			u := w.units[i]
			h := w.head(i)
			if u.shows&query.Count != 0 && (counted[0].In(u.has) > 0 || h >= 0 && counted[0].In(w.units[h].has) > 0) {
				return false
			}
		}
	}
	return true
}

// margin is how far the best article's score stands above the next one's.
func (s *search) margin() float64 {
	top := s.topScore()
	next := 0.0
	for _, p := range s.found {
		if p.Score < top {
			next = max(next, p.Score)
		}
	}
	return 1 - ratio(next, top)
}

// lead is how far passage p stands above the best one of another article.
func (s *search) lead(p int) float64 {
	next := 0.0
	for i, at := range s.passages {
		if s.found[i].Title != s.found[p].Title {
			next = max(next, at.score)
		}
	}
	return max(0, 1-ratio(next, s.passages[p].score))
}

// ratio is part / whole; 1 where there is no whole.
func ratio(part, whole float64) float64 {
	if whole <= 0 {
		return 1
	}
	return part / whole
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
