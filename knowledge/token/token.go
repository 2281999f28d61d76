package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/internal/clip"
	"github.com/firstlinehq/firstline/internal/hanzi"
)

// Version names the rules of this package.
const Version = 2

// MaxTerm is the longest term, in bytes. A longer run of letters is noise
// (base64, a key) and is cut: nobody types it to find something.
const MaxTerm = 64

// Kind says what sort of thing a term is; rankers weigh them differently.
type Kind uint8

// The kinds of term.
const (
	Word Kind = iota // the stem of a word, or a number
	Weak             // a word that carries little: how, when, please
	Code             // a code as a whole, without its joints: "e1042" of "E-1042"
	Char             // one character of a script without spaces
	Pair             // two neighbouring characters of it
)

// Term is one comparable unit of a text.
type Term struct {
	// Text is the normal form that is compared.
	Text string
	// Surface is the word as written, lower case; for glossaries, which know
	// words, not stems.
	Surface string
	// Kind is what sort of thing it is.
	Kind Kind
	// Pos counts words and characters from 0. Pair stands where its first
	// character does and Code where its first part does, so equal distances in
	// Pos mean equal distances in the text.
	Pos int
}

// Terms gives the terms of text in order. Stop words leave a gap in Pos.
func Terms(text string) []Term {
	s := scanner{out: make([]Term, 0, len(text)/5)}
	text = Visible(text)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case joined(r):
			end := i + runLen(text[i:], joined)
			s.joinedRun(text[i:end])
			i = end
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			end := i + codeLen(text[i:])
			s.run(text[i:end])
			i = end
		default:
			i += size
		}
	}
	return s.out
}

type scanner struct {
	out []Term
	pos int
}

func (s *scanner) add(kind Kind, text, surface string, pos int) {
	s.out = append(s.out, Term{Text: clip.Bytes(text, MaxTerm), Surface: surface, Kind: kind, Pos: pos})
}

func (s *scanner) joinedRun(run string) {
	prev, prevAt := "", 0
	run = hanzi.Text(run)
	for i, r := range run {
		c := run[i : i+utf8.RuneLen(r)]
		s.add(unless(weakChars[c], Char), c, c, s.pos)
		if prev != "" {
			pair := run[prevAt : i+len(c)]
			s.add(unless(weakPairs[pair], Pair), pair, pair, s.pos-1)
		}
		prev, prevAt = c, i
		s.pos++
	}
	s.pos++ // no pair and no phrase across the end of a run
}

func unless(weak bool, kind Kind) Kind {
	if weak {
		return Weak
	}
	return kind
}

// run takes a run of letters, digits and joints: one word, or a code whose
// parts are terms as well, because people leave parts out and split them.
func (s *scanner) run(run string) {
	run = strings.ToLower(run)
	start := s.pos
	isCode := codeLike(run)
	for _, part := range splitParts(run) {
		s.word(part)
	}
	if isCode {
		whole := strings.Map(dropJoint, run)
		if s.pos == start+1 && len(s.out) > 0 && s.out[len(s.out)-1].Text == whole {
			s.out[len(s.out)-1].Kind = Code
			return
		}
		s.add(Code, whole, whole, start)
	}
}

func (s *scanner) word(w string) {
	w = strings.TrimSuffix(strings.ReplaceAll(w, "’", "'"), "'s")
	w = strings.ReplaceAll(w, "'", "")
	switch {
	case w == "":
		return
	case stopWords[w]:
	case weakWords[w]:
		s.add(Weak, w, w, s.pos)
	case hasDigit(w):
		s.add(Word, w, w, s.pos)
	default:
		s.add(Word, Stem(w), w, s.pos)
	}
	s.pos++
}

// codeLen is the length of the run of letters and digits at the head of text,
// together with single joints inside it (E-1042, err_cert, 1.2.3, O'Neil).
func codeLen(text string) int {
	end := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isWordRune(r) {
			i += size
			end = i
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		if !isJoint(r) || !isWordRune(next) {
			break
		}
		i += size
	}
	return end
}

func isWordRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)) && !joined(r)
}

func isJoint(r rune) bool {
	switch r {
	case '-', '_', '.', '/', '#', '\'', '’', '‑', '‐':
		return true
	}
	return false
}

// codeLike reports runs that mean something only as a whole: with a digit
// beside a letter or a joint, or with an underscore. "1.5" is a number, and
// "sign-in" and "and/or" are words.
func codeLike(run string) bool {
	digit, letter, joint := false, false, false
	for _, r := range run {
		switch {
		case r == '_':
			return len(run) > 3
		case r == '.', r == '\'', r == '’':
		case isJoint(r):
			joint = true
		case unicode.IsDigit(r):
			digit = true
		default:
			letter = true
		}
	}
	return digit && (letter || joint) && len(run) >= 3
}

func splitParts(run string) []string {
	return strings.FieldsFunc(run, func(r rune) bool {
		return isJoint(r) && r != '\'' && r != '’'
	})
}

func dropJoint(r rune) rune {
	if isJoint(r) {
		return -1
	}
	return r
}

func runLen(text string, in func(rune) bool) int {
	for i, r := range text {
		if !in(r) {
			return i
		}
	}
	return len(text)
}

func hasDigit(w string) bool { return strings.ContainsAny(w, "0123456789") }
