package wording

import (
	"regexp/syntax"
	"sync"
)

// Most expressions cannot match most clauses, and trying them is nearly all of
// the time. So each pattern gets a set of literals of which a match must hold
// one; one pass over a clause finds the literals in it, and only the patterns
// they belong to are tried. (The idea is RE2's prefilter.)

// maybe is a set of patterns, by number.
type maybe [8]uint64

func (m *maybe) add(n int)      { m[n>>6] |= 1 << (n & 63) }
func (m *maybe) has(n int) bool { return m[n>>6]&(1<<(n&63)) != 0 }

// registered are the literals of each pattern in the order of compilation.
var registered [][]string

func register(expr string) int {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err) // a pattern that does not compile is a broken build
	}
	n := len(registered)
	if n >= 64*len(maybe{}) {
		panic("wording: too many patterns for the prefilter")
	}
	registered = append(registered, literals(re.Simplify()).needed())
	return n
}

const (
	keyLen   = 3   // bytes that look a literal up
	maxExact = 400 // strings an expression may stand for before they are given up
)

// lits is what must occur in a match: exact, all strings that the expression
// stands for, while they are few; else any, of which one must occur.
type lits struct {
	exact []string // nil = unknown
	any   []string // nil = nothing is known
}

// needed gives the strings of which one must occur; nil = always try.
func (l lits) needed() []string {
	if worth(l.exact) > worth(l.any) {
		return l.exact
	}
	if worth(l.any) == 0 {
		return nil
	}
	return l.any
}

// worth is the length of the shortest string, 0 where that is too short to
// look up.
func worth(list []string) int {
	if len(list) == 0 {
		return 0
	}
	shortest := len(list[0])
	for _, s := range list {
		shortest = min(shortest, len(s))
	}
	if shortest < keyLen {
		return 0
	}
	return shortest
}

func literals(re *syntax.Regexp) lits {
	switch re.Op {
	case syntax.OpLiteral:
		return lits{exact: []string{string(re.Rune)}}
	case syntax.OpCharClass:
		return classLits(re)
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpBeginLine, syntax.OpEndLine:
		return lits{exact: []string{""}}
	case syntax.OpCapture:
		return literals(re.Sub[0])
	case syntax.OpPlus:
		return lits{any: literals(re.Sub[0]).needed()}
	case syntax.OpQuest:
		if l := literals(re.Sub[0]); len(l.exact) > 0 && len(l.exact) < maxExact/2 {
			return lits{exact: append([]string{""}, l.exact...)}
		}
		return lits{}
	case syntax.OpAlternate:
		return alternateLits(re.Sub)
	case syntax.OpConcat:
		return concatLits(re.Sub)
	default:
		return lits{}
	}
}

func classLits(re *syntax.Regexp) lits {
	var out []string
	for i := 0; i+1 < len(re.Rune); i += 2 {
		if re.Rune[i+1]-re.Rune[i] > 40 {
			return lits{}
		}
		for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
			out = append(out, string(r))
		}
		if len(out) > 40 {
			return lits{}
		}
	}
	return lits{exact: out}
}

func alternateLits(subs []*syntax.Regexp) lits {
	all := lits{exact: []string{}, any: []string{}}
	for _, sub := range subs {
		l := literals(sub)
		if all.exact != nil && l.exact != nil && len(all.exact)+len(l.exact) <= maxExact {
			all.exact = append(all.exact, l.exact...)
		} else {
			all.exact = nil
		}
		if need := l.needed(); all.any != nil && need != nil {
			all.any = append(all.any, need...)
		} else {
			all.any = nil
		}
	}
	return all
}

func concatLits(subs []*syntax.Regexp) lits {
	run := []string{""} // exact strings of the parts since the last unknown one
	whole := true
	var best []string
	keep := func(list []string) {
		if worth(list) > worth(best) || worth(list) == worth(best) && worth(list) > 0 && len(list) < len(best) {
			best = list
		}
	}
	for _, sub := range subs {
		l := literals(sub)
		if l.exact != nil && len(run)*len(l.exact) <= maxExact {
			run = cross(run, l.exact)
			continue
		}
		whole = false
		keep(run)
		keep(l.needed())
		run = []string{""}
		if l.exact != nil {
			run = l.exact
		}
	}
	keep(run)
	if whole {
		return lits{exact: run}
	}
	return lits{any: best}
}

func cross(a, b []string) []string {
	out := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return out
}

type literal struct {
	text     string
	patterns maybe
}

// finder looks literals up by their first bytes.
type finder struct {
	byKey  map[[keyLen]byte][]literal
	always maybe
}

var find = sync.OnceValue(func() *finder {
	f := &finder{byKey: map[[keyLen]byte][]literal{}}
	byText := map[string]*maybe{}
	for n, list := range registered {
		if list == nil {
			f.always.add(n)
		}
		for _, s := range list {
			if byText[s] == nil {
				byText[s] = new(maybe)
			}
			byText[s].add(n)
		}
	}
	for s, m := range byText {
		key := [keyLen]byte([]byte(s[:keyLen]))
		f.byKey[key] = append(f.byKey[key], literal{s, *m})
	}
	return f
})

// candidates gives the patterns that may match text.
func candidates(text string) maybe {
	f := find()
	m := f.always
	for i := 0; i+keyLen <= len(text); i++ {
		for _, l := range f.byKey[[keyLen]byte([]byte(text[i:i+keyLen]))] {
			if i+len(l.text) <= len(text) && text[i:i+len(l.text)] == l.text {
				for k := range m {
					m[k] |= l.patterns[k]
				}
			}
		}
	}
	return m
}
