package mcp

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// ErrSchema: the tool takes what no input of an action can be: objects, lists,
// more than twenty values, or names of another form.
var ErrSchema = errors.New("the tool takes other values than an action can give")

type property struct {
	Type        any      `json:"type"`
	Format      string   `json:"format"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Enum        []any    `json:"enum"`
	Pattern     string   `json:"pattern"`
	Minimum     *float64 `json:"minimum"`
	Maximum     *float64 `json:"maximum"`
	MinLength   *float64 `json:"minLength"`
	MaxLength   *float64 `json:"maxLength"`
}

// Inputs makes an action's inputs of a tool's schema, all to be asked of the
// visitor until an admin binds them. Optional values that cannot be given are
// left out; a required one is [ErrSchema].
func Inputs(schema json.RawMessage) ([]spec.Input, error) {
	var s struct {
		Properties map[string]json.RawMessage `json:"properties"`
		Required   []string                   `json:"required"`
	}
	if len(schema) > 0 && json.Unmarshal(schema, &s) != nil {
		return nil, ErrSchema
	}
	names := make([]string, 0, len(s.Properties))
	for name := range s.Properties {
		names = append(names, name)
	}
	slices.Sort(names)
	inputs := []spec.Input{}
	for _, name := range names {
		required := slices.Contains(s.Required, name)
		in, ok := inputFrom(name, s.Properties[name])
		if ok {
			in.Required = required
			ok = spec.CheckInputs(append(inputs, in)) == nil
		}
		switch {
		case ok:
			inputs = append(inputs, in)
		case required:
			return nil, ErrSchema
		}
	}
	return inputs, nil
}

func inputFrom(name string, raw json.RawMessage) (spec.Input, bool) {
	var p property
	if json.Unmarshal(raw, &p) != nil {
		return spec.Input{}, false
	}
	in := spec.Input{
		Name: identifier(name), Key: name, Description: short(p.Description, 300),
		From: spec.FromVisitor, Min: p.Minimum, Max: p.Maximum,
	}
	title := short(p.Title, 80)
	if title == "" {
		title = short(strings.ReplaceAll(name, "_", " "), 80)
	}
	in.Label = locale.Written(title)
	kind, _ := p.Type.(string)
	switch kind {
	case "integer":
		in.Type = spec.Integer
	case "number":
		in.Type = spec.Number
	case "boolean":
		in.Type = spec.Boolean
	case "string":
		in.Type, in.Min, in.Max = spec.String, p.MinLength, p.MaxLength
		in = withFormat(in, p)
	default:
		return in, false
	}
	return in, true
}

func withFormat(in spec.Input, p property) spec.Input {
	switch {
	case len(p.Enum) > 0:
		in.Type, in.Min, in.Max = spec.Enum, nil, nil
		for _, o := range p.Enum {
			text, _ := o.(string)
			in.Options = append(in.Options, text)
		}
	case p.Format == "date":
		in.Type = spec.Date
	case p.Format == "email":
		in.Type = spec.Email
	case p.Pattern != "":
		// Schemas match anywhere, ours the whole value.
		in.Pattern = "(?s:.*)(?:" + p.Pattern + ")(?s:.*)"
	}
	return in
}

// identifier is a tool's name of a value in the form that ours have.
func identifier(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r >= 'A' && r <= 'Z':
			if i > 0 && !strings.HasSuffix(b.String(), "_") {
				b.WriteByte('_')
			}
			b.WriteRune(r + 'a' - 'A')
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && i > 0:
			b.WriteRune(r)
		case b.Len() > 0:
			b.WriteByte('_')
		}
	}
	return b.String()
}

// short is a server's text in one line, bounded, without what nobody sees.
func short(s string, most int) string {
	return clip.Runes(strings.Join(strings.Fields(token.Unseen(s)), " "), most)
}

// Describe is a tool's description as an admin is offered it.
func Describe(t Tool) string { return short(t.Description, 500) }
