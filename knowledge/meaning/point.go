package meaning

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Point is a meaning among others: its words weighted by how rare they are there,
// each language of length 1. Points of different calls of [Together] do not compare.
type Point struct {
	lang  int
	terms [languages][]term
}

// Words is how many words the point has in its own language.
func (p Point) Words() int { return len(p.terms[p.lang]) }

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

// rarities of words by language.
type rarities [languages]map[string]float64

// Together gives each meaning its point among all of them, in their order.
func Together(meanings []Meaning) []Point {
	var idf rarities
	for lang := range languages {
		df := map[string]int{}
		for _, m := range meanings {
			for _, t := range m.terms[lang] {
				df[t.text]++
			}
		}
		idf[lang] = make(map[string]float64, len(df))
		for text, n := range df {
			idf[lang][text] = rarity(len(meanings), n)
		}
	}
	points := make([]Point, len(meanings))
	for i, m := range meanings {
		points[i] = idf.place(m)
	}
	return points
}

func (idf rarities) place(m Meaning) Point {
	p := Point{lang: m.lang}
	for lang := range languages {
		list, sum := make([]term, len(m.terms[lang])), 0.0
		for i, t := range m.terms[lang] {
			list[i] = term{t.text, t.weight * idf[lang][t.text]}
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
func Similar(a, b Point) float64 {
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
