package guide_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/guide"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/demo"
)

// TestReturnRequest plays the demo's flow in both languages, from what the
// visitor said by himself to the person with the form.
func TestReturnRequest(t *testing.T) {
	t.Parallel()

	returns, err := demo.ReturnRequest()
	require.NoError(t, err)
	var d flow.Definition
	require.NoError(t, json.Unmarshal(returns.Definition, &d))
	require.Empty(t, d.Check(nil))
	for lang, said := range map[string][]string{
		"en": {"I want to return the Oslo desk lamp, order ORD-203962", "Yes, that's right", "last Friday", "It arrived damaged", "yes", "how long does a refund take?", "ada@example.com", "Yes, that's right"},
		"zh": {"我想退货，订单号 ORD-203962，买的台灯", "没错", "上周五", "收到时已损坏", "有", "多久能退款？", "wei@example.cn", "没错"},
	} {
		trial := guide.Trial{Definition: d, Lang: lang, Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
		for i, text := range said {
			trial.Lines = append(trial.Lines, handoff.Line{Role: handoff.RoleVisitor, Seq: int64(2*i + 1), Text: text})
			o := guide.Preview(t.Context(), trial)
			if i == 0 {
				require.Len(t, o.Ask.Card, 2, "%s: %s", lang, o.Text)
			}
			trial.State = o.State
			trial.Lines = append(trial.Lines, handoff.Line{Role: handoff.RoleBot, Seq: int64(2*i + 2), Text: o.Text})
			require.Equal(t, i == len(said)-1, o.HandOver, "%s, %q: %s", lang, text, o.Text)
			require.Equal(t, i == 5, o.Answer, "%s, %q: %s", lang, text, o.Text)
		}
		require.Equal(t, flow.HandedOver, trial.State.Status)
		require.Len(t, d.Form(trial.State, lang), 6, "%s: %v", lang, d.Form(trial.State, lang))
	}
	for text, begins := range map[string]bool{
		"Start a return": true, "办理退货": true, "I want to return my lamp": true, "我想退货": true,
		"How do I return something?": false, "怎么退货？": false, "Where is my order?": false, "My lamp arrived broken": false,
	} {
		require.Equal(t, begins, d.Triggers.Begins(flow.Occasion{Text: text}) != "", text)
	}
}
