package query

import (
	"math/bits"
	"regexp"

	"github.com/firstlinehq/firstline/bot/kin"
	"github.com/firstlinehq/firstline/internal/hanzi"
)

// Sought is a set of kinds of fact.
type Sought uint16

// The kinds of fact that a question asks for and a text shows.
const (
	Amount   Sought = 1 << iota // money
	Duration                    // a time span, a deadline, a time of day
	Count                       // how many
	Method                      // how to do it
	Whether                     // yes or no
	Place                       // where
	Contact                     // an address, a number to call
	Size                        // a length or a measure
	Weight                      // how heavy
	Clock                       // a time of day
	Part                        // a share in per cent
)

var askFor = []struct {
	what    Sought
	pattern *regexp.Regexp
}{
	{Amount, regexp.MustCompile(`(?i)\bhow much\b|\bcosts?\b|\bprices?\b|\bfees?\b|\bcharge[ds]?\b|\bexpensive\b|\bpostage\b|for free|\bfree\b|多少钱|费用|价格|运费|邮费|收费|免费|要钱|花钱|贵不贵|几块`)},
	{Duration, regexp.MustCompile(`(?i)\bhow (long|soon|fast|quick|often|late|early|old)\b|\bwhen\b|\bwhat time\b|\bdeadline\b|\bby what\b|\bhow many (days|weeks|months|hours|years)\b|多久|多长时间|什么时候|何时|几天|几点|几个月|几年|多少天|时效|期限|多快`)},
	{Count, regexp.MustCompile(`(?i)\bhow (many|big|large|heavy|high|much (weight|space))\b|\bmax(imum)?\b|\bmin(imum)?\b|\blimits?\b|几个|多少|最多|最少|上限|多大|多重|几次`)},
	{Size, regexp.MustCompile(`(?i)\bhow (tall|wide|high|deep|thick|big|large)\b|\bhow long (is|are) (the|your|this)\b|\bdimensions?\b|\bdiameter\b|\bin (cm|mm|inch(es)?)\b|\b(height|width|length|depth) of\b|多长(?:的|$|[^时])|多高|多宽|多厚|多大|尺寸|厘米|高度|宽度|长度|直径`)},
	{Weight, regexp.MustCompile(`(?i)\bhow heavy\b|\bhow much (do|does|can) .{0,40}\b(weigh|hold|carry)\b|\bweighs?\b|多重|重量|公斤|千克|净重`)},
	{Clock, regexp.MustCompile(`(?i)\bwhat time\b|\bopening (hours|times)\b|\bopen (on|at|until|till)\b|\bclosing time\b|几点|营业时间|上班时间`)},
	{Part, regexp.MustCompile(`(?i)\bpercent(age)?\b|\bper cent\b|\bhow much off\b|\binterest rate\b|\bdiscount\b|百分之|几折|利率|折扣`)},
	{Method, regexp.MustCompile(`(?i)\bhow (do|can|to|should|would|could|does|am)\b|\bsteps?\b|\bway to\b|\bwhere (do|can) i\b|\bwhat (do|should|can) i (do|need)\b|怎么|如何|怎样|步骤|流程|咋|哪里可以|在哪`)},
	{Whether, regexp.MustCompile(`(?i)^\W*(and |but |so |then |ok |hi |hello )?(can|could|do|does|did|is|are|will|would|may|am|have|has|must|should)\b|吗|能不能|可不可以|是否|有没有|会不会|是不是|支不支持|行不行|可否|能否`)},
	{Place, regexp.MustCompile(`(?i)\bwhere\b|\bwhich (page|menu|place|address)\b|哪里|哪儿|在哪|什么地方|地址`)},
	{Contact, regexp.MustCompile(`(?i)\be-?mail\b|\bphone\b|\bcall\b|\bcontact\b|\bopening hours\b|邮箱|电话|联系|客服|营业时间`)},
}

