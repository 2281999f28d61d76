package handoff

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Under decides again from recorded signals, by other rules and thresholds. said
// are the visitor's messages that were decided on: rules that name words read
// them. What a model settled stays settled.
func Under(sn Snapshot, h House, said []string) Decision {
	sn.Policy, sn.House = h.Policy, h.Version
	sn.Admin = matchRules(h.Rules, &sn, said)
	return Replay(sn)
}

// Limits of a replay.
const (
	mostReplayed = 5000
	mostChanges  = 200
)

// Way is which way a turn went, and why.
type Way struct {
	Kind   Kind   `json:"kind"`
	Reason Reason `json:"reason"`
	Rule   string `json:"rule"`
}

// Change is a turn that would have gone another way.
type Change struct {
	Decision     uuid.UUID
	Conversation uuid.UUID
	Number       int64 // of the conversation, for people
	Seq          int64
	At           time.Time
	// Said is what the visitor said, "" if it is gone.
	Said string
	Was  Way
	Now  Way
}

// Simulation is what other settings would have made of past turns. Each turn is
// decided by itself: what an earlier one would have changed in the later talk
// is not played out.
type Simulation struct {
	// Turns that were decided again.
	Turns int
	// Reproduced of them come out as they did, under the settings of their time.
	Reproduced int
	// Unread turns' words are gone: rules that name words passed them over.
	Unread int
	// Same of them come out as they did, under the new settings.
	Same int
	// Changes counts those that would have gone another way, by way: "answer→offer".
	Changes map[string]int
	// Listed are the newest of them, at most 200.
	Listed []Change
}

// SimulateTx decides the turns of the last days again, at most 5,000, by h.
func (q *Queue) SimulateTx(ctx context.Context, tx *postgres.Tx, h House, days int) (Simulation, error) {
	if err := h.Check(); err != nil {
		return Simulation{}, err
	}
	rows, err := db.New(tx).DecisionsSince(ctx, db.DecisionsSinceParams{WorkspaceID: tx.Workspace(), Days: int32(days), LimitTo: mostReplayed})
	if err != nil {
		return Simulation{}, fmt.Errorf("read past decisions: %w", err)
	}
	s := Simulation{Changes: map[string]int{}}
	for i := range rows {
		if err := s.add(&rows[i], h); err != nil {
			return Simulation{}, err
		}
	}
	return s, nil
}

func (s *Simulation) add(row *db.DecisionsSinceRow, h House) error {
	var sn Snapshot
	if err := json.Unmarshal(row.Snapshot, &sn); err != nil {
		return fmt.Errorf("decode the signals of decision %s: %w", row.ID, err)
	}
	if sn.Policy == (Policy{}) {
		return nil // decided by no rules: a failure
	}
	was := Way{Kind(row.Kind), Reason(row.Reason), row.Rule}
	s.Turns++
	if wayOf(Replay(sn), was) == was {
		s.Reproduced++
	}
	if len(row.Texts) == 0 {
		s.Unread++
	}
	now := wayOf(Under(sn, h, row.Texts), was)
	if now == was {
		s.Same++
		return nil
	}
	s.Changes[string(was.Kind)+"→"+string(now.Kind)]++
	if len(s.Listed) < mostChanges {
		said := ""
		if n := len(row.Texts); n > 0 {
			said = row.Texts[n-1]
		}
		s.Listed = append(s.Listed, Change{
			Decision: row.ID, Conversation: row.ConversationID, Number: row.Number, Seq: row.Seq, At: row.At, Said: said, Was: was, Now: now,
		})
	}
	return nil
}

// wayOf is the way of d; where a model settled what was unsure, its opinion
// stands.
func wayOf(d Decision, was Way) Way {
	switch was.Rule {
	case modelRule:
		d = Settle(d, true)
	case modelNone:
		d = Settle(d, false)
	}
	return Way{d.Kind, d.Reason, d.Rule}
}

// Ways gives the ways of the changes in a fixed order.
func (s *Simulation) Ways() []string {
	ways := make([]string, 0, len(s.Changes))
	for way := range s.Changes {
		ways = append(ways, way)
	}
	slices.Sort(ways)
	return ways
}
