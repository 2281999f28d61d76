// Package locale holds the texts that people read from the server: problems,
// the fixed lines of a conversation, what the bot says about itself. Each
// language is complete; a test compares their keys and placeholders.
//
// Texts live in texts/<lang>/<namespace>.json; a key is "<namespace>.<name>".
// Placeholders are {name}. The package imports nothing of ours.
package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

//go:embed texts
var files embed.FS

// The languages, the default first.
const (
	English = "en"
	Chinese = "zh"
)

// Languages are all languages with complete texts, the default first.
func Languages() []string { return []string{English, Chinese} }

var texts = load()

func load() map[string]map[string]string {
	all := make(map[string]map[string]string)
	for _, lang := range Languages() {
		all[lang] = make(map[string]string)
		dir := path.Join("texts", lang)
		entries, err := files.ReadDir(dir)
		if err != nil {
			panic(err) // embedded: a build without its texts
		}
		for _, entry := range entries {
			raw, err := files.ReadFile(path.Join(dir, entry.Name()))
			if err != nil {
				panic(err)
			}
			var names map[string]string
			if err := json.Unmarshal(raw, &names); err != nil {
				panic(fmt.Sprintf("locale: %s/%s: %v", lang, entry.Name(), err))
			}
			for name, text := range names {
				all[lang][strings.TrimSuffix(entry.Name(), ".json")+"."+name] = text
			}
		}
	}
	return all
}

// Text gives the text of a key in a language, its placeholders filled; the
// default language where the language is not ours, and the key itself where
// there is no such text. params are name, value pairs.
func Text(lang, key string, params ...string) string {
	text, ok := texts[Known(lang)][key]
	if !ok {
		return key
	}
	if len(params) == 0 {
		return text
	}
	pairs := make([]string, len(params))
	for i, p := range params {
		if i%2 == 0 {
			p = "{" + p + "}"
		}
		pairs[i] = p
	}
	return strings.NewReplacer(pairs[:len(pairs)/2*2]...).Replace(text)
}

// Has reports whether a key has a text.
func Has(key string) bool {
	_, ok := texts[English][key]
	return ok
}

// Keys lists all keys of a language, sorted.
func Keys(lang string) []string { return slices.Sorted(maps.Keys(texts[lang])) }

// Known is the language itself if we have it, else the default. Region and
// script are dropped: "zh-Hans-CN" is "zh".
func Known(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if slices.Contains(Languages(), base) {
		return base
	}
	return English
}

// Negotiate picks a language from an Accept-Language header.
func Negotiate(accept string) string {
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return English
	}
	for _, t := range tags {
		base, _ := t.Base()
		if slices.Contains(Languages(), base.String()) {
			return base.String()
		}
	}
	return English
}
