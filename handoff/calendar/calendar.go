// Package calendar reckons in the hours in which a team is there: whether it
// is open at an instant, when it opens next, and what instant lies so much
// working time later.
//
// A calendar is data: hours by weekday in the clock of one time zone, and days
// on which nobody works. Everything here is pure; callers bring the instant,
// which is the database's. The package imports only internal/problem.
package calendar

import (
	"regexp"
	"slices"
	"time"
	_ "time/tzdata" // a server may have no zone files; opening hours must not depend on that

	"github.com/firstlinehq/firstline/internal/problem"
)

// Calendar is when people work. One without hours is always open.
type Calendar struct {
	// Zone is an IANA name, for example "Asia/Shanghai"; empty = UTC.
	Zone string `json:"zone,omitempty" maxLength:"60"`
	// Week are the hours of each weekday, Sunday first. Days past the end are
	// closed; a calendar whose days are all empty is always open.
	Week [][]Span `json:"week,omitempty" maxItems:"7"`
	// Holidays are days on which nobody works.
	Holidays []Holiday `json:"holidays,omitempty" maxItems:"100"`
}

// Span is a part of a day by the clock on the wall, From included, Until not.
type Span struct {
	From  string `json:"from" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$"`
	Until string `json:"until" pattern:"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$" doc:"24:00 is the end of the day"`
}

// Holiday is one day, as 2006-01-02 in the calendar's zone.
type Holiday struct {
	Day  string `json:"day" format:"date"`
	Name string `json:"name,omitempty" maxLength:"80"`
}

var errCalendar = func(what string) error {
	return problem.New(problem.Invalid, "calendar_invalid", "what", what)
}

var clock = regexp.MustCompile(`^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$`)

// Check refuses a calendar that could not be kept to, naming the item.
func (c Calendar) Check() error {
	if _, err := time.LoadLocation(c.Zone); err != nil || c.Zone == "Local" {
		return errCalendar(c.Zone)
	}
	if len(c.Week) > 7 {
		return errCalendar("week")
	}
	for _, day := range c.Week {
		last := ""
		for _, s := range day {
			if !clock.MatchString(s.From) || !clock.MatchString(s.Until) || s.From >= s.Until || s.From < last {
				return errCalendar(s.From + "–" + s.Until)
			}
			last = s.Until
		}
	}
	for _, h := range c.Holidays {
		if _, err := time.Parse(time.DateOnly, h.Day); err != nil {
			return errCalendar(h.Day)
		}
	}
	return nil
}

// Always reports whether the calendar has no hours: it is open at all times.
func (c Calendar) Always() bool {
	return !slices.ContainsFunc(c.Week, func(day []Span) bool { return len(day) > 0 })
}

func (c Calendar) zone() *time.Location {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return time.UTC // checked when it was saved; a zone that was since abolished
	}
	return zone
}

type interval struct{ from, until time.Time }

// day gives the open intervals of the day that holds t, in order. The wall
// clock decides: where summer time begins a day is an hour shorter.
func (c Calendar) day(t time.Time) []interval {
	t = t.In(c.zone())
	date := t.Format(time.DateOnly)
	if slices.ContainsFunc(c.Holidays, func(h Holiday) bool { return h.Day == date }) {
		return nil
	}
	weekday := int(t.Weekday())
	if weekday >= len(c.Week) {
		return nil
	}
	list := make([]interval, len(c.Week[weekday]))
	for i, s := range c.Week[weekday] {
		list[i] = interval{from: onDay(t, s.From), until: onDay(t, s.Until)}
	}
	return list
}

func onDay(t time.Time, clock string) time.Time {
	hour := int(clock[0]-'0')*10 + int(clock[1]-'0')
	minute := int(clock[3]-'0')*10 + int(clock[4]-'0')
	return time.Date(t.Year(), t.Month(), t.Day(), hour, minute, 0, 0, t.Location())
}

// nextDay is the start of the day after t's.
func (c Calendar) nextDay(t time.Time) time.Time {
	t = t.In(c.zone())
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, t.Location())
}

// horizon bounds the look ahead: a calendar that is closed for longer opens never.
const horizon = 400

// Open reports whether people work at t.
func (c Calendar) Open(t time.Time) bool {
	return c.Always() || slices.ContainsFunc(c.day(t), func(i interval) bool { return !t.Before(i.from) && t.Before(i.until) })
}

// NextOpen is the first instant from t on at which people work; t itself while
// they do. ok is false where none comes within 400 days.
func (c Calendar) NextOpen(t time.Time) (at time.Time, ok bool) {
	if c.Always() {
		return t, true
	}
	day := t
	for range horizon {
		for _, i := range c.day(day) {
			if t.Before(i.until) {
				return later(t, i.from), true
			}
		}
		day = c.nextDay(day)
	}
	return time.Time{}, false
}

// Add gives the instant at which work of length d ends that was begun at t and
// rests while nobody works. Where the calendar never opens again it is t+d.
func (c Calendar) Add(t time.Time, d time.Duration) time.Time {
	if c.Always() {
		return t.Add(d)
	}
	day, left := t, d
	for range horizon {
		for _, i := range c.day(day) {
			from := later(t, i.from)
			if !from.Before(i.until) {
				continue
			}
			if room := i.until.Sub(from); left > room {
				left -= room
				continue
			}
			return from.Add(left)
		}
		day = c.nextDay(day)
	}
	return t.Add(d)
}

// Between gives how much of the time from one instant to another is worked;
// 0 where until does not come after from. It looks at most 400 days ahead.
func (c Calendar) Between(from, until time.Time) time.Duration {
	if !until.After(from) {
		return 0
	}
	if c.Always() {
		return until.Sub(from)
	}
	var worked time.Duration
	day := from
	for range horizon {
		for _, i := range c.day(day) {
			if a, b := later(from, i.from), earlier(until, i.until); b.After(a) {
				worked += b.Sub(a)
			}
		}
		if day = c.nextDay(day); !day.Before(until) {
			break
		}
	}
	return worked
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
