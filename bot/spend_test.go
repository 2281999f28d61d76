package bot_test

import (
	"context"
	"iter"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// priced is a model that says one thing, counts its tokens and has a price.
type priced struct {
	text  string
	usage llm.Usage
	price llm.Price
	// stay, unless nil, is closed when the first word has come; the rest never
	// does.
	stay chan struct{}
}

func (p priced) Price() llm.Price { return p.price }

func (p priced) Stream(ctx context.Context, _ llm.Request) iter.Seq2[llm.Delta, error] {
	return func(yield func(llm.Delta, error) bool) {
		d := llm.Delta{Text: p.text, Model: "tiny", Endpoint: "models.example", Price: p.price}
		if !yield(d, nil) {
			return
		}
		if p.stay != nil {
			close(p.stay)
			<-ctx.Done()
			yield(llm.Delta{}, &llm.Error{Reason: llm.Cancelled})
			return
		}
		d.Text, d.Finish, d.Usage = "", llm.FinishStop, p.usage
		yield(d, nil)
	}
}

const feeAnswer = "Delivery to Germany costs €5.95 [1]. "

func (b *bundle) use() (u budget.Use) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) (err error) {
		u, err = budget.UseTx(b.t.Context(), tx)
		return err
	})
	return u
}

// TestBudget: what a turn costs is counted, and a turn that would pass a limit
// is answered without the model and says so in its trace.
func TestBudget(t *testing.T) {
	t.Parallel()
	b := setup(t, priced{text: feeAnswer, usage: llm.Usage{PromptTokens: 1000, CompletionTokens: 20}, price: llm.Price{Prompt: 2, Completion: 8}})
	b.asks(feeQuestion)
	turn := b.turns()[0]
	require.Equal(t, bot.ByModel, turn.Mode)
	require.EqualValues(t, 1000*2+20*8, turn.CostMicros)
	require.Equal(t, "models.example", turn.Endpoint)
	require.EqualValues(t, 1020, b.use().Today.Tokens)
	require.Equal(t, turn.CostMicros, b.use().MonthMicros)

	b.tx(func(tx *postgres.Tx) error {
		return budget.PutLimitsTx(t.Context(), tx, budget.Limits{DayMicros: turn.CostMicros + 1})
	})
	b.newConversation(b.ref.Workspace)
	require.Contains(t, b.asks(feeQuestion).Text, "5.95", "in the articles' words")
	turn = b.turns()[0]
	require.Equal(t, bot.Extractive, turn.Mode)
	require.Equal(t, string(budget.DayMoney), turn.Fallback)
	require.Zero(t, turn.CostMicros)
	require.EqualValues(t, 1, b.use().Today.Refused)
}

// TestSupersededTurnsCost: a turn that the visitor overtakes is paid for and
// recorded, without a reply.
func TestSupersededTurnsCost(t *testing.T) {
	t.Parallel()
	stay := make(chan struct{})
	b := setup(t, priced{text: feeAnswer, price: llm.Price{Prompt: 1, Completion: 1}, stay: stay})
	seq := b.says(feeQuestion)
	done := make(chan error, 1)
	go func() { done <- b.work(t.Context(), seq) }()
	<-stay
	require.NoError(t, b.takeOver(t.Context()))
	require.NoError(t, <-done)
	require.Empty(t, b.replies())
	require.Eventually(t, func() bool { return len(b.turns()) == 1 }, 10*time.Second, 5*time.Millisecond)
	turn := b.turns()[0]
	require.Equal(t, bot.Superseded, turn.Outcome)
	require.True(t, turn.Trace.Model.Estimated)
	require.Positive(t, turn.CostMicros)
	require.Equal(t, turn.CostMicros, b.use().Today.CostMicros)
}

// TestBurstsCostWhatTheyCost: of a burst, the generation that a further message
// overtook is charged and recorded beside the one that answered.
func TestBurstsCostWhatTheyCost(t *testing.T) {
	t.Parallel()
	stay := make(chan struct{})
	var calls atomic.Int32
	b := setup(t, overtaken{priced: priced{text: feeAnswer, usage: llm.Usage{PromptTokens: 100, CompletionTokens: 10}, price: llm.Price{Prompt: 1, Completion: 1}}, stay: stay, calls: &calls})
	seq := b.says(feeQuestion)
	done := make(chan error, 1)
	go func() { done <- b.work(context.WithoutCancel(t.Context()), seq) }()
	<-stay
	require.NoError(t, b.work(t.Context(), b.says("to Germany, I mean")))
	require.NoError(t, <-done)
	require.Len(t, b.replies(), 1)
	require.Eventually(t, func() bool { return len(b.turns()) == 2 }, 10*time.Second, 5*time.Millisecond)
	var sum int64
	outcomes := map[bot.Outcome]int64{}
	for _, turn := range b.turns() {
		sum += turn.CostMicros
		outcomes[turn.Outcome] = turn.CostMicros
	}
	require.Positive(t, outcomes[bot.Superseded])
	require.EqualValues(t, 110, outcomes[bot.Answered])
	require.Equal(t, sum, b.use().Today.CostMicros)
}

// overtaken is a model whose first reply never ends.
type overtaken struct {
	priced
	stay  chan struct{}
	calls *atomic.Int32
}

func (o overtaken) Stream(ctx context.Context, req llm.Request) iter.Seq2[llm.Delta, error] {
	p := o.priced
	if o.calls.Add(1) == 1 {
		p.stay = o.stay
	}
	return p.Stream(ctx, req)
}

// TestTraceKeepsPromptsRedacted: what the model was sent and said can be read
// again, without the visitor's personal data and the prompt's own secrets, until
// it is forgotten.
func TestTraceKeepsPromptsRedacted(t *testing.T) {
	t.Parallel()
	b := setup(t, priced{text: feeAnswer, usage: llm.Usage{PromptTokens: 10, CompletionTokens: 5}})
	b.asks(feeQuestion + " my mail is ada@example.org and my password is hunter2")
	turn := b.turns()[0]
	texts := func() (prompt, reply string) {
		b.tx(func(tx *postgres.Tx) error {
			whole, err := trace.GetTx(t.Context(), tx, b.ref.ID, turn.ID)
			prompt, reply = whole.Trace.Model.Sent, whole.Trace.Model.Said
			return err
		})
		return prompt, reply
	}
	prompt, reply := texts()
	require.Contains(t, prompt, "Answer only from the sources")
	require.Contains(t, prompt, feeQuestion)
	require.Contains(t, reply, "5.95")
	for _, secret := range []string{"ada@example.org", "hunter2"} {
		require.NotContains(t, prompt, secret)
	}
	require.Regexp(t, `<<question ••••>>`, prompt, "the nonce")
	require.Regexp(t, `Marker: ••••\.`, prompt, "the canary")

	b.tx(func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE bot_turns SET at = at - interval '31 days'")
		return err
	})
	require.NoError(t, trace.Forget(t.Context(), b.db))
	prompt, reply = texts()
	require.Empty(t, prompt+reply)
	require.Equal(t, 10, b.turns()[0].Usage.PromptTokens, "figures stay")
}
