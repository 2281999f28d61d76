package budget

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/bot/budget/internal/db"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// Limits are what may be spent; 0 = no limit.
type Limits struct {
	// VisitorDayTokens bound one visitor's day, DayTokens the workspace's.
	VisitorDayTokens int64 `json:"visitor_day_tokens" minimum:"0" maximum:"1000000000000"`
	DayTokens        int64 `json:"day_tokens" minimum:"0" maximum:"1000000000000"`
	// DayMicros and MonthMicros bound the workspace's money, in millionths of
	// a US dollar.
	DayMicros   int64 `json:"day_micros" minimum:"0" maximum:"1000000000000000"`
	MonthMicros int64 `json:"month_micros" minimum:"0" maximum:"1000000000000000"`
}

// Limit names one of the limits.
type Limit string

// The limits. They stand in traces: stable.
const (
	None       Limit = ""
	VisitorDay Limit = "budget_visitor_day"
	Day        Limit = "budget_day"
	DayMoney   Limit = "budget_day_money"
	MonthMoney Limit = "budget_month_money"
)

// Cost is what a call takes.
type Cost struct {
	Tokens int64
	// Micros are millionths of a US dollar.
	Micros int64
}

// Reservation is a charge that [SettleTx] corrects.
type Reservation struct {
	day     string
	visitor uuid.UUID
	charged Cost
}

// LimitsTx reads the workspace's limits; none is set at first.
func LimitsTx(ctx context.Context, tx *postgres.Tx) (Limits, error) {
	row, err := db.New(tx).Limits(ctx, tx.Workspace())
	if errors.Is(err, pgx.ErrNoRows) {
		return Limits{}, nil
	}
	if err != nil {
		return Limits{}, fmt.Errorf("read budget: %w", err)
	}
	return Limits(row), nil
}

// PutLimitsTx stores the workspace's limits; they hold from the next call on.
func PutLimitsTx(ctx context.Context, tx *postgres.Tx, l Limits) error {
	if min(l.VisitorDayTokens, l.DayTokens, l.DayMicros, l.MonthMicros) < 0 {
		return problem.New(problem.Invalid, "setting_invalid", "field", "budget")
	}
	err := db.New(tx).PutLimits(ctx, db.PutLimitsParams{
		WorkspaceID: tx.Workspace(), VisitorDayTokens: l.VisitorDayTokens, DayTokens: l.DayTokens, DayMicros: l.DayMicros, MonthMicros: l.MonthMicros,
	})
	if err != nil {
		return fmt.Errorf("store budget: %w", err)
	}
	return nil
}

// ReserveTx charges a call with the most that it can cost. If a limit does not
// allow that, it gives the limit and charges nothing; the transaction must be
// committed all the same, so that the refusal is counted. visitor is the zero
// id for calls that no visitor caused.
func ReserveTx(ctx context.Context, tx *postgres.Tx, visitor uuid.UUID, most Cost) (Reservation, Limit, error) {
	q, ws := db.New(tx), tx.Workspace()
	today, err := q.LockDay(ctx, ws)
	if err != nil {
		return Reservation{}, None, fmt.Errorf("lock today's use: %w", err)
	}
	limits, err := LimitsTx(ctx, tx)
	if err != nil {
		return Reservation{}, None, err
	}
	month, err := q.MonthMicros(ctx, db.MonthMicrosParams{WorkspaceID: ws, Day: today.Day})
	if err != nil {
		return Reservation{}, None, fmt.Errorf("read the month's use: %w", err)
	}
	of, err := q.VisitorTokens(ctx, db.VisitorTokensParams{WorkspaceID: ws, VisitorID: visitor, Day: today.Day})
	if err != nil {
		return Reservation{}, None, fmt.Errorf("read the visitor's use: %w", err)
	}
	spent := func(limit, used, more int64) bool { return limit > 0 && used+more > limit }
	hit := None
	switch {
	case visitor != uuid.Nil && spent(limits.VisitorDayTokens, of, most.Tokens):
		hit = VisitorDay
	case spent(limits.DayTokens, today.Tokens, most.Tokens):
		hit = Day
	case spent(limits.DayMicros, today.CostMicros, most.Micros):
		hit = DayMoney
	case spent(limits.MonthMicros, month, most.Micros):
		hit = MonthMoney
	}
	if hit != None {
		if err := q.Refuse(ctx, db.RefuseParams{WorkspaceID: ws, Day: today.Day}); err != nil {
			return Reservation{}, None, fmt.Errorf("count a refusal: %w", err)
		}
		return Reservation{}, hit, nil
	}
	r := Reservation{day: today.Day, visitor: visitor, charged: most}
	return r, None, r.charge(ctx, tx, most, 1)
}

// SettleTx replaces what was charged by what the call cost.
func SettleTx(ctx context.Context, tx *postgres.Tx, r Reservation, spent Cost) error {
	return r.charge(ctx, tx, Cost{Tokens: spent.Tokens - r.charged.Tokens, Micros: spent.Micros - r.charged.Micros}, 0)
}

func (r Reservation) charge(ctx context.Context, tx *postgres.Tx, c Cost, calls int64) error {
	q, ws := db.New(tx), tx.Workspace()
	err := q.Charge(ctx, db.ChargeParams{WorkspaceID: ws, Day: r.day, Calls: calls, Tokens: c.Tokens, CostMicros: c.Micros})
	if err == nil && r.visitor != uuid.Nil {
		err = q.ChargeVisitor(ctx, db.ChargeVisitorParams{WorkspaceID: ws, VisitorID: r.visitor, Day: r.day, Tokens: c.Tokens})
	}
	if err != nil {
		return fmt.Errorf("charge a call: %w", err)
	}
	return nil
}
