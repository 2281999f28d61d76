package goods

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// In finds the things that were bought or are not well.
func In(m find.Message) []find.Fact {
	var out []find.Fact
	aside := asides(m.Text)
	for _, look := range []func(string) []find.Fact{devices, services, goodsPhrases, brands, hanGoods, hanBrands, placed, headed, failing} {
		for _, f := range look(m.Text) {
			if !find.Overlaps(out, f) && !find.Overlaps(aside, f) && !part(f.Value) {
				out = append(out, f)
			}
		}
	}
	if len(out) == 0 && askProduct.MatchString(m.Asked) {
		out = find.All(answeredProduct, m.Text, find.Product, 1)
	}
	if len(out) > 4 {
		out = out[:4]
	}
	return out
}

// What answers "which phone do you use?" is a thing, if it looks like a name of one.
var (
	askProduct      = regexp.MustCompile(`(?i)\b(?:which|what) (?:phone|device|product|item|article|machine|appliance|game|plan|tablet|laptop|printer)\b|(?:什么|哪款|哪个|哪种)(?:手机|设备|产品|商品|机器|游戏|套餐|机型|电脑)`)
	answeredProduct = regexp.MustCompile(`^(?i:it'?s |it is |an? |the |my |i have |是)*((?:\p{Lu}[\p{L}\d-]*|\p{Han}{2,4}(?:[A-Z][A-Za-z0-9]+|\d+))(?: (?:\p{Lu}[\p{L}\d-]*|\d{1,4}[A-Za-z]{0,2})){0,3})\s*(?:[,.，。]|$)`)
)

// word is a Latin word of a message with its place.
type word struct {
	text, low  string
	start, end int
	// broken: punctuation stands between it and the word before.
	broken bool
	// afterHan: a Chinese character of having or pointing stands before it.
	afterHan bool
}

var wordRE = regexp.MustCompile(`[\p{L}\d](?:[\p{L}\d'’&/.-]*[\p{L}\d])?\+?`)

var hanHad = regexp.MustCompile(`(?:我的|买的?|买了|个|台|款|部|双|件|副|只|这|那|你们的?|家的|订的?|下单的?|收到的?|退|换)\s?$`)

func latinWords(text string) []word {
	var out []word
	last := 0
	for _, at := range wordRE.FindAllStringIndex(text, -1) {
		w := word{text: text[at[0]:at[1]], start: at[0], end: at[1]}
		if r, _ := utf8.DecodeRuneInString(w.text); unicode.Is(unicode.Han, r) {
			last = at[1]
			continue
		}
		w.low = strings.ToLower(w.text)
		w.broken = len(out) == 0 || strings.TrimSpace(strings.Trim(text[last:w.start], `"“”‘’'*`)) != ""
		last = w.end
		w.afterHan = hanHad.MatchString(find.Before(text, w.start))
		out = append(out, w)
	}
	return out
}

func (w *word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsUpper(r)
}

var ordinalRE = regexp.MustCompile(`(?i)^\d+(?:st|nd|rd|th|am|pm|cm|mm|kg|ml|min|x)$`)

// modelLike: "X200", "NovaTab", "8022e", "S3".
func (w *word) modelLike() bool {
	letters, digits, upper := 0, 0, 0
	for i, r := range w.text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
			if unicode.IsUpper(r) && i > 0 {
				upper++
			}
		}
	}
	if ordinalRE.MatchString(w.text) {
		return false
	}
	return letters > 0 && digits > 0 && letters+digits <= 12 || upper > 0 && upper < letters-1 && digits == 0
}

var (
	counted    = find.Words(`a an one two three four five six seven eight nine ten some new of both`)
	elsewhere  = find.Words(`on in at by near behind outside through from into using under beside inside onto via`)
	suffixes   = find.Words(`pro mini max plus lite air ultra se xl xs gen mk edition duo neo go fold flip`)
	plainFirst = find.Words(`broken damaged faulty defective wrong same other second first whole stupid bloody damn fucking missing brand entire current delivered old actual exact new another right left correct replacement next last
third original free only own main very lovely nice beautiful awful bad good great poor cheap expensive cracked ordered so-called returned`)
)

