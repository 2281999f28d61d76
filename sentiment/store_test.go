package sentiment_test

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/sentiment"
)

type bundle struct {
	db            *postgres.DB
	conversations *conversation.Store
	store         *sentiment.Store
	ref           conversation.Ref
	visitor       uuid.UUID
}

func setup(t testing.TB) *bundle {
	t.Helper()
	b := &bundle{db: pgtest.New(t)}
	b.conversations = conversation.NewStore(b.db, bus.NewLocal())
	b.store = sentiment.NewStore(sentiment.NewScorer(), b.conversations)
	ws := pgtest.Workspace(t, b.db)
	_, v, err := account.NewStore(b.db).NewVisitor(t.Context(), ws, "en", "")
	require.NoError(t, err)
	b.visitor = v.ID
	require.NoError(t, b.db.InWorkspace(t.Context(), ws, func(tx *postgres.Tx) error {
		c, err := b.conversations.OpenTx(t.Context(), tx, v.ID, "en")
		b.ref = c.Ref
		return err
	}))
	return b
}

// says appends a visitor message and records its mood, as the front desk does.
func (b *bundle) says(t testing.TB, text string) sentiment.Mood {
	t.Helper()
	var m sentiment.Mood
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) error {
		done, err := b.conversations.AppendTx(t.Context(), tx, conversation.Append{
			Conversation: b.ref.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor},
			Data: conversation.Message{Text: text},
		})
		if err != nil {
			return err
		}
		m, err = b.store.RecordTx(t.Context(), tx, b.ref.ID, done.Seq, text)
		return err
	}))
	return m
}

func (b *bundle) in(t testing.TB, f func(*postgres.Tx) error) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), b.ref.Workspace, f))
}

// changes reads the mood events of the conversation's log.
func (b *bundle) changes(t testing.TB) []sentiment.MoodChanged {
	t.Helper()
	var all []sentiment.MoodChanged
	b.in(t, func(tx *postgres.Tx) error {
		rows, err := tx.Query(t.Context(), "SELECT data FROM events WHERE conversation_id = $1 AND kind = 'mood.changed' ORDER BY seq", b.ref.ID)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var raw json.RawMessage
			var c sentiment.MoodChanged
			if err := rows.Scan(&raw); err != nil {
				return err
			}
			if err := json.Unmarshal(raw, &c); err != nil {
				return err
			}
			all = append(all, c)
		}
		return rows.Err()
	})
	return all
}

func TestMoodOverAConversation(t *testing.T) {
	t.Parallel()

	t.Run("BeforeTheFirstWord", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.in(t, func(tx *postgres.Tx) error {
			m, err := b.store.LatestTx(t.Context(), tx, b.ref.ID)
			require.NoError(t, err)
			require.Equal(t, sentiment.Even, m.Level)
			require.Zero(t, m.Seq)
			require.InDelta(t, 1, m.Recovery(), 0)
			line, err := b.store.LineTx(t.Context(), tx, b.ref.ID)
			require.NoError(t, err)
			require.Empty(t, line)
			return nil
		})
	})

	t.Run("AngerShowsAtOnceAndFadesSlowly", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		require.Equal(t, sentiment.Even, b.says(t, "Hi, can I change my delivery address?").Level)
		angry := b.says(t, "You people are useless! Third time you lost my parcel, worst company ever!")
		require.Equal(t, sentiment.Angry, angry.Level)
		require.True(t, angry.Changed)
		require.Negative(t, angry.Slope)
		require.Equal(t, angry.Seq, angry.PeakSeq)

		after := b.says(t, "My order number is 44812.")
		require.Less(t, after.Anger, angry.Anger)
		require.Greater(t, after.Anger, angry.Anger/3, "one calm line is not peace")
		require.Equal(t, angry.PeakSeq, after.PeakSeq)
		for range 4 {
			after = b.says(t, "Thank you, that is very kind of you, it works now!")
		}
		require.Contains(t, []sentiment.Level{sentiment.Content, sentiment.Happy}, after.Level)
		require.Greater(t, after.Recovery(), 0.7)
		require.InDelta(t, angry.Anger, after.Peak, 1e-6)
	})

	t.Run("ACalmReportOfAProblemIsNoAnger", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		for _, text := range []string{"Hello, my parcel arrived broken.", "我的耳机左边没有声音了，可以换吗？"} {
			m := b.says(t, text)
			require.NotEqual(t, sentiment.Angry, m.Level, text)
			require.Less(t, m.Anger, 0.4, text)
		}
	})

	t.Run("ChineseAnger", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		require.Equal(t, sentiment.Angry, b.says(t, "你们就是一群骗子，什么垃圾公司，赶紧退钱！").Level)
	})
}

