package demo_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/demo"
)

type evalTurn struct {
	Role string `json:"role"`
	Text string `json:"text"`
}

type evalQuestion struct {
	ID             string              `json:"id"`
	Lang           string              `json:"lang"`
	Question       string              `json:"question"`
	History        []evalTurn          `json:"history"`
	Answerable     bool                `json:"answerable"`
	Article        string              `json:"article"`
	MustContain    []string            `json:"must_contain"`
	MustNotContain []string            `json:"must_not_contain"`
	Alt            map[string][]string `json:"alt"`
	Also           []string            `json:"also"`
}

func evalQuestions(t *testing.T) []evalQuestion {
	t.Helper()
	file, err := os.Open("evalset/questions.jsonl")
	require.NoError(t, err)
	defer file.Close()
	var questions []evalQuestion
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		decoder := json.NewDecoder(strings.NewReader(lines.Text()))
		decoder.DisallowUnknownFields()
		var q evalQuestion
		require.NoError(t, decoder.Decode(&q), lines.Text())
		questions = append(questions, q)
	}
	require.NoError(t, lines.Err())
	return questions
}

func TestEvalSetIsLargeAndMixed(t *testing.T) {
	t.Parallel()
	ids, asked := map[string]bool{}, map[string]bool{}
	answerable, unanswerable, followUps := map[string]int{}, map[string]int{}, map[string]int{}
	for _, q := range evalQuestions(t) {
		require.False(t, ids[q.ID], q.ID)
		require.False(t, len(q.History) == 0 && asked[q.Question], "%s asks what another asks", q.ID)
		ids[q.ID], asked[q.Question] = true, true
		if q.Answerable {
			answerable[q.Lang]++
		} else {
			unanswerable[q.Lang]++
		}
		if len(q.History) > 0 {
			followUps[q.Lang]++
		}
	}
	for _, lang := range demo.Langs {
		require.GreaterOrEqual(t, answerable[lang], 100, lang)
		require.GreaterOrEqual(t, 3*unanswerable[lang]+6, answerable[lang], "%s: about a quarter has no answer", lang)
		require.GreaterOrEqual(t, followUps[lang], 12, lang)
	}
}

// What an answer must contain has to be in the article it is taken from, or no answer could pass.
func TestEvalSetAgreesWithTheArticles(t *testing.T) {
	t.Parallel()
	b := setup(t)
	covered := map[string]bool{}
	for _, q := range evalQuestions(t) {
		require.Contains(t, b.byLang, q.Lang, q.ID)
		require.NotEmpty(t, q.Question, q.ID)
		for i, turn := range q.History {
			require.Equal(t, []string{"visitor", "bot"}[i%2], turn.Role, q.ID)
		}
		require.Zero(t, len(q.History)%2, q.ID)
		if !q.Answerable {
			require.Empty(t, q.Article+strings.Join(q.MustContain, ""), q.ID)
			continue
		}
		covered[q.Article] = true
		require.NotEmpty(t, q.MustContain, q.ID)
		for _, slug := range append(slices.Clone(q.Also), q.Article) {
			require.Equal(t, demo.Public, b.byLang[q.Lang][slug].Audience, "%s: %q", q.ID, slug)
		}
		article := b.byLang[q.Lang][q.Article]
		for _, must := range q.MustContain {
			require.True(t, says(article, append([]string{must}, q.Alt[must]...)), "%s: %s does not say %q", q.ID, q.Article, must)
		}
		for must := range q.Alt {
			require.Contains(t, q.MustContain, must, q.ID)
		}
	}
	for slug, article := range b.byLang["en"] {
		require.Equal(t, article.Audience == demo.Public, covered[slug], "%s: asked about or not", slug)
	}
}

func says(article demo.Article, spellings []string) bool {
	text := strings.ToLower(strings.ReplaceAll(article.Title+"\n"+article.Body, "*", ""))
	return slices.ContainsFunc(spellings, func(s string) bool { return strings.Contains(text, strings.ToLower(s)) })
}
