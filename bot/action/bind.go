package action

import (
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/bot/action/spec"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/conversation"
)

// session is who is asking, as the server knows it.
type session struct {
	visitor account.Visitor
	talk    conversation.Conversation
}

// identified reports whether a shop has signed who the visitor is.
func (s session) identified() bool { return s.visitor.External != "" }

// value gives what a source stands for in this session; "" is nothing.
func (s session) value(in spec.Input) string {
	switch in.From {
	case spec.Constant:
		return in.Value
	case spec.ConversationID:
		return s.talk.ID.String()
	case spec.VisitorID:
		return s.visitor.ID.String()
	case spec.Language:
		return s.talk.Lang
	case spec.ExternalID, spec.SignedEmail, spec.Attribute:
		return s.signed(in)
	case spec.FromVisitor:
	}
	return ""
}

// signed gives a value of the identity, which an anonymous visitor has not.
func (s session) signed(in spec.Input) string {
	v := s.visitor
	switch {
	case !s.identified():
		return ""
	case in.From == spec.ExternalID:
		return v.External
	case in.From == spec.SignedEmail && v.EmailSigned:
		return v.Email
	case in.From == spec.Attribute:
		return v.Attributes[in.Value]
	}
	return ""
}

// bind joins what was given with what the session fills in. given has no
// other names than those of inputs from the visitor.
func (s session) bind(inputs []spec.Input, given map[string]any) (spec.Values, []spec.Bad) {
	raw := make(map[string]any, len(inputs))
	for name, value := range given {
		raw[name] = value
	}
	for _, in := range inputs {
		if in.From != spec.FromVisitor {
			raw[in.Name] = s.value(in)
		}
	}
	return spec.Check(inputs, raw)
}

// foreign reports whether given holds a value that only the session may fill
// in, or one that the action does not have.
func foreign(inputs []spec.Input, given map[string]any) bool {
	open := make(map[string]bool)
	for _, in := range inputs {
		open[in.Name] = in.From == spec.FromVisitor
	}
	for name := range given {
		if !open[name] {
			return true
		}
	}
	return false
}

// unsaid reports the first value that the visitor has not written. Choices of
// a few (options, yes and no, a day) are the model's to read out of what was
// said: they carry nothing away.
func unsaid(inputs []spec.Input, values spec.Values, said string) (name string, yes bool) {
	said = letters(said)
	for _, in := range inputs {
		value, there := values[in.Name]
		if !there || in.From != spec.FromVisitor || in.Type == spec.Enum || in.Type == spec.Boolean || in.Type == spec.Date {
			continue
		}
		if want := letters(spec.Text(value)); want != "" && !strings.Contains(said, want) {
			return in.Name, true
		}
	}
	return "", false
}

// letters are a text's letters and digits in small, so that "ORD-12 34" is
// found in "ord 1234".
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// hidden stands where a sensitive value was.
const hidden = "••••"

// redacted are values fit to be kept: personal data masked, sensitive ones
// hidden.
func redacted(inputs []spec.Input, values map[string]any) map[string]string {
	out := make(map[string]string, len(values))
	for _, in := range inputs {
		value, there := values[in.Name]
		switch {
		case !there:
		case in.Sensitive:
			out[in.Name] = hidden
		default:
			out[in.Name] = bounded(mask.New().Hide(spec.Text(value)))
		}
	}
	return out
}

// bounded is what a refused call may leave in its row, at most 200 characters.
func bounded(s string) string {
	return clip.Line(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", ""), 200)
}
