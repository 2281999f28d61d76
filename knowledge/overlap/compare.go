package overlap

import (
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/knowledge/meaning"
)

const (
	// comparedLines is how many sentences of a text are compared, its first.
	comparedLines = 200
	// sameLine is from which likeness two sentences say the same, sameFrame from
	// which they speak of the same with other figures.
	sameLine  = 0.6
	sameFrame = 0.5
	// surelySameFrame is that for a library that nobody is working on: its articles
	// state many figures of things that are alike.
	surelySameFrame = 0.75
	// acrossLess is how much less two languages ask for: translation loses words.
	acrossLess = 0.24
	// duplicateFrom is the share of a text from which it need not be written.
	duplicateFrom = 0.5
	// sameTitle is a title that asks the same, where some of the text is too.
	sameTitle, sameTitleShare = 0.75, 0.25
)

// text is a text by sentences.
type text struct {
	title meaning.Meaning
	lines []textLine
}

type textLine struct {
	text    string
	figures []figure
	frame   meaning.Meaning
}

func newText(title string, parts []string) text {
	t := text{title: meaning.Of(title)}
	for _, part := range parts {
		for _, u := range sentence.Split(part) {
			if len(t.lines) == comparedLines {
				return t
			}
			figures, frame := figuresOf(u.Text)
			if m := meaning.Of(frame); m.Words() >= 2 {
				t.lines = append(t.lines, textLine{text: u.Text, figures: figures, frame: m})
			}
		}
	}
	return t
}

// compare finds what a text has in common with another one. translated says
// that the two are meant to say the same.
func compare(here, there text, translated bool, frameFrom float64) []Overlap {
	meanings := []meaning.Meaning{here.title, there.title}
	for _, l := range slices.Concat(here.lines, there.lines) {
		meanings = append(meanings, l.frame)
	}
	points := meaning.Together(meanings)
	var out []Overlap
	same := 0
	for i, h := range here.lines {
		at, best := -1, 0.0
		for j := range there.lines {
			if l := meaning.Similar(points[2+i], points[2+len(here.lines)+j]); l > best {
				at, best = j, l
			}
		}
		if at < 0 {
			continue
		}
		t := there.lines[at]
		if h.frame.Lang() != t.frame.Lang() {
			best += acrossLess
		}
		a, b, differ := disagree(h.figures, t.figures)
		if frameFrom == surelySameFrame && (isRow(h.text) || isRow(t.text)) {
			differ = false // what a row's figures are stands in the table's head
		}
		switch {
		case best >= frameFrom && differ:
			out = append(out, Overlap{Kind: Contradiction, Here: h.text, There: t.text, HereFigure: a.text, ThereFigure: b.text})
			same++
		case best >= sameLine:
			same++
		}
	}
	share := float64(same) / float64(max(1, len(here.lines)))
	for i := range out {
		out[i].Share = share
	}
	asksSame := meaning.Similar(points[0], points[1]) >= sameTitle
	if !translated && (share >= duplicateFrom || asksSame && share >= sameTitleShare) {
		out = append(out, Overlap{Kind: Duplicate, Share: share})
	}
	return out
}

// isRow reports a table's row, as plain text has it.
func isRow(line string) bool { return strings.Contains(line, " | ") }
