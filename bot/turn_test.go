package bot_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/screen"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
)

func TestAnswers(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)

	m := b.asks("How long does a PayPal refund take?")
	require.Contains(t, m.Text, "the same day")
	require.Contains(t, m.Text, "[1]")
	require.Equal(t, "When do I get my refund?", m.Sources[0].Title)
	require.Contains(t, m.Sources[0].Quote, "PayPal | the same day")
	require.NotNil(t, m.Turn)

	turn := b.turns()[0]
	require.Equal(t, bot.Answered, turn.Outcome)
	require.Equal(t, bot.Extractive, turn.Mode)
	require.Equal(t, *m.Turn, turn.ID)
	require.NotEmpty(t, turn.Trace.Retrieval)
	require.NotEmpty(t, turn.Trace.Steps)
	require.Equal(t, handoff.Answer, b.ledger()[0].Decision.Kind)
	require.Equal(t, turn.ID, *b.ledger()[0].Turn)

	t.Run("FollowUp", func(t *testing.T) {
		m := b.asks("and by Visa?")
		require.Contains(t, m.Text, "3–5 working days")
		require.True(t, b.turns()[0].Trace.FollowUp)
	})
	t.Run("RefusesAPerson", func(t *testing.T) {
		m := b.asks("No need for a human, how long does a PayPal refund take?")
		require.Contains(t, m.Text, "the same day")
		require.Equal(t, handoff.ReasonDeclinedPerson, b.ledger()[0].Decision.Reason)
		require.Equal(t, "how long does a PayPal refund take?", b.asked(), "the refusal is nothing to search with")
	})
	t.Run("SmallTalk", func(t *testing.T) {
		m := b.asks("great, thanks!")
		require.Contains(t, m.Text, "You're welcome")
		require.Empty(t, m.Sources)
		require.Equal(t, bot.SmallTalk, b.turns()[0].Outcome)
	})
	t.Run("NotKnown", func(t *testing.T) {
		m := b.asks("Do you sell electric bicycles with a trailer?")
		require.Contains(t, m.Text, "couldn't find that")
		require.Equal(t, bot.Missed, b.turns()[0].Outcome)
	})
	t.Run("NeverInternal", func(t *testing.T) {
		m := b.asks("What are the goodwill voucher limits for late refunds?")
		require.NotContains(t, m.Text, "SECRETLIMIT")
	})
}

// asked is the question as it was searched with last.
func (b *bundle) asked() (text string) {
	b.t.Helper()
	b.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(b.t.Context(), "SELECT text FROM asked_questions WHERE conversation_id = $1 ORDER BY seq DESC LIMIT 1", b.ref.ID).Scan(&text)
	})
	return text
}

func TestAnswersInTheVisitorsLanguage(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	m := b.asks("收到商品后几天内可以退货？")
	require.Contains(t, m.Text, "30 天")
	m = b.asks("谢谢")
	require.Contains(t, m.Text, "不客气")
	m = b.asks("How long is the password link valid?")
	require.Contains(t, m.Text, "30 minutes")
}

func TestOneReplyToABurst(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.says("hi")
	b.says("I have a question")
	last := b.says("what is the fee for delivery to Germany?")
	for seq := last - 2; seq <= last; seq++ {
		require.NoError(t, b.work(t.Context(), seq))
	}
	require.Len(t, b.replies(), 1)
	require.Contains(t, b.replies()[0].Text, "€5.95")
}

// TestNewMessageSupersedes sends a second message while the model is at work on
// the first.
func TestNewMessageSupersedes(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	asked := make(chan struct{})
	srv.Chat(
		func(w http.ResponseWriter, r *http.Request, got llmtest.Request) {
			close(asked)
			llmtest.HangAfter("Delivery to Germany costs €5.95 [1]. And then")(w, r, got)
		},
		llmtest.Answer(func(got llmtest.Request) string { return "Delivery to Switzerland costs €19.95 [1]. " }),
	)
	b := setup(t, modelAt(t, srv, quick))
	seen := b.watch()

	first := b.says("what is the fee for delivery to Germany?")
	done := make(chan error, 1)
	go func() { done <- b.work(context.WithoutCancel(t.Context()), first) }()
	<-asked
	second := b.says("and what is the fee for delivery to Switzerland?")
	require.NoError(t, b.work(t.Context(), second))
	require.NoError(t, <-done)

	require.Len(t, b.replies(), 1)
	require.Contains(t, b.replies()[0].Text, "€19.95")
	outcomes := map[bot.Outcome]int{}
	for _, turn := range b.turns() {
		outcomes[turn.Outcome]++
	}
	require.Equal(t, map[bot.Outcome]int{bot.Answered: 1, bot.Superseded: 1}, outcomes, "what was in vain is recorded")
	requireDraftsSettled(t, seen, 1)
}

