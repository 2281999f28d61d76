package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

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
	for _, i := range s.byScore(p) {
		if left <= 0 || s.units[i].score < 0.6*s.units[best].score {
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
	have := make(map[string]bool)
	for i := range chosen {
		for t := range s.units[i].has {
			have[t] = true
		}
	}
	best, most := -1, worthMore
	for i := s.passages[p].from; i < s.passages[p].to; i++ {
		if chosen[i] || s.units[i].Kind == sentence.Head {
			continue
		}
		var adds float64
		for _, t := range s.asked {
			if gained := s.in(s.units[i].has, t) - s.in(have, t); gained > 0 {
				adds += gained * s.weight[t] / s.total
			}
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

func (s *search) byScore(p int) []int {
	var out []int
	for i := s.passages[p].from; i < s.passages[p].to; i++ {
		if s.units[i].Kind != sentence.Head {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		switch {
		case s.units[a].score > s.units[b].score:
			return -1
		case s.units[a].score < s.units[b].score:
			return 1
		}
		return 0
	})
	return out
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
		if j != i && s.sameBlock(i, j) && s.units[j].Kind == sentence.Row && s.units[j].score >= 0.9*s.units[i].score {
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
	steps := s.want&method != 0 && s.units[i].Kind == sentence.Step
	for j := first; j < len(s.units) && s.sameBlock(i, j); j++ {
		if j != i && (steps || s.units[j].score >= 0.5*s.units[i].score) {
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
		if !s.sameBlock(i, j) && s.units[j].score < 0.5*s.units[i].score {
			break
		}
		out = append(out, j)
	}
	return out
}

func (s *search) sameBlock(i, j int) bool {
	return s.units[i].passage == s.units[j].passage && s.units[i].Block == s.units[j].Block
}

// group renders picked units of one passage as Markdown.
func (s *search) group(pick []int) Group {
	g := Group{Passage: s.units[pick[0]].passage, units: pick}
	var lines []string
	for n, i := range pick {
		u := s.units[i]
		if u.Kind == sentence.Head {
			continue // its labels stand in the rows
		}
		g.Quotes = append(g.Quotes, u.Text)
		line := s.render(i)
		if n > 0 && len(lines) > 0 {
			last := s.units[pick[n-1]]
			switch {
			case u.Kind == sentence.Prose && last.Kind == sentence.Prose && u.Block == last.Block:
				joint := " "
				if endsWide(lines[len(lines)-1]) {
					joint = ""
				}
				lines[len(lines)-1] += joint + line
				continue
			case isList(u.Kind) != isList(last.Kind) || !isList(u.Kind):
				line = "\n" + line // Markdown needs a blank line around a list and between paragraphs
			}
		}
		lines = append(lines, line)
	}
	g.Text = s.headed(pick[0], strings.Join(lines, "\n"))
	return g
}

// headed puts the passage's nearest heading before its text: "Just pass on the
// code" says nothing without "Someone else collects".
func (s *search) headed(first int, text string) string {
	section := lastHeading(s.found[s.units[first].passage].Section)
	if section == "" {
		return text
	}
	joint := " "
	if isList(s.units[first].Kind) {
		joint = "\n\n"
	}
	return "**" + escape(section) + "**" + joint + text
}

// tellsHow are headings that tell how something is done.
var tellsHow = regexp.MustCompile(`(?i)^(how|steps?|what to do|what you (can do|need)|instructions?|do it|procedure|怎么|如何|怎样|步骤|流程|方法|操作|您可以|自己)`)

func lastHeading(section string) string {
	if i := strings.LastIndex(section, pathMark); i >= 0 {
		return section[i+len(pathMark):]
	}
	return section
}

// pathMark stands between the headings of a section's path.
const pathMark = " › "

func isList(k sentence.Kind) bool {
	return k == sentence.Step || k == sentence.Point || k == sentence.Row
}

// endsWide reports whether no space follows: Chinese sentences stand close.
func endsWide(s string) bool {
	for _, mark := range []string{"。", "！", "？", "；", "…", "”", "）", "："} {
		if strings.HasSuffix(s, mark) {
			return true
		}
	}
	return false
}

func (s *search) render(i int) string {
	u := s.units[i]
	switch u.Kind {
	case sentence.Row:
		return s.renderRow(i)
	case sentence.Step:
		mark, rest, _ := strings.Cut(u.Text, " ")
		return mark + " " + escape(rest)
	case sentence.Point:
		return "- " + escape(strings.TrimPrefix(u.Text, "- "))
	}
	return escape(u.Text)
}

// renderRow puts each cell behind the label of its column: a table is too wide
// for a chat, and a row without its head says nothing.
func (s *search) renderRow(i int) string {
	cells := sentence.Cells(s.units[i].Text)
	var labels []string
	if h := s.head(i); h >= 0 {
		labels = sentence.Cells(s.units[h].Text)
	}
	var parts []string
	for k, c := range cells[1:] {
		if c == "" {
			continue
		}
		if k+1 < len(labels) && labels[k+1] != "" {
			c = labels[k+1] + ": " + c
		}
		parts = append(parts, escape(c))
	}
	return fmt.Sprintf("- **%s** — %s", escape(cells[0]), strings.Join(parts, "; "))
}

// cite puts the number of its source behind a group.
func cite(text string, number int) string { return fmt.Sprintf("%s [%d]", text, number) }

var (
	special = regexp.MustCompile("[\\\\`*<\\[\\]]|~~|^#+ |^[-+>] ")
	spaces  = regexp.MustCompile(`\s+`)
)

// escape makes text stand in Markdown as it is. Underscores within words mean
// nothing in Markdown and stay, so that codes can be copied.
func escape(text string) string {
	text = spaces.ReplaceAllString(text, " ")
	return special.ReplaceAllStringFunc(text, func(m string) string { return `\` + m })
}
