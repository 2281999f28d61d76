package spec

import (
	"encoding/json"
	"math"
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/internal/locale"
)

// Type is what sort of value an input takes.
type Type string

// The types.
const (
	String  Type = "string"
	Number  Type = "number"
	Integer Type = "integer"
	Boolean Type = "boolean"
	Date    Type = "date" // YYYY-MM-DD
	Enum    Type = "enum"
	Email   Type = "email"
)

// Source says where an input's value comes from. Only values of FromVisitor
// may be given by a model, a flow or an agent.
type Source string

// The sources. All but FromVisitor and Constant are the session's: the server
// fills them in, whatever anybody says.
const (
	FromVisitor    Source = "visitor"
	Constant       Source = "constant"
	ExternalID     Source = "external_id"
	SignedEmail    Source = "email"
	Attribute      Source = "attribute" // of the signed identity; Value names it
	ConversationID Source = "conversation_id"
	VisitorID      Source = "visitor_id"
	Language       Source = "lang"
)

// Personal reports whether only an identified visitor has such a value.
func (s Source) Personal() bool {
	return s == ExternalID || s == SignedEmail || s == Attribute
}

// maxValue is the longest text of one value, in bytes.
const maxValue = 500

// Input is one value that an action takes.
type Input struct {
	// Name is what the model and flows know it by, [a-z][a-z0-9_]*.
	Name string `json:"name" maxLength:"48"`
	// Label is what the visitor reads before a confirmation, at most 80 characters.
	Label locale.Texts `json:"label"`
	// Description tells the model what belongs here.
	Description string `json:"description,omitempty" maxLength:"300"`
	Type        Type   `json:"type" enum:"string,number,integer,boolean,date,enum,email"`
	Required    bool   `json:"required"`
	// Pattern, for strings, has to match the whole value (RE2).
	Pattern string `json:"pattern,omitempty" maxLength:"200"`
	// Min and Max bound numbers, and the characters of strings.
	Min     *float64 `json:"min,omitempty"`
	Max     *float64 `json:"max,omitempty"`
	Options []string `json:"options,omitempty" maxItems:"50"`
	From    Source   `json:"from" enum:"visitor,constant,external_id,email,attribute,conversation_id,visitor_id,lang"`
	// Value is a constant's text or an attribute's name.
	Value string `json:"value,omitempty" maxLength:"500"`
	// Key is the name in query or body, with dots for objects in the body; ""
	// is Name.
	Key string `json:"key,omitempty" maxLength:"100"`
	// Sensitive values stand in no audit row and in no trace.
	Sensitive bool `json:"sensitive,omitempty"`
}

// Fault says why a value was not taken. The values are shown: do not rename.
type Fault string

// The faults.
const (
	Missing   Fault = "missing"
	WrongType Fault = "type"
	NoMatch   Fault = "pattern"
	OutOf     Fault = "range"
	NoOption  Fault = "option"
	TooLong   Fault = "too_long"
	Unknown   Fault = "unknown"
)

// Bad is one value that was not taken.
type Bad struct {
	Input string `json:"input"`
	Fault Fault  `json:"fault"`
}

// Values are checked values by their input's name: string, bool, int64 or
// float64.
type Values map[string]any

// Check takes the values of all inputs and gives them typed. A name that no
// input has is a fault: whoever sends it means another action.
func Check(inputs []Input, raw map[string]any) (Values, []Bad) {
	out := make(Values, len(inputs))
	var bad []Bad
	for name := range raw {
		if !slices.ContainsFunc(inputs, func(in Input) bool { return in.Name == name }) {
			bad = append(bad, Bad{name, Unknown})
		}
	}
	for _, in := range inputs {
		given, there := raw[in.Name]
		if text, ok := given.(string); !there || given == nil || ok && strings.TrimSpace(text) == "" {
			if in.Required {
				bad = append(bad, Bad{in.Name, Missing})
			}
			continue
		}
		value, fault := in.take(given)
		if fault != "" {
			bad = append(bad, Bad{in.Name, fault})
			continue
		}
		out[in.Name] = value
	}
	slices.SortFunc(bad, func(a, b Bad) int { return strings.Compare(a.Input, b.Input) })
	return out, bad
}

func (in Input) take(given any) (any, Fault) {
	text, isText := given.(string)
	if isText {
		text = strings.TrimSpace(text)
		if len(text) > maxValue {
			return nil, TooLong
		}
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }) {
			return nil, WrongType
		}
	}
	switch in.Type {
	case Number, Integer:
		return in.takeNumber(given, text, isText)
	case Boolean:
		if b, ok := given.(bool); ok {
			return b, ""
		}
		if b, err := strconv.ParseBool(strings.ToLower(text)); isText && err == nil {
			return b, ""
		}
		return nil, WrongType
	case String, Date, Enum, Email:
	}
	if !isText {
		switch given.(type) {
		case float64, int, int64, json.Number: // an order number that a model wrote without quotes
			text = Text(given)
		default:
			return nil, WrongType
		}
	}
	return in.takeText(text)
}

func (in Input) takeText(text string) (any, Fault) {
	switch in.Type {
	case Date:
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return nil, WrongType
		}
	case Enum:
		i := slices.IndexFunc(in.Options, func(o string) bool { return strings.EqualFold(o, text) })
		if i < 0 {
			return nil, NoOption
		}
		text = in.Options[i]
	case Email:
		address, err := mail.ParseAddress(text)
		if err != nil || address.Address != text || len(text) > 254 {
			return nil, WrongType
		}
	case String, Number, Integer, Boolean:
		if n := float64(utf8.RuneCountInString(text)); in.Min != nil && n < *in.Min || in.Max != nil && n > *in.Max {
			return nil, OutOf
		}
		if in.Pattern != "" && !wholly(in.Pattern, text) {
			return nil, NoMatch
		}
	}
	return text, ""
}

func (in Input) takeNumber(given any, text string, isText bool) (any, Fault) {
	if !isText {
		text = Text(given)
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return nil, WrongType
	}
	if in.Min != nil && n < *in.Min || in.Max != nil && n > *in.Max {
		return nil, OutOf
	}
	if in.Type == Number {
		return n, ""
	}
	if n != math.Trunc(n) || math.Abs(n) > 1<<53 {
		return nil, WrongType
	}
	return int64(n), ""
}

// wholly reports whether the pattern, which has been checked, matches all of
// text.
func wholly(pattern, text string) bool {
	re, err := regexp.Compile(`\A(?:` + pattern + `)\z`)
	return err == nil && re.MatchString(text)
}

// Text is a value as people read it and as a URL holds it.
func Text(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case json.Number:
		return v.String()
	default:
		return ""
	}
}