// vague words name goods only with a word in front: "coffee machine", "phone case".
var vague = find.Words(`brush cable chain chest dish foil hook ink iron laser lens liner magnet mask pan pipe plate pot pouch powder remote rope sauce saw sheet spray straps sword tap torch trunk tub valve veil weights jar cartridge pegs pedal seeds shades socket lighter whistle card meter case box set kit unit system machine device gadget appliance cover stand book books door window gate top band plug switch light bundle tray bin calendar remote hub sink tap maker pen pens
paint glass screen seat wagon warmer phone bath mount holder dock sleeve ring ball lock watch tracker scale frame sensor alarm light pump cap drive bar system feeder opener cleaner display computer
usb console body part iron tie cart dress cold album planner poster collar coffee tea cream wine chocolate tv toy jack play pan key sink tile plate cart basket notebook match trainer bowl scanner`)

// notAfter words make the goods word in front of them part of another: "phone number".
var notAfter = find.Words(`number numbers call calls line support service app apps store shop card cards delivery address signal bill bills provider company department team order orders orders' mail side size sizes man guy people team reading readings driver fitter installer`)

// goodsPhrases finds noun phrases that end in a word for goods.
func goodsPhrases(text string) []find.Fact {
	ws := latinWords(text)
	var out []find.Fact
	for i := len(ws) - 1; i >= 0; i-- {
		if !Is(ws[i].low) || i+1 < len(ws) && !ws[i+1].broken && notAfter[ws[i+1].low] {
			continue
		}
		first := phraseStart(ws, i)
		if strings.HasPrefix(ws[i].low, "card") && first < i && payCards[ws[i-1].low] {
			continue
		}
		first = measured(ws, first)
		if slices.ContainsFunc(ws[first:i+1], func(w word) bool { return people[w.low] }) {
			continue
		}
		if first == i && (vague[ws[i].low] || vague[strings.TrimSuffix(ws[i].low, "s")]) || !had(ws, first, i) {
			continue
		}
		last := i
		for last+1 < len(ws) && !ws[last+1].broken && (ws[last+1].modelLike() || ws[last+1].capital() && suffixes[ws[last+1].low]) {
			last++
		}
		last = partOf(ws, last)
		f := find.Fact{Kind: find.Product, Start: ws[first].start, End: ws[last].end}
		f.Value = text[f.Start:f.End]
		if !find.Overlaps(out, f) {
			out = append([]find.Fact{f}, out...)
		}
		i = first
	}
	return out
}

// partOf goes right from "bike's" over the part that is meant: "bike's rear
// derailleur".
func partOf(ws []word, owner int) int {
	last := owner
	if !strings.HasSuffix(ws[owner].low, "'s") && !strings.HasSuffix(ws[owner].low, "’s") {
		return last
	}
	for last+1 < len(ws) && last-owner < 2 && !ws[last+1].broken && !find.Breaks[ws[last+1].low] && !fails[ws[last+1].low] && !find.Verbs[ws[last+1].low] && !find.Acquired[ws[last+1].low] {
		last++
	}
	return last
}

// phraseStart goes left from the head over what may describe it.
func phraseStart(ws []word, head int) int {
	first := head
	for first > 0 && head-first < 4 && !ws[first].broken {
		w := &ws[first-1]
		if find.Breaks[w.low] || find.Owned[w.low] || counted[w.low] || find.Acquired[w.low] || elsewhere[w.low] || find.Verbs[w.low] || isNumber(w.text) || strings.HasSuffix(w.low, "ly") {
			break
		}
		first--
	}
	for first < head && plainFirst[ws[first].low] {
		first++
	}
	return first
}

func isNumber(s string) bool { return s != "" && find.DigitsIn(s) == len(strings.Map(keepPlain, s)) }

func keepPlain(r rune) rune {
	if r == '.' || r == ',' || r == '-' {
		return -1
	}
	return r
}

// had reports whether the phrase is something that the visitor has, got or
// wants to get rid of, rather than goods in general.
func had(ws []word, first, last int) bool {
	at := first - 1
	for at >= 0 && !ws[at+1].broken && (plainFirst[ws[at].low] || isNumber(ws[at].text)) {
		at--
	}
	if ws[at+1].afterHan {
		return true
	}
	if at < 0 || ws[at+1].broken {
		if next := wordAt(ws, last+1); next == "model" || next == "serial" {
			return true
		}
		return last+1 == len(ws) || ws[last+1].broken && last > first || fails[ws[last+1].low]
	}
	w := ws[at].low
	switch {
	case find.Owned[w]:
		return at == 0 || ws[at].broken || !elsewhere[ws[at-1].low]
	case find.Acquired[w]:
		return true
	case counted[w] || isNumber(ws[at].text):
		if at > 0 && !ws[at].broken && itIs[ws[at-1].low] && last > first {
			return true
		}
		for k := at - 1; k >= 0 && k >= at-4; k-- {
			if find.Acquired[ws[k].low] && !asking(ws, k) {
				return true
			}
			if ws[k+1].broken {
				break
			}
		}
	case w == "about" || w == "for" || w == "and":
		return last > first || fails[wordAt(ws, last+1)]
	}
	return fails[wordAt(ws, last+1)] && !asking(ws, at)
}

