package extract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/sentence"
)

var passages = []extract.Passage{
	{Title: "Delivery times and fees", Score: 1, Text: "We deliver to the countries below.\nCountry | Standard fee | Delivery time\nGermany | €5.95 | 2–3 working days\nFrance | €8.95 | 3–5 working days\nSwitzerland | €19.95 | 5–8 working days"},
	{Title: "Delivery times and fees", Section: "Where we do not deliver", Score: 1, Text: "We do not ship to the USA, not to Asia. PO boxes are not possible either."},
	{Title: "Return an item", Score: 0.8, Text: "You can send back almost everything within 30 days of delivery."},
	{Title: "Return an item", Section: "How to return a parcel", Score: 0.8, Text: "1. Open My orders → Return.\n2. Mark the articles.\n3. Print the label.\nHand in the parcel within 14 days of registering the return."},
	{Title: "Return an item", Section: "What does it cost?", Score: 0.8, Text: "From | Return label\nGermany | free\nOther EU countries | €6.95\nReturns in our stores are always free."},
	{Title: "账户", Score: 0.5, Text: "忘记密码时，请点击“忘记密码”。链接 30 分钟内有效。"},
	{Title: "Codes", Section: "Errors", Score: 0.5, Text: "Code PAY_402 means <declined> *by your bank*."},
}

func ask(question string) extract.Answer {
	return extract.Extract(query.Question{Text: question}, passages)
}

func TestExtract(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		question string
		has, not []string
	}{
		"ARowWithItsLabels":    {"How much is shipping to Germany?", []string{"**Germany** — Standard fee: €5.95; Delivery time: 2–3 working days", "[1]"}, []string{"France", "Switzerland"}},
		"AllRowsIfNoneIsMeant": {"What are the delivery fees?", []string{"Germany", "France", "Switzerland"}, nil},
		"StepsWhole":           {"How do I return a parcel?", []string{"1. Open My orders → Return.", "2. Mark the articles.", "3. Print the label."}, nil},
		"TheSectionNamed":      {"what does a return cost?", []string{"**What does it cost?**", "€6.95"}, nil},
		"Synonyms":             {"how long do I have to send it back", []string{"within 30 days"}, nil},
		"Denial":               {"do you ship to the usa", []string{"We do not ship to the USA"}, nil},
		"Chinese":              {"忘记密码怎么办", []string{"请点击“忘记密码”。链接 30 分钟内有效。"}, nil},
		"CodesAndMarks":        {"what is PAY_402", []string{`PAY_402 means \<declined> \*by your bank\*.`}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := ask(c.question)
			for _, s := range c.has {
				require.Contains(t, a.Text, s)
			}
			for _, s := range c.not {
				require.NotContains(t, a.Text, s)
			}
			require.LessOrEqual(t, sentence.Words(a.Text), 120)
			for _, g := range a.Groups {
				for _, q := range g.Quotes {
					require.Contains(t, passages[g.Passage].Text, q, "quotes are exact")
				}
			}
			require.Greater(t, a.Confidence, 0.5)
		})
	}
}

// TestHeadingsPromise: what a heading says stands below it is looked for there,
// though sentences elsewhere say more of the question's words.
func TestHeadingsPromise(t *testing.T) {
	t.Parallel()
	shop := []extract.Passage{
		{Title: "Missed delivery", Section: "When the parcel has come back", Score: 1, Text: "You choose:\n- Send again: costs €6.95, whichever country you live in.\n- Cancel: the original delivery fee is not refunded."},
		{Title: "Delivery times and fees", Score: .95, Text: "Country | Standard fee | Delivery time\nGermany | €5.95 | 2–3 working days\nFrance | €8.95 | 3–5 working days"},
		{Title: "Assembly service", Section: "Booking", Score: .9, Text: "Choose Assembly at checkout. You can cancel assembly until the day before. Later cancellations cost €25."},
		{Title: "Assembly service", Section: "Prices", Score: .9, Text: "Piece | Price\nFirst piece | €59\nEach further piece | €29"},
		{Title: "上门安装服务", Section: "预约", Score: .9, Text: "结账时选择上门安装。提前 24 小时可以免费取消，之后取消收取 25 欧元。"},
		{Title: "上门安装服务", Section: "价格", Score: .9, Text: "项目 | 价格\n第一件 | 59 欧元\n每多一件 | 29 欧元"},
	}
	for question, want := range map[string]string{
		"How much is delivery?": "€5.95", "what does assembly cost": "€59", "安装要收费吗": "59 欧元",
	} {
		got := extract.Extract(query.Question{Text: question}, shop)
		require.NotEmpty(t, got.Groups, question)
		require.Contains(t, got.Groups[0].Text, want, question)
	}
}

func TestExtractKnowsWhatItLacks(t *testing.T) {
	t.Parallel()
	require.Less(t, ask("Which vacuum cleaner do you recommend for parquet?").Confidence, 0.5)
	require.Zero(t, extract.Extract(query.Question{Text: "anything"}, nil))
	require.Empty(t, extract.Extract(query.Question{Text: "???"}, passages).Text)
}

func TestExtractTopic(t *testing.T) {
	t.Parallel()
	a := extract.Extract(query.Question{Text: "and to France?", Topic: "What does delivery to Germany cost?"}, passages)
	require.Contains(t, a.Text, "€8.95")
}

func TestExtractIsRepeatable(t *testing.T) {
	t.Parallel()
	first := ask("How do I return a parcel?")
	for range 20 {
		require.Equal(t, first, ask("How do I return a parcel?"))
	}
	read := make([]extract.Passage, len(passages))
	for i, p := range passages {
		read[i] = p
		read[i].Read = extract.Read(p)
	}
	require.Equal(t, first, extract.Extract(query.Question{Text: "How do I return a parcel?"}, read), "read before or now")
}

func FuzzExtract(f *testing.F) {
	f.Add("how much?", "a | b\nc | d\n- e\n1. f\ng: h")
	f.Fuzz(func(t *testing.T, question, text string) {
		a := extract.Extract(query.Question{Text: question}, []extract.Passage{{Title: "t", Section: "s", Text: text, Score: 1}})
		for _, g := range a.Groups {
			for _, q := range g.Quotes {
				if !strings.Contains(text, q) {
					t.Fatalf("%q is not in %q", q, text)
				}
			}
		}
	})
}

// TestLabelThatAsks: a column's head that ends in a mark takes no colon.
func TestLabelThatAsks(t *testing.T) {
	t.Parallel()
	a := extract.Extract(query.Question{Text: "when is a Visa card charged"}, []extract.Passage{
		{Title: "Payment methods", Score: 1, Text: "Way | When is it charged?\nVisa | when the order ships\nPayPal | at once"},
	})
	require.Contains(t, a.Text, "When is it charged? when the order ships")
}
