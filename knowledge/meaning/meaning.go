package meaning

import (
	"math"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/knowledge/lexicon"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// The languages that a meaning is held in.
const (
	english = iota
	chinese
	languages
)

var langNames = [languages]string{"en", "zh"}

// term is a word of a meaning and how much it counts before its rarity does.
type term struct {
	text   string
	weight float64
}

// Meaning is what a text is about: its words, and what they are in the other
// language. Two texts are compared in the language of either, so that synonyms
// meet in the other one.
type Meaning struct {
	lang  int
	terms [languages][]term // by text, each once
}

// Lang is the language that the text is in, "en" or "zh".
func (m Meaning) Lang() string { return langNames[m.lang] }

// Words is how many words say something, in the text's own language.
func (m Meaning) Words() int { return len(m.terms[m.lang]) }

// filler says nothing about what is asked. It stands beside the weak words of
// token, which are those of any text; these are those of any request for help.
var filler = set(`help please want need would like know ask question tell hi hello hey thanks thank try get got make sure
	anyone somebody person human agent real speak talk representative operator support chat someone staff problem issue
	what how where when why which can could do does possible still just now really`,
	`请问 问一 一下 想问 我想 想要 我要 要怎 怎么 么办 如何 可以 可不 不可 能不 不能 是否 有没 没有 我的 你们 你好 您好 谢谢 帮我 帮忙 麻烦 知道 为什 什么
	转人 人工 真人 客服 服务 问题 现在 这个 那个 一个 请 问 想 要 我 你 您 们 的 了 吗 呢 吧 怎 么 办 能 可 以 是 有 没 在 把 被 给 和 跟 就 都 还 这 那 个 一 下 不 会 到`)

func set(lists ...string) map[string]bool {
	out := map[string]bool{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			out[w] = true
			out[token.Stem(w)] = true
		}
	}
	return out
}

// joints are characters that join words: a pair with one of them is no word.
const joints = "的了吗呢吧我你您们请把被是在里这那么哪给和与就都还"

// charWeight is what a single Chinese character counts beside the pairs it
// stands in.
const charWeight = 0.2

// nextOption is what each further translation counts against the one before.
const nextOption = 0.55

// Of reads a text.
func Of(text string) Meaning {
	m := Meaning{lang: english}
	if token.Lang(text) == langNames[chinese] {
		m.lang = chinese
	}
	for lang := range languages {
		counts := map[string]float64{}
		for _, w := range lexicon.Read(text, langNames[lang]).Wishes {
			if w.Kind == token.Weak || filler[strings.ToLower(w.Typed)] || w.Kind == token.Pair && strings.ContainsAny(w.Typed, joints) {
				continue
			}
			addWish(counts, w)
		}
		for text, weight := range counts {
			m.terms[lang] = append(m.terms[lang], term{text, weight})
		}
		slices.SortFunc(m.terms[lang], func(a, b term) int { return strings.Compare(a.text, b.text) })
	}
	return m
}

func addWish(counts map[string]float64, w lexicon.Wish) {
	base := math.Min(w.Weight, 1.5)
	if w.Kind == token.Char {
		base = charWeight
	}
	for k, o := range w.Options {
		share := base * math.Pow(nextOption, float64(k)) / math.Sqrt(float64(len(o.Terms)))
		for _, t := range o.Terms {
			if !filler[t] {
				counts[t] = max(counts[t], share)
			}
		}
	}
}

// Tells reports whether the text is about something.
func (m Meaning) Tells() bool {
	total := 0.0
	for _, t := range m.terms[m.lang] {
		total += t.weight
	}
	return total >= 0.9
}
