package conversation

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// AgentRatings is what visitors made of an agent's conversations.
type AgentRatings struct {
	// Agent held them last; nil = the bot had them alone.
	Agent *uuid.UUID
	Name  string
	Given int64
	// Mean is in [1, 5].
	Mean float64
	// Bad are those of 1 and 2, Good those of 4 and 5.
	Bad, Good int64
}

// RatedWord is a rating with what the visitor added.
type RatedWord struct {
	Conversation uuid.UUID
	Number       int64
	// Agent is the name of who held it last; "" = the bot had it alone.
	Agent   string
	Score   int16
	Comment string
	At      time.Time
}

// RatingsTx sums up the ratings of the last days by agent, the most rated
// first, and gives the last twenty that came with a word.
func (s *Store) RatingsTx(ctx context.Context, tx *postgres.Tx, days int) ([]AgentRatings, []RatedWord, error) {
	q := db.New(tx)
	rows, err := q.RatingsByAgent(ctx, db.RatingsByAgentParams{WorkspaceID: tx.Workspace(), Days: int32(days)})
	if err != nil {
		return nil, nil, fmt.Errorf("sum up ratings: %w", err)
	}
	words, err := q.RatedLately(ctx, db.RatedLatelyParams{WorkspaceID: tx.Workspace(), Days: int32(days)})
	if err != nil {
		return nil, nil, fmt.Errorf("read ratings: %w", err)
	}
	by, said := make([]AgentRatings, len(rows)), make([]RatedWord, len(words))
	for i, r := range rows {
		by[i] = AgentRatings{Agent: r.AgentID, Name: r.AgentName, Given: r.Given, Mean: r.Mean, Bad: r.Bad, Good: r.Good}
	}
	for i, r := range words {
		said[i] = RatedWord{Conversation: r.ConversationID, Number: r.Number, Agent: r.AgentName, Score: r.Score, Comment: r.Comment, At: r.At}
	}
	return by, said, nil
}
