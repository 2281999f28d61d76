package learn_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/intent/learn"
	"github.com/firstlinehq/firstline/internal/problem"
)

// shop are examples of a small shop, in both languages.
var shop = map[string][]string{
	"refund": {
		"I want my money back", "how do I get a refund", "refund please", "please refund order 5512", "can you return my money",
		"when will I get my refund", "我要退款", "怎么退钱", "什么时候可以退款", "退款多久到账", "钱什么时候退回来",
	},
	"delivery": {
		"where is my parcel", "when does my order arrive", "my package has not come", "track my delivery", "how long is shipping",
		"the courier never came", "我的包裹到哪了", "快递什么时候到", "怎么还没发货", "物流太慢了", "查一下快递",
	},
	"password": {
		"I forgot my password", "cannot log in", "reset my password", "my account is locked", "login does not work",
		"change the password of my account", "忘记密码了", "登录不了", "账号被锁了", "怎么重置密码", "密码错误",
	},
	"sizes": {
		"do you have this in large", "which size fits me", "size chart", "is it available in medium", "what size should I take",
		"does it come in XL", "有大号吗", "尺码怎么选", "有没有M码", "我该买多大的", "尺寸表在哪",
	},
}

func examples() (out []learn.Example) {
	for label, texts := range shop {
		for _, text := range texts {
			out = append(out, learn.Example{Text: text, Label: label})
		}
	}
	return out
}

func train(t *testing.T, list []learn.Example) (*learn.Model, learn.Report) {
	t.Helper()
	m, report, err := learn.Train(t.Context(), list)
	require.NoError(t, err)
	return m, report
}

func TestClassify(t *testing.T) {
	t.Parallel()
	m, report := train(t, examples())
	require.Equal(t, []string{"delivery", "password", "refund", "sizes"}, m.Labels())
	for text, want := range map[string]string{
		"where's my package":          "delivery",
		"WHERE IS MY PARCEL???":       "delivery",
		"i want a refnud of my money": "refund",
		"I forgot the password":       "password",
		"快递到哪了":                       "delivery",
		"我要退钱":                        "refund",
		"密码忘了":                        "password",
		"which size should i take":    "sizes",
		"有没有大码":                       "sizes",
		"ｗｈｅｒｅ　ｉｓ　ｍｙ　ｐａｒｃｅｌ":             "delivery",
		"hi! please reset my password 🙏": "password",
	} {
		r := m.Classify(text, nil)
		require.Equal(t, want, r.Guesses[0].Label, text)
		require.Len(t, r.Guesses, 3)
	}
	for _, text := range []string{"", "   ", "?!", "\xff\xfe", "ჩემი ამანათი", "今天天气怎么样啊朋友们", "who won the match yesterday evening", strings.Repeat("lorem ipsum ", 5000)} {
		require.Empty(t, m.Classify(text, nil).Label, "%.40q", text)
	}
	require.Equal(t, 44, report.Examples)
	require.Equal(t, 4, report.Labels)
	require.Greater(t, report.Accuracy, .6)
	require.Greater(t, report.Caught, .5)
	require.Len(t, report.PerLabel, 4)
}

// TestTrainingIsDeterministic: the same examples give the same bytes in any
// order, and the bytes give the same answers.
func TestTrainingIsDeterministic(t *testing.T) {
	t.Parallel()
	list := examples()
	m, report := train(t, list)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	again, other := train(t, list)
	require.Equal(t, report, other)
	require.Equal(t, m.Encode(), again.Encode())

	read, err := learn.Decode(m.Encode())
	require.NoError(t, err)
	for _, text := range []string{"where is my parcel", "退款", "nothing of that"} {
		require.Equal(t, m.Classify(text, nil), read.Classify(text, nil))
	}
}

func TestDecodeRefusesWhatIsNoModel(t *testing.T) {
	t.Parallel()
	m, _ := train(t, examples())
	raw := m.Encode()
	for name, bad := range map[string][]byte{
		"nothing": nil, "another format": []byte("firstline-intents-0\n....."), "cut off": raw[:len(raw)-1], "only a head": raw[:40],
		"too long": append(append([]byte{}, raw...), 0), "a head without end": append([]byte("firstline-intents-1\n"), 0xff, 0xff, 0xff, 0x7f),
	} {
		_, err := learn.Decode(bad)
		require.ErrorIs(t, err, learn.ErrFormat, name)
	}
}

// TestOutOfScopeExamples: what is labelled as out of scope is never guessed as
// a label, and teaches what to leave alone.
func TestOutOfScopeExamples(t *testing.T) {
	t.Parallel()
	list := examples()
	for _, text := range []string{"what is the weather", "tell me a joke", "who are you", "你是谁", "讲个笑话", "今天天气怎么样", "sing a song", "are you a robot"} {
		list = append(list, learn.Example{Text: text, Label: learn.OutOfScope})
	}
	m, _ := train(t, list)
	require.NotContains(t, m.Labels(), learn.OutOfScope)
	require.Empty(t, m.Classify("tell me a joke", nil).Label)
	require.Empty(t, m.Classify("what is the weather", nil).Label)
	require.Equal(t, "delivery", m.Classify("where is my parcel", nil).Label)
}

func TestTrainRefuses(t *testing.T) {
	t.Parallel()
	for code, list := range map[string][]learn.Example{
		"intents_too_few":       {{Text: "a", Label: "one"}, {Text: "b", Label: learn.OutOfScope}},
		"intent_vectors_differ": {{Text: "a", Label: "one", Vector: []float32{1}}, {Text: "b", Label: "two"}},
	} {
		_, _, err := learn.Train(t.Context(), list)
		var p *problem.Error
		require.ErrorAs(t, err, &p)
		require.Equal(t, code, p.Code)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := learn.Train(ctx, examples())
	require.ErrorIs(t, err, context.Canceled)
}

// TestEmbeddingsHelp: vectors that know what words mean make it no worse, and
// recognise what no example's words do.
func TestEmbeddingsHelp(t *testing.T) {
	t.Parallel()
	embed := func(text, label string) []float32 {
		own := rand.New(rand.NewPCG(uint64(len(text)), 9))
		topic := rand.New(rand.NewPCG(uint64(label[0]), 7))
		v := make([]float32, 256)
		for i := range v {
			v[i] = float32(topic.NormFloat64() + .7*own.NormFloat64())
		}
		return v
	}
	list := examples()
	_, plain := train(t, list)
	for i, e := range list {
		list[i].Vector = embed(e.Text, e.Label)
	}
	m, joined := train(t, list)
	require.Equal(t, 256, m.Dense())
	require.GreaterOrEqual(t, joined.Accuracy, plain.Accuracy)
	require.Equal(t, "refund", m.Classify("reimburse everything", embed("reimburse everything", "refund")).Guesses[0].Label)
	require.NotPanics(t, func() { m.Classify("where is my parcel", []float32{1, 2}) }, "the endpoint has another model now")
}

func BenchmarkClassify(b *testing.B) {
	var list []learn.Example
	for label, texts := range shop {
		for i := range 20 {
			list = append(list, learn.Example{Text: texts[i%len(texts)] + fmt.Sprint(" ", i), Label: fmt.Sprint(label, i%10)})
		}
	}
	m, _, err := learn.Train(b.Context(), list)
	require.NoError(b, err)
	for b.Loop() {
		m.Classify("hello, where is my parcel? I ordered it two weeks ago and it has not come", nil)
	}
}
