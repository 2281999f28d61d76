package overlap

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// figure is a quantity that a sentence states.
type figure struct {
	kind  string // of what: "time", "money", "share", "date"
	value float64
	date  string
	text  string // as written
}

var (
	numberWords = map[string]string{
		"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
		"twelve": "12", "fourteen": "14", "fifteen": "15", "twenty": "20", "thirty": "30", "sixty": "60", "ninety": "90",
		"一": "1", "两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "十": "10",
		"十四": "14", "十五": "15", "二十": "20", "三十": "30", "六十": "60", "九十": "90",
	}
	// hours in each unit of time; a month as in an average year.
	hours = map[string]float64{
		"minute": 1.0 / 60, "hour": 1, "day": 24, "week": 168, "month": 730, "year": 8760,
		"分钟": 1.0 / 60, "小时": 1, "天": 24, "日": 24, "工作日": 24, "自然日": 24, "周": 168, "星期": 168, "月": 730, "个月": 730, "年": 8760,
	}
	timeEnglish = regexp.MustCompile(`(?i)\b(\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)(?:[ -](?:working|business|calendar|full))?[ -]?(minute|hour|day|week|month|year)s?\b`)
	timeChinese = regexp.MustCompile(`(\d+(?:\.\d+)?|二十|三十|六十|九十|十四|十五|[一两二三四五六七八九十])\s?个?(工作日|自然日|分钟|小时|天|日|周|星期|月|年)`)
	moneyFigure = regexp.MustCompile(`(?i)(?:([$€£¥￥]|\b(?:USD|EUR|GBP|CNY|RMB)\s?)\s?(\d[\d,]*(?:\.\d+)?))|(\d[\d,]*(?:\.\d+)?)\s?(美元|欧元|英镑|人民币|元|块|dollars?|euros?|pounds?|yuan|USD|EUR|GBP|CNY|RMB|€|£|¥)`)
	shareFigure = regexp.MustCompile(`(?i)(\d+(?:\.\d+)?)\s?(?:%|％|percent\b)|百分之(\d+|[一二三四五六七八九十]+)`)
	dateFigure  = regexp.MustCompile(`(?i)\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b|\d{1,2}月\d{1,2}[日号]`)
)

// figuresOf gives what a sentence states, and the sentence without it: what the
// figures are about.
func figuresOf(sentence string) (list []figure, frame string) {
	frame = sentence
	take := func(re *regexp.Regexp, read func(m []string) (figure, bool)) {
		frame = re.ReplaceAllStringFunc(frame, func(text string) string {
			f, ok := read(re.FindStringSubmatch(text))
			if !ok {
				return text
			}
			f.text = strings.TrimSpace(text)
			list = append(list, f)
			return " "
		})
	}
	take(dateFigure, func(m []string) (figure, bool) { return figure{kind: "date", date: strings.ToLower(m[0])}, true })
	take(shareFigure, func(m []string) (figure, bool) { return counted("share", m[1]+m[2], 1) })
	take(moneyFigure, func(m []string) (figure, bool) { return counted("money", m[2]+m[3], 1) })
	take(timeEnglish, func(m []string) (figure, bool) { return counted("time", m[1], hours[strings.ToLower(m[2])]) })
	take(timeChinese, func(m []string) (figure, bool) { return counted("time", m[1], hours[m[2]]) })
	return list, frame
}

func counted(kind, number string, unit float64) (figure, bool) {
	number = strings.ToLower(strings.ReplaceAll(number, ",", ""))
	if digits, ok := numberWords[number]; ok {
		number = digits
	}
	value, err := strconv.ParseFloat(number, 64)
	return figure{kind: kind, value: value * unit}, err == nil
}

// same allows for a month of 30 days.
func (f figure) same(other figure) bool {
	return f.date == other.date && math.Abs(f.value-other.value) <= 0.03*math.Max(f.value, other.value)
}

// disagree finds a kind of figure that both lists state and no value of which
// they share.
func disagree(here, there []figure) (a, b figure, found bool) {
	for _, h := range here {
		agreed, other := false, -1
		for i, t := range there {
			if t.kind == h.kind {
				other = i
				agreed = agreed || anySame(here, t)
			}
		}
		if other >= 0 && !agreed {
			return h, there[other], true
		}
	}
	return figure{}, figure{}, false
}

func anySame(list []figure, f figure) bool {
	for _, one := range list {
		if one.kind == f.kind && one.same(f) {
			return true
		}
	}
	return false
}
