package flow_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/flow"
	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
)

// TestWhole goes through every kind of step.
func TestWhole(t *testing.T) {
	t.Parallel()

	p := begin(t, returns()).at("order")
	require.Equal(t, "Let's return it.\n\norder?", p.last.Text)
	p.say("JH-10452")
	p.at("bought")
	require.Equal(t, conversation.AskDate, p.last.Ask.Input)
	require.Equal(t, "2026-11-21", p.last.Ask.Latest)
	require.Equal(t, "2025-11-21", p.last.Ask.Earliest)
	p.say("last Friday")
	p.at("reason")
	require.Equal(t, []string{"Damaged", "Something else"}, p.last.Ask.Choices)
	p.say("damaged")
	p.at("photo")
	p.say("yes")
	p.at("email") // the check misses it
	p.say("ada@example.com")
	p.at("check:review")
	require.Equal(t, []conversation.AskedValue{{Label: "ORDER", Value: "JH-10452"}, {Label: "EMAIL", Value: "ada@example.com"}}, p.last.Ask.Card)
	require.Empty(t, p.called)
	p.say("Yes, that's right")
	p.at("ended")
	require.Equal(t, []flow.Run{{Step: "book", Action: "create_return", Inputs: map[string]string{"order": "JH-10452"}}}, p.called)
	require.Equal(t, `Done: R\-7.`, p.last.Text)
	require.Equal(t, "order=JH-10452@1 bought=20 November 2026@2 reason=Damaged@3 photo=Yes@4 email=ada@example.com@5 label=R-7@0", p.fields())
	for lang, label := range map[string]string{"en": "Return number", "zh": "退货单号"} {
		given := p.d.Given(p.state, lang)
		require.Equal(t, label, given[len(given)-1].Label, "what the action calls it, not the field")
	}
}

func TestBranches(t *testing.T) {
	t.Parallel()

	for said, want := range map[string]string{"yesterday": "email", "2026-03-01": "ended"} {
		p := begin(t, returns())
		p.say("JH-10452")
		p.say(said)
		p.say("something else")
		p.at(want)
	}
}

// TestProposes shows what was said before, and counts it after a yes only.
func TestProposes(t *testing.T) {
	t.Parallel()

	const before = "I want to return order JH-10452, bought 3 November"
	t.Run("Yes", func(t *testing.T) {
		t.Parallel()
		p := begin(t, returns(), before).at("order:card")
		require.Empty(t, p.fields())
		require.Equal(t, []conversation.AskedValue{{Label: "ORDER", Value: "JH-10452"}, {Label: "BOUGHT", Value: "3 November 2026"}}, p.last.Ask.Card)
		p.say("yes")
		p.at("reason")
		require.Equal(t, "order=JH-10452@1 bought=3 November 2026@1", p.fields())
	})
	t.Run("CorrectedAtOnce", func(t *testing.T) {
		t.Parallel()
		p := begin(t, returns(), before)
		p.say("no, it's JH-99999")
		p.at("order:card")
		require.Equal(t, "JH-99999", p.last.Ask.Card[0].Value)
		p.say("right")
		p.at("reason")
		require.Equal(t, "order=JH-99999@2 bought=3 November 2026@1", p.fields())
	})
	t.Run("WhichIsWrong", func(t *testing.T) {
		t.Parallel()
		p := begin(t, returns(), before)
		p.say("no")
		p.at("order:card")
		require.Equal(t, []string{"ORDER", "BOUGHT"}, p.last.Ask.Choices)
		p.say("BOUGHT")
		p.at("bought")
		require.Equal(t, "order=JH-10452@1", p.fields())
		p.say("2026-11-05")
		p.at("reason")
		require.Equal(t, "order=JH-10452@1 bought=5 November 2026@4", p.fields())
	})
	t.Run("OneIsDenied", func(t *testing.T) {
		t.Parallel()
		p := begin(t, returns(), "order JH-10452 please")
		p.at("order:card")
		p.say("no")
		p.at("order")
		p.say("JH-10453")
		p.at("bought")
		require.Equal(t, "order=JH-10453@3", p.fields())
	})
	t.Run("AskedAfresh", func(t *testing.T) {
		t.Parallel()
		d := returns()
		d.Steps[1].Fresh, d.Steps[2].Fresh = true, true
		begin(t, d, before).at("order")
	})
}

