package form

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// readDate reads a day: from the words a brief would take for a date, or from
// words that only an answer to "when?" holds, such as "tomorrow".
func (f *Field) readDate(text string, now time.Time, lang string) Answer {
	return f.dateIn(text, 0, now, lang)
}

// dateIn finds the one day that a text names; at is where the text starts in
// its message.
func (f *Field) dateIn(text string, at int, now time.Time, lang string) Answer {
	today := now.UTC().Truncate(24 * time.Hour)
	for _, look := range dayRules {
		m := look.re.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		days := look.days(groups(text, m), today)
		in := f.within(days, today)
		switch {
		case len(days) == 0:
			return Answer{Fault: WhichDay}
		case len(in) == 0:
			return Answer{Fault: f.outside(days[0], today)}
		case len(in) > 1:
			a := Answer{Fault: WhichDay}
			for _, d := range in {
				a.Choices = append(a.Choices, showDate(d.Format(time.DateOnly), lang))
			}
			return a
		}
		return Answer{Value: Value{Value: in[0].Format(time.DateOnly), Start: at + m[0], End: at + m[1]}}
	}
	if vagueRE.MatchString(text) {
		return Answer{Fault: WhichDay}
	}
	return Answer{Fault: Unread}
}

func groups(text string, m []int) []string {
	out := make([]string, len(m)/2)
	for i := range out {
		if m[2*i] >= 0 {
			out[i] = text[m[2*i]:m[2*i+1]]
		}
	}
	return out
}

// within keeps the days in the field's range; without one in it, a day of the
// past is likelier than one to come.
func (f *Field) within(days []time.Time, today time.Time) []time.Time {
	var in []time.Time
	for _, d := range days {
		if f.outside(d, today) == None {
			in = append(in, d)
		}
	}
	return in
}

func (f *Field) outside(d, today time.Time) Fault {
	switch {
	case f.Earliest != nil && d.Before(today.AddDate(0, 0, *f.Earliest)):
		return TooEarly
	case f.Latest != nil && d.After(today.AddDate(0, 0, *f.Latest)):
		return TooLate
	}
	return None
}

// vagueRE finds times that are no single day.
var vagueRE = regexp.MustCompile(`(?i)\b(?:last|next|this) (?:week|month|weekend|year|spring|summer|autumn|fall|winter)\b|\b(?:weeks?|months?|years?) ago\b|\ba while ago\b|\brecently\b|\b(?:in|since|early|late|mid) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b|上个?(?:周|月|星期|礼拜)|下个?(?:周|月|星期|礼拜)|月(?:初|底|中)|去年|今年|前年|最近|前几天`)

// dayRule is a way of naming a day.
type dayRule struct {
	re *regexp.Regexp
	// days are those that it may mean, the likeliest first; none if there is no
	// such day.
	days func(m []string, today time.Time) []time.Time
}

