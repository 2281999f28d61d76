package action

import (
	"encoding/json"

	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/locale"
)

// stored is a definition as the database keeps it. Titles and labels stand there
// twice: as one plain text under the names that nodes of an earlier version
// read, and by language under names that those pass over. So old and new nodes
// work side by side during an upgrade; what an old one saves has plain texts.
type stored struct {
	Definition
	Title   plain          `json:"title"`
	Titles  locale.Texts   `json:"titles,omitempty"`
	Inputs  []storedInput  `json:"inputs"`
	Outputs []storedOutput `json:"outputs"`
}

type storedInput struct {
	spec.Input
	Label  plain        `json:"label"`
	Labels locale.Texts `json:"labels,omitempty"`
}

type storedOutput struct {
	spec.Output
	Label  plain        `json:"label"`
	Labels locale.Texts `json:"labels,omitempty"`
}

// plain is written as one text and read from that or from texts by language.
type plain struct{ locale.Texts }

// MarshalJSON writes one of the texts.
func (p plain) MarshalJSON() ([]byte, error) { return json.Marshal(p.In(locale.English)) }

// or gives the texts by language, or the plain one where there are none.
func (p plain) or(byLanguage locale.Texts) locale.Texts {
	if len(byLanguage) > 0 {
		return byLanguage
	}
	return p.Texts
}

func encode(d Definition) ([]byte, error) {
	s := stored{
		Definition: d, Title: plain{d.Title}, Titles: d.Title,
		Inputs: make([]storedInput, len(d.Inputs)), Outputs: make([]storedOutput, len(d.Outputs)),
	}
	for i, in := range d.Inputs {
		s.Inputs[i] = storedInput{in, plain{in.Label}, in.Label}
	}
	for i, out := range d.Outputs {
		s.Outputs[i] = storedOutput{out, plain{out.Label}, out.Label}
	}
	return json.Marshal(s)
}

func decode(raw []byte) (Definition, error) {
	var s stored
	if err := json.Unmarshal(raw, &s); err != nil {
		return Definition{}, err
	}
	d := s.Definition
	d.Title = s.Title.or(s.Titles)
	d.Inputs, d.Outputs = make([]spec.Input, len(s.Inputs)), make([]spec.Output, len(s.Outputs))
	for i, in := range s.Inputs {
		d.Inputs[i] = in.Input
		d.Inputs[i].Label = in.Label.or(in.Labels)
	}
	for i, out := range s.Outputs {
		d.Outputs[i] = out.Output
		d.Outputs[i].Label = out.Label.or(out.Labels)
	}
	return d, nil
}
