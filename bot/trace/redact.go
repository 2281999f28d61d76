package trace

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/bot/mask"
)

// hidden stands where a secret was.
const hidden = "••••"

// secretLike are what people and pages leave about that opens doors: keys of
// well-known services, bearer tokens, private keys, and whatever follows a word
// for password. Each pattern's first group is kept.
var secretLike = []*regexp.Regexp{
	regexp.MustCompile(`(?s)(-----BEGIN )[A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`),
	regexp.MustCompile(`(\b(?:sk|pk|rk)[-_])[A-Za-z0-9_-]{12,}`),
	regexp.MustCompile(`(\bgh[pousr]_|\bglpat-|\bxox[abprs]-|\bAKIA|\bAIza)[A-Za-z0-9_-]{10,}`),
	regexp.MustCompile(`(\bey)J[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+`), // a JSON web token
	regexp.MustCompile(`(?i)(\b(?:bearer|basic)\s+)[A-Za-z0-9+/_.=-]{12,}`),
	regexp.MustCompile(`(?i)(\b(?:password|passwd|passcode|pin|cvv|cvc|secret|api[ _-]?key|token)\b\s*(?:is|=|:|：)\s*)\S+`),
	regexp.MustCompile(`((?:密码|口令|验证码|密钥)\s*(?:是|为|=|:|：)\s*)[^\s，。；]+`),
	regexp.MustCompile(`(\b[a-z][a-z0-9+.-]*://[^\s/:@]+:)[^\s/@]+(?:@)`), // a password in an address
}

// Redact gives text without personal data and without what looks like a
// secret. known are secrets by their words: a prompt's nonce and marker.
func Redact(text string, known ...string) string {
	for _, k := range known {
		if k != "" {
			text = strings.ReplaceAll(text, k, hidden)
		}
	}
	for _, p := range secretLike {
		text = p.ReplaceAllString(text, "${1}"+hidden)
	}
	return mask.New().Hide(text)
}
