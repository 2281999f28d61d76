package eval

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/firstlinehq/firstline/internal/labelled"
)

// WriteTable prints the report for people.
func (r Report) WriteTable(w io.Writer) error {
	return labelled.WriteTable(w, func(t io.Writer) {
		if m := r.MessageFigures; m != nil {
			fmt.Fprintf(t, "messages\t%d\n", m.N)
			fmt.Fprintf(t, "classes\t%v\n", m.Classes)
			fmt.Fprintf(t, "accuracy\t%.3f\n", m.Accuracy)
			fmt.Fprintf(t, "macro-F1\t%.3f\n", m.MacroF1)
			fmt.Fprintf(t, "F1 of negative\t%.3f\n", m.NegativeF1)
		}
		if d := r.DialogueFigures; d != nil {
			fmt.Fprintf(t, "dialogues\t%d\n", d.Dialogues)
			fmt.Fprintf(t, "turns\t%d\n", d.Turns)
			fmt.Fprintf(t, "turn AUROC\t%.3f\n", d.TurnAUROC)
			fmt.Fprintf(t, "dialogue AUROC\t%.3f\n", d.DialogueAUROC)
			fmt.Fprintf(t, "dialogue F1 at its best\t%.3f\n", d.DialogueBestF1)
		}
		if c := r.CauseFigures; c != nil {
			fmt.Fprintf(t, "messages with a cause\t%d\n", c.Causes)
			fmt.Fprintf(t, "cause accuracy\t%.3f\n", c.CauseAccuracy)
			fmt.Fprintf(t, "cause macro-F1\t%.3f\n", c.CauseMacroF1)
			for _, cause := range slices.Sorted(maps.Keys(c.ByCause)) {
				f := c.ByCause[cause]
				fmt.Fprintf(t, "  %s (%d)\trecall %.3f, precision %.3f\n", cause, f.N, f.Recall, f.Precision)
			}
		}
		fmt.Fprintf(t, "unsure\t%.3f\n", r.Unsure)
		fmt.Fprintf(t, "time a message\t%.1f µs\n", r.MicrosPerMessage)
	})
}

// WriteJSON prints the report as one object on one line.
func (r Report) WriteJSON(w io.Writer) error { return labelled.WriteJSON(w, r) }
