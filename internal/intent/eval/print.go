package eval

import (
	"fmt"
	"io"

	"github.com/firstlinehq/firstline/internal/labelled"
)

// WriteTable prints the report for people, with the labels that training
// confuses most.
func (r Report) WriteTable(w io.Writer) error {
	return labelled.WriteTable(w, func(t io.Writer) {
		fmt.Fprintf(t, "messages\t%d\n", r.N)
		fmt.Fprintf(t, "accuracy in scope\t%.4f\n", r.InScopeAccuracy)
		fmt.Fprintf(t, "out of scope found\t%.4f\n", r.OOSRecall)
		fmt.Fprintf(t, "out of scope right\t%.4f\n", r.OOSPrecision)
		fmt.Fprintf(t, "out of scope AUROC\t%.4f\n", r.OOSAUROC)
		fmt.Fprintf(t, "accuracy overall\t%.4f\n", r.OverallAccuracy)
		fmt.Fprintf(t, "macro F1\t%.4f\n", r.MacroF1)
		fmt.Fprintf(t, "training\t%d ms\n", r.TrainMillis)
		fmt.Fprintf(t, "classifying\t%.0f µs\n", r.ClassifyMicros)
		fmt.Fprintf(t, "said by training: accuracy\t%.4f\n", r.Training.Accuracy)
		fmt.Fprintf(t, "said by training: kept, caught\t%.4f, %.4f\n", r.Training.Kept, r.Training.Caught)
		fmt.Fprintf(t, "threshold\t%.4f\n", r.Training.Threshold)
		for i, c := range r.Training.Confusions {
			if i == 10 {
				break
			}
			fmt.Fprintf(t, "%s taken for %s\t%d\n", c.Label, c.Taken, c.Count)
		}
	})
}

// WriteJSON prints the report as one JSON object.
func (r Report) WriteJSON(w io.Writer) error { return labelled.WriteJSON(w, r) }
