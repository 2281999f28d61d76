package live

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const maxClientID = 64 // bytes

// ValidClientID reports whether a client's own id of a message can be stored
// and told back: 1-64 bytes of UTF-8 without control characters. Postgres
// refuses a NUL in a text, and that would be an error of ours.
func ValidClientID(id string) bool {
	return id != "" && len(id) <= maxClientID && utf8.ValidString(id) && !strings.ContainsFunc(id, unicode.IsControl)
}
