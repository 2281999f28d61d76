package talk_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/talk"
)

func TestSmallTalk(t *testing.T) {
	t.Parallel()
	for kind, messages := range map[talk.Small][]string{
		talk.Greeting: {"hi", "Hellooo!!", "Hey there 👋", "Good morning, team", "你好", "您好！在吗？", "在吗", "hi hi"},
		talk.Thanks:   {"thanks!", "Thank you so much, that helped", "ok thanks", "谢谢", "好的，谢谢您！", "thankssss", "Perfect, thank you", "太好了谢谢", "hi, thanks", "謝謝您", "問題解決了，謝謝"},
		talk.Goodbye:  {"bye", "ok thanks, bye!", "that's all, thank you", "没有了，谢谢", "好的再见", "No, that's all"},
		talk.Okay:     {"ok", "好的", "I see", "明白了", "got it 👍", "嗯嗯"},
		talk.Who:      {"are you a bot?", "Hi, are you a real person?", "你是机器人吗？", "你好，你是真人吗", "你是機器人嗎"},
		talk.What:     {"what can you do?", "help", "Hi, I have a question", "你好，请问", "我想问一下"},
		talk.Well:     {"Hi, how are you?", "how's it going"},
		talk.Regret:   {"ok thanks, that helps. sorry for shouting", "I'm sorry I snapped", "好吧，谢谢，刚才语气重了点", "不好意思，刚才态度不好", "抱歉刚才語氣不好"},
		talk.None: {
			"sorry, where is my parcel", "不好意思，刚才的链接打不开", "态度不好", "hi, where is my parcel?", "thanks but it still does not work", "ok and how long does that take", "", "???", "👍", "help me return a lamp",
			"你好，我的包裹在哪", "谢谢，那多久能退款", "good morning, can I cancel?", "bye bye refund", "agent", "a real person please", "no", "转人工",
		},
	} {
		for _, m := range messages {
			require.Equal(t, kind, talk.SmallTalk(m), m)
		}
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	visitor := func(text string) talk.Line { return talk.Line{Visitor: true, Text: text} }
	bot := func(text string, titles ...string) talk.Line { return talk.Line{Text: text, Titles: titles} }

	for name, c := range map[string]struct {
		history []talk.Line
		message string
		topic   string
	}{
		"StandsAlone":     {[]talk.Line{visitor("How do I return a lamp?"), bot("…", "Returns")}, "Which payment methods do you accept in Germany?", ""},
		"FirstQuestion":   {nil, "how long does it take?", ""},
		"HowLong":         {[]talk.Line{visitor("How do I return a lamp?"), bot("…", "Returns")}, "and how long does that take?", "Returns\nHow do I return a lamp?"},
		"OnlyTheLast":     {[]talk.Line{visitor("Where is my order?"), bot("…", "Tracking"), visitor("How do I return a lamp?"), bot("…", "Returns")}, "what does it cost?", "Returns\nHow do I return a lamp?"},
		"ThroughTwo":      {[]talk.Line{visitor("What does delivery to France cost?"), bot("…", "Delivery fees"), visitor("and to Spain?"), bot("…", "Delivery fees")}, "how long?", "Delivery fees\nWhat does delivery to France cost?\nand to Spain?"},
		"OverSmallTalk":   {[]talk.Line{visitor("How do I return a lamp?"), bot("…", "Returns"), visitor("thanks"), bot("You're welcome")}, "and for furniture?", "Returns\nHow do I return a lamp?"},
		"Chinese":         {[]talk.Line{visitor("怎么退货？"), bot("…", "退货")}, "那多久能退款？", "退货\n怎么退货？"},
		"ChineseWhat":     {[]talk.Line{visitor("送德国要多少钱？"), bot("…", "运费")}, "法国呢？", "运费\n送德国要多少钱？"},
		"Traditional":     {[]talk.Line{visitor("怎麼退貨？"), bot("…", "退貨")}, "這個保固在家裡也適用嗎", "退貨\n怎麼退貨？"},
		"ChineseNewTopic": {[]talk.Line{visitor("怎么退货？"), bot("…", "退货")}, "我忘记密码了怎么重新设置登录密码", ""},
		"BareNoun":        {[]talk.Line{visitor("What does delivery to France cost?"), bot("…", "Delivery fees")}, "Switzerland?", "Delivery fees\nWhat does delivery to France cost?"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := talk.Resolve(c.history, c.message)
			require.Equal(t, c.topic, got.Topic)
			require.Equal(t, c.message, got.Text)
			require.True(t, strings.HasPrefix(got.Told(), c.message), "people read the question first")
			require.True(t, strings.HasSuffix(got.Told(), c.topic))
		})
	}
}

func TestResolveChoice(t *testing.T) {
	t.Parallel()
	history := []talk.Line{{Visitor: true, Text: "How do I clean the Moor?"}, {Text: "Which of these do you mean?", Titles: []string{"Moor rug", "Moor sofa"}, Asked: true}}
	for message, topic := range map[string]string{
		"the second one": "Moor sofa", "2": "Moor sofa", "first": "Moor rug", "第二个": "Moor sofa", "moor rug": "Moor rug", "Moor Sofa ": "Moor sofa",
	} {
		got := talk.Resolve(history, message)
		require.Equal(t, talk.Standalone{Text: "How do I clean the Moor?", Topic: topic, FollowUp: true}, got, message)
	}
	require.Equal(t, "What does delivery to Germany cost?", talk.Resolve(history, "What does delivery to Germany cost?").Text)
	require.NotContains(t, talk.Resolve(history[:1], "2").Topic, "Moor sofa", "nothing was asked")
}

func TestFocus(t *testing.T) {
	t.Parallel()
	s := talk.Standalone{Text: "My lamp arrived yesterday. It is broken! What can I do?"}.Focus()
	require.Equal(t, "What can I do?", s.Text)
	require.Equal(t, "My lamp arrived yesterday.\nIt is broken!", s.Topic)
	require.Contains(t, s.Query(), "lamp")
	one := talk.Standalone{Text: "What can I do?"}
	require.Equal(t, one, one.Focus())
}
