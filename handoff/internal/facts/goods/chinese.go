package goods

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
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
var noThings = regexp.MustCompile(`(?:司机|随机|关机|开机|死机|待机|飞机|停机|服务器|浏览器|处理器|重启机|时机|危机|动机|机器|商机|换机|乘机|登机|转机|接机|送机|误机|复读机|流机)$`)

// hanGoods finds Chinese words for goods, with what describes them.
func hanGoods(text string) []find.Fact {
	var out []find.Fact
	for i, r := range text {
		if !unicode.Is(unicode.Han, r) && r != 'U' && r != 'T' || len(out) > 0 && i < out[len(out)-1].End {
			continue
		}
		w := goodsAt(text[i:], r)
		if w == "" {
			continue
		}
		f := find.Fact{Kind: find.Product, Start: describedFrom(text, i), End: i + len(w)}
		if longer := followOn(text, f.End); longer > 0 {
			f.End = longer
		}
		if strings.Contains(shortHan, w) && f.Start == i || inGeneral.MatchString(find.Before(text, f.Start)) || notThing(text[f.End:]) || noThings.MatchString(text[f.Start:f.End]) || unwanted.MatchString(find.Before(text, f.Start)) || usedHan[text[f.Start:f.End]] && !meant(text, &f) {
			continue
		}
		f.Value = text[f.Start:f.End]
		out = append(out, f)
	}
	return out
}

// hanFails tells that what stands before it, in its clause, is a thing that is not
// well, has not come or does not fit.
var hanFails = regexp.MustCompile(`(?:(?:全|都|又|就|已经|还是|一直|老是?|总是?|突然|根本|完全|竟然|居然|有点|太|这么|好像|怎么)*(?:坏|翘|裂|碎|破|断|漏|掉|歪|变形|生锈|发霉|发黄|褪色|缩水|起球|开线|开胶|脱胶|冒烟|漏电|漏水|漏油|漏气|异响|卡住|卡死|卡纸|死机|黑屏|闪屏|花屏|没反应|没声音|没味道|不亮|不转|不动|不热|不冷|不制冷|不出水|不通电|不充电|不响|不准|不合适|不对版|不能用|用不了|开不了|打不开|关不上|装不上|装不了|激活不了|启动不了|连不上|充不进|插不进|合不上|拧不|拉不|发错|送错|寄错|少发|漏发|少了|缺了|没到|没收到|没送到|没发货|没寄到|[\p{Han}]{0,2}(?:那|这)?有(?:条|个|一条|一个|点|股)?(?:裂|洞|划|污|异味|怪味|霉|虫|毛病|问题|色差|瑕疵|破|凹)|味道(?:特别|很|太|好)?(?:冲|大|重)|(?:偏|太|大了|小了|短了|长了|紧了|松了))|(?:显示|报|提示|跳)[A-Z]+-?\d|[\p{Han}]{0,3}(?:色|码|款)?还有货|[\p{Han}]{0,4}(?:把手|盖子|底部|表面|边上|里面|背面|轮子|拉链|屏幕|按钮|接口|扣子|带子)[\p{Han}]{0,2}(?:有|裂|坏|掉|断|是))`)

// hanHeads end words for things that are made; a word before them and a place
// where a thing can stand make them one: "麂皮短靴，".
const hanHeads = `杯瓶壶碗盘盆桶凳靴帘链带罩架柜箱袋盒垫褥巾帽袜衫袍裙裤衣镜表笔刀铲勺锁板漆膏霜乳露粉丸糖饼糕酥酱茶酒钟琴球鞋灯椅桌床锅被枕毯包`

var notHeads = regexp.MustCompile(`(?:像被|经被|就被|都被|又被|老板|模板|代表|发表|填表|报表|图表|列表|时间表|上架|下架|打架|绑架|邮箱|信箱|解锁|封锁|附带|自带|宽带|携带|文件夹|供应链|拉链|打包|红包|钱包|邮包|面膜包|全球|气球|足球场|喝酒|闹钟声|分钟|秒钟|小时钟|冲刷|起床|上床|银行|名牌|车床|不锁|没带|没锁|忘带|一带|那带|被锁)$`)

