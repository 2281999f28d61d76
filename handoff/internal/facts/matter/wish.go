package matter

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// Wish finds what the visitor wants to have done. Being put through to a person
// is none: that is why there is a brief.
func Wish(m find.Message) []find.Fact {
	var out []find.Fact
	for _, c := range clauses(m.Text) {
		if callRE.MatchString(c.text) {
			out = append(out, c.quoted(find.Wish, 0, len(c.text)))
			continue
		}
		if person.MatchString(c.text) || general.MatchString(c.text) {
			continue
		}
		for _, re := range wishREs {
			at := re.FindStringSubmatchIndex(c.text)
			if at == nil {
				continue
			}
			f := c.quoted(find.Wish, at[2], at[3])
			if !refused.MatchString(c.text[:at[2]]) {
				out = append(out, f)
			}
			break
		}
	}
	return out
}

// acts are what is asked of a business.
const acts = `refund(?:ed|s)?|reimburse\w*|compensat\w*|credit(?:ed)?|money back|back|exchange[d]?|swap(?:ped)?|replace(?:d|ment)?|cancel(?:led|lation)?|waive[dr]?|change[d]?|correct(?:ed)?|amend(?:ed)?|fix(?:ed)?|repair(?:ed)?|return|re-?send|send|re-?ship|reschedule[d]?|re-?book(?:ed)?|move[d]?|extend(?:ed)?|stop(?:ped)?|delete[d]?|remove[d]?|unsubscribe[d]?|keep|stay on|upgrade[d]?|downgrade[d]?|reverse[d]?|reversal|update[d]?|renew(?:ed)?|new one|different (?:room|one|size|colour|color|table|seat)|redeliver\w*|collect(?:ed)?|pick(?:ed)? (?:it )?up|unlock(?:ed)?|unblock(?:ed)?|reinstate[d]?|restore[d]?|postpone[d]?|transfer my|adjust(?:ed)?|discount|apolog\w+|invoice|receipt|confirm\w*|in writing|reset|look at it|come (?:and|out)`

var (
	person  = regexp.MustCompile(`(?i)\b(?:person|human|agent|(?:speak|talk)(?: to)?|representative|manager|supervisor|staff|colleague|operator|call me|put me through|connect me|transfer me|ring me|adviser|advisor|member of staff|bot|robot)\b|人工|真人|客服|转人|找人|主管|经理|机器人|专员`)
	general = regexp.MustCompile(`(?i)\b(?:what(?:'s| is) your|how (?:do|does|long|much|many)|do you|are you|is it|what happens|which)\b.*\b(?:refund|return|cancel\w*|exchange|policy|back)|你们(?:能|可以)退货吗|多久|多少天|什么政策`)
)

// callRE wants to be called: how an agent is to answer.
var callRE = regexp.MustCompile(`(?i)\b(?:please|pls|can|could|would|want|need|arrange|get|prefer)\b.*\b(?:call|ring|phone) (?:me|us|him|her|his|my|back)\b|\bcall ?back\b|\bgive (?:me|us|her|him) a (?:call|bell|ring|buzz)\b|(?:让|请|叫|麻烦|能不能|可以).{0,12}(?:打给我|打电话给我|给我(?:打|回)个?电话|回个?电话?|联系我)`)

// refused stands before what somebody does not want.
var refused = regexp.MustCompile(`(?i)\b(?:don'?t|do not|not|never|no need to) $|不是?$|没$|不想$`)

// Sought is what a wish is about, so that the same wish in other words is known
// again: "refund", "换"; "" if that cannot be told.
func Sought(wish string) string {
	act := soughtRE.FindString(strings.ToLower(wish))
	return act[:min(len(act), 4)]
}

var soughtRE = regexp.MustCompile(`refund|money back|exchange|swap|replace|cancel|waive|change|correct|fix|repair|return|send|stop|delete|keep|stay|退|换|赔|补|改|取消|修|更正|重开|寄|注销|免|停|删`)

var wishREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b((?:(?:i|we)(?:'d|’d| would|d)? (?:just |only |really |still )?(?:like|want|wanna|need|wish|prefer|demand|expect|require|request|insist)\b|need to|want to|please|pls|plz|kindly)\b.*\b(?:` + acts + `)\b.*)`),
	regexp.MustCompile(`(?i)\b((?:can|could|will|would|may|when (?:do|will|can)|do|shall|should|(?:are|r)) (?:you|u|i|we|it|they|this|that|someone)?(?: guys| please| pls| just| still| going| gonna)* ?(?:to )?\b.*\b(?:` + acts + `)\b.*)`),
	regexp.MustCompile(`(?i)^(?:ok |so |no |nah |just |then |well )*((?:cancel|refund|exchange|replace|swap|fix|waive|reverse|delete|remove|change|correct|send me|give me (?:my|a|the)|return my|stop (?:the|my|charging))\b.*)`),
	regexp.MustCompile(`(?:^|我|[^不没])((?:想要?|要求?|希望|需要|请|帮我?|麻烦|能不能|可不可以|能否|可否|可以|给我|必须|申请)[^想]{0,14}?(?:` + hanActs + `).*)`),
	regexp.MustCompile(`([^，]{0,8}怎么(?:改|退|取消|换|更正|补|赔)[^，]*|(?:怎么|什么时候|多久能|全额|全部|能|要|把)[^，]{0,12}?(?:退|赔|换|补|免)(?:[^换款货票]|款|货|票|费|新|$).*)`),
	regexp.MustCompile(`^((?:退(?:款|货|钱|掉|票|费|订|我|给)|换(?:货|新|一)|改寄|改送|改成寄|取消(?:订|预)|补发|重发|赔(?:我|偿)).*)`),
}

const hanActs = `退|换|赔|补|改|取消|修|更正|重开|重发|重新|寄|送|注销|减免|免|代办|保留|书面|停|删|解绑|恢复|延长|延期|加急|撤|调|处理|解决|道歉|证明|开(?:发票|证明|收据)`
