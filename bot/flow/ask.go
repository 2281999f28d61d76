package flow

import (
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/internal/conversation"
)

const (
	defaultTries = 3
	// mostAsides is after how many questions in between a person is offered: the
	// visitor is after something else.
	mostAsides = 4
)

// ask puts the question of a step.
func (m *machine) ask(s *Step) {
	m.emit(Effect{Text: m.filled(s.Text.In(m.Lang), true), Ask: m.asking(s)})
}

func (m *machine) asking(s *Step) *conversation.Ask {
	a := &conversation.Ask{Input: inputOf[s.Field.Kind], Choices: s.Field.Labels(m.Lang)}
	if s.Field.Kind == form.YesNo {
		a.Choices = []string{m.text("yes"), m.text("no")}
	}
	if m.optional(s) {
		a.Choices = append(a.Choices, m.text("skip"))
	}
	if s.Field.Kind == form.Date {
		a.Earliest, a.Latest = m.day(s.Field.Earliest), m.day(s.Field.Latest)
	}
	return a
}

// inputOf is the field that a screen shows for a kind.
var inputOf = map[form.Kind]conversation.AskInput{
	form.Email: conversation.AskEmail, form.Phone: conversation.AskPhone, form.Date: conversation.AskDate,
	form.Number: conversation.AskNumber, form.Amount: conversation.AskNumber,
	form.File: conversation.AskFile,
}

func (m *machine) day(offset *int) string {
	if offset == nil {
		return ""
	}
	return m.Now.UTC().AddDate(0, 0, *offset).Format("2006-01-02")
}

// optional reports whether a question may be skipped: not where a check has come
// back for it, which would ask for ever.
func (m *machine) optional(s *Step) bool { return s.Optional && m.Back == "" }

// answer takes what was said for an answer to the question of a step, or for a
// question in between.
func (m *machine) answer(s *Step, in Said) {
	if m.optional(s) && skips(joined(in.Lines)) {
		delete(m.Fields, s.Field.Name)
		m.enter(m.behind(s))
		return
	}
	a := s.Field.Read(in.Lines, m.Now, m.Lang)
	// What reads any words, or a word anywhere, would take a question for an answer.
	free := slices.Contains([]form.Kind{form.Text, form.Product, form.YesNo, form.Choice}, s.Field.Kind)
	nothing := a.Fault == form.Unread || a.Fault == form.NoFile
	aside := in.Asks && (a.Fault != form.None || free && in.Answerable) || nothing && in.Answerable
	switch {
	case aside:
		m.aside(s)
	case a.Fault == form.None:
		m.Fields[s.Field.Name], m.Idle = a.Value, 0
		m.enter(m.behind(s))
	default:
		m.refuse(s, a)
	}
}

// aside has a question in between answered and puts the own one again.
func (m *machine) aside(s *Step) {
	m.Asides++
	m.emit(Effect{Answer: true})
	if m.Asides > mostAsides {
		m.Asides = 0
		m.offerPerson(m.text("offer_other"))
		return
	}
	m.again(s)
}

// refuse says why an answer will not do, and offers a person after some tries.
func (m *machine) refuse(s *Step, a form.Answer) {
	m.Tries++
	tries := s.Tries
	if tries == 0 {
		tries = defaultTries
	}
	if m.Tries >= tries {
		m.Tries = 0
		m.offerPerson(m.text("offer_tries"))
		return
	}
	why := m.filled(s.Error.In(m.Lang), true)
	if why == "" {
		why = m.text("fault_" + string(a.Fault))
	}
	ask := m.asking(s)
	if len(a.Choices) > 0 {
		ask.Choices = a.Choices
	}
	m.emit(Effect{Text: why, Ask: ask})
}

// propose shows what was said before it is asked for: of this question and of
// those that follow it directly. It reports whether there was anything.
func (m *machine) propose(s *Step) bool {
	card, at := map[string]form.Value{}, s
	for range lookAhead {
		if at == nil || at.Kind != Ask || len(card) == mostOnCard {
			break
		}
		of := at
		name := of.Field.Name
		at = m.Definition.step(m.next(of, of.Next))
		if _, filled := m.Fields[name]; filled || of.Fresh {
			continue
		}
		if v, ok := of.Field.Propose(m.Known, m.Now); ok && !slices.Contains(m.Denied[name], v.Value) {
			card[name] = v
		}
	}
	if len(card) == 0 {
		return false
	}
	m.Card, m.Wait = card, ForCard
	m.showCard()
	return true
}

// mostOnCard is how many values one card shows, a phone's screen of them, and
// lookAhead how many questions it looks at.
const (
	mostOnCard = 6
	lookAhead  = 20
)

func joined(lines []form.Line) string {
	parts := make([]string, len(lines))
	for i, l := range lines {
		parts[i] = l.Text
	}
	return strings.Join(parts, "\n")
}