func wordAt(ws []word, i int) string {
	if i >= len(ws) || ws[i].broken {
		return ""
	}
	return ws[i].low
}

// asking reports whether the word at k stands in "do you have", "can I order".
func asking(ws []word, k int) bool {
	return k > 0 && !ws[k].broken && ws[k-1].low == "you" || k > 1 && (ws[k-1].low == "i" || ws[k-1].low == "we") && modal[ws[k-2].low]
}

var (
	itIs  = find.Words(`it's its thats that's`)
	modal = find.Words(`can could may should do if when before`)
	// fails follow a thing that is not well or has come.
	fails = find.Words(`gave smell leak wobble rattle squeak is are was were isn't isnt aren't arent has have hasn't hasnt had arrived came stopped won't wont doesn't doesnt does didn't didnt did keeps keep broke breaks cracked leaks leaked
makes smells started starts never drops dropped shows showed died fell overheats overheated burned burnt smokes smoked sparked fails failed says flickers refuses turns restarts freezes froze crashes vibrates squeaks
wobbles rattles ran runs gets got looks feels fits that which i you cannot can't cant will still only just`)
)

// brands finds names of things by their shape: "NovaTab 11", "Family Plus plan".
func brands(text string) []find.Fact {
	ws := latinWords(text)
	var out []find.Fact
	for i := 0; i < len(ws); i++ {
		last := i
		for last+1 < len(ws) && !ws[last+1].broken && last-i < 4 && (brandWord(&ws[last]) || last > i) && (brandWord(&ws[last+1]) || isNumber(ws[last+1].text) && len(ws[last+1].text) <= 4) {
			last++
		}
		if !brandWord(&ws[i]) {
			continue
		}
		strong := ws[i].modelLike() || last > i
		if last+1 < len(ws) && !ws[last+1].broken && planWords[ws[last+1].low] {
			last++
			strong = true
		}
		first := i
		if strong && last+1 < len(ws) && !ws[last+1].broken && Is(ws[last+1].low) {
			last++
		}
		i = last
		plan := planWords[ws[last].low] && last > first
		apposed := ws[first].broken && (last+1 == len(ws) || ws[last+1].broken) && last > first && named.MatchString(text[ws[first].start:ws[last].end])
		if !strong || notBrand(ws[first:last+1]) || !plan && !apposed && (!had(ws, first, last) || !ws[first].afterHan && (first == 0 || ws[first].broken)) {
			continue
		}
		f := find.Fact{Kind: find.Product, Start: ws[first].start, End: ws[last].end}
		f.Value = text[f.Start:f.End]
		out = append(out, f)
	}
	return out
}

func brandWord(w *word) bool {
	return w.capital() && utf8.RuneCountInString(w.text) > 1 && !find.Breaks[w.low] && !find.Owned[w.low] && !fails[w.low] || w.modelLike() && find.DigitsIn(w.text) < len(w.text)-1
}

var planWords = find.Words(`plan subscription membership edition package ticket pass bundle licence license account`)

func notBrand(ws []word) bool {
	for _, w := range ws {
		if noBrands[w.low] || find.NotNames[w.low] {
			return true
		}
	}
	return find.DigitsIn(ws[0].text) >= 4
}

var noBrands = find.Words(`flight room level year unit gate row seat flat tower order page step bus train platform class terminal building block floor table line route phase grade zone ticket case ref invoice dhl ups fedex usps gls dpd hermes evri paypal visa mastercard klarna apple google whatsapp facebook instagram twitter telegram wechat alipay amex gmbh ltd inc llc plc
android ios windows mac chrome safari firefox edge bluetooth wifi wi-fi usb faq pdf vat iban bic sepa sms pin id uk us usa eu london paris berlin street road avenue lane christmas easter black friday cyber
mr mrs ms dr miss sir madam english german french chinese spanish italian pm am gdpr ceo bbb ftc trustpilot customer service support team help monday tuesday wednesday thursday saturday sunday`)

