package feature

import "unicode"

type tokenKind uint8

const (
	word tokenKind = iota
	han
	emoji
	number
	mark    // one of . , ! ? ; : … and the like
	mention // @name
	link
	lineEnd
)

// token is a stretch of the normalised runes. stem holds the hashes of the
// word without an English ending, zero where there is none to take off.
type token struct {
	hash       uint64
	stem       [2]uint64
	start, end int32
	kind       tokenKind
	caps       bool // written in capitals, two letters or more
	stretched  bool // a letter three times or more: sooo
}

// split fills r.runes and r.tokens from text.
func (r *Reader) split(text string) {
	r.runes = r.runes[:0]
	r.upper = r.upper[:0]
	for _, c := range text {
		n := normalise(c)
		if n == 0 {
			continue
		}
		r.runes = append(r.runes, n)
		r.upper = append(r.upper, n != c && c < 0xff00 && unicode.IsUpper(c))
	}
	r.cutMiddle()
	r.tokens = r.tokens[:0]
	for i := 0; i < len(r.runes); {
		i = r.next(i)
	}
}

// cutMiddle keeps the two ends of a message that is too long.
func (r *Reader) cutMiddle() {
	if len(r.runes) <= maxRunes {
		return
	}
	half := maxRunes / 2
	r.runes[half-1] = '\n'
	n := copy(r.runes[half:], r.runes[len(r.runes)-half:])
	copy(r.upper[half:], r.upper[len(r.upper)-half:])
	r.runes, r.upper = r.runes[:half+n], r.upper[:half+n]
}

// next appends the token that begins at i, if any, and returns where to go on.
func (r *Reader) next(i int) int {
	c := r.runes[i]
	switch {
	case c == '\n':
		r.add(token{hash: uint64(c), start: int32(i), end: int32(i + 1), kind: lineEnd})
		return i + 1
	case c == ' ':
		return i + 1
	case c == '@' && i+1 < len(r.runes) && isLetter(r.runes[i+1]):
		return r.skipWord(i, i+1, mention)
	case unicode.Is(unicode.Han, c):
		r.add(token{hash: fold(hashSeed, uint64(c)), start: int32(i), end: int32(i + 1), kind: han})
		return i + 1
	case isLetter(c):
		return r.letters(i)
	case c >= '0' && c <= '9':
		return r.digits(i)
	}
	if n := emoticon(r.runes[i:]); n > 0 {
		h := hashSeed
		for j, c := range r.runes[i : i+n] {
			if c != '-' && (j == 0 || c != r.runes[i+j-1]) { // :-)) is :)
				h = fold(h, uint64(c))
			}
		}
		r.add(token{hash: h, start: int32(i), end: int32(i + n), kind: emoji})
		return i + n
	}
	kind := mark
	if c > 0x2190 && !unicode.IsPunct(c) {
		kind = emoji
	}
	r.add(token{hash: fold(hashSeed, uint64(c)), start: int32(i), end: int32(i + 1), kind: kind})
	return i + 1
}

func (r *Reader) add(t token) { r.tokens = append(r.tokens, t) }

// skipWord adds a token of fixed hash for runes whose letters say nothing.
func (r *Reader) skipWord(start, i int, kind tokenKind) int {
	for i < len(r.runes) && r.runes[i] != ' ' && r.runes[i] != '\n' && !unicode.Is(unicode.Han, r.runes[i]) {
		if kind == mention && !isLetter(r.runes[i]) && !isDigit(r.runes[i]) {
			break
		}
		i++
	}
	r.add(token{hash: fold(hashSeed, uint64(kind)), start: int32(start), end: int32(i), kind: kind})
	return i
}

// letters reads a word: letters, digits and apostrophes between letters. A
// letter beyond the second in a row is left out, so that soooo is soo.
func (r *Reader) letters(start int) int {
	i, upper, stretched := start, 0, false
	h := hashSeed
	for i < len(r.runes) {
		c := r.runes[i]
		inner := (c == '\'' || c == '_') && i+1 < len(r.runes) && isLetter(r.runes[i+1])
		if !isLetter(c) && !isDigit(c) && !inner {
			break
		}
		if i >= start+2 && c == r.runes[i-1] && c == r.runes[i-2] {
			stretched = true
		} else {
			h = fold(h, uint64(c))
		}
		if r.upper[i] {
			upper++
		}
		i++
	}
	if i < len(r.runes) && r.runes[i] == ':' && i+2 < len(r.runes) && r.runes[i+1] == '/' && r.runes[i+2] == '/' {
		return r.skipWord(start, i, link)
	}
	if n := r.masked(start, i); n > 0 {
		r.add(token{hash: maskedWord, start: int32(start), end: int32(i + n), kind: word})
		return i + n
	}
	t := token{hash: h, start: int32(start), end: int32(i), kind: word, stretched: stretched}
	t.caps = upper >= 2 && upper == i-start
	t.stem = stems(r.runes[start:i])
	r.add(t)
	return i
}

// digits reads a number with its separators as one token. Its value is kept
// where it says something, and else is that of any number.
func (r *Reader) digits(start int) int {
	i := start
	for i < len(r.runes) {
		c := r.runes[i]
		inner := (c == '.' || c == ',' || c == ':' || c == '/' || c == '-') && i+1 < len(r.runes) && isDigit(r.runes[i+1])
		if !isDigit(c) && !inner {
			break
		}
		i++
	}
	t := token{hash: anyNumber, start: int32(start), end: int32(i), kind: number}
	if n := r.runes[start:i]; isName(n) || isMark(n) || r.rates(i) {
		t.hash, t.stem[0] = fold(hashOf(n), '0'), anyNumber
	}
	r.add(t)
	return i
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

func isLetter(c rune) bool {
	if c < 0x80 {
		return c >= 'a' && c <= 'z'
	}
	return unicode.IsLetter(c) && !unicode.Is(unicode.Han, c)
}
