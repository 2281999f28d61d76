package flow

import (
	"regexp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/form"
)

// missingPlace is the placeholder of what a check misses.
const missingPlace = "missing"

// review looks whether the form is complete: it asks for what is not filled in,
// leads away where something was answered with no, and shows the rest.
func (m *machine) review(s *Step) (next string, goes bool) {
	var lacks []string
	for _, name := range s.Require {
		v, filled := m.Fields[name]
		switch f := m.Field(name); {
		case !filled:
			m.Back = s.ID
			m.Ahead = slices.DeleteFunc(m.Ahead, func(n string) bool { return n == name })
			return m.Definition.asking(name).ID, true
		case f.Kind == form.YesNo && v.Value == "no":
			lacks = append(lacks, f.Label.In(m.Lang))
		}
	}
	if len(lacks) > 0 {
		text := m.filled(strings.ReplaceAll(s.Text.In(m.Lang), "{"+missingPlace+"}", strings.Join(lacks, m.text("comma"))), true)
		if text == "" {
			text = m.text("lacks", "missing", strings.Join(lacks, m.text("comma")))
		}
		m.away(s, text)
		return "", false
	}
	if !s.Confirm || slices.Contains(m.Reviewed, s.ID) {
		m.Reviewed = slices.DeleteFunc(m.Reviewed, func(id string) bool { return id == s.ID })
		return m.next(s, s.Next), true
	}
	m.Card, m.Wait = map[string]form.Value{}, ForReview
	for _, name := range s.Require {
		m.Card[name] = m.Fields[name]
	}
	m.showCard()
	return "", false
}

// away says why it does not go on here and goes where the step says; a person is
// offered where it says nothing.
func (m *machine) away(s *Step, text string) {
	if s.Otherwise == "" {
		m.Wait = ForAnswer
		m.Status = Ended
		m.emit(Effect{Text: text + " " + m.text("offer"), Offer: true})
		return
	}
	m.emit(Effect{Text: text})
	m.enter(s.Otherwise)
}

// act has an action called. One that changes something asks the visitor for a
// yes by itself, to exactly what will be done.
func (m *machine) act(s *Step) {
	m.say(s.Text)
	m.Wait = ForAction
	m.emit(Effect{Run: m.call(s)})
}

func (m *machine) call(s *Step) *Run {
	r := &Run{Step: s.ID, Action: s.Action, Inputs: map[string]string{}}
	for name, template := range s.Inputs {
		if v := m.filled(template, false); v != "" {
			r.Inputs[name] = v
		}
	}
	return r
}

// acted goes on after an action.
func (m *machine) acted(in Acted) {
	s := m.Definition.step(m.Step)
	if s == nil || m.Wait != ForAction {
		return
	}
	if in.Asked != "" {
		m.Asked = in.Asked
		switch {
		case in.Given:
			m.emit(Effect{Text: m.text("under_way")})
		case s.Text.Empty():
			m.emit(Effect{Text: m.text("confirm_below")})
		}
		return
	}
	m.Asked = ""
	switch {
	case in.OK:
	case in.Why == Unknown:
		m.unsure()
		return
	case in.Why == Refusal:
		m.declined(s)
		return
	default:
		m.away(s, m.text("action_failed"))
		return
	}
	for field, result := range s.Save {
		if v, ok := in.Results[result]; ok {
			m.Fields[field] = form.Value{Value: v}
			if label := in.Labels[result]; !label.Empty() {
				m.Labels[field] = label
			}
		}
	}
	m.enter(m.next(s, s.Next))
}

// unsure ends the run and offers a person. What may have been carried out is
// never asked for again by the flow, and Otherwise could lead back to it.
func (m *machine) unsure() {
	m.Wait, m.Status = ForAnswer, Ended
	m.emit(Effect{Text: m.Texts(m.Lang, "action.unknown"), Offer: true})
}

// declined takes a no to what was to be done: nothing went wrong.
func (m *machine) declined(s *Step) {
	m.emit(Effect{Text: m.text("declined")})
	if s.Otherwise == "" {
		m.Wait, m.Status = ForAnswer, Ended
		return
	}
	m.enter(s.Otherwise)
}

// markRE finds what Markdown would take for more than text.
var markRE = regexp.MustCompile("[\\\\`*_~\\[\\]()!#>|<.-]")

// filled puts the values of fields where a text names them. In Markdown they
// stay plain text, whatever the visitor wrote.
func (m *machine) filled(text string, markdown bool) string {
	return placeRE.ReplaceAllStringFunc(text, func(place string) string {
		name := place[1 : len(place)-1]
		v, ok := m.Fields[name]
		if !ok {
			return ""
		}
		shown := v.Value
		if f := m.Field(name); f != nil && markdown {
			shown = f.Shown(v, m.Lang)
		}
		if !markdown {
			return shown
		}
		return markRE.ReplaceAllString(strings.Join(strings.Fields(shown), " "), `\$0`)
	})
}
