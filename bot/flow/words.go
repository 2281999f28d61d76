package flow

import (
	"slices"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// stopWords end a flow, as the whole message.
var stopWords = []string{
	"cancel", "stop", "quit", "exit", "abort", "never mind", "nevermind", "forget it", "forget about it", "cancel this", "cancel that", "stop this", "stop it", "stop asking",
	"start over", "i changed my mind", "changed my mind", "leave it", "please cancel", "please stop", "i give up",
	"取消", "停止", "停", "退出", "算了", "不用了", "不弄了", "不办了", "不要了", "停下", "结束", "终止", "我改主意了", "先不弄了", "先这样吧", "不想办了", "不想弄了",
}

// skipWords leave an optional question out.
var skipWords = []string{
	"skip", "skip this", "skip it", "pass", "none", "no", "nope", "nothing", "no thanks", "not now", "rather not", "i dont have one", "i dont know", "dont know", "n a", "na",
	"跳过", "略过", "没有", "无", "不填", "不知道", "不用", "不方便", "不清楚",
}

func stops(text string) bool { return slices.Contains(stopWords, plain(text)) }
func skips(text string) bool { return slices.Contains(skipWords, plain(text)) }

// plain is a text without case and marks, with one space between words.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\'' || r == '’':
			return -1
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// same reports whether two texts differ in case and marks only.
func same(a, b string) bool { return plain(a) == plain(b) }

// mentions reports whether a text holds a label.
func mentions(text, label string) bool {
	t, l := plain(text), plain(label)
	if l == "" {
		return false
	}
	if unicode.Is(unicode.Han, []rune(l)[0]) {
		return strings.Contains(t, l)
	}
	return strings.Contains(" "+t+" ", " "+l+" ")
}

// terms are what a phrase is compared by: stems of words, codes, and pairs of
// characters where a script has no spaces. Small words count: "want to return"
// is more than a return. solid reports whether there is a word besides them.
func terms(text string) (all []string, solid bool) {
	for _, t := range token.Terms(text) {
		switch t.Kind {
		case token.Word, token.Code, token.Pair:
			all, solid = append(all, t.Text), true
		case token.Weak:
			all = append(all, t.Text)
		case token.Char:
		}
	}
	return all, solid
}
