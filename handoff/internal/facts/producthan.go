package facts

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hanStops end what may describe a thing in front of it.
const hanStops = `的了买订购个台件双套把张盏款只条部瓶盒箱包本副块床我你您他她们这那退换拍收到给和跟与说在是有用想要问发还新对就也都又再没不请帮把被让为从等着过完得地吗呢吧啊呀上下里前后号天月日周昨今明次第两三四五六七八九十一元钱修寄送`

// inGeneral stands before goods that nobody has: "do you sell air fryers".
var inGeneral = regexp.MustCompile(`(?:卖|有没有|有没有卖|推荐|求推荐|什么样的|哪种|哪款)(?:[\p{Han}]{0,2})$`)

// unwanted stands before goods that the visitor has not.
var unwanted = regexp.MustCompile(`(?:没有?|不是|无)(?:买)?$`)

// shortHan are one-character words for goods; they need something in front.
const shortHan = "灯椅桌床柜锅壶鞋裤裙碗扇仪垫枪帽毯枕机器会员套餐课程"

// noThings end in such a word and are nothing that is sold.
var noThings = regexp.MustCompile(`(?:司机|随机|关机|开机|死机|待机|飞机|停机|服务器|浏览器|处理器|重启机|时机|危机|动机|机器|商机|换机|乘机|登机|转机|接机|送机)$`)

// hanGoods finds Chinese words for goods, with what describes them.
func hanGoods(text string) []Fact {
	var out []Fact
	for i, r := range text {
		if !unicode.Is(unicode.Han, r) && r != 'U' && r != 'T' || len(out) > 0 && i < out[len(out)-1].End {
			continue
		}
		w := goodsAt(text[i:], r)
		if w == "" {
			continue
		}
		f := Fact{Kind: Product, Start: describedFrom(text, i), End: i + len(w)}
		if longer := followOn(text, f.End); longer > 0 {
			f.End = longer
		}
		if strings.Contains(shortHan, w) && f.Start == i || inGeneral.MatchString(text[:f.Start]) || notThing(text[f.End:]) || noThings.MatchString(text[f.Start:f.End]) || unwanted.MatchString(text[:f.Start]) {
			continue
		}
		f.Value = text[f.Start:f.End]
		out = append(out, f)
	}
	return out
}

// followOn joins goods that follow at once: "手机" and "壳" are known together,
// "咖啡机" and "滤芯" are one thing.
func followOn(text string, at int) int {
	r, _ := utf8.DecodeRuneInString(text[at:])
	if w := goodsAt(text[at:], r); w != "" {
		return at + len(w)
	}
	if m := modelAfter.FindString(text[at:]); m != "" {
		return at + len(strings.TrimRight(m, " "))
	}
	return 0
}

var modelAfter = regexp.MustCompile(`^ ?(?:[A-Z]+[A-Za-z]*-?\d+[A-Za-z0-9]*|Pro|Max|Mini|Plus|Ultra)(?: (?:Pro|Max|Mini|Plus|Ultra))?`)

var digitAfter = regexp.MustCompile(`^[:：是为 ]*\d{3,}`)

// notThing: "手机号", "电脑端", "手机上" speak of something else.
func notThing(rest string) bool {
	if digitAfter.MatchString(rest) {
		return true
	}
	if foundIn.MatchString(rest) {
		return false
	}
	for _, s := range []string{"银行", "号", "端", "上", "版", "验证", "尾号", "里", "短信", "登录", "支付"} {
		if strings.HasPrefix(rest, s) {
			return true
		}
	}
	return false
}

// foundIn: "奶粉里有虫" speaks of the powder.
var foundIn = regexp.MustCompile(`^[里上](?:面)?(?:有|全是|都是|一股|长)`)

// describedFrom goes left over what describes: a few characters, a Latin word
// of a brand or model, and the brand's characters in front of that.
func describedFrom(text string, at int) int {
	start := hanBefore(text, at)
	if brand := brandBefore.FindString(text[:start]); brand != "" {
		start = hanBefore(text, start-len(brand))
	}
	return start
}

func hanBefore(text string, at int) int {
	for n := 0; at > 0 && n < 4; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if !unicode.Is(unicode.Han, r) || strings.ContainsRune(hanStops, r) {
			break
		}
		at -= size
	}
	return at
}

var brandBefore = regexp.MustCompile(`(?:\p{Han}\d{1,3}|[A-Za-z][A-Za-z0-9-]*(?: [A-Z0-9][A-Za-z0-9-]*)?) ?$`)

// hanBrands finds a brand's characters with a model: "云雀X5", "星河 Pro".
func hanBrands(text string) []Fact {
	var out []Fact
	for _, f := range all(hanBrandRE, text, Product, 1) {
		if !strings.ContainsAny(f.Value, "0123456789PMU") || notModelOf.MatchString(f.Value) {
			continue
		}
		out = append(out, f)
	}
	return out
}

var (
	hanBrandRE = regexp.MustCompile(`(?:^|[的了买订购个台件双套把张盏款只条部瓶盒箱，,。！？\s「“"是用退换])([\p{Han}]{2,4}? ?(?:[A-Z][A-Za-z]{0,7}-?\d{1,4}[A-Za-z]{0,3}|Pro|Max|Plus|Mini|Ultra)(?: ?(?:Pro|Max|Plus|Mini|Ultra|Lite|SE))?)(?:[^A-Za-z0-9-]|$)`)
	notModelOf = regexp.MustCompile(`单|号|码|错|误|报|示|编|券|型|版本|代|出现|闪|故障|显示|电话|金额|我|你|你们|尾|座|室|层`)
)
