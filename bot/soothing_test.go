package bot_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/soothe"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

const rage = "You are useless liars, worst company ever!!"

// playbook switches the playbook on, with codes to give to anybody.
func (b *bundle) playbook(codes ...string) *soothe.Store {
	b.t.Helper()
	store := soothe.NewStore()
	p := soothe.Default()
	p.Enabled, p.Gesture, p.SignedOnly, p.Priority = true, true, false, 3
	p.Words = map[string]string{"en": "We let you down."}
	b.tx(func(tx *postgres.Tx) error {
		if err := store.SavePlaybookTx(b.t.Context(), tx, p, uuid.New()); err != nil {
			return err
		}
		_, err := store.AddCodesTx(b.t.Context(), tx, codes)
		return err
	})
	return store
}

func (b *bundle) runs(store *soothe.Store) (list []soothe.Run) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) (err error) {
		list, _, err = store.RunsTx(b.t.Context(), tx, nil)
		return err
	})
	return list
}

// TestPlaybookRunsOnce: an angry visitor reads the workspace's own words and gets
// a code before the answer, once; a calm one gets neither, and who asks for a
// person stands in the queue where the playbook puts them.
func TestPlaybookRunsOnce(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	store := b.playbook("SORRY-10", "SORRY-11")
	b.asks("How long does a PayPal refund take?")
	require.Empty(t, b.runs(store), "nobody is angry")

	before := len(b.replies())
	seq := b.says(rage + " How long does a PayPal refund take?")
	require.NoError(t, b.work(t.Context(), seq))
	said := b.replies()[before:]
	require.Len(t, said, 2)
	require.Contains(t, said[0].Text, "We let you down.")
	require.Contains(t, said[0].Text, "`SORRY-10`")
	require.NotContains(t, said[1].Text, locale.Text("en", "bot.sorry"), "it was said already")

	b.asks(rage + " And by Visa?")
	runs := b.runs(store)
	require.Len(t, runs, 1)
	require.Equal(t, "SORRY-10", runs[0].Code)
	require.Equal(t, seq, runs[0].Seq)
	require.Positive(t, runs[0].Anger)

	require.NoError(t, b.work(t.Context(), b.says("Let me talk to a human")))
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	var priority int
	b.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT priority FROM handoffs WHERE conversation_id = $1 AND state = 'open'", b.ref.ID).Scan(&priority)
	})
	require.Equal(t, handoff.HighestPriority, priority)
}

// TestPlaybookGivesNothingForATurnThatComesToNothing: whoever takes over while
// the bot is at work leaves the code in the pool.
func TestPlaybookGivesNothingForATurnThatComesToNothing(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	store := b.playbook("SORRY-10")
	seq := b.says(rage)
	release := b.holdReading()
	done := make(chan error, 1)
	go func() { done <- b.work(t.Context(), seq) }()
	require.Eventually(t, b.claimed, 10*time.Second, time.Millisecond)
	require.NoError(t, b.takeOver(t.Context()))
	release()
	require.NoError(t, <-done)
	require.Empty(t, b.runs(store))
	b.tx(func(tx *postgres.Tx) error {
		left, err := store.CodesTx(t.Context(), tx)
		require.Equal(t, 1, left)
		return err
	})
}

// TestPlaybookKeepsItsLimits: many angry visitors at once get no more codes than
// the day allows, each another one.
func TestPlaybookKeepsItsLimits(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	codes := []string{"A", "B", "C", "D", "E", "F"}
	store := b.playbook(codes...)
	b.tx(func(tx *postgres.Tx) error {
		p, err := store.PlaybookTx(t.Context(), tx)
		if err != nil {
			return err
		}
		p.PerDay = 3
		return store.SavePlaybookTx(t.Context(), tx, p, uuid.New())
	})
	var wg sync.WaitGroup
	for range 6 {
		b.newConversation(b.ref.Workspace)
		one := *b
		seq := one.says(rage)
		wg.Go(func() { require.NoError(t, one.work(t.Context(), seq)) })
	}
	wg.Wait()
	given, withheld := map[string]int{}, map[soothe.Withheld]int{}
	for _, r := range b.runs(store) {
		if r.Code != "" {
			given[r.Code]++
		}
		withheld[r.Withheld]++
	}
	require.Equal(t, map[string]int{"A": 1, "B": 1, "C": 1}, given)
	require.Equal(t, map[soothe.Withheld]int{"": 3, soothe.WithheldDay: 3}, withheld)

	// The same visitor in another conversation waits for days.
	var again uuid.UUID
	for _, r := range b.runs(store) {
		if r.Code == "A" {
			again = *r.Conversation
		}
	}
	b.tx(func(tx *postgres.Tx) error {
		p, err := store.PlaybookTx(t.Context(), tx)
		if err != nil {
			return err
		}
		p.PerDay = 100
		if err := store.SavePlaybookTx(t.Context(), tx, p, uuid.New()); err != nil {
			return err
		}
		c, err := b.conversations.GetTx(t.Context(), tx, again)
		if err != nil {
			return err
		}
		for _, k := range []struct {
			visitor uuid.UUID
			want    string
		}{{c.Visitor, ""}, {uuid.New(), "`D`"}} {
			b.newConversation(b.ref.Workspace)
			next, err := b.conversations.OpenTx(t.Context(), tx, b.visitor, "en")
			if err != nil {
				return err
			}
			words, err := store.RunTx(t.Context(), tx, &p, soothe.Case{Conversation: next.ID, Visitor: k.visitor, Lang: "zh", Seq: 1, Anger: 1})
			require.Contains(t, words, k.want)
			require.Contains(t, words, locale.Text("zh", "soothe.words"))
			if err != nil {
				return err
			}
		}
		return nil
	})

	// Anybody may open a new browser: by default only signed visitors get one.
	b.newConversation(b.ref.Workspace)
	b.tx(func(tx *postgres.Tx) error {
		p := soothe.Default()
		p.Gesture = true
		c, err := b.conversations.OpenTx(t.Context(), tx, b.visitor, "en")
		if err != nil {
			return err
		}
		_, err = store.RunTx(t.Context(), tx, &p, soothe.Case{Conversation: c.ID, Visitor: b.visitor, Lang: "en", Seq: 1, Anger: 1})
		return err
	})
	require.Equal(t, soothe.WithheldUnsigned, b.runs(store)[0].Withheld)
}

func TestPlaybookSaysWhatIsWrong(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	store := soothe.NewStore()
	b.tx(func(tx *postgres.Tx) error {
		for want, wrong := range map[string]func(*soothe.Playbook){
			"soothing_code_place": func(p *soothe.Playbook) { p.GestureWords = map[string]string{"en": "Here you are."} },
			"soothing_invalid":    func(p *soothe.Playbook) { p.EveryDays = 0 },
			"setting_too_long":    func(p *soothe.Playbook) { p.Words = map[string]string{"zh": strings.Repeat("抱", 401)} },
		} {
			p := soothe.Default()
			wrong(&p)
			require.ErrorContains(t, store.SavePlaybookTx(t.Context(), tx, p, uuid.New()), want)
		}
		_, err := store.AddCodesTx(t.Context(), tx, []string{"FINE", "", "NOT FINE"})
		require.ErrorContains(t, err, "soothing_code")
		added, err := store.AddCodesTx(t.Context(), tx, []string{"FINE", "FINE", " OTHER "})
		require.Equal(t, 2, added)
		return err
	})
}
