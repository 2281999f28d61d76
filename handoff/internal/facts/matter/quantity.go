package matter

import (
	"regexp"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// Quantity finds how many of something there are.
func Quantity(m find.Message) []find.Fact {
	var out []find.Fact
	for _, re := range quantityREs {
		for _, f := range find.All(re, m.Text, find.Quantity, 1) {
			if !find.Overlaps(out, f) && !article.MatchString(f.Value) && !tailRE.MatchString(m.Text[:f.Start]) {
				out = append(out, f)
			}
		}
	}
	return out
}

// tailRE: "后四位" counts nothing.
var tailRE = regexp.MustCompile(`[后末前第]$`)

// article: "一个" counts nothing.
var article = regexp.MustCompile(`^一[个件只条张双台套]$|^(?:one|1) `)

const enNum = `\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a dozen`

var quantityREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b((?:` + enNum + `) (?:[a-z-]+ ){0,2}(?:units?|pieces?|packs?|packets?|boxes|bottles|tablets?|pills?|guests?|people|adults?|children|tickets?|chairs?|bags?|cartons?|cans?|copies|items?|parcels?|seats?|nights?|gummies|capsules?|pairs?|rolls?|cases|licen[cs]es|users|rooms?|plates?|cups?|sets?|doses?|left)\b)`),
	regexp.MustCompile(`(?i)\bonly ((?:` + enNum + `)) (?:have |has )?(?:arrived|came|come|left|received|were|was|got)\b`),
	regexp.MustCompile(`(` + hanNum + `+多?(?:张|件|盒|只|瓶|箱|包|双|套|台|根|条|份|本|片|粒|颗|支|笔|位|个学时|学时|袋|罐|桶|把|盏|枚|朵|间|晚|课时|节课|个人|人份)(?:[\p{Han}]{0,3}了` + hanNum + `+(?:根|张|件|只|个))?)(?:[^\d月星小工天钱]|$)`),
	regexp.MustCompile(`((?:穿|用|戴|洗|吃|坐|刷)了` + hanNum + `+[次回天])`),
}
