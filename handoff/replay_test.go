package handoff_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// past decides what visitors said by h, as the bot does, and records it.
func (b *queueBundle) past(t *testing.T, h handoff.House, said ...string) {
	t.Helper()
	for _, text := range said {
		c := b.visitor(t, "en", text)
		turn := uuid.New()
		d := handoff.Decide(handoff.Signals{
			Lines: []handoff.Line{{Role: handoff.RoleVisitor, Seq: c.LastVisitorSeq, Text: text}}, Lang: "en", Stage: "bot",
			Mood: handoff.Mood{Valence: -.3, Anger: .4}, Retrieval: .5, Attributes: map[string]string{"tier": "gold"},
			Intent: "refund", Page: "https://shop.example/help", At: time.Now(), Rules: h.Rules, House: h.Version, Policy: &h.Policy,
		})
		b.in(t, func(tx *postgres.Tx) error {
			return b.queue.RecordDecisionTx(t.Context(), tx, handoff.Entry{Conversation: c.ID, Turn: &turn, Seq: c.LastVisitorSeq, Decision: d})
		})
	}
}

var talk = []string{
	"How long does delivery take?", "my parcel is broken", "real human pls", "agent", "This is ridiculous, worst company ever",
	"Give me my money back right now", "the charger caught fire", "it's for a wedding", "no need for a human, what does it cost?",
}

func simulate(t *testing.T, b *queueBundle, h handoff.House) (s handoff.Simulation) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) (err error) {
		s, err = b.queue.SimulateTx(t.Context(), tx, h, 30)
		return err
	})
	return s
}

// TestReplay: unchanged settings reproduce every decision; a moved threshold or a
// new rule lists exactly what it would have changed.
func TestReplay(t *testing.T) {
	t.Parallel()
	b := setupQueue(t, 0)
	live := handoff.House{Version: 3, Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{
		rule("wedding", handoff.Offer, handoff.Conditions{Words: []string{"wedding"}, Attributes: map[string]string{"tier": "*"}}),
	}}
	b.past(t, live, talk...)

	s := simulate(t, b, live)
	require.Equal(t, len(talk), s.Turns)
	require.Equal(t, s.Turns, s.Reproduced)
	require.Equal(t, s.Turns, s.Same)
	require.Empty(t, s.Listed)

	calm := live
	calm.Policy.Anger, calm.Policy.Demand = 2, 2
	s = simulate(t, b, calm)
	require.Equal(t, s.Turns, s.Reproduced, "the settings of their time still reproduce them")
	require.Equal(t, map[string]int{"offer→answer": 2}, s.Changes)
	for _, c := range s.Listed {
		require.Equal(t, handoff.Offer, c.Was.Kind)
		require.Equal(t, handoff.Answer, c.Now.Kind)
		require.NotEmpty(t, c.Said)
	}

	ruled := live
	ruled.Rules = append([]handoff.Rule{
		rule("parcels", handoff.Handover, handoff.Conditions{Words: []string{"parcel"}, Intents: []string{"refund"}, Pages: []string{"/help"}}),
		rule("silver", handoff.Handover, handoff.Conditions{Attributes: map[string]string{"tier": "silver"}}),
	}, live.Rules...)
	s = simulate(t, b, ruled)
	require.Equal(t, map[string]int{"answer→handover": 1}, s.Changes)
	require.Equal(t, "my parcel is broken", s.Listed[0].Said)
	require.Equal(t, handoff.Way{Kind: handoff.Handover, Reason: handoff.ReasonAdminRule, Rule: "admin.parcels"}, s.Listed[0].Now)

	none := live
	none.Rules = nil
	s = simulate(t, b, none)
	require.Len(t, s.Listed, 1, "without its rule")
	require.Equal(t, "admin.wedding", s.Listed[0].Was.Rule)
	require.NotEqual(t, "admin.wedding", s.Listed[0].Now.Rule)
}

// TestReplayOfWhatAModelSettled keeps the model's word.
func TestReplayOfWhatAModelSettled(t *testing.T) {
	t.Parallel()
	b := setupQueue(t, 0)
	c := b.visitor(t, "en", "hm")
	turn := uuid.New()
	d := handoff.Decide(handoff.Signals{Lines: lines("v:hm")})
	d.Snapshot.Person.Sure = .3
	d = handoff.Replay(d.Snapshot)
	require.True(t, d.Unsure)
	d = handoff.Settle(d, true)
	b.in(t, func(tx *postgres.Tx) error {
		return b.queue.RecordDecisionTx(t.Context(), tx, handoff.Entry{Conversation: c.ID, Turn: &turn, Seq: c.LastVisitorSeq, Decision: d})
	})
	s := simulate(t, b, handoff.House{Policy: handoff.DefaultPolicy()})
	require.Equal(t, 1, s.Reproduced)
	require.Equal(t, 1, s.Same)
}

