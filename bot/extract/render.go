package extract

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/bot/sentence"
)

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
			c = labelled(labels[k+1], c)
		}
		parts = append(parts, escape(c))
	}
	return fmt.Sprintf("- **%s** — %s", escape(cells[0]), strings.Join(parts, "; "))
}

// labelled puts a cell behind its column's label. A label that ends in a mark of its
// own takes no colon: "When is it charged? At once".
func labelled(label, cell string) string {
	switch {
	case endsWide(label):
		return label + cell
	case strings.HasSuffix(label, "?") || strings.HasSuffix(label, ":"):
		return label + " " + cell
	}
	return label + ": " + cell
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
