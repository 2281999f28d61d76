package budget

import (
	"context"
	"fmt"

	"github.com/firstlinehq/firstline/bot/budget/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// DayUse is what one day took.
type DayUse struct {
	// Day is a date, "2026-11-21".
	Day   string `json:"day"`
	Calls int64  `json:"calls"`
	// Tokens are of prompts and replies together.
	Tokens int64 `json:"tokens"`
	// CostMicros are millionths of a US dollar.
	CostMicros int64 `json:"cost_micros"`
	// Refused counts calls that a limit did not allow.
	Refused int64 `json:"refused"`
}

// Use is what a workspace has spent.
type Use struct {
	Today DayUse `json:"today"`
	// MonthMicros is the money of the month so far.
	MonthMicros int64 `json:"month_micros"`
	// Days are the last 31 days on which anything was spent, oldest first.
	Days []DayUse `json:"days"`
}

// UseTx reads what the workspace has spent.
func UseTx(ctx context.Context, tx *postgres.Tx) (Use, error) {
	q := db.New(tx)
	day, err := q.Today(ctx)
	if err != nil {
		return Use{}, fmt.Errorf("read the day: %w", err)
	}
	rows, err := q.Days(ctx, tx.Workspace())
	if err != nil {
		return Use{}, fmt.Errorf("read use: %w", err)
	}
	u := Use{Today: DayUse{Day: day}, Days: make([]DayUse, len(rows))}
	for i, r := range rows {
		u.Days[i] = DayUse(r)
		if r.Day == day {
			u.Today = u.Days[i]
		}
	}
	if u.MonthMicros, err = q.MonthMicros(ctx, db.MonthMicrosParams{WorkspaceID: tx.Workspace(), Day: day}); err != nil {
		return Use{}, fmt.Errorf("read the month's use: %w", err)
	}
	return u, nil
}
