package handoff_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
)

func TestBuildBrief(t *testing.T) {
	t.Parallel()

	t.Run("FactsHaveTheirMessageAndPlace", func(t *testing.T) {
		t.Parallel()

		said := lines(
			"v:Hi, my name is Laura Benson. Order JH-20931 came with a cracked lamp shade.",
			"b:Sorry to hear that.",
			"v:sorry, the order is JH-20913. You can write to laura@benson.example. Can it be replaced?",
			"v:a human please",
		)
		b := handoff.BuildBrief(handoff.BriefInput{Lines: said, Lang: "en", Text: locale.Text})
		byValue := map[string]handoff.Fact{}
		for _, f := range b.Facts {
			byValue[f.Value] = f
			require.Equal(t, f.Value, said[f.Seq-1].Text[f.Start:f.End])
		}
		require.Equal(t, handoff.FactName, byValue["Laura Benson"].Kind)
		require.Equal(t, handoff.FactEmail, byValue["laura@benson.example"].Kind)
		require.True(t, byValue["JH-20931"].Superseded)
		require.False(t, byValue["JH-20913"].Superseded)
		require.Equal(t, int64(3), byValue["JH-20913"].Seq)

		require.Contains(t, b.Issue.Text, "cracked lamp shade")
		require.Equal(t, "Can it be replaced?", b.Open.Text)
		require.Equal(t, int64(3), b.Open.Seq)
		require.Contains(t, b.Reply, "Laura Benson")
		require.Contains(t, b.Reply, "JH-20913")
		require.NotContains(t, b.Reply, "JH-20931")
	})

	t.Run("TheReplyAsksOnlyWhatWasNotSaid", func(t *testing.T) {
		t.Parallel()

		ask := func(lang string, said ...string) string {
			return handoff.BuildBrief(handoff.BriefInput{Lines: lines(said...), Lang: lang, Text: locale.Text}).Reply
		}
		require.Contains(t, ask("en", "v:where is my parcel?"), "order number")
		require.NotContains(t, ask("en", "v:where is my parcel? order 55120"), "?")
		require.Contains(t, ask("zh", "v:我的快递到哪了"), "订单号")
		require.NotContains(t, ask("zh", "v:我的快递到哪了，订单55120"), "提供")
		require.NotContains(t, ask("en", "v:do you have gift wrapping?"), "order number")
		require.Contains(t, ask("en", "v:I never received my order"), "order number")
		require.Contains(t, ask("en", "v:I have no idea where my order is"), "order number")
		require.Contains(t, ask("zh", "v:我没有收到我的订单"), "订单号")
		require.NotContains(t, ask("en", "v:my parcel is late and I have no order number"), "?")
		require.NotContains(t, ask("en", "v:where is my parcel? I never got a confirmation"), "?")
		require.NotContains(t, ask("zh", "v:我的快递没到，我没有订单号"), "提供")
	})

	t.Run("AnUpsetVisitorIsSpokenToAccordingly", func(t *testing.T) {
		t.Parallel()

		in := handoff.BriefInput{Lines: lines("v:I'm Tom. You are liars, order 55120 never came"), Lang: "en", Text: locale.Text}
		in.Trigger.Reason = handoff.ReasonAnger
		require.Contains(t, handoff.BuildBrief(in).Reply, "sorry")
	})

	t.Run("TheIssueIsWhatItIsAbout", func(t *testing.T) {
		t.Parallel()

		issue := func(said ...string) string {
			return handoff.BuildBrief(handoff.BriefInput{Lines: lines(said...), Lang: "en"}).Issue.Text
		}
		require.Contains(t, issue(
			"v:my espresso machine leaks since yesterday, order 55120",
			"b:Please check the seal.",
			"v:the seal is fine. by the way, until when are you open on Saturdays before Christmas in the Leeds store?",
			"b:Until six.",
			"v:ok. a person for the machine please",
		), "espresso machine leaks")
		require.Contains(t, issue("v:咖啡机一直漏水，订单55120", "b:请检查密封圈。", "v:检查过了。对了你们周末几点关门？", "b:六点。", "v:转人工"), "咖啡机一直漏水")
	})

	t.Run("AnAsideIsNoOpenQuestion", func(t *testing.T) {
		t.Parallel()

		b := handoff.BuildBrief(handoff.BriefInput{Lines: lines("v:when will my desk be delivered?", "b:In 3 days.", "v:are you a bot? get me a human"), Lang: "en"})
		require.Equal(t, int64(1), b.Open.Seq)
	})

	t.Run("NothingIsEnough", func(t *testing.T) {
		t.Parallel()

		b := handoff.BuildBrief(handoff.BriefInput{Lang: "zh", Text: locale.Text})
		require.NotNil(t, b.Facts)
		require.NotNil(t, b.Tried)
		require.NotEmpty(t, b.Reply)
	})
}

