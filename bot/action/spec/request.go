package spec

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Sendable is a request made of a definition and checked values.
type Sendable struct {
	Method, URL string
	// Headers with the secrets in place.
	Headers []Header
	// Body is JSON; nil for none.
	Body []byte
}

// Build fills a request in. Values have passed [Check]; a secret that is not
// there is an error, and so is a value that would change the path.
func (h HTTP) Build(inputs []Input, values Values, secrets map[string]string) (Sendable, error) {
	out := Sendable{Method: h.Method}
	used := make(map[string]bool)
	path, query, _ := strings.Cut(h.URL, "?")
	var failed error
	fill := func(template string, escape func(string) (string, error)) string {
		return placeholder.ReplaceAllStringFunc(template, func(m string) string {
			name := strings.Trim(m, "{}")
			used[name] = true
			text, err := escape(Text(values[name]))
			if err != nil {
				failed = fmt.Errorf("input %s: %w", name, err)
			}
			return text
		})
	}
	address := fill(path, segment)
	if query = fill(query, func(s string) (string, error) { return url.QueryEscape(s), nil }); failed != nil {
		return out, failed
	}
	extra, body := url.Values{}, map[string]any{}
	for _, in := range inputs {
		value, there := values[in.Name]
		if used[in.Name] || !there {
			continue
		}
		key := in.Key
		if key == "" {
			key = in.Name
		}
		if h.Method == http.MethodGet || h.Method == http.MethodDelete {
			extra.Set(key, Text(value))
		} else {
			put(body, strings.Split(key, "."), value)
		}
	}
	if more := extra.Encode(); more != "" {
		query = strings.Trim(query+"&"+more, "&")
	}
	if out.URL = address; query != "" {
		out.URL += "?" + query
	}
	if len(body) > 0 || h.Method == http.MethodPost || h.Method == http.MethodPut || h.Method == http.MethodPatch {
		raw, err := json.Marshal(body)
		if err != nil {
			return out, fmt.Errorf("encode body: %w", err)
		}
		out.Body = raw
	}
	return out, out.addHeaders(h.Headers, secrets)
}

func (s *Sendable) addHeaders(headers []Header, secrets map[string]string) error {
	for _, one := range headers {
		var missing string
		value := secretMark.ReplaceAllStringFunc(one.Value, func(m string) string {
			name := secretMark.FindStringSubmatch(m)[1]
			secret, there := secrets[name]
			if !there {
				missing = name
			}
			return secret
		})
		if missing != "" {
			return fmt.Errorf("header %s: %w", one.Name, ErrNoSecret)
		}
		s.Headers = append(s.Headers, Header{one.Name, value})
	}
	return nil
}

// Request makes the HTTP request.
func (s Sendable) Request(ctx context.Context) (*http.Request, error) {
	var body io.Reader
	if s.Body != nil {
		body = bytes.NewReader(s.Body)
	}
	req, err := http.NewRequestWithContext(ctx, s.Method, s.URL, body)
	if err != nil {
		return nil, fmt.Errorf("make request: %w", ErrPath)
	}
	req.Header.Set("Accept", "application/json")
	if s.Body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, h := range s.Headers {
		req.Header.Set(h.Name, h.Value)
	}
	return req, nil
}

// Masked is the request as an admin may see it: secrets hidden.
func (h HTTP) Masked(inputs []Input, values Values) (Sendable, error) {
	hidden := make(map[string]string)
	for _, name := range h.SecretNames() {
		hidden[name] = "••••"
	}
	return h.Build(inputs, values, hidden)
}

// segment is a value that fills one segment of a path and nothing else.
func segment(s string) (string, error) {
	if s == "" || strings.Trim(s, ".") == "" || strings.ContainsAny(s, "/\\") {
		return "", ErrPath
	}
	return url.PathEscape(s), nil
}

// put sets a value in an object, making those on the way.
func put(object map[string]any, path []string, value any) {
	for _, name := range path[:len(path)-1] {
		next, ok := object[name].(map[string]any)
		if !ok {
			next = map[string]any{}
			object[name] = next
		}
		object = next
	}
	object[path[len(path)-1]] = value
}