// TestSnapshotsSurviveStorage: a decision from a stored snapshot is the one
// that was made.
func TestSnapshotsSurviveStorage(t *testing.T) {
	t.Parallel()
	for _, text := range talk {
		d := handoff.Decide(handoff.Signals{Lines: lines("v:" + text), At: time.Now(), Topics: []uuid.UUID{uuid.New()}, Page: "x"})
		raw, err := json.Marshal(d.Snapshot)
		require.NoError(t, err)
		var sn handoff.Snapshot
		require.NoError(t, json.Unmarshal(raw, &sn))
		again := handoff.Replay(sn)
		require.Equal(t, []any{d.Kind, d.Reason, d.Rule, d.Confidence}, []any{again.Kind, again.Reason, again.Rule, again.Confidence})
	}
}

// TestLedgerAndMarks: escalations are listed with why, marked, and counted by
// what called for them.
func TestLedgerAndMarks(t *testing.T) {
	t.Parallel()
	b := setupQueue(t, 0)
	live := handoff.House{Version: 1, Policy: handoff.DefaultPolicy(), Rules: []handoff.Rule{
		rule("wedding", handoff.Offer, handoff.Conditions{Words: []string{"wedding"}}),
	}}
	b.past(t, live, talk...)
	page := func(f handoff.LedgerFilter) (list []handoff.Judged) {
		b.in(t, func(tx *postgres.Tx) (err error) {
			list, _, err = b.queue.LedgerPageTx(t.Context(), tx, f)
			return err
		})
		return list
	}
	mark := func(id uuid.UUID, m handoff.Mark, cause string) error {
		return b.db.InWorkspace(t.Context(), b.ws, func(tx *postgres.Tx) error {
			return b.queue.MarkTx(t.Context(), tx, id, m, cause, uuid.New())
		})
	}
	byText := map[string]handoff.Judged{}
	for _, j := range page(handoff.LedgerFilter{}) {
		byText[j.Said] = j
	}
	require.Len(t, byText, len(talk))
	escalated := page(handoff.LedgerFilter{Kinds: []handoff.Kind{handoff.Offer, handoff.Handover}})
	require.Len(t, escalated, 6)
	require.Equal(t, "admin.wedding", page(handoff.LedgerFilter{Cause: "admin.wedding"})[0].Decision.Rule)
	require.Equal(t, 1, escalated[0].House)

	require.NoError(t, mark(byText["This is ridiculous, worst company ever"].ID, handoff.MarkRight, ""))
	require.NoError(t, mark(byText["it's for a wedding"].ID, handoff.MarkFalse, ""))
	require.NoError(t, mark(byText["my parcel is broken"].ID, handoff.MarkMissed, "anger"))
	var p *problem.Error
	require.ErrorAs(t, mark(byText["my parcel is broken"].ID, handoff.MarkFalse, ""), &p, "an answer is no false escalation")
	require.Equal(t, "decision_not_found", p.Code)
	require.Len(t, page(handoff.LedgerFilter{Marked: "no"}), len(talk)-3)
	require.Len(t, page(handoff.LedgerFilter{Marked: "missed"}), 1)

	b.in(t, func(tx *postgres.Tx) error {
		verdicts, err := b.queue.VerdictsTx(t.Context(), tx, 30)
		by := map[string]handoff.Verdict{}
		for _, v := range verdicts {
			by[v.Cause] = v
		}
		anger := by["anger"]
		require.Equal(t, handoff.Verdict{Cause: "anger", Fired: 1, Right: 1, Missed: 1}, anger)
		precision, ok := anger.Precision()
		require.True(t, ok)
		require.InDelta(t, 1, precision, 1e-9)
		recall, _ := anger.Recall()
		require.InDelta(t, .5, recall, 1e-9)
		require.Equal(t, 1, by["admin.wedding"].False)
		_, ok = by["safety"].Precision()
		require.False(t, ok, "nobody judged it")
		return err
	})
	require.NoError(t, mark(byText["it's for a wedding"].ID, "", ""))
	require.Empty(t, page(handoff.LedgerFilter{Marked: "false"}))
}

// A decision is replayed by the program's thresholds of its time, kept with it;
// one of a version that kept none, by today's.
func TestReplayKeepsTheThresholdsOfItsTime(t *testing.T) {
	t.Parallel()

	d := handoff.Decide(handoff.Signals{Lines: []handoff.Line{{Role: handoff.RoleVisitor, Seq: 1, Text: "agent"}}, Lang: "en"})
	sure := handoff.Decide(handoff.Signals{Lines: []handoff.Line{{Role: handoff.RoleVisitor, Seq: 1, Text: "real human pls"}}, Lang: "en"})
	require.Equal(t, handoff.Handover, sure.Kind)
	require.NotZero(t, sure.Snapshot.Fixed)
	require.Equal(t, d.Snapshot.Fixed, sure.Snapshot.Fixed)

	before := sure.Snapshot
	before.Fixed.Person, before.Fixed.Maybe = 2, 2 // as if requests had to be surer then
	require.Equal(t, handoff.Answer, handoff.Replay(before).Kind)
	h := handoff.House{Policy: handoff.DefaultPolicy()}
	require.Equal(t, handoff.Answer, handoff.Under(before, h, []string{"real human pls"}).Kind, "other rules are tried, not another program")

	before.Fixed = handoff.Fixed{}
	require.Equal(t, handoff.Handover, handoff.Replay(before).Kind)
}
