package sla

import "time"

// facts are what of a conversation the clocks depend on.
type facts struct {
	// held: people have it, in the queue or in hand.
	held bool
	// since is when people got it; read only where no case has begun.
	since time.Time
	// resolved is when it was; nil where it is not.
	resolved *time.Time
	// waiting is since when the visitor waits for a person's word; nil if not.
	waiting *time.Time
	// replied is when an agent last spoke; nil where none did. It is read only
	// where a clock may end by it.
	replied *time.Time
	snoozed bool
}

// file is the case of a conversation with its clocks that have not ended.
type file struct {
	// began is zero while there is no case.
	began        time.Time
	firstReplied *time.Time
	escalated    *time.Time
	clocks       []*clock
	// What advance found, in order.
	neared, missed []*clock
	// escalate: it is to come onto the list of follow-ups.
	escalate bool
}

func (f *file) open(g Goal) *clock {
	for _, c := range f.clocks {
		if c.goal == g && c.outcome == running {
			return c
		}
	}
	return nil
}

func (f *file) start(g Goal, at time.Time) {
	f.clocks = append(f.clocks, &clock{goal: g, started: at, since: &at})
}

// advance brings a case to what holds now: clocks begin, rest, go on and end,
// and what is near or over is found. It is called on every change that matters
// and when a timer fires, and finds each thing once.
func (f *file) advance(now facts, m *measure) {
	if !now.held {
		f.close(now, m)
		return
	}
	if f.began.IsZero() {
		f.began = now.since
		f.start(Resolution, f.began)
		if now.replied != nil && now.replied.After(f.began) {
			f.firstReplied = now.replied // before anybody counted
		}
	}
	f.replies(now, m)
	if c := f.open(Resolution); c != nil {
		switch {
		case now.snoozed:
			f.over(c, m.now)
			c.bank(m, m.now)
		case c.since == nil:
			c.since = &m.now
		}
	}
	for _, c := range f.clocks {
		c.aim(m)
		f.look(c, m.now)
	}
	if at := f.escalateAt(m.policy); f.escalated == nil && at != nil && !m.now.Before(*at) {
		f.escalated, f.escalate = &m.now, true
	}
}

// replies ends the clocks that an agent's word has met, and begins the one that
// a waiting visitor needs.
func (f *file) replies(now facts, m *measure) {
	for _, g := range []Goal{FirstReply, NextReply} {
		c := f.open(g)
		// A visitor who waits since later than the clock runs was answered in between.
		if c == nil || now.waiting != nil && !now.waiting.After(c.started) {
			continue
		}
		at := m.now
		if now.replied != nil && now.replied.After(c.started) {
			at = *now.replied
		}
		f.finish(c, m, at, true)
		if f.firstReplied == nil {
			f.firstReplied = &at
		}
	}
	if now.waiting == nil || f.open(FirstReply) != nil || f.open(NextReply) != nil {
		return
	}
	at := *now.waiting
	if at.Before(f.began) {
		at = f.began
	}
	switch {
	case f.firstReplied == nil:
		f.start(FirstReply, at)
	case m.policy.NextReply.of(m.priority) > 0:
		f.start(NextReply, at)
	}
}

// close ends a case: what the visitor still waited for comes to nothing.
func (f *file) close(now facts, m *measure) {
	for _, c := range f.clocks {
		at := m.now
		if now.resolved != nil && now.resolved.After(c.started) {
			at = *now.resolved
		}
		f.finish(c, m, at, c.goal == Resolution && now.resolved != nil)
	}
	f.began = time.Time{}
}

// finish ends a clock, and finds that it came too late.
func (f *file) finish(c *clock, m *measure, at time.Time, kept bool) {
	f.over(c, at)
	c.finish(m, at, kept)
}

// over finds a miss alone: who stops counting needs no warning.
func (f *file) over(c *clock, at time.Time) {
	if _, missed := c.check(at); missed {
		f.missed = append(f.missed, c)
	}
}

func (f *file) look(c *clock, at time.Time) {
	neared, missed := c.check(at)
	if neared {
		f.neared = append(f.neared, c)
	}
	if missed {
		f.missed = append(f.missed, c)
	}
}

func (f *file) escalateAt(p Policy) *time.Time {
	if p.EscalateHours == 0 || f.began.IsZero() {
		return nil
	}
	at := f.began.Add(time.Duration(p.EscalateHours) * time.Hour)
	return &at
}

// next is the instant at which something happens to the case if nobody does
// anything; nil if nothing does.
func (f *file) next(p Policy) *time.Time {
	var first *time.Time
	take := func(at *time.Time) {
		if at != nil && (first == nil || at.Before(*first)) {
			first = at
		}
	}
	for _, c := range f.clocks {
		take(c.next())
	}
	if f.escalated == nil {
		take(f.escalateAt(p))
	}
	return first
}

// nearest is the clock that is due first, missed ones included; nil if none has
// a deadline.
func (f *file) nearest() (first *clock) {
	for _, c := range f.clocks {
		if c.due != nil && c.outcome == running && (first == nil || c.due.Before(*first.due)) {
			first = c
		}
	}
	return first
}
