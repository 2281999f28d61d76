package wording

import (
	"testing"

	"github.com/stretchr/testify/require"
)

var labelOfName = map[string]Label{
	"person": Person, "refusal": Refusal, "reach": Reach, "bare": Bare, "anger": Anger, "abuse": Abuse,
	"legal": Legal, "safety": Safety, "demand": Demand, "problem": Problem, "again": Again, "accept": Accept, "decline": Decline,
}

// TestRead holds one wording or two for what each label means, and for what looks
// like it and is not.
func TestRead(t *testing.T) {
	t.Parallel()

	for text, says := range map[string]string{
		"put the office on":                              "person",
		"callbackplease0412883911":                       "person",
		"有冇真人呀？同部機傾冇用㗎":                                  "person",
		"我要見你上司。":                                        "person",
		"a human to type to please, no phone calls":      "person",
		"no need for a human, what does it cost?":        "refusal",
		"唔使轉人，我自己得":                                      "refusal",
		"how do I contact support?":                      "reach",
		"客服":                                             "bare",
		"You are useless liars, worst company ever!!":    "anger",
		"stupid bot":                                     "abuse",
		"滚":                                              "abuse",
		"我要向消保官申訴":                                       "legal",
		"someone is draining my account right now":       "safety",
		"the chair leg snapped and my son broke his arm": "safety",
		"椅子塌了，我妈的腿摔断了":                                   "safety",
		"I got an electric shock from the lamp":          "safety",
		"充电宝突然着火了":                                       "safety",
		"我妈的腿摔断了，你们怎么赔":                                  "safety",
		"杯子加热炸了":                                         "safety",
		"what do I do now my son is in hospital":         "safety",
		"我剛被騙了，對方還在刷我的卡":                                 "safety",
		"Give me my money back right now":                "demand",
		"the left shoe is broken":                        "problem",
		"I asked three times already":                    "again",
		"go ahead":                                       "accept",
		"no thanks":                                      "decline",
		"ok, that would help":                            "accept",
	} {
		require.GreaterOrEqual(t, Read(text)[labelOfName[says]].Sure, .5, "%s: %s", says, text)
	}
	for text, not := range map[string]string{
		"Can somebody else, e.g. my neighbour, collect it with my id?":       "person",
		"does the front desk stay open all night":                            "person",
		"人工智能课程多少钱":                                                          "person",
		"垃圾邮件里也没有，能重发吗":                                                      "anger",
		"还书机吞了书":                                                             "safety",
		"could the charger catch fire?":                                      "safety",
		"damn, that was quick, thanks!":                                      "abuse",
		"my phone number changed":                                            "reach",
		"what are your opening hours":                                        "reach",
		"my chair broke a leg":                                               "safety",
		"沙发腿断了":                                                              "safety",
		"椅子把手断了":                                                             "safety",
		"这灯美炸了":                                                              "safety",
		"热水器打不着火":                                                            "safety",
		"Got a shock from the price lol":                                     "safety",
		"the bed broke last night while we were sleeping on it, nobody hurt": "safety",
		"how do I get to the hospital":                                       "safety",
		"what do we need to bring to the hospital":                           "safety",
		"骨折保险能赔多少":                                                           "safety",
		"谁来安装":                                                               "person",
		"有人在家才能送吗":                                                           "person",
		"order ORD-204518, phone 07700 900461":                               "person",
		"帮我查一下订单 ORD-204518，电话 13812345678":                                  "person",
		"帮我处理一下退款":                                                           "person",
		"where is my parcel":                                                 "anger",
		"刚才误点了转人工,麻烦取消":                                                      "person",
		"my agent was great, survey link pls":                                "person",
		"you guys are amazing":                                               "anger",
		"ok thanks, that helps. sorry for shouting":                          "accept",
		"好的，谢谢，问题解决了":                                                        "accept",
	} {
		require.Less(t, Read(text)[labelOfName[not]].Sure, .5, "%s: %s", not, text)
	}
}

func TestReadSaysWhere(t *testing.T) {
	t.Parallel()

	text := "My order is late. 麻烦转人工，谢谢."
	found := Read(text)[Person]
	require.Equal(t, "zh.transfer", found.Rule)
	require.Contains(t, text[found.Start:found.End], "转人工")
}

func TestReadBot(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]struct{ offered, missed bool }{
		"Would you like the pharmacist to message you?":                                    {offered: true},
		"Shall I connect you now?":                                                         {offered: true},
		"A person can look into it with you: just say so.":                                 {offered: true},
		"要幫您聯絡專人嗎？":                                                                        {offered: true},
		"That needs our staff. Would that help?":                                           {offered: true},
		"門市才知道，要請業務跟您聊聊嗎？":                                                                 {offered: true},
		"是否由服務人員協助？":                                                                       {offered: true},
		"I could not process your request.":                                                {missed: true},
		"唔好意思，我唔明白。":                                                                       {missed: true},
		"很抱歉，查無相關資料。":                                                                      {missed: true},
		"您可以在官网查看课程介绍。":                                                                    {},
		"You can return it within 30 days; the courier will ring when the parcel is near.": {},
	} {
		offered, missed := ReadBot(text)
		require.Equal(t, want.offered, offered, text)
		require.Equal(t, want.missed, missed, text)
	}
}
