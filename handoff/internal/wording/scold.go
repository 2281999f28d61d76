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
		hit, more := scolded(&clauses[i])
		if more {
			return false
		}
		scolds = scolds || hit
	}
	return scolds
}

// WithoutScolding gives a text without the clauses that only scold: "what a joke.
// How long does delivery take?" asks for the delivery. A text that says nothing
// else stays as it is.
func WithoutScolding(text string) string {
	var left []string
	clauses := fold(text)
	for i := range clauses {
		c := &clauses[i]
		if hit, more := scolded(c); hit && !more {
			continue
		}
		part := text[c.Start:c.End]
		if c.Mark == '?' {
			part += "?"
		}
		left = append(left, part)
	}
	if len(left) == 0 || len(left) == len(clauses) {
		return text
	}
	return strings.Join(left, ", ")
}

// scolded reports whether a clause scolds, and whether it says more than that.
func scolded(c *sentence) (scolds, more bool) {
	if first(pleasant, c) != nil {
		return false, true
	}
	if slow.MatchString(c.Text) {
		return true, false
	}
	rest := c.Text
	for _, list := range [][]pattern{angers, abuses} {
		for k := range list {
			if c.may.has(list[k].n) {
				rest = list[k].re.ReplaceAllString(rest, " ")
			}
		}
	}
	return rest != c.Text, namesMatter(rest)
}

// slow is a reproach that names nothing that is slow: "the app is too slow" tells
// of a problem.
var slow = regexp.MustCompile(`^(?:(?:oh|god|wow|well|seriously|honestly|man|why|how come) )*(?:(?:you|this|that|it|its|is|are|your|guys|youre|people|all|just|its|thats) )*(?:(?:(?:too|so|very|really|painfully|terribly|incredibly|ridiculously|a bit|damn|bloody|way|far) )*slow|(?:takes?|taking) (?:too long|so long|way too long|forever|ages))(?: (?:today|here|you guys|man|mate|honestly|again|come on))*$|` +
	`^(?:你们|您们|你|这|这也|也|真是|真的|简直|怎么|为什么|为啥|就是|实在)*(?:太|好|真|这么|那么|有点|有些)慢(?:了|啊|吧|呀|呢|啦|你们|的|死了)*$|^(?:你们|真是|简直)*(?:慢死(?:我|人)?|慢得要命|磨磨蹭蹭|等死(?:我|人)|拖拖拉拉)(?:了|的|啊|吧)*$`)

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
