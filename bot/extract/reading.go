package extract

import "github.com/firstlinehq/firstline/bot/sentence"

// Reading is a passage taken apart. It does not change and may be shared.
type Reading struct {
	units          []readUnit
	title, section map[string]bool
	bag            map[string]bool // terms of section and text
	tells          bool            // the heading says that it tells how
	shows          sought
}

type readUnit struct {
	sentence.Unit
	has   map[string]bool
	shows sought
}

// Read takes a passage apart; it is most of the work of an answer, and the same
// for every question.
func Read(p Passage) *Reading {
	r := &Reading{title: terms(p.Title), section: terms(p.Section), bag: terms(p.Section), tells: tellsHow.MatchString(lastHeading(p.Section))}
	if p.Section == "" {
		r.section = r.title // an article begins with what its title says
	}
	for _, u := range sentence.Split(p.Text) {
		ru := readUnit{Unit: u, has: terms(u.Text), shows: showsIn(u.Text)}
		for t := range ru.has {
			r.bag[t] = true
		}
		r.shows |= ru.shows
		r.units = append(r.units, ru)
	}
	return r
}
