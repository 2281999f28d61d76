package locale

import (
	"encoding/json"
	"strings"
	"unicode"
)

// Texts is a text that people of a workspace wrote, by language. Any of them may
// be missing.
type Texts map[string]string

// UnmarshalJSON also takes a plain string, as [Written] does: a node of the
// version before stores one.
func (t *Texts) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*t = nil
		if text != "" {
			*t = Written(text)
		}
		return nil
	}
	return json.Unmarshal(data, (*map[string]string)(t))
}

// In gives the text in a language, in another one where it is not written in
// that, and "" where it is not written at all.
func (t Texts) In(lang string) string {
	if s := t[lang]; s != "" {
		return s
	}
	for _, other := range Languages() {
		if s := t[other]; s != "" {
			return s
		}
	}
	return ""
}

// Empty reports whether it is written in no language.
func (t Texts) Empty() bool { return strings.TrimSpace(t.In(English)) == "" }

// Trimmed is the text without the space around it, and without the languages
// that it is not written in.
func (t Texts) Trimmed() Texts {
	out := make(Texts, len(t))
	for lang, text := range t {
		if text = strings.TrimSpace(text); text != "" {
			out[lang] = text
		}
	}
	return out
}

// Written is a text whose language nobody has told: Chinese if it holds a
// Chinese character.
func Written(text string) Texts {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return Texts{Chinese: text}
	}
	return Texts{English: text}
}
