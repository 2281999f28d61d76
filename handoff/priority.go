package handoff

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/handoff/internal/db"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// The priorities. A step is worth two minutes of waiting, so that who waits at
// the lowest is overtaken by nobody who came six minutes later or more.
const (
	NormalPriority  = 0
	HighestPriority = 3
)

// Test is how a rule compares an attribute.
type Test string

// The tests.
const (
	TestIs      Test = "is"       // the value, in any case
	TestAtLeast Test = "at_least" // as numbers
	TestPresent Test = "present"  // any value
)

// PriorityRule raises visitors in the queue by what the shop says of them on
// its signature: nothing that a visitor writes sets an attribute.
type PriorityRule struct {
	Attribute string `json:"attribute" minLength:"1" maxLength:"64"`
	Test      Test   `json:"test" enum:"is,at_least,present"`
	// Value is compared with; empty for present.
	Value string `json:"value" maxLength:"200" required:"false"`
	// Priority it raises to, 1 to 3.
	Priority int `json:"priority" minimum:"1" maximum:"3"`
}

// MostPriorityRules bounds a workspace's rules.
const MostPriorityRules = 50

func (r *PriorityRule) check() error {
	_, number := strconv.ParseFloat(strings.TrimSpace(r.Value), 64)
	switch {
	case strings.TrimSpace(r.Attribute) == "" || len(r.Attribute) > 64 || len(r.Value) > 200:
		return problem.New(problem.Invalid, "priority_rule", "attribute", r.Attribute)
	case r.Priority < 1 || r.Priority > HighestPriority:
		return problem.New(problem.Invalid, "priority_rule", "attribute", r.Attribute)
	case r.Test == TestIs && strings.TrimSpace(r.Value) == "":
		return problem.New(problem.Invalid, "priority_rule", "attribute", r.Attribute)
	case r.Test == TestAtLeast && number != nil:
		return problem.New(problem.Invalid, "priority_rule", "attribute", r.Attribute)
	case r.Test != TestIs && r.Test != TestAtLeast && r.Test != TestPresent:
		return problem.New(problem.Invalid, "priority_rule", "attribute", r.Attribute)
	}
	return nil
}

func (r *PriorityRule) holds(attributes map[string]string) bool {
	have, ok := attributes[r.Attribute]
	if !ok {
		return false
	}
	switch r.Test {
	case TestIs:
		return strings.EqualFold(strings.TrimSpace(have), strings.TrimSpace(r.Value))
	case TestAtLeast:
		got, errGot := strconv.ParseFloat(strings.TrimSpace(have), 64)
		want, errWant := strconv.ParseFloat(strings.TrimSpace(r.Value), 64)
		return errGot == nil && errWant == nil && got >= want
	case TestPresent:
		return strings.TrimSpace(have) != ""
	}
	return false
}

// PriorityBy gives what the rules raise a visitor to: the highest that holds, 0
// if none does.
func PriorityBy(rules []PriorityRule, attributes map[string]string) int {
	highest := NormalPriority
	for i := range rules {
		if rules[i].holds(attributes) {
			highest = max(highest, rules[i].Priority)
		}
	}
	return highest
}

// PriorityRulesTx reads a workspace's rules, in their order.
func (q *Queue) PriorityRulesTx(ctx context.Context, tx *postgres.Tx) ([]PriorityRule, error) {
	rows, err := db.New(tx).PriorityRules(ctx, tx.Workspace())
	if err != nil {
		return nil, fmt.Errorf("read priority rules: %w", err)
	}
	rules := make([]PriorityRule, len(rows))
	for i, r := range rows {
		rules[i] = PriorityRule{Attribute: r.Attribute, Test: Test(r.Test), Value: r.Value, Priority: int(r.Priority)}
	}
	return rules, nil
}

// SavePriorityRulesTx replaces the rules and gives those who wait their new
// place. It fails with priority_rule, naming the attribute.
func (q *Queue) SavePriorityRulesTx(ctx context.Context, tx *postgres.Tx, rules []PriorityRule) error {
	if len(rules) > MostPriorityRules {
		return problem.New(problem.Invalid, "rules_too_many", "limit", strconv.Itoa(MostPriorityRules))
	}
	queries := db.New(tx)
	if err := queries.ForgetPriorityRules(ctx, tx.Workspace()); err != nil {
		return fmt.Errorf("replace priority rules: %w", err)
	}
	for i := range rules {
		r := &rules[i]
		if err := r.check(); err != nil {
			return err
		}
		err := queries.AddPriorityRule(ctx, db.AddPriorityRuleParams{
			WorkspaceID: tx.Workspace(), Position: int16(i + 1), Attribute: r.Attribute, Test: string(r.Test),
			Value: r.Value, Priority: int16(r.Priority),
		})
		if err != nil {
			return fmt.Errorf("replace priority rules: %w", err)
		}
	}
	return q.rankWaitingTx(ctx, tx, nil, nil)
}

