package handoff

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Place is a visitor's place while waiting for a person.
type Place struct {
	// Position counts from 1.
	Position int `json:"position" minimum:"1"`
	// MinWait and MaxWait are minutes, absent while too little is known.
	MinWait *int `json:"min_wait,omitempty"`
	MaxWait *int `json:"max_wait,omitempty"`
	// PeopleOnline: at least one agent is there and not away.
	PeopleOnline bool `json:"people_online"`
}

// enoughWaits is how many recent waits make a range worth showing.
const enoughWaits = 8

// PlaceTx gives the place of a waiting conversation.
func (q *Queue) PlaceTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Place, error) {
	queries := db.New(tx)
	ahead, err := queries.CountAhead(ctx, db.CountAheadParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return Place{}, fmt.Errorf("count ahead: %w", err)
	}
	online, err := q.OnlineTx(ctx, tx)
	if err != nil {
		return Place{}, err
	}
	waits, err := queries.RecentWaits(ctx, tx.Workspace())
	if err != nil {
		return Place{}, fmt.Errorf("read recent waits: %w", err)
	}
	return placeAt(int(ahead)+1, online, waits), nil
}

// waitRange is the middle four fifths of the recent waits, in minutes rounded
// outwards, stretched by the place in the queue; nothing where too few are known.
func waitRange(seconds []float64, position int) (lowest, highest *int) {
	if len(seconds) < enoughWaits {
		return nil, nil
	}
	sorted := slices.Sorted(slices.Values(seconds))
	at := func(part float64) float64 { return sorted[int(part*float64(len(sorted)-1))] }
	stretch := 1 + 0.5*float64(position-1)
	low := int(math.Floor(at(0.1) * stretch / 60))
	high := int(math.Ceil(at(0.9) * stretch / 60))
	high = max(high, low+1)
	return &low, &high
}

// toldPlaces bounds how many of those who wait are told their place at each
// change: further back it means little, and they ask when they look.
const toldPlaces = 100

// tellPlaces signals their place to those who wait at the front. open is the
// queue in the order of service, so that places are counted and not queried.
func (q *Queue) tellPlaces(ctx context.Context, ws uuid.UUID, open []db.Handoff) error {
	if len(open) == 0 {
		return nil
	}
	var online int
	var waits []float64
	err := q.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) (err error) {
		if online, err = q.OnlineTx(ctx, tx); err != nil {
			return err
		}
		waits, err = db.New(tx).RecentWaits(ctx, ws)
		return err
	})
	if err != nil {
		return fmt.Errorf("tell places: %w", err)
	}
	inTeam := map[uuid.UUID]int{}
	for _, h := range open[:min(len(open), toldPlaces)] {
		team := uuid.Nil
		if h.TeamID != nil {
			team = *h.TeamID
		}
		inTeam[team]++
		place := placeAt(inTeam[team], online, waits)
		q.Conversations.Signal(conversation.Ref{Workspace: ws, ID: h.ConversationID}, conversation.System(), QueueMoved{Place: place})
	}
	return nil
}

func placeAt(position, online int, waits []float64) Place {
	p := Place{Position: position, PeopleOnline: online > 0}
	if online > 0 { // with nobody there, recent waits say nothing
		p.MinWait, p.MaxWait = waitRange(waits, position)
	}
	return p
}