// TestNeverAfterTakeOver lets a person take over at any point of a turn: the
// bot is silent from that instant.
func TestNeverAfterTakeOver(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	srv.Chat(llmtest.Slowly("Delivery to Germany costs €5.95 [1]. It takes 2–3 working days [1].", time.Millisecond))
	b := setup(t, modelAt(t, srv, quick))
	ws := b.ref.Workspace
	after, before := 0, 0
	for i := range 30 {
		b.newConversation(ws)
		seq := b.says("what is the fee for delivery to Germany?")
		var both sync.WaitGroup
		both.Go(func() {
			if err := b.work(context.WithoutCancel(t.Context()), seq); err != nil {
				t.Error(err)
			}
		})
		both.Go(func() {
			wait := time.NewTimer(time.Duration(rand.IntN(1+i) * int(time.Millisecond) * 2))
			<-wait.C
			if err := b.takeOver(context.WithoutCancel(t.Context())); err != nil {
				t.Error(err)
			}
		})
		both.Wait()
		var taken int64
		for _, e := range b.events() {
			if e.Kind == "stage.moved" {
				taken = e.Seq
			}
		}
		for _, e := range b.events() {
			if e.Author.Kind == conversation.ByBot {
				require.Less(t, e.Seq, taken, "the bot spoke after a person took over")
				before++
			}
		}
		if len(b.replies()) == 0 {
			after++
		}
	}
	t.Logf("%d turns finished before, %d came too late", before, after)
	require.Positive(t, after)
}

func TestAsksForAPerson(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"real human pls", "转人工", "let me talk to an agent now please"} {
		b := setup(t, llmtest.Script("I am happy to help, no person is needed."))
		require.NoError(t, b.work(t.Context(), b.says(text)))
		require.Equal(t, conversation.StageWaiting, b.conversation().Stage, text)
		require.Equal(t, handoff.ReasonExplicitRequest, b.ledger()[0].Decision.Reason)
		require.NotEmpty(t, b.ledger()[0].Decision.Evidence.Quote)
		last := b.events()[len(b.events())-1]
		require.Equal(t, "message.added", last.Kind, "a line says what happens next")

		t.Run("KeepsAnsweringMeanwhile", func(t *testing.T) {
			b.t = t
			m := b.asks("what is the fee for delivery to Germany?")
			require.Contains(t, m.Text, "€5.95")
			m = b.asks("I want a human!")
			require.Contains(t, m.Text, "in the queue already")
		})
	}
}

func TestOffersAPerson(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.asks("do you sell electric bicycles with trailers?")
	m := b.asks("is there a discount for astronauts?")
	require.True(t, m.Offer, m.Text)
	require.Equal(t, handoff.ReasonMisses, b.ledger()[0].Decision.Reason)
	require.NoError(t, b.work(t.Context(), b.says("yes please")))
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	require.Equal(t, handoff.ReasonAcceptedOffer, b.ledger()[0].Decision.Reason)
}

// TestNudge starts turns without their jobs.
func TestNudge(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.bot.Run(ctx) }()
	seq := b.says("How long does a PayPal refund take?")
	require.Eventually(t, func() bool {
		b.bot.Nudge(b.ref) // until Run has begun a nudge does nothing
		return len(b.replies()) > 0
	}, 10*time.Second, 5*time.Millisecond)
	require.NoError(t, b.work(t.Context(), seq), "the job finds nothing left to do")
	require.Len(t, b.replies(), 1)
	stop()
	require.NoError(t, <-ended)
}

// TestTypingHoldsBack: while the visitor types on, the bot waits a moment, but
// not for ever.
func TestTypingHoldsBack(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	seq := b.says("what is the fee for delivery to Germany?")
	seen := b.watch()
	letRead := b.holdReading()
	worked := make(chan error, 1)
	begun := time.Now()
	go func() { worked <- b.work(context.WithoutCancel(t.Context()), seq) }()

	author := conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for typed := 0; ; {
		select {
		case <-tick.C:
			b.conversations.Signal(b.ref, author, conversation.Typing{By: conversation.ByVisitor})
		case e := <-seen:
			if e.Kind == "typing.started" && e.Author.Kind == conversation.ByVisitor {
				typed++
			}
			if typed >= 20 && b.claimed() {
				letRead() // the turn has had as many chances to hear it as the test
			}
		case err := <-worked:
			require.NoError(t, err)
			require.Greater(t, time.Since(begun), time.Second)
			require.Less(t, time.Since(begun), 8*time.Second, "three seconds at most, and the turn")
			require.Len(t, b.replies(), 1)
			return
		}
	}
}

// TestOpeningHoldsBack: who says hello is about to write on.
func TestOpeningHoldsBack(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	begun := time.Now()
	b.asks("hi")
	require.GreaterOrEqual(t, time.Since(begun), time.Second)
	require.Len(t, b.replies(), 1)
}

