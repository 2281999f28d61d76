package sentiment_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/sentiment"
)

// The utterances here are not in the training corpus: TestCasesAreUnseen holds
// them to that.
var cases = []struct {
	name, text string
	label      sentiment.Label // "" = not asserted
	angry      bool
	calm       bool // anger must be low
	urgent     bool
	cause      sentiment.Cause
}{
	{name: "insult", text: "Your company is run by idiots, I want a refund today!", label: sentiment.Negative, angry: true},
	{name: "insult zh", text: "你们公司全是骗子，必须马上退我的钱！", label: sentiment.Negative, angry: true},
	{name: "calm report", text: "Hello, the toaster I received has a dent on one side.", calm: true},
	{name: "calm report zh", text: "您好，收到的水壶盖子是裂的，可以补发一个吗？", calm: true},
	{name: "calm delay", text: "My parcel was due yesterday, could you check where it is?", calm: true, cause: sentiment.CauseWait},
	{name: "calm delay zh", text: "我的包裹昨天就该到了，麻烦查一下物流。", calm: true, cause: sentiment.CauseWait},
	{name: "question", text: "Which sizes do you have of the green jacket?", label: sentiment.Neutral, calm: true},
	{name: "question zh", text: "这款绿色的外套有哪些尺码？", label: sentiment.Neutral, calm: true},
	{name: "thanks", text: "Lovely, that sorted it, thanks ever so much!", label: sentiment.Positive, calm: true},
	{name: "thanks zh", text: "太棒了，已经弄好了，谢谢您！", label: sentiment.Positive, calm: true},
	{name: "negated praise", text: "The headphones are not good and not comfortable.", label: sentiment.Negative, calm: true},
	{name: "negated blame", text: "Not bad at all, no problems so far!", label: sentiment.Positive, calm: true},
	{name: "negated praise zh", text: "一点都不好用，也不好看。", label: sentiment.Negative},
	{name: "negated blame zh", text: "没有异味，没有色差，一点都不贵。", label: sentiment.Positive, calm: true},
	{name: "capitals", text: "NOBODY IS HELPING ME AND I HAVE HAD ENOUGH OF YOUR EXCUSES", label: sentiment.Negative, angry: true},
	{name: "capitals, calm", text: "PLEASE TELL ME THE OPENING HOURS OF THE SHOP", calm: true},
	{name: "sarcasm", text: "Oh fantastic, you lost my suitcase again. Well done, geniuses 🙄", label: sentiment.Negative, angry: true},
	{name: "sarcasm zh", text: "呵呵，真厉害，收钱的时候倒是挺快的", label: sentiment.Negative, angry: true},
	{name: "profanity at us", text: "fix your fucking website", label: sentiment.Negative, angry: true},
	{name: "profanity of joy", text: "holy crap this is amazing, thank you!", label: sentiment.Positive, calm: true},
	{name: "emoji", text: "😡😡😡", label: sentiment.Negative},
	{name: "emoji of joy", text: "😍👏", label: sentiment.Positive, calm: true},
	{name: "mixed", text: "你们的 service 太垃圾了, worst company ever", label: sentiment.Negative, angry: true},
	{name: "mixed, thanks", text: "搞定了 thank you so much 👍", label: sentiment.Positive, calm: true},
	{name: "polite anger", text: "With all due respect, I find it unacceptable that you keep ignoring a customer of ten years.", label: sentiment.Negative, angry: true},
	{name: "polite anger zh", text: "恕我直言，贵公司这样敷衍老客户，实在让人无法接受。", label: sentiment.Negative, angry: true},
	{name: "urgent", text: "Quick, I'm at the check-in desk and my flight leaves in 30 minutes!", calm: true, urgent: true},
	{name: "urgent zh", text: "快点，我在值机柜台，还有三十分钟就起飞了！", calm: true, urgent: true},
	{name: "bot", text: "This bot gives me the same wrong answer again and again.", cause: sentiment.CauseBot},
	{name: "bot zh", text: "机器人一直答非所问，根本听不懂。", cause: sentiment.CauseBot},
	{name: "policy", text: "Your change fee is far too high and the terms are unfair.", label: sentiment.Negative, cause: sentiment.CausePolicy},
	{name: "policy zh", text: "手续费太贵了，退票规定也不合理。", label: sentiment.Negative, cause: sentiment.CausePolicy},
	{name: "traditional", text: "你們根本在騙錢，垃圾公司！", label: sentiment.Negative, angry: true},
	{name: "praise of service", text: "The courier was friendly and even carried the parcel upstairs.", label: sentiment.Positive, calm: true},
	{name: "an order number", text: "Order JB-31177, two of the 90 cm and one of the 140 cm", label: sentiment.Neutral, calm: true},
	{name: "an order number zh", text: "订单号JB-31177，90的两个，140的一个", label: sentiment.Neutral, calm: true},
	{name: "a name that is a number", text: "不解决我明天就打12315", label: sentiment.Negative, angry: true},
	{name: "a masked word", text: "what the f**k have you done with my order", label: sentiment.Negative, angry: true},
	{name: "insult and a request", text: "You are liars and thieves, I am furious!!! Could you send the invoice of my order again?", label: sentiment.Negative},
	{name: "nobody there", text: "IS ANYBODY UP AT ALL??", label: sentiment.Negative, angry: true},
	{name: "nobody there zh", text: "喂？？到底有没有人啊？？", label: sentiment.Negative, angry: true},
	{name: "no rush zh", text: "不着急，你们慢慢查就行", calm: true},
	{name: "a no that denies nothing zh", text: "宝宝喜欢得不得了", label: sentiment.Positive, calm: true},
	{name: "emergency zh", text: "热水器下面一直在冒水，地上全是水", urgent: true},
	{name: "emergency", text: "Water is pouring out of the dishwasher, what should I do?", calm: true, urgent: true},
	{name: "nothing wrong", text: "Nothing is broken, I only have a question about the colours.", calm: true},
}

