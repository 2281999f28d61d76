package facts

import (
	"regexp"
	"strings"
)

var emailRE = regexp.MustCompile(`(?i)[a-z0-9][a-z0-9._%+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}`)

func emails(m Message) []Fact { return all(emailRE, m.Text, Email, 0) }

// keywords in front of a number say what it is.
var keyedREs = []struct {
	kind Kind
	re   *regexp.Regexp
}{
	{Tracking, regexp.MustCompile(`(?i)(?:tracking|waybill|parcel|shipment|consignment|dhl|ups|fedex)(?: ?(?:number|no\.?|nr\.?|id|code|#|num))+(?:[ :：#]|is|was)*([a-z0-9][a-z0-9-]{5,}\d[a-z0-9-]*)`)},
	{Tracking, regexp.MustCompile(`(?i)(?:运单号?|快递单号?|物流单号?|快递号|物流号|快递编号)[\s:：是为]*([a-z0-9][a-z0-9-]{5,})`)},
	{Order, regexp.MustCompile(`(?i)(?:orders?|purchase|bestellung|ord|po|booking|reservation)(?:[ -]?(?:number|no\.?|nr\.?|id|code|num|nummer|ref(?:erence)?))*(?:[ :：#(]|is|was|it's|its|=)*((?:[a-z]{1,6}-?)?\d[a-z0-9]*(?:-[a-z0-9]+)*)`)},
	{Order, regexp.MustCompile(`(?i)(?:订单编?号?|单号|订单号码|下单号|訂單編?號?|预订号)[\s:：#是为]*(?:是|为|：)?\s*((?:[a-z]{1,6}-?)?\d[a-z0-9]*(?:-[a-z0-9]+)*)`)},
	{Order, regexp.MustCompile(`(\d{4,}[A-Za-z0-9-]*)\s?(?:号|这个|那个|的)*(?:订单|訂單)`)},
	{Ticket, regexp.MustCompile(`(?i)(?:invoice|ticket|case|reference|ref|claim|complaint|rma|return|contract|customer|member(?:ship)?|account|policy)(?:[ -]?(?:number|no\.?|nr\.?|id|code|#|num))*(?:[ :：#]|is|was)*((?:[a-z]{1,6}-?)?\d[a-z0-9]{2,}(?:-[a-z0-9]+)*)`)},
	{Ticket, regexp.MustCompile(`(?i)(?:发票号?码?|工单号?|客户号|会员号|会员编号|合同号|售后单号?|退货单号?|账号)[\s:：#是为]*([a-z0-9][a-z0-9-]{3,})`)},
	{SKU, regexp.MustCompile(`(?i)(?:sku|model|article|item|part|serial|product|s/n|sn|version)(?:[ -]?(?:number|no\.?|nr\.?|id|code|#|num))*(?:[ :：#]|is|was)*([a-z]*-?\d[a-z0-9]*(?:[-/.][a-z0-9]+)*|[a-z]{2,}-\d[a-z0-9-]*)`)},
	{SKU, regexp.MustCompile(`(?i)(?:型号|货号|序列号|编号|款号|商品编码|版本|商品编号|机身号)[\s:：#是为]*([a-z0-9][a-z0-9.-]{1,})`)},
	{Code, regexp.MustCompile(`(?i)(?:error|fault|errors)(?:[ -]?(?:code|number|message|no\.?))*(?:[ :：#"“]|is|says)*([a-z]{0,6}[-_ ]?\d[a-z0-9_-]*|[a-z]+_[a-z_]+\d*)`)},
	{Code, regexp.MustCompile(`(?i)(?:错误代?码|报错|故障代?码|错误)[\s:：#是为]*([a-z]{0,6}[-_]?\d[a-z0-9_-]*)`)},
	{Code, regexp.MustCompile(`(?:voucher|coupon|promo|discount|gift ?card)(?: (?:code|number|card))*(?:[ :：#"“]|is|was)*([A-Z][A-Z0-9-]{3,}|[A-Z]*\d[A-Z0-9-]{3,})`)},
	{Code, regexp.MustCompile(`(?:优惠码|折扣码|兑换码|优惠券码|礼品卡号?)[\s:：#是为]*([A-Za-z0-9][A-Za-z0-9-]{3,})`)},
	{Order, regexp.MustCompile(`(?:^|[\s(（:：,，。])(#\s?[A-Za-z]{0,5}-?\d{3,}[A-Za-z0-9-]*)`)},
	{Order, regexp.MustCompile(`\b((?:ORD|ORDER|SO|PO|JH|JN|INV|RMA|ord|Ord|so|jh)[-_ ]?\d{3,}[A-Za-z0-9-]*)`)},
	{Order, regexp.MustCompile(`\b([A-Z]{1,5}-?\d{4,}(?:-[A-Z0-9]+)*|[A-Z]{2,5}-\d{2,}(?:-[A-Z0-9]+)*|\d{3,}-\d{4,}(?:-\d{3,})*)\b`)},
}

