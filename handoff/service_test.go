package handoff_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/calendar"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// shutNow is closed all of today and opens at the start of tomorrow, in UTC.
func shutNow() calendar.Calendar {
	c := calendar.Calendar{Week: make([][]calendar.Span, 7)}
	today := int(time.Now().UTC().Weekday())
	for day := range c.Week {
		if day != today {
			c.Week[day] = []calendar.Span{{From: "00:00", Until: "24:00"}}
		}
	}
	return c
}

func (b *queueBundle) team(t *testing.T, name string, agents ...uuid.UUID) (id uuid.UUID) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) (err error) {
		id, err = b.accounts.CreateTeamTx(t.Context(), tx, account.Team{Name: name, Agents: agents})
		return err
	})
	return id
}

func (b *queueBundle) serve(t *testing.T, s handoff.Service) {
	t.Helper()
	if s.Strategy == "" {
		s.Strategy = handoff.LeastBusy
	}
	b.in(t, func(tx *postgres.Tx) error { return b.queue.SaveServiceTx(t.Context(), tx, s) })
}

func (b *queueBundle) place(t *testing.T, c conversation.Conversation) (p handoff.Place) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) (err error) {
		p, err = b.queue.PlaceTx(t.Context(), tx, c.ID)
		return err
	})
	return p
}

func (b *queueBundle) lastLine(t *testing.T, c conversation.Conversation) string {
	t.Helper()
	events, err := b.convs.After(t.Context(), c.Ref, conversation.Everyone, 0)
	require.NoError(t, err)
	m, err := conversation.MessageOf(events[len(events)-1])
	require.NoError(t, err)
	return m.Line
}

func TestHours(t *testing.T) {
	t.Parallel()

	t.Run("NothingIsAssignedOutsideThem", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
		b.serve(t, handoff.Service{Calendar: shutNow()})
		c := b.waiting(t)
		require.Equal(t, "handoff_closed", b.lastLine(t, c), "the visitor is told, and not that somebody comes")
		b.route(t)
		require.Empty(t, b.assignments(t, c.ID))
		p := b.place(t, c)
		require.True(t, p.Closed)
		require.NotNil(t, p.OpensAt)
		tomorrow := time.Now().UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
		require.True(t, p.OpensAt.Equal(tomorrow), "%s", p.OpensAt)
		require.Nil(t, p.MinWait)

		opened := b.later(t, time.Until(tomorrow)+time.Minute)
		opened.present(t, ada.ID)
		opened.route(t)
		require.Equal(t, ada.ID, opened.assignments(t, c.ID)[0].Agent, "the first sweep of the morning offers who waited")
		require.False(t, opened.place(t, c).Closed)
	})

	t.Run("AreOfTheTeamThatWasAskedFor", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		ada := b.agent(t, "Ada", account.NewMember{Capacity: 4})
		night, day := b.team(t, "Night", ada.ID), b.team(t, "Day", ada.ID)
		b.serve(t, handoff.Service{Calendar: shutNow()})
		b.serve(t, handoff.Service{Team: &night})
		forNight := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please"), Team: &night})
		forDay := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please"), Team: &day})
		b.route(t)
		require.Len(t, b.assignments(t, forNight.ID), 1)
		require.Empty(t, b.assignments(t, forDay.ID), "a team without its own keeps the workspace's hours")
		b.in(t, func(tx *postgres.Tx) error { return b.queue.InheritServiceTx(t.Context(), tx, night) })
		require.True(t, b.place(t, forNight).Closed)
	})

	t.Run("AHolidayIsTakenAndNothingElseIsStored", func(t *testing.T) {
		t.Parallel()

		b := setupQueue(t, time.Minute)
		err := b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
			return b.queue.SaveServiceTx(t.Context(), tx, handoff.Service{Strategy: handoff.LeastBusy, Calendar: calendar.Calendar{Zone: "Nowhere"}})
		})
		require.Error(t, err)
		holiday := calendar.Calendar{Week: make([][]calendar.Span, 7), Holidays: []calendar.Holiday{{Day: time.Now().UTC().Format(time.DateOnly), Name: "Today"}}}
		for day := range holiday.Week {
			holiday.Week[day] = []calendar.Span{{From: "00:00", Until: "24:00"}}
		}
		b.serve(t, handoff.Service{Calendar: holiday})
		require.True(t, b.place(t, b.waiting(t)).Closed)
	})
}

