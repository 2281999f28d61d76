package handoff

import (
	"context"
	"fmt"
	"time"

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
	// PeopleOnline: at least one agent is there and takes what comes.
	PeopleOnline bool `json:"people_online"`
	// Closed: it is out of the hours of whom they wait for.
	Closed bool `json:"closed,omitempty"`
	// OpensAt is when they are back; absent while open, or where nobody knows.
	OpensAt *time.Time `json:"opens_at,omitempty"`
	// Notice is what the admin wants those to read who wait, in their language.
	Notice string `json:"notice,omitempty"`
	// LongLine: the line is so long that an answer by e-mail is offered at once.
	LongLine bool `json:"long_line,omitempty"`
}

// PlaceTx gives the place of a waiting conversation.
func (q *Queue) PlaceTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) (Place, error) {
	queries := db.New(tx)
	ahead, err := queries.CountAhead(ctx, db.CountAheadParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return Place{}, fmt.Errorf("count ahead: %w", err)
	}
	h, err := queries.OpenHandoff(ctx, db.OpenHandoffParams{WorkspaceID: tx.Workspace(), ConversationID: id})
	if err != nil {
		return Place{}, fmt.Errorf("read handoff: %w", err)
	}
	s, err := q.stateTx(ctx, tx)
	if err != nil {
		return Place{}, err
	}
	return s.placeAt(ctx, q, tx, int(ahead)+1, h)
}

// queueState is what places are told from, read once for many.
type queueState struct {
	services Services
	waits    map[uuid.UUID][]Wait // by team
	online   map[uuid.UUID]int    // by team; the zero id is everybody
}

func (q *Queue) stateTx(ctx context.Context, tx *postgres.Tx) (s queueState, err error) {
	s.online = map[uuid.UUID]int{}
	if s.services, err = q.ServicesTx(ctx, tx); err != nil {
		return s, err
	}
	recent, err := db.New(tx).RecentWaits(ctx, tx.Workspace())
	if err != nil {
		return s, fmt.Errorf("read recent waits: %w", err)
	}
	s.waits = map[uuid.UUID][]Wait{}
	for _, w := range recent {
		team := keyOf(w.TeamID)
		s.waits[team] = append(s.waits[team], Wait{Place: int(w.Place), Seconds: w.Seconds})
	}
	return s, nil
}

func (s queueState) placeAt(ctx context.Context, q *Queue, tx *postgres.Tx, position int, h db.Handoff) (Place, error) {
	key, team := keyOf(h.TeamID), h.TeamID
	online, counted := s.online[key]
	if !counted {
		var err error
		if online, err = q.OnlineTx(ctx, tx, team); err != nil {
			return Place{}, err
		}
		s.online[key] = online
	}
	p := Place{Position: position, PeopleOnline: online > 0}
	p.Closed, p.OpensAt = s.services.Closed(team)
	rules := s.services.Of(team)
	p.Notice, p.LongLine = rules.Notice[h.Lang], rules.LongLine > 0 && position >= rules.LongLine
	if p.PeopleOnline && !p.Closed { // with nobody there, recent waits say nothing
		p.MinWait, p.MaxWait = WaitRange(s.waits[key], position)
	}
	return p, nil
}

func keyOf(team *uuid.UUID) uuid.UUID {
	if team == nil {
		return uuid.Nil
	}
	return *team
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
	places := make([]Place, min(len(open), toldPlaces))
	err := q.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		s, err := q.stateTx(ctx, tx)
		if err != nil {
			return err
		}
		inTeam := map[uuid.UUID]int{}
		for i := range places {
			team := keyOf(open[i].TeamID)
			inTeam[team]++
			if places[i], err = s.placeAt(ctx, q, tx, inTeam[team], open[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("tell places: %w", err)
	}
	for i, place := range places {
		q.Conversations.Signal(conversation.Ref{Workspace: ws, ID: open[i].ConversationID}, conversation.System(), QueueMoved{Place: place})
	}
	return nil
}