// TestReviewChanges lets the visitor mend the form before it counts.
func TestReviewChanges(t *testing.T) {
	t.Parallel()

	p := begin(t, returns())
	for _, said := range []string{"JH-10452", "yesterday", "something else", "ada@example.com"} {
		p.say(said)
	}
	p.at("check:review")
	p.say("Change something")
	p.say("EMAIL")
	p.at("email")
	p.say("eve@example.com")
	p.at("check:review")
	require.Equal(t, "eve@example.com", p.last.Ask.Card[1].Value)
	p.say("no, bob@example.com")
	p.at("check:review")
	p.say("yes")
	p.at("ended")
	require.Contains(t, p.fields(), "email=bob@example.com")
}

// TestTries says why, and offers a person after three answers that will not do.
func TestTries(t *testing.T) {
	t.Parallel()

	p := begin(t, returns())
	require.Equal(t, "That doesn't look quite right. Could you check it?", p.say("it is 10452").Text)
	require.False(t, p.say("hm").Offer)
	o := p.say("hmm")
	require.True(t, o.Offer)
	p.at("order")
	require.Equal(t, "order?", p.say("no").Text) // no person: the question again
	p.say("JH-10452")
	p.at("bought")
}

func TestOwnError(t *testing.T) {
	t.Parallel()

	d := returns()
	d.Steps[1].Error, d.Steps[1].Tries = en("JH and five digits."), 2
	p := begin(t, d)
	require.Equal(t, "JH and five digits.", p.say("12345").Text)
	require.True(t, p.say("12345").Offer)
}

// TestAside has a question answered and puts its own again, without a try lost.
func TestAside(t *testing.T) {
	t.Parallel()

	p := begin(t, returns())
	for range 4 {
		o := p.say("how long does a refund take?")
		require.True(t, o.Answer)
		require.Equal(t, "order?", o.Text)
		require.False(t, o.Offer)
	}
	require.True(t, p.say("and in winter?").Offer, "the visitor is after something else")
	p.say("JH-10452?")
	p.at("bought") // an answer is one, with or without a question mark
}

func TestStops(t *testing.T) {
	t.Parallel()

	for _, word := range []string{"cancel", "Never mind.", "算了", "取消！"} {
		p := begin(t, returns())
		p.say("JH-10452")
		p.say(word)
		p.at("cancelled")
		require.NotEmpty(t, p.last.Text)
	}
	p := begin(t, returns())
	p.say("I want to cancel the order JH-10452")
	p.at("bought") // a word in a sentence is no stop
}

// TestActionEnds leads on, away, or to a person.
func TestActionEnds(t *testing.T) {
	t.Parallel()

	toAction := func(t *testing.T, d flow.Definition, acted flow.Acted) *play {
		t.Helper()
		p := begin(t, d)
		p.acted = acted
		for _, said := range []string{"JH-10452", "yesterday", "something else", "ada@example.com", "yes"} {
			p.say(said)
		}
		return p
	}
	p := toAction(t, returns(), flow.Acted{})
	p.at("handed_over")
	require.True(t, p.last.HandOver)
	require.Equal(t, "returns", p.last.Team)
	require.Contains(t, p.last.Text, "A colleague takes it from here.")

	d := returns()
	d.Steps[8].Otherwise, d.Steps[7].Otherwise = "", ""
	d.Steps = d.Steps[:11] // without the person: one is offered
	p = toAction(t, d, flow.Acted{})
	p.at("ended")
	require.True(t, p.last.Offer)

	// What may have been done is not asked for again, wherever the step leads.
	d = returns()
	d.Steps[8].Otherwise = "email"
	p = toAction(t, d, flow.Acted{Why: flow.Unknown})
	p.at("ended")
	require.True(t, p.last.Offer)
	require.Equal(t, locale.Text("en", "action.unknown"), p.last.Text)
	require.Len(t, p.called, 1)

	// A no is no failure.
	p = toAction(t, returns(), flow.Acted{Why: flow.Refusal})
	p.at("handed_over")
	require.Equal(t, "All right, I've left everything as it was.\n\nA colleague takes it from here.", p.last.Text)
	d.Steps[8].Otherwise = ""
	p = toAction(t, d, flow.Acted{Why: flow.Refusal})
	p.at("ended")
	require.False(t, p.last.Offer)
	require.Equal(t, "All right, I've left everything as it was.", p.last.Text)

	// One that asks for a yes waits for it, whatever is said meanwhile.
	p = toAction(t, returns(), flow.Acted{Asked: "c1"})
	p.at("book:action")
	require.Equal(t, "c1", p.state.Asked)
	require.NotEmpty(t, p.last.Text)
	p.say("ok")
	p.at("book:action")
	require.Len(t, p.called, 1, "it is called once")
	p.acted.Asked = "c2"
	o := p.step(flow.Input{Said: &flow.Said{Lines: []form.Line{p.hear("I'm back")}, Lapsed: true}})
	p.at("book:action")
	require.Len(t, p.called, 2, "a question that ran out is put anew")
	require.Equal(t, "c2", p.state.Asked)
	require.Equal(t, locale.Text("en", "flow.confirm_below"), o.Text)
	o = p.step(flow.Input{Said: &flow.Said{Lines: []form.Line{p.hear("how long does it take?")}, Asks: true, Answerable: true, Lapsed: true}})
	require.True(t, o.Answer)
	require.Len(t, p.called, 3)
	p.step(flow.Input{Acted: &flow.Acted{OK: true, Results: map[string]string{"number": "R-9"}}})
	p.at("ended")
	require.Contains(t, p.last.Text, `R\-9`)
}

