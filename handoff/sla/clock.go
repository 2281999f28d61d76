package sla

import (
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/calendar"
)

// outcome of a clock that has ended. Stored: do not rename.
type outcome string

const (
	running outcome = ""
	met     outcome = "met"
	late    outcome = "late"
	void    outcome = "void"
)

// clock measures one goal of a case.
type clock struct {
	id       uuid.UUID // nil until it is stored
	goal     Goal
	team     *uuid.UUID
	priority int
	started  time.Time
	// since is when it last began to run; nil while it rests and when it has ended.
	since *time.Time
	// spent was counted before since.
	spent                          time.Duration
	target                         time.Duration // 0 = none
	near, due, warned, missed, end *time.Time
	outcome                        outcome
}

// measure is by what a clock counts now.
type measure struct {
	policy   Policy
	calendar calendar.Calendar
	team     *uuid.UUID
	priority int
	now      time.Time
}

func (m *measure) hours(g Goal) calendar.Calendar {
	if m.policy.target(g).Always {
		return calendar.Calendar{}
	}
	return m.calendar
}

// bank adds what has run since the clock last began, up to an instant, and lets
// it rest.
func (c *clock) bank(m *measure, until time.Time) {
	if c.since != nil {
		c.spent += m.hours(c.goal).Between(*c.since, until).Round(time.Millisecond)
		c.since = nil
	}
}

// aim sets when it is near and due. What was missed stays as it was missed.
func (c *clock) aim(m *measure) {
	if c.missed != nil || c.outcome != running {
		return
	}
	c.team, c.priority = m.team, m.priority
	c.target = m.policy.target(c.goal).of(m.priority)
	if c.target == 0 || c.since == nil {
		c.near, c.due = nil, nil
		return
	}
	hours := m.hours(c.goal)
	due := hours.Add(*c.since, c.target-c.spent)
	near := hours.Add(*c.since, c.target*time.Duration(m.policy.WarnAt)/100-c.spent)
	if c.near != nil && same(*c.near, near) && same(*c.due, due) {
		return
	}
	c.warned = nil // another deadline than the one that was warned of
	c.near, c.due = &near, &due
}

// same reports whether two instants differ by no more than storing them costs.
func same(a, b time.Time) bool { return a.Sub(b).Abs() < 5*time.Millisecond }

// check finds what has come by an instant: a warning or a miss, each once.
func (c *clock) check(at time.Time) (neared, missed bool) {
	switch {
	case c.due == nil || c.missed != nil:
		return false, false
	case !at.Before(*c.due):
		c.missed = c.due
		return false, true
	case c.warned == nil && !at.Before(*c.near):
		c.warned = &at
		return true, false
	}
	return false, false
}

// finish ends it at an instant: kept tells whether what was promised was done.
func (c *clock) finish(m *measure, at time.Time, kept bool) {
	c.bank(m, at)
	c.end = &at
	switch {
	case !kept:
		c.outcome = void
	case c.missed != nil:
		c.outcome = late
	default:
		c.outcome = met
	}
	c.near, c.due = nil, nil
}

// next is the instant at which something happens to it; nil if nothing does.
func (c *clock) next() *time.Time {
	switch {
	case c.due == nil || c.missed != nil || c.outcome != running:
		return nil
	case c.warned == nil:
		return c.near
	}
	return c.due
}
