package conversation_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

type bundle struct {
	db      *postgres.DB
	bus     *bus.Local
	store   *conversation.Store
	ref     conversation.Ref
	visitor uuid.UUID
}

func setup(t *testing.T) *bundle {
	t.Helper()
	b := &bundle{db: pgtest.New(t), bus: bus.NewLocal()}
	b.store = conversation.NewStore(b.db, b.bus)
	ws := pgtest.Workspace(t, b.db)
	_, v, err := account.NewStore(b.db).NewVisitor(t.Context(), ws, "en", "")
	require.NoError(t, err)
	b.visitor = v.ID
	b.in(t, ws, func(tx *postgres.Tx) error {
		c, err := b.store.OpenTx(t.Context(), tx, v.ID, "en")
		b.ref = c.Ref
		return err
	})
	return b
}

func (b *bundle) in(t *testing.T, ws uuid.UUID, f func(*postgres.Tx) error) {
	t.Helper()
	require.NoError(t, b.db.InWorkspace(t.Context(), ws, f))
}

func (b *bundle) append(t *testing.T, a conversation.Append) conversation.Appended {
	t.Helper()
	a.Conversation = b.ref.ID
	var done conversation.Appended
	b.in(t, b.ref.Workspace, func(tx *postgres.Tx) (err error) {
		done, err = b.store.AppendTx(t.Context(), tx, a)
		return err
	})
	return done
}

func (b *bundle) says(t *testing.T, text string) conversation.Appended {
	t.Helper()
	return b.append(t, conversation.Append{
		Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor}, ClientID: uuid.NewString(),
		Data: conversation.Message{Text: text},
	})
}

func (b *bundle) move(t *testing.T, m conversation.Move) error {
	t.Helper()
	m.Conversation, m.By = b.ref.ID, conversation.System()
	return b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) error {
		_, err := b.store.MoveTx(t.Context(), tx, m)
		return err
	})
}

func TestAppendNumbersWithoutGaps(t *testing.T) {
	t.Parallel()

	t.Run("VisitorsDoNotSeeThatNotesExist", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		require.Equal(t, int64(1), b.says(t, "hello").VSeq)
		note := b.append(t, conversation.Append{Author: conversation.System(), Data: conversation.Note{Text: "between us"}})
		require.Equal(t, int64(2), note.Seq)
		require.Zero(t, note.VSeq)
		last := b.says(t, "still there?")
		require.Equal(t, int64(3), last.Seq)
		require.Equal(t, int64(2), last.VSeq)

		seen, err := b.store.After(t.Context(), b.ref, conversation.Everyone, 0)
		require.NoError(t, err)
		require.Len(t, seen, 2)
		all, err := b.store.After(t.Context(), b.ref, conversation.Staff, 0)
		require.NoError(t, err)
		require.Len(t, all, 3)
	})

	t.Run("ConcurrentWritersAndRetriesOfTheSameID", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		const messages, tries = 20, 4
		var wg sync.WaitGroup
		errs := make(chan error, messages*tries)
		for i := range messages * tries {
			wg.Go(func() {
				errs <- b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) error {
					_, err := b.store.AppendTx(t.Context(), tx, conversation.Append{
						Conversation: b.ref.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor},
						ClientID: fmt.Sprint("m", i%messages), Data: conversation.Message{Text: fmt.Sprint("message ", i%messages)},
					})
					return err
				})
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			require.NoError(t, err)
		}
		log, err := b.store.After(t.Context(), b.ref, conversation.Staff, 0)
		require.NoError(t, err)
		require.Len(t, log, messages)
		for i, e := range log {
			require.Equal(t, int64(i+1), e.Seq)
			require.Equal(t, int64(i+1), e.VSeq)
		}
	})
}

