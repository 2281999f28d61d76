package form

import (
	"regexp"
	"strconv"
	"strings"
)

var figureRE = regexp.MustCompile(`[-−]?\d+(?:[ ,.']\d{3})*(?:[.,]\d{1,2})?(?:\d+)?|[-−]?\d+(?:[.,]\d+)?`)

func (f *Field) readNumber(text string) Answer {
	found := figureRE.FindStringIndex(text)
	if found == nil {
		if n, ok := hanNumber(strings.TrimRight(strings.TrimSpace(text), "个件次台只。")); ok {
			if fault := f.inRange(float64(n)); fault != None {
				return Answer{Fault: fault}
			}
			return Answer{Value: Value{Value: strconv.Itoa(n), End: len(text)}}
		}
		return Answer{Fault: Unread}
	}
	n, ok := figure(text[found[0]:found[1]])
	if !ok {
		return Answer{Fault: Unread}
	}
	if fault := f.inRange(n); fault != None {
		return Answer{Fault: fault}
	}
	return Answer{Value: Value{Value: plain(n), Start: found[0], End: found[1]}}
}

func (f *Field) inRange(n float64) Fault {
	switch {
	case f.Min != nil && n < *f.Min:
		return TooSmall
	case f.Max != nil && n > *f.Max:
		return TooLarge
	}
	return None
}

// plain is a number as stored: "49.9", never "4.99e+01".
func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// figure reads "1,234.50", "1.234,50", "1 234" and "49,90".
func figure(s string) (float64, bool) {
	s = strings.NewReplacer(" ", "", "'", "", "−", "-").Replace(s)
	point, comma := strings.LastIndex(s, "."), strings.LastIndex(s, ",")
	switch {
	case point >= 0 && comma > point: // 1.234,50
		s = strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1)
	case comma >= 0 && point < 0 && len(s)-comma-1 != 3: // 49,90
		s = strings.Replace(s, ",", ".", 1)
	default: // 1,234.50 and 1,234
		s = strings.ReplaceAll(s, ",", "")
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

var unitRE = regexp.MustCompile(`(?i)[$€£¥]|\b(?:usd|eur|gbp|cny|rmb|hkd|dollars?|euros?|pounds?|bucks)\b|人民币|美元|欧元|英镑|元|块`)

// unitOf joins the ways of naming a currency.
var unitOf = map[string]string{
	"dollar": "$", "dollars": "$", "bucks": "$", "usd": "USD", "euro": "€", "euros": "€", "eur": "EUR", "pound": "£", "pounds": "£", "gbp": "GBP",
	"元": "¥", "块": "¥", "人民币": "¥", "cny": "CNY", "rmb": "CNY", "hkd": "HKD", "美元": "USD", "欧元": "EUR", "英镑": "GBP",
}

func amount(s string) (n float64, unit string, ok bool) {
	n, ok = figure(figureRE.FindString(s))
	if !ok {
		return 0, "", false
	}
	unit = strings.ToLower(unitRE.FindString(s))
	if joined, known := unitOf[unit]; known {
		unit = joined
	}
	return n, unit, true
}

var hanDigits = map[rune]int{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// hanNumber reads a number up to 9999 in Chinese characters or plain digits.
func hanNumber(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	total, digit, any := 0, 0, false
	for _, r := range s {
		if d, ok := hanDigits[r]; ok {
			digit, any = d, true
			continue
		}
		unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
		if unit == 0 {
			return 0, false
		}
		if digit == 0 {
			digit = 1 // 十二
		}
		total, digit, any = total+digit*unit, 0, true
	}
	return total + digit, any
}
