package flow

import (
	"slices"

	"github.com/firstlinehq/firstline/bot/form"
)

// mostMoves bounds the steps between two answers; a sound definition has no way
// that is as long.
const mostMoves = 2 * mostSteps

// mostIdle is after how many messages that filled in nothing a person is
// offered, whatever the steps are: even a flow that lets a visitor skip the same
// question again and again comes to one.
const mostIdle = 12

// machine is one advance under way.
type machine struct {
	*Definition
	*State
	World
	out       []Effect
	moves     int
	confirmed bool // see Said
	lapsed    bool
}

// Advance gives what becomes of a run when something happens, and what is to be
// done about it. It changes neither the definition nor s.
func (d *Definition) Advance(s State, around World, in Input) (State, []Effect) {
	next := s.clone()
	m := &machine{Definition: d, State: &next, World: around}
	switch {
	case in.Begin:
		m.Status = Open
		m.enter(d.Steps[0].ID)
	case s.Status != Open:
	case in.Offered:
		m.Offered = true
	case in.Acted != nil:
		m.acted(*in.Acted)
	case in.Said != nil:
		m.Idle++
		m.said(*in.Said)
		if m.Idle >= mostIdle && m.Status == Open {
			m.Idle = 0
			m.offerPerson(m.text("offer"))
		}
	}
	return next, m.out
}

func (m *machine) text(key string, params ...string) string {
	return m.Texts(m.Lang, "flow."+key, params...)
}

func (m *machine) emit(e Effect) { m.out = append(m.out, e) }

// say says a text of the definition, if it is written.
func (m *machine) say(t form.Texts) {
	if !t.Empty() {
		m.emit(Effect{Text: m.filled(t.In(m.Lang), true)})
	}
}

// enter goes through steps from id on until something has to be waited for.
func (m *machine) enter(id string) {
	for ; ; m.moves++ {
		if m.moves > mostMoves {
			m.handOver(nil) // no definition that was published gets here
			return
		}
		s := m.Definition.step(id)
		if s == nil {
			m.finish()
			return
		}
		m.Step, m.Wait, m.Tries, m.Asides, m.Choosing, m.Card = id, ForAnswer, 0, 0, false, nil
		next, goes := m.do(s)
		if !goes {
			return
		}
		id = next
	}
}

// do does a step; goes is false where something has to be waited for.
func (m *machine) do(s *Step) (next string, goes bool) {
	switch s.Kind {
	case Say:
		m.say(s.Text)
	case Ask:
		if at := slices.Index(m.Ahead, s.Field.Name); at >= 0 {
			m.Ahead = slices.Delete(m.Ahead, at, at+1)
			return m.behind(s), true
		}
		if !m.propose(s) {
			m.ask(s)
		}
		return "", false
	case Branch:
		return m.way(s, m.State, m.World), true
	case Review:
		return m.review(s)
	case Act:
		m.act(s)
		return "", false
	case Person:
		m.handOver(s)
		return "", false
	case End:
		m.say(s.Text)
		m.Status = Ended
		return "", false
	}
	return m.next(s, s.Next), true
}

// finish ends a run that has no step left.
func (m *machine) finish() {
	m.Status = Ended
	if len(m.out) == 0 {
		m.emit(Effect{Text: m.text("done")})
	}
}

// handOver brings a person in; s is the step that wants it, nil where the run
// went wrong.
func (m *machine) handOver(s *Step) {
	m.Status = HandedOver
	e := Effect{HandOver: true}
	if s != nil {
		e.Team = s.Team
		e.Text = m.filled(s.Text.In(m.Lang), true)
	}
	m.emit(e)
}

// behind is where an answered question leads: on, or back to the check that
// missed it.
func (m *machine) behind(s *Step) string {
	if back := m.Back; back != "" {
		m.Back = ""
		return back
	}
	return m.next(s, s.Next)
}

// said takes in what the visitor said.
func (m *machine) said(in Said) {
	text := joined(in.Lines)
	m.confirmed, m.lapsed = in.Confirmed, in.Lapsed
	if stops(text) && m.confirmed {
		m.again(m.Definition.step(m.Step))
		return
	}
	if stops(text) {
		m.Status = Cancelled
		m.emit(Effect{Text: m.text("cancelled")})
		return
	}
	s := m.Definition.step(m.Step)
	if s == nil {
		m.handOver(nil)
		return
	}
	if m.Offered {
		m.Offered = false
		if yes, ok := form.YesOrNo(text); ok && !yes {
			m.Tries, m.Asides = 0, 0
			m.again(s)
			return
		}
	}
	switch m.Wait {
	case ForCard, ForReview:
		m.answerCard(s, in)
	case ForAction:
		m.meanwhile(s, in)
	case ForAnswer:
		m.answer(s, in)
	}
}

// again puts the question that stands once more.
func (m *machine) again(s *Step) {
	switch m.Wait {
	case ForCard, ForReview:
		m.showCard()
	case ForAnswer:
		m.ask(s)
	case ForAction:
		if m.lapsed {
			m.Tries, m.lapsed = 0, false
			m.act(s) // asks anew: the buttons above are dead
			return
		}
		text := "confirm_above"
		if m.confirmed {
			text = "under_way"
		}
		m.emit(Effect{Text: m.text(text)})
	}
}

// meanwhile takes what is said while an action waits for its own yes.
func (m *machine) meanwhile(s *Step, in Said) {
	if in.Asks || in.Answerable {
		m.aside(s)
		return
	}
	if m.Tries++; m.Tries >= defaultTries {
		m.Tries = 0
		m.offerPerson(m.text("offer_tries"))
		return
	}
	m.again(s)
}

// offerPerson gives up on a question: the visitor may have a person, or try on.
func (m *machine) offerPerson(text string) {
	m.Offered = true
	m.emit(Effect{Text: text, Offer: true})
}
