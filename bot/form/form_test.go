package form_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/form"
	"github.com/firstlinehq/firstline/handoff"
)

// now is a Saturday.
var now = time.Date(2026, 11, 21, 15, 4, 0, 0, time.UTC)

func num(n float64) *float64 { return &n }
func off(n int) *int         { return &n }

var label = form.Texts{"en": "It", "zh": "它"}

var reasons = []form.Option{
	{Value: "damaged", Label: form.Texts{"en": "Arrived damaged", "zh": "收到时已损坏"}},
	{Value: "size", Label: form.Texts{"en": "Wrong size", "zh": "尺寸不合适"}},
	{Value: "other", Label: form.Texts{"en": "Something else", "zh": "其他原因"}},
}

// TestRead reads answers: want is the value, or the fault after "!".
func TestRead(t *testing.T) {
	t.Parallel()

	past := form.Field{Kind: form.Date, Earliest: off(-365), Latest: off(0)}
	order := form.Field{Kind: form.Order, Pattern: `JH-\d{5}`}
	for _, c := range []struct {
		field      form.Field
		said, want string
	}{
		{form.Field{Kind: form.Email}, "it's Ada.Chen@Example.com, thanks", "ada.chen@example.com"},
		{form.Field{Kind: form.Email}, "我的邮箱是 wei@example.cn", "wei@example.cn"},
		{form.Field{Kind: form.Email}, "I don't have one", "!unread"},
		{form.Field{Kind: form.Phone}, "call +44 20 7946 0000", "+442079460000"},
		{form.Field{Kind: form.Phone}, "13812345678", "13812345678"},
		{order, "JH-10452", "JH-10452"},
		{order, "the number is jh-10452.", "JH-10452"},
		{order, "订单号是JH-10452", "JH-10452"},
		{order, "it is 99812", "!shape"},
		{form.Field{Kind: form.Order}, "48213", "48213"},
		{form.Field{Kind: form.Amount}, "$1,249.90", "1249.9 $"},
		{form.Field{Kind: form.Amount}, "49,90 €", "49.9 €"},
		{form.Field{Kind: form.Amount}, "300元", "300 ¥"},
		{form.Field{Kind: form.Amount, Max: num(100)}, "$250", "!too_large"},
		{form.Field{Kind: form.Number}, "we are 4", "4"},
		{form.Field{Kind: form.Number}, "十二个", "12"},
		{form.Field{Kind: form.Number, Min: num(1), Max: num(9)}, "0", "!too_small"},
		{form.Field{Kind: form.Product}, "the Oslo desk lamp", "Oslo desk lamp"},
		{form.Field{Kind: form.Product}, "Zyblorq 3000", "Zyblorq 3000"},
		{form.Field{Kind: form.Choice, Options: reasons}, "arrived damaged", "damaged"},
		{form.Field{Kind: form.Choice, Options: reasons}, "it has the wrong size, sorry", "size"},
		{form.Field{Kind: form.Choice, Options: reasons}, "2", "size"},
		{form.Field{Kind: form.Choice, Options: reasons}, "尺寸不合适吧", "size"},
		{form.Field{Kind: form.Choice, Options: reasons}, "blue", "!unread"},
		{form.Field{Kind: form.YesNo}, "Yes, I do", "yes"},
		{form.Field{Kind: form.YesNo}, "I don't have it", "no"},
		{form.Field{Kind: form.YesNo}, "没有", "no"},
		{form.Field{Kind: form.YesNo}, "I have none here", "no"},
		{form.Field{Kind: form.YesNo}, "I have it here", "yes"},
		{form.Field{Kind: form.YesNo}, "我没有这个", "no"},
		{form.Field{Kind: form.YesNo}, "是的", "yes"},
		{form.Field{Kind: form.YesNo}, "the lamp", "!unread"},
		{form.Field{Kind: form.Text, Min: num(5)}, "ok", "!too_small"},
		{form.Field{Kind: form.Text}, "  it flickers  ", "it flickers"},

		{past, "yesterday", "2026-11-20"},
		{past, "the day before yesterday", "2026-11-19"},
		{past, "three days ago", "2026-11-18"},
		{past, "last Friday", "2026-11-20"},
		{past, "on Monday", "2026-11-16"},
		{past, "last Saturday", "2026-11-14"},
		{past, "3 November", "2026-11-03"},
		{past, "Nov 3rd, 2025", "!too_early"},
		{past, "2026-11-03", "2026-11-03"},
		{past, "13/11/2026", "2026-11-13"},
		{past, "11/3/2026", "!which_day"},
		{past, "3.11.2026", "2026-11-03"},
		{past, "tomorrow", "!too_late"},
		{past, "last week", "!which_day"},
		{past, "on the 5th", "2026-11-05"},
		{past, "on the 28th", "2026-10-28"},
		{past, "昨天", "2026-11-20"},
		{past, "大前天买的", "2026-11-18"},
		{past, "三天前", "2026-11-18"},
		{past, "上周五", "2026-11-13"},
		{past, "周五", "2026-11-20"},
		{past, "11月3日", "2026-11-03"},
		{past, "十一月三号", "2026-11-03"},
		{past, "2026年9月30日", "2026-09-30"},
		{past, "上个月", "!which_day"},
		{past, "no idea", "!unread"},
		{form.Field{Kind: form.Date, Earliest: off(0)}, "in 3 days", "2026-11-24"},
		{form.Field{Kind: form.Date, Earliest: off(0)}, "下周一", "2026-11-23"},
		{form.Field{Kind: form.Date, Earliest: off(0)}, "next Monday", "2026-11-23"},
		{form.Field{Kind: form.Date}, "31 February", "!which_day"},
	} {
		c.field.Name, c.field.Label = "it", label
		require.Empty(t, c.field.Check(), "%s", c.said)
		got := c.field.Read([]form.Line{{Seq: 7, Text: c.said}}, now, "en")
		have := got.Value.Value
		if got.Fault != form.None {
			have = "!" + string(got.Fault)
		}
		require.Equal(t, c.want, have, "%s: %q", c.field.Kind, c.said)
		if got.Fault == form.None {
			require.EqualValues(t, 7, got.Value.Seq)
			require.LessOrEqual(t, got.Value.End, len(c.said), c.said)
			require.Less(t, got.Value.Start, got.Value.End, c.said)
		}
	}
}