// tellsTheCase are the kinds by which an agent finds the matter.
var tellsTheCase = map[handoff.FactKind]bool{handoff.FactOrder: true, handoff.FactTracking: true, handoff.FactTicket: true}

// Over whole conversations in both languages: the proposed reply asks for nothing
// that was said, and repeats nothing that was taken back.
func TestRepliesAskNothingThatWasSaid(t *testing.T) {
	t.Parallel()

	files, err := filepath.Glob("testdata/briefs*.jsonl")
	require.NoError(t, err)
	asked, n := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			if n++; n%oneIn != 0 {
				continue
			}
			var item struct {
				ID, Lang string
				Turns    []struct{ Role, Text string }
				Facts    []struct {
					Kind       handoff.FactKind
					Superseded bool
				}
			}
			require.NoError(t, json.Unmarshal([]byte(line), &item))
			var said []handoff.Line
			for i, turn := range item.Turns {
				said = append(said, handoff.Line{Role: handoff.Role(turn.Role), Seq: int64(i + 1), Text: turn.Text})
			}
			b := handoff.BuildBrief(handoff.BriefInput{Lines: said, Lang: item.Lang, Text: locale.Text})
			asks := strings.Contains(b.Reply, "order number") || strings.Contains(b.Reply, "提供")
			if asks {
				asked++
			}
			for _, f := range item.Facts {
				if !f.Superseded && tellsTheCase[f.Kind] {
					require.False(t, asks, "%s was told what it is about and asks: %s", item.ID, b.Reply)
				}
			}
			current := map[string]bool{}
			for _, f := range b.Facts {
				if f.Superseded {
					continue
				}
				current[f.Value] = true
				if tellsTheCase[f.Kind] {
					require.False(t, asks, "%s asks for what was given: %s", item.ID, b.Reply)
				}
			}
			for _, f := range b.Facts {
				if f.Superseded && !current[f.Value] {
					require.NotContains(t, strings.Fields(strings.Trim(b.Reply, ".")), f.Value, item.ID)
				}
			}
		}
	}
	require.Greater(t, n, 370)
	require.Positive(t, asked, "some asked for the order number, which nobody gave")
}

func TestLinesOfKnowsAMiss(t *testing.T) {
	t.Parallel()

	event := func(kind conversation.AuthorKind, m conversation.Message) *conversation.Event {
		data, err := json.Marshal(m)
		require.NoError(t, err)
		return &conversation.Event{Author: conversation.Author{Kind: kind}, Data: data}
	}
	got, err := handoff.LinesOf([]*conversation.Event{
		event(conversation.ByVisitor, conversation.Message{Text: "I couldn't find my order"}),
		event(conversation.ByBot, conversation.Message{Text: locale.Text("en", "bot.not_found")}),
		event(conversation.ByBot, conversation.Message{Text: locale.Text("zh", "bot.not_found")}),
		event(conversation.ByBot, conversation.Message{Text: locale.Text("en", "bot.not_found_near"), Sources: []conversation.Source{{Number: 1, Near: true}}}),
		event(conversation.ByBot, conversation.Message{Text: locale.Text("zh", "bot.not_found_near"), Sources: []conversation.Source{{Number: 1, Near: true}}}),
		event(conversation.ByBot, conversation.Message{Text: "If you cannot find it, look here [1].", Sources: []conversation.Source{{Number: 1}}}),
		event(conversation.ByAgent, conversation.Message{Text: "I could not find it."}),
	})
	require.NoError(t, err)
	missed := make([]bool, len(got))
	for i := range got {
		missed[i] = got[i].Missed
	}
	require.Equal(t, []bool{false, true, true, true, true, false, false}, missed)
}

func TestBriefRepliesExistInEveryVariant(t *testing.T) {
	t.Parallel()

	for _, lang := range locale.Languages() {
		for _, mood := range []string{"", "_upset"} {
			for _, name := range []string{"", "_name"} {
				for _, what := range []string{"", "_order", "_product", "_ask"} {
					key := "handoff.reply" + mood + name + what
					require.NotEqual(t, key, locale.Text(lang, key))
				}
			}
		}
	}
}

