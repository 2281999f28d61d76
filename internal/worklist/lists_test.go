package worklist_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/worklist"
)

type bundle struct {
	t          *testing.T
	db         *postgres.DB
	lists      *worklist.Lists
	ws         uuid.UUID
	mia, noor  uuid.UUID
	team       uuid.UUID
	numbers    map[uuid.UUID]int64
	lastNumber int64
}

func setup(t *testing.T) *bundle {
	t.Helper()
	b := &bundle{t: t, db: pgtest.New(t), numbers: map[uuid.UUID]int64{}}
	b.lists = worklist.New(b.db)
	b.ws = pgtest.Workspace(t, b.db)
	accounts := account.NewStore(b.db)
	for name, id := range map[string]*uuid.UUID{"mia": &b.mia, "noor": &b.noor} {
		made, err := accounts.CreateMember(t.Context(), b.ws, account.NewAgent{
			Name: name, Email: name + "@shop.example", Password: "correct horse battery",
		}, account.NewMember{Role: account.RoleAgent, Capacity: 4})
		require.NoError(t, err)
		*id = made
	}
	b.tx(func(tx *postgres.Tx) (err error) {
		b.team, err = accounts.CreateTeamTx(t.Context(), tx, account.Team{Name: "Orders", Agents: []uuid.UUID{b.mia}})
		return err
	})
	return b
}

func (b *bundle) tx(f func(*postgres.Tx) error) {
	b.t.Helper()
	require.NoError(b.t, b.db.InWorkspace(b.t.Context(), b.ws, f))
}

func (b *bundle) exec(sql string, args ...any) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(b.t.Context(), sql, args...)
		return err
	})
}

// row is a conversation to be listed.
type row struct {
	stage   string
	agent   *uuid.UUID
	team    *uuid.UUID
	name    string
	email   string
	preview string
	ago     time.Duration
	snooze  time.Duration // 0 = not; negative = was due
	unmet   bool
}

func (b *bundle) add(r row) uuid.UUID {
	b.t.Helper()
	id, visitor := uuid.Must(uuid.NewV7()), uuid.New()
	b.lastNumber++
	b.numbers[id] = b.lastNumber
	b.exec(`INSERT INTO visitors (workspace_id, id, name, email) VALUES ($1, $2, $3, $4)`, b.ws, visitor, r.name, r.email)
	b.exec(`INSERT INTO conversations (workspace_id, id, number, visitor_id, stage, agent_id, team_id, preview, last_author, last_at,
		snoozed_until, waiting_since, resolved_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'visitor', app_now() - $9::interval,
		CASE WHEN $10::float8 <> 0 THEN app_now() + make_interval(secs => $10) END, CASE WHEN $11 THEN app_now() END,
		CASE WHEN $5 = 'resolved' THEN app_now() - $9::interval END)`,
		b.ws, id, b.lastNumber, visitor, r.stage, r.agent, r.team, r.preview, r.ago, r.snooze.Seconds(), r.unmet)
	return id
}

func (b *bundle) handoff(id uuid.UUID, priority int, offeredTo *uuid.UUID, until time.Duration) {
	b.t.Helper()
	h := uuid.New()
	b.exec(`INSERT INTO handoffs (workspace_id, id, conversation_id, reason, rule, brief, lang, priority)
		VALUES ($1, $2, $3, 'anger', 'test', '{"issue": {"text": "A broken lamp", "seq": 1}}', 'en', $4)`, b.ws, h, id, priority)
	if offeredTo != nil {
		b.exec(`INSERT INTO assignments (workspace_id, id, handoff_id, conversation_id, agent_id, expires_at)
			VALUES ($1, gen_random_uuid(), $2, $3, $4, app_now() + $5::interval)`, b.ws, h, id, *offeredTo, until)
	}
}

func (b *bundle) page(f worklist.Filter) worklist.Page {
	b.t.Helper()
	p, err := b.lists.Page(b.t.Context(), b.ws, b.mia, f)
	require.NoError(b.t, err)
	return p
}

func ids(p worklist.Page) []uuid.UUID {
	out := []uuid.UUID{}
	for _, r := range p.Rows {
		out = append(out, r.ID)
	}
	return out
}

