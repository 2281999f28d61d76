package budget_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

type bundle struct {
	t       *testing.T
	db      *postgres.DB
	ws      uuid.UUID
	visitor uuid.UUID
}

func setup(t *testing.T, limits budget.Limits) *bundle {
	t.Helper()
	b := &bundle{t: t, db: pgtest.New(t)}
	b.ws = pgtest.Workspace(t, b.db)
	_, v, err := account.NewStore(b.db).NewVisitor(t.Context(), b.ws, "en", "")
	require.NoError(t, err)
	b.visitor = v.ID
	b.tx(func(tx *postgres.Tx) error { return budget.PutLimitsTx(t.Context(), tx, limits) })
	return b
}

func (b *bundle) tx(f func(*postgres.Tx) error) {
	b.t.Helper()
	require.NoError(b.t, b.db.InWorkspace(b.t.Context(), b.ws, f))
}

func (b *bundle) reserve(visitor uuid.UUID, most budget.Cost) (r budget.Reservation, hit budget.Limit) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) (err error) {
		r, hit, err = budget.ReserveTx(b.t.Context(), tx, visitor, most)
		return err
	})
	return r, hit
}

func (b *bundle) settle(r budget.Reservation, spent budget.Cost) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error { return budget.SettleTx(b.t.Context(), tx, r, spent) })
}

func (b *bundle) use() (u budget.Use) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) (err error) {
		u, err = budget.UseTx(b.t.Context(), tx)
		return err
	})
	return u
}

func TestEachLimit(t *testing.T) {
	t.Parallel()
	for limit, limits := range map[budget.Limit]budget.Limits{
		budget.VisitorDay: {VisitorDayTokens: 150},
		budget.Day:        {DayTokens: 150},
		budget.DayMoney:   {DayMicros: 15},
		budget.MonthMoney: {MonthMicros: 15},
	} {
		t.Run(string(limit), func(t *testing.T) {
			t.Parallel()
			b := setup(t, limits)
			one := budget.Cost{Tokens: 100, Micros: 10}
			r, hit := b.reserve(b.visitor, one)
			require.Equal(t, budget.None, hit)
			_, hit = b.reserve(b.visitor, one)
			require.Equal(t, limit, hit, "while the first is under way")
			b.settle(r, budget.Cost{Tokens: 40, Micros: 4})
			_, hit = b.reserve(b.visitor, one)
			require.Equal(t, budget.None, hit, "what was not used is free again")
			u := b.use()
			require.EqualValues(t, 140, u.Today.Tokens)
			require.EqualValues(t, 14, u.Today.CostMicros)
			require.EqualValues(t, 14, u.MonthMicros)
			require.EqualValues(t, 2, u.Today.Calls)
			require.EqualValues(t, 1, u.Today.Refused)
			require.Equal(t, []budget.DayUse{u.Today}, u.Days)
		})
	}
}

func TestNoLimit(t *testing.T) {
	t.Parallel()
	b := setup(t, budget.Limits{})
	r, hit := b.reserve(uuid.Nil, budget.Cost{Tokens: 1 << 40, Micros: 1 << 40})
	require.Equal(t, budget.None, hit)
	b.settle(r, budget.Cost{Tokens: 7})
	require.EqualValues(t, 7, b.use().Today.Tokens)
}

// TestAtOnce: however many calls come at once, the limit is never passed.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	b := setup(t, budget.Limits{DayTokens: 1000})
	var allowed atomic.Int64
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			err := b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
				_, hit, err := budget.ReserveTx(t.Context(), tx, b.visitor, budget.Cost{Tokens: 90})
				if err == nil && hit == budget.None {
					tx.AfterCommit(func(context.Context) { allowed.Add(1) })
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	require.EqualValues(t, 11, allowed.Load())
	u := b.use()
	require.EqualValues(t, 990, u.Today.Tokens)
	require.EqualValues(t, 29, u.Today.Refused)
}
