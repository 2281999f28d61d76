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
		list[i] = Attainment{Team: r.TeamID, Goal: Goal(r.Goal), Met: int(r.Met), Missed: int(r.Missed)}
		if r.MedianS >= 0 {
			list[i].Median = new(time.Duration(r.MedianS * float64(time.Second)))
		}
	}
	return list, nil
}
