package clause_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff/internal/clause"
)

func TestFold(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"Can I tlak to SOMBODY":     "can i talk to somebody",
		"pleeeease":                 "please",
		"h u m a n":                 "human",
		"hum4ns":                    "humans",
		"轉接真人":                      "转接真人",
		"转 人 工":                     "转人工",
		"ｒｅａｌ ｐｅｒｓｏｎ":               "real person",
		"don't":                     "do not",
		"agent, please":             "agent please",
		"prison urgent stuff again": "prison urgent stuff again",
	} {
		got := clause.Fold(text)
		require.Len(t, got, 1, text)
		require.Equal(t, want, got[0].Text)
	}
	require.Empty(t, clause.Fold("  \n…"))
	long := clause.Fold(string(make([]rune, 50)) + "x" + string(make([]byte, 5000)) + " human")
	require.NotEmpty(t, long)
	require.Less(t, len(long), 10)
}

func TestWordsTypedAsOne(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"ineedtotalktosomeone":     "i need to talk to someone",
		"canispeaktoahuman":        "can i speak to a human",
		"get me ahuman":            "get me a human",
		"let metalk to you":        "let me talk to you",
		"humanplease":              "human please",
		"pleasecallme":             "please call me",
		"personal callback humane": "personal callback humane",
		"callbackplease0412883911": "call back please 0412883911",
		"order55120":               "order55120",
		"zhuan ren gong":           "转人工",
		"wo yao zhenren":           "我要真人",
		"zhuanrengong pls":         "转人工 please",
		"rengongkefu":              "人工客服",
		"you men in the gong show": "you men in the gong show",
		"he has a fu dog":          "he has a fu dog",
		"专人工":                      "转人工",
		"砖仁公":                      "转人工",
		"人工课服":                     "人工客服",
		"转人工课":                     "转人工客",
		"报名人工课程":                   "报名人工课程",
		"专人工作时间":                   "专人工作时间",
		"克服困难，转人公司":                "克服困难",
	} {
		require.Equal(t, want, clause.Fold(text)[0].Text, text)
	}
	require.Equal(t, "转人公司", clause.Fold("克服困难，转人公司")[1].Text)
}

// What is typed in Hong Kong and Taiwan is read as what is typed elsewhere.
func TestFoldsDialects(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]string{
		"唔該幫我轉真人":   "麻烦帮我转真人",
		"有冇真人呀":     "有没有真人呀",
		"點解咁耐":      "为什么这么耐",
		"係咪星期日開":    "是不是星期日开",
		"我哋嘅關係":     "我们的关系",
		"請門市同仁跟我聯絡": "请门店同事跟我联系",
	} {
		require.Equal(t, want, clause.Fold(text)[0].Text)
	}
}

func TestPlacesInTheOriginal(t *testing.T) {
	t.Parallel()

	text := "My order is late. 麻煩轉人工，謝謝！"
	got := clause.Fold(text)
	require.Len(t, got, 2)
	require.Equal(t, "My order is late", text[got[0].Start:got[0].End])
	require.True(t, strings.HasPrefix(text[got[1].Start:got[1].End], "麻煩轉人工"))
	require.Equal(t, "麻烦转人工 谢谢", got[1].Text, "courtesy belongs to what it follows")

	whole := clause.Whole(clause.Fold("WHERE IS IT? My parcel"))
	require.Equal(t, "where is it my parcel", whole.Text)
	require.Equal(t, '?', whole.Mark)
	require.True(t, whole.Shout)
}