// headed finds such words.
func headed(text string) []find.Fact {
	var out []find.Fact
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		if r < 0x2E80 || !strings.ContainsRune(hanHeads, r) {
			continue
		}
		f := find.Fact{Kind: find.Product, Start: hanBefore(text, i), End: end}
		f.Value = text[f.Start:f.End]
		before, _ := utf8.DecodeLastRuneInString(text[:f.Start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		begins := f.Start == 0 || !unicode.Is(unicode.Han, before) || strings.ContainsRune("的买订退换个把双件条只台张套顶副块款盒瓶了", before)
		ends := !unicode.Is(unicode.Han, after)
		if at := hanFails.FindStringIndex(text[end:]); at != nil && at[0] == 0 {
			ends = true
		}
		if n := utf8.RuneCountInString(f.Value); begins && ends && n >= 3 && n <= 5 && productLike(f.Value) && !notHeads.MatchString(f.Value) && !notHanThing.MatchString(f.Value) && !find.Overlaps(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// failing finds things that no list names before what went wrong with them, from
// the beginning of the clause: "橡木搁板翘了".
func failing(text string) []find.Fact {
	var out []find.Fact
	for _, at := range hanClauseRE.FindAllStringIndex(text, -1) {
		clause := text[at[0]:at[1]]
		lead := len(hanLead.FindString(clause))
		end := hanFails.FindStringIndex(clause[lead:])
		if end == nil || end[0] == 0 {
			continue
		}
		f := find.Fact{Kind: find.Product, Start: at[0] + lead, End: at[0] + lead + end[0]}
		f.Value = strings.TrimRight(text[f.Start:f.End], "就都又也还才一")
		f.End = f.Start + len(f.Value)
		if n := utf8.RuneCountInString(f.Value); n < 2 || n > 8 || strings.ContainsAny(f.Value, hanStops+"能会可该来去见听觉次钟") || !productLike(f.Value) || noThings.MatchString(f.Value) || notHanThing.MatchString(f.Value) {
			continue
		}
		out = append(out, f)
	}
	return out
}

var (
	hanClauseRE = regexp.MustCompile(`[\p{Han}A-Za-z0-9-]+`)
	// hanLead is what stands before the thing in its clause.
	hanLead     = regexp.MustCompile(`^(?:你好|您好|请问|为什么|为啥|怎么|但是|可是|结果|因为|而且|现在|今天|昨天|前天|刚才|刚刚|刚|新|我们家?的?|我家的?|我的?|你们的?|你家的?|这个?|那个?|这款|那款|这台|那台|这双|那双|这件|那件|买的|订的|收到的|到的|寄来的|发来的|家里的?|孩子的?|一个|两个|有个|有一个|里面的?)*`)
	notHanThing = regexp.MustCompile(`网络|信号|声音|手感|效果|价格|功能|质量|物流|后台|界面|小程序|网页|网站|验证|登录|支付|付款|门店|店里|快|慢|网速|余额|流量|通知|短信|日期|状态|图片|照片|位置|座|房间|天气|感觉|完全|根本|一直|全部|已经|其他|里面|外面|左边|右边|上面|下面`)
)

// usedHan are things that people use to reach us, or that stand around: they are
// meant where somebody bought them or says that they are not well.
var (
	usedHan   = find.Words(`手机 电脑 平板 旧手机 新手机 我手机 电视 插座 地毯 地板 杯子 大门 螺丝 门锁 日历 支架`)
	boughtHan = regexp.MustCompile(`(?:买|订|购|收到|入手|退|换|寄|送|发|修|卖)[\p{Han}]{0,8}$|我的$`)
)

func meant(text string, f *find.Fact) bool {
	at := hanFails.FindStringIndex(text[f.End:])
	return boughtHan.MatchString(find.Before(text, f.Start)) || at != nil && at[0] == 0
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
	if brand := brandBefore.FindString(find.Before(text, start)); brand != "" {
		start = hanBefore(text, start-len(brand))
	}
	return start
}

func hanBefore(text string, at int) int {
	for n := 0; at > 0 && n < 4; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if !unicode.Is(unicode.Han, r) || strings.ContainsRune(hanStops, r) || r == '消' && strings.HasSuffix(text[:at-size], "取") {
			break
		}
		at -= size
	}
	if rest := strings.TrimPrefix(text[at:], "家"); rest != text[at:] && ownerRE.MatchString(find.Before(text, at)) { // "我家燃气灶"
		at = len(text) - len(rest)
	}
	return at
}

var ownerRE = regexp.MustCompile(`[我你您他她]们?$`)

var brandBefore = regexp.MustCompile(`(?:\p{Han}\d{1,3}|\d[A-Z]|[A-Za-z][A-Za-z0-9-]*(?: [A-Z0-9][A-Za-z0-9-]*)?) ?$`)

// hanBrands finds a brand's characters with a model: "云雀X5", "星河 Pro".
func hanBrands(text string) []find.Fact {
	var out []find.Fact
	for _, f := range find.All(hanBrandRE, text, find.Product, 1) {
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
