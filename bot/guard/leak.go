package guard

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/internal/hanzi"
)

// shingle is how many words of the system message in a row are a repetition:
// long enough that no answer has them by chance.
const shingle = 8

// leakFilter finds the secrets of a prompt in a reply, plain or in the usual
// disguises, over a window that spans pieces of the stream.
type leakFilter struct {
	needles  []string
	window   string // folded
	keep     int
	shingles map[string]bool
}

func newLeakFilter(system string, secrets prompt.Secrets) *leakFilter {
	f := &leakFilter{shingles: map[string]bool{}}
	for _, s := range []string{secrets.Canary, secrets.Nonce} {
		if s != "" {
			f.needles = append(f.needles, disguises(s)...)
		}
	}
	for _, n := range f.needles {
		f.keep = max(f.keep, len(n))
	}
	words := foldWords(system)
	for i := 0; i+shingle <= len(words); i++ {
		f.shingles[strings.Join(words[i:i+shingle], " ")] = true
	}
	return f
}

// disguises gives the folded forms in which a secret may be repeated.
func disguises(secret string) []string {
	list := []string{
		secret, reverse(secret), rot13(secret), hex.EncodeToString([]byte(secret)),
		strings.ToLower(hex.EncodeToString([]byte(strings.ToUpper(secret)))),
	}
	// Base64 depends on where in its group of three bytes the secret begins:
	// the middle of each of the three forms is always there.
	for pad := range 3 {
		enc := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", pad) + secret))
		from, to := (pad*8+5)/6, (pad+len(secret))*8/6
		list = append(list, enc[from:to])
	}
	for i := range list {
		list[i] = fold(list[i])
	}
	return list
}

// Write takes a piece of the reply and reports whether a secret has come.
func (f *leakFilter) Write(delta string) bool {
	f.window += fold(delta)
	for _, n := range f.needles {
		if strings.Contains(f.window, n) {
			return true
		}
	}
	if len(f.window) > f.keep {
		f.window = f.window[len(f.window)-f.keep:]
	}
	return false
}

// repeats reports whether a sentence holds a run of the system message.
func (f *leakFilter) repeats(text string) bool {
	words := foldWords(text)
	for i := 0; i+shingle <= len(words); i++ {
		if f.shingles[strings.Join(words[i:i+shingle], " ")] {
			return true
		}
	}
	return false
}

// fold keeps letters and digits in lower case: spaces, dots or dashes between
// the characters of a secret disguise nothing.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z') {
			return r
		}
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return -1
	}, s)
}

func foldWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(hanzi.Text(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func reverse(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

func rot13(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return 'a' + (r-'a'+13)%26
		case r >= 'A' && r <= 'Z':
			return 'A' + (r-'A'+13)%26
		}
		return r
	}, s)
}
