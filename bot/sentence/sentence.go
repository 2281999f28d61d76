// Package sentence takes the plain text of a passage apart into the units that
// people quote: sentences, steps and points of a list, rows of a table.
//
// Invariants: units come in the order of the text and do not overlap; a unit's
// Text is text[Start:End], byte for byte. The package is pure and imports
// nothing of ours.
package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind says what a unit was in its passage.
type Kind uint8

// The kinds of unit.
const (
	Prose Kind = iota // a sentence of a paragraph
	Intro             // a sentence that introduces the list or table below it
	Step              // a numbered step, with its mark
	Point             // a bullet point, with its mark
	Head              // the head of a table
	Row               // a row of a table
)

// Unit is a quotable piece of a passage.
type Unit struct {
	Text       string
	Kind       Kind
	Start, End int
	// Block counts paragraphs, lists and tables from 0: units with the same
	// block belong together.
	Block int
}

// cell separates the cells of a table row in a passage's text.
const cell = " | "

// Split gives the units of a passage's plain text: one paragraph, point, step
// or row a line; the continuation of a point is indented.
func Split(text string) []Unit {
	s := splitter{text: text, block: -1}
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		s.line(at, end)
		at = end + 1
	}
	s.markIntros()
	return s.out
}

type splitter struct {
	text  string
	out   []Unit
	block int
	last  Kind
}

func (s *splitter) line(start, end int) {
	line := s.text[start:end]
	trimmed := strings.TrimSpace(line)
	if trimmed == "" {
		return
	}
	from := start + strings.Index(line, trimmed)
	to := from + len(trimmed)
	kind := kindOf(trimmed)
	indented := from > start && len(s.out) > 0 && (s.last == Step || s.last == Point)
	switch {
	case indented:
		s.out[len(s.out)-1].End = to
		s.out[len(s.out)-1].Text = s.text[s.out[len(s.out)-1].Start:to]
		return
	case kind == Row && s.last != Row && s.last != Head:
		kind = Head
	}
	same := kind == s.last && kind != Prose || kind == Row
	if !same || s.block < 0 {
		s.block++
	}
	s.last = kind
	if kind != Prose {
		s.add(kind, from, to)
		return
	}
	for _, cut := range Ends(trimmed) {
		s.add(Prose, from, start+strings.Index(line, trimmed)+cut)
		from = start + strings.Index(line, trimmed) + cut
	}
}

func (s *splitter) add(kind Kind, from, to int) {
	for from < to && isSpace(s.text[from]) {
		from++
	}
	for to > from && isSpace(s.text[to-1]) {
		to--
	}
	if from < to {
		s.out = append(s.out, Unit{Text: s.text[from:to], Kind: kind, Start: from, End: to, Block: s.block})
	}
}

// markIntros finds the sentences that only make sense with what follows them.
func (s *splitter) markIntros() {
	for i := range s.out {
		u := &s.out[i]
		if u.Kind == Prose && (strings.HasSuffix(u.Text, ":") || strings.HasSuffix(u.Text, "：")) && i+1 < len(s.out) {
			u.Kind = Intro
		}
	}
}

func kindOf(line string) Kind {
	switch {
	case strings.HasPrefix(line, "- "):
		return Point
	case stepMark(line) > 0:
		return Step
	case strings.Contains(line, cell):
		return Row
	}
	return Prose
}

// stepMark is the length of "12. " at the head of line; 0 if there is none.
func stepMark(line string) int {
	i := 0
	for i < len(line) && i < 3 && line[i] >= '0' && line[i] <= '9' {
		i++
	}
	if i == 0 || !strings.HasPrefix(line[i:], ". ") {
		return 0
	}
	return i + 2
}

// Cells gives the cells of a table's row or head.
func Cells(row string) []string {
	cells := strings.Split(row, cell)
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// Ends gives the byte offsets at which the sentences of a paragraph end, with
// the space after them; the last is len(text). "e.g.", "No. 5", "1.5" and
// "www.shop.example" end no sentence.
func Ends(text string) []int {
	var ends []int
	for i, r := range text {
		next := i + utf8.RuneLen(r)
		if r == utf8.RuneError || next > len(text) {
			continue
		}
		switch r {
		case '。', '！', '？', '；', '…':
			next = closers(text, next)
			if r, _ := utf8.DecodeRuneInString(text[next:]); isEnd(r) {
				continue
			}
		case '.', '!', '?':
			next = closers(text, next)
			if next < len(text) && !isSpace(text[next]) {
				continue
			}
			if r == '.' && (abbreviated(text[:i]) || continues(text[next:])) {
				continue
			}
		default:
			continue
		}
		for next < len(text) && isSpace(text[next]) {
			next++
		}
		if len(ends) == 0 || next > ends[len(ends)-1] {
			ends = append(ends, next)
		}
	}
	if len(ends) == 0 || ends[len(ends)-1] < len(text) {
		ends = append(ends, len(text))
	}
	return ends
}

func isEnd(r rune) bool { return strings.ContainsRune("。！？；…", r) && r != utf8.RuneError }

// closers skips the quotes and brackets that close after a sentence's end, and
// the citation that follows it.
func closers(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !strings.ContainsRune(`"'”’)）】」』*_`, r) {
			break
		}
		at += size
	}
	return at
}

// abbreviated reports whether text, which a full stop follows, ends with an
// abbreviation, an initial or a number before a unit.
func abbreviated(text string) bool {
	at := strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })
	word := strings.ToLower(text[at+1:])
	switch word {
	case "e.g", "i.e", "etc", "approx", "no", "nr", "mr", "mrs", "ms", "dr", "st", "vs", "incl", "excl", "min", "max", "tel", "a.m", "p.m", "u.s", "fig", "dept", "ext":
		return true
	}
	return len(word) == 1 && word != "i" && !strings.HasSuffix(text, " "+word) // "b." in "e. b."
}

// continues reports whether what follows a full stop goes on in the same
// sentence, as after "etc. and".
func continues(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	return unicode.IsLower(r)
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// Words counts what a reader reads: words of letters and digits, and Chinese
// characters as half a word each, rounded up.
func Words(text string) int {
	words, han, in := 0, 0, false
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			han, in = han+1, false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || in && (r == '\'' || r == '’' || r == '.' || r == '-'):
			if !in {
				words++
			}
			in = true
		default:
			in = false
		}
	}
	return words + (han+1)/2
}