// RankVisitorTx gives a visitor who waits the place that their attributes give
// now.
func (q *Queue) RankVisitorTx(ctx context.Context, tx *postgres.Tx, visitor uuid.UUID) error {
	return q.rankWaitingTx(ctx, tx, &visitor, nil)
}

// RankConversationTx gives a conversation that waits the place it has now: after
// the playbook for angry visitors has run.
func (q *Queue) RankConversationTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID) error {
	return q.rankWaitingTx(ctx, tx, nil, &id)
}

// SetPriorityTx is an agent's word on a conversation, which stands above reasons
// and rules: 0 to 3, nil takes it back. It fails with priority_range.
func (q *Queue) SetPriorityTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, by conversation.Author, priority *int) error {
	queries := db.New(tx)
	if priority == nil {
		if err := queries.ForgetHandPriority(ctx, db.ForgetHandPriorityParams{WorkspaceID: tx.Workspace(), ConversationID: id}); err != nil {
			return fmt.Errorf("take priority back: %w", err)
		}
	} else {
		if *priority < NormalPriority || *priority > HighestPriority {
			return problem.New(problem.Invalid, "priority_range")
		}
		err := queries.SetHandPriority(ctx, db.SetHandPriorityParams{
			WorkspaceID: tx.Workspace(), ConversationID: id, Priority: int16(*priority), SetBy: by.ID,
		})
		if err != nil {
			return fmt.Errorf("set priority: %w", err)
		}
	}
	if err := q.rankWaitingTx(ctx, tx, nil, &id); err != nil {
		return err
	}
	_, err := q.Conversations.AppendTx(ctx, tx, conversation.Append{
		Conversation: id, Author: by, Data: PriorityChanged{Priority: priority},
	})
	return err
}

// rankTx is the priority of a conversation whose reason gives at least one.
func (q *Queue) rankTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation, reason int) (int, error) {
	byHand, err := db.New(tx).HandPriority(ctx, db.HandPriorityParams{WorkspaceID: tx.Workspace(), ConversationID: c.ID})
	if err == nil {
		return int(byHand), nil
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return 0, fmt.Errorf("read priority: %w", err)
	}
	soothed, err := db.New(tx).SoothedPriority(ctx, db.SoothedPriorityParams{WorkspaceID: tx.Workspace(), ConversationID: &c.ID})
	if err != nil {
		return 0, fmt.Errorf("read priority: %w", err)
	}
	reason = max(reason, int(soothed))
	rules, err := q.PriorityRulesTx(ctx, tx)
	if err != nil || len(rules) == 0 {
		return reason, err
	}
	v, err := q.Accounts.VisitorTx(ctx, tx, c.Visitor)
	if err != nil {
		return 0, err
	}
	return max(reason, PriorityBy(rules, v.Attributes)), nil
}

// rankWaitingTx works out anew the places of those who wait.
func (q *Queue) rankWaitingTx(ctx context.Context, tx *postgres.Tx, visitor, conversation *uuid.UUID) error {
	rules, err := q.PriorityRulesTx(ctx, tx)
	if err != nil {
		return err
	}
	queries := db.New(tx)
	waiting, err := queries.WaitingPriorities(ctx, db.WaitingPrioritiesParams{
		WorkspaceID: tx.Workspace(), VisitorID: visitor, ConversationID: conversation,
	})
	if err != nil {
		return fmt.Errorf("read waiting: %w", err)
	}
	var set db.SetPrioritiesParams
	for _, w := range waiting {
		now := max(w.ReasonPriority, int16(PriorityBy(rules, account.Attributes(w.Attributes))))
		if w.ByHand >= 0 {
			now = w.ByHand
		}
		if now != w.Priority {
			set.Ids, set.Priorities = append(set.Ids, w.ID), append(set.Priorities, now)
		}
	}
	if len(set.Ids) == 0 {
		return nil
	}
	set.WorkspaceID = tx.Workspace()
	if err := queries.SetPriorities(ctx, set); err != nil {
		return fmt.Errorf("set priorities: %w", err)
	}
	tx.AfterCommit(func(context.Context) { q.Kick(tx.Workspace()) })
	return nil
}
