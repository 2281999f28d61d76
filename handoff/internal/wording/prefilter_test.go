package wording

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp/syntax"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var lists = [][]pattern{
	turns, requests, refusals, protests, reaches, bares, hardNegatives, legals, legalQuestions, safeties, safetyQuestions,
	abuses, pleasant, angers, demands, problems, metas, accepts, declines, botOffers, botMisses,
}

// The prefilter saves work and must change nothing: every pattern that matches
// is among the candidates. The texts are made from the patterns themselves, so
// that each of their branches is met.
func TestPrefilterKeepsEveryMatch(t *testing.T) {
	t.Parallel()

	const texts, tries = 80, 4000 // for each pattern: ends of words make many a text one that does not match
	w := writer{rand.New(rand.NewPCG(3, 5))}
	for _, list := range lists {
		for _, p := range list {
			expr, err := syntax.Parse(p.re.String(), syntax.Perl)
			require.NoError(t, err)
			matched := 0
			for try := 0; try < tries && matched < texts; try++ {
				var b strings.Builder
				w.write(expr, &b)
				if text := b.String(); p.re.MatchString(text) {
					matched++
					may := candidates(text)
					require.True(t, may.has(p.n), "%s in %q", p.id, text)
				}
			}
			require.Positive(t, matched, p.id)
		}
	}
}

// What people wrote holds what no pattern foresees; a part of it is enough
// beside the texts made of the patterns.
func TestPrefilterKeepsWhatPeopleWrote(t *testing.T) {
	t.Parallel()

	const every = 12 // one line in so many
	files, err := filepath.Glob("../../train/data/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	matched, n := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			if n++; n%every != 0 {
				continue
			}
			for _, c := range fold(line) {
				for _, list := range lists {
					for _, p := range list {
						if p.re.MatchString(c.Text) {
							matched++
							require.True(t, c.may.has(p.n), "%s in %q", p.id, c.Text)
						}
					}
				}
			}
		}
	}
	require.Greater(t, matched, 200)
}

// writer writes texts that an expression matches, each branch of it sooner or
// later.
type writer struct{ rng *rand.Rand }

func (w writer) write(re *syntax.Regexp, b *strings.Builder) {
	repeat := func(least, most int) {
		for range least + w.rng.IntN(most-least+1) {
			w.write(re.Sub[0], b)
		}
	}
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		i := 2 * w.rng.IntN(len(re.Rune)/2)
		lo, hi := re.Rune[i], min(re.Rune[i+1], re.Rune[i]+25)
		b.WriteRune(lo + w.rng.Int32N(hi-lo+1))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte("  x"[w.rng.IntN(3)])
	case syntax.OpStar:
		repeat(0, 2)
	case syntax.OpPlus:
		repeat(1, 2)
	case syntax.OpQuest:
		repeat(0, 1)
	case syntax.OpRepeat:
		most := re.Max
		if most < 0 {
			most = re.Min + 2
		}
		repeat(re.Min, most)
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			w.write(sub, b)
		}
	case syntax.OpAlternate:
		w.write(re.Sub[w.rng.IntN(len(re.Sub))], b)
	case syntax.OpCapture:
		w.write(re.Sub[0], b)
	default: // ends of text and of words: whoever asks sees whether it matches
	}
}
