package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
)

// WriteTable prints the report for people.
func (r Report) WriteTable(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
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
	fmt.Fprintf(t, "time a message\t%.1f µs\n", r.MicrosPerMessage)
	if err := t.Flush(); err != nil {
		return fmt.Errorf("print figures: %w", err)
	}
	return nil
}

// WriteJSON prints the report as one object on one line.
func (r Report) WriteJSON(w io.Writer) error {
	if err := json.NewEncoder(w).Encode(r); err != nil {
		return fmt.Errorf("print figures: %w", err)
	}
	return nil
}
