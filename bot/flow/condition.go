package flow

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// sound reports whether a condition can be looked at.
func (w *Condition) sound() bool {
	switch w.Of {
	case OfField, OfAttribute:
		if w.Name == "" {
			return false
		}
	case OfLanguage:
		return (w.Is == Equal || w.Is == Other) && (w.Value == "en" || w.Value == "zh")
	default:
		return false
	}
	switch w.Is {
	case Filled, Missing:
		return true
	case Within:
		n, err := strconv.Atoi(w.Value)
		return err == nil && n >= 0
	case AtLeast, AtMost:
		_, ok := magnitude(w.Value)
		return ok
	case Equal, Other, Contains:
		return w.Value != ""
	}
	return false
}

// holds reports whether a condition holds.
func (w *Condition) holds(s *State, around World) bool {
	value := around.Lang
	switch w.Of {
	case OfField:
		value = s.Fields[w.Name].Value
	case OfAttribute:
		value = around.Attributes[w.Name]
	case OfLanguage:
	}
	same := strings.EqualFold(value, w.Value)
	switch w.Is {
	case Equal:
		return same
	case Other:
		return !same
	case Filled:
		return value != ""
	case Missing:
		return value == ""
	case Contains:
		return strings.Contains(strings.ToLower(value), strings.ToLower(w.Value))
	case AtLeast, AtMost:
		have, ok := magnitude(value)
		want, _ := magnitude(w.Value)
		return ok && (w.Is == AtLeast && have >= want || w.Is == AtMost && have <= want)
	case Within:
		day, err := time.Parse(time.DateOnly, value)
		n, _ := strconv.Atoi(w.Value)
		today := around.Now.UTC().Truncate(24 * time.Hour)
		return err == nil && !day.After(today) && !day.Before(today.AddDate(0, 0, -n))
	}
	return false
}

// magnitude makes figures, amounts and days comparable.
func magnitude(v string) (float64, bool) {
	if day, err := time.Parse(time.DateOnly, v); err == nil {
		return float64(day.Unix()), true
	}
	first, _, _ := strings.Cut(v, " ")
	n, err := strconv.ParseFloat(first, 64)
	return n, err == nil
}

// way gives where a branch leads.
func (d *Definition) way(s *Step, st *State, around World) string {
	for _, k := range s.Cases {
		if !slices.ContainsFunc(k.When, func(w Condition) bool { return !w.holds(st, around) }) {
			return d.next(s, k.Next)
		}
	}
	return d.next(s, s.Next)
}