func TestScore(t *testing.T) {
	t.Parallel()
	s := sentiment.NewScorer()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := s.Score(c.text)
			requireInRange(t, got)
			if c.label != "" {
				require.Equal(t, c.label, got.Label, "%+v", got)
			}
			if c.angry {
				require.GreaterOrEqual(t, got.Anger, 0.5, "%+v", got)
			}
			if c.calm {
				require.Less(t, got.Anger, 0.4, "%+v", got)
			}
			if c.urgent {
				require.GreaterOrEqual(t, got.Urgency, 0.5, "%+v", got)
			}
			if c.cause != "" {
				require.Equal(t, c.cause, got.Cause, "%+v", got)
			}
		})
	}
}

func requireInRange(t *testing.T, s sentiment.Score) {
	t.Helper()
	require.GreaterOrEqual(t, s.Valence, -1.0)
	require.LessOrEqual(t, s.Valence, 1.0)
	for _, x := range []float64{s.Anger, s.Urgency, s.Confidence, s.Shares[0], s.Shares[1], s.Shares[2]} {
		require.GreaterOrEqual(t, x, 0.0)
		require.LessOrEqual(t, x, 1.0)
	}
	require.InDelta(t, 1, s.Shares[0]+s.Shares[1]+s.Shares[2], 1e-5)
}

func TestScoreOfWhatSaysNothing(t *testing.T) {
	t.Parallel()
	s := sentiment.NewScorer()
	for _, text := range []string{"", " ", "\n\n", "...", "?", "\xff\xfe", "\x00", "，。！"} {
		got := s.Score(text)
		requireInRange(t, got)
		require.Less(t, got.Anger, 0.5, "%q", text)
		require.Equal(t, sentiment.CauseNone, got.Cause, "%q", text)
	}
}

func TestScoreOfALongMessage(t *testing.T) {
	t.Parallel()
	s := sentiment.NewScorer()
	story := strings.Repeat("The lamp stands in the hall and the table is next to the window. ", 300)
	require.Less(t, s.Score(story).Anger, 0.4)
	angry := s.Score(story + "You are liars and thieves, I will never buy from you again!!!")
	require.Greater(t, angry.Anger, s.Score(story).Anger)
}

func TestScoreIsTheSameInBothScripts(t *testing.T) {
	t.Parallel()
	s := sentiment.NewScorer()
	plain, traditional := s.Score("客服态度很差，退款还没到账"), s.Score("客服態度很差，退款還沒到賬")
	require.InDelta(t, plain.Valence, traditional.Valence, 1e-6)
	require.InDelta(t, plain.Anger, traditional.Anger, 1e-6)
}

func TestScorerIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	s := sentiment.NewScorer()
	want := make([]sentiment.Score, len(cases))
	for i, c := range cases {
		want[i] = s.Score(c.text)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i, c := range cases {
				if got := s.Score(c.text); got != want[i] {
					t.Errorf("%s: %+v, want %+v", c.name, got, want[i])
				}
			}
		})
	}
	all.Wait()
}

// Two hundred characters each.
const (
	messageEN = "Hello, I ordered a lamp two weeks ago and it has still not arrived. I wrote to you on Monday and nobody replied, which is really frustrating. Please tell me where it is, or refund me right away, thanks."
	messageZH = "你好，我两个星期前在你们店里买了一盏台灯，到现在还没有收到。星期一给客服发过消息，一直没有人回复，打电话也打不通，真的很让人失望。物流信息停在中转站已经五天没有更新了，我催了好几次，每次都说会尽快处理，结果什么动静都没有。这盏灯是给孩子写作业用的，现在每天晚上都不方便。请你们今天之内告诉我东西到底在哪里，如果找不到就马上退款给我，不然我只能去投诉你们了，希望你们能认真对待，谢谢。"
)

func BenchmarkScore(b *testing.B) {
	s := sentiment.NewScorer()
	for name, text := range map[string]string{"English200": messageEN, "Chinese200": messageZH} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Score(text)
			}
		})
	}
}

// A case that was trained on would prove nothing.
func TestCasesAreUnseen(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("train/corpus/*.jsonl")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, c := range cases {
			require.NotContains(t, string(data), strings.ReplaceAll(c.text, `"`, `\"`), "%s knows %q", name, c.name)
		}
	}
}