// shows are the marks by which a text gives what was asked for.
var shows = map[Sought]*regexp.Regexp{
	Amount:   regexp.MustCompile(`(?i)[€$£¥]\s?\d|\d\s?(€|euros?|eur|usd|dollars?|元|欧元|块)|\d\s?%|\bfree\b|no (extra )?(cost|charge|fee)|免费|免运费|不收|\bfees?\b|费用|百分之`),
	Duration: regexp.MustCompile(`(?i)\d+\s*(个)?\s*(working |business |calendar )?(days?|weeks?|months?|years?|hours?|minutes?|天|日|周|星期|月|年|小时|分钟|工作日)|\d{1,2}:\d{2}|same day|next day|immediately|at once|monday|friday|saturday|sunday|当天|次日|立即|马上|立刻|周[一二三四五六日末]|\b(one|two|three|four|five|seven|ten|fourteen|thirty)\b (working )?(days?|weeks?|months?|years?)|[一二三四五六七八九十两]+(个)?(天|周|月|年|小时|工作日)`),
	Count:    regexp.MustCompile(`(?i)\d|\b(one|two|three|four|five|six|ten|once|twice)\b|[一二两三四五六七八九十](个|次|件|张|项)`),
	Size:     regexp.MustCompile(`(?i)\d\s?(cm|mm|m|km|metres?|meters?|inch(es)?|ft|feet|litres?|l|ml|kb|mb|gb|tb|厘米|毫米|米|升|寸)\b|\d\s?(厘米|毫米|米|升|寸|兆)|\d\s?[×x]\s?\d`),
	Weight:   regexp.MustCompile(`(?i)\d\s?(kg|g|grams?|kilos?|kilograms?|lbs?|tons?)\b|\d\s?(公斤|千克|克|吨|斤)`),
	Clock:    regexp.MustCompile(`(?i)\d{1,2}[:：]\d{2}|\b\d{1,2}\s?(am|pm|a\.m\.|p\.m\.)|noon|midnight|day and night|24 hours|around the clock|\d点|全天`),
	Part:     regexp.MustCompile(`(?i)\d\s?(%|per ?cent)|百分之|\d\s?折`),
	Whether:  regexp.MustCompile(`(?i)\b(yes|no|not|can(not)?|can't|don't|doesn't|won't|possible|impossible|never|always|only|allowed)\b|可以|不能|不可|无法|不支持|支持|不会|只能|仅|必须|没有|不需要|不用|不送|不接受`),
	Place:    regexp.MustCompile(`(?i)→|>|\b(under|page|menu|settings|account|section|at the (top|bottom)|link|store|address)\b|页面|设置|点击|“.+”|门店|地址`),
	Contact:  regexp.MustCompile(`(?i)@|\+?\d[\d\s-]{6,}|\be-?mail\b|\bchat\b|\bphone\b|邮箱|邮件|电话|聊天`),
}

func soughtBy(question string) Sought {
	var s Sought
	for _, a := range askFor {
		if a.pattern.MatchString(question) {
			s |= a.what
		}
	}
	if s&Duration != 0 && s&Count != 0 {
		s &^= Count // "how many days" asks for a time
	}
	return s
}

// ShowsIn gives what a text shows of what may be asked for.
func ShowsIn(text string) Sought {
	var s Sought
	text = hanzi.Text(text)
	for what, pattern := range shows {
		if pattern.MatchString(text) {
			s |= what
		}
	}
	return s
}

// Shown is the share of what was asked for that a text shows, 0…1. How to do
// something shows in steps, not in words.
func (s Sought) Shown(shows Sought) float64 {
	asked := s &^ Method
	if asked == 0 {
		return 0
	}
	return float64(bits.OnesCount16(uint16(asked&shows))) / float64(bits.OnesCount16(uint16(asked)))
}

// factual are the kinds whose lack in an answer speaks against it.
const factual = Amount | Duration | Count | Place | Contact | Size | Weight | Clock | Part

// Kind gives what of that a question asks for. Who asks how heavy something is
// wants no other number; "how long is" may ask for a measure or a time.
func (s Sought) Kind() Sought {
	asked := s & factual
	switch narrow := asked & (Weight | Clock | Size); {
	case narrow&^Size != 0:
		return narrow &^ Size
	case narrow == Size && asked&Duration == 0:
		return Size
	}
	return asked
}

// factNames are the kinds of fact as package kin names them.
var factNames = map[Sought]string{
	Amount: "amount", Duration: "duration", Count: "count", Contact: "contact", Size: "size", Weight: "weight", Clock: "clock", Part: "part",
}

// Facts gives the terms by which a text that shows such facts holds the words
// that ask for them.
func (s Sought) Facts() []string {
	var out []string
	for what, name := range factNames {
		if s&what != 0 {
			out = append(out, kin.Fact+name)
		}
	}
	return out
}
