package form

import (
	"slices"
	"strings"
	"unicode"
)

// normal is a text as answers are compared: small letters, no marks, one space
// between words.
func normal(s string) string {
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

// The words that say yes and no, in normal form. English ones stand alone or
// lead a sentence; Chinese ones are the whole or lead it.
var (
	yesWords = []string{
		"yes", "y", "yeah", "yep", "yup", "yea", "ya", "sure", "correct", "right", "thats right", "that is right", "thats correct", "exactly", "indeed", "ok", "okay", "of course",
		"absolutely", "certainly", "definitely", "true", "i do", "i have", "i did", "it is", "it does", "all correct", "all right", "looks good", "looks right", "please do", "go ahead", "confirm", "confirmed",
		"是", "是的", "对", "对的", "没错", "正确", "好", "好的", "可以", "嗯", "嗯嗯", "有", "有的", "要", "确认", "当然", "行", "都对", "没问题", "确定", "是啊", "对啊",
	}
	noWords = []string{
		"no", "n", "nope", "nah", "not", "dont", "do not", "i dont", "i do not", "i havent", "i have not", "i have no", "i have none", "i have nothing", "i didnt", "it isnt", "it is not", "it doesnt", "wrong", "incorrect", "thats wrong", "that is wrong", "thats not right",
		"that is not right", "not right", "not quite", "never", "false", "neither",
		"不", "不是", "不对", "没有", "没", "否", "错", "错了", "不要", "不用", "不可以", "不行", "不正确", "不确定", "还没有", "没带", "我没有", "我没",
	}
)

// YesOrNo reads a message that answers a question by yes or no; ok is false for
// one that does neither.
func YesOrNo(text string) (yes, ok bool) {
	s := normal(text)
	switch {
	case slices.Contains(noWords, s):
		return false, true
	case slices.Contains(yesWords, s):
		return true, true
	case leads(s, noWords):
		return false, true
	case leads(s, yesWords):
		return true, true
	}
	return false, false
}

// leads reports whether a sentence begins with one of the words. Of Chinese
// words only those of two characters and more do: 好 begins too many sentences.
func leads(s string, words []string) bool {
	for _, w := range words {
		rest, found := strings.CutPrefix(s, w)
		if !found || rest == "" {
			continue
		}
		if first := []rune(w)[0]; unicode.Is(unicode.Han, first) {
			if rest[0] == ' ' || len([]rune(w)) > 1 {
				return true
			}
			continue
		}
		if rest[0] == ' ' && len(w) > 1 {
			return true
		}
	}
	return false
}

// option finds the one option that a message names, by label in any language,
// by value or by its number in the list.
func (f *Field) option(text string) (value string, ok bool) {
	if len(f.Options) == 0 {
		return "", false
	}
	s := normal(text)
	var named []string
	for i, o := range f.Options {
		if s == normal(o.Value) || s == plain(float64(i+1)) {
			return o.Value, true
		}
		for _, label := range o.Label {
			l := normal(label)
			if s == l {
				return o.Value, true
			}
			if l != "" && mentions(s, l) && !slices.Contains(named, o.Value) {
				named = append(named, o.Value)
			}
		}
	}
	if len(named) == 1 {
		return named[0], true
	}
	return "", false
}

// mentions reports whether a text holds a label: as words where it has spaces,
// anywhere where it is Chinese.
func mentions(s, label string) bool {
	if unicode.Is(unicode.Han, []rune(label)[0]) {
		return strings.Contains(s, label)
	}
	return strings.Contains(" "+s+" ", " "+label+" ")
}
