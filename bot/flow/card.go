package flow

import (
	"slices"

	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/internal/conversation"
)

// onCard are the fields of the card, in the order in which they are asked.
func (m *machine) onCard() []*form.Field {
	var out []*form.Field
	for i := range m.Steps {
		f := m.Steps[i].Field
		if m.Steps[i].Kind != Ask || f == nil || slices.Contains(out, m.Field(f.Name)) {
			continue
		}
		if _, ok := m.Card[f.Name]; ok {
			out = append(out, m.Field(f.Name))
		}
	}
	return out
}

// showCard shows values and asks whether they are right.
func (m *machine) showCard() {
	ask := &conversation.Ask{Choices: []string{m.text("right")}}
	fields := m.onCard()
	for _, f := range fields {
		ask.Card = append(ask.Card, conversation.AskedValue{Label: f.Label.In(m.Lang), Value: f.Shown(m.Card[f.Name], m.Lang)})
	}
	switch {
	case m.Choosing:
		ask.Choices = nil
		for _, f := range fields {
			ask.Choices = append(ask.Choices, f.Label.In(m.Lang))
		}
		m.emit(Effect{Text: m.text("which_wrong"), Ask: ask})
		return
	case len(fields) == 1:
		ask.Choices = append(ask.Choices, m.text("other_value"))
	default:
		ask.Choices = append(ask.Choices, m.text("change"))
	}
	key := "confirm"
	if m.Wait == ForReview {
		key = "review"
	}
	m.emit(Effect{Text: m.text(key), Ask: ask})
}

// answerCard takes the answer to a card: yes, no, which one is wrong, or the
// right value itself.
func (m *machine) answerCard(s *Step, in Said) {
	text := joined(in.Lines)
	if f := m.named(text); f != nil && (m.Choosing || !in.Asks) {
		m.change(s, f, nil)
		return
	}
	if f, v, ok := m.corrected(in); ok {
		m.change(s, f, &v)
		return
	}
	yes, ok := form.YesOrNo(text)
	switch {
	case same(text, m.text("change")) || same(text, m.text("other_value")):
		yes, ok = false, true
	case same(text, m.text("right")):
		yes, ok = true, true
	}
	switch {
	case !ok && (in.Asks || in.Answerable):
		m.aside(s)
	case !ok:
		m.doubt()
	case yes && !m.Choosing:
		m.agreed(s)
	case yes:
		m.doubt()
	default:
		m.denied(s)
	}
}

// doubt asks again for a yes or no, and offers a person after some tries.
func (m *machine) doubt() {
	if m.Tries++; m.Tries >= defaultTries {
		m.Tries = 0
		m.offerPerson(m.text("offer_tries"))
		return
	}
	m.showCard()
}

// named finds the one field of the card that the visitor names.
func (m *machine) named(text string) *form.Field {
	var found *form.Field
	for _, f := range m.onCard() {
		for _, label := range f.Label {
			if same(text, label) || m.Choosing && mentions(text, label) {
				if found != nil && found != f {
					return nil
				}
				found = f
			}
		}
	}
	return found
}

// corrected finds the one value of the card that the visitor gives anew: "no,
// it's 54321".
func (m *machine) corrected(in Said) (*form.Field, form.Value, bool) {
	if len(in.Lines) == 0 {
		return nil, form.Value{}, false
	}
	var field *form.Field
	var value form.Value
	for _, f := range m.onCard() {
		if f.Kind == form.Text || f.Kind == form.YesNo || f.Kind == form.Product && len(f.Options) == 0 {
			continue
		}
		a := f.Read(in.Lines, m.Now, m.Lang)
		if a.Fault != form.None || a.Value.Value == m.Card[f.Name].Value {
			continue
		}
		if field != nil {
			return nil, form.Value{}, false
		}
		field, value = f, a.Value
	}
	return field, value, field != nil
}

// change puts another value onto the card, or asks for one.
func (m *machine) change(s *Step, f *form.Field, v *form.Value) {
	m.deny(f.Name)
	m.Tries, m.Choosing = 0, false
	if v != nil {
		m.Card[f.Name] = *v
		if m.Wait == ForReview {
			m.Fields[f.Name] = *v
		}
		m.showCard()
		return
	}
	delete(m.Card, f.Name)
	if m.Wait == ForReview {
		m.Back = s.ID
		delete(m.Fields, f.Name)
		m.reask(m.Definition.asking(f.Name))
		return
	}
	m.count() // what is left on the card stood unopposed
	m.onward(s)
}

// onward goes on from a question whose card was settled: past it, if the card
// held its answer.
func (m *machine) onward(s *Step) {
	at := slices.Index(m.Ahead, s.Field.Name)
	if at < 0 {
		m.reask(s)
		return
	}
	m.Ahead = slices.Delete(m.Ahead, at, at+1)
	m.enter(m.behind(s))
}

// reask asks without proposing anything.
func (m *machine) reask(s *Step) {
	m.Step, m.Wait, m.Card, m.Tries = s.ID, ForAnswer, nil, 0
	m.ask(s)
}

// count takes the card's values for confirmed.
func (m *machine) count() {
	for _, f := range m.onCard() {
		m.Fields[f.Name], m.Idle = m.Card[f.Name], 0
		if !slices.Contains(m.Ahead, f.Name) {
			m.Ahead = append(m.Ahead, f.Name)
		}
	}
	m.Card = nil
}

// agreed goes on after a yes.
func (m *machine) agreed(s *Step) {
	switch m.Wait {
	case ForReview:
		m.Reviewed = append(m.Reviewed, s.ID)
		m.enter(m.next(s, s.Next))
	case ForCard, ForAnswer, ForAction:
		m.count()
		m.onward(s)
	}
}

// denied goes on after a no: to the question itself, or to which of several
// values is wrong.
func (m *machine) denied(s *Step) {
	fields := m.onCard()
	if len(fields) == 1 {
		m.change(s, fields[0], nil)
		return
	}
	m.Choosing = true
	m.showCard()
}

func (m *machine) deny(name string) {
	if v, ok := m.Card[name]; ok {
		m.Denied[name] = append(m.Denied[name], v.Value)
	}
}
