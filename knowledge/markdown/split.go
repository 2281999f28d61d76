package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// Sizes of a passage in weight: a Latin letter weighs 1, a Chinese character 3,
// as much as it says. One to three paragraphs answer a question; larger passages
// blur what they are about, smaller ones lose their context.
const (
	aimWeight = 1000
	maxWeight = 2200
)

// Passage is a piece of an article: what search ranks and a citation points to.
type Passage struct {
	// Path is the headings above the passage, outermost first, without the
	// article's title.
	Path []string
	// Anchor is the id of the nearest heading above it; empty before the first.
	Anchor string
	// Text is its plain text, lists and tables line by line.
	Text string
}

// Split cuts an article into passages at headings and, in long sections,
// between paragraphs. Lists, tables and code stay whole while they fit; a
// larger table repeats its head in each part; a line that introduces a list
// ("as follows:") stays with it.
func Split(body string) ([]Passage, error) {
	doc, source, err := parse(body)
	if err != nil {
		return nil, err
	}
	s := splitter{plain: plainer{source: source}}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && len(s.plain.hidden) == 0 {
			s.heading(h)
			continue
		}
		s.block(n)
	}
	s.flush()
	return s.out, nil
}

type splitter struct {
	plain  plainer
	out    []Passage
	path   []string
	levels []int
	anchor string
	parts  []string
	weight int
	// bound says that the last part introduces the next one.
	bound bool
}

func (s *splitter) heading(h *ast.Heading) {
	s.flush()
	for len(s.levels) > 0 && s.levels[len(s.levels)-1] >= h.Level {
		s.levels, s.path = s.levels[:len(s.levels)-1], s.path[:len(s.path)-1]
	}
	title := strings.Join(strings.Fields(s.plain.inline(h)), " ")
	if title == "" {
		return
	}
	s.levels, s.path = append(s.levels, h.Level), append(s.path[:len(s.path):len(s.path)], title)
	s.anchor = ""
	if id, ok := h.AttributeString("id"); ok {
		if b, ok := id.([]byte); ok {
			s.anchor = string(b)
		}
	}
}

func (s *splitter) block(n ast.Node) {
	s.plain.block(n)
	text := s.plain.take()
	if text == "" {
		return
	}
	for _, part := range s.fit(n, text) {
		s.add(part)
	}
	s.bound = strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
}

func (s *splitter) add(part string) {
	w := Weight(part)
	if len(s.parts) > 0 && s.weight+w > aimWeight {
		var carry string
		if s.bound && len(s.parts) > 1 {
			carry = s.parts[len(s.parts)-1]
			s.parts = s.parts[:len(s.parts)-1]
		}
		if carry != "" || !s.bound {
			s.flush()
		}
		if carry != "" {
			s.parts, s.weight = []string{carry}, Weight(carry)
		}
	}
	s.parts, s.weight = append(s.parts, part), s.weight+w
	s.bound = false
}

func (s *splitter) flush() {
	if len(s.parts) > 0 {
		s.out = append(s.out, Passage{Path: s.path, Anchor: s.anchor, Text: strings.Join(s.parts, "\n")})
	}
	s.parts, s.weight, s.bound = nil, 0, false
}

// fit cuts a block that is too large for a passage at its joints.
func (s *splitter) fit(n ast.Node, text string) []string {
	if Weight(text) <= maxWeight {
		return []string{text}
	}
	switch n := n.(type) {
	case *ast.List:
		var items []string
		number := n.Start
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			items = append(items, strings.TrimSuffix(s.plain.item(item, n, number), "\n"))
			number++
		}
		return pack(items, "")
	case *east.Table:
		var rows []string
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			rows = append(rows, s.plain.row(row))
		}
		return pack(rows[1:], rows[0])
	}
	return pack(strings.Split(text, "\n"), "")
}

// pack joins lines to parts of the aimed size, each under the given head. A
// line that is too long by itself is cut between sentences, or anywhere.
func pack(lines []string, head string) []string {
	var out []string
	var cur []string
	weight := 0
	flush := func() {
		if len(cur) > 0 {
			out = append(out, strings.Join(cur, "\n"))
		}
		cur, weight = nil, 0
	}
	for _, line := range lines {
		for _, piece := range Sentences(line, aimWeight) {
			if piece == "" {
				continue
			}
			w := Weight(piece)
			if weight > 0 && weight+w > aimWeight {
				flush()
			}
			if len(cur) == 0 && head != "" {
				cur = append(cur, head)
			}
			cur, weight = append(cur, piece), weight+w
		}
	}
	flush()
	return out
}

// Sentences cuts text between sentences into pieces of at most limit weight; a
// sentence that is longer is cut at the limit. Text within the limit is one piece.
func Sentences(text string, limit int) []string {
	if Weight(text) <= limit {
		return []string{text}
	}
	var out []string
	start, stop, weight := 0, 0, 0
	for i, r := range text {
		weight += runeWeight(r)
		end := i + utf8.RuneLen(r)
		if sentenceEnd(r) && (r >= 0x80 || end == len(text) || text[end] == ' ') {
			stop = end
		}
		if weight >= limit {
			if stop <= start {
				stop = end
			}
			out = append(out, strings.TrimSpace(text[start:stop]))
			weight = Weight(text[stop:end])
			start = stop
		}
	}
	if rest := strings.TrimSpace(text[start:]); rest != "" {
		out = append(out, rest)
	}
	return out
}

func sentenceEnd(r rune) bool {
	switch r {
	case '.', '!', '?', '。', '！', '？', '；':
		return true
	}
	return false
}

// Weight is the size of text as passages count it: Latin letters weigh 1,
// Chinese characters 3.
func Weight(text string) int {
	w := 0
	for _, r := range text {
		w += runeWeight(r)
	}
	return w
}

func runeWeight(r rune) int {
	if r >= 0x2E80 {
		return 3
	}
	return 1
}