func TestWhatThoseWhoWaitRead(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Minute)
	b.serve(t, handoff.Service{Notice: map[string]string{"en": "Parcels are a day late.", "zh": "包裹晚到一天。"}, LongLine: 2})
	one := b.waiting(t)
	two := b.request(t, handoff.Request{Conversation: b.visitor(t, "zh", "转人工")})
	require.Equal(t, "Parcels are a day late.", b.place(t, one).Notice)
	require.False(t, b.place(t, one).LongLine)
	require.Equal(t, "包裹晚到一天。", b.place(t, two).Notice)
	require.True(t, b.place(t, two).LongLine)
	for _, bad := range []handoff.Service{{Notice: map[string]string{"en": strings.Repeat("x", 401)}}, {Notice: map[string]string{"fr": "non"}}, {LongLine: -1}} {
		bad.Strategy = handoff.LeastBusy
		require.Error(t, b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error { return b.queue.SaveServiceTx(t.Context(), tx, bad) }))
	}
}

func TestStrategies(t *testing.T) {
	t.Parallel()

	for _, c := range []struct {
		by   handoff.Strategy
		want []string
	}{
		// Big has room for many: they are less busy with two than Small with one.
		{handoff.LeastBusy, []string{"Big", "Big", "Big"}},
		{handoff.RoundRobin, []string{"Small", "Big", "Small"}},
	} {
		t.Run(string(c.by), func(t *testing.T) {
			t.Parallel()

			b := setupQueue(t, time.Minute)
			names := map[uuid.UUID]string{}
			small := b.agent(t, "Small", account.NewMember{Capacity: 4})
			big := b.agent(t, "Big", account.NewMember{Capacity: 40})
			names[small.ID], names[big.ID] = "Small", "Big"
			b.serve(t, handoff.Service{Strategy: c.by})
			// Both hold one already, Big's was assigned last.
			for _, who := range []conversation.AgentRef{small, big} {
				held := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please")})
				b.in(t, func(tx *postgres.Tx) error {
					locked, err := b.convs.LockTx(t.Context(), tx, held.ID)
					if err != nil {
						return err
					}
					if err := b.queue.CloseTx(t.Context(), tx, locked, &who.ID); err != nil {
						return err
					}
					_, err = b.convs.MoveTx(t.Context(), tx, conversation.Move{Conversation: held.ID, To: conversation.StagePerson, Agent: &who, By: conversation.System()})
					return err
				})
			}
			b.in(t, func(tx *postgres.Tx) error {
				_, err := tx.Exec(t.Context(), `UPDATE presence SET last_assigned = app_now() - CASE WHEN agent_id = $1 THEN interval '2 min' ELSE interval '1 min' END`, small.ID)
				return err
			})
			var got []string
			for range c.want {
				waiting := b.waiting(t)
				b.route(t)
				got = append(got, names[b.assignments(t, waiting.ID)[0].Agent])
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestATeamEndsWhileItsVisitorsWait(t *testing.T) {
	t.Parallel()

	b := setupQueue(t, time.Minute)
	inTeam := b.agent(t, "In", account.NewMember{Capacity: 1})
	team := b.team(t, "Returns", inTeam.ID)
	var waiting []conversation.Conversation
	for range 4 {
		waiting = append(waiting, b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please"), Team: &team}))
	}
	b.route(t)
	require.Equal(t, 1, b.count(t, countOffered))
	b.in(t, func(tx *postgres.Tx) error {
		return b.queue.EndTeamTx(t.Context(), tx, team)
	})
	b.agent(t, "Out", account.NewMember{Capacity: 9})
	b.route(t)
	require.Equal(t, 4, b.count(t, countOffered), "others take whom the team had")
	b.work(t, func() bool { return !b.ended(t)[0].Freeing })
	for _, c := range waiting {
		require.Nil(t, b.read(t, c.ID).Team)
		require.Contains(t, b.kinds(t, c, conversation.Staff), "handoff.team_removed")
		require.NotContains(t, b.kinds(t, c, conversation.Everyone), "handoff.team_removed")
	}
	require.Empty(t, b.broken(t))

	late := b.request(t, handoff.Request{Conversation: b.visitor(t, "en", "a human please"), Team: &team})
	b.route(t)
	require.Len(t, b.assignments(t, late.ID), 1, "a request that still names it waits for anybody")
}
