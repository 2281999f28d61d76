package handoff_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Whatever people do, in any order, a waiting conversation has one open
// handoff, a person holds what is with a person, and nobody is offered twice.
func TestInvariantsHoldInAnyOrder(t *testing.T) {
	t.Parallel()

	for seed := range uint64(6) {
		t.Run("", func(t *testing.T) {
			t.Parallel()

			b := setupQueue(t, time.Minute)
			w := &world{queueBundle: b, rng: rand.New(rand.NewPCG(seed, 1))}
			for range 3 {
				w.agents = append(w.agents, b.agent(t, "Agent", account.NewMember{Capacity: 2}))
			}
			for step := range 40 {
				did := w.step(t)
				require.Empty(t, b.broken(t), "seed %d, step %d: %s", seed, step, did)
			}
		})
	}
}

type world struct {
	*queueBundle
	rng    *rand.Rand
	agents []conversation.AgentRef
	convs  []uuid.UUID
}

// tolerated are the answers to doing something too late.
func tolerated(err error) bool {
	return err == nil || errors.Is(err, handoff.ErrGone) || errors.Is(err, conversation.ErrStage)
}

func (w *world) step(t *testing.T) string {
	t.Helper()
	agent := w.agents[w.rng.IntN(len(w.agents))]
	if len(w.convs) == 0 {
		w.convs = append(w.convs, w.waiting(t).ID)
	}
	id := w.convs[w.rng.IntN(len(w.convs))]
	var err error
	did := "route"
	switch w.rng.IntN(10) {
	case 0, 1:
		did = "request"
		w.convs = append(w.convs, w.waiting(t).ID)
	case 2, 3:
		did = "accept"
		for _, a := range w.assignments(t, id) {
			_, err = w.other.Accept(t.Context(), w.ws, agent, a.ID)
		}
	case 4:
		did = "decline"
		for _, a := range w.assignments(t, id) {
			err = w.queue.Decline(t.Context(), w.ws, a.Agent, a.ID)
		}
	case 5:
		did = "cancel"
		err = w.cancel(t.Context(), id)
	case 6:
		did = "resolve"
		err = w.resolve(t, id)
	case 7:
		did = "back to the queue"
		err = w.backToQueue(t, id)
	case 8:
		did = "gone"
		w.gone(t, agent.ID)
		err = w.queue.Sweep(t.Context())
	default:
		w.present(t, agent.ID)
		err = w.other.RouteWaiting(t.Context(), w.ws)
	}
	require.True(t, tolerated(err), "%s: %v", did, err)
	return did
}

func (w *world) resolve(t *testing.T, id uuid.UUID) error {
	t.Helper()
	return w.db.InWorkspace(t.Context(), w.ws, func(tx *postgres.Tx) error {
		c, err := w.queueBundle.convs.LockTx(t.Context(), tx, id)
		if err != nil {
			return err
		}
		if err := w.queue.CloseTx(t.Context(), tx, c, nil); err != nil {
			return err
		}
		_, err = w.queueBundle.convs.MoveTx(t.Context(), tx, conversation.Move{Conversation: id, To: conversation.StageResolved, By: conversation.System()})
		return err
	})
}

func (w *world) backToQueue(t *testing.T, id uuid.UUID) error {
	t.Helper()
	return w.db.InWorkspace(t.Context(), w.ws, func(tx *postgres.Tx) error {
		c, err := w.queueBundle.convs.LockTx(t.Context(), tx, id)
		if err != nil || c.Stage != conversation.StagePerson {
			return err
		}
		return w.queue.BackToQueueTx(t.Context(), tx, c, handoff.Decision{Kind: handoff.Handover, Reason: handoff.ReasonTransferred}, nil)
	})
}