// TestLacks leads away where something was answered with no.
func TestLacks(t *testing.T) {
	t.Parallel()

	d := returns()
	d.Steps[7].Require = []string{"photo", "email"}
	d.Steps[7].Text = en("Please take one first: {missing}.")
	p := begin(t, d)
	for _, said := range []string{"JH-10452", "yesterday", "damaged", "no", "ada@example.com"} {
		p.say(said)
	}
	p.at("handed_over")
	require.Contains(t, p.last.Text, "Please take one first: PHOTO.")
}

func TestOptional(t *testing.T) {
	t.Parallel()

	d := flow.Definition{Triggers: returns().Triggers, Steps: []flow.Step{ask("phone", form.Phone, func(s *flow.Step) { s.Optional = true })}}
	p := begin(t, d)
	require.Equal(t, []string{"Skip this"}, p.last.Ask.Choices)
	p.say("Skip this")
	p.at("ended")
	require.Empty(t, p.fields())
	require.NotEmpty(t, p.last.Text, "no turn ends in silence")
}

// TestLanguages speaks the visitor's, and the other where a text lacks it.
func TestLanguages(t *testing.T) {
	t.Parallel()

	p := &play{t: t, d: returns(), world: flow.World{Lang: "zh", Now: now, Texts: begin(t, returns()).world.Texts}}
	p.step(flow.Input{Begin: true})
	require.Equal(t, "好的，办理退货。\n\n订单号？", p.last.Text)
	p.say("订单号是 JH-10452")
	require.Equal(t, "bought?", p.last.Text)
	p.say("上个月")
	require.Equal(t, "具体是哪一天？请告诉我日期。", p.last.Text)
	p.say("昨天")
	require.Equal(t, []string{"坏了", "其他"}, p.last.Ask.Choices)
	p.say("坏了")
	require.Equal(t, []string{"是", "否"}, p.last.Ask.Choices)
}

// TestPlainText keeps what a visitor wrote from becoming Markdown.
func TestPlainText(t *testing.T) {
	t.Parallel()

	d := flow.Definition{Triggers: returns().Triggers, Steps: []flow.Step{
		ask("what", form.Text), {ID: "end", Kind: flow.End, Text: en("You said: {what}")},
	}}
	p := begin(t, d)
	p.say("[click](https://evil.example) **now** {what}")
	require.Equal(t, `You said: \[click\]\(https://evil\.example\) \*\*now\*\* {what}`, p.last.Text)
}

// TestPure changes neither definition nor state.
func TestPure(t *testing.T) {
	t.Parallel()

	p := begin(t, returns(), "order JH-10452")
	before := p.state
	twice := func() (flow.State, []flow.Effect) {
		return p.d.Advance(before, p.world, flow.Input{Said: &flow.Said{Lines: []form.Line{{Seq: 9, Text: "no"}}}})
	}
	one, effects := twice()
	two, again := twice()
	require.Equal(t, one, two)
	require.Equal(t, effects, again)
	require.Len(t, before.Card, 1)
	require.Empty(t, before.Denied)
}

func TestPauses(t *testing.T) {
	t.Parallel()

	p := begin(t, returns())
	p.step(flow.Input{Offered: true})
	require.Empty(t, p.last.Text)
	require.Equal(t, "order?", p.say("no thanks").Text)
	p.say("JH-10452")
	p.at("bought")
}

func TestTriggers(t *testing.T) {
	t.Parallel()

	live := []flow.Live{{Name: "a", Definition: returns()}}
	for text, want := range map[string]flow.Cause{
		"return something": flow.ByStarter, "我要退货！": flow.ByStarter, "I'd like to return an item please": flow.ByPhrase,
		"怎么办理退货": flow.ByPhrase, "where is my parcel": "",
	} {
		_, cause := flow.Choose(live, flow.Occasion{Text: text})
		require.Equal(t, want, cause, text)
	}
	live[0].Definition.Triggers.Rules = []string{"r1"}
	_, cause := flow.Choose(live, flow.Occasion{Text: "hello", Rule: "r1"})
	require.Equal(t, flow.ByRule, cause)
}