func TestViews(t *testing.T) {
	t.Parallel()

	b := setup(t)
	bot := b.add(row{stage: "bot", ago: time.Minute, unmet: true})
	free := b.add(row{stage: "waiting", ago: 2 * time.Minute, team: &b.team, unmet: true})
	b.handoff(free, 2, nil, 0)
	offered := b.add(row{stage: "waiting", ago: 3 * time.Minute, unmet: true})
	b.handoff(offered, 0, &b.mia, time.Minute)
	lapsed := b.add(row{stage: "waiting", ago: 4 * time.Minute})
	b.handoff(lapsed, 0, &b.noor, -time.Minute)
	mine := b.add(row{stage: "person", agent: &b.mia, ago: 5 * time.Minute, unmet: true})
	hers := b.add(row{stage: "person", agent: &b.noor, ago: 6 * time.Minute})
	due := b.add(row{stage: "person", agent: &b.mia, ago: 7 * time.Minute, snooze: -time.Minute})
	asleep := b.add(row{stage: "person", agent: &b.mia, ago: 8 * time.Minute, snooze: time.Hour, preview: "sleeping beauty"})
	b.add(row{stage: "waiting", ago: 9 * time.Minute, snooze: time.Hour})
	done := b.add(row{stage: "resolved", ago: 10 * time.Minute})
	old := b.add(row{stage: "resolved", ago: 10 * 24 * time.Hour})

	for view, want := range map[worklist.View][]uuid.UUID{
		worklist.Bot:        {bot},
		worklist.Waiting:    {free, offered, lapsed},
		worklist.Unassigned: {free, lapsed},
		worklist.Mine:       {mine, due},
		worklist.Person:     {mine, hers, due},
		worklist.Resolved:   {done, old},
		worklist.All:        {bot, free, offered, lapsed, mine, hers, due},
		"":                  {bot, free, offered, lapsed, mine, hers, due},
	} {
		p := b.page(worklist.Filter{View: view})
		require.Equal(t, want, ids(p), "view %q", view)
		require.Equal(t, worklist.Counts{Mine: 2, Waiting: 3, Unassigned: 2, Bot: 1, Person: 3, All: 7, Resolved: 1}, p.Counts)
		require.Empty(t, p.Next)
	}
	team := b.page(worklist.Filter{View: worklist.All, Team: &b.team})
	require.Equal(t, []uuid.UUID{free}, ids(team))
	require.Equal(t, worklist.Counts{Waiting: 1, Unassigned: 1, All: 1}, team.Counts)
	require.Equal(t, []uuid.UUID{asleep}, ids(b.page(worklist.Filter{Search: "Sleeping"})), "a search finds what sleeps")

	r, err := b.lists.Row(t.Context(), b.ws, offered)
	require.NoError(t, err)
	require.Equal(t, b.mia, r.Assignment.Agent)
	require.True(t, r.Unread)
	r, err = b.lists.Row(t.Context(), b.ws, lapsed)
	require.NoError(t, err)
	require.Nil(t, r.Assignment, "it has run out")
	require.False(t, r.Unread)
	r, err = b.lists.Row(t.Context(), b.ws, free)
	require.NoError(t, err)
	require.Equal(t, 2, r.Priority)
	require.Equal(t, "anger", r.Reason)
	require.Equal(t, "A broken lamp", r.Issue)
	require.Empty(t, r.ReasonBefore)
	b.exec(`UPDATE handoffs SET state = 'accepted', ended_at = app_now() WHERE conversation_id = $1`, free)
	b.exec(`INSERT INTO handoffs (workspace_id, id, conversation_id, reason, rule, brief, lang, requested_at)
		VALUES ($1, $2, $3, 'agent_gone', 'test', '{}', 'en', app_now() + interval '1 second')`, b.ws, uuid.New(), free)
	r, err = b.lists.Row(t.Context(), b.ws, free)
	require.NoError(t, err)
	require.Equal(t, "agent_gone", r.Reason)
	require.Equal(t, "anger", r.ReasonBefore, "who waits again waits for what they waited for at first")
	r, err = b.lists.Row(t.Context(), b.ws, mine)
	require.NoError(t, err)
	require.Equal(t, "mia", r.AgentName)
	require.Nil(t, r.Mood)
	r, err = b.lists.Row(t.Context(), b.ws, bot)
	require.NoError(t, err)
	require.False(t, r.Unread, "the bot answers it")
}

