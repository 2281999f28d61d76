package query_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/query"
)

func read(text string) map[string]query.Item {
	out := make(map[string]query.Item)
	for _, it := range query.Read(query.Question{Text: text}).Items {
		out[it.Typed] = it
	}
	return out
}

func has(terms ...string) map[string]bool {
	out := make(map[string]bool)
	for _, t := range terms {
		out[t] = true
	}
	return out
}

// TestItems reads what a question names, and by which words a page may hold it.
func TestItems(t *testing.T) {
	t.Parallel()
	items := read("Can I get my money back for the suitcase?")
	require.Contains(t, items, "money back", "a phrase is one item")
	require.InDelta(t, 1, items["suitcase"].In(has("suitcas")), 0)
	other := items["suitcase"].In(has("luggag"))
	require.Greater(t, other, 0.5, "in other words")
	require.Less(t, other, 1.0)
	require.Zero(t, items["suitcase"].In(has("ticket")))
	require.Greater(t, items["money back"].In(has("refund")), 0.5)

	require.Greater(t, read("what is the price of a ticket")["price"].In(has("§amount")), 0.5, "an amount tells a price")
}

func TestItemsInChinese(t *testing.T) {
	t.Parallel()
	items := read("请问怎么开发票")
	require.Contains(t, items, "发票")
	require.NotContains(t, items, "怎么")
	require.Greater(t, read("宝宝可以坐吗")["宝宝"].In(has("儿童")), 0.5)
	require.NotContains(t, read("能退吗？"), "？")
	require.Equal(t, query.Read(query.Question{Text: "怎么开发票，多少钱"}), query.Read(query.Question{Text: "怎麼開發票，多少錢"}), "in either script")
	require.Equal(t, query.Content("請問怎麼開發票"), query.Content("请问怎么开发票"))
}

// TestCodesAreWhole: the parts of a code say nothing by themselves.
func TestCodesAreWhole(t *testing.T) {
	t.Parallel()
	items := read("what does LX-404 mean")
	require.Contains(t, items, "lx404")
	require.True(t, items["lx404"].Code)
	require.NotContains(t, items, "404")
}

// TestAside tells what happened from what is asked.
func TestAside(t *testing.T) {
	t.Parallel()
	items := read("I bought a lamp on Monday, can I get a voucher?")
	require.True(t, items["lamp"].Aside)
	require.False(t, items["voucher"].Aside)
	require.True(t, read("how many seats does the lounge have")["seats"].Head)
	require.False(t, read("how many seats does the lounge have")["lounge"].Head)
}

// TestTopic: what an earlier turn said counts less, and nothing twice.
func TestTopic(t *testing.T) {
	t.Parallel()
	r := query.Read(query.Question{Text: "and to France?", Topic: "What is the fee for delivery to France?"})
	seen := make(map[string]query.Item)
	for _, it := range r.Items {
		require.NotContains(t, seen, it.Typed)
		seen[it.Typed] = it
	}
	require.True(t, seen["delivery"].Topic)
	require.False(t, seen["france"].Topic)
	require.Less(t, seen["delivery"].Base, seen["france"].Base)
}

func TestSought(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]query.Sought{
		"How much is a ticket?":      query.Amount,
		"how long is the table":      query.Size | query.Duration,
		"how heavy may it be":        query.Weight,
		"营业时间":                       query.Clock,
		"how many days does it take": query.Duration,
		"Can I bring my dog?":        0,
		"how do I change my address": 0,
		"what is your phone number":  query.Contact,
		"what percentage is meat":    query.Part,
	} {
		require.Equal(t, want, query.Read(query.Question{Text: text}).Asks.Kind(), text)
	}
	require.NotZero(t, query.ShowsIn("It costs €5.")&query.Amount)
	require.Contains(t, query.ShowsIn("It costs €5.").Facts(), "§amount")
}

