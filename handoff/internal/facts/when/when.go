package when

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

const (
	months = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
	days   = `(?:mon|tues|wednes|thurs|fri|satur|sun)day`
)

var dateREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|rsday|urday|sday)?\.?,? (?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? ` + months + `\b(?:,? \d{4}\b)?`),
	regexp.MustCompile(`(?i)\b(?:in|since|back in|from|around) ((?:19|20)\d{2})\b`),
	regexp.MustCompile(`(?i)\b` + months + ` (?:last|this) year\b`),
	regexp.MustCompile(`(?i)\b(?:tues|weds?|thurs?|fri|sat|mon) (?:\d{1,2}[:.]\d{2} ?(?:am|pm)?|\d{1,2} ?(?:am|pm))\b`),
	regexp.MustCompile(`(?:上上?个?月|这个?月|下个?月)(?:[一二三四五六七八九十]{1,3}|\d{1,2})[号日]|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:尾|头)|(?:今年|去年)[一二三四五六七八九十]{1,3}月份?`),
	regexp.MustCompile(`\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{4}/\d{1,2}/\d{1,2}\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b`),
	regexp.MustCompile(`(?i)\b(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day)?\.?,? )?` + months + `\.? \d{1,2}(?:st|nd|rd|th)?\b(?:,? \d{4}\b)?`),
	regexp.MustCompile(`(?i)\b(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day)?\.?,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? ` + months + `\b(?:,? \d{4}\b)?`),
	regexp.MustCompile(`(?i)\b` + months + `,? \d{4}\b|\b(?:0?[1-9]|1[0-2])/20\d{2}\b`),
	regexp.MustCompile(`(?i)\b(?:(?:last|next|this|since|on|by|until|for) )?` + days + `(?:,? (?:the )?\d{1,2}(?:st|nd|rd|th))?(?: (?:morning|afternoon|evening|night))?\b`),
	regexp.MustCompile(`(?i)\byesterday (?:morning|afternoon|evening|night)\b|\b(?:in |since |last |next |early |late |mid )?(?:january|february|april|june|july|august|september|october|november|december),? (?:of )?(?:this|last) year\b|\b(?:this|last|yesterday) (?:morning|afternoon|evening|night|spring|summer|autumn|fall|winter|year)\b|\b(?:in|since|last|next|early|late|mid) ` + months + `\b|\b(?:a|one|two|three|four|five|six|seven|\d+) (?:days?|weeks?|months?) (?:later|after that)\b|\bblack friday\b|\bcyber monday\b|\bboxing day\b|\b(?:christmas|new year's) (?:eve|day)\b`),
	regexp.MustCompile(`\b(?:January|February|April|June|July|August|September|October|November|December)\b(?: (?:this|last) year)?`),
	regexp.MustCompile(`(?i)\byesterday\b|\bday before yesterday\b|\b(?:last|next) (?:week|month|weekend)\b|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a couple of|a few|several|\d+) (?:days?|weeks?|wks?|fortnights?|months?|years?) (?:ago|back)\b\b|\bon the \d{1,2}(?:st|nd|rd|th)\b|\btomorrow(?: (?:morning|afternoon|evening|night))?\b|\btonight\b|\b(?:at|before|since|after|over|for|by) (?:easter|christmas|xmas|new year|thanksgiving|halloween|ramadan|eid|diwali|midsummer)\b|\b(?:on|from|since|until|till|by|before|dated) \d{1,2}/\d{1,2}\b`),
	regexp.MustCompile(`(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]?(?:上午|下午|晚上?|早上|中午)?|\b\d{1,2}\.\d{1,2}(?:号|日)?(?:下单|下的单)|\d{4}年\d{1,2}月|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]|(?:今年|去年|前年|明年)[一二三四五六七八九十]{1,2}月`),
	regexp.MustCompile(`(?:去年|今年|前年|上个?月|这个?月)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:初|底|中旬|末)|(?:去年|今年|前年)(?:\d{1,2}月(?:\d{1,2}[日号]?)?)|(?:去年|今年|前年)?双(?:十一|十二|11|12)|六一八|618|(?:国庆|春节|元旦|中秋|五一|端午)(?:节|那天|前|后)?`),
	regexp.MustCompile(`(?:昨天|前天|今天|昨|今)(?:晚上?|早上?|上午|下午|中午|凌晨)|(?:上上?个?|下下?个?|这|本)?(?:周|星期|礼拜)[一二三四五六日天](?:上午|下午|晚上?|早上|中午)?|大前天|昨天|前天|大后天|后天|明天|今晚|明早|明晚|前[两几]天|前些天|上个?周末|上个?(?:周|月|星期|礼拜)|下个?(?:周|月|星期)|[一二三两四五六七八九十半\d]+(?:天|周|个?星期|个?礼拜|个?月|年)(?:之?前|以前)|\d{1,2}[号日](?:那天|下单|买|收到|到|前|之前|发|下午|上午|晚上|$)`),
}

