package number

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// speltEmailRE is an address as people say it, where a chat would hide one:
// "jo underscore reed at mail dot example", "li点wei艾特mail点example".
var speltEmailRE = regexp.MustCompile(`(?i)\b([a-z0-9][a-z0-9._+-]*(?:\s?(?:[\[(]\s?)?\b(?:dot|underscore|dash|hyphen|plus)\b(?:\s?[\])])?\s?[a-z0-9]+)*\s?(?:[\[(]\s?(?:at|@)\s?[\])]|\bat\b|@)\s?[a-z0-9-]+(?:\s?[\[(]?\s?\bdot\b\s?[\])]?\s?[a-z]{2,})+)\b|([a-z0-9][a-z0-9._+-]*(?:(?:点|下划线|杠|减号)[a-z0-9._-]+)*\s?(?:艾特|圈a|小老鼠|@)\s?[a-z0-9-]+(?:(?:点|\.)[a-z]{2,})+)`)

var emailRE = regexp.MustCompile(`(?i)[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}`)

// Emails finds e-mail addresses, written and spelt out.
func Emails(m find.Message) []find.Fact {
	out := find.All(emailRE, m.Text, find.Email, 0)
	for _, f := range find.All(speltEmailRE, m.Text, find.Email, 0) {
		if !find.Overlaps(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// Cards claims the full numbers of payment cards that no word gives to anything
// else: none of them is an order's, and 卡号 may be that of any card.
func Cards(m find.Message) []find.Fact {
	var out []find.Fact
	for _, at := range mask.CardsIn(m.Text) {
		f := find.Fact{Kind: find.Void, Start: at[0], End: at[1], Value: m.Text[at[0]:at[1]]}
		if kind, sure := numberKind(m, f, false); !sure || kind == find.Void || kind == find.Account {
			out = append(out, f)
		}
	}
	return out
}

// shapeREs tell a number by its shape, after all else was looked for.
var shapeREs = []keyedRE{
	{find.Order, regexp.MustCompile(`(?:^|[\s(（:：,，。？！?!])(#\s?[A-Za-z]{0,5}-?\d{3,}[A-Za-z0-9-]*)`)},
	{find.Order, regexp.MustCompile(`\b((?:ORD|ORDER|SO|PO|JH|JN|INV|RMA|ord|Ord|so|jh)[-_ ]?\d{3,}[A-Za-z0-9-]*)`)},
	{find.Order, regexp.MustCompile(`\b([A-Z]{1,5}-?\d{4,}(?:-[A-Z0-9]+)*|[A-Z]{2,5}-\d{2,}(?:-[A-Z0-9]+)*|\d{3,}-\d{4,}(?:-\d{3,})*|[A-Z]-\d{3,}(?:-[A-Z0-9]+)*|[A-Z]{2}-[A-Z0-9]{2,}-\d{2,}|\d{3,}-[A-Z]{1,3}|\d{2,}[A-Z]{1,4}\d{2,}|[A-Z]{1,4}-\d+-[A-Z0-9]+|\d{2,}-\d{2,}-\d{2,}|[A-Z]{2,}\d[A-Z0-9]*\d[A-Z0-9]*|[A-Z]{1,4}[_/]\d{3,}[A-Z0-9-]*|[a-z]{1,4}-\d{3,}(?:-[a-z0-9]+)*|[a-z]{1,3}\d{5,})\b`)},
}

// Keyed finds numbers by the word in front that says what they are.
func Keyed(m find.Message) []find.Fact { return byPattern(m, keyedREs) }

// Shaped finds numbers by their shape.
func Shaped(m find.Message) []find.Fact { return byPattern(m, shapeREs) }

func byPattern(m find.Message, res []keyedRE) []find.Fact {
	var out []find.Fact
	for _, k := range res {
		for _, f := range find.All(k.re, m.Text, k.kind, 1) {
			if !plausible(k.kind, f.Value) || find.Overlaps(out, f) || k.kind == find.Order && ofAnother(m.Text, f) || !numberSure(f) && followedByUnit(m.Text[f.End:]) || partOfLarger(m.Text, f) {
				continue
			}
			out = append(out, f)
		}
	}
	return out
}

// numberSure: a number behind its own word counts nothing when it is this long.
func numberSure(f find.Fact) bool {
	return f.Kind == find.Code || f.Kind == find.Order && (find.DigitsIn(f.Value) >= 4 || len(f.Value) > find.DigitsIn(f.Value))
}

// plausible keeps "order 2 lamps" from being order number 2.
func plausible(kind find.Kind, v string) bool {
	if hotlines[v] {
		return false
	}
	digits := 0
	for _, r := range v {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	switch kind {
	case find.Order, find.Tracking:
		return digits >= 3
	case find.Ticket:
		return digits >= 3
	case find.SKU:
		return digits >= 2 && len(v) >= 2
	case find.Code:
		if strings.ContainsFunc(v, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || strings.Contains(v, " ") {
			return true
		}
	default:
	}
	if kind == find.Account {
		return true
	}
	return digits >= 1 || strings.Contains(v, "_") || strings.ToUpper(v) == v && len(v) >= 4
}

var weekdayRE = regexp.MustCompile(`^周[一二三四五六日天]`)

// followedByUnit: "order 3 items" gives no order number, "订单61288周六" does.
func followedByUnit(rest string) bool {
	return find.UnitRE.MatchString(rest) && !weekdayRE.MatchString(rest)
}

// partOfLarger: a number inside an address, an amount or a longer word.
func partOfLarger(text string, f find.Fact) bool {
	if r, _ := utf8.DecodeLastRuneInString(text[:f.Start]); f.Start > 0 && strings.ContainsRune("$€£¥￥.@/_", r) {
		return true
	}
	if f.Start > 1 && text[f.Start-1] == ',' && text[f.Start-2] >= '0' && text[f.Start-2] <= '9' { // "1,149"
		return true
	}
	rest := text[f.End:]
	return strings.HasPrefix(rest, "@") || len(rest) > 1 && (rest[0] == '.' || rest[0] == ',' && find.DigitsIn(f.Value) < 4) && rest[1] >= '0' && rest[1] <= '9'
}

const (
	figure = `\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`
	// hanFigure is a number in characters: "五百", "两千三", "三百二十".
	hanFigure = `[一二两三四五六七八九几]?[十百千万][一二两三四五六七八九十百千万零几多来]*|[一二两三四五六七八九十]+|[壹贰叁肆伍陆柒捌玖拾佰仟万零]{2,}`
	enFigure  = `(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|couple) (?:hundred|thousand|grand)|hundred|ten|fifteen|five)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|and|hundred|fifty|twenty|thirty|forty|sixty|seventy|eighty|ninety))*`
)

var amountREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)(?:[$€£¥￥₹]|\b(?:usd|eur|gbp|cny|rmb|hk\$|us\$|a\$|chf|inr|rs\.?|nt\$|sgd|aud|cad)|人民币)\s?(?:` + figure + `)(?:k\b)?(?:元|块)?`),
	regexp.MustCompile(`(?i)(?:` + figure + `)\s?(?:[€$£]|(?:usd|eur|gbp|chf|sek|nok|dkk|cny|rmb|euros?|dollars?|bucks|pounds|quid|yuan|rupees|francs|kronor|kroner|kr|cents|pence|rs|rupees|naira|rand|aud|cad|sgd|p)\b)`),
	regexp.MustCompile(`(?i)\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) grand)\b`),
	regexp.MustCompile(`(?:` + figure + `)\s?(?:多|来|几)?\s?(?:块钱|块|元|人民币|美元|美金|欧元|英镑|港币|万元|万|圆|塊|刀)(?:[\d五六七八九])?`),
	regexp.MustCompile(`(?:` + hanFigure + `)(?:多)?(?:块钱|块|元|人民币|美元|美金|欧元|英镑|港币|圆|塊)(?:[一二三四五六七八九])?`),
	regexp.MustCompile(`(?i)\b` + enFigure + ` (?:euros?|dollars?|bucks|pounds|quid|yuan|francs)\b`),
}

// paidREs know an amount without a currency by what was done with it.
var paidREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?:paid|pay|costs?|charged(?: me)?|refund(?: of)?|price (?:was|is)|total(?: of| is| was)?|amount(?: of| is| was)?|owe me|took|deducted|spent|billed(?: me)?|worth)(?: (?:just|only|about|around|over|nearly|an? |extra|exactly))*:? (\d[\d,]*(?:\.\d{1,2})?)(?:[ ,.!?]|$)`),
	regexp.MustCompile(`(?:花了|付了|付款|支付了?|扣了我?|多扣了?|多收了?|收费|收取|运费|补|扣款|收了我?|退我?|退款|退还|退回|赔我?|充了|充值了?|金额(?:是|为|[:：])?|价格(?:是|为|[:：])?|总共|一共|合计|原价|卖|欠我?|少退了?|差价|变成了?|现在(?:是|卖|要)?|原来|降到|降价到|涨到|买(?:的时候)?|买的是|卖我|实付|到手价|价值|预付|押金|定金|损失)(?:了|是|我|的|大概|差不多|足足|整整|两次|一次|都|也|：|:)*\s?(` + figure + `)(?:[^\d号日月年天次个件分小点%台包A-Z]|$)`),
	regexp.MustCompile(`(?:花了|付了|扣了我?|多?收了我?|退我?|赔我?|充了|一共|总共|价值|少退了?|买了|欠我?)(?:了|大概|差不多)*([一二两三四五六七八九]?[十百千万][一二两三四五六七八九零百十几多]*)(?:[^个件次天台包分月年号斤人小倍几位]|$)`),
	regexp.MustCompile(`((?:[一二两三四五六七八九]千(?:[一二三四五六七八九]百)?|[一二两三四五六七八九]百)(?:零?[一二三四五六七八九]十?[一二三四五六七八九]?)?|[一二两三四五六七八九十]{1,3}万)(?:退|给我|还|，|,|。|！|$)`),
	regexp.MustCompile(`(?:平时|平常|本来|应该|正常|通常)(?:是|要|只要|才|收|扣)?\s?(\d+(?:\.\d{1,2})?)(?:$|[，,。！])`),
	regexp.MustCompile(`(?:买的|价)[，,]\s?(\d{2,5}(?:\.\d{1,2})?)(?:呢|啊|$|[，,。！])`),
	regexp.MustCompile(`(?i)(?:^|[ ,])(\d{1,4}\.\d{2}) (?:a|per) (?:day|night|week|month|year)\b`),
	regexp.MustCompile(`([一二两三四五六七八九]千[一二三四五六七八九]|[一二两三四五六七八九]百[一二三四五六七八九]|[一二两三四五六七八九]万[一二三四五六七八九])(?:的|买|$|，|,|。|没|还|就|呢|了|都)`),
}

