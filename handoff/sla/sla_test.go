package sla_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff/sla"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

const (
	neared = "deadline.neared"
	missed = "deadline.missed"
)

func TestFirstReply(t *testing.T) {
	t.Parallel()

	t.Run("WarnedThenMissedOnceByNodesThatRace", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.promise(t, sla.Policy{FirstReply: minutes(10)})
		id := b.waiting(t)
		goal, due := b.due(t, id)
		require.Equal(t, "first_reply", goal)
		require.WithinDuration(t, time.Now().Add(10*time.Minute), *due, 30*time.Second)

		for _, step := range []struct {
			after          time.Duration
			neared, missed int
		}{{7 * time.Minute, 0, 0}, {9 * time.Minute, 1, 0}, {11 * time.Minute, 1, 1}, {time.Hour, 1, 1}} {
			one, two := b.later(t, step.after), b.later(t, step.after)
			var racing sync.WaitGroup
			for _, n := range []*bundle{one, two, one, two} {
				racing.Go(func() { require.NoError(t, n.timers.Sweep(t.Context())) })
			}
			racing.Wait()
			require.Equal(t, step.neared, b.told(t, id, neared), "after %s", step.after)
			require.Equal(t, step.missed, b.told(t, id, missed), "after %s", step.after)
		}
		b.later(t, 2*time.Hour).reply(t, id)
		require.Equal(t, "late, missed", b.outcome(t, id, sla.FirstReply))
	})

	t.Run("AReplyInTimeMeetsIt", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.promise(t, sla.Policy{FirstReply: minutes(10), NextReply: minutes(5)})
		id := b.waiting(t)
		b.say(t, id, conversation.Bot(), "You are second.")
		require.Equal(t, "running", b.outcome(t, id, sla.FirstReply), "a person was asked for")
		b.move(t, id, conversation.StagePerson, nil)
		n := b.later(t, 4*time.Minute)
		n.reply(t, id)
		require.Equal(t, "met", b.outcome(t, id, sla.FirstReply))
		_, due := b.due(t, id)
		require.Nil(t, due, "nobody waits")

		n.visitor(t, id, "and the other one?")
		goal, due := b.due(t, id)
		require.Equal(t, "next_reply", goal)
		require.WithinDuration(t, time.Now().Add(9*time.Minute), *due, 30*time.Second)
		b.later(t, 6*time.Minute).visitor(t, id, "hello?")
		_, again := b.due(t, id)
		require.True(t, due.Equal(*again), "from the first unmet message on")
		b.later(t, 20*time.Minute).reply(t, id)
		require.Equal(t, "late, missed", b.outcome(t, id, sla.NextReply), "found by the reply, before any timer")
		require.Equal(t, 1, b.told(t, id, missed))
		require.NoError(t, b.later(t, time.Hour).timers.Sweep(t.Context()))
		require.Equal(t, 1, b.told(t, id, missed))
		require.Zero(t, b.told(t, id, neared))
	})

	t.Run("WhatComesToNothingCountsForNothing", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.promise(t, sla.Policy{FirstReply: minutes(10), Resolution: minutes(60)})
		cancelled, late := b.waiting(t), b.waiting(t)
		b.move(t, cancelled, conversation.StageBot, nil)
		n := b.later(t, 15*time.Minute)
		n.move(t, late, conversation.StageResolved, nil)
		require.Equal(t, "void", b.outcome(t, cancelled, sla.FirstReply))
		require.Equal(t, "void", b.outcome(t, cancelled, sla.Resolution))
		require.Equal(t, "void, missed", b.outcome(t, late, sla.FirstReply))
		require.Equal(t, "met", b.outcome(t, late, sla.Resolution))
		var figures []sla.Attainment
		b.in(t, func(tx *postgres.Tx) (err error) {
			figures, err = b.clocks.AttainmentTx(t.Context(), tx, 30)
			return err
		})
		for _, f := range figures {
			require.Nil(t, f.Team)
			switch f.Goal {
			case sla.FirstReply:
				require.Equal(t, [2]int{0, 1}, [2]int{f.Met, f.Missed})
				require.Nil(t, f.Median)
			case sla.Resolution:
				require.Equal(t, [2]int{1, 0}, [2]int{f.Met, f.Missed})
				require.InDelta(t, 15*time.Minute, *f.Median, float64(time.Minute))
			case sla.NextReply:
				require.Fail(t, "nobody had replied once")
			}
		}
		var weeks []sla.Week
		b.in(t, func(tx *postgres.Tx) (err error) {
			weeks, err = b.clocks.WeeksTx(t.Context(), tx, 2)
			return err
		})
		sum := map[sla.Goal][2]int{}
		for _, w := range weeks {
			require.Equal(t, time.Monday, w.Begins.UTC().Weekday())
			sum[w.Goal] = [2]int{sum[w.Goal][0] + w.Met, sum[w.Goal][1] + w.Missed}
		}
		require.Equal(t, map[sla.Goal][2]int{sla.FirstReply: {0, 1}, sla.Resolution: {1, 0}}, sum)
	})

	t.Run("WhatWasLongAgoStandsInItsOwnWeek", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.in(t, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO sla_clocks (workspace_id, id, conversation_id, goal, started_at, spent_s, target_s, ended_at, outcome)
				SELECT $1, gen_random_uuid(), $2, 'first_reply', at, 60, 600, at, 'met' FROM (SELECT app_now() - make_interval(weeks => n) AS at FROM generate_series(0, 5) n) w`,
				b.ws, b.waiting(t))
			return err
		})
		for weeks, want := range map[int]int{1: 1, 3: 3, 53: 6} {
			b.in(t, func(tx *postgres.Tx) error {
				list, err := b.clocks.WeeksTx(t.Context(), tx, weeks)
				require.Len(t, list, want)
				require.Equal(t, time.Minute, *list[0].Median)
				return err
			})
		}
	})

	t.Run("ANodeThatComesBackFindsWhatWasDue", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.promise(t, sla.Policy{FirstReply: minutes(10)})
		id := b.waiting(t)
		b.in(t, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `DELETE FROM river.river_job`) // died with whoever held them
			return err
		})
		n := b.later(t, time.Hour)
		require.NoError(t, n.timers.Sweep(t.Context()))
		require.Equal(t, 1, b.told(t, id, missed))
		require.Zero(t, b.told(t, id, neared), "a warning of what has passed warns nobody")
	})
}

// Hours, a holiday and a zone: Friday 17:30 in Berlin, with one hour to reply,
// is Tuesday 9:30 where Monday is a holiday.
func TestHours(t *testing.T) {
	t.Parallel()

	b := setup(t)
	const week = `{"zone": "Europe/Berlin", "week": [[],
		[{"from": "09:00", "until": "18:00"}], [{"from": "09:00", "until": "18:00"}], [{"from": "09:00", "until": "18:00"}],
		[{"from": "09:00", "until": "18:00"}], [{"from": "09:00", "until": "18:00"}]], "holidays": [{"day": "2027-03-29"}]}`
	b.in(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO service_rules (workspace_id, calendar) VALUES ($1, $2)`, b.ws, week)
		return err
	})
	b.promise(t, sla.Policy{FirstReply: minutes(60), Resolution: sla.Target{Minutes: []int{120, 120, 120, 120}, Always: true}})
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	// The clocks go forward on that weekend.
	friday := b.at(t, time.Date(2027, 3, 26, 17, 30, 0, 0, berlin))
	id := friday.waiting(t)
	goal, due := friday.due(t, id)
	require.Equal(t, "resolution", goal)
	require.WithinDuration(t, time.Date(2027, 3, 26, 19, 30, 0, 0, berlin), *due, 30*time.Second, "around the clock")

	b.promise(t, sla.Policy{FirstReply: minutes(60)})
	require.NoError(t, friday.clocks.Recount(t.Context(), b.ws))
	_, due = friday.due(t, id)
	tuesday := time.Date(2027, 3, 30, 9, 30, 0, 0, berlin)
	require.WithinDuration(t, tuesday, *due, 30*time.Second)
	monday := b.at(t, time.Date(2027, 3, 29, 12, 0, 0, 0, berlin))
	require.NoError(t, monday.timers.Sweep(t.Context()))
	require.Zero(t, b.told(t, id, missed))
	require.NoError(t, b.at(t, tuesday.Add(time.Minute)).timers.Sweep(t.Context()))
	require.Equal(t, 1, b.told(t, id, missed))
}