func TestAppendRepeatsAndConflicts(t *testing.T) {
	t.Parallel()

	b := setup(t)
	say := func(text string) (conversation.Appended, error) {
		var done conversation.Appended
		err := b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) (err error) {
			done, err = b.store.AppendTx(t.Context(), tx, conversation.Append{
				Conversation: b.ref.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor},
				ClientID: "same", Data: conversation.Message{Text: text},
			})
			return err
		})
		return done, err
	}
	first, err := say("where is my parcel?")
	require.NoError(t, err)
	again, err := say("where is my parcel?")
	require.NoError(t, err)
	require.True(t, again.Repeated)
	require.Equal(t, first.Seq, again.Seq)
	require.Equal(t, first.At, again.At)
	_, err = say("something else")
	require.ErrorIs(t, err, conversation.ErrClientID)

	for name, text := range map[string]string{
		"empty": "  \n", "nul": "a\x00b", "bytes": "a\xffb", "long": string(make([]byte, conversation.MaxText+1)),
	} {
		_, err := say(text)
		require.ErrorIs(t, err, conversation.ErrText, name)
	}
	log, err := b.store.After(t.Context(), b.ref, conversation.Staff, 0)
	require.NoError(t, err)
	require.Len(t, log, 1, "nothing half-written")
}

// Every pair of stages is either allowed and recorded, or refused and leaves
// no trace.
func TestStages(t *testing.T) {
	t.Parallel()

	agent := &conversation.AgentRef{ID: uuid.New(), Name: "Ada"}
	path := map[conversation.Stage][]conversation.Stage{
		conversation.StageBot:      {},
		conversation.StageWaiting:  {conversation.StageWaiting},
		conversation.StagePerson:   {conversation.StagePerson},
		conversation.StageResolved: {conversation.StageResolved},
	}
	holder := func(s conversation.Stage) *conversation.AgentRef {
		if s == conversation.StagePerson {
			return agent
		}
		return nil
	}
	for _, from := range conversation.Stages() {
		for _, to := range conversation.Stages() {
			t.Run(fmt.Sprintf("%s to %s", from, to), func(t *testing.T) {
				t.Parallel()

				b := setup(t)
				for _, s := range path[from] {
					require.NoError(t, b.move(t, conversation.Move{To: s, Agent: holder(s)}))
				}
				before, err := b.store.After(t.Context(), b.ref, conversation.Staff, 0)
				require.NoError(t, err)
				err = b.move(t, conversation.Move{To: to, Agent: holder(to)})
				after, readErr := b.store.After(t.Context(), b.ref, conversation.Staff, 0)
				require.NoError(t, readErr)
				if conversation.MayMove(from, to) {
					require.NoError(t, err)
					require.Len(t, after, len(before)+1)
				} else {
					require.ErrorIs(t, err, conversation.ErrStage)
					require.Len(t, after, len(before))
				}
			})
		}
	}
}

func TestClaim(t *testing.T) {
	t.Parallel()

	finish := func(t *testing.T, b *bundle, c conversation.Claim) error {
		t.Helper()
		return b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) error {
			return b.store.FinishTx(t.Context(), tx, c)
		})
	}
	claim := func(t *testing.T, b *bundle) (conversation.Claim, bool) {
		t.Helper()
		c, ok, err := b.store.ClaimTurn(t.Context(), b.ref)
		require.NoError(t, err)
		return c, ok
	}

	t.Run("OnceForABurst", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.says(t, "hi")
		b.says(t, "my lamp")
		b.says(t, "is broken")
		c, ok := claim(t, b)
		require.True(t, ok)
		require.Equal(t, int64(3), c.Seq)
		require.Zero(t, c.After)
		_, ok = claim(t, b)
		require.False(t, ok, "somebody alive is at it")
		require.NoError(t, finish(t, b, c))
		_, ok = claim(t, b)
		require.False(t, ok, "nothing left to answer")
	})

	t.Run("ANewerMessageSupersedes", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.says(t, "hi")
		old, _ := claim(t, b)
		b.says(t, "one more thing")
		require.ErrorIs(t, b.store.RenewClaim(t.Context(), old), conversation.ErrClaimLost)
		require.ErrorIs(t, finish(t, b, old), conversation.ErrClaimLost)
		fresh, ok := claim(t, b)
		require.True(t, ok)
		require.NoError(t, finish(t, b, fresh))
	})

	t.Run("APersonTakesItAway", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.says(t, "hi")
		c, _ := claim(t, b)
		require.NoError(t, b.move(t, conversation.Move{To: conversation.StagePerson, Agent: &conversation.AgentRef{ID: uuid.New(), Name: "Ada"}}))
		require.ErrorIs(t, finish(t, b, c), conversation.ErrClaimLost)
		_, ok := claim(t, b)
		require.False(t, ok)
	})

	t.Run("WaitingDoesNot", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.says(t, "hi")
		c, _ := claim(t, b)
		require.NoError(t, b.move(t, conversation.Move{To: conversation.StageWaiting}))
		require.NoError(t, finish(t, b, c))
	})

	t.Run("GivenBack", func(t *testing.T) {
		t.Parallel()

		b := setup(t)
		b.says(t, "hi")
		c, _ := claim(t, b)
		require.NoError(t, b.store.ReleaseClaim(t.Context(), c))
		_, ok := claim(t, b)
		require.True(t, ok)
	})
}

