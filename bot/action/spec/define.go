package spec

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Bounds of a definition.
const (
	maxInputs  = 20
	maxOutputs = 20
	maxHeaders = 12
)

// Name is the form of every name that a model, a flow or a template uses.
var nameForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,47}$`)

// IsName reports whether s may name an action, an input, an output or a secret.
func IsName(s string) bool { return nameForm.MatchString(s) }

// Invalid is the problem of a definition, with the field that is wrong.
func Invalid(field string, args ...any) error {
	return problem.New(problem.Invalid, "action_invalid", "field", fmt.Sprintf(field, args...))
}

// CheckInputs reports the first thing that is wrong with inputs.
func CheckInputs(inputs []Input) error {
	if len(inputs) > maxInputs {
		return Invalid("inputs")
	}
	seen := make(map[string]bool)
	for _, in := range inputs {
		if !IsName(in.Name) || seen[in.Name] {
			return Invalid("inputs.%s", "name")
		}
		seen[in.Name] = true
		if field := in.wrong(); field != "" {
			return Invalid("inputs.%s.%s", in.Name, field)
		}
	}
	return nil
}

var (
	types   = []Type{String, Number, Integer, Boolean, Date, Enum, Email}
	sources = []Source{FromVisitor, Constant, ExternalID, SignedEmail, Attribute, ConversationID, VisitorID, Language}
	keyForm = regexp.MustCompile(`^[A-Za-z_$][\w$-]*(\.[A-Za-z_$][\w$-]*){0,5}$`)
)

func (in Input) wrong() string {
	switch {
	case !Title(in.Label):
		return "label"
	case utf8.RuneCountInString(in.Description) > 300:
		return "description"
	case !slices.Contains(types, in.Type):
		return "type"
	case !slices.Contains(sources, in.From):
		return "from"
	case in.From == Attribute && (in.Value == "" || len(in.Value) > 64):
		return "value"
	case in.Key != "" && (len(in.Key) > 100 || !keyForm.MatchString(in.Key)):
		return "key"
	case in.Min != nil && in.Max != nil && *in.Min > *in.Max:
		return "min"
	case (in.Type == Enum) != (len(in.Options) > 0) || len(in.Options) > 50:
		return "options"
	}
	for _, o := range in.Options {
		if strings.TrimSpace(o) != o || o == "" || len(o) > 100 {
			return "options"
		}
	}
	if _, err := regexp.Compile(`\A(?:` + in.Pattern + `)\z`); err != nil || len(in.Pattern) > 200 {
		return "pattern"
	}
	if in.From == Constant {
		if _, fault := in.take(in.Value); fault != "" {
			return "value"
		}
	}
	return ""
}

// Title reports whether a text may name something to a visitor: it is written in
// one of our languages at least, on one line of at most 80 characters.
func Title(t locale.Texts) bool {
	for lang, s := range t {
		if !slices.Contains(locale.Languages(), lang) || utf8.RuneCountInString(s) > 80 || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' }) {
			return false
		}
	}
	return !t.Empty()
}

// Header is one header of a request. Its value may hold {secret:name}.
type Header struct {
	Name  string `json:"name" maxLength:"60"`
	Value string `json:"value" maxLength:"500"`
}

// HTTP is the request that an action makes.
type HTTP struct {
	Method string `json:"method" enum:"GET,POST,PUT,PATCH,DELETE"`
	// URL may hold {input} in its path and in the values of its query. Other
	// inputs go into the query of GET and DELETE and into the JSON body else.
	URL     string   `json:"url" maxLength:"1000"`
	Headers []Header `json:"headers,omitempty" maxItems:"12"`
}

var (
	placeholder = regexp.MustCompile(`\{([a-z][a-z0-9_]{0,47})\}`)
	secretMark  = regexp.MustCompile(`\{secret:([a-z][a-z0-9_]{0,47})\}`)
	headerName  = regexp.MustCompile(`^[A-Za-z0-9-]{1,60}$`)
)

// ours are headers that a definition may not set: they belong to the transport
// or say who asks.
var ours = []string{
	"Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Te", "Trailer", "Keep-Alive", "Expect",
	"Accept-Encoding", "Forwarded", "Via", "Idempotency-Key", "Content-Type",
}

// CheckHTTP reports the first thing that is wrong with a request. plain says
// which host:port may be asked without TLS: the operator's own.
func CheckHTTP(h HTTP, inputs []Input, plain func(hostPort string) bool) error {
	if !slices.Contains([]string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}, h.Method) {
		return Invalid("method")
	}
	u, err := url.Parse(placeholder.ReplaceAllString(h.URL, "x"))
	if err != nil || len(h.URL) > 1000 || u.Host == "" || u.User != nil || u.Fragment != "" || u.Opaque != "" ||
		(u.Scheme != "https" && (u.Scheme != "http" || !plain(u.Host))) || strings.ContainsAny(u.Host+u.Path+u.RawQuery, "{}") {
		return Invalid("url")
	}
	// No placeholder before the path: it would choose the host.
	scheme, rest, _ := strings.Cut(h.URL, "://")
	if host, _, _ := strings.Cut(rest, "/"); strings.ContainsAny(scheme+host, "{}") {
		return Invalid("url")
	}
	for _, m := range placeholder.FindAllStringSubmatch(h.URL, -1) {
		i := slices.IndexFunc(inputs, func(in Input) bool { return in.Name == m[1] })
		if i < 0 || !inputs[i].Required && inputs[i].From != Constant {
			return Invalid("url.%s", m[1])
		}
	}
	if len(h.Headers) > maxHeaders {
		return Invalid("headers")
	}
	for i, one := range h.Headers {
		name := http.CanonicalHeaderKey(one.Name)
		if !headerName.MatchString(one.Name) || slices.Contains(ours, name) || strings.HasPrefix(name, "Proxy-") || strings.HasPrefix(name, "X-Forwarded-") || strings.HasPrefix(name, "Sec-") ||
			len(one.Value) > 500 || strings.ContainsFunc(one.Value, func(r rune) bool { return r < ' ' || r > '~' }) {
			return Invalid("headers.%d", i+1)
		}
	}
	return nil
}

// SecretNames are the secrets that the headers name, each once.
func (h HTTP) SecretNames() []string {
	var out []string
	for _, one := range h.Headers {
		for _, m := range secretMark.FindAllStringSubmatch(one.Value, -1) {
			if !slices.Contains(out, m[1]) {
				out = append(out, m[1])
			}
		}
	}
	return out
}

// Schema is the JSON Schema of what a model may fill in: the inputs that come
// from the visitor, and nothing of the session.
func Schema(inputs []Input) json.RawMessage {
	properties := map[string]any{}
	required := []string{}
	for _, in := range inputs {
		if in.From != FromVisitor {
			continue
		}
		properties[in.Name] = in.schema()
		if in.Required {
			required = append(required, in.Name)
		}
	}
	raw, err := json.Marshal(map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false})
	if err != nil {
		panic(err) // maps of plain values
	}
	return raw
}

func (in Input) schema() map[string]any {
	p := map[string]any{"type": "string", "description": strings.TrimSpace(in.Label.In(locale.English) + ". " + in.Description)}
	low, high := "minLength", "maxLength"
	switch in.Type {
	case Number, Integer:
		p["type"], low, high = string(in.Type), "minimum", "maximum"
	case Boolean:
		p["type"] = "boolean"
	case Date:
		p["format"] = "date"
	case Email:
		p["format"] = "email"
	case Enum:
		p["enum"] = in.Options
	case String:
		if in.Pattern != "" {
			p["pattern"] = "^(?:" + in.Pattern + ")$"
		}
	}
	if in.Min != nil {
		p[low] = *in.Min
	}
	if in.Max != nil {
		p[high] = *in.Max
	}
	return p
}