// TestWider adds other words only for those that no article has.
func TestWider(t *testing.T) {
	t.Parallel()
	wider := query.Wider("suitcase", nil)
	require.Contains(t, wider, "suitcase")
	require.Contains(t, wider, "luggage")
	require.Empty(t, query.Wider("suitcase", []query.Word{{Typed: "suitcase", Articles: 2, Weight: 1}}))
	require.Empty(t, query.Wider("zzyzx", nil))
}

func TestInstead(t *testing.T) {
	t.Parallel()
	require.NotContains(t, query.Instead("What does delivery to Germany cost?", "and to Switzerland?"), "Germany")
	require.Contains(t, query.Instead("What does delivery to Germany cost?", "and to Switzerland?"), "delivery")
	require.NotContains(t, query.Instead("送德国要多少钱？", "法国呢？"), "德国")
	require.Equal(t, "Delivery to Germany", query.Instead("Delivery to Germany", "how long does it take?"))
}

func TestContentOfSayings(t *testing.T) {
	t.Parallel()
	require.Contains(t, query.Content("where's my parcel"), "track")
	require.Contains(t, query.Content("my plate came in pieces"), "broken")
	require.Contains(t, query.Content("我的订单到哪儿了？"), "物流")
	require.Contains(t, query.Content("收到的台灯坏了"), "损坏")
	for in, want := range map[string]string{
		"my parcel AB-20418 has not come yet": "parcel late",
		"I'm still waiting for my order":      "order late",
		"the desk arrived with a scratch":     "arrived damaged",
		"is there a phone number I can call":  "contact telephone",
		"where is my money?":                  "refund",
		"when will my parcel arrive?":         "delivery time",
		"do you ship to Belgium?":             "ship delivery times Belgium",
		"what's your return policy":           "conditions",
		"delivery cost?":                      "delivery fee",
		"how long do I have to send it back":  "return within days",
		"who pays for return shipping":        "return label",
		"快递 AB-20418 还没到":                     "延误",
		"能送到比利时吗":                             "配送 时间 国家",
		"多久可以退货":                              "退货 收货",
		"椅子腿断了":                               "损坏",
	} {
		require.Contains(t, query.Content(in), want, in)
	}
	for _, other := range []string{"can I change my phone number", "网断了三天", "does it deliver to my door", "the refund has not arrived"} {
		require.NotRegexp(t, "telephone|损坏|times|late", query.Content(other), other)
	}
}

func TestContent(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"How long does a refund take?": "does a refund ?",
		"请问怎么退货":                       "退货",
		"what is it?":                  "what is it?",
		"how?":                         "how?",
	} {
		require.Equal(t, want, query.Content(in), in)
	}
}

// TestSearched keeps the words that search reads as a kind of fact.
func TestSearched(t *testing.T) {
	t.Parallel()
	require.Equal(t, "how much is delivery?", query.Searched("How much is delivery?"))
	require.Equal(t, "how long does a refund ?", query.Searched("How long does a refund take?"))
	require.Equal(t, query.Content("How much cash can I withdraw?"), query.Searched("How much cash can I withdraw?"), "no price")
	require.Equal(t, "退货", query.Searched("请问怎么退货"))
}

func TestPromisedBy(t *testing.T) {
	t.Parallel()
	for heading, want := range map[string]query.Sought{
		"Prices": query.Amount, "What does it cost?": query.Amount, "運費": query.Amount, "Delivery times and fees": query.Amount | query.Duration | query.Clock,
		"营业时间": query.Duration | query.Clock, "Where to find us": query.Place, "Conditions": 0, "多少个": query.Count,
	} {
		require.Equal(t, want, query.PromisedBy(heading), heading)
	}
}

// TestLacksPlace: what is said of a continent is said of its places.
func TestLacksPlace(t *testing.T) {
	t.Parallel()
	require.False(t, query.LacksPlace("do you ship to Japan?", "We do not ship to Asia."))
	require.True(t, query.LacksPlace("do you ship to Japan?", "We ship to Germany."))
	require.False(t, query.LacksPlace("能送到台湾吗", "不送亚洲"))
}
