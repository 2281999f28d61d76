package form

import (
	"fmt"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/handoff"
)

// Value is a field filled in.
type Value struct {
	// Value is the normal form: a date as 2026-11-03, an amount as "49.9 $", a
	// choice by its option's value, "yes" or "no", the names of files.
	Value string `json:"value"`
	// Seq is the message it came from, Start and End are byte offsets in its
	// text; 0 where no message says it.
	Seq   int64 `json:"seq"`
	Start int   `json:"start,omitempty"`
	End   int   `json:"end,omitempty"`
}

// Shown is a value as people read it in a language.
func (f *Field) Shown(v Value, lang string) string {
	switch f.Kind {
	case Date:
		return showDate(v.Value, lang)
	case YesNo:
		return map[string]map[string]string{"en": {"yes": "Yes", "no": "No"}, "zh": {"yes": "是", "no": "否"}}[known(lang)][v.Value]
	case Amount:
		return showAmount(v.Value)
	case Choice, Product:
		for _, o := range f.Options {
			if o.Value == v.Value {
				return o.Label.In(lang)
			}
		}
	case Text, Email, Phone, Order, Number, File:
	}
	return v.Value
}

func known(lang string) string {
	if lang == "zh" {
		return lang
	}
	return "en"
}

func showDate(iso, lang string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	if known(lang) == "zh" {
		return fmt.Sprintf("%d年%d月%d日", day.Year(), day.Month(), day.Day())
	}
	return day.Format("2 January 2006")
}

// showAmount puts signs before the figure and words behind it: "$49.9", "49.9 EUR".
func showAmount(v string) string {
	figure, unit, ok := strings.Cut(v, " ")
	if !ok {
		return v
	}
	if strings.ContainsAny(unit, "$€£¥") {
		return unit + figure
	}
	return v
}

// Fact is the value for a brief: of the kind that a brief knows it by, "answer"
// where it knows none.
func (f *Field) Fact(v Value, lang string) handoff.Given {
	return handoff.Given{
		Name: f.Name, Label: f.Label.In(lang), Labels: f.Label, Kind: factKind(f.Kind), Value: f.Shown(v, lang), Seq: v.Seq, Start: v.Start, End: v.End,
	}
}

func factKind(k Kind) handoff.FactKind {
	switch k {
	case Email, Phone, Order, Product, Amount, Date:
		return handoff.FactKind(k)
	case Text, Choice, Number, YesNo, File:
	}
	return handoff.FactAnswer
}
