package number

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// An identifier is one number as people write it: "KXR7TM", "EF-0091-7743",
// "G4A 0099 3178 21", "7车12F". What it is a number of is said by the nearest word
// in front of it that names something with a number, with nothing but small
// words in between.
var (
	identifierRE = regexp.MustCompile(`(?:[A-Z]{1,5}\.? )?#?(?:[A-Za-z]{1,8}[-_./])*[A-Za-z]{0,8}\d[A-Za-z0-9]*(?:[-_./][A-Za-z0-9]+)*(?: (?:[A-Z]{0,3}\d[A-Z0-9]{0,5}|[A-Z]{1,3})\b(?:-[A-Za-z0-9]+)*)*`)
	// locatorRE is a number without a digit, which only its word tells.
	locatorRE = regexp.MustCompile(`(?i:\b(?:booking|reservation|confirmation|pnr|locator|record)(?: (?:reference|ref|code|number|no\.?|id))*(?:[ :：#]|is)+|(?:预订号|预订码|订座编号|记录编号|确认号)(?:是|为|[:： ])*)([A-Z]{6})\b`)
	// hanDigitsRE is a number told digit by digit: "一三五八八…", "幺三八…".
	hanDigitsRE = regexp.MustCompile(`[零〇一二三四五六七八九幺]{5,}|[零〇一二三四五六七八九幺]{3,4}(?:[ -][零〇一二三四五六七八九幺]{3,4}){1,3}`)
	hanSeatRE   = regexp.MustCompile(`\d{1,2}(?:车厢?\d{1,3}[A-F]?号?|排\d{1,3}[座号])`)
	// spacedSignsRE is a number told sign by sign: "6 X Q 2 P L", "H X 9 dash double oh four".
	spacedSignsRE = regexp.MustCompile(`(?i)\b(?:(?:[a-z]|\d|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|dash|hyphen|slash)[ ,]+){4,}(?:[a-z]|\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)\b`)
	surePhoneRE   = regexp.MustCompile(`\+\d[\d ().-]{6,}\d|\(\d{2,4}\)\s?\d{3,4}[ -]?\d{4}`)
	// enDigitsRE is the same in English.
	enDigitsRE = regexp.MustCompile(`(?i)\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)[ ,-]+){5,}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b`)
)

// numberOf are the words that have a number, by what the number is then.
var numberOf = kindsOf(map[find.Kind]string{
	find.Order:    `order orders booking bookings reservation confirmation pnr locator itinerary bestellung ordernr orderno`,
	find.Tracking: `tracking waybill consignment shipment parcel parcels package`,
	find.Ticket: `reference ref refs invoice ticket case claim complaint rma contract registration agreement
job report incident transaction receipt application pcn tag file flight train room seat row coach plate licence license payment docket dossier crm po chart permit quote quotation request job po`,
	find.Account: `customer consumer admission member membership account policy patient client player user student loyalty subscription tenant medical`,
	find.SKU:     `sku model article item part serial s/n sn imei iccid key keys sim barcode ean isbn batch lot chassis vin`,
	find.Code:    `error voucher coupon promo fault pin exception`,
	find.Phone:   `phone mobile cell tel telephone whatsapp landline`,
	find.Void:    `vat tax iban bic swift cvv card ending ends end sort step page chapter size reading level floor platform version firmware android ios windows mac chrome gen`,
})

func kindsOf(lists map[find.Kind]string) map[string]find.Kind {
	m := map[string]find.Kind{}
	for kind, list := range lists {
		for w := range find.Words(list) {
			m[w] = kind
		}
	}
	return m
}

// numberFillers may stand between a word and its number.
var numberFillers = find.Words(`number numbers no nr num id code reference ref is was are it its it's says reads the my our your a an of under as be should with ending in for full whole new correct actual right that this holder`)

