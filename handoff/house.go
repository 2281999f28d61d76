package handoff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// House is a version of what a workspace has set about decisions.
type House struct {
	// Version counts from 1; 0 = never set.
	Version int    `json:"version"`
	Rules   []Rule `json:"rules"`
	Policy  Policy `json:"policy"`
	// Guidance is when to bring a person in, in the admin's words, for a model;
	// at most 4,000 characters.
	Guidance string `json:"guidance" maxLength:"4000"`
	// Note says what changed; at most 200 characters.
	Note string `json:"note" maxLength:"200"`
	// RestoredFrom is the version this is a copy of; 0 = none.
	RestoredFrom int       `json:"restored_from,omitempty"`
	At           time.Time `json:"at,omitzero" required:"false" readOnly:"true"`
}

// HouseVersion is a line of the list of versions.
type HouseVersion struct {
	Version      int        `json:"version"`
	Note         string     `json:"note"`
	Rules        int        `json:"rules"`
	RestoredFrom int        `json:"restored_from,omitempty"`
	Author       *uuid.UUID `json:"author_id,omitempty"`
	At           time.Time  `json:"at"`
}

// mostRules bounds a version; they are looked at on every turn.
const mostRules = 200

// Check says what is wrong, naming the rule or the field; nil if nothing is.
func (h *House) Check() error {
	if len(h.Rules) > mostRules {
		return problem.New(problem.Invalid, "rules_too_many", "limit", "200")
	}
	seen := make(map[string]bool, len(h.Rules))
	for i := range h.Rules {
		if err := h.Rules[i].Check(); err != nil {
			return err
		}
		if id := h.Rules[i].ID; seen[id] {
			return problem.New(problem.Invalid, "rule_id_taken", "rule", id)
		}
		seen[h.Rules[i].ID] = true
	}
	switch {
	case utf8.RuneCountInString(h.Guidance) > 4000:
		return problem.New(problem.Invalid, "setting_too_long", "field", "guidance")
	case utf8.RuneCountInString(h.Note) > 200:
		return problem.New(problem.Invalid, "setting_too_long", "field", "note")
	}
	return h.Policy.check()
}

func (p *Policy) check() error {
	for field, v := range map[string]float64{"anger": p.Anger, "abuse": p.Abuse, "legal": p.Legal, "safety": p.Safety, "demand": p.Demand} {
		if !(v > 0 && v <= 2) { // NaN as well
			return problem.New(problem.Invalid, "policy_range", "field", field)
		}
	}
	if p.Repeats < 0 || p.Misses < 0 || p.Repeats > 100 || p.Misses > 100 {
		return problem.New(problem.Invalid, "policy_range", "field", "repeats, misses")
	}
	return nil
}

// HouseTx reads the live version, or the defaults.
func HouseTx(ctx context.Context, tx *postgres.Tx) (House, error) {
	row, err := db.New(tx).LiveHouse(ctx, tx.Workspace())
	if errors.Is(err, pgx.ErrNoRows) {
		return House{Rules: []Rule{}, Policy: DefaultPolicy()}, nil
	}
	if err != nil {
		return House{}, fmt.Errorf("read the house rules: %w", err)
	}
	return houseFrom(row)
}

// HouseVersionTx reads one version.
func (q *Queue) HouseVersionTx(ctx context.Context, tx *postgres.Tx, version int) (House, error) {
	row, err := db.New(tx).HouseVersion(ctx, db.HouseVersionParams{WorkspaceID: tx.Workspace(), Version: int32(version)})
	if errors.Is(err, pgx.ErrNoRows) {
		return House{}, problem.New(problem.NotFound, "house_version_not_found")
	}
	if err != nil {
		return House{}, fmt.Errorf("read version %d of the house rules: %w", version, err)
	}
	return houseFrom(row)
}

// HouseVersionsTx lists the versions, newest first, at most 100.
func (q *Queue) HouseVersionsTx(ctx context.Context, tx *postgres.Tx) ([]HouseVersion, error) {
	rows, err := db.New(tx).HouseVersions(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("list versions of the house rules: %w", err)
	}
	list := make([]HouseVersion, len(rows))
	for i, r := range rows {
		list[i] = HouseVersion{Version: int(r.Version), Note: r.Note, Rules: int(r.Rules), Author: r.AuthorID, At: r.At}
		if r.RestoredFrom != nil {
			list[i].RestoredFrom = int(*r.RestoredFrom)
		}
	}
	return list, nil
}