const monthWords = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`

const hanFigure = `([〇零一二两三四五六七八九十\d]{1,4})`

var dayRules = []dayRule{
	{regexp.MustCompile(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b`), func(m []string, _ time.Time) []time.Time {
		return days(day(m[1], m[2], m[3]))
	}},
	{regexp.MustCompile(`(\d{4}|\d{2})年` + hanFigure + `月` + hanFigure + `[日号]?`), func(m []string, _ time.Time) []time.Time {
		return days(day(century(m[1]), han(m[2]), han(m[3])))
	}},
	{regexp.MustCompile(hanFigure + `月` + hanFigure + `[日号]?`), func(m []string, today time.Time) []time.Time {
		return nearest(han(m[1]), han(m[2]), today)
	}},
	{regexp.MustCompile(`(?i)\b` + monthWords + ` (\d{1,2})(?:st|nd|rd|th)?\b(?:,? (\d{4})\b)?`), func(m []string, today time.Time) []time.Time {
		return written(m[1], m[2], m[3], today)
	}},
	{regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ` + monthWords + `(?:,? (\d{4})\b)?`), func(m []string, today time.Time) []time.Time {
		return written(m[2], m[1], m[3], today)
	}},
	{regexp.MustCompile(`\b(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|\d{2})\b`), func(m []string, _ time.Time) []time.Time {
		return eitherWay(m[1], m[3], m[2], century(m[4]))
	}},
	{regexp.MustCompile(`(?i)\b(?:the )?day before yesterday\b|大?前天`), func(m []string, today time.Time) []time.Time {
		return []time.Time{today.AddDate(0, 0, -2-strings.Count(m[0], "大"))}
	}},
	{regexp.MustCompile(`(?i)\b(?:the )?day after tomorrow\b|大?后天`), func(m []string, today time.Time) []time.Time {
		return []time.Time{today.AddDate(0, 0, 2+strings.Count(m[0], "大"))}
	}},
	{regexp.MustCompile(`(?i)\byesterday\b|\blast night\b|昨天|昨晚|昨日`), func(_ []string, today time.Time) []time.Time { return []time.Time{today.AddDate(0, 0, -1)} }},
	{regexp.MustCompile(`(?i)\btomorrow\b|明天|明日|明晚`), func(_ []string, today time.Time) []time.Time { return []time.Time{today.AddDate(0, 0, 1)} }},
	{regexp.MustCompile(`(?i)\btoday\b|\bthis (?:morning|afternoon|evening)\b|\btonight\b|今天|今日|今早|今晚`), func(_ []string, today time.Time) []time.Time { return []time.Time{today} }},
	{regexp.MustCompile(`(?i)\b(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) days? (ago|before)\b`), func(m []string, today time.Time) []time.Time {
		return away(-number(m[1]), today)
	}},
	{regexp.MustCompile(`(?i)\bin (a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) days?\b`), func(m []string, today time.Time) []time.Time {
		return away(number(m[1]), today)
	}},
	{regexp.MustCompile(`(?i)\b(a|one|two|three|four|\d{1,2}) weeks? ago (?:today|exactly)\b|\b(?:exactly) (a|one|two|three|four|\d{1,2}) weeks? ago\b`), func(m []string, today time.Time) []time.Time {
		return away(-7*number(m[1]+m[2]), today)
	}},
	{regexp.MustCompile(hanFigure + `天(?:之?前|以前)`), func(m []string, today time.Time) []time.Time { return away(-atoi(han(m[1])), today) }},
	{regexp.MustCompile(hanFigure + `天(?:之?后|以后)`), func(m []string, today time.Time) []time.Time { return away(atoi(han(m[1])), today) }},
	{regexp.MustCompile(`(上+|下+|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])`), func(m []string, today time.Time) []time.Time { return hanWeekday(m[1], m[2], today) }},
	{regexp.MustCompile(`(?i)\b(last|next|this|on|this past|since|past)? ?\b(mon|tues|wednes|thurs|fri|satur|sun)day\b`), func(m []string, today time.Time) []time.Time {
		return weekday(strings.ToLower(m[1]), strings.ToLower(m[2]), today)
	}},
	{regexp.MustCompile(`(?i)\b(?:on )?the (\d{1,2})(?:st|nd|rd|th)\b|(\d{1,2})[号日]`), func(m []string, today time.Time) []time.Time { return dayOfMonth(m[1]+m[2], today) }},
	{regexp.MustCompile(`\b(\d{1,2})([/.])(\d{1,2})\b`), func(m []string, today time.Time) []time.Time {
		return eitherWayNear(m[1], m[3], today)
	}},
}

// day is a day of the calendar; zero if there is none such.
func day(year, month, dom string) time.Time {
	y, m, d := atoi(year), atoi(month), atoi(dom)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1900 || y > 2200 || m < 1 || m > 12 || t.Day() != d || int(t.Month()) != m {
		return time.Time{}
	}
	return t
}

func days(list ...time.Time) []time.Time {
	var out []time.Time
	for _, d := range list {
		if !d.IsZero() && (len(out) == 0 || !out[0].Equal(d)) {
			out = append(out, d)
		}
	}
	return out
}

func century(year string) string {
	if len(year) == 2 {
		return "20" + year
	}
	return year
}

// eitherWay reads 3/4/2026, which is one day here and another one there. Dots
// put the day first everywhere.
func eitherWay(a, b, mark, year string) []time.Time {
	if mark == "." {
		return days(day(year, b, a))
	}
	return days(day(year, b, a), day(year, a, b))
}

func eitherWayNear(a, b string, today time.Time) []time.Time {
	return days(append(nearest(b, a, today), nearest(a, b, today)...)...)
}

// nearest is the day of a month in the year that brings it nearest to today.
func nearest(month, dom string, today time.Time) []time.Time {
	var best time.Time
	for _, y := range []int{today.Year(), today.Year() - 1, today.Year() + 1} {
		d := day(strconv.Itoa(y), month, dom)
		if !d.IsZero() && (best.IsZero() || d.Sub(today).Abs() < best.Sub(today).Abs()) {
			best = d
		}
	}
	return days(best)
}

func written(month, dom, year string, today time.Time) []time.Time {
	m := strconv.Itoa(strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(month))/3 + 1)
	if year != "" {
		return days(day(year, m, dom))
	}
	return nearest(m, dom, today)
}

func away(n int, today time.Time) []time.Time { return []time.Time{today.AddDate(0, 0, n)} }

// dayOfMonth is "the 5th": of this month, or of the last one where it has not
// come yet. The month before is named for answers that a range refuses.
func dayOfMonth(dom string, today time.Time) []time.Time {
	d := day(strconv.Itoa(today.Year()), strconv.Itoa(int(today.Month())), dom)
	if !d.IsZero() && !d.After(today) {
		return days(d)
	}
	last := today.AddDate(0, 0, -today.Day())
	return days(day(strconv.Itoa(last.Year()), strconv.Itoa(int(last.Month())), dom), d)[:1:1]
}

var weekdays = map[string]time.Weekday{
	"mon": time.Monday, "tues": time.Tuesday, "wednes": time.Wednesday, "thurs": time.Thursday, "fri": time.Friday, "satur": time.Saturday, "sun": time.Sunday,
	"一": time.Monday, "二": time.Tuesday, "三": time.Wednesday, "四": time.Thursday, "五": time.Friday, "六": time.Saturday, "日": time.Sunday, "天": time.Sunday,
}

// weekday is the last such day before today, with "next" and "this" the first
// from today on.
func weekday(which, name string, today time.Time) []time.Time {
	ahead := (int(weekdays[name]) - int(today.Weekday()) + 7) % 7
	if which == "next" || which == "this" {
		if which == "next" && ahead == 0 {
			ahead = 7
		}
		return away(ahead, today)
	}
	back := (7 - ahead) % 7
	if back == 0 && which != "" && which != "on" {
		back = 7
	}
	return away(-back, today)
}

// hanWeekday counts weeks from Monday: 上周五 is the Friday of last week.
func hanWeekday(which, name string, today time.Time) []time.Time {
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	d := monday.AddDate(0, 0, (int(weekdays[name])+6)%7)
	weeks := strings.Count(which, "下") - strings.Count(which, "上")
	if which == "" && d.After(today) {
		weeks = -1
	}
	return []time.Time{d.AddDate(0, 0, 7*weeks)}
}

var numberWords = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

func number(s string) int {
	if n, ok := numberWords[strings.ToLower(s)]; ok {
		return n
	}
	return atoi(s)
}

func han(s string) string {
	n, ok := hanNumber(s)
	if !ok {
		return ""
	}
	return strconv.Itoa(n)
}

// atoi is 0 for what is no number: no day and no month has it.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