func TestChangesThatMatterAreEvents(t *testing.T) {
	t.Parallel()

	t.Run("IntoAndOutOfAnger", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.says(t, "What are your opening hours?")
		require.Empty(t, b.changes(t))
		m := b.says(t, "You liars, give me my money back, you should be ashamed!")
		changes := b.changes(t)
		require.Len(t, changes, 1)
		require.Equal(t, sentiment.Even, changes[0].Was)
		require.Equal(t, sentiment.Angry, changes[0].Level)
		require.Equal(t, m.Seq, changes[0].Message)
		b.says(t, "You idiots are a disgrace, do your job!")
		require.Len(t, b.changes(t), 1, "still angry is no news")
		for range 6 {
			b.says(t, "Thanks, great, problem solved!")
		}
		changes = b.changes(t)
		last := changes[len(changes)-1]
		require.NotContains(t, []sentiment.Level{sentiment.Angry, sentiment.Upset}, last.Level)
	})

	t.Run("ThanksAreNoNews", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		b.says(t, "Perfect, thank you so much!")
		b.says(t, "You are awesome, have a great day!")
		require.Empty(t, b.changes(t))
	})

	t.Run("WhatCannotWait", func(t *testing.T) {
		t.Parallel()
		b := setup(t)
		m := b.says(t, "Please help quickly, I'm at the gate, my flight leaves in 20 minutes!")
		require.Greater(t, m.Urgency, 0.7)
		require.Len(t, b.changes(t), 1)
	})
}

func TestRecordingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first := b.says(t, "You people are useless, worst company ever!")
	b.in(t, func(tx *postgres.Tx) error {
		again, err := b.store.RecordTx(t.Context(), tx, b.ref.ID, first.Seq, "Thank you, wonderful!")
		require.NoError(t, err)
		require.False(t, again.Changed)
		require.Equal(t, first.Level, again.Level)
		require.InDelta(t, first.Anger, again.Anger, 1e-6)
		line, err := b.store.LineTx(t.Context(), tx, b.ref.ID)
		require.NoError(t, err)
		require.Len(t, line, 1)
		return nil
	})
	require.Len(t, b.changes(t), 1)
}

// A decaying value of type real underflows after some hundred messages, and
// Postgres makes that an error.
func TestALongConversationKeepsItsMood(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first := b.says(t, "You people are useless, hurry up, I need it now!")
	var last sentiment.Mood
	b.in(t, func(tx *postgres.Tx) (err error) {
		for seq := int64(100); seq < 600; seq++ {
			if last, err = b.store.RecordTx(t.Context(), tx, b.ref.ID, seq, "ok"); err != nil {
				return err
			}
		}
		return nil
	})
	require.InDelta(t, 0, last.Slope, 1e-3)
	require.InDelta(t, first.Anger, last.Peak, 1e-3)
}

func TestMoodsStayInTheirWorkspace(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.says(t, "You people are useless, worst company ever!")
	other := pgtest.Workspace(t, b.db)
	require.NoError(t, b.db.InWorkspace(t.Context(), other, func(tx *postgres.Tx) error {
		m, err := b.store.LatestTx(t.Context(), tx, b.ref.ID)
		require.NoError(t, err)
		require.Zero(t, m.Seq)
		var n int
		require.NoError(t, tx.QueryRow(t.Context(), "SELECT count(*) FROM mood_list").Scan(&n))
		require.Zero(t, n)
		return nil
	}))
}

// BenchmarkRecord is what a stored mood adds to a message, transaction included
// and excluded: the difference of the two is the price.
func BenchmarkRecord(b *testing.B) {
	for _, record := range []bool{false, true} {
		name := map[bool]string{false: "AppendOnly", true: "AppendAndMood"}[record]
		b.Run(name, func(b *testing.B) {
			s := setup(b)
			text := "My parcel was due on Monday and has not arrived, can you see where it is?"
			for b.Loop() {
				s.in(b, func(tx *postgres.Tx) error {
					done, err := s.conversations.AppendTx(b.Context(), tx, conversation.Append{
						Conversation: s.ref.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: s.visitor},
						Data: conversation.Message{Text: text},
					})
					if err != nil || !record {
						return err
					}
					_, err = s.store.RecordTx(b.Context(), tx, s.ref.ID, done.Seq, text)
					return err
				})
			}
		})
	}
}

// TestFollowIsWhatIsRecorded: the rules stand twice, in SQL and in Go.
func TestFollowIsWhatIsRecorded(t *testing.T) {
	t.Parallel()
	b := setup(t)
	scorer := sentiment.NewScorer()
	var m sentiment.Mood
	for _, text := range []string{
		"hello", "where is my order?", "this is ridiculous, you are useless liars!!", "STILL nothing??", "hm ok", "ok thanks",
		"thank you so much, wonderful service!", "perfect, love it", "and one more question", "你们什么破服务，骗子！", "好的谢谢",
	} {
		want := b.says(t, text)
		m = sentiment.Follow(m, scorer.Score(text))
		require.InDelta(t, want.Valence, m.Valence, .001, text)
		require.InDelta(t, want.Anger, m.Anger, .001, text)
		require.InDelta(t, want.Urgency, m.Urgency, .001, text)
		require.InDelta(t, want.Slope, m.Slope, .001, text)
		require.InDelta(t, want.Peak, m.Peak, .001, text)
		require.Equal(t, want.Level, m.Level, text)
		require.Equal(t, want.Cause, m.Cause, text)
	}
}
