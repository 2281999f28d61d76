package bot_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
)

// unsureText is one that the local classifier is unsure of. Which are, changes
// with its training.
func unsureText(t *testing.T) string {
	t.Helper()
	for _, text := range []string{
		"speak navajo", "speak french", "speak german", "please speak to me quicker from now on", "i need you to pair with my phone please", "身份证到期了去哪换，要带啥",
		"can someone under 18 order", "are real leather shoes available", "can i call the lift with the app", "客服给的链接打不开", "这个活动一个人能参加几次",
	} {
		if handoff.Decide(handoff.Signals{Lines: []handoff.Line{{Role: handoff.RoleVisitor, Seq: 1, Text: text}}, Lang: "en"}).Unsure {
			return text
		}
	}
	require.Fail(t, "the classifier is sure of all of them now: find others")
	return ""
}

// judging answers the question whether a person is wanted with verdict, and
// everything else as no answer; asked counts.
func judging(t *testing.T, verdict string) (*bundle, *atomic.Int32) {
	t.Helper()
	srv := llmtest.New(t)
	var asked atomic.Int32
	srv.Chat(llmtest.Answer(func(got llmtest.Request) string {
		if strings.Contains(got.Messages[0].Content, "Reply with YES or NO") {
			asked.Add(1)
			return verdict
		}
		return "NO_ANSWER"
	}))
	return setup(t, modelAt(t, srv, quick)), &asked
}

// TestModelIsAskedInTheBandOnly: a model says whether a person is wanted only
// where the local decision is unsure; its yes brings one in, and whatever else
// it says changes nothing.
func TestModelIsAskedInTheBandOnly(t *testing.T) {
	t.Parallel()
	text := unsureText(t)
	for verdict, stage := range map[string]conversation.Stage{
		"YES": conversation.StageWaiting, "no.": conversation.StageBot, "I would say yes": conversation.StageBot,
	} {
		t.Run(verdict, func(t *testing.T) {
			t.Parallel()
			b, asked := judging(t, verdict)
			require.NoError(t, b.work(context.WithoutCancel(t.Context()), b.says(text)))
			require.EqualValues(t, 1, asked.Load())
			require.Equal(t, stage, b.conversation().Stage)
			turn := b.turns()[0]
			require.NotNil(t, turn.Trace.Person)
			require.Equal(t, turn.Trace.Person.Wanted, verdict == "YES")
			if verdict == "YES" {
				require.Equal(t, "model.person", b.ledger()[0].Decision.Rule)
			}
		})
	}
	t.Run("SureOnesAskNobody", func(t *testing.T) {
		t.Parallel()
		b, asked := judging(t, "YES")
		b.asks(feeQuestion)
		require.NoError(t, b.work(t.Context(), b.says("real human please")))
		require.Zero(t, asked.Load())
		require.Equal(t, conversation.StageWaiting, b.conversation().Stage)
	})
}
