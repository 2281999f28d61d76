package spec

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Errors of requests and answers.
var (
	// ErrNoSecret: a header names a secret that is not stored.
	ErrNoSecret = errors.New("a secret is missing")
	// ErrNotJSON: the answer is not one JSON value.
	ErrNotJSON = errors.New("the answer is not JSON")
	// ErrPath: a value does not fit into its place in the address.
	ErrPath = errors.New("does not fit into the address")
)

// Output is one field of the answer that may leave the action.
type Output struct {
	// Name is what flows and the model know it by, Label what people read, at
	// most 80 characters.
	Name  string       `json:"name" maxLength:"48"`
	Label locale.Texts `json:"label"`
	// Path leads to it: names and numbers with dots between, * for each of a
	// list ("order.items.*.name").
	Path string `json:"path" maxLength:"200"`
	// Hidden fields are for flows to branch on: neither the model nor the
	// visitor sees them.
	Hidden bool `json:"hidden,omitempty"`
}

// Field is a mapped value, fit to be shown.
type Field struct {
	Name   string       `json:"name"`
	Label  locale.Texts `json:"label"`
	Text   string       `json:"text"`
	Hidden bool         `json:"hidden,omitempty"`
}

// Bounds of what leaves an action.
const (
	maxField = 400  // bytes of one field
	maxAll   = 4000 // bytes of all of them
	maxEach  = 10   // of a list
	maxDepth = 60   // of nested JSON
)

var pathForm = regexp.MustCompile(`^[^.\s]+(\.[^.\s]+){0,9}$`)

// CheckOutputs reports the first thing that is wrong with a mapping.
func CheckOutputs(outputs []Output) error {
	if len(outputs) > maxOutputs {
		return Invalid("outputs")
	}
	seen := make(map[string]bool)
	for _, o := range outputs {
		switch {
		case !IsName(o.Name) || seen[o.Name]:
			return Invalid("outputs.name")
		case !Title(o.Label):
			return Invalid("outputs.%s.label", o.Name)
		case len(o.Path) > 200 || !pathForm.MatchString(o.Path) || strings.Count(o.Path, "*") > 2:
			return Invalid("outputs.%s.path", o.Name)
		}
		seen[o.Name] = true
	}
	return nil
}

// Decode reads one JSON value, not deeper than any honest answer is.
func Decode(body []byte) (any, error) {
	if depth(body) > maxDepth {
		return nil, ErrNotJSON
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var doc any
	if err := d.Decode(&doc); err != nil {
		return nil, ErrNotJSON
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, ErrNotJSON
	}
	return doc, nil
}

func depth(body []byte) (most int) {
	now, inText, escaped := 0, false, false
	for _, c := range body {
		switch {
		case escaped:
			escaped = false
		case inText && c == '\\':
			escaped = true
		case c == '"':
			inText = !inText
		case inText:
		case c == '{' || c == '[':
			now++
			most = max(most, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return most
}

// Map takes the fields out of an answer. A field that is not there, or is no
// plain value, is left out. The rest of the answer goes nowhere.
func Map(outputs []Output, doc any) []Field {
	fields := []Field{}
	left := maxAll
	for _, o := range outputs {
		var texts []string
		collect(doc, strings.Split(o.Path, "."), &texts)
		text := cut(strings.Join(texts, ", "), min(maxField, left))
		if text == "" {
			continue
		}
		left -= len(text)
		fields = append(fields, Field{Name: o.Name, Label: o.Label, Text: text, Hidden: o.Hidden})
	}
	return fields
}

func collect(doc any, path []string, out *[]string) {
	if len(*out) >= maxEach {
		return
	}
	if len(path) == 0 {
		if text, ok := plainText(doc); ok {
			*out = append(*out, text)
		}
		return
	}
	switch v := doc.(type) {
	case map[string]any:
		if next, there := v[path[0]]; there {
			collect(next, path[1:], out)
		}
	case []any:
		if path[0] == "*" {
			for _, next := range v {
				collect(next, path[1:], out)
			}
			return
		}
		if i, err := strconv.Atoi(path[0]); err == nil && i >= 0 && i < len(v) {
			collect(v[i], path[1:], out)
		}
	}
}

// plainText is a single value in one line, without what a screen does not show.
func plainText(v any) (string, bool) {
	switch v.(type) {
	case string, bool, json.Number, float64:
	default:
		return "", false
	}
	text := token.Unseen(strings.ToValidUTF8(Text(v), ""))
	return strings.Join(strings.Fields(text), " "), text != ""
}

func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if n < 8 {
		return ""
	}
	return clip.Bytes(s, n-len("…")) + "…"
}

// Shown are the fields as lines that a person or a model reads.
func Shown(fields []Field, lang string) string {
	var b strings.Builder
	for _, f := range fields {
		if !f.Hidden {
			b.WriteString(locale.Text(lang, "action.line", "label", f.Label.In(lang), "text", f.Text) + "\n")
		}
	}
	return strings.TrimSpace(b.String())
}