// What was counted before a snooze stays counted; meanwhile only a resolution rests.
func TestSnoozeRests(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.promise(t, sla.Policy{Resolution: minutes(60)})
	id := b.waiting(t)
	b.move(t, id, conversation.StagePerson, nil)
	snooze := func(n *bundle, until *time.Time) {
		n.act(t, id, func(ctx context.Context, tx *postgres.Tx) error { return n.convs.SnoozeTx(ctx, tx, id, until) })
	}
	asleep := b.later(t, 20*time.Minute)
	until := time.Now().Add(10 * time.Hour)
	snooze(asleep, &until)
	_, due := b.due(t, id)
	require.Nil(t, due)
	require.NoError(t, b.later(t, 5*time.Hour).timers.Sweep(t.Context()))
	require.Zero(t, b.told(t, id, missed))
	awake := b.later(t, 6*time.Hour)
	snooze(awake, nil)
	_, due = b.due(t, id)
	require.WithinDuration(t, time.Now().Add(6*time.Hour+40*time.Minute), *due, 30*time.Second)
}

func TestWhatChangesWhileClocksRun(t *testing.T) {
	t.Parallel()

	t.Run("APolicy", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		id := b.waiting(t)
		_, due := b.due(t, id)
		require.Nil(t, due, "nothing was promised")
		b.promise(t, sla.Policy{FirstReply: minutes(10)})
		_, due = b.due(t, id)
		require.WithinDuration(t, time.Now().Add(10*time.Minute), *due, 30*time.Second)
		b.promise(t, sla.Policy{FirstReply: minutes(30)})
		require.NoError(t, b.later(t, 15*time.Minute).timers.Sweep(t.Context()))
		require.Zero(t, b.told(t, id, missed), "the old time is nobody's")
		b.in(t, func(tx *postgres.Tx) error { return b.clocks.DropPolicyTx(t.Context(), tx, nil) })
		require.NoError(t, b.clocks.Recount(t.Context(), b.ws))
		require.NoError(t, b.later(t, time.Hour).timers.Sweep(t.Context()))
		require.Zero(t, b.told(t, id, missed))
		require.Equal(t, "running", b.outcome(t, id, sla.FirstReply))
	})

	t.Run("ATeam", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		quick := b.team(t, "Quick")
		b.promise(t, sla.Policy{FirstReply: minutes(60)})
		b.promise(t, sla.Policy{Team: &quick, FirstReply: minutes(10)})
		id := b.waiting(t)
		n := b.later(t, 5*time.Minute)
		n.move(t, id, conversation.StageWaiting, &quick)
		_, due := b.due(t, id)
		require.WithinDuration(t, time.Now().Add(10*time.Minute), *due, 30*time.Second, "what was spent stays spent")

		// The team ends, and with it its policy.
		n.in(t, func(tx *postgres.Tx) error {
			if _, err := n.convs.LeaveTeamTx(t.Context(), tx, conversation.Leaving{Team: quick, Stage: conversation.StageWaiting, Most: 10}); err != nil {
				return err
			}
			_, err := tx.Exec(t.Context(), `DELETE FROM teams WHERE id = $1`, quick)
			return err
		})
		require.NoError(t, n.clocks.Sweep(t.Context()), "nobody told the clocks")
		_, due = b.due(t, id)
		require.WithinDuration(t, time.Now().Add(time.Hour), *due, 30*time.Second)
	})

	t.Run("APriority", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.promise(t, sla.Policy{FirstReply: sla.Target{Minutes: []int{60, 30, 20, 5}}})
		id := b.waiting(t)
		b.in(t, func(tx *postgres.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO handoffs (workspace_id, id, conversation_id, reason, rule, brief, lang, priority)
				VALUES ($1, $2, $3, 'safety', 'test', '{}', 'en', 3)`, b.ws, uuid.New(), id)
			return err
		})
		require.NoError(t, b.clocks.Sweep(t.Context()))
		_, due := b.due(t, id)
		require.WithinDuration(t, time.Now().Add(5*time.Minute), *due, 30*time.Second)
	})

	t.Run("Untold", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.promise(t, sla.Policy{FirstReply: minutes(10)})
		id := b.waiting(t)
		b.in(t, func(tx *postgres.Tx) error {
			_, err := b.convs.MoveTx(t.Context(), tx, conversation.Move{Conversation: id, To: conversation.StageResolved, By: conversation.System()})
			return err
		})
		require.NoError(t, b.clocks.Sweep(t.Context()))
		require.Equal(t, "void", b.outcome(t, id, sla.FirstReply))
		require.NoError(t, b.later(t, time.Hour).timers.Sweep(t.Context()))
		require.Zero(t, b.told(t, id, missed))
	})
}

// A conversation that people had before anybody counted, as after an upgrade, is
// counted from when they got it, and what an agent said since is their first reply.
func TestWhatNobodyCounted(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.promise(t, sla.Policy{FirstReply: minutes(10), NextReply: minutes(30), Resolution: minutes(60)})
	id := b.waiting(t)
	b.move(t, id, conversation.StagePerson, nil)
	b.later(t, time.Minute).reply(t, id)
	n := b.later(t, 15*time.Minute)
	n.visitor(t, id, "and now?")
	b.in(t, func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `DELETE FROM sla_clocks`)
		if err == nil {
			_, err = tx.Exec(t.Context(), `DELETE FROM sla_cases`)
		}
		return err
	})
	require.NoError(t, b.later(t, 20*time.Minute).clocks.Sweep(t.Context()))
	goal, due := b.due(t, id)
	require.Equal(t, "next_reply", goal)
	require.WithinDuration(t, time.Now().Add(45*time.Minute), *due, 30*time.Second)
	n.reply(t, id)
	goal, due = b.due(t, id)
	require.Equal(t, "resolution", goal)
	require.WithinDuration(t, time.Now().Add(time.Hour), *due, 30*time.Second)
}

// Three days, editable, once; and the list has one entry whatever else is on it.
func TestUnresolvedComesOntoTheList(t *testing.T) {
	t.Parallel()

	b := setup(t)
	id := b.waiting(t)
	b.move(t, id, conversation.StagePerson, nil)
	b.reply(t, id)
	entry := func() (state string, owner *uuid.UUID, n int) {
		b.in(t, func(tx *postgres.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT coalesce(max(state), ''), (array_agg(owner_id))[1], count(*) FROM follow_ups WHERE conversation_id = $1`, id).Scan(&state, &owner, &n)
		})
		return state, owner, n
	}
	require.NoError(t, b.later(t, 71*time.Hour).timers.Sweep(t.Context()))
	_, _, n := entry()
	require.Zero(t, n)
	for _, node := range []*bundle{b.later(t, 73*time.Hour), b.later(t, 80*time.Hour)} {
		require.NoError(t, node.timers.Sweep(t.Context()))
	}
	state, owner, n := entry()
	require.Equal(t, 1, n)
	require.Equal(t, "open", state)
	require.Equal(t, b.agent.ID, *owner, "whoever has the conversation")
	require.Equal(t, 1, b.told(t, id, "follow_up.changed"))

	soon := b.waiting(t)
	b.promise(t, sla.Policy{EscalateHours: 1})
	require.NoError(t, b.later(t, 2*time.Hour).timers.Sweep(t.Context()))
	require.Equal(t, 1, b.told(t, soon, "follow_up.changed"))
	require.Equal(t, 1, b.told(t, id, "follow_up.changed"))
	never := b.waiting(t)
	b.promise(t, sla.Policy{})
	require.NoError(t, b.later(t, 1000*time.Hour).timers.Sweep(t.Context()))
	require.Zero(t, b.told(t, never, "follow_up.changed"))
}

