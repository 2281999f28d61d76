package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/firstlinehq/firstline/handoff/calendar"
	"github.com/firstlinehq/firstline/internal/problem"
)

func weekdays(spans ...calendar.Span) [][]calendar.Span {
	return [][]calendar.Span{nil, spans, spans, spans, spans, spans, nil}
}

var berlin = calendar.Calendar{
	Zone: "Europe/Berlin", Week: weekdays(calendar.Span{From: "09:00", Until: "12:30"}, calendar.Span{From: "13:30", Until: "18:00"}),
	Holidays: []calendar.Holiday{{Day: "2026-12-25", Name: "Christmas"}},
}

func at(t *testing.T, zone, text string) time.Time {
	t.Helper()
	where, err := time.LoadLocation(zone)
	require.NoError(t, err)
	when, err := time.ParseInLocation("2006-01-02 15:04", text, where)
	require.NoError(t, err)
	return when
}

func TestOpen(t *testing.T) {
	t.Parallel()

	for text, open := range map[string]bool{
		"2026-11-20 08:59": false, "2026-11-20 09:00": true, "2026-11-20 12:30": false, "2026-11-20 13:30": true,
		"2026-11-20 17:59": true, "2026-11-20 18:00": false,
		"2026-11-21 10:00": false, // Saturday
		"2026-12-25 10:00": false, // a holiday on a Friday
	} {
		require.Equal(t, open, berlin.Open(at(t, "Europe/Berlin", text)), text)
	}
	shanghai := calendar.Calendar{Zone: "Asia/Shanghai", Week: weekdays(calendar.Span{From: "09:00", Until: "24:00"})}
	require.True(t, shanghai.Open(at(t, "Asia/Shanghai", "2026-11-20 23:59")))
	require.True(t, shanghai.Open(at(t, "UTC", "2026-11-20 01:00")), "nine in the morning there")
	require.False(t, shanghai.Open(at(t, "Asia/Shanghai", "2026-11-21 00:00")))
	require.True(t, calendar.Calendar{}.Open(time.Now()), "without hours always")
}

func TestNextOpen(t *testing.T) {
	t.Parallel()

	for from, opens := range map[string]string{
		"2026-11-20 10:00": "2026-11-20 10:00",
		"2026-11-20 12:45": "2026-11-20 13:30",
		"2026-11-20 18:00": "2026-11-23 09:00", // over the weekend
		"2026-12-24 19:00": "2026-12-28 09:00", // over a holiday and the weekend
		"2026-03-28 03:00": "2026-03-30 09:00", // over the night that is an hour short
	} {
		got, ok := berlin.NextOpen(at(t, "Europe/Berlin", from))
		require.True(t, ok)
		require.True(t, at(t, "Europe/Berlin", opens).Equal(got), "%s: %s", from, got)
	}
	closed := calendar.Calendar{Week: [][]calendar.Span{{{From: "09:00", Until: "10:00"}}}}
	for day := time.Date(2026, 1, 4, 0, 0, 0, 0, time.UTC); day.Year() < 2028; day = day.AddDate(0, 0, 7) {
		closed.Holidays = append(closed.Holidays, calendar.Holiday{Day: day.Format(time.DateOnly)})
	}
	_, ok := closed.NextOpen(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	require.False(t, ok, "every Sunday is a holiday")
}

func TestAdd(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		from string
		add  time.Duration
		to   string
	}{
		{"2026-11-20 10:00", time.Hour, "2026-11-20 11:00"},
		{"2026-11-20 12:00", time.Hour, "2026-11-20 14:00"},     // over lunch
		{"2026-11-20 17:00", 2 * time.Hour, "2026-11-23 10:00"}, // over the weekend
		{"2026-11-21 10:00", time.Hour, "2026-11-23 10:00"},     // begun while closed
		{"2026-11-20 09:00", 8 * time.Hour, "2026-11-20 18:00"}, // exactly a day
		{"2026-11-20 09:00", 16 * time.Hour, "2026-11-23 18:00"},
	} {
		got := berlin.Add(at(t, "Europe/Berlin", c.from), c.add)
		require.True(t, at(t, "Europe/Berlin", c.to).Equal(got), "%s + %s: %s", c.from, c.add, got)
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()

	require.NoError(t, berlin.Check())
	require.NoError(t, calendar.Calendar{}.Check())
	for name, c := range map[string]calendar.Calendar{
		"zone":     {Zone: "Mars/Olympus"},
		"local":    {Zone: "Local"},
		"backward": {Week: weekdays(calendar.Span{From: "18:00", Until: "09:00"})},
		"overlap":  {Week: weekdays(calendar.Span{From: "09:00", Until: "12:00"}, calendar.Span{From: "11:00", Until: "13:00"})},
		"clock":    {Week: weekdays(calendar.Span{From: "9", Until: "12:00"})},
		"holiday":  {Holidays: []calendar.Holiday{{Day: "25.12.2026"}}},
		"days":     {Week: make([][]calendar.Span, 8)},
	} {
		var known *problem.Error
		require.ErrorAs(t, c.Check(), &known, name)
		require.Equal(t, problem.Invalid, known.Kind)
	}
}

// What begins later never ends earlier, work never ends while closed, and two
// stretches are one.
func TestWorkIsMonotonous(t *testing.T) {
	t.Parallel()

	rapid.Check(t, func(t *rapid.T) {
		base := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		begin := func(name string) time.Time {
			return base.Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, name)) * time.Minute)
		}
		work := func(name string) time.Duration {
			return time.Duration(rapid.IntRange(1, 60*60).Draw(t, name)) * time.Minute
		}
		a, b, d, e := begin("a"), begin("b"), work("d"), work("e")
		if b.Before(a) {
			a, b = b, a
		}
		require.False(t, berlin.Add(b, d).Before(berlin.Add(a, d)))
		end := berlin.Add(a, d)
		require.True(t, berlin.Open(end.Add(-time.Minute)), "the last minute was worked: %s", end)
		require.True(t, berlin.Add(a, d+e).Equal(berlin.Add(end, e)), "%s + %s + %s", a, d, e)
		require.Equal(t, d, berlin.Between(a, end), "from %s to %s", a, end)
		require.Zero(t, berlin.Between(end, a))
	})
}
