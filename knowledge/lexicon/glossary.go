package lexicon

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/firstlinehq/firstline/knowledge/token"
)

//go:embed glossary.txt
var glossaryText string

// glossary gives translations.
type glossary struct {
	// chinese gives the Chinese words for an English one by its stems, joined by
	// spaces; english the English words for a Chinese one.
	chinese, english map[string][]string
	// longest key of each, in stems and in characters.
	longestEnglish, longestChinese int
}

var theGlossary = sync.OnceValue(func() *glossary {
	g, err := readGlossary(glossaryText)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return g
})

// readGlossary reads lines of English words, a bar and Chinese words.
func readGlossary(text string) (*glossary, error) {
	g := &glossary{chinese: map[string][]string{}, english: map[string][]string{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		left, right, ok := strings.Cut(line, "|")
		english, chinese := list(left), list(right)
		if !ok || len(english) == 0 || len(chinese) == 0 {
			return nil, fmt.Errorf("glossary line %d: want English words, a bar, Chinese words", n)
		}
		g.add(english, chinese)
	}
	return g, nil
}

func (g *glossary) add(english, chinese []string) {
	for _, e := range english {
		key, n := stemKey(token.Terms(e))
		g.longestEnglish = max(g.longestEnglish, n)
		for _, c := range chinese {
			g.chinese[key] = addOnce(g.chinese[key], c)
		}
	}
	for _, c := range chinese {
		g.longestChinese = max(g.longestChinese, len([]rune(c)))
		for _, e := range english {
			g.english[c] = addOnce(g.english[c], e)
		}
	}
}

func addOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// stemKey joins the stems of a phrase and counts them.
func stemKey(terms []token.Term) (string, int) {
	var stems []string
	for _, t := range terms {
		if t.Kind == token.Word || t.Kind == token.Weak {
			stems = append(stems, t.Text)
		}
	}
	return strings.Join(stems, " "), len(stems)
}
