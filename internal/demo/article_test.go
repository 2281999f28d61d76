package demo_test

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"github.com/firstlinehq/firstline/internal/demo"
)

type bundle struct {
	articles []demo.Article
	// byLang is by language, then slug.
	byLang map[string]map[string]demo.Article
}

func setup(t *testing.T) bundle {
	t.Helper()
	articles, err := demo.Articles()
	require.NoError(t, err)
	byLang := map[string]map[string]demo.Article{}
	for _, lang := range demo.Langs {
		byLang[lang] = map[string]demo.Article{}
	}
	for _, a := range articles {
		require.Contains(t, byLang, a.Lang, a.Slug)
		require.NotContains(t, byLang[a.Lang], a.Slug, "two articles share a slug")
		byLang[a.Lang][a.Slug] = a
	}
	return bundle{articles, byLang}
}

func TestArticlesAreComplete(t *testing.T) {
	t.Parallel()
	b := setup(t)
	collections, err := demo.Collections()
	require.NoError(t, err)
	keys := map[string]bool{}
	for _, c := range collections {
		keys[c.Key] = true
		for _, lang := range demo.Langs {
			require.NotEmpty(t, c.Title[lang], c.Key)
			require.NotEmpty(t, c.Summary[lang], c.Key)
		}
	}
	require.GreaterOrEqual(t, len(b.articles), 2*45)
	for _, a := range b.articles {
		require.NotEmpty(t, a.Title, a.Slug)
		require.Equal(t, a.Slug, a.Key)
		require.True(t, keys[a.Collection], "%s: no collection %q", a.Slug, a.Collection)
		require.Contains(t, []demo.Audience{demo.Public, demo.Internal}, a.Audience, a.Slug)
		require.Equal(t, a.Collection == "internal", a.Audience == demo.Internal, a.Slug)
		require.True(t, a.Updated.After(time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)), a.Slug)
		require.NotContains(t, a.Body, "---\n", "%s: front matter leaked into the body", a.Slug)
	}
}

func TestEachArticleExistsInBothLanguages(t *testing.T) {
	t.Parallel()
	b := setup(t)
	require.Equal(t,
		slices.Sorted(maps.Keys(b.byLang["en"])), slices.Sorted(maps.Keys(b.byLang["zh"])))
	for slug, en := range b.byLang["en"] {
		zh := b.byLang["zh"][slug]
		require.Equal(t, en.Collection, zh.Collection, slug)
		require.Equal(t, en.Audience, zh.Audience, slug)
		require.Equal(t, en.Updated, zh.Updated, slug)
		require.Equal(t, strings.Count(en.Body, "\n## "), strings.Count(zh.Body, "\n## "), "%s: headings differ", slug)
		require.Equal(t, strings.Count(en.Body, "\n|"), strings.Count(zh.Body, "\n|"), "%s: table rows differ", slug)
	}
}

func TestArticleLengths(t *testing.T) {
	t.Parallel()
	for _, a := range setup(t).articles {
		if a.Lang == "en" {
			words := len(strings.Fields(a.Body))
			require.True(t, words >= 120 && words <= 450, "%s: %d words", a.Slug, words)
			continue
		}
		han := 0
		for _, r := range a.Body {
			if unicode.Is(unicode.Han, r) {
				han++
			}
		}
		require.True(t, han >= 200 && han <= 700, "%s: %d characters", a.Slug, han)
	}
}

// Emphasis beside Chinese punctuation is easy to get wrong: CommonMark then shows the asterisks.
func TestNoMarkupShows(t *testing.T) {
	t.Parallel()
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table))
	for _, a := range setup(t).articles {
		var html bytes.Buffer
		require.NoError(t, markdown.Convert([]byte(a.Body), &html))
		require.NotContains(t, html.String(), "*", "%s/%s", a.Lang, a.Slug)
		require.NotContains(t, html.String(), "|", "%s/%s", a.Lang, a.Slug)
	}
}

var (
	codePattern   = regexp.MustCompile(`[A-Z]{2,4}-[A-Z0-9]+(?:-[A-Z0-9]+)*|-[A-Z]{2,3}\b`)
	listPattern   = regexp.MustCompile(`(?m)^\s*\d+\. `)
	groupPattern  = regexp.MustCompile(`(\d),(\d{3})`)
	numberPattern = regexp.MustCompile(`\d+(?:[.:]\d+)*`)
)

type figures struct {
	codes, numbers []string
}

// figuresOf finds what must be the same in every language: article numbers, error codes, amounts,
// times, dates. The numbers of a numbered list don't count.
func figuresOf(body string) figures {
	codes := codePattern.FindAllString(body, -1)
	rest := codePattern.ReplaceAllString(body, " ")
	rest = listPattern.ReplaceAllString(rest, "")
	rest = groupPattern.ReplaceAllString(rest, "$1$2")
	return figures{unique(codes), unique(numberPattern.FindAllString(rest, -1))}
}

func unique(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}

func TestFiguresAgreeAcrossLanguages(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for slug, en := range b.byLang["en"] {
		inEnglish, inChinese := figuresOf(en.Body), figuresOf(b.byLang["zh"][slug].Body)
		require.Equal(t, inEnglish.codes, inChinese.codes, slug)
		require.Subset(t, inChinese.numbers, inEnglish.numbers, slug)
		// Chinese writes digits where English writes words and names of months.
		for _, n := range inChinese.numbers {
			if !slices.Contains(inEnglish.numbers, n) {
				require.Contains(t, spelled(en.Body), n, "%s: only the Chinese text says %s", slug, n)
			}
		}
	}
}

var numberWords = map[string]string{
	"one": "1", "once": "1", "first": "1", "two": "2", "second": "2", "twice": "2", "both": "2",
	"three": "3", "third": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
	"january": "1", "february": "2", "march": "3", "april": "4", "may": "5", "june": "6", "july": "7",
	"august": "8", "september": "9", "october": "10", "november": "11", "december": "12",
}

func spelled(body string) []string {
	var numbers []string
	words := strings.FieldsFunc(strings.ToLower(body), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range words {
		if number, ok := numberWords[word]; ok {
			numbers = append(numbers, number)
		}
	}
	return unique(numbers)
}

func TestFiguresOf(t *testing.T) {
	t.Parallel()
	require.Equal(t,
		figures{[]string{"JH-1310-B4", "PAY-402"}, []string{"1240", "14:00", "4.95", "60"}},
		figuresOf("1. JH-1310-B4 costs €4.95 or 1,240 by 14:00 (PAY-402), free from €60"))
}