// lossy drops, repeats and delays hints by a fixed pattern, as a network may.
type lossy struct {
	*bus.Local
	mu   sync.Mutex
	n    int
	held []func()
}

func (l *lossy) Publish(topic bus.Topic, h bus.Hint) {
	l.mu.Lock()
	l.n++
	n := l.n
	release := l.held
	if n%5 == 0 {
		l.held = append(l.held, func() { l.Local.Publish(topic, h) })
	} else {
		l.held = nil
	}
	l.mu.Unlock()
	if n%3 == 0 || n%5 == 0 {
		return
	}
	l.Local.Publish(topic, h)
	if n%4 == 0 {
		l.Local.Publish(topic, h)
	}
	for _, late := range release {
		late()
	}
}

func TestFollowYieldsEveryEventOnceWhateverIsLost(t *testing.T) {
	t.Parallel()

	for _, audience := range []conversation.Audience{conversation.Staff, conversation.Everyone} {
		t.Run(fmt.Sprint("audience ", audience), func(t *testing.T) {
			t.Parallel()

			b := setup(t)
			bad := &lossy{Local: b.bus}
			b.store = conversation.NewStore(b.db, bad)
			const messages = 120
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()

			done := make(chan []int64, 1)
			go func() {
				var seen []int64
				for e, err := range b.store.Follow(ctx, b.ref, audience, 0) {
					if err != nil {
						break
					}
					if seen = append(seen, e.SeqFor(audience)); len(seen) == messages {
						break
					}
				}
				done <- seen
			}()
			for i := range messages {
				b.says(t, fmt.Sprint("message ", i))
				if audience == conversation.Everyone {
					b.append(t, conversation.Append{Author: conversation.System(), Data: conversation.Note{Text: "hidden"}})
				}
			}
			// The last hints may be lost: the head look heals them.
			require.Eventually(t, func() bool {
				require.NoError(t, b.store.LookAtHeads(ctx, time.Minute))
				return len(done) == 1
			}, 20*time.Second, 10*time.Millisecond)
			seen := <-done
			require.Len(t, seen, messages)
			for i, seq := range seen {
				require.Equal(t, int64(i+1), seq)
			}
		})
	}
}

func TestNothingIsReadWhileNobodyFollows(t *testing.T) {
	t.Parallel()

	b := setup(t)
	b.db.Close() // any query would fail
	require.NoError(t, b.store.LookAtHeads(t.Context(), time.Minute))
}

func TestOneVisitorOneOpenConversation(t *testing.T) {
	t.Parallel()

	b := setup(t)
	require.NoError(t, b.move(t, conversation.Move{To: conversation.StageResolved}))
	ids := make(chan uuid.UUID, 20)
	var wg sync.WaitGroup
	for range cap(ids) {
		wg.Go(func() {
			_ = b.db.InWorkspace(t.Context(), b.ref.Workspace, func(tx *postgres.Tx) error {
				c, err := b.store.OpenTx(t.Context(), tx, b.visitor, "en")
				if err == nil {
					ids <- c.ID
				}
				return err
			})
		})
	}
	wg.Wait()
	require.Len(t, ids, cap(ids))
	close(ids)
	first := <-ids
	require.NotEqual(t, b.ref.ID, first)
	for id := range ids {
		require.Equal(t, first, id)
	}
}