// hanNumberREs are the Chinese form of numberOf, at the end of what precedes.
var hanNumberREs = []struct {
	kind find.Kind
	re   *regexp.Regexp
}{
	{find.Void, regexp.MustCompile(`(?:税号|识别号|身份证号?码?|护照号?|银行卡号?|信用卡号?|账户|(?:卡|账号|账户|银行)尾号|读数|第|满|减)` + hanFillers)},
	{find.Code, regexp.MustCompile(`(?:错误代?码?|故障代?码?|报错|券码|优惠码|折扣码|兑换码|礼品卡号?|提示码|状态码|卡密)` + hanFillers)},
	{find.Phone, regexp.MustCompile(`(?:电话|手机号?|座机|联系方式|号码换成|打给我|打我|回电|微信|拨|联系)` + hanFillers)},
	{find.SKU, regexp.MustCompile(`(?:型号|货号|序列号|机身号?|机身编号|机身码|款号|商品编[码号]|SN码?|条码|IMEI|批号|车架号|电表号|表号)` + hanFillers)},
	{find.Tracking, regexp.MustCompile(`(?:运单号?|快递单?号?|物流单?号?|快递编号|顺丰|中通|圆通|韵达|申通|极兔|京东物流|邮政|包裹)` + hanFillers)},
	{find.Order, regexp.MustCompile(`(?:订单|订单编?号|订位代号|代号|取票序?号|维修单|预订号?|单子|下单号|确认号|预订码|訂單編?號?|(?:^|[^运工案合水])单号)` + hanFillers)},
	{find.Account, regexp.MustCompile(`(?:客户编?号?|会员编?号?|成员编?号|会员卡号?|账号|宽带账号|户号|保单号?|角色ID|玩家ID|用户ID|ID|就诊卡号?|病历号|门诊号|学号|卡号)` + hanFillers)},
	{find.Ticket, regexp.MustCompile(`(?:发票号?|工单|合同编?号?|售后单?号?|退货单号?|案件|报案号?|投诉号?|受理编?号|流水号?|交易号?|加工单|航班号?|车次|房间号?|房号|座位号?是?|车厢|车牌号?|票号|取票号|申请编?号|登记号|案号|编号)` + hanFillers)},
}

const hanFillers = `(?:编?号码?|是|为|[:：#，, ]|的|就|写的|应该|给你|发你|尾号|我)*$`