// TestWhoWaitsIsAnsweredAsOne: what is said of the waiting is no question to the
// articles.
func TestWhoWaitsIsAnsweredAsOne(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	require.NoError(t, b.work(t.Context(), b.says("I want to talk to a human being")))
	require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	m := b.asks("are you still there?")
	require.Contains(t, m.Text, "still in the queue")
	require.Empty(t, m.Sources)
	require.Contains(t, b.asks("great, thank you! that solved it").Text, "Stop waiting")
}

// TestAsksBackOnce: where two articles may be meant, the bot asks which, once.
func TestAsksBackOnce(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	for _, d := range []knowledge.Draft{
		{Lang: "en", Title: "Moor rug: stains", Slug: "rug", Body: "Dab stains on the Moor rug with sparkling water."},
		{Lang: "en", Title: "Moor sofa: stains", Slug: "sofa", Body: "Dab stains on the Moor sofa with mild soap."},
	} {
		a, err := b.library.CreateArticle(t.Context(), b.ref.Workspace, d)
		require.NoError(t, err)
		_, err = b.library.Publish(t.Context(), b.ref.Workspace, uuid.Nil, a.ID, a.Version)
		require.NoError(t, err)
	}
	// How sure the search is changes with its tuning: one of these lies in the
	// narrow band between an answer and none.
	ws, asked := b.ref.Workspace, false
	for _, q := range []string{
		"chocolate stains on the moor?", "chocolate stains on my moor thing", "sparkling moor stains?", "stubborn chocolate stains on the moor",
		"stubborn chocolate moor stains tonight", "how do I treat moor chocolate stains gently", "moor chocolate?", "big ugly chocolate stains moor", "soap for moor chocolate stains",
		"moor stains", "stains", "moor?", "stain on a moor cushion", "does the moor stain", "old stains on my moor sofa", "moor coffee stains", "can stains on the moor be cleaned", "how to clean the moor", "is the moor easy to clean",
		"wine on the moor", "moor stain remover brand", "which soap for stains on linen and the moor", "how often should I clean stains", "cleaning moor stains with steam", "what removes stains from the moor quickly and cheaply",
	} {
		b.newConversation(ws)
		m := b.asks(q)
		if b.turns()[0].Outcome != bot.Clarified {
			continue
		}
		asked = true
		require.GreaterOrEqual(t, len(m.Sources), 2)
		require.Contains(t, m.Text, m.Sources[1].Title)
		require.NoError(t, b.work(t.Context(), b.says("blue elephants")))
		require.NotEqual(t, bot.Clarified, b.turns()[0].Outcome, "once")
		break
	}
	require.True(t, asked)
}

// requireDraftsSettled reads the visitor's stream until the stored reply and
// checks that every other draft was withdrawn.
func requireDraftsSettled(t *testing.T, seen <-chan *conversation.Event, replies int) {
	t.Helper()
	open := map[string]bool{}
	stored, withdrawn := 0, 0
	late := time.After(5 * time.Second)
	for {
		select {
		case e := <-seen:
			var data struct {
				Turn string `json:"turn_id"`
			}
			require.NoError(t, json.Unmarshal(e.Data, &data))
			switch {
			case e.Kind == "answer.delta":
				open[data.Turn] = true
			case e.Kind == "answer.withdrawn":
				delete(open, data.Turn)
				withdrawn++
			case e.Kind == "message.added" && e.Author.Kind == conversation.ByBot:
				stored++
				delete(open, data.Turn)
			}
		case <-late:
			t.Fatalf("drafts left on the screen: %v, replies %d", open, stored)
		}
		if stored == replies && len(open) == 0 && stored+withdrawn > 0 {
			return
		}
	}
}

func TestDeltasAreTheAnswer(t *testing.T) {
	t.Parallel()
	srv := llmtest.New(t)
	srv.Chat(llmtest.Say("Delivery to Germany costs €5.95 [1]. It takes 2–3 working days [1].\n\nDragons deliver it for free [1]."))
	b := setup(t, modelAt(t, srv, quick))
	seen := b.watch()
	m := b.asks("what is the fee for delivery to Germany?")
	require.Equal(t, "Delivery to Germany costs €5.95. [1] It takes 2–3 working days. [1]", m.Text)
	var draft strings.Builder
	deltas := 0
	for e := range seen {
		if e.Kind == "answer.delta" {
			var d screen.AnswerDelta
			require.NoError(t, json.Unmarshal(e.Data, &d))
			require.Equal(t, *m.Turn, d.Turn)
			draft.WriteString(d.Text)
			deltas++
		}
		if e.Kind == "message.added" && e.Author.Kind == conversation.ByBot {
			break
		}
	}
	require.Equal(t, m.Text, strings.TrimSpace(draft.String()))
	require.GreaterOrEqual(t, deltas, 2, "sentence by sentence")
	require.Equal(t, bot.ByModel, b.turns()[0].Mode)
	require.Len(t, b.turns()[0].Trace.Model.Dropped, 1)
	require.Positive(t, b.turns()[0].Usage.PromptTokens)
}