func keyed(m Message) []Fact {
	var out []Fact
	for _, k := range keyedREs {
		for _, f := range all(k.re, m.Text, k.kind, 1) {
			if !plausible(k.kind, f.Value) || overlaps(out, f) || followedByUnit(m.Text[f.End:]) || partOfLarger(m.Text, f) {
				continue
			}
			out = append(out, f)
		}
	}
	return out
}

// plausible keeps "order 2 lamps" from being order number 2.
func plausible(kind Kind, v string) bool {
	digits := 0
	for _, r := range v {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	switch kind {
	case Order, Tracking:
		return digits >= 3
	case Ticket:
		return digits >= 3
	case SKU:
		return digits >= 2 && len(v) >= 2
	default:
		return digits >= 1 || strings.ToUpper(v) == v && len(v) >= 4
	}
}

var unitRE = regexp.MustCompile(`(?i)^\s?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|am\b|pm\b|%|times|x\b|pieces?|items?|euros?|eur\b|dollars?|pounds?|usd|元|块|天|周|个|次|小时|分钟|月|年|点|件|台|遍)`)

var weekdayRE = regexp.MustCompile(`^周[一二三四五六日天]`)

// followedByUnit: "order 3 items" gives no order number, "订单61288周六" does.
func followedByUnit(rest string) bool {
	return unitRE.MatchString(rest) && !weekdayRE.MatchString(rest)
}

// partOfLarger: a number inside an address, an amount or a longer word.
func partOfLarger(text string, f Fact) bool {
	if f.Start > 0 && strings.ContainsRune("$€£¥￥.@/_", rune(text[f.Start-1])) {
		return true
	}
	rest := text[f.End:]
	return strings.HasPrefix(rest, "@") || len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && rest[1] >= '0' && rest[1] <= '9'
}

var amountREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)(?:[$€£¥￥]|usd|eur|gbp|cny|rmb|hk\$|us\$|chf)\s?\d[\d,]*(?:\.\d{1,2})?(?:k\b)?`),
	regexp.MustCompile(`(?i)\d[\d,]*(?:[.,]\d{1,2})?\s?(?:€|\$|£|usd|eur|gbp|chf|sek|nok|dkk|cny|rmb|euros?|dollars?|bucks|pounds|quid|yuan|kr|cents|pence)(?:\b|$)`),
	regexp.MustCompile(`\d[\d,]*(?:\.\d{1,2})?\s?(?:块钱|块|元|人民币|美元|欧元|英镑|港币|万元|圆|塊)`),
	regexp.MustCompile(`€|\$\d+`),
}

func amounts(m Message) []Fact {
	var out []Fact
	for _, re := range amountREs {
		for _, f := range all(re, m.Text, Amount, 0) {
			if strings.ContainsAny(f.Value, "0123456789") && !overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

var phoneRE = regexp.MustCompile(`(?:\+|00)\d[\d ().-]{6,}\d|\(?\b0\d{2,4}\)?[ -/]?\d[\d -]{4,}\d|\b1[3-9]\d[ -]?\d{4}[ -]?\d{4}\b|\b\d{3}[ .-]\d{3,4}[ .-]\d{4}\b|\(\d{3}\)\s?\d{3}-\d{4}`)

var phoneWordRE = regexp.MustCompile(`(?i)(?:phone|mobile|cell|tel|telephone|call me (?:on|at|back on)|reach me (?:on|at)|number is|whatsapp|手机号?码?|电话号?码?|联系电话|打给我|打)[\s:：是为号]*(?:is\s)?(\+?\d[\d ().-]{5,}\d)`)

func phones(m Message) []Fact {
	out := all(phoneWordRE, m.Text, Phone, 1)
	for _, f := range all(phoneRE, m.Text, Phone, 0) {
		if n := digitsIn(f.Value); n >= 8 && n <= 15 && !overlaps(out, f) {
			out = append(out, f)
		}
	}
	kept := out[:0]
	for _, f := range out {
		if n := digitsIn(f.Value); n >= 7 && n <= 15 {
			kept = append(kept, f)
		}
	}
	return kept
}

func digitsIn(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

var (
	bareRE     = regexp.MustCompile(`\b\d{5,}\b`)
	loneRE     = regexp.MustCompile(`(?i)^[^\pL\d]*(?:(?:it's|its|it is|is|sure|ok|yes|yeah|here|that's|thats|the number is|number|是|好的|嗯|号码是|单号是)[\s,，:：]*)*#?([a-z]{0,5}-?\d[a-z0-9-]{2,})[^\pL\d]*$`)
	corrRE     = regexp.MustCompile(`(?i)(?:not|it's|its|is|should be|meant|mean|correct|是|应该是|改成|不是)\s?#?([a-z]{0,5}-?\d{4,}[a-z0-9-]*)`)
	askOrder   = regexp.MustCompile(`(?i)order|订单|单号|訂單`)
	askPhone   = regexp.MustCompile(`(?i)phone|mobile|call you|手机|电话`)
	askPost    = regexp.MustCompile(`(?i)post ?code|zip|address|邮编|地址`)
	askTrack   = regexp.MustCompile(`(?i)tracking|waybill|运单|快递单|物流单`)
	askSKU     = regexp.MustCompile(`(?i)model|serial|sku|article number|型号|序列号|货号`)
	askTicket  = regexp.MustCompile(`(?i)invoice|ticket|customer number|reference|member|发票|工单|会员`)
	orderWords = regexp.MustCompile(`(?i)\b(?:order|ordered|bought|purchase|parcel|package|refund|number)\b|订单|单号|买|退款|包裹|快递`)
)

