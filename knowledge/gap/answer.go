package gap

import (
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/knowledge/meaning"
)

// Talk is a conversation in which people answered a question.
type Talk struct {
	Conversation uuid.UUID
	// Question is the visitor's, as the gap keeps it.
	Question string
	// Replies are what agents told the visitor after it, in order.
	Replies []string
	// Names are what visitor and agents are called; no article names them.
	Names []string
}

// Answer is a text for an article, made from what agents wrote.
type Answer struct {
	Title, Body, Lang string
	// Conversations are those it was made from.
	Conversations []uuid.UUID
	// ByModel says that a model put it into words.
	ByModel bool
}

const (
	// agreeing is from which likeness two lines say the same.
	agreeing = 0.5
	// mostMore is how many lines the answer takes from further conversations.
	mostMore = 6
	mostLine = 40
)

// compose makes an article from the answers in conversations: the question as
// its title, the lines of the conversation that the others agree with most, and
// what others said beside it. Without any answer the body is empty.
func compose(g Gap, talks []Talk) Answer {
	talks = inOneLanguage(g, talks)
	a := Answer{Title: heading(g.Title), Lang: g.Lang}
	lines, said := make([][]string, len(talks)), make([][]string, len(talks))
	var meanings []meaning.Meaning
	var of []int // the talk of each thing said
	for i, t := range talks {
		lines[i] = cleanReplies(t.Replies, t.Names)
		lines[i] = lines[i][:min(len(lines[i]), mostLine)]
		said[i] = apart(lines[i])
		for _, l := range said[i] {
			meanings, of = append(meanings, meaning.Of(l)), append(of, i)
		}
		if len(lines[i]) > 0 {
			a.Conversations = append(a.Conversations, t.Conversation)
		}
	}
	if len(meanings) == 0 {
		return a
	}
	a.Lang = meanings[0].Lang()
	for _, t := range talks {
		if a.Lang != g.Lang && meaning.Of(t.Question).Lang() == a.Lang {
			a.Title = heading(t.Question)
			break
		}
	}
	s := newSpace(meanings)
	first := s.mostAgreed(of, len(talks))
	a.Body = layOut(lines[first], s.beside(first, of, said))
	return a
}

// inOneLanguage keeps the conversations that agents held in the gap's
// language, or, if there is none, in the other one.
func inOneLanguage(g Gap, talks []Talk) []Talk {
	var own, other []Talk
	for _, t := range talks {
		lines := cleanReplies(t.Replies, t.Names)
		switch {
		case len(lines) == 0:
		case meaning.Of(strings.Join(lines, "\n")).Lang() == g.Lang:
			own = append(own, t)
		default:
			other = append(other, t)
		}
	}
	if len(own) > 0 {
		return own
	}
	return other
}

// mostAgreed is the talk whose lines the other talks say too; of equals the one
// that says more.
func (s *space) mostAgreed(of []int, talks int) int {
	score := make([]float64, talks)
	for i, p := range s.points {
		score[of[i]] += 0.2
		agreed := map[int]bool{}
		for j, other := range s.points {
			if of[j] != of[i] && !agreed[of[j]] && meaning.Similar(p, other) >= agreeing {
				agreed[of[j]] = true
			}
		}
		score[of[i]] += float64(len(agreed))
	}
	best := 0
	for i := range score {
		if score[i] > score[best] {
			best = i
		}
	}
	return best
}

// beside gives lines of other talks that the first one does not say.
func (s *space) beside(first int, of []int, said [][]string) []string {
	var taken []meaning.Point
	for i, p := range s.points {
		if of[i] == first {
			taken = append(taken, p)
		}
	}
	var out []string
	at := 0
	for t := range said {
		for _, line := range said[t] {
			p := s.points[at]
			at++
			if t == first || len(out) == mostMore || p.Words() < 3 || listMark.MatchString(line) {
				continue
			}
			best := 0.0
			for _, other := range taken {
				best = max(best, meaning.Similar(p, other))
			}
			if best < agreeing {
				out, taken = append(out, line), append(taken, p)
			}
		}
	}
	return out
}

// apart takes paragraphs apart into their sentences; an item of a list is one.
func apart(lines []string) (out []string) {
	for _, l := range lines {
		if listMark.MatchString(l) {
			out = append(out, l)
			continue
		}
		from := 0
		for _, end := range sentence.Ends(l) {
			if part := strings.TrimSpace(l[from:end]); part != "" {
				out = append(out, part)
			}
			from = end
		}
	}
	return out
}

// layOut keeps the steps and points of a reply together and sets paragraphs
// apart.
func layOut(lines, more []string) string {
	var b strings.Builder
	listed := false
	for _, l := range append(lines[:len(lines):len(lines)], more...) {
		item := listMark.MatchString(l)
		if b.Len() > 0 {
			b.WriteString("\n")
			if !item || !listed {
				b.WriteString("\n")
			}
		}
		b.WriteString(l)
		listed = item
	}
	return b.String()
}