// Identifiers finds numbers with the word that says what they are.
func Identifiers(m find.Message) []find.Fact {
	out := append(find.All(locatorRE, m.Text, find.Order, 1), find.All(hanSeatRE, m.Text, find.Ticket, 0)...)
	sure := find.All(surePhoneRE, m.Text, find.Phone, 0)
	for _, f := range find.All(spacedSignsRE, m.Text, find.Order, 0) {
		if kind, known := latinKey(m.Text[:f.Start], f.Value); known && kind != find.Void {
			f.Kind = kind
		}
		if find.DigitsIn(Spoken(find.Order, f.Value)) > 0 {
			out = append(out, f)
		}
	}
	for _, re := range []*regexp.Regexp{hanDigitsRE, enDigitsRE, identifierRE} {
		for _, at := range re.FindAllStringIndex(m.Text, 12) {
			f := find.Fact{Start: at[0], End: at[1]}
			find.Trim(m.Text, &f)
			if re == identifierRE {
				shorten(m.Text, &f)
			}
			if f.Value == "" || find.Overlaps(out, f) || inWord(m.Text, f) || find.Overlaps(sure, f) {
				continue
			}
			kind, sure := numberKind(m, f, re != identifierRE)
			if f.Kind = kind; sure && whole(m.Text, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// shorten drops a first word of capitals that is the key or shouts, and groups
// behind that count something: "order 4471 2 weeks ago", "ID 4471".
func shorten(text string, f *find.Fact) {
	if first, rest, ok := strings.Cut(f.Value, " "); ok && find.DigitsIn(first) == 0 {
		low := strings.ToLower(strings.Trim(first, ".#"))
		if _, key := numberOf[low]; key || numberFillers[low] || find.Breaks[low] || find.Owned[low] || len(low) == 1 && low == "i" {
			f.Start = f.End - len(rest)
		}
	}
	for {
		f.Value = text[f.Start:f.End]
		cut := strings.LastIndexByte(f.Value, ' ')
		if cut < 0 {
			return
		}
		tail := f.Value[cut+1:]
		if find.DigitsIn(tail) > 0 && !followedByUnit(text[f.End:]) && !(len(tail) == 1 && cut > 1 && f.Value[cut-2] != ' ') || find.DigitsIn(tail) == 0 && endsGroup(text[f.End:]) && !isWordOf(tail) {
			return
		}
		f.End = f.Start + cut
	}
}

func isWordOf(s string) bool { return find.Words(`I A AM PM OK NO US UK EU IT AT ON IS`)[s] }

// endsGroup: letters behind a number belong to it where the clause ends.
func endsGroup(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || strings.ContainsRune(".,;:!?)，。！？", r)
}

// inWord: the middle of a Latin word, of an address or of an amount is no number.
func inWord(text string, f find.Fact) bool {
	if f.Start > 0 {
		r, _ := utf8.DecodeLastRuneInString(text[:f.Start])
		if unicode.IsLetter(r) && r < 0x2E80 || unicode.IsDigit(r) || strings.ContainsRune("$€£¥￥@+", r) {
			return true
		}
	}
	return strings.HasPrefix(text[f.End:], "@") || strings.HasPrefix(text[f.End:], "%")
}

// whole reports whether the number is long enough for what it is said to be.
func whole(text string, f find.Fact) bool {
	digits := find.DigitsIn(f.Value)
	mixed := digits > 0 && strings.ToUpper(f.Value) == f.Value && len(f.Value) >= 5 && digits < len(f.Value)
	switch f.Kind {
	case find.Void:
		return true
	case find.Phone:
		return digits >= 7 || digits == 0
	case find.Code, find.SKU:
		return digits >= 2 || mixed
	case find.Order, find.Tracking:
		return digits == 0 || digits >= 3 && !(digits == 3 && followedByUnit(text[f.End:])) || mixed
	case find.Name, find.Email, find.Ticket, find.Account, find.Product, find.Amount, find.Date, find.Address, find.Quantity, find.Tried, find.Wish, find.Detail:
	}
	return digits == 0 || digits >= 3 || mixed || placeNumber.MatchString(f.Value)
}

// placeNumber is a seat: "14C".
var placeNumber = regexp.MustCompile(`^(?:\d{1,2}[A-K]|[A-Z]\d{1,2})$`)

// numberKind says what a number is, by the word that has it.
func numberKind(m find.Message, f find.Fact, spelt bool) (find.Kind, bool) {
	before := find.Before(m.Text, f.Start)
	if r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " :：，,#")); unicode.Is(unicode.Han, r) || hanKeyEnd.MatchString(before) {
		for _, k := range hanNumberREs {
			if k.re.MatchString(before) {
				return k.kind, true
			}
		}
	} else if kind, ok := latinKey(before, f.Value); ok {
		return kind, true
	}
	if spelt {
		return speltKind(m, f)
	}
	if shownRE.MatchString(before) && codeLike.MatchString(f.Value) {
		return find.Code, true
	}
	if find.DigitsIn(f.Value) >= 3 && asksFor(m.Asked) && !dayRE.MatchString(f.Value) && phoneRE.FindString(f.Value) != f.Value {
		if askCard.MatchString(m.Asked) && find.DigitsIn(f.Value) <= cardTail {
			return find.Account, true
		}
		if askCard.MatchString(m.Asked) {
			return find.Void, true
		}
		kind := askedKind(m.Asked)
		return kind, kind != find.Address && (kind != find.Phone || find.DigitsIn(f.Value) >= 7)
	}
	return find.Void, false
}

// cardTail is how much of a card's number tells whose it is and pays nothing.
const cardTail = 6

var hanKeyEnd = regexp.MustCompile(`(?:ID|SN|IMEI)[:：是为 ]*$`)

// speltKind: digits told one by one without a word in front are what was asked
// for, or a telephone number if they are as many.
func speltKind(m find.Message, f find.Fact) (find.Kind, bool) {
	n := utf8.RuneCountInString(strings.ReplaceAll(f.Value, " ", ""))
	han := find.FirstRune(f.Value) >= 0x2E80
	switch {
	case han && n == 11 && strings.ContainsRune("一幺", find.FirstRune(f.Value)):
		return find.Phone, true
	case asksNumber.MatchString(m.Asked) && (n >= 5 || !han):
		return askedKind(m.Asked), true
	case phoneLead.MatchString(m.Text[:f.Start]):
		return find.Phone, true
	}
	return find.Void, false
}

var phoneLead = regexp.MustCompile(`(?i)\b(?:call|ring|phone|text|reach|number)(?: me| us)?(?: back)?(?: at| on| is)?:? $`)

// latinKey walks back from a number over small words to the word that has it. A
// colon in front of the number lets more words stand between.
func latinKey(before, value string) (find.Kind, bool) {
	sentence := before[strings.LastIndexAny(before, ".!?;\n")+1:]
	for _, abbreviated := range []string{"no.", "nr.", "ref.", "tel.", "No.", "Nr.", "Ref.", "Tel."} {
		if at := strings.LastIndex(before, abbreviated); at >= 0 && len(before)-at < 12 {
			sentence = before[strings.LastIndexAny(before[:at], ".!?;\n")+1:]
		}
	}
	trimmed := strings.TrimRight(sentence, " ")
	far := strings.HasSuffix(trimmed, ":") || strings.HasSuffix(trimmed, "：")
	fields := keyWordRE.FindAllString(sentence, -1)
	for i, skipped := len(fields)-1, 0; i >= 0 && skipped < 7; i, skipped = i-1, skipped+1 {
		w := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(strings.Trim(fields[i], ".'")), "'s"), "’s")
		if w == "," {
			if skipped > 0 {
				return find.Void, false
			}
			continue
		}
		if kind, ok := numberOf[w]; ok {
			if kind == find.Void && slices.Contains(fields[i:], "it") || !ownWord(fields, i, kind, value) {
				return find.Void, false
			}
			if w == "card" && simRE.MatchString(before) {
				kind = find.SKU
			}
			return refine(fields, i, kind), true
		}
		if !numberFillers[w] && !far {
			return find.Void, false
		}
	}
	return find.Void, false
}

