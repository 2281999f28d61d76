package query

import (
	"regexp"
	"strings"
)

var (
	clauseEnd = regexp.MustCompile(`[,;:!?，；：。！？\n]+|\.\s| - | but |但是?|可是|不过`)
	// asksFor are the marks of a clause that asks.
	asksFor = regexp.MustCompile(`(?i)\b(how|what|whats|when|where|which|who|why|can|could|do|does|is|are|will|would|may|should)\b|吗|呢$|不$|没$|怎么|咋|如何|多久|多少|几|什么|啥|哪|谁|是否|能不能|可不可以|有没有|[多][大长高重远]`)
	// headOf finds the very thing that a question asks for, before or behind it.
	headOf = regexp.MustCompile(`(?i)\b(?:how (?:many|much)|what|which|what(?:'s| is| are) the|whats the|do you (?:have|offer|sell|do|give|take|accept|support|provide)|is there|are there|have you got|(?:can|could|may) (?:i|we) (?:get|have|pay (?:with|by|in)|use|bring)) (?:an? |the |any |some |your )*([\p{L}\d-]+(?: [\p{L}\d-]+)?)` +
		`|(?:有没有|有无|支持|可以用|能用|可不可以用|卖|提供)([\p{Han}A-Za-z\d]{1,4})|([\p{Han}A-Za-z\d]{1,4})(?:是?多少|是什么|是哪|是几|几天|多久|多长|怎么|在哪|有没有|要多少|支持)`)
)

// mark tells items that only say what happened from those that are asked about,
// and finds the very thing that is asked for.
func mark(text string, items []Item) {
	lower := strings.ToLower(text)
	var telling []string
	asking := ""
	from := 0
	for _, end := range append(clauseEnd.FindAllStringIndex(lower, -1), []int{len(lower), len(lower)}) {
		clause := lower[from:end[1]]
		from = end[1]
		if asksFor.MatchString(clause) {
			asking += clause + "\n"
		} else {
			telling = append(telling, clause)
		}
	}
	var heads []string
	for _, m := range headOf.FindAllStringSubmatch(lower, -1) {
		heads = append(heads, m[1]+m[2]+m[3])
	}
	for i := range items {
		typed := strings.ToLower(items[i].Typed)
		if asking != "" && !strings.Contains(asking, typed) {
			items[i].Aside = strings.Contains(strings.Join(telling, "\n"), typed)
		}
		for _, h := range heads {
			items[i].Head = items[i].Head || strings.Contains(h, typed) && !items[i].Generic()
		}
	}
}
