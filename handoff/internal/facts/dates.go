package facts

import (
	"regexp"
	"strings"
)

const (
	months = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
	days   = `(?:mon|tues|wednes|thurs|fri|satur|sun)day`
)

var dateREs = []*regexp.Regexp{
	regexp.MustCompile(`\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{4}/\d{1,2}/\d{1,2}\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b`),
	regexp.MustCompile(`(?i)\b` + months + `\.? \d{1,2}(?:st|nd|rd|th)?\b(?:,? \d{4}\b)?`),
	regexp.MustCompile(`(?i)\b\d{1,2}(?:st|nd|rd|th)?(?: of)? ` + months + `\b(?:,? \d{4}\b)?`),
	regexp.MustCompile(`(?i)\b(?:(?:last|next|this|since|on|by|until|for) )?` + days + `(?: (?:morning|afternoon|evening|night))?\b`),
	regexp.MustCompile(`(?i)\byesterday (?:morning|afternoon|evening|night)\b|\b(?:this|last|yesterday) (?:morning|afternoon|evening|night|spring|summer|autumn|fall|winter|year)\b|\b(?:in|since|last|next|early|late|mid) ` + months + `\b|\b(?:a|one|two|three|four|five|six|seven|\d+) (?:days?|weeks?|months?) (?:later|after that)\b|\bblack friday\b|\bcyber monday\b|\bboxing day\b|\b(?:christmas|new year's) (?:eve|day)\b`),
	regexp.MustCompile(`(?i)\byesterday\b|\bday before yesterday\b|\b(?:last|next) (?:week|month|weekend)\b|\b(?:a|an|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?|years?) ago\b|\bon the \d{1,2}(?:st|nd|rd|th)\b|\btomorrow\b|\b(?:at|before|since|after|over|for|by) (?:easter|christmas|xmas|new year|thanksgiving|halloween|ramadan|eid|diwali|midsummer)\b|\b(?:on|from|since|until|till|by|before|dated) \d{1,2}/\d{1,2}\b`),
	regexp.MustCompile(`(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]?|\b\d{1,2}\.\d{1,2}(?:号|日)?(?:下单|下的单)|\d{4}年\d{1,2}月|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]`),
	regexp.MustCompile(`(?:去年|今年|前年|上个?月|这个?月)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:初|底|中旬|末)|(?:去年|今年|前年)(?:\d{1,2}月(?:\d{1,2}[日号]?)?)|(?:去年|今年|前年)?双(?:十一|十二|11|12)|六一八|618|(?:国庆|春节|元旦|中秋|五一|端午)(?:节|那天|前|后)?`),
	regexp.MustCompile(`(?:昨天|前天|今天|昨|今)(?:晚上?|早上?|上午|下午|中午|凌晨)|(?:上上?个?|下下?个?|这|本)?(?:周|星期|礼拜)[一二三四五六日天]|大前天|昨天|前天|大后天|后天|明天|今晚|明早|明晚|前[两几]天|前些天|上个?周末|上个?(?:周|月|星期|礼拜)|下个?(?:周|月|星期)|[一二三两四五六七八九十\d]+(?:天|周|个?星期|个?月|年)(?:之?前|以前)|\d{1,2}[号日](?:那天|下单|买|收到|到|前|之前|发|下午|上午|晚上|$)`),
}

// dayOfMonthRE is a day without its month: "the 20th". What stands behind it
// must not be what is counted by it: "the 3rd time".
var dayOfMonthRE = regexp.MustCompile(`(?i)\b(?:the|since|until|till|by|before) (\d{1,2}(?:st|nd|rd|th))(?:$|\s*[.,;:!?)]|\s+(?:and|but|or|so|it|i|we|you|still|now|not|then|because|of|at|in|is|was|that)\b)`)

func dates(m Message) []Fact {
	var out []Fact
	for _, re := range dateREs {
		for _, f := range all(re, m.Text, Date, 0) {
			for _, tail := range []string{"那天", "下的单", "下单", "买", "收到", "到", "前", "之前", "发", "下午", "上午", "晚上"} {
				if strings.HasSuffix(f.Value, tail) && (strings.ContainsAny(f.Value, "号日") || strings.Contains(tail, "单")) && !strings.Contains(f.Value, "月") {
					f.Value = strings.TrimSuffix(f.Value, tail)
					f.End -= len(tail)
				}
			}
			if !overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	for _, f := range all(dayOfMonthRE, m.Text, Date, 1) {
		if !overlaps(out, f) {
			out = append(out, f)
		}
	}
	return out
}
