package place

import (
	"regexp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

const streets = `(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|way|place|pl|square|sq|boulevard|blvd|close|terrace|row|grove|crescent|cres|mews|gardens|gdns|walk|circle|parkway|pkwy|highway|quay|wharf|green|alley|loop|trail|hill|view|park|rise|path|broadway|esplanade|promenade)`

// unitPart stands in front of a street: "Flat 3, 80 Canal Street".
const unitPart = `(?:(?:flat|apt\.?|apartment|unit|suite|room|floor|#) ?#?\w+,? )?`

// tailPart is what follows it: town, state, postcode.
const tailPart = `(?:,? (?:(?i:apt|apartment|flat|unit|suite|floor|#) ?#?\w+|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d{2} [A-Z\d]{4}|[A-Z]{2} \d{5}(?:-\d{4})?|\d{4,6}(?: [A-Z]{2}\b)?|\p{Lu}[\p{L}'-]{2,}(?: \p{Lu}[\p{L}'-]{2,}){0,2}))`

var addressREs = []*regexp.Regexp{
	regexp.MustCompile(`((?i:\b(?:flat|apt\.?|apartment|unit|suite) ?#?\w{1,5},? (?:[\p{L}'.]+ ){1,3}` + streets + `)(?:,? (?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\p{Lu}[\p{Ll}-]+))?)`),
	regexp.MustCompile(`(?i)\b((?:tower|block|building|wing) \w{1,3},? (?:(?:unit|flat|apt|room|floor|#) ?#?\w{1,6}|\d{3,4}))\b`),
	regexp.MustCompile(`(?:是|改成|应该是|换成)(\d{1,3}(?:楼|室|号|座|栋|单元)[A-Z\d]{0,5}室?)(?:$|[，,。])`),
	regexp.MustCompile(`([\p{Han}]{2,12}(?:第[一二三四五六七八九十]+城|花园|苑|家园|公寓|大厦|广场|小区|新村|[一二三四五六七八九十]区)\d+(?:座|栋|幢|号楼?|楼)[\p{Han}\dA-Za-z]*)`),
	regexp.MustCompile(`((?i:` + unitPart + `\b\d{1,5}[a-z]?(?:[-/]\d+)? (?:[\p{L}'.]+ ){1,3}` + streets + `\b\.?)` + tailPart + `{0,4})`),
	regexp.MustCompile(`((?i:` + unitPart + `\b\d{1,5}[a-z]?(?:[-/]\d+)? (?:[\p{L}'.]+ ){1,3}` + streets + `\b\.?(?:,? (?:apt|flat|unit) ?\w+)?(?:, ?[\p{L}\d'-]+(?: [\p{L}\d'-]+){0,3}){1,3}))`),
	regexp.MustCompile(`((?i:\b[\p{L}-]+(?:straße|strasse|str\.|gasse|platz|weg|allee|ufer|damm|straat|laan|gracht) \d{1,4} ?[a-z]?\b)(?:,? (?:\d{4,6}(?: [A-Z]{2}\b)?|\p{Lu}[\p{L}-]+)){0,4})`),
	regexp.MustCompile(`((?i:\b(?:rue|avenue|via|calle|plaza|piazza|boulevard|av\.?) (?:[\p{L}'.]+ ){1,4}\d{1,4}\b|\b\d{1,4},? (?:rue|avenue|boulevard) (?:[\p{L}'.]+ ?){1,4})(?:,? (?:\d{4,6}|\p{Lu}[\p{L}-]+)){0,4})`),
	regexp.MustCompile(`(?i)(?:address(?: is|:)?|ship (?:it )?to|deliver (?:it )?to|send (?:it )?to|live (?:at|in)|moved to|delivered to) ((?:\d+[a-z]? [\p{L}' .]+|[\p{Lu}][\p{L}' .]+ \d+[a-z]?)(?:, ?[\p{L}\d' -]+){0,3})`),
	regexp.MustCompile(`([\p{Han}]{1,12}(?:省|市|区|县|镇|州)[\p{Han}\dA-Za-z]*?(?:路|街|道|巷|弄|村|小区|花园|苑|园|里|胡同|镇|大厦|广场|公寓|城)[\p{Han}]{0,6}?\d+[\p{Han}\dA-Za-z#-]*)`),
	regexp.MustCompile(`([\p{Han}]{2,10}(?:路|街|大道|巷|弄|胡同|小区|花园|苑|家园|公寓)\d+(?:号|弄|栋|幢|座|单元|楼|室)[\p{Han}\dA-Za-z#-]*)`),
	regexp.MustCompile(`(?:地址(?:是|改成|改为|换成|应该是|换到|[:：])+|寄到|送到|发到|改到|寄去|搬到了?|住在?|收货地址)\s*([\p{Han}\dA-Za-z]{2,}(?:路|街|号|室|楼|区|村|苑|园|巷|弄|栋|单元|大厦|广场|镇|市|省|座|层)[\p{Han}\dA-Za-z#-]*)`),
	regexp.MustCompile(`(?i)(?:post ?code|zip(?: code)?|邮编)(?: is|:|：|是)?\s*([a-z0-9]{3,5}[ -]?[a-z0-9]{0,4})\b`),
}

// hanAddressLead is what comes in front of an address and is none of it.
var hanAddressLead = regexp.MustCompile(`^.*(?:地址(?:写)?(?:是|在|改成|改为|换成|应该是|改到|换到|为)?|改成|改为|换成|寄到|送到|发到|寄往|搬到了?|住在|住|应该是|不是|而是|在|到|是|去)`)

// hanAddressEnd is what comes behind it.
var hanAddressEnd = regexp.MustCompile(`(?:吗|了|吧|的|可以|谢谢|行不行|能不能|收|，).*$`)

// In finds addresses.
func In(m find.Message) []find.Fact {
	var out []find.Fact
	for _, re := range addressREs {
		for _, f := range find.All(re, m.Text, find.Address, 1) {
			if shapeAddress(m.Text, &f) && !find.Overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	return joined(m.Text, out)
}

// joined makes one of two parts of a Chinese address that a space parts: the street
// and the building.
func joined(text string, parts []find.Fact) []find.Fact {
	slices.SortFunc(parts, func(a, b find.Fact) int { return a.Start - b.Start })
	out := parts[:0]
	for _, f := range parts {
		if n := len(out); n > 0 && find.FirstRune(f.Value) >= 0x2E80 && strings.TrimSpace(text[out[n-1].End:f.Start]) == "" {
			out[n-1].End = f.End
			out[n-1].Value = text[out[n-1].Start:f.End]
			continue
		}
		out = append(out, f)
	}
	return out
}

func shapeAddress(text string, f *find.Fact) bool {
	if find.FirstRune(f.Value) >= 0x2E80 {
		f.Start += len(hanAddressLead.FindString(f.Value))
		f.End -= len(hanAddressEnd.FindString(text[f.Start:f.End]))
		f.Value = text[f.Start:f.End]
		return find.DigitsIn(f.Value) > 0
	}
	parts := strings.SplitAfter(f.Value, ",")
	keep := 0
	for i, p := range parts {
		fields := strings.Fields(strings.ToLower(p))
		if i > 0 && len(fields) > 0 && (notAddress[fields[0]] || len(fields) > 4) {
			break
		}
		if i == 0 && !plausibleStreet(fields) {
			return false
		}
		keep += len(p)
	}
	f.End = f.Start + keep
	find.Trim(text, f)
	f.End += len(pinRE.FindString(text[f.End:]))
	f.Value = text[f.Start:f.End]
	return find.DigitsIn(f.Value) > 0
}

// pinRE is the town and the six digits that end an Indian address.
var pinRE = regexp.MustCompile(`^(?:, ?\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+){0,2}){0,2},? ?(?:\p{Lu}[\p{L}-]+)? ?[-–]? ?\d{3} ?\d{3}\b`)

// plausibleStreet keeps "3 months in a row" and "2 items on the way" out.
func plausibleStreet(fields []string) bool {
	for i, w := range fields {
		if find.Breaks[w] || i == 1 && find.UnitRE.MatchString(w) && !strings.HasPrefix(w, "am") && !strings.HasPrefix(w, "pm") {
			return false
		}
	}
	return true
}

var notAddress = find.Words(`and but not please it its it's i im i'm the which can thanks thank my we is or so because order phone tel email name ref this that since you he she they if when instead no yes ok also then what why how where number mobile call`)
