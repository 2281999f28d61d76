package labelled

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
)

// WriteJSON prints a report as one object on one line.
func WriteJSON(w io.Writer, report any) error {
	if err := json.NewEncoder(w).Encode(report); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}

// WriteTable prints what write writes, its columns, apart by tabs, in line.
func WriteTable(w io.Writer, write func(table io.Writer)) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	write(table)
	if err := table.Flush(); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}
