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
			for _, c := range Fold(line) {
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

func TestFold(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"Can I tlak to SOMBODY":     "can i talk to somebody",
		"pleeeease":                 "please",
		"h u m a n":                 "human",
		"hum4ns":                    "humans",
		"轉接真人":                      "转接真人",
		"转 人 工":                     "转人工",
		"ｒｅａｌ ｐｅｒｓｏｎ":               "real person",
		"don't":                     "do not",
		"agent, please":             "agent please",
		"prison urgent stuff again": "prison urgent stuff again",
	} {
		got := Fold(text)
		require.Len(t, got, 1, text)
		require.Equal(t, want, got[0].Text)
	}
	require.Empty(t, Fold("  \n…"))
	long := Fold(string(make([]rune, 50)) + "x" + string(make([]byte, 5000)) + " human")
	require.NotEmpty(t, long)
	require.Less(t, len(long), 10)
}

func TestSameTopic(t *testing.T) {
	t.Parallel()

	same := func(a, b string) bool { return TopicOf(a).Same(TopicOf(b)) }
	require.True(t, same("where is my parcel", "my package, where is it?"))
	require.True(t, same("运费谁出", "我问的是运费谁出"))
	require.False(t, same("where is my parcel", "do you have it in red"))
	require.False(t, same("", ""))
}

func TestWordsTypedAsOne(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"ineedtotalktosomeone":     "i need to talk to someone",
		"canispeaktoahuman":        "can i speak to a human",
		"get me ahuman":            "get me a human",
		"let metalk to you":        "let me talk to you",
		"humanplease":              "human please",
		"pleasecallme":             "please call me",
		"personal callback humane": "personal callback humane",
		"zhuan ren gong":           "转人工",
		"wo yao zhenren":           "我要真人",
		"zhuanrengong pls":         "转人工 please",
		"rengongkefu":              "人工客服",
		"you men in the gong show": "you men in the gong show",
		"he has a fu dog":          "he has a fu dog",
		"专人工":                      "转人工",
		"砖仁公":                      "转人工",
		"人工课服":                     "人工客服",
		"专人工作时间":                   "专人工作时间",
		"克服困难，转人公司":                "克服困难",
	} {
		require.Equal(t, want, Fold(text)[0].Text, text)
	}
	require.Equal(t, "转人公司", Fold("克服困难，转人公司")[1].Text)
}
