package agentassist_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/agentassist"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func TestDrafts(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	b.run()

	t.Run("AnswersFromTheArticles", func(t *testing.T) {
		p := b.talk("en").says("The lamp arrived broken").panel()
		require.Equal(t, agentassist.Answer, p.Suggestions[0].Label)
		require.LessOrEqual(t, len(p.Suggestions), 3)
		require.Equal(t, b.articles["en/damaged-on-arrival"], *p.Suggestions[0].Sources[0].Article)
		require.Equal(t, 1, p.Suggestions[0].Sources[0].Number)
		require.NotContains(t, p.Suggestions[0].Text, "[1]", "a number means nothing once it is sent")
		require.False(t, p.Suggestions[0].Internal)
		require.Equal(t, b.articles["en/damaged-on-arrival"], p.Articles[0].ID)
		require.NotEmpty(t, p.Articles[0].Passage)
		for i, a := range p.Articles[1:] {
			require.LessOrEqual(t, a.Score, p.Articles[i].Score)
		}
		require.Contains(t, labels(p), agentassist.Canned, "three photos, please")
	})

	t.Run("AsksForWhatIsMissing", func(t *testing.T) {
		p := b.talk("en").says("My parcel has not arrived, where is it?").panel()
		require.Contains(t, labels(p), agentassist.Question)
		require.Contains(t, text(p, agentassist.Question), "order number")
		p = b.talk("zh").says("我的快递还没有到，怎么回事？").panel()
		require.Contains(t, text(p, agentassist.Question), "订单号")
	})

	t.Run("ReadsAnAnswerWithWhatTheTalkIsAbout", func(t *testing.T) {
		c := b.talk("en").says("The lamp arrived broken, what do I do?")
		c.agentSays("I'm sorry. How big is the crack?", nil)
		p := c.says("about 3 cm").panel()
		require.NotEmpty(t, p.Articles)
		require.Equal(t, b.articles["en/damaged-on-arrival"], p.Articles[0].ID)
	})

	t.Run("AsksForNothingThatIsKnown", func(t *testing.T) {
		for _, c := range []*talk{
			b.talk("en").says("Here is my order number: ORD-482913, from the confirmation e-mail"),
			b.talk("en").says("hello, ORD-482913").says("my parcel is late"),
			b.talk("zh").says("我的订单 ORD-482913 还没到"),
		} {
			p := c.panel()
			for _, s := range p.Suggestions {
				require.NotRegexp(t, `(?i)(what is|give me|could you).*order number|提供.*订单号`, s.Text)
			}
			require.NotContains(t, labels(p), agentassist.Question)
			require.Contains(t, text(p, agentassist.Acknowledge), "ORD-482913")
			for _, r := range p.Canned {
				require.NotEqual(t, "order-number", r.Shortcut)
			}
		}
	})

	t.Run("HearsAnUpsetVisitorFirst", func(t *testing.T) {
		p := b.talk("en").says("You are liars and thieves! This is an outrage, my refund has still not arrived, I am furious!!!").panel()
		require.Regexp(t, `^I'm sorry`, p.Suggestions[0].Text)
		p = b.talk("zh").says("你们全是骗子！退款到现在都没到，太过分了，气死我了！").panel()
		require.Contains(t, p.Suggestions[0].Text, "抱歉")
		calm := b.talk("en").says("How long do refunds take with PayPal?").panel()
		require.NotContains(t, calm.Suggestions[0].Text, "sorry")
	})

	t.Run("CheersAtNoUpsetVisitor", func(t *testing.T) {
		b.tx(func(tx *postgres.Tx) error {
			_, err := b.assistant.PutCannedTx(t.Context(), tx, agentassist.CannedReply{
				Shortcut: "invoice", Lang: "en", Title: "Send the invoice again", Body: "We have sent the invoice of your order again!! 🎉 You find it in your mail.",
			})
			return err
		})
		p := b.talk("en").says("Could you send the invoice of my order again?").panel()
		require.Contains(t, text(p, agentassist.Canned), "again!! 🎉", "as it was written")
		p = b.talk("en").says("You are liars and thieves, I am furious!!! Could you send the invoice of my order again?").panel()
		require.Equal(t, locale.Text("en", "assist.sorry")+" We have sent the invoice of your order again. You find it in your mail.", text(p, agentassist.Canned))
	})

	t.Run("MarksWhatIsInternal", func(t *testing.T) {
		p := b.talk("en").says("can you give me a voucher for the trouble?").panel()
		require.Equal(t, b.articles["en/internal-goodwill"], p.Articles[0].ID)
		found := false
		for i, s := range p.Suggestions {
			for _, src := range s.Sources {
				require.Equal(t, src.Internal, src.Article != nil && *src.Article == b.articles["en/internal-goodwill"])
			}
			if s.Internal {
				found = true
				require.NotContains(t, labels(p)[i:], agentassist.Canned, "Tab inserts the first: not the internal one, if there is another")
			}
		}
		require.True(t, found)
	})

	t.Run("FindsTheMatterBehindTheDemand", func(t *testing.T) {
		c := b.talk("en").says("The lamp arrived broken")
		c.panel()
		c.says("real human pls")
		p := c.panel()
		require.Equal(t, b.articles["en/damaged-on-arrival"], p.Articles[0].ID)
	})

	t.Run("FillsVariables", func(t *testing.T) {
		p := b.talk("en").says("Hi, my name is Anna Petersen. I want to cancel my order ORD-482913").panel()
		require.Contains(t, text(p, agentassist.Canned), "I've cancelled ORD-482913")
		for _, s := range p.Suggestions {
			require.NotContains(t, s.Text, "{{")
		}
	})
}

