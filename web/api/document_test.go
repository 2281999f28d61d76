package api_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/web/webtest"
)

// document is as much of the OpenAPI document as the tests need.
type document struct {
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas map[string]schema `json:"schemas"`
	} `json:"components"`
}

type operation struct {
	ID         string                `json:"operationId"`
	Security   []map[string][]string `json:"security"`
	Parameters []struct {
		Name     string `json:"name"`
		In       string `json:"in"`
		Required bool   `json:"required"`
		Schema   schema `json:"schema"`
	} `json:"parameters"`
	RequestBody struct {
		Content map[string]struct {
			Schema schema `json:"schema"`
		} `json:"content"`
	} `json:"requestBody"`
	method, path string
}

type schema struct {
	Ref        string            `json:"$ref"`
	Type       any               `json:"type"`
	Format     string            `json:"format"`
	Enum       []any             `json:"enum"`
	Pattern    string            `json:"pattern"`
	MinLength  int               `json:"minLength"`
	Minimum    float64           `json:"minimum"`
	MinItems   int               `json:"minItems"`
	Items      *schema           `json:"items"`
	Properties map[string]schema `json:"properties"`
	Required   []string          `json:"required"`
}

// operations lists every operation of the document, in a fixed order.
func operations(t *testing.T, h *webtest.House) (document, []operation) {
	t.Helper()
	raw, err := h.Edge.API.Document()
	require.NoError(t, err)
	var d document
	require.NoError(t, json.Unmarshal(raw, &d))
	var all []operation
	for path, methods := range d.Paths {
		for method, o := range methods {
			o.method, o.path = strings.ToUpper(method), path
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(x, y operation) int { return strings.Compare(x.ID, y.ID) })
	require.Greater(t, len(all), 40)
	return d, all
}

func (o operation) needs(scheme string) bool {
	return slices.ContainsFunc(o.Security, func(s map[string][]string) bool { _, ok := s[scheme]; return ok })
}

// address fills the path's parameters, and the query's required ones.
func (o operation) address(ids map[string]string) string {
	path := o.path
	for name, id := range ids {
		path = strings.ReplaceAll(path, "{"+name+"}", id)
	}
	for _, p := range o.Parameters {
		if p.In == "query" && p.Required {
			path += "?" + p.Name + "=mine"
		}
	}
	return path
}

// body makes a body that the schema allows; ids in it are id.
func (d document) body(o operation, id uuid.UUID) any {
	content, ok := o.RequestBody.Content["application/json"]
	if !ok {
		return nil
	}
	return d.sample(content.Schema, id)
}

func (d document) sample(s schema, id uuid.UUID) any {
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		return d.sample(d.Components.Schemas[name], id)
	}
	kind, _ := s.Type.(string)
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Format == "uuid":
		return id
	case s.Pattern != "":
		return "abc"
	case kind == "string":
		return strings.Repeat("x", max(1, s.MinLength))
	case kind == "integer", kind == "number":
		return max(1, s.Minimum)
	case kind == "boolean":
		return true
	case kind == "array":
		list := []any{}
		for range s.MinItems {
			list = append(list, d.sample(*s.Items, id))
		}
		return list
	case kind == "object":
		out := map[string]any{}
		for _, name := range s.Required {
			out[name] = d.sample(s.Properties[name], id)
		}
		return out
	}
	return nil
}
