package rehearsal

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/labelled"
)

// Report is what a set of conversations came to. Shares are 0…1.
type Report struct {
	N     int `json:"n"`
	Turns int `json:"turns"`
	// Confirmed and Assumed are shares of the conversations that the bot resolved,
	// in the visitor's words and by silence; ResolutionRight is the share of all
	// whose end is the label's.
	Confirmed       float64 `json:"confirmed"`
	Assumed         float64 `json:"assumed"`
	ResolutionRight float64 `json:"resolution_right"`
	// HandedOver counts conversations that came to a person, Precision the share
	// of them that should have, Recall the share of those that should that did.
	HandedOver int     `json:"handed_over"`
	Precision  float64 `json:"escalation_precision"`
	Recall     float64 `json:"escalation_recall"`
	Offered    int     `json:"offered"`
	// Contained is the share of the conversations with strings that answers must
	// hold whose answers do.
	Contained float64 `json:"contained"`
	// Sentences of answers, and how many of them what they cite does not carry.
	Sentences   int     `json:"sentences"`
	Unsupported int     `json:"unsupported"`
	Grounded    float64 `json:"grounded"`
	// ModelDecided is the share of turns in which a model was asked whether a
	// person is wanted, ByModel of those answered whose answer a model wrote.
	ModelDecided float64 `json:"model_decided"`
	ByModel      float64 `json:"by_model"`
	P50ms        float64 `json:"p50_ms"`
	P95ms        float64 `json:"p95_ms"`
	// CostMicros is in millionths of a US dollar, over all turns.
	CostMicros int64    `json:"cost_micros"`
	Tokens     int64    `json:"tokens"`
	Played     []Played `json:"-"`
}

func sum(played []Played) Report {
	r := Report{N: len(played), Played: played}
	var confirmed, assumed, right, wanted, caught, holds, held, asked, answered, written int
	var took []time.Duration
	for _, p := range played {
		confirmed += one(p.Resolution == conversation.Confirmed)
		assumed += one(p.Resolution == conversation.Assumed)
		right += one(p.Resolution == p.Script.Resolution)
		wanted += one(p.Script.Person)
		caught += one(p.Script.Person && p.Person)
		r.HandedOver += one(p.Person)
		r.Offered += one(p.Offered)
		holds += one(len(p.Script.MustContain) > 0)
		held += one(len(p.Script.MustContain) > 0 && len(p.Missing) == 0)
		r.Sentences += p.Sentences
		r.Unsupported += len(p.Unsupported)
		for _, t := range p.Turns {
			r.Turns++
			took = append(took, t.Took)
			r.CostMicros += t.CostMicros
			r.Tokens += t.Usage.Tokens()
			asked += one(t.Trace.Person != nil)
			answered += one(t.Outcome == "answered")
			written += one(t.Outcome == "answered" && t.Mode == "model")
		}
	}
	r.Confirmed, r.Assumed, r.ResolutionRight = share(confirmed, r.N), share(assumed, r.N), share(right, r.N)
	r.Precision, r.Recall = share(caught, r.HandedOver), share(caught, wanted)
	r.Contained, r.Grounded = share(held, holds), share(r.Sentences-r.Unsupported, r.Sentences)
	r.ModelDecided, r.ByModel = share(asked, r.Turns), share(written, answered)
	r.P50ms, r.P95ms = percentile(took, 50), percentile(took, 95)
	return r
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// share is part of whole; of nothing it is all.
func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

func percentile(took []time.Duration, p int) float64 {
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return float64(took[(len(took)-1)*p/100].Microseconds()) / 1000
}

// WriteJSON prints the report as one JSON object.
func (r Report) WriteJSON(w io.Writer) error { return labelled.WriteJSON(w, r) }

// WriteTable prints the report for people, and what did not go as labelled.
func (r Report) WriteTable(w io.Writer) error {
	return labelled.WriteTable(w, r.write)
}

// write prints the rows. What cannot be written is told at the end, by the table.
func (r Report) write(t io.Writer) {
	for _, row := range []struct {
		name  string
		value any
	}{
		{"conversations", r.N},
		{"turns", r.Turns},
		{"resolved, confirmed", r.Confirmed},
		{"resolved, assumed", r.Assumed},
		{"resolution as labelled", r.ResolutionRight},
		{"handed over", r.HandedOver},
		{"escalation precision", r.Precision},
		{"escalation recall", r.Recall},
		{"offered a person", r.Offered},
		{"answers hold what they must", r.Contained},
		{"sentences of answers", r.Sentences},
		{"unsupported", r.Unsupported},
		{"grounded", r.Grounded},
		{"turns that asked a model to decide", r.ModelDecided},
		{"answers written by a model", r.ByModel},
		{"p50, ms", r.P50ms},
		{"p95, ms", r.P95ms},
		{"cost, US dollars", float64(r.CostMicros) / 1e6},
		{"tokens", r.Tokens},
	} {
		format := "%s\t%v\n"
		if _, ok := row.value.(float64); ok {
			format = "%s\t%.3f\n"
		}
		fmt.Fprintf(t, format, row.name, row.value)
	}
	for _, p := range r.Played {
		for _, wrong := range p.wrongs() {
			fmt.Fprintf(t, "\n%s\t%s", p.Script.ID, wrong)
		}
	}
	fmt.Fprintln(t)
}

// wrongs says in words what did not go as labelled.
func (p *Played) wrongs() (list []string) {
	switch {
	case p.Script.Person && !p.Person:
		list = append(list, "no person was called")
	case !p.Script.Person && p.Person:
		list = append(list, fmt.Sprintf("a person was called in turn %d", p.PersonTurn))
	}
	if p.Resolution != p.Script.Resolution {
		list = append(list, fmt.Sprintf("resolution is %q, not %q", p.Resolution, p.Script.Resolution))
	}
	for _, m := range p.Missing {
		list = append(list, fmt.Sprintf("no answer holds %q", m))
	}
	for _, u := range p.Unsupported {
		list = append(list, fmt.Sprintf("unsupported: %s", u))
	}
	return list
}
