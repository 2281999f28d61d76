// Package bench measures a running product from outside, as its users meet it,
// with a control beside it in the same run: what the machine's database and
// loopback cost without us.
package bench

import (
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"
	"time"
)

// Figure is one measured number.
type Figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
	// Limit is what the product promises; 0 for a control. Floor says that the
	// value must be at least the limit instead of at most.
	Limit float64 `json:"limit,omitempty"`
	Floor bool    `json:"floor,omitempty"`
}

// Print writes figures as a table: name, value, promise, and whether it holds.
func Print(out io.Writer, figures []Figure) error {
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	for _, f := range figures {
		promise, verdict := "", ""
		if f.Limit > 0 {
			sign, holds := "≤", f.Value <= f.Limit
			if f.Floor {
				sign, holds = "≥", f.Value >= f.Limit
			}
			promise = fmt.Sprintf("%s %g %s", sign, f.Limit, f.Unit)
			verdict = "ok"
			if !holds {
				verdict = "MISSED"
			}
		}
		fmt.Fprintf(table, "%s\t%.4g %s\t%s\t%s\n", f.Name, f.Value, f.Unit, promise, verdict)
	}
	return table.Flush()
}

// quantile of durations in milliseconds; NaN of none.
func quantile(sample []time.Duration, q float64) float64 {
	if len(sample) == 0 {
		return math.NaN()
	}
	sorted := slices.Clone(sample)
	slices.Sort(sorted)
	at := min(len(sorted)-1, int(q*float64(len(sorted))))
	return float64(sorted[at].Microseconds()) / 1000
}
