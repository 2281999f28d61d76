package wording

// offers and misses are ways in which bots word the two things.
var (
	botOffers = []pattern{
		compile("en.offer", .9, `\b(?:would you like|would you prefer|want (?:a|an|to|someone|somebody)|shall we|is it ok|ok if|should we|need (?:a|an)|how about|what if i|do you want|shall i|should i|want me|may i|can i|could i|i can|i could|happy to|let me know if you|like me|prefer|if you like|if you want|if you wish|just say|say the word|type|reply)\b(?: \w+){0,12} (?:person|human|agent|someone|somebody|colleague|colleagues|team|representative|specialist|advisor|adviser|people|staff|specialists|advisors|expert|experts|teammate|desk|department|manager|support|member|operator|customer service)\b`),
		compile("en.offer3", .9, `\b(?:brought in|bring in|speak to one of|talk to one of|our (?:support )?(?:people|folks|humans|agents|colleagues|team) (?:can|could|would|might))\b(?: \w+){0,6}`),
		compile("en.offer2", .9, `\b(?:connect|transfer|hand|pass|put|bring|get|talk|speak|chat)\b(?: \w+){0,6} (?:person|human|agent|someone|somebody|colleague|colleagues|our team|representative|specialist|advisor|adviser|member)\b(?: \w+){0,8}$`),
		// Any role will do where the bot says what it can do about them, or asks: "would
		// you like the pharmacist to message you", "shall I connect you now".
		compile("en.offer4", .9, `\b(?:shall i|should i|do you want me to|would you like me to|want me to|i can|i could|i will|happy to|let me|can i|may i) (?:\w+ ){0,2}(?:connect|transfer|pass|put|hand|patch|escalate|switch|forward) (?:you|this|it|your \w+)\b|\b(?:would you like|do you want|shall i (?:get|ask|have)|should i (?:get|ask|have)|i can (?:get|ask|have)|want) (?:the|our|an?|one of our|your) (?:\w+ ){1,3}to (?:\w+ )?(?:message|call|ring|phone|contact|email|join|take|help|look|reply|answer|get|reach|speak|talk|chat|step|write|text)\b`),
		compile("en.offer5", .9, `\ba (?:person|human|colleague|teammate|member of (?:the|our) team) can (?:\w+ )?(?:look|take|help|join|step|pick|reply|answer)\b`),
		compile("zh.offer2", .9, `(?:要不要|需要|是否|可以|可|要|能|想)(?:我|让我|帮您|帮你|为您|替您|给您|请|由|让|把您)?.{0,6}(?:联系|转接|转给|转到|接通|转|协助|介入|对接|回电|来电|致电).{0,8}$|(?:是否|要不要|需要).{0,4}(?:由|让|请|找|派).{1,8}(?:协助|处理|跟进|联系|回复|帮)`),
		compile("zh.offer", .9, `(?:需要|要不要|是否|想|可以|能|要|如需|如果|帮您|为您|给您|替您)(?:.{0,14})(?:人工|真人|同事|专员|客服|工作人员|团队|顾问|售后|专家|经理|主管|伙伴|老师|师傅|负责人|坐席|有人|人来)|要不(?:我|要)?(?:.{0,6})(?:请|找|帮|转|叫)(?:.{0,8})(?:人工|真人|同事|专员|客服|人员|团队|售后|老师|师傅|人)`),
	}
	botPeople = []pattern{
		compile("en.people", .9, `\b(?:person|human|agents?|someone|somebody|colleagues?|(?:our|the|my) (?:\w+ )?team|representatives?|specialists?|advis[eo]rs?|staff|teammates?|manager|supervisor|experts?|operators?|clerk|officer|desk|hand (?:the|this|your) (?:chat|conversation|case) over)\b`),
		compile("zh.people", .9, `人工|真人|同事|专员|客服|人员|顾问|专家|经理|主管|坐席|业务|店员|老师|师傅|柜员|医生|护士|团队|前台`),
	}
	botAsks = []pattern{
		compile("en.asks", .9, `^(?:so |and |then |or |ok )*(?:shall (?:i|we)|should (?:i|we)|may i|can i|could i|would (?:you|that|this|it)|do you (?:want|wish|need|fancy)|want|ok|okay|is that (?:ok|okay|all right|fine)|sound|sounds|like me|how about|what do you say|interested|are you (?:ok|okay|happy) with)\b`),
		compile("zh.asks", .9, `(?:需要|要|好|可以|行|方便|愿意|同意|介意)(?:吗|么|嘛|不|的吗)$|要不要|是否|需不需要|好不好|可不可以|行不行|^(?:要|需要).{1,12}吗$|您看|怎么样|如何`),
	}
	botMisses = []pattern{
		compile("en.miss", .9, `\b(?:could not find|couldnt find|cannot find|did not find|didnt find|unable to find|no information|not have (?:any )?(?:information|that|an answer|details|anything)|do not have (?:that|any|an|information)|do not know|dont know|not sure (?:about|i|how|what)|am not sure|(?:not|wasnt|isnt|arent|werent) able to (?:answer|help|find|locate)|unable to (?:answer|help)|cannot (?:answer|help|say)|no answer|nothing (?:about|on|in|found)|not (?:quite )?(?:understand|get that)|did not (?:quite )?(?:understand|catch|get)|no (?:results|article|articles|match)|not covered|beyond what i|outside (?:of )?what i|nothing matching|do not see anything|could you rephrase|can you rephrase|try rephrasing|not something i|(?:could|can|did|do) not (?:process|understand|follow|recogni[sz]e|make sense of|help with)|(?:could|can)(?:not|nt) (?:process|understand|follow|recogni[sz]e|make sense of|help with)|didnt (?:get|catch|follow|recogni[sz]e)|did not (?:follow|recogni[sz]e)|still learning|not trained|not programmed|beyond my|above my|come again|say that (?:again|another way)|put (?:it|that) (?:another|differently|in other))\b`),
		compile("zh.miss", .9, `没有?(?:能)?(?:找到|查到|查询到|搜到|相关|这方面|该信息|收录|看懂|听懂|理解|检索到)|未(?:能)?(?:找到|查到|查询到|收录|检索到)|[未没]有?(?:这|呢)方面|(?:暂时|目前|还)?(?:无法|不能|没法|没办法)(?:回答|解答|确认|提供|帮|查)|(?:不太?|没太?)(?:清楚|明白|确定|理解)|不知道|找不到|暂无|没有答案|换(?:个|一种|种)(?:说法|方式|问法)|回答不了|答不上|查无|无此|没听懂|听不懂|看不懂|没看懂|不(?:太)?(?:明白|理解|懂)|还在学习|仍在学习|学习中|超出(?:了)?(?:我的)?(?:能力|范围)|没有?(?:这个|该|对应|匹配)|未能识别|无法识别|再(?:说|描述|输入)一(?:遍|次)`),
	}
)

// ReadBot tells from a bot's own words whether it offered a person and whether
// it had no answer.
func ReadBot(text string) (offered, missed bool) {
	clauses := fold(text)
	people := false
	for i := range clauses {
		c := &clauses[i]
		offered = offered || first(botOffers, c) != nil
		people = people || first(botPeople, c) != nil
		missed = missed || first(botMisses, c) != nil
	}
	// Somebody is named who could do it, and the last thing asked is whether they should.
	if n := len(clauses); people && n > 0 && clauses[n-1].Mark == '?' {
		offered = offered || first(botAsks, &clauses[n-1]) != nil
	}
	return offered, missed
}