// bareNumbers are numbers without a word that says what they are: then the
// question before tells, or the rest of the message.
func bareNumbers(m Message) []Fact {
	kind := askedKind(m.Asked)
	var out []Fact
	for _, f := range all(loneRE, m.Text, kind, 1) {
		if digitsIn(f.Value) >= 3 {
			out = append(out, f)
		}
	}
	for _, f := range all(corrRE, m.Text, kind, 1) {
		if !overlaps(out, f) && !followedByUnit(m.Text[f.End:]) {
			out = append(out, f)
		}
	}
	if orderWords.MatchString(m.Text) || m.Asked != "" && kind != Order || askOrder.MatchString(m.Asked) {
		for _, f := range all(bareRE, m.Text, kind, 0) {
			if !followedByUnit(m.Text[f.End:]) && !partOfLarger(m.Text, f) && !overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

func askedKind(asked string) Kind {
	switch {
	case asked == "":
		return Order
	case askTrack.MatchString(asked):
		return Tracking
	case askOrder.MatchString(asked):
		return Order
	case askPhone.MatchString(asked):
		return Phone
	case askSKU.MatchString(asked):
		return SKU
	case askTicket.MatchString(asked):
		return Ticket
	case askPost.MatchString(asked):
		return Address
	}
	return Order
}

// all gives the matches of a group as facts, trimmed.
func all(re *regexp.Regexp, text string, kind Kind, group int) []Fact {
	var out []Fact
	for _, at := range re.FindAllStringSubmatchIndex(text, 8) {
		start, end := at[2*group], at[2*group+1]
		if start < 0 {
			continue
		}
		f := Fact{Kind: kind, Start: start, End: end}
		trim(text, &f)
		if f.Start < f.End {
			out = append(out, f)
		}
	}
	return out
}

func trim(text string, f *Fact) {
	const edge = " \t\r\n.,;:!?()\"'-_#：，。！？、"
	for f.Start < f.End && strings.ContainsRune(edge, rune(text[f.Start])) && text[f.Start] < 0x80 && text[f.Start] != '(' {
		f.Start++
	}
	for f.End > f.Start && text[f.End-1] < 0x80 && strings.ContainsRune(edge, rune(text[f.End-1])) && text[f.End-1] != ')' {
		f.End--
	}
	f.Value = text[f.Start:f.End]
}