func TestFacts(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]handoff.FactKind{
		"order number: 55120":                handoff.FactOrder,
		"订单号是20261102887":                    handoff.FactOrder,
		"my email is a.b+c@mail.example":     handoff.FactEmail,
		"call me on +44 7700 900123":         handoff.FactPhone,
		"电话13800138000":                      handoff.FactPhone,
		"I paid $149.90":                     handoff.FactAmount,
		"退我250元":                             handoff.FactAmount,
		"bought on 12 November":              handoff.FactDate,
		"3月5日买的":                             handoff.FactDate,
		"tracking number 1Z999AA10123456784": handoff.FactTracking,
		"运单号SF1029384756":                    handoff.FactTracking,
		"我叫王磊":                               handoff.FactName,
		"error code AUTH-403":                handoff.FactCode,
		"serial number EM44-20871":           handoff.FactSKU,
		"invoice INV-7743":                   handoff.FactTicket,
		"my coffee grinder is broken":        handoff.FactProduct,
		"台灯不亮了":                              handoff.FactProduct,
		"地址是上海市徐汇区漕溪路18号":                    handoff.FactAddress,
	} {
		found := handoff.FactsOf(lines("v:" + text))
		require.NotEmpty(t, found, text)
		require.True(t, slices.ContainsFunc(found, func(f handoff.Fact) bool { return f.Kind == want }), "%s: %v", text, found)
		require.LessOrEqual(t, len(found), 2, text) // one that is told in words beside it
	}

	for _, text := range []string{
		"I ordered 2 lamps 3 weeks long", "it costs too much", "I am very angry", "转人工", "can I talk to a person",
		"it took 45 minutes", "你好，在吗", "is it 100% cotton",
	} {
		for _, f := range handoff.FactsOf(lines("v:" + text)) {
			require.Contains(t, []handoff.FactKind{handoff.FactProduct, handoff.FactDate, handoff.FactDetail}, f.Kind, text)
		}
	}

	bare := handoff.FactsOf(lines("b:Could you give me the order number?", "v:it's 48213"))
	require.Len(t, bare, 1)
	require.Equal(t, handoff.FactOrder, bare[0].Kind)
	bare = handoff.FactsOf(lines("b:What is your name?", "v:Priya Nair"))
	require.Len(t, bare, 1)
	require.Equal(t, handoff.FactName, bare[0].Kind)
}

func TestWhatIsNoFact(t *testing.T) {
	t.Parallel()

	for _, text := range []string{
		"This is ridiculous, I'm Fuming", "运费退货要多久", "退货要多久才能到账", "I'm calling about a question", "whats the cut off time for express",
		"Who won the football world cup", "who sang the bed of roses song?", "which country drinks the most coffee in a cup", "the ball is in your court now",
		"nine of them are vegan, who won the FA Cup that day?", "my neighbour has a toaster from Volta and hers is fine", "你知道谁赢了世界杯吗",
		"do you sell desk lamps?", "你们卖不卖台灯", "我再打12315投诉", "I'm not Happy with this", "hi im so annoyed", "can someone ring me", "I've asked 3 times in 2 weeks",
	} {
		for _, f := range handoff.FactsOf(lines("v:" + text)) {
			require.NotContains(t, []handoff.FactKind{handoff.FactName, handoff.FactProduct, handoff.FactOrder, handoff.FactAmount}, f.Kind, "%s: %s", text, f.Value)
		}
	}
}

// What is told in words is quoted from the message, in both scripts and wide figures.
func TestWhatIsToldInWords(t *testing.T) {
	t.Parallel()

	for said, want := range map[string]struct {
		kind  handoff.FactKind
		value string
	}{
		"i reinstalled the app twice":                          {handoff.FactTried, "i reinstalled the app twice"},
		"插座都换了三个":                                              {handoff.FactTried, "插座都换了三个"},
		"我要求全额退款":                                              {handoff.FactWish, "我要求全额退款"},
		"can you swap them for the other colour":               {handoff.FactWish, "can you swap them for the other colour"},
		"we need them by Saturday for the wedding":             {handoff.FactDetail, "we need them by Saturday for the wedding"},
		"孩子對堅果過敏":                                              {handoff.FactDetail, "孩子對堅果過敏"},
		"戶號４４００２１８８３７":                                         {handoff.FactAccount, "4400218837"},
		"the serial is H X 9 dash double oh double four seven": {handoff.FactSKU, "HX9-00447"},
		"我手机是幺三五八八零九幺幺二六":                                      {handoff.FactPhone, "13588091126"},
		"系统提示“源校不同意”":                                          {handoff.FactCode, "源校不同意"},
		"there are only 36 chairs":                             {handoff.FactQuantity, "36 chairs"},
	} {
		found := map[handoff.FactKind]handoff.Fact{}
		for _, f := range handoff.FactsOf(lines("v:" + said)) {
			found[f.Kind] = f
		}
		require.Contains(t, found, want.kind, said)
		f := found[want.kind]
		require.Equal(t, want.value, f.Value, said)
		require.NotEmpty(t, said[f.Start:f.End])
	}
}

