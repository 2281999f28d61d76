package intent

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/intent/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Seen is a live message and what it was taken to want.
type Seen struct {
	Message
	Number     int64 // of the conversation, for people
	Text       string
	Intent     *uuid.UUID
	Best       *uuid.UUID
	Confidence float64
	// Labelled: it is an example already.
	Labelled bool
	At       time.Time
}

// SeenFilter chooses live messages, newest first.
type SeenFilter struct {
	// Only those taken as Intent, nil for those that fit none; false gives all.
	Only   bool
	Intent *uuid.UUID
	// AtMost is the highest confidence; 0 means 1.
	AtMost float64
	// Before is the time of the last one of the page before; zero begins.
	Before time.Time
}

const seenPage = 50

// SeenTx gives a page of live messages; more says that others follow.
func (s *Store) SeenTx(ctx context.Context, tx *postgres.Tx, f SeenFilter) (list []Seen, more bool, err error) {
	if f.AtMost == 0 {
		f.AtMost = 1
	}
	if f.Before.IsZero() {
		f.Before = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	rows, err := db.New(tx).Readings(ctx, db.ReadingsParams{
		WorkspaceID: tx.Workspace(), Filtered: f.Only, IntentID: f.Intent, AtMost: float32(f.AtMost), Before: f.Before, LimitTo: seenPage + 1,
	})
	if err != nil {
		return nil, false, fmt.Errorf("list live messages: %w", err)
	}
	if len(rows) > seenPage {
		rows, more = rows[:seenPage], true
	}
	list = make([]Seen, len(rows))
	for i, r := range rows {
		list[i] = Seen{
			Message: Message{r.ConversationID, r.Seq}, Number: r.Number, Text: r.Text, Intent: r.IntentID, Best: r.BestID,
			Confidence: float64(r.Confidence), Labelled: r.Labelled, At: r.At,
		}
	}
	return list, more, nil
}

// Count is how often an intent was meant in a number of days; nil is what fits
// none.
type Count struct {
	Intent        *uuid.UUID
	Messages      int
	Conversations int
	// HandedOver of the conversations came to a person.
	HandedOver int
	// Before is Messages in as many days before.
	Before int
}

// CountsTx counts the last days.
func (s *Store) CountsTx(ctx context.Context, tx *postgres.Tx, days int) ([]Count, error) {
	rows, err := db.New(tx).Counts(ctx, db.CountsParams{WorkspaceID: tx.Workspace(), Days: int32(days)})
	if err != nil {
		return nil, fmt.Errorf("count intents: %w", err)
	}
	at := make(map[uuid.UUID]int)
	var list []Count
	for _, r := range rows {
		var key uuid.UUID
		if r.IntentID != nil {
			key = *r.IntentID
		}
		i, ok := at[key]
		if !ok {
			i = len(list)
			at[key] = i
			list = append(list, Count{Intent: r.IntentID})
		}
		if r.Recent {
			list[i].Messages, list[i].Conversations, list[i].HandedOver = int(r.Messages), int(r.Conversations), int(r.HandedOver)
		} else {
			list[i].Before = int(r.Messages)
		}
	}
	return list, nil
}
