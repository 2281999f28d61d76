package extract

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// sayings are ways to put things that lose their meaning word by word, and what
// pages say instead.
var sayings = []struct {
	find *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`(?i)\bin (a thousand |little )?pieces\b`), " broken "},
	{regexp.MustCompile(`(?i)\bwhere(?:'?s| is| are|'?re)? (?:my|the|our) (order|parcel|package|delivery|shipment|stuff|things?)\b`), " track ${1} "},
	{regexp.MustCompile(`(?i)\b(?:hasn'?t|has not|haven'?t|have not|didn'?t|did not|still not|never|not yet) (?:yet )?(?:arrived?|come|received?|turned up|shown up|got|gotten)\b`), " not arrived "},
	{regexp.MustCompile(`(订单|包裹|快递|货物?|东西)(?:[^，。？?]{0,3})(?:到(?:哪儿?|哪里|什么地方)|在(?:哪儿?|哪里)|怎么还没到)`), "查询 $1 物流 状态"},
	{regexp.MustCompile(`坏了|坏掉|坏的|摔坏|破了|破的|碎了|碎掉|碎的|裂了|裂开`), " 损坏 "},
	{regexp.MustCompile(`丢了|不见了|弄丢|找不到了`), " 丢失 "},
	{regexp.MustCompile(`没(?:有)?(?:收到|到货)|还没到|收不到`), " 没收到 "},
}

// anySaying holds a word of each saying: most texts have none of them.
var anySaying = regexp.MustCompile(`(?i)piece|where|n'?t|not|never|[坏破碎裂丢没]|不见|不到|订单|包裹|快递|货|东西`)

// plainly puts sayings as pages would.
func plainly(text string) string {
	if !anySaying.MatchString(text) {
		return text
	}
	for _, s := range sayings {
		text = s.find.ReplaceAllString(text, s.with)
	}
	return text
}

// Content gives a question without the words that name nothing, to search
// with; the question itself if nothing is left.
func Content(question string) string {
	content := strings.Join(strings.Fields(filler.ReplaceAllString(plainly(question), " ")), " ")
	if len(token.Terms(content)) == 0 {
		return question
	}
	return content
}