func TestPolicy(t *testing.T) {
	t.Parallel()

	b := setup(t)
	for name, p := range map[string]sla.Policy{
		"warn":     {WarnAt: 100},
		"hours":    {WarnAt: 80, EscalateHours: -1},
		"minutes":  {WarnAt: 80, FirstReply: minutes(-1)},
		"too long": {WarnAt: 80, Resolution: minutes(90*24*60 + 1)},
		"three":    {WarnAt: 80, NextReply: sla.Target{Minutes: []int{1, 2, 3}}},
		"team":     {WarnAt: 80, Team: &b.agent.ID},
	} {
		err := b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error { return b.clocks.SavePolicyTx(t.Context(), tx, p) })
		var known *problem.Error
		require.ErrorAs(t, err, &known, name)
	}
	quick := b.team(t, "Quick")
	b.promise(t, sla.Policy{Team: &quick, FirstReply: minutes(10), EscalateHours: 24})
	var list []sla.Policy
	b.in(t, func(tx *postgres.Tx) (err error) {
		list, err = b.clocks.PoliciesTx(t.Context(), tx)
		return err
	})
	require.Len(t, list, 2)
	require.Equal(t, sla.Default(), list[0])
	require.Equal(t, []int{10, 10, 10, 10}, list[1].FirstReply.Minutes)
}

func (b *bundle) team(t *testing.T, name string) (id uuid.UUID) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		id = uuid.New()
		_, err := tx.Exec(t.Context(), `INSERT INTO teams (workspace_id, id, name) VALUES ($1, $2, $3)`, b.ws, id, name)
		return err
	})
	return id
}