// dayOfMonthRE is a day without its month: "the 20th". What stands behind it
// must not be what is counted by it: "the 3rd time".
var dayOfMonthRE = regexp.MustCompile(`(?i)\b(?:the|since|until|till|by|before) (\d{1,2}(?:st|nd|rd|th))(?:$|\s*[.,;:!?)]|\s+(?:and|but|or|so|it|i|we|you|still|now|not|then|because|of|at|in|is|was|that)\b)`)

// Full are dates that figures alone tell. They are looked for before
// amounts: the beginning of "31.10.2026" is no price.
func Full(m find.Message) []find.Fact {
	out := find.All(fullDateRE, m.Text, find.Date, 1)
	if !strings.ContainsFunc(m.Text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return out
	}
	for _, f := range find.All(hanSlashRE, m.Text, find.Date, 1) {
		if !find.Overlaps(out, f) {
			out = append(out, f)
		}
	}
	return out
}

var (
	fullDateRE = regexp.MustCompile(`(?:^|[^\d./-])(\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:$|[^\d./-]|[./](?:$|\D))`)
	// hanSlashRE is a day as it is written in Chinese messages: "10/28就批了".
	hanSlashRE = regexp.MustCompile(`(?:^|[^\dA-Za-z/.-])((?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01]))(?:$|[^\dA-Za-z/.-])`)
)

// hanDayRE is a day or a month by itself: "5号又扣了", "10月都没住人". A number of a
// house, a line or a counter is none.
var hanDayRE = regexp.MustCompile(`(?:^|[^\d一二三四五六七八九十A-Za-z.月/-])((?:[12]?\d|3[01])[号日]|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?)(?:$|[^\d\p{Han}]|[又就扣到都那之以前后买下付收的才不是我你没还给上晚早中凌发退寄要能去来是也预约开出签起说有])`)

// In finds days and dates.
func In(m find.Message) []find.Fact {
	out := daysIn(m)
	for i := range out {
		f := &out[i]
		if tail := hourRE.FindString(m.Text[f.End:]); tail != "" {
			f.End += len(tail)
			f.Value = m.Text[f.Start:f.End]
		}
	}
	return out
}

// hourRE is the hour behind a day, and what completes a month.
var hourRE = regexp.MustCompile(`^(?: (?:at )?\d{1,2}(?:[:.]\d{2})? ?(?i:am|pm)\b| (?:at )?\d{1,2}:\d{2}\b| (?:nite|evening|morning|afternoon)\b| last year\b|[一二三四五六七八九十\d]{1,3}点(?:半|多|[一二三四五六七八九十\d]{1,3}分?)?(?:左右)?|[号日]|份)`)

func daysIn(m find.Message) []find.Fact {
	var out []find.Fact
	for _, re := range dateREs {
		for _, f := range find.All(re, m.Text, find.Date, 0) {
			for _, tail := range []string{"那天", "下的单", "下单", "买", "收到", "到", "前", "之前", "发", "下午", "上午", "晚上"} {
				if strings.HasSuffix(f.Value, tail) && (strings.ContainsAny(f.Value, "号日") || strings.Contains(tail, "单")) && !strings.Contains(f.Value, "月") {
					f.Value = strings.TrimSuffix(f.Value, tail)
					f.End -= len(tail)
				}
			}
			// "改一下下周三" has its first character from the word before.
			if strings.HasPrefix(f.Value, "下下") && strings.HasSuffix(m.Text[:f.Start], "一") {
				f.Start += len("下")
				f.Value = m.Text[f.Start:f.End]
			}
			if !find.Overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	for _, f := range find.All(hanDayRE, m.Text, find.Date, 1) {
		if !find.Overlaps(out, f) {
			out = append(out, f)
		}
	}
	for _, f := range find.All(dayOfMonthRE, m.Text, find.Date, 1) {
		if !find.Overlaps(out, f) {
			out = append(out, f)
		}
	}
	return out
}