// notProducts are what the patterns catch besides products.
var notProducts = find.Words(`room rooms seat base leg legs arm arms handle lid bottom edge corner back front inside surface man woman guy people trip tour class course lesson road street house home flat apartment office order orders parcel package packages refund delivery account card problem question issue item items thing things app website site money payment number email e-mail phone
password link shipment shipping invoice receipt voucher coupon code discount tracking status address name order's case ticket message messages reply answer time day days week weeks month company service support
bot agent person human chat courier driver driver's delivery's return returns warranty one ones it them this that same reason way box side one's label lot bit team colleague colleagues customer help article articles
first second last next whole other wrong right new chance information info details update updates look problem's carrier store shop page screen picture photo receipt charge charges bank subscription fault
fact rest point end start morning afternoon evening weekend husband wife son daughter mother father mum dad kids child friend neighbour neighbor boss manager birthday wedding christmas idea refund's total price amount cost
wait response confirmation confirmation's notice quality situation experience story conversation call calls policy notification notifications mail mails letter payment's transaction purchase purchases stuff goods products product
today yesterday tomorrow here there everything nothing something anything nobody someone anyone i you he she we they who what which when where why how and or but so if not no yes
renewal contract plan upgrade download field form button zip postcode screw pair size colour color wrong stuff gift present presents money credit points`)

var notProductHan = []string{
	"订单", "快递", "包裹", "退款", "问题", "账号", "客服", "东西", "商品", "地址", "电话", "邮箱", "名字", "时间", "人工", "意思", "公司", "平台", "服务", "态度", "物流", "钱", "单号", "发票", "优惠", "积分",
	"会员", "密码", "验证码", "消息", "回复", "情况", "时候", "一下", "什么", "怎么", "产品", "货", "我", "你", "他", "那么", "这样", "现在", "已经", "可以", "颜色", "尺码", "款", "页面", "系统", "手机号", "处理器", "没", "信息", "链接", "文章",
	"号", "表单", "入口", "按钮", "师傅", "经理", "主管", "人", "同事", "心", "脾气", "耐心", "手", "眼", "孩子", "老板",
}

var colourHan = find.Words(`绿色 是绿色 蓝色 是蓝色 红色 是红色 白色 是白色 黑色 是黑色 灰色 是灰色 手机`)

// people are no goods: "have a person sort this out".
var people = find.Words(`son daughter grandson granddaughter husband wife mother father mum mom dad brother sister friend neighbour technician engineer nurse plumber doctor mechanic holder man woman guy anyone anybody somebody's person human agent someone somebody colleague manager supervisor representative team staff chat call`)

// payCards pay for things; other cards are things.
var payCards = find.Words(`credit debit bank visa mastercard payment gift business id other new old same sim delivery phone`)

func narrow(text string, f *find.Fact) {
	at := f.Start
	end := f.Start
	n := 0
	for _, w := range strings.SplitAfter(text[f.Start:f.End], " ") {
		plain := strings.ToLower(strings.TrimRight(w, " ,.!?;:"))
		if find.Breaks[plain] || n == 4 {
			break
		}
		at += len(w)
		if plain != "" {
			end = at - (len(w) - len(strings.TrimRight(w, " ,.!?;:")))
			n++
		}
		if strings.ContainsAny(w, ",.!?;:") {
			break
		}
	}
	f.End = end
	f.Value = text[f.Start:f.End]
}

func productLike(v string) bool {
	fields := strings.Fields(strings.ToLower(v))
	if len(fields) == 0 {
		return false
	}
	if v[0] >= 0x80 {
		if colourHan[v] {
			return false
		}
		for _, w := range notProductHan {
			if strings.Contains(v, w) {
				return false
			}
		}
		return true
	}
	for _, w := range fields {
		if people[w] {
			return false
		}
	}
	last := fields[len(fields)-1]
	if notProducts[last] || len(last) < 3 && find.DigitsIn(last) == 0 || strings.HasSuffix(last, "ly") || strings.HasSuffix(last, "ing") && len(fields) == 1 {
		return false
	}
	return find.DigitsIn(v) < len(v)/2
}
