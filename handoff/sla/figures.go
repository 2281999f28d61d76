package sla

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/sla/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Attainment is how a team kept a promise.
type Attainment struct {
	// Team nil is what was for everybody.
	Team *uuid.UUID
	Goal Goal
	// Met and Missed count what had a target.
	Met, Missed int
	// Median is of the counted time of all that were kept at all, in time or late;
	// nil if none were.
	Median *time.Duration
}

// AttainmentTx gives the figures of the last days, 1 to 366.
func (k *Clocks) AttainmentTx(ctx context.Context, tx *postgres.Tx, days int) ([]Attainment, error) {
	rows, err := db.New(tx).Attainment(ctx, db.AttainmentParams{WorkspaceID: tx.Workspace(), Days: int32(min(max(days, 1), 366))})
	if err != nil {
		return nil, fmt.Errorf("read attainment: %w", err)
	}
	list := make([]Attainment, len(rows))
	for i, r := range rows {
		list[i] = Attainment{Team: r.TeamID, Goal: Goal(r.Goal), Met: int(r.Met), Missed: int(r.Missed), Median: median(r.MedianS)}
	}
	return list, nil
}

// median is of seconds; below zero there are none.
func median(seconds float64) *time.Duration {
	if seconds < 0 {
		return nil
	}
	return new(time.Duration(seconds * float64(time.Second)))
}

// Week is how a team kept a promise in one week.
type Week struct {
	// Begins on Monday, midnight UTC.
	Begins time.Time
	Attainment
}

// WeeksTx gives the figures of this week and those before it, 1 to 53 in all,
// the latest first. What was kept counts in the week in which it was; what
// still runs, in the week in which it was missed.
func (k *Clocks) WeeksTx(ctx context.Context, tx *postgres.Tx, weeks int) ([]Week, error) {
	queries := db.New(tx)
	now, err := queries.ThisWeek(ctx)
	if err != nil {
		return nil, fmt.Errorf("read week: %w", err)
	}
	// In UTC, where a day is 24 hours: of a zone with summer time it would be an
	// hour of the week before.
	since := now.UTC().AddDate(0, 0, -7*(min(max(weeks, 1), 53)-1))
	rows, err := queries.AttainmentByWeek(ctx, db.AttainmentByWeekParams{WorkspaceID: tx.Workspace(), Since: since})
	if err != nil {
		return nil, fmt.Errorf("read attainment by week: %w", err)
	}
	list := make([]Week, len(rows))
	for i, r := range rows {
		list[i] = Week{Begins: r.Week, Attainment: Attainment{Team: r.TeamID, Goal: Goal(r.Goal), Met: int(r.Met), Missed: int(r.Missed), Median: median(r.MedianS)}}
	}
	return list, nil
}
