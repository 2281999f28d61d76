package errand

import (
	"strings"

	"github.com/firstlinehq/firstline/bot/action"
	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/locale"
)

// Words are what is said where an action found nothing out. Without a text the
// turn is silent; Offer asks whether a person should come.
type Words struct {
	Text  string
	Offer bool
}

// wordsOf says why an action found nothing; nil if it has, or where nothing is to
// be said.
func wordsOf(a action.Action, res action.Result, lang string) *Words {
	line := func(name string, offer bool, params ...string) *Words {
		return &Words{Text: locale.Text(lang, "action."+name, params...), Offer: offer}
	}
	switch res.Outcome {
	case action.Asked:
		return awaited(res.State, lang)
	case action.NotThere:
		return line("not_there", false, "title", a.Title.In(lang))
	case action.Failed:
		return line("unavailable", true)
	case action.Refused:
		switch res.Reason {
		case action.BadInputs, action.NotSaid:
			return line(lacking(res.Bad), false, "inputs", labels(a, res.Bad, lang))
		case action.NotIdentified:
			return line("sign_in", true)
		}
	case action.Done, action.Started, action.Unsure:
	}
	return nil
}

// awaited says that the visitor's yes is asked for; or how far it is, where a turn
// that died has asked for it.
func awaited(s action.State, lang string) *Words {
	switch s {
	case action.Confirmed, action.Running:
		return &Words{Text: locale.Text(lang, "flow.under_way")}
	case action.Declined:
		return &Words{Text: locale.Text(lang, "flow.declined")}
	case action.Carried, action.Fell, action.NotKnown: // which has been told when it ended
		return &Words{}
	case action.Pending, action.Expired:
	}
	return &Words{Text: locale.Text(lang, "action.confirm")}
}

// lacking names the text that asks for values: those that are not there, or
// those that are no good.
func lacking(bad []spec.Bad) string {
	for _, b := range bad {
		if b.Fault != spec.Missing {
			return "not_valid"
		}
	}
	return "need"
}

func labels(a action.Action, bad []spec.Bad, lang string) string {
	var out []string
	for _, b := range bad {
		for _, in := range a.Asks() {
			if in.Name == b.Input {
				out = append(out, in.Label.In(lang))
			}
		}
	}
	if len(out) == 0 {
		return a.Title.In(lang)
	}
	return strings.Join(out, ", ")
}
