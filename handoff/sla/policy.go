package sla

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/sla/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Goal is what is promised.
type Goal string

// The goals. Stored: do not rename.
const (
	FirstReply Goal = "first_reply"
	NextReply  Goal = "next_reply"
	Resolution Goal = "resolution"
)

// priorities of a handoff are 0 to 3.
const priorities = 4

// maxMinutes is 90 days: what takes longer is no deadline.
const maxMinutes = 90 * 24 * 60

// Target is how soon a goal is to be met.
type Target struct {
	// Minutes for each priority, 0 (normal) to 3 (highest); 0 = no target; at
	// most 90 days. All four, or none at all.
	Minutes []int `json:"minutes" maxItems:"4" doc:"For priorities 0 to 3; 0 = no target"`
	// Always counts around the clock and not in the team's hours.
	Always bool `json:"around_the_clock"`
}

func (t Target) of(priority int) time.Duration {
	if priority < 0 || priority >= len(t.Minutes) {
		return 0
	}
	return time.Duration(t.Minutes[priority]) * time.Minute
}

func (t Target) check(goal Goal) error {
	if len(t.Minutes) != 0 && len(t.Minutes) != priorities {
		return problem.New(problem.Invalid, "sla_"+string(goal))
	}
	for _, m := range t.Minutes {
		if m < 0 || m > maxMinutes {
			return problem.New(problem.Invalid, "sla_"+string(goal))
		}
	}
	return nil
}

// Policy is what a team promises.
type Policy struct {
	// Team it is for; nil is the workspace's own, which holds for what is for
	// everybody and for teams without one.
	Team                              *uuid.UUID
	FirstReply, NextReply, Resolution Target
	// WarnAt is the share of the time after which agents are warned, in percent,
	// 1 to 99.
	WarnAt int
	// EscalateHours after its beginning, around the clock, an unresolved case
	// comes onto the list of follow-ups: 1 to 8760, 0 = never.
	EscalateHours int
}

// Default is the policy of a workspace that has set none: no targets, and cases
// are looked at again after three days.
func Default() Policy { return Policy{WarnAt: 80, EscalateHours: 72} }

func (p *Policy) target(g Goal) Target {
	switch g {
	case FirstReply:
		return p.FirstReply
	case NextReply:
		return p.NextReply
	case Resolution:
		return p.Resolution
	}
	return Target{}
}

// Check says what is wrong, naming the field; nil if nothing is.
func (p *Policy) Check() error {
	if p.WarnAt < 1 || p.WarnAt > 99 || p.EscalateHours < 0 || p.EscalateHours > 8760 {
		return problem.New(problem.Invalid, "sla_policy")
	}
	return errors.Join(p.FirstReply.check(FirstReply), p.NextReply.check(NextReply), p.Resolution.check(Resolution))
}

// PoliciesTx lists what was set: the workspace's own first, or the default in
// its place, then those of teams.
func (k *Clocks) PoliciesTx(ctx context.Context, tx *postgres.Tx) ([]Policy, error) {
	rows, err := db.New(tx).Policies(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("list sla policies: %w", err)
	}
	list := []Policy{}
	if len(rows) == 0 || rows[0].TeamID != nil {
		list = append(list, Default())
	}
	for _, r := range rows {
		p, err := policyFrom(r)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// SavePolicyTx sets what a team or the workspace promises. Clocks that run are
// counted by it soon. It fails with sla_policy, sla_first_reply, sla_next_reply,
// sla_resolution or, for a team that is not there, sla_team.
func (k *Clocks) SavePolicyTx(ctx context.Context, tx *postgres.Tx, p Policy) error {
	if err := p.Check(); err != nil {
		return err
	}
	put := db.PutPolicyParams{WorkspaceID: tx.Workspace(), TeamID: p.Team, WarnAt: int16(p.WarnAt), EscalateHours: int32(p.EscalateHours)}
	for goal, into := range map[Goal]*json.RawMessage{FirstReply: &put.FirstReply, NextReply: &put.NextReply, Resolution: &put.Resolution} {
		raw, err := json.Marshal(p.target(goal))
		if err != nil {
			return fmt.Errorf("encode target: %w", err)
		}
		*into = raw
	}
	err := db.New(tx).PutPolicy(ctx, put)
	if postgres.IsForeignKey(err) {
		return problem.Wrap(err, problem.NotFound, "sla_team")
	}
	if err != nil {
		return fmt.Errorf("save sla policy: %w", err)
	}
	return k.RecountTx(ctx, tx)
}

// DropPolicyTx lets the workspace's policy hold for a team again; for nil the
// workspace has none.
func (k *Clocks) DropPolicyTx(ctx context.Context, tx *postgres.Tx, team *uuid.UUID) error {
	if err := db.New(tx).DeletePolicy(ctx, db.DeletePolicyParams{WorkspaceID: tx.Workspace(), TeamID: team}); err != nil {
		return fmt.Errorf("remove sla policy: %w", err)
	}
	return k.RecountTx(ctx, tx)
}

// policyTx is what holds for a team now.
func policyTx(ctx context.Context, tx *postgres.Tx, team *uuid.UUID) (Policy, error) {
	row, err := db.New(tx).PolicyFor(ctx, db.PolicyForParams{WorkspaceID: tx.Workspace(), TeamID: team})
	if errors.Is(err, pgx.ErrNoRows) {
		return Default(), nil
	}
	if err != nil {
		return Policy{}, fmt.Errorf("read sla policy: %w", err)
	}
	return policyFrom(row)
}

func policyFrom(r db.SlaPolicy) (Policy, error) {
	p := Policy{Team: r.TeamID, WarnAt: int(r.WarnAt), EscalateHours: int(r.EscalateHours)}
	err := errors.Join(json.Unmarshal(r.FirstReply, &p.FirstReply), json.Unmarshal(r.NextReply, &p.NextReply), json.Unmarshal(r.Resolution, &p.Resolution))
	if err != nil {
		return p, fmt.Errorf("decode sla policy: %w", err)
	}
	return p, nil
}
