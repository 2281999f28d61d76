package extract

import (
	"maps"

	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// Reading is a passage taken apart. It does not change and may be shared.
type Reading struct {
	units          []readUnit
	title, section map[string]bool
	bag            map[string]bool // terms of section and text
	grams          map[string]bool // of title, section and text
	tells          bool            // the heading says that it tells how
	shows          query.Sought
	// under and about are the kinds of fact that the nearest heading and the title
	// promise.
	under, about query.Sought
}

type readUnit struct {
	sentence.Unit
	has   map[string]bool
	grams map[string]bool
	shows query.Sought
}

// Read takes a passage apart; it is most of the work of an answer, and the same
// for every question.
func Read(p Passage) *Reading {
	r := &Reading{title: terms(p.Title), section: terms(p.Section), bag: terms(p.Section), tells: tellsHow.MatchString(lastHeading(p.Section))}
	r.under, r.about = query.PromisedBy(lastHeading(p.Section)), query.PromisedBy(p.Title)
	if p.Section == "" {
		r.section = r.title // an article begins with what its title says
	}
	r.grams = grams(p.Title + "\n" + p.Section)
	for _, u := range sentence.Split(p.Text) {
		ru := readUnit{Unit: u, has: terms(u.Text), grams: grams(u.Text), shows: query.ShowsIn(u.Text)}
		maps.Copy(r.grams, ru.grams)
		for _, fact := range ru.shows.Facts() {
			ru.has[fact] = true
		}
		for t := range ru.has {
			r.bag[t] = true
		}
		r.shows |= ru.shows
		r.units = append(r.units, ru)
	}
	return r
}

// terms gives the terms that a text can be found by.
func terms(text string) map[string]bool {
	out := make(map[string]bool, 16)
	for _, t := range token.Terms(text) {
		out[t.Text] = true
	}
	return out
}
