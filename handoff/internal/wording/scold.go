package wording

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/clause"
	"github.com/firstlinehq/firstline/handoff/internal/spelling"
)

// OnlyScolds reports whether a text attacks us and names nothing besides that one
// could look for: "you people are useless". Anger about a thing, or beside a
// question, is more than that.
func OnlyScolds(text string) bool {
	clauses := fold(text)
	scolds := false
	for i := range clauses {
		c := &clauses[i]
		if first(pleasant, c) != nil {
			return false
		}
		rest := c.Text
		for _, list := range [][]pattern{angers, abuses} {
			for k := range list {
				if c.may.has(list[k].n) {
					rest = list[k].re.ReplaceAllString(rest, " ")
				}
			}
		}
		scolds = scolds || rest != c.Text
		if namesMatter(rest) {
			return false
		}
	}
	return scolds
}

// namesMatter reports whether something is left that says more than who is
// scolded, and how much.
func namesMatter(rest string) bool {
	for _, w := range strings.Fields(rest) {
		if clause.IsHan(w) && scoldedHan.ReplaceAllString(w, "") != "" || !clause.IsHan(w) && !emptyWords[w] && !scoldedWords[w] {
			return true
		}
	}
	return false
}

// Who is scolded and how much, beside the words that are anger by themselves.
var (
	scoldedWords = spelling.Words(`service services support customer company people team staff guys lot bunch bot bots chatbot robot machine ai assistant app website site shop store place thing things one
answer answers article articles reply replies help helps helped helping helpful nothing not never ever always every anything idiot idiots stupid dumb worst bad terrible awful horrible hate
so such too even absolutely completely totally utterly truly honestly seriously literally simply absolute complete total utter pure piece wow ugh oh god`)
	scoldedHan = regexp.MustCompile(`根本|完全|简直|真是|真的|实在|一点儿?|一直|每次|居然|竟然|到底|究竟|没有用|没用|有什么用|不管用|没帮助|没有帮助|帮不上忙|机器人|机器|客服|服务|公司|平台|商家|店家|网站|软件|回答|回复|东西|态度|什么|怎么|这么|那么|这样|就是|还是|[的了吗吧啊呢呀嘛哦哎唉哼就都也又还是太很好真个种群帮人店你您我们他她这那些不没有会劲]`)
)
