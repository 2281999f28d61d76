package goods

import (
	"regexp"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// asides are the places of a message that speak of no thing of the visitor's:
// questions about the world, and turns of phrase.
func asides(text string) []find.Fact {
	out := find.All(idiomRE, text, find.Void, 0)
	out = append(out, find.All(othersRE, text, find.Void, 0)...)
	for _, at := range sentenceRE.FindAllStringIndex(text, -1) {
		if s := text[at[0]:at[1]]; worldRE.MatchString(s) && !ourRE.MatchString(s) {
			out = append(out, find.Fact{Start: at[0], End: at[1]})
		}
	}
	return out
}

var (
	sentenceRE = regexp.MustCompile(`[^.!?。！？\n]+[.!?。！？]*`)
	// worldRE begins a question that no shop is asked for a thing.
	worldRE = regexp.MustCompile(`(?i)^\W*(?:(?:hey|hi|hello|so|ok|and|well|um|btw|by the way|do you know|can you tell me|tell me|guess)[, ]+)*(?:who(?:'s|se|m)?\b|what year\b|when (?:did|was|were)\b|wh(?:at|ich) (?:country|team|player|film|movie|band|song|city|planet|animal|language|colou?r is)\b|how (?:old|tall|far|big|heavy) (?:is|are|was)\b|what(?:'s| is| was) the (?:capital|population|weather|score|meaning|tallest|biggest|fastest|oldest|recipe)\b|(?:tell|write|sing) me a(?:n)? (?:joke|story|poem|song)|a (?:joke|story|poem)\b)|^(?:你知道|请问|那)?(?:谁|哪个国家|哪一年|哪支球队|哪部电影)(?:[^的]{0,6}(?:赢|发明|写|拿|夺|获|是))|世界杯|奥运会|讲个(?:笑话|故事)|写(?:首|一首)诗|今天天气`)
	// ourRE speaks of the visitor, of us, or of what is between us.
	ourRE = regexp.MustCompile(`(?i)\b(?:i|i'm|i've|my|me|mine|we|our|us|your|order(?:ed)?|delivery|deliver|refund|return|bought|pays?|responsible|broken|works?)\b|我|你们|咱|订单|退|换|买`)
	// othersRE speaks of what somebody else has.
	othersRE = regexp.MustCompile(`(?i)\bmy (?:neighbou?r|friend|colleague|sister|brother|cousin|boss|flatmate|mate)s? (?:has|have|had|got|bought|owns?|uses?|loves?) [^.,;!?]*|我(?:邻居|朋友|同事|闺蜜|同学)(?:家)?(?:有|买|用|也买|也有)[^，。！？]*`)
	idiomRE  = regexp.MustCompile(`(?i)\b(?:piece of cake|cup of tea|(?:the )?ball is in (?:your|my|our) court|(?:last|final) straw|elephant in the room|light at the end of the tunnel|under the (?:carpet|rug|table)|sweep\w* (?:it |this |things )?under|back to the drawing board|on the fence|out of the box|bed of roses|(?:other|flip) side of the coin|hit the (?:roof|ceiling|sack)|on (?:my|our|your) plate|kick the bucket|in the same boat|(?:world|fa|champions(?: league)?|league|europa|ryder|davis|super) (?:cup|bowl)|(?:football|cricket|rugby|soccer) (?:world )?cup|bed and breakfast|pulling my leg|bigger fish to fry|(?:for|on) the table|at the table|over the moon|blanket (?:ban|statement)|wet blanket|red carpet|hot potato|spill the beans|smoke and mirrors|house of cards|full of holes|black box|tip of the iceberg|bucket list|pen pal|door to door|next door|front desk|back door|behind closed doors|a different ball game|hard drive home|broken record|parrot|chocolate teapot|talking to a (?:brick )?wall|brick wall|watching the (?:football|match|telly|tv|news))\b|背黑锅|穿小鞋|敲竹杠|吃闭门羹|打太极|踢皮球|铁饭碗|一碗水端平|炒鱿鱼|砸(?:了)?(?:你们)?(?:的)?招牌`)
	// partRE names a part of a body or a sight, and no goods.
	partRE = regexp.MustCompile(`^(?:(?:my|the|left|right) )*(?:hand|arm|leg|foot|ear|eye|head|door|desk|floor|wall|ceiling|carpet|bed|tablets?)$|^(?:\S+ )*(?:robots?|bots?|chatbot|others?(?: work)?)$|^channel \d+$|[左右](?:耳|手|脚|眼|腿)|^(?:班机|航班|亮灯|[A-Z]+灯|煤气|[\p{Han}]*坐轮椅|说法|网课|监视器|监控|急诊|发票|抬头|保留.*|拿.*)$`)
)

func part(v string) bool { return partRE.MatchString(v) }

// measured goes left over the measure of a thing: "a pair of walking boots".
func measured(ws []word, first int) int {
	if first < 2 || ws[first].broken || ws[first-1].broken || ws[first-1].low != "of" || !measures[ws[first-2].low] {
		return first
	}
	return first - 2
}

var measures = find.Words(`pair pairs set sets box pack packs bottle bag carton case roll bundle`)
