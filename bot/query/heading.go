package query

import (
	"regexp"

	"github.com/firstlinehq/firstline/internal/hanzi"
)

// promises are the words by which a heading says what kind of fact stands below it.
var promises = []struct {
	what    Sought
	pattern *regexp.Regexp
}{
	{Amount, regexp.MustCompile(`(?i)\b(costs?|prices?|pricing|fees?|charges?|rates?|tariffs?|how much)\b|费|价格|价目|多少钱|定价|资费`)},
	{Duration, regexp.MustCompile(`(?i)\b(when|how (long|soon|fast|quick(ly)?|often|early|late)|times?|deadlines?|periods?|duration)\b|多久|什么时候|何时|时间|时效|期限|几天|多长`)},
	{Count, regexp.MustCompile(`(?i)\b(how many|limits?|maximum|minimum|number of)\b|多少[^钱]|几[个件次]|上限|限额|限制|数量|最多|最少`)},
	{Size, regexp.MustCompile(`(?i)\b(sizes?|dimensions?|measurements?|how (big|tall|wide|large))\b|尺寸|大小|规格|多大`)},
	{Weight, regexp.MustCompile(`(?i)\b(weights?|how heavy)\b|重量|多重`)},
	{Clock, regexp.MustCompile(`(?i)\b(hours|opening|times)\b|营业|时间|几点`)},
	{Part, regexp.MustCompile(`(?i)\b(discounts?|rates?|percent(age)?)\b|折扣|优惠|利率|比例`)},
	{Place, regexp.MustCompile(`(?i)\b(where|address(es)?|locations?)\b|哪里|哪儿|在哪|地址|位置|地点`)},
	{Contact, regexp.MustCompile(`(?i)\b(contact|reach us|phone|e-?mail)\b|联系|电话|邮箱|客服`)},
}

// PromisedBy gives the kinds of fact that a heading says stand below it: "Prices"
// those of an amount, whatever the question calls it.
func PromisedBy(heading string) Sought {
	var s Sought
	heading = hanzi.Text(heading)
	for _, p := range promises {
		if p.pattern.MatchString(heading) {
			s |= p.what
		}
	}
	return s
}