func TestRowsHaveTheMoodOfTheLastMessage(t *testing.T) {
	t.Parallel()

	b := setup(t)
	id := b.add(row{stage: "bot"})
	for seq, level := range []string{"neutral", "angry", "upset"} {
		b.exec(`INSERT INTO moods (workspace_id, conversation_id, seq, valence, anger, urgency, cause, confidence,
			smooth_valence, smooth_anger, smooth_urgency, slope, peak, peak_seq, level, scored_by)
			VALUES ($1, $2, $3, 0, 0, 0, 'none', 1, -0.5, 0.25, 0.125, 0, 0, 0, $4, 'test')`, b.ws, id, seq+1, level)
	}
	r := b.page(worklist.Filter{}).Rows[0]
	require.Equal(t, worklist.Mood{Level: "upset", Valence: -0.5, Anger: 0.25, Urgency: 0.125}, *r.Mood)
}

// Pages follow each other without a gap or a repeat, whatever lies within an
// hour, on its edge, or at the same instant.
func TestPages(t *testing.T) {
	t.Parallel()

	b := setup(t)
	var open, resolved []uuid.UUID
	for i := range 23 {
		ago := time.Duration(i/3) * 20 * time.Minute // three at each instant
		open = append(open, b.add(row{stage: "bot", ago: ago}))
		resolved = append(resolved, b.add(row{stage: "resolved", ago: ago}))
	}
	for view, all := range map[worklist.View][]uuid.UUID{worklist.All: open, worklist.Resolved: resolved} {
		var got []uuid.UUID
		f := worklist.Filter{View: view, Limit: 5}
		for {
			p := b.page(f)
			require.LessOrEqual(t, len(p.Rows), 5)
			for i := 1; i < len(p.Rows); i++ {
				require.False(t, p.Rows[i].LastAt.After(p.Rows[i-1].LastAt))
			}
			got = append(got, ids(p)...)
			if f.Cursor = p.Next; f.Cursor == "" {
				break
			}
		}
		require.ElementsMatch(t, all, got, "view %s", view)
	}
	for _, cursor := range []string{"x", "!!!", "AAAA", "________________________________"} {
		_, err := b.lists.Page(t.Context(), b.ws, b.mia, worklist.Filter{Cursor: cursor})
		require.ErrorIs(t, err, worklist.ErrCursor, cursor)
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()

	b := setup(t)
	anna := b.add(row{stage: "bot", name: "Anna Petersen", email: "anna@mail.example", preview: "Where is my parcel?"})
	wang := b.add(row{stage: "person", agent: &b.mia, name: "王小明", email: "wang@mail.example", preview: "我的包裹在哪里"})
	percent := b.add(row{stage: "bot", name: "100% Wool", preview: "under_score"})
	for text, want := range map[string][]uuid.UUID{
		"petersen":                          {anna},
		"ANNA@":                             {anna},
		"my parcel":                         {anna},
		"小明":                                {wang},
		"包裹":                                {wang},
		"100%":                              {percent},
		"_":                                 {percent},
		"mail.example":                      {wang, anna},
		"'; DROP TABLE visitors; --":        {},
		fmt.Sprint(b.numbers[wang]):         {wang},
		fmt.Sprintf("#%d", b.numbers[wang]): {wang},
		"#99999":                            {},
	} {
		require.ElementsMatch(t, want, ids(b.page(worklist.Filter{View: worklist.All, Search: text})), "%q", text)
	}
}

// Another workspace's conversations are nowhere.
func TestOtherWorkspaces(t *testing.T) {
	t.Parallel()

	b := setup(t)
	id := b.add(row{stage: "person", agent: &b.mia, name: "Anna"})
	other := pgtest.Workspace(t, b.db)
	for _, view := range []worklist.View{worklist.All, worklist.Mine, worklist.Resolved} {
		p, err := b.lists.Page(t.Context(), other, b.mia, worklist.Filter{View: view, Search: "anna"})
		require.NoError(t, err)
		require.Empty(t, p.Rows)
		require.Zero(t, p.Counts)
	}
	_, err := b.lists.Row(t.Context(), other, id)
	require.ErrorIs(t, err, worklist.ErrNotFound)
	require.NoError(t, b.db.InWorkspace(t.Context(), other, func(tx *postgres.Tx) error {
		_, err := b.lists.VisitorTx(t.Context(), tx, id)
		require.ErrorIs(t, err, worklist.ErrNotFound)
		rating, err := b.lists.RatingTx(t.Context(), tx, id)
		require.NoError(t, err)
		require.Nil(t, rating)
		return nil
	}))
}

// The list's index must not cost messages their cheap updates: within the hour
// an update of last_at touches no index.
func TestAMessageIsAHeapOnlyUpdate(t *testing.T) {
	t.Parallel()

	b := setup(t)
	id := b.add(row{stage: "bot"})
	for range 50 { // and count it at once: a session tells of what it did in its first second much later
		b.exec(`
			UPDATE conversations SET last_at = date_bin('1 hour', app_now(), '2020-01-01') + random() * interval '59 minutes', last_seq = last_seq + 1
			FROM (SELECT pg_stat_force_next_flush()) told WHERE id = $1`, id)
	}
	owner := pgtest.AsOwner(t, b.db)
	require.Eventually(t, func() bool {
		var updates, hot int
		err := owner.QueryRow(t.Context(), `SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'conversations'`).Scan(&updates, &hot)
		require.NoError(t, err)
		return updates >= 50 && hot >= 48
	}, 10*time.Second, 50*time.Millisecond)
}

// What an agent answered and left is flagged until somebody sees to it.
func TestAnsweredAndLeft(t *testing.T) {
	t.Parallel()

	b := setup(t)
	answered := b.add(row{stage: "person", agent: &b.noor, ago: time.Hour})
	b.add(row{stage: "person", agent: &b.noor, ago: time.Hour, unmet: true})
	b.add(row{stage: "person", agent: &b.mia, ago: time.Hour})
	b.add(row{stage: "resolved", ago: time.Hour})
	flagged := func() []uuid.UUID {
		p := b.page(worklist.Filter{View: worklist.All, Left: true})
		for _, r := range b.page(worklist.Filter{View: worklist.All}).Rows {
			require.Equal(t, slices.Contains(ids(p), r.ID), r.AgentGone != nil, "row and filter agree")
		}
		return ids(p)
	}
	presence := func(set string) {
		b.exec(`INSERT INTO presence (workspace_id, agent_id, expires_at) VALUES ($1, $2, app_now()) ON CONFLICT DO NOTHING`, b.ws, b.noor)
		b.exec(`UPDATE presence SET status = 'online', away_since = NULL`)
		b.exec(`UPDATE presence SET ` + set)
	}
	require.Empty(t, flagged(), "who never opened a socket works by the API")
	for set, want := range map[string]bool{
		"expires_at = app_now() + interval '30 seconds'":                                                                    false,
		"expires_at = app_now() - interval '20 seconds'":                                                                    false, // a reload
		"expires_at = app_now() - interval '1 minute'":                                                                      true,
		"expires_at = app_now() + interval '30 seconds', status = 'busy'":                                                   false,
		"expires_at = app_now() + interval '30 seconds', status = 'away', away_since = app_now() - interval '9 minutes'":    false, // a pause
		"expires_at = app_now() + interval '30 seconds', status = 'away', away_since = app_now() - interval '11 minutes'":   true,
		"expires_at = app_now() - interval '10 minutes', status = 'away', away_since = app_now() - interval '11 minutes'":   true,
		"expires_at = app_now() + interval '30 seconds', status = 'online', away_since = app_now() - interval '11 minutes'": false,
	} {
		presence(set)
		require.Equal(t, want, len(flagged()) == 1, set)
	}
	presence("expires_at = app_now() - interval '1 minute'")
	require.Equal(t, []uuid.UUID{answered}, flagged())
	b.exec(`UPDATE conversations SET last_author = 'agent' WHERE id = $1`, answered)
	require.Equal(t, []uuid.UUID{answered}, flagged(), "their last word was before they went")
	b.exec(`UPDATE conversations SET last_at = app_now() WHERE id = $1`, answered)
	require.Empty(t, flagged(), "somebody has replied since")
	b.exec(`UPDATE conversations SET last_at = app_now() - interval '1 hour', agent_id = $2 WHERE id = $1`, answered, b.mia)
	require.Empty(t, flagged(), "somebody took it")
}
