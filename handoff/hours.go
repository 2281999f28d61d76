package handoff

import (
	"slices"
	"time"

	"github.com/firstlinehq/firstline/internal/problem"
)

// Hours are a part of the week, by the clock of a place. Where Until is not
// later than From it runs past midnight, counted to the day it began on.
type Hours struct {
	// From and Until are "15:04".
	From  string `json:"from" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$"`
	Until string `json:"until" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$"`
	// Days are 0 (Sunday) to 6; none = every day.
	Days []time.Weekday `json:"days,omitempty"`
	// Zone is an IANA name; empty = UTC.
	Zone string `json:"zone,omitempty"`
}

var errHours = problem.New(problem.Invalid, "rule_hours")

func (h *Hours) check() error {
	if h == nil {
		return nil
	}
	_, errFrom := time.Parse("15:04", h.From)
	_, errUntil := time.Parse("15:04", h.Until)
	_, errZone := time.LoadLocation(h.Zone)
	if errFrom != nil || errUntil != nil || errZone != nil ||
		slices.ContainsFunc(h.Days, func(d time.Weekday) bool { return d < time.Sunday || d > time.Saturday }) {
		return errHours
	}
	return nil
}

// include reports whether t lies within; never at the zero time.
func (h *Hours) include(t time.Time) bool {
	zone, err := time.LoadLocation(h.Zone)
	if err != nil || t.IsZero() {
		return false
	}
	t = t.In(zone)
	now, day := t.Format("15:04"), t.Weekday()
	begunToday := now >= h.From
	switch {
	case h.From < h.Until && (!begunToday || now >= h.Until):
		return false
	case h.From >= h.Until && !begunToday && now >= h.Until:
		return false
	case !begunToday: // the night that began yesterday
		day = (day + 6) % 7
	}
	return len(h.Days) == 0 || slices.Contains(h.Days, day)
}