// PublishHouseTx makes h the live version. h.Version is the version it was made
// from: where another has been published since it fails with house_changed.
func (q *Queue) PublishHouseTx(ctx context.Context, tx *postgres.Tx, h House, author uuid.UUID) (House, error) {
	if err := h.Check(); err != nil {
		return House{}, err
	}
	live, err := HouseTx(ctx, tx)
	if err != nil {
		return House{}, err
	}
	if live.Version != h.Version {
		return House{}, problem.New(problem.Conflict, "house_changed")
	}
	h.Policy.Version = live.Version + 1
	rules, err := json.Marshal(h.Rules)
	if err != nil {
		return House{}, fmt.Errorf("encode rules: %w", err)
	}
	policy, err := json.Marshal(h.Policy)
	if err != nil {
		return House{}, fmt.Errorf("encode policy: %w", err)
	}
	p := db.InsertHouseParams{
		WorkspaceID: tx.Workspace(), Version: int32(live.Version + 1), Rules: rules, Policy: policy,
		Guidance: h.Guidance, Note: h.Note, AuthorID: &author,
	}
	if h.RestoredFrom > 0 {
		from := int32(h.RestoredFrom)
		p.RestoredFrom = &from
	}
	row, err := db.New(tx).InsertHouse(ctx, p)
	if postgres.IsUnique(err, "house_rules_pkey") {
		return House{}, problem.Wrap(err, problem.Conflict, "house_changed")
	}
	if err != nil {
		return House{}, fmt.Errorf("store the house rules: %w", err)
	}
	return houseFrom(row)
}

func houseFrom(row db.HouseRule) (House, error) {
	h := House{Version: int(row.Version), Guidance: row.Guidance, Note: row.Note, At: row.At}
	if row.RestoredFrom != nil {
		h.RestoredFrom = int(*row.RestoredFrom)
	}
	if err := json.Unmarshal(row.Rules, &h.Rules); err != nil {
		return House{}, fmt.Errorf("decode rules of version %d: %w", h.Version, err)
	}
	if err := json.Unmarshal(row.Policy, &h.Policy); err != nil {
		return House{}, fmt.Errorf("decode policy of version %d: %w", h.Version, err)
	}
	return h, nil
}

// Surroundings are what a decision depends on besides what was said.
type Surroundings struct {
	House
	Attributes map[string]string
	Page       string
	Now        time.Time
	// HandedBack: an agent handed the conversation back to the bot.
	HandedBack bool
	// Offers are why a person was offered before, by the message of the visitor.
	Offers map[int64]Reason
}

// TrialTx reads them for nobody in particular.
func TrialTx(ctx context.Context, tx *postgres.Tx) (Surroundings, error) {
	house, err := HouseTx(ctx, tx)
	if err != nil {
		return Surroundings{}, err
	}
	now, err := db.New(tx).Now(ctx)
	if err != nil {
		return Surroundings{}, fmt.Errorf("read the clock: %w", err)
	}
	return Surroundings{House: house, Now: now}, nil
}

// SurroundingsTx reads them for a conversation.
func (q *Queue) SurroundingsTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation) (Surroundings, error) {
	s, err := TrialTx(ctx, tx)
	if err != nil {
		return Surroundings{}, err
	}
	if c.LastAgent != nil { // only then somebody can have handed it back
		if s.HandedBack, err = q.Conversations.HandedBackTx(ctx, tx, c.ID); err != nil {
			return Surroundings{}, err
		}
	}
	if s.Offers, err = offersTx(ctx, tx, c.ID); err != nil {
		return Surroundings{}, err
	}
	v, err := q.Accounts.VisitorTx(ctx, tx, c.Visitor)
	s.Attributes, s.Page = v.Attributes, v.PageURL
	return s, err
}

// teamTx is the team that a rule names, unless it is gone: then everybody's.
func (q *Queue) teamTx(ctx context.Context, tx *postgres.Tx, team string) (*uuid.UUID, error) {
	id, err := uuid.Parse(team)
	if err != nil {
		return nil, nil //nolint:nilnil // no team: everybody's
	}
	teams, err := q.Accounts.TeamsTx(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, t := range teams {
		if t.ID == id {
			return &id, nil
		}
	}
	return nil, nil //nolint:nilnil // the team is gone
}

// priority of the escalation: what the reason gives, or a rule raises it to.
func (r *Request) priority() int {
	n := max(priorityOf(r.Decision.Reason), min(r.Decision.Priority, 3))
	if r.earned != nil {
		n = max(n, int(r.earned.ReasonPriority))
	}
	return n
}
