package eval

import (
	"fmt"
	"io"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/labelled"
)

// WriteTable prints the report for people: the figures, the confusion, and
// each item that was decided otherwise.
func (r DecisionReport) WriteTable(w io.Writer) error {
	return labelled.WriteTable(w, func(t io.Writer) {
		fmt.Fprintf(t, "items\t%d\n", r.N)
		fmt.Fprintf(t, "accuracy\t%.3f\n", r.Accuracy)
		fmt.Fprintf(t, "explicit requests missed\t%d\n", r.MissedExplicit)
		fmt.Fprintf(t, "calm problem reports escalated\t%.3f\n", r.CalmEscalated)
		fmt.Fprintf(t, "angry ones caught\t%.3f\n", r.AngryCaught)
		fmt.Fprintf(t, "unsure\t%.3f\n", r.ModelAsked)
		fmt.Fprintf(t, "p95\t%.2f ms\n\n", r.P95Millis)
		kinds := []handoff.Kind{handoff.Answer, handoff.Offer, handoff.Handover}
		fmt.Fprintf(t, "expected\\decided\t%s\t%s\t%s\n", kinds[0], kinds[1], kinds[2])
		for _, want := range kinds {
			c := r.Confusion[want]
			fmt.Fprintf(t, "%s\t%d\t%d\t%d\n", want, c[kinds[0]], c[kinds[1]], c[kinds[2]])
		}
		for _, wrong := range r.Wrong {
			fmt.Fprintf(t, "\n%s\twant %s (%s)\tgot %s (%s, %s)\t%s", wrong.ID, wrong.Expected, wrong.Reason,
				wrong.Decision.Kind, wrong.Decision.Reason, wrong.Decision.Rule, wrong.Text)
		}
		fmt.Fprintln(t)
	})
}

// WriteJSON prints the report as one object on one line.
func (r DecisionReport) WriteJSON(w io.Writer) error { return labelled.WriteJSON(w, r) }

// WriteTable prints the report for people, with what each brief got wrong.
func (r BriefReport) WriteTable(w io.Writer) error {
	return labelled.WriteTable(w, func(t io.Writer) {
		fmt.Fprintf(t, "conversations\t%d\n", r.N)
		fmt.Fprintf(t, "facts found\t%.3f\n", r.FactRecall)
		fmt.Fprintf(t, "facts right\t%.3f\n", r.FactPrecision)
		fmt.Fprintf(t, "trigger right\t%.3f\n", r.TriggerAccuracy)
		fmt.Fprintf(t, "trigger's turn right\t%.3f\n", r.TurnAccuracy)
		fmt.Fprintf(t, "replies that ask what was given\t%d\n\n", r.AsksKnown)
		fmt.Fprintln(t, "kind\tlanguage\tlabelled\tfound\tshown\tright")
		for _, k := range r.Kinds {
			fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%d\t%s\n", k.Kind, k.Lang, k.Labelled, shareText(k.Found, k.Labelled), k.Shown, shareText(k.Right, k.Shown))
		}
		fmt.Fprintln(t)
		for _, n := range r.Notes {
			fmt.Fprintf(t, "%s\t%s\n", n.ID, n.What)
		}
	})
}

// WriteJSON prints the report as one object on one line.
func (r BriefReport) WriteJSON(w io.Writer) error { return labelled.WriteJSON(w, r) }

// shareText is a share for people, a dash where there is nothing to share.
func shareText(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", share(part, whole))
}
