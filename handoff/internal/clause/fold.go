package clause

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/firstlinehq/firstline/handoff/internal/spelling"
	"github.com/firstlinehq/firstline/internal/hanzi"
)

// Clause is a piece of a message in folded form, with its place in the original.
type Clause struct {
	// Text is lower case, simplified characters, one space between Latin words,
	// no space between Chinese characters, spelling of key words mended.
	Text  string
	Start int // byte offsets in the original
	End   int
	// Mark is the sentence mark that ended it: '?', '!' or 0.
	Mark rune
	// Shout is set when most of at least six Latin letters are capitals.
	Shout bool
}

// maxRunes bounds the work on one message: nobody asks for a person only
// after this many characters, and the head and the tail are both kept.
const maxRunes = 2000

// Fold splits text into folded clauses.
func Fold(text string) []Clause {
	text, cut := bound(text)
	var out []Clause
	start := 0
	flush := func(end int, mark rune) {
		if c, ok := fold(text[start:end]); ok && len(out) > 0 && polite[c.Text] {
			out[len(out)-1].Text += " " + c.Text
		} else if ok {
			c.Start, c.End, c.Mark = start, end, mark
			trimSpan(text, &c)
			c.Start, c.End = c.Start+cut(c.Start), c.End+cut(c.End)
			out = append(out, c)
		}
	}
	for i, r := range text {
		mark, ends := clauseEnd(text, i, r)
		if !ends {
			continue
		}
		if i > start {
			flush(i, mark)
		} else if n := len(out); n > 0 && mark != 0 && out[n-1].Mark == 0 {
			out[n-1].Mark = mark
		}
		start = i + len(string(r))
	}
	flush(len(text), 0)
	return out
}

// Whole puts clauses together again, for what is said over more than one of them.
func Whole(clauses []Clause) Clause {
	var whole Clause
	for i, c := range clauses {
		if i == 0 {
			whole = c
			continue
		}
		whole.Text += " " + c.Text
		whole.End = c.End
		whole.Shout = whole.Shout || c.Shout
		if c.Mark != 0 {
			whole.Mark = c.Mark
		}
	}
	return whole
}

// polite words that stand alone belong to what was said before: "agent, please".
var polite = spelling.Words("please now thanks 谢谢 asap pronto immediately")

// bound keeps the head and the tail of a very long text; cut maps an offset
// in the shortened text to what must be added for the original.
func bound(text string) (string, func(int) int) {
	none := func(int) int { return 0 }
	if len(text) <= maxRunes {
		return text, none
	}
	runes := []rune(text)
	if len(runes) <= maxRunes {
		return text, none
	}
	head, tail := string(runes[:maxRunes/2]), string(runes[len(runes)-maxRunes/2:])
	at, gap := len(head), len(text)-len(head)-len(tail)
	return head + tail, func(i int) int {
		if i > at {
			return gap
		}
		return 0
	}
}

func clauseEnd(text string, i int, r rune) (mark rune, ends bool) {
	switch r {
	case '?', '？':
		return '?', true
	case '!', '！':
		return '!', true
	case '。', '；', ';', '\n', '\r', '，', '…', '～':
		return 0, true
	case '.', ',', ':':
		// Not inside numbers, addresses and abbreviations: "4.99", "a.b@c.d".
		return 0, i+1 >= len(text) || text[i+1] == ' ' || rune(text[i+1]) == r || text[i+1] >= 0x80
	}
	return 0, false
}

func trimSpan(text string, c *Clause) {
	for c.Start < c.End && (text[c.Start] == ' ' || text[c.Start] == '\t') {
		c.Start++
	}
	for c.End > c.Start && (text[c.End-1] == ' ' || text[c.End-1] == '\t') {
		c.End--
	}
}

func fold(s string) (Clause, bool) {
	var c Clause
	words := tokens(s, &c.Shout)
	if len(words) == 0 {
		return c, false
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !(IsHan(words[i-1]) && IsHan(w)) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	c.Text = spelling.Hear(b.String())
	return c, true
}

// tokens gives the folded words of s; each Chinese character is one.
func tokens(s string, shout *bool) []string {
	s = spelling.Standard(norm.NFKC.String(s))
	var words []string
	var word []rune
	upper, letters := 0, 0
	end := func() {
		if len(word) > 0 {
			words = append(words, string(squeeze(word)))
			word = word[:0]
		}
	}
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r):
			// zero-width and combining tricks: the word goes on
		case unicode.Is(unicode.Han, r):
			end()
			words = append(words, string(hanzi.Plain(r)))
		case r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´':
			// dont = don't
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '@' || r == '$' && len(word) > 0 || r == '*' && len(word) > 0:
			if unicode.IsLetter(r) {
				letters++
				if unicode.IsUpper(r) {
					upper++
				}
			}
			word = append(word, unicode.ToLower(r))
		default:
			end()
			if isEmoji(r) {
				words = append(words, string(r))
			}
		}
	}
	end()
	*shout = letters >= 6 && upper*10 >= letters*7
	return spelling.Mend(joinSpelled(words))
}

// squeeze shortens runs of three and more: "pleeeease", "humannnn".
func squeeze(w []rune) []rune {
	out := w[:0:0]
	for i, r := range w {
		if i >= 2 && r == w[i-1] && r == w[i-2] && unicode.IsLetter(r) {
			continue
		}
		out = append(out, r)
	}
	return out
}

// joinSpelled joins letters written apart: "h u m a n".
func joinSpelled(words []string) []string {
	out := make([]string, 0, len(words))
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && len(words[j]) == 1 && words[j][0] >= 'a' && words[j][0] <= 'z' {
			j++
		}
		if j-i >= 4 {
			out = append(out, strings.Join(words[i:j], ""))
			i = j
			continue
		}
		out = append(out, words[i])
		i++
	}
	return out
}

// IsHan reports whether a word is Chinese: words are of one script.
func IsHan(w string) bool {
	for _, r := range w {
		return unicode.Is(unicode.Han, r)
	}
	return false
}

func isEmoji(r rune) bool {
	return r >= 0x1F300 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF
}