// A brief is made under the lock of its conversation: texts of any length must not
// hold it up. What was said last is read all the same.
func TestVeryMuchTextIsReadInPart(t *testing.T) {
	t.Parallel()

	said := make([]string, 0, 41)
	for range 40 {
		said = append(said, "v:"+"order 4471, "+strings.Repeat("and so on and on ", 500))
	}
	said = append(said, "v:my order number is JH-20913")
	found := handoff.FactsOf(lines(said...))
	last := found[len(found)-1]
	require.Equal(t, "JH-20913", last.Value)
	require.EqualValues(t, 41, last.Seq)
	require.Greater(t, found[0].Seq, int64(20), "those long before are not")
}

// The full number of a payment card stands nowhere in a brief, whatever it is told as.
func TestNoCardNumberGetsIntoABrief(t *testing.T) {
	t.Parallel()

	for _, said := range []string{
		"please refund it to my card 4111 1111 1111 1111 today", "I want my money back on 4111111111111111, when does it come?",
		"i called the bank about 4111-1111-1111-1111", "my visa is 4111111111111111", "4111111111111111",
		"we need the refund on 4111 1111 1111 1111 08/27 by Friday", "请把钱退到4111111111111111", "我的卡被盗刷，卡号4111 1111 1111 1111",
	} {
		transcript := lines("v:"+said, "b:Would you like a person?", "v:"+said+" give me a human")
		d := handoff.Decide(handoff.Signals{Lines: transcript, Lang: "en"})
		brief, err := json.Marshal(handoff.BuildBrief(handoff.BriefInput{
			Lines: transcript, Lang: "en", Trigger: handoff.Trigger{Reason: d.Reason, Evidence: d.Evidence}, Text: locale.Text,
		}))
		require.NoError(t, err)
		require.NotContains(t, strings.NewReplacer(" ", "", "-", "").Replace(string(brief)), "4111111111111111", said)
	}
	found := handoff.FactsOf(lines("v:my order number is 4111111111111111"))
	require.Len(t, found, 1)
	require.Equal(t, handoff.FactOrder, found[0].Kind, "its word tells what it is")
}

// A wish in other words is no second one, and what somebody refuses is none.
func TestAWishIsToldOnce(t *testing.T) {
	t.Parallel()

	wishes := func(said ...string) (out []string) {
		for _, f := range handoff.FactsOf(lines(said...)) {
			if f.Kind == handoff.FactWish {
				out = append(out, f.Value)
			}
		}
		return out
	}
	require.Equal(t, []string{"please refund me"}, wishes("v:please refund me", "b:Sorry?", "v:i want a refund now"))
	require.Empty(t, wishes("v:can you put me through to a person", "b:Yes.", "v:what is your refund policy"))
	require.Empty(t, wishes("v:我不是要退货"))
}

// A bot that asks to name the product has not asked for the visitor's name.
func TestOnlyAQuestionForTheNameIsAnsweredWithOne(t *testing.T) {
	t.Parallel()

	for _, said := range []string{"This is ridiculous, third time I ask and nobody helps. You are useless!", "the lamp, and nobody helps"} {
		for _, f := range handoff.FactsOf(lines("b:Could you put it in other words, or name the product or the step it is about?", "v:"+said)) {
			require.NotEqual(t, handoff.FactName, f.Kind, "%s: %s", said, f.Value)
		}
	}
	facts := handoff.FactsOf(lines("b:What is your name, please?", "v:priya nair"))
	require.Len(t, facts, 1)
	require.Equal(t, handoff.FactName, facts[0].Kind)
}

func TestCorrections(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct {
		said      []string
		gone, now string
	}{
		"in one breath":        {[]string{"v:order 55120, sorry, 55210"}, "55120", "55210"},
		"a message later":      {[]string{"v:order 55120", "b:Thanks.", "v:oops wrong number, it's 55210"}, "55120", "55210"},
		"it was not found":     {[]string{"v:order 55120", "b:I could not find order 55120.", "v:55210"}, "55120", "55210"},
		"another address":      {[]string{"v:a@mail.example", "b:Thanks.", "v:better use b@mail.example"}, "a@mail.example", "b@mail.example"},
		"in Chinese":           {[]string{"v:订单号55120", "b:好的。", "v:看错了，是55210"}, "55120", "55210"},
		"a name's spelling":    {[]string{"v:my name is spelled wrong, it should be Meyer not Maier"}, "Maier", "Meyer"},
		"the one and not that": {[]string{"v:it's order 55210, not 55120"}, "55120", "55210"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			superseded := map[string]bool{}
			for _, f := range handoff.FactsOf(lines(c.said...)) {
				if f.Kind != handoff.FactDetail {
					superseded[f.Value] = f.Superseded
				}
			}
			require.Equal(t, map[string]bool{c.gone: true, c.now: false}, superseded)
		})
	}

	both := handoff.FactsOf(lines("v:orders 55120 and 55210, sorry for the trouble", "b:Thanks.", "v:and also 66310"))
	for _, f := range both {
		require.False(t, f.Superseded, f.Value)
	}
	require.Len(t, both, 3)
}
