package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/sentence"
)

// around gives the units to quote together with unit i, in order: what it
// needs to be understood, and what belongs to it, within a budget of words.
func (s *search) around(i int, taken []bool, budget int) []int {
	var pick []int
	switch s.units[i].Kind {
	case sentence.Row:
		pick = s.rows(i)
	case sentence.Step, sentence.Point:
		pick = s.list(i)
	case sentence.Intro:
		pick = s.introduced(i)
	default:
		pick = s.prose(i)
	}
	out := []int{i}
	words := sentence.Words(s.units[i].Text)
	for _, j := range pick {
		w := sentence.Words(s.units[j].Text)
		if j == i || taken[j] || words+w > budget {
			continue
		}
		out, words = append(out, j), words+w
	}
	slices.Sort(out)
	return out
}

// manyRows is the size up to which a table is quoted whole when the question
// singles no row out.
const manyRows = 8

// rows are the rows of the table that answer as well as row i.
func (s *search) rows(i int) []int {
	var out []int
	for j := range s.units {
		if s.sameBlock(i, j) && s.units[j].Kind == sentence.Row && s.units[j].score >= 0.93*s.units[i].score {
			out = append(out, j)
		}
	}
	if len(out) > manyRows {
		out = out[:manyRows]
	}
	return out
}

// list is the introduction of a list with the whole list, if that is short or
// steps were asked for, or else with the points that count.
func (s *search) list(i int) []int {
	var all, good []int
	words := 0
	for j := range s.units {
		if !s.sameBlock(i, j) {
			continue
		}
		all = append(all, j)
		words += sentence.Words(s.units[j].Text)
		if s.units[j].score >= 0.75*s.units[i].score {
			good = append(good, j)
		}
	}
	whole := words <= enough || s.want&method != 0 && s.units[i].Kind == sentence.Step
	if whole {
		good = all
	}
	if before := all[0] - 1; before >= 0 && s.units[before].passage == s.units[i].passage && s.units[before].Kind == sentence.Intro {
		good = append([]int{before}, good...)
	}
	return good
}

// introduced is what an introducing sentence introduces.
func (s *search) introduced(i int) []int {
	if i+1 >= len(s.units) || s.units[i+1].passage != s.units[i].passage {
		return nil
	}
	next := i + 1
	if s.units[next].Kind == sentence.Head && next+1 < len(s.units) {
		next++
	}
	switch s.units[next].Kind {
	case sentence.Row:
		return s.rows(next)
	case sentence.Step, sentence.Point:
		return s.list(next)
	}
	return s.prose(next)
}

// anaphora opens sentences that mean nothing without the one before.
var anaphora = regexp.MustCompile(`(?i)^(it|its|they|their|this|that|these|those|he|she|then|there|after that|in that case|otherwise|in this case|if not|if so|but|and|or|also|so|however|instead|such|for this|for that|both|here|yes|no)\b|^(它|这|那|此|其|该|否则|但|不过|因此|所以|同时|另外|然后|之后|此外|如果不|也|并)`)

// prose is a sentence with the neighbours that it leans on or that lean on it.
func (s *search) prose(i int) []int {
	out := []int{i}
	words := sentence.Words(s.units[i].Text)
	for j := i; j > 0 && s.sameBlock(i, j-1) && anaphora.MatchString(s.units[j].Text); j-- {
		out = append(out, j-1)
		words += sentence.Words(s.units[j-1].Text)
	}
	for j := i + 1; j < len(s.units) && s.units[j].passage == s.units[i].passage && s.units[j].Kind == sentence.Prose; j++ {
		u := s.units[j]
		leans := s.sameBlock(i, j) && anaphora.MatchString(u.Text)
		if !leans && words >= enough/2 && u.score < 0.6*s.units[i].score {
			break
		}
		if words += sentence.Words(u.Text); words > enough {
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
	g := Group{Passage: s.units[pick[0]].passage}
	var lines []string
	for n, i := range pick {
		u := s.units[i]
		g.Quotes = append(g.Quotes, u.Text)
		line := s.render(i)
		flows := u.Kind == sentence.Prose && n > 0 && s.units[pick[n-1]].Kind == sentence.Prose
		if flows {
			last := lines[len(lines)-1]
			if !endsWide(last) {
				last += " "
			}
			lines[len(lines)-1] = last + line
			continue
		}
		if n > 0 && isList(u.Kind) != isList(s.units[pick[n-1]].Kind) {
			line = "\n" + line // Markdown needs a blank line before and after a list
		}
		lines = append(lines, line)
	}
	g.Text = strings.Join(lines, "\n")
	return g
}

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
