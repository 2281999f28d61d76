package locale_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/locale"
)

// Every text exists in every language with the same placeholders: a missing
// one would show a key, or a brace, to a person.
func TestLanguagesAreComplete(t *testing.T) {
	t.Parallel()

	holes := regexp.MustCompile(`\{[a-z_]+\}`)
	find := func(lang, key string) []string {
		list := holes.FindAllString(locale.Text(lang, key), -1)
		slices.Sort(list)
		return slices.Compact(list)
	}
	keys := locale.Keys(locale.English)
	require.NotEmpty(t, keys)
	for _, lang := range locale.Languages() {
		require.Equal(t, keys, locale.Keys(lang), "keys of %s", lang)
		for _, key := range keys {
			require.Equal(t, find(locale.English, key), find(lang, key), "placeholders of %s in %s", key, lang)
			require.NotEmpty(t, locale.Text(lang, key), "%s in %s", key, lang)
		}
	}
}

func TestTextFillsPlaceholders(t *testing.T) {
	t.Parallel()

	require.Equal(t, "The request is larger than 1 MiB.", locale.Text("en", "problem.body_too_large", "limit", "1 MiB"))
	require.Equal(t, "请求内容超过 1 MiB。", locale.Text("zh-Hans-CN", "problem.body_too_large", "limit", "1 MiB"))
	require.Equal(t, "problem.no_such", locale.Text("en", "problem.no_such"))
	require.Equal(t, "There is nothing here.", locale.Text("fr", "problem.not_found"))
}

func TestNegotiate(t *testing.T) {
	t.Parallel()

	for header, want := range map[string]string{
		"zh-CN,zh;q=0.9,en;q=0.8": "zh",
		"fr-FR,de;q=0.9":          "en",
		"en-GB,zh;q=0.5":          "en",
		"":                        "en",
		"*;;;":                    "en",
	} {
		require.Equal(t, want, locale.Negotiate(header), header)
	}
}

// TestTextsFromBefore: a node of the version before stores one string, in
// whatever language.
func TestTextsFromBefore(t *testing.T) {
	t.Parallel()

	for raw, want := range map[string]locale.Texts{
		`"Cancel my order"`: {"en": "Cancel my order"}, `"取消订单"`: {"zh": "取消订单"}, `""`: nil, `null`: nil,
		`{"en":"Cancel","zh":"取消"}`: {"en": "Cancel", "zh": "取消"},
	} {
		var got locale.Texts
		require.NoError(t, json.Unmarshal([]byte(raw), &got), raw)
		require.Equal(t, want, got, raw)
	}
	require.Error(t, json.Unmarshal([]byte(`7`), new(locale.Texts)))
}
