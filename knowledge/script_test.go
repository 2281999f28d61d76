package knowledge_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/markdown"
)

// TestSearchScript asks the questions of testdata/search over its articles and
// holds the figures against the least ones in the file. Change a question's
// expectation only when the articles changed; a better order raises the figures.
func TestSearchScript(t *testing.T) {
	t.Parallel()

	b := setup(t)
	publishScript(t, b)
	raw, err := os.ReadFile("testdata/search/questions.txt")
	require.NoError(t, err)
	var asked, first, reciprocal, leastHit, leastMRR float64
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if n, _ := fmt.Sscanf(line, "least hit1 %f mrr %f", &leastHit, &leastMRR); n == 2 {
			continue
		}
		question, want, ok := strings.Cut(line, " -> ")
		require.True(t, ok, line)
		r, err := b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: question, Limit: 10})
		require.NoError(t, err)
		if want == "!" {
			require.Less(t, r.Confidence, knowledge.Unsure, question)
			continue
		}
		asked++
		rank := 0
		for i, h := range r.Hits {
			if h.Slug == want {
				rank = i + 1
				break
			}
		}
		if rank == 1 {
			first++
		} else {
			t.Logf("%q: %s at rank %d", question, want, rank)
		}
		if rank > 0 {
			reciprocal += 1 / float64(rank)
		}
	}
	t.Logf("hit@1 %.3f, MRR %.3f over %.0f questions", first/asked, reciprocal/asked, asked)
	require.GreaterOrEqual(t, first/asked, leastHit, "hit@1")
	require.GreaterOrEqual(t, reciprocal/asked, leastMRR, "MRR")
}

// publishScript publishes articles written as "== slug (lang, key)" and Markdown.
func publishScript(t *testing.T, b bundle) {
	t.Helper()
	raw, err := os.ReadFile("testdata/search/articles.txt")
	require.NoError(t, err)
	for _, part := range strings.Split(string(raw), "== ")[1:] {
		head, text, ok := strings.Cut(part, "\n")
		require.True(t, ok)
		page, err := markdown.ReadPage([]byte(text))
		require.NoError(t, err)
		slug, rest, _ := strings.Cut(head, " (")
		lang, key, _ := strings.Cut(strings.TrimSuffix(rest, ")"), ", ")
		b.mustPublish(t, knowledge.Draft{Title: page.Meta.Title, Body: page.Body, Slug: slug, Lang: lang, Key: key})
	}
}

func TestExactCodesComeFirst(t *testing.T) {
	t.Parallel()

	b := setup(t)
	for i := range 30 {
		b.mustPublish(t, knowledge.Draft{
			Title: fmt.Sprintf("Part %d", i),
			Body:  fmt.Sprintf("Article number 7%05d. Shows error QX-%d when it is broken; then order the part again. Error, error.", i*37, 100+i),
		})
	}
	b.mustPublish(t, knowledge.Draft{Title: "All errors", Body: strings.Repeat("error number part order ", 50)})
	for i := range 30 {
		for _, text := range []string{
			fmt.Sprintf("QX-%d", 100+i), fmt.Sprintf("qx%d", 100+i), fmt.Sprintf("my machine shows error qx-%d what now", 100+i),
			fmt.Sprintf("7%05d", i*37), fmt.Sprintf("order part number 7%05d", i*37),
		} {
			require.Equal(t, fmt.Sprintf("Part %d", i), b.titles(t, knowledge.Query{Text: text, Limit: 1}), text)
		}
	}
}

func TestHitsAreInTheAskersLanguage(t *testing.T) {
	t.Parallel()

	b := setup(t)
	publishScript(t, b)
	// The words stand in the English text only; its translation is what is shown.
	r, err := b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: "drop-off point", Lang: "zh", Limit: 3})
	require.NoError(t, err)
	require.Equal(t, "returns-zh", r.Hits[0].Slug)
	require.Contains(t, r.Hits[0].Passages[0].Text, "寄件点")
	seen := map[string]bool{}
	for _, h := range r.Hits {
		require.False(t, seen[h.Key], "an article and its translation are one hit")
		seen[h.Key] = true
	}
}

func TestSearchIsTheSameTwice(t *testing.T) {
	t.Parallel()

	b := setup(t)
	publishScript(t, b)
	ask := knowledge.Query{Text: "how do I send the lamp back 退款", Limit: 50}
	want, err := b.lib.Search(t.Context(), b.ws, ask)
	require.NoError(t, err)
	for range 20 {
		got, err := b.lib.Search(t.Context(), b.ws, ask)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

func TestSearchTakesAnything(t *testing.T) {
	t.Parallel()

	b := setup(t)
	publishScript(t, b)
	for _, text := range []string{"", " ", "?!", "the of and", strings.Repeat("lamp ", 10_000), strings.Repeat("退货", 3000), "\xff\xfe", "a\x00b", "'; DROP TABLE articles; --", "\u200b"} {
		_, err := b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: text, Limit: 1000})
		require.NoError(t, err, "%.20q", text)
	}
}