func text(p agentassist.Panel, label agentassist.Label) string {
	for _, s := range p.Suggestions {
		if s.Label == label {
			return s.Text
		}
	}
	return ""
}

// What was drafted for an earlier message is not shown again, and stays on
// record.
func TestALaterMessageSupersedes(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	b.run()
	c := b.talk("en").says("The lamp arrived broken")
	first := c.panel()
	c.says("How long do refunds take with PayPal?")
	second := c.panel()
	require.Greater(t, second.ForSeq, first.ForSeq)
	for _, s := range second.Suggestions {
		require.Equal(t, second.ForSeq, s.ForSeq)
	}
	var kept int
	b.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM suggestions WHERE for_seq = $1 AND superseded_at IS NOT NULL`, first.ForSeq).Scan(&kept)
	})
	require.Len(t, first.Suggestions, kept)
}

// Agents who look at the conversation are told when there is something to read.
func TestSuggestionReadyIsSignalledToStaff(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	b.run()
	c := b.talk("en")
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	ready := make(chan string, 1)
	following := make(chan struct{}, 1)
	go func() {
		ref := conversation.Ref{Workspace: b.ws, ID: c.id}
		for e, err := range b.conversations.Follow(ctx, ref, conversation.Staff, 0) {
			if err != nil {
				return
			}
			switch e.Kind {
			case "stage.moved":
				following <- struct{}{}
			case "suggestion.ready":
				ready <- string(e.Data)
				return
			}
		}
	}()
	<-following
	c.says("The lamp arrived broken")
	select {
	case data := <-ready:
		require.JSONEq(t, `{"for_seq":`+itoa(c.seq)+`}`, data)
	case <-ctx.Done():
		require.Fail(t, "no signal")
	}
	require.Equal(t, conversation.Staff, agentassist.SuggestionReady{}.Audience())
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// The job alone is enough, and is harmless where a nudge was quicker, the
// conversation has gone on, or nobody holds it any more.
func TestTheJobDraftsOnce(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	b.work() // no Run: nudges do nothing
	c := b.talk("en").says("The lamp arrived broken").says("It is the reading lamp").says("with the brass foot")
	c.panel()
	c.tx(func(tx *postgres.Tx) error { return b.assistant.EnqueueDraftTx(t.Context(), tx, c.id, c.seq) })
	c.settle()
	var drafts, now int
	b.tx(func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(DISTINCT (for_seq, rank)), count(*) FROM suggestions`).Scan(&drafts, &now)
	})
	require.Equal(t, drafts, now, "a message was drafted for twice")

	gone := b.talk("en")
	gone.tx(func(tx *postgres.Tx) error {
		_, err := b.conversations.MoveTx(t.Context(), tx, conversation.Move{Conversation: gone.id, To: conversation.StageBot, By: conversation.System()})
		return err
	})
	gone.says("The lamp arrived broken")
	gone.settle()
	p, err := b.assistant.ForConversation(t.Context(), b.ws, gone.id)
	require.NoError(t, err)
	require.Empty(t, p.Suggestions)
}

// settle waits until no draft is to be made.
func (c *talk) settle() {
	c.t.Helper()
	require.Eventually(c.t, func() bool {
		var open int
		require.NoError(c.t, c.db.Pool().QueryRow(c.t.Context(),
			`SELECT count(*) FROM river.river_job WHERE kind = 'draft_suggestions' AND finalized_at IS NULL`).Scan(&open))
		return open == 0
	}, 10*time.Second, 5*time.Millisecond)
}

// Job args outlive an erasure: they hold ids and seqs only.
func TestTheJobHoldsNoText(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	c := b.talk("en").says("my secret is JUNIPER")
	var args string
	require.NoError(t, b.db.Pool().QueryRow(t.Context(), `SELECT args::text FROM river.river_job WHERE kind = 'draft_suggestions'`).Scan(&args))
	require.JSONEq(t, `{"workspace_id":"`+b.ws.String()+`","conversation_id":"`+c.id.String()+`","seq":`+itoa(c.seq)+`}`, args)
}

func TestAssistCanBeSwitchedOff(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	b.run()
	ws, err := b.accounts.Workspace(t.Context(), b.ws)
	require.NoError(t, err)
	ws.Settings.AssistOff = true
	require.NoError(t, b.accounts.SaveWorkspace(t.Context(), ws))
	c := b.talk("en").says("The lamp arrived broken")
	p, err := b.assistant.ForConversation(t.Context(), b.ws, c.id)
	require.NoError(t, err)
	require.Empty(t, p.Suggestions)
	var queued int
	require.NoError(t, b.db.Pool().QueryRow(t.Context(), `SELECT count(*) FROM river.river_job`).Scan(&queued))
	require.Zero(t, queued)
}

func TestUnknownConversation(t *testing.T) {
	t.Parallel()

	b := setup(t, nil)
	_, err := b.assistant.ForConversation(t.Context(), b.ws, uuid.New())
	require.ErrorIs(t, err, conversation.ErrNotFound)
}