// Amounts finds amounts of money.
func Amounts(m find.Message) []find.Fact {
	out := money(m)
	for i := range out {
		if rate := rateRE.FindString(m.Text[out[i].End:]); rate != "" {
			out[i].End += len(rate)
			out[i].Value = m.Text[out[i].Start:out[i].End]
		}
	}
	return out
}

// rateRE is what an amount is paid for: "£2.80 a day".
var rateRE = regexp.MustCompile(`^(?i:/(?:mo|month|day|week|year|night)\b| ?(?:a|an|per|each|every) (?:day|night|week|month|year|hour|person|head|unit)\b|/月|/年)`)

func money(m find.Message) []find.Fact {
	var out []find.Fact
	for _, re := range amountREs {
		for _, f := range find.All(re, m.Text, find.Amount, 0) {
			if !find.Overlaps(out, f) && !inNumber(m.Text, f) {
				if supposed(m.Text, f) {
					f.Kind = find.Void
				}
				out = append(out, f)
			}
		}
	}
	for _, re := range paidREs {
		for _, f := range find.All(re, m.Text, find.Amount, 1) {
			if !find.Overlaps(out, f) && !followedByUnit(m.Text[f.End:]) && !inNumber(m.Text, f) && (find.DigitsIn(f.Value) > 1 || f.Value[0] != '0') && (find.DigitsIn(f.Value) < 8 || strings.ContainsAny(f.Value, ".,")) {
				if supposed(m.Text, f) {
					f.Kind = find.Void
				}
				out = append(out, f)
			}
		}
	}
	if moneyRE.MatchString(m.Text) {
		for _, f := range find.All(decimalRE, m.Text, find.Amount, 1) {
			if !find.Overlaps(out, f) && !followedByUnit(m.Text[f.End:]) && !inNumber(m.Text, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// A price without a currency is told by its two decimals, where money is
// spoken of.
var (
	moneyRE   = regexp.MustCompile(`(?i)\b(?:charged?|refund(?:ed)?|paid|pay|payment|renew(?:ed|s|al)?|costs?|prices?|total|card|visa|mastercard|paypal|invoice|bill(?:ed)?|fee|debit(?:ed)?|bank|money|subscription|membership|month|monthly|vat)\b|扣|退款|付|收费|账单|发票|价`)
	decimalRE = regexp.MustCompile(`(?:^|[\s(:：,，])(\d{1,3}(?:[,.]\d{3})*[.,]\d{2})(?:$|[\s).,;!?，。])`)
)

// inNumber: "INV-2026 EUR", "3.9.2026": a figure inside something longer.
func inNumber(text string, f find.Fact) bool {
	if f.Start == 0 {
		return false
	}
	c := text[f.Start-1]
	starts := f.Value[0] >= '0' && f.Value[0] <= '9'
	return starts && (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' && f.Start > 1 && text[f.Start-2] != ' ')
}

// supposed reports whether an amount is one of a rule or of a case that somebody
// imagines, and nobody's: "if I pay 40 euros do I get two?", "满200减30".
func supposed(text string, f find.Fact) bool {
	from := strings.LastIndexAny(text[:f.Start], ".!?;\n") + 1
	before, after := text[from:f.Start], text[f.End:]
	if end := strings.IndexAny(after, ".!;\n"); end >= 0 {
		after = after[:end]
	}
	if supposeRE.MatchString(before) && strings.ContainsAny(after, "?？") || thresholdRE.MatchString(before) && !paidBefore.MatchString(before) {
		return true
	}
	clause := before[strings.LastIndexAny(before, "，。！？")+1:]
	return hanSupposeRE.MatchString(clause) && (strings.ContainsAny(after, "?？") || strings.Contains(after, "吗")) || hanThresholdRE.MatchString(clause)
}

var (
	supposeRE      = regexp.MustCompile(`(?i)\b(?:if|suppose|say|in case|would it|would that) (?:i|we|you|someone|my|it)\b`)
	thresholdRE    = regexp.MustCompile(`(?i)\b(?:orders?|spend(?:ing)?|purchases?|baskets?|free (?:delivery|shipping|returns?)|delivery is free|minimum(?: order| spend)?) (?:of |is |for |on |orders |purchases )*(?:over|above|under|below|from|at least|more than|less than|of) $`)
	paidBefore     = regexp.MustCompile(`(?i)\b(?:my|paid|charged|took|i) (?:\w+ ){0,3}(?:of|over|above|under) $`)
	hanSupposeRE   = regexp.MustCompile(`如果|要是|假如|假设|万一`)
	hanThresholdRE = regexp.MustCompile(`(?:满|起送价?|起步价|每满|不满|低于|超过|减)\s?$`)
)

var phoneRE = regexp.MustCompile(`(?:\+|\b00)\d[\d ().-]{6,}\d|\(?\b0\d{2,4}\)?[ -/]?\d[\d -]{4,}\d|\b1[3-9]\d[ -]?\d{4}[ -]?\d{4}\b|\b\d{3}[ .-]\d{3,4}[ .-]\d{4}\b|\(\d{2,4}\)\s?\d{3,4}[ -]?\d{4}|\b555[ -]\d{4}\b|\b[6-9]\d{4} \d{5}\b|\b1[3-9]\d[ -]\d{3,4}[ -]\d{4,5}\b`)

var phoneWordRE = regexp.MustCompile(`(?i)(?:phone|mobile|cell|tel|telephone|my number|mine|call me (?:on|at|back on)|reach me (?:on|at)|number is|whatsapp|ring me (?:on|at)|call (?:on|at)|text me (?:on|at)|contact(?: number)?|landline|line|手机号?码?|电话号?码?|联系电话|座机|微信|打给我|打|尾号)[\s:：是为号改成在,，]*(?:is\s|to\s|now\s)*(\(?\+?\d[\d ().-]{2,}\d)`)

// Phones finds telephone numbers.
func Phones(m find.Message) []find.Fact {
	out := find.All(phoneWordRE, m.Text, find.Phone, 1)
	for _, f := range find.All(phoneRE, m.Text, find.Phone, 0) {
		if n := find.DigitsIn(f.Value); n >= 8 && n <= 15 && !find.Overlaps(out, f) {
			out = append(out, f)
		}
	}
	if askPhone.MatchString(m.Asked) {
		for _, f := range find.All(phoneAskedRE, m.Text, find.Phone, 0) {
			if !find.Overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	kept := out[:0]
	for _, f := range out {
		if n := find.DigitsIn(f.Value); n >= 7 && n <= 15 || n == 4 && tailNumber.MatchString(find.Before(m.Text, f.Start)) && !orderBefore.MatchString(find.Before(m.Text, f.Start)) {
			kept = append(kept, f)
		}
	}
	return kept
}

var phoneAskedRE = regexp.MustCompile(`\+?\(?\d[\d ()./-]{5,}\d`)

// tailNumber: the last digits of something are what follows.
var tailNumber = regexp.MustCompile(`尾号(?:是|为|[:：\s])*$`)

// orderBefore: "订单尾号8821" ends an order number and no phone's.
var orderBefore = regexp.MustCompile(`(?:单号?|单编号|卡号?|银行卡|账号)尾号(?:是|为|[:：\s])*$`)

var (
	// hotlines are public numbers that people threaten to call.
	hotlines  = find.Words(`12123 12306 12366 12333 12329 12320 95598 12315 12345 12300 12378 12381 12363 10086 10010 10000 95588 96315`)
	bareRE    = regexp.MustCompile(`\b\d{5,}\b`)
	loneRE    = regexp.MustCompile(`(?i)^[^\pL\d]*(?:(?:it's|its|it is|is|sure|ok|yes|yeah|here|that's|thats|the number is|number|是|好的|嗯|号码是|单号是)[\s,，:：]*)*#?([a-z]{0,5}-?\d[a-z0-9-]{2,})[^\pL\d]*$`)
	corrRE    = regexp.MustCompile(`(?i)(?:not|it's|its|is|should be|make that|meant|mean|correct|是|应该是|改成|不是)\s?#?([a-z]{0,5}-?\d{4,}[a-z0-9-]*)`)
	askOrder  = regexp.MustCompile(`(?i)order|订单|单号|訂單`)
	askPhone  = regexp.MustCompile(`(?i)phone|mobile|call you|reach you|contact number|手机|电话|联系方式|联系您`)
	askPost   = regexp.MustCompile(`(?i)post ?code|zip|address|邮编|地址`)
	askTrack  = regexp.MustCompile(`(?i)tracking|waybill|运单|快递单|物流单`)
	askCode   = regexp.MustCompile(`(?i)(?:fault|error) (?:code|message|number)|故障码|错误码|报错`)
	askSKU    = regexp.MustCompile(`(?i)model|serial|sku|article number|型号|序列号|货号`)
	askTicket = regexp.MustCompile(`(?i)invoice|ticket|reference|(?:claim|contract|registration|flight|train|case|file) (?:number|no\b|id|code|reference)|发票|工单|案件|航班|车次`)
	askHolder = regexp.MustCompile(`(?i)(?:customer|patient|client|player|account|policy|user|subscriber|student|meter|member\w*) (?:number|no\b|id|code|reference)|member|会员|卡号|户号|账号|保单|就诊|客户编?号|角色|学号|成员`)
)

// Bare are numbers without a word that says what they are: then the
// question before tells, or the rest of the message.
func Bare(m find.Message) []find.Fact {
	kind := askedKind(m.Asked)
	var out []find.Fact
	for _, f := range find.All(loneRE, m.Text, kind, 1) {
		if find.DigitsIn(f.Value) >= 3 {
			out = append(out, f)
		}
	}
	if asksFor(m.Asked) {
		for _, f := range find.All(spacedRE, m.Text, kind, 0) {
			if find.DigitsIn(f.Value) >= 6 && !find.Overlaps(out, f) && !followedByUnit(m.Text[f.End:]) {
				out = append(out, f)
			}
		}
	}
	for _, f := range find.All(corrRE, m.Text, kind, 1) {
		if !find.Overlaps(out, f) && !followedByUnit(m.Text[f.End:]) && !ofAnother(m.Text, f) {
			out = append(out, f)
		}
	}
	for _, f := range find.All(bareRE, m.Text, kind, 0) {
		if !hotlines[f.Value] && !followedByUnit(m.Text[f.End:]) && !partOfLarger(m.Text, f) && !find.Overlaps(out, f) && !ofAnother(m.Text, f) {
			out = append(out, f)
		}
	}
	if !asksFor(m.Asked) {
		return out
	}
	for _, re := range []*regexp.Regexp{spacedRE, tokenRE} {
		for _, f := range find.All(re, m.Text, kind, 0) {
			if find.DigitsIn(f.Value) >= 3 && !followedByUnit(m.Text[f.End:]) && !partOfLarger(m.Text, f) && !find.Overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// ofAnother: a number that its word gives to something which is no fact here.
func ofAnother(text string, f find.Fact) bool {
	return otherNumber.MatchString(find.Before(text, f.Start))
}

var otherNumber = regexp.MustCompile(`(?i)(?:税号|纳税人识别号|身份证号?码?|卡号|银行卡|尾号|账户|vat (?:number|id|no\.?)|tax (?:number|id)|ending(?: in)?|sort code)(?:是|为|[:：\s]|is)*$`)

// tokenRE is any number with what belongs to it, where a number was asked for.
var (
	tokenRE    = regexp.MustCompile(`\b[A-Za-z]{0,6}[-_/]?\d[A-Za-z0-9]*(?:[-_/][A-Za-z0-9]+)*\b`)
	spacedRE   = regexp.MustCompile(`\b(?:[A-Z]{1,4} )?\d{2,5}(?: \d{2,5}){1,4}\b`)
	asksNumber = regexp.MustCompile(`(?i)order|booking|number|reference|tracking|waybill|serial|model|invoice|ticket|\b(?:id|pin|policy|claim|account)\b|订单|单号|訂單|编号|序列号|型号|工单|运单|号码|卡号|户号|账号|保单|几号|哪个号|序号|代号|fault code`)
)

func askedKind(asked string) find.Kind {
	switch {
	case asked == "":
		return find.Order
	case askCode.MatchString(asked):
		return find.Code
	case askTrack.MatchString(asked):
		return find.Tracking
	case askOrder.MatchString(asked):
		return find.Order
	case askPhone.MatchString(asked):
		return find.Phone
	case askSKU.MatchString(asked):
		return find.SKU
	case askHolder.MatchString(asked):
		return find.Account
	case askTicket.MatchString(asked):
		return find.Ticket
	case askPost.MatchString(asked):
		return find.Address
	}
	return find.Order
}
