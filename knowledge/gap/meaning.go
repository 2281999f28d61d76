package gap

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

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

// meaning is what a text is about: its words, and what they are in the other
// language. Two questions are compared in the language of either, so that
// synonyms meet in the other one.
type meaning struct {
	lang  int
	terms [languages][]term // by text, each once
}

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

func meaningOf(text string) meaning {
	m := meaning{lang: english}
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

// tells reports whether a text is about something.
func tells(text string) bool {
	m := meaningOf(text)
	total := 0.0
	for _, t := range m.terms[m.lang] {
		total += t.weight
	}
	return total >= 0.9
}

// space holds meanings of texts that are compared, with how rare each word is
// among them.
type space struct {
	idf    [languages]map[string]float64
	points []point
}

// point is a meaning whose words are weighted, each language of length 1.
type point struct {
	lang  int
	terms [languages][]term
}

// Rarity is the logarithm of a word's inverse frequency, to a power that sets
// what is asked apart from what every question of a trade is about. rareFrom
// smooths it where few questions are known: a word of one in five is not common.
const (
	rareFrom  = 10
	rarePower = 1.6
)

func rarity(among, having int) float64 {
	return math.Pow(math.Log(1+float64(among+rareFrom)/float64(having+2)), rarePower)
}

func newSpace(meanings []meaning) *space {
	s := &space{points: make([]point, len(meanings))}
	for lang := range languages {
		df := map[string]int{}
		for _, m := range meanings {
			for _, t := range m.terms[lang] {
				df[t.text]++
			}
		}
		s.idf[lang] = make(map[string]float64, len(df))
		for text, n := range df {
			s.idf[lang][text] = rarity(len(meanings), n)
		}
	}
	for i, m := range meanings {
		s.points[i] = s.place(m)
	}
	return s
}

func (s *space) place(m meaning) point {
	p := point{lang: m.lang}
	for lang := range languages {
		list, sum := make([]term, len(m.terms[lang])), 0.0
		for i, t := range m.terms[lang] {
			idf, known := s.idf[lang][t.text]
			if !known {
				idf = rarity(0, 0)
			}
			list[i] = term{t.text, t.weight * idf}
			sum += list[i].weight * list[i].weight
		}
		for i := range list {
			list[i].weight /= math.Sqrt(sum)
		}
		p.terms[lang] = list
	}
	return p
}

// Similar is how alike two points are, 0…1. Questions of one language are
// compared in their own words and, for synonyms, in the other language's;
// those of two languages by what translation gives either way.
func similar(a, b point) float64 {
	e, z := dot(a.terms[english], b.terms[english]), dot(a.terms[chinese], b.terms[chinese])
	if a.lang != b.lang {
		return min(1, acrossGain*(0.5*max(e, z)+0.5*(e+z)/2))
	}
	own, other := e, z
	if a.lang == chinese {
		own, other = z, e
	}
	return max(own, 0.55*own+0.45*other)
}

// acrossGain makes up for what translation loses: half the words of a question
// have no line in the glossary.
const acrossGain = 1.4

// oneWord is what a likeness counts that rests on a single word, where both
// texts have more to say: "export my data" is not "where is my data".
const oneWord = 0.8

func dot(a, b []term) float64 {
	sum, shared := 0.0, 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i].text, b[j].text); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			sum += a[i].weight * b[j].weight
			if utf8.RuneCountInString(a[i].text) > 1 {
				shared++
			}
			i, j = i+1, j+1
		}
	}
	if shared == 1 && min(len(a), len(b)) > 2 {
		sum *= oneWord
	}
	return sum
}
