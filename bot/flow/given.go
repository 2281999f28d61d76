package flow

import (
	"cmp"
	"maps"
	"slices"

	"github.com/firstlinehq/firstline/handoff"
)

// Given is what a run has filled in, as a brief shows it, in the order of its
// questions.
func (d *Definition) Given(s State, lang string) []handoff.Given {
	var out []handoff.Given
	seen := map[string]bool{}
	for i := range d.Steps {
		f := d.Steps[i].Field
		if d.Steps[i].Kind != Ask || f == nil || seen[f.Name] {
			continue
		}
		if v, ok := s.Fields[f.Name]; ok {
			seen[f.Name] = true
			out = append(out, f.Fact(v, lang))
		}
	}
	return append(out, d.results(s, lang)...)
}

// results are what actions gave, as the actions call it; under the field's name
// where they say nothing of it.
func (d *Definition) results(s State, lang string) []handoff.Given {
	var out []handoff.Given
	for i := range d.Steps {
		for _, name := range sorted(d.Steps[i].Save) {
			if v, ok := s.Fields[name]; ok && d.Field(name) == nil {
				out = append(out, handoff.Given{Name: name, Label: cmp.Or(s.Labels[name].In(lang), name), Labels: s.Labels[name], Kind: handoff.FactAnswer, Value: v.Value})
			}
		}
	}
	return out
}

// Entry is a field with its value, as people read them.
type Entry struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Form is what a run has filled in.
func (d *Definition) Form(s State, lang string) []Entry {
	out := []Entry{}
	for _, g := range d.Given(s, lang) {
		out = append(out, Entry{Label: g.Label, Value: g.Value})
	}
	return out
}

func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