// TestEitherWay offers both days where a date reads either way.
// Files of all messages count, whatever is written with them; words alone are none.
func TestReadFiles(t *testing.T) {
	t.Parallel()

	f := form.Field{Kind: form.File}
	a := f.Read([]form.Line{{Seq: 3, Text: "front", Files: []string{"a.jpg"}}, {Seq: 4, Files: []string{"b.jpg", "c.pdf"}}, {Seq: 5, Text: "that's all"}}, now, "en")
	require.Equal(t, form.Answer{Value: form.Value{Value: "a.jpg, b.jpg, c.pdf", Seq: 4}}, a)
	require.Equal(t, form.NoFile, f.Read([]form.Line{{Seq: 5, Text: "a.jpg"}}, now, "en").Fault)
}

func TestEitherWay(t *testing.T) {
	t.Parallel()

	f := form.Field{Name: "day", Kind: form.Date, Label: label, Earliest: off(-365), Latest: off(0)}
	got := f.Read([]form.Line{{Seq: 1, Text: "3/11/2026"}}, now, "en")
	require.Equal(t, form.WhichDay, got.Fault)
	require.Equal(t, []string{"3 November 2026", "11 March 2026"}, got.Choices)
	for _, choice := range got.Choices {
		require.Equal(t, form.None, f.Read([]form.Line{{Seq: 2, Text: choice}}, now, "en").Fault, choice)
	}
	zh := f.Read([]form.Line{{Seq: 1, Text: "3/11/2026"}}, now, "zh")
	require.Equal(t, "2026年11月3日", zh.Choices[0])
}

// TestPropose takes what was said before, with the message that says it.
func TestPropose(t *testing.T) {
	t.Parallel()

	known := form.KnownOf([]handoff.Line{
		{Role: handoff.RoleVisitor, Seq: 1, Text: "Hi, my order JH-10452 came last Friday, the Oslo desk lamp is broken"},
		{Role: handoff.RoleBot, Seq: 2, Text: "Sorry to hear that."},
		{Role: handoff.RoleVisitor, Seq: 3, Text: "I paid $49.90. ada@example.com"},
	})
	for kind, want := range map[form.Kind]form.Value{
		form.Order:   {Value: "JH-10452", Seq: 1},
		form.Date:    {Value: "2026-11-20", Seq: 1},
		form.Product: {Value: "Oslo desk lamp", Seq: 1},
		form.Amount:  {Value: "49.9 $", Seq: 3},
		form.Email:   {Value: "ada@example.com", Seq: 3},
	} {
		f := form.Field{Name: "it", Kind: kind, Label: label}
		got, ok := f.Propose(known, now)
		require.True(t, ok, kind)
		require.Less(t, got.Start, got.End)
		got.Start, got.End = 0, 0
		require.Equal(t, want, got)
	}
	strict := form.Field{Name: "it", Kind: form.Order, Label: label, Pattern: `\d{8}`}
	_, ok := strict.Propose(known, now)
	require.False(t, ok, "what does not fit the pattern is not proposed")
	phone := form.Field{Name: "it", Kind: form.Phone, Label: label}
	_, ok = phone.Propose(known, now)
	require.False(t, ok)
}

func TestShown(t *testing.T) {
	t.Parallel()

	day := form.Field{Kind: form.Date}
	require.Equal(t, "3 November 2026", day.Shown(form.Value{Value: "2026-11-03"}, "en"))
	require.Equal(t, "2026年11月3日", day.Shown(form.Value{Value: "2026-11-03"}, "zh"))
	choice := form.Field{Kind: form.Choice, Options: reasons}
	require.Equal(t, "尺寸不合适", choice.Shown(form.Value{Value: "size"}, "zh"))
	require.Equal(t, "Wrong size", choice.Shown(form.Value{Value: "size"}, "fr"))
	yes := form.Field{Kind: form.YesNo}
	require.Equal(t, "是", yes.Shown(form.Value{Value: "yes"}, "zh"))
	money := form.Field{Kind: form.Amount}
	require.Equal(t, "$49.9", money.Shown(form.Value{Value: "49.9 $"}, "en"))
	require.Equal(t, "49.9 EUR", money.Shown(form.Value{Value: "49.9 EUR"}, "en"))
}

func TestCheckField(t *testing.T) {
	t.Parallel()

	sound := form.Field{Name: "reason", Kind: form.Choice, Label: label, Options: reasons}
	require.Empty(t, sound.Check())
	for part, f := range map[string]form.Field{
		"name":    {Name: "My Field", Kind: form.Text, Label: label},
		"kind":    {Name: "it", Kind: "colour", Label: label},
		"label":   {Name: "it", Kind: form.Text},
		"pattern": {Name: "it", Kind: form.Order, Label: label, Pattern: "("},
		"range":   {Name: "it", Kind: form.Number, Label: label, Min: num(3), Max: num(1)},
		"options": {Name: "it", Kind: form.Choice, Label: label, Options: reasons[:1]},
	} {
		require.Equal(t, []string{part}, f.Check(), part)
	}
	require.Equal(t, []string{"options"}, (&form.Field{Name: "it", Kind: form.Text, Label: label, Options: reasons}).Check())
}