// simRE: the number on a SIM card is no bank card's.
var simRE = regexp.MustCompile(`(?i)\be?sim\b`)

var keyWordRE = regexp.MustCompile(`[\p{L}'’/-]+\.?|,`)

// ownWord: some words have a number only where one stands at once, or where it
// can be no count: "parcel 2", "two orders 14".
func ownWord(fields []string, i int, kind find.Kind, value string) bool {
	return kind == find.Void || find.DigitsIn(value) >= 4 || i >= len(fields)-3 && (find.DigitsIn(value) >= 3 || len(value) > find.DigitsIn(value))
}

// refine looks at the word in front: "sim card", "gift card", "meter serial".
func refine(fields []string, i int, kind find.Kind) find.Kind {
	if i == 0 {
		return kind
	}
	before, w := strings.ToLower(fields[i-1]), strings.ToLower(fields[i])
	switch {
	case w == "card" && before == "gift":
		return find.Code
	case w == "card" && before == "sim":
		return find.SKU
	case w == "card" && (before == "member" || before == "loyalty" || before == "travel" || before == "bus"):
		return find.Ticket
	}
	return kind
}

var (
	// shownRE ends in a word for what a machine tells: "the app says ERR-2041".
	shownRE  = regexp.MustCompile(`(?i)(?:\b(?:says?|saying|shows?|showing|displays?|displaying|throws?|gives?(?: me)?|gets?|getting|got|blink(?:s|ing)|flash(?:es|ing)|returns?|reads|with|message|error)(?:[ :"“'‘(]|now|an?|the|it's|its|is)*|(?:跳|闪|报|显示|弹出?|提示|出现|返回)(?:[了出的个是着为“"「:： ]|一直|错误)*)$`)
	codeLike = regexp.MustCompile(`^(?:[A-Z]{1,6}[-_ ]?\d{1,5}[A-Z]?|0[xX][0-9A-Fa-f]+|[A-Z]{2,}\d{4,6})$`)
	askCard  = regexp.MustCompile(`(?i)(?:^|[^诊员物])卡号|后四位|\blast (?:four|4)\b|\bcard number\b`)
	dayRE    = regexp.MustCompile(`^\d{1,2}[./-]\d{1,2}$`)
)

var (
	sentenceRE = regexp.MustCompile(`[^.!?。！？\n]+[.!?。！？]*`)
	asksRE     = regexp.MustCompile(`(?i)[?？]|\b(?:please|provide|tell|give|send|share|enter|let me know|need|type)\b|请|提供|告诉|发一下|多少|输入|(?:can'?t|cannot|couldn'?t|could not) find|not found|invalid|查不到|找不到|没找到`)
)

// asksFor reports whether the other side asked for a number: one that it only
// spoke of is not asked for.
func asksFor(asked string) bool {
	for _, s := range sentenceRE.FindAllString(asked, -1) {
		if asksNumber.MatchString(s) && asksRE.MatchString(s) {
			return true
		}
	}
	return false
}
