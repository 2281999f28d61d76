package facts

import (
	"regexp"
	"strings"
)

// A product is the thing that was bought or is not well: a noun phrase after a
// verb of buying, or before a verb of failing.
const phrase = `((?:[\p{L}\d][\p{L}\d'&-]*(?: |$)){1,5}?)`

var productREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(?:bought|ordered|purchased|received|got|returned|returning|return|exchange|replace|buy|order|preordered|sent back|send back|unboxed|installed|assembled|assembling|have|own|sent me|delivered|shipped) (?:me |us |back )?(?:my |the |a |an |this |that |your |one |two |three |four |five |six |\d+ |some |these |those |new |of |both )+` + strings.TrimSuffix(phrase, "?)") + `)`),
	regexp.MustCompile(`(?i)\b(?:my|the|this|your|our|that|new|these|both|of|six|four|two|three)(?: (?:my|the|these|of|six|four|two|three))* ` + phrase + `(?:is|are|was|were|isn't|isnt|has|have|hasn't|had|arrived|came|stopped|won't|wont|does|doesn't|doesnt|did|didn't|keeps?|broke|breaks|comes?|fits?|cracked|leaks?|makes?|smells?|started|starts|will not|just|still|never|only|cannot|can't|cant|i (?:bought|ordered|got|received|have)|which i|that i|you sent|from order|in order)\b`),
	regexp.MustCompile(`(?:^|[.!?]\s+)((?:[\p{L}][\p{L}-]+ ){1,3}?)(?:arrived|came|broke|stopped|leaks|leaked|won't|doesn't|does not|is broken|is damaged|was broken|were broken|was damaged|is cracked|cracked|died|is defective|is faulty)\b`),
	regexp.MustCompile(`(?:^|[，,。！!？?\s]|[个台件双套张把盏款只条部瓶盒箱副块的了])([\p{Han}]{0,4}(?:` + thingHan + `))(?:[\p{Han}]{0,3}(?:坏|碎|裂|漏|断|掉|响|冒烟|着火|焦|破|缺|少|烧)|启动|打不开|不亮|不转|不动|不热|不制冷|不能|没反应|用不了|到的时候|到货|上周|昨天|今天|突然|一直|老是|总是|剩下|带|有味|有焦味|有异味|怎么|，|,|。|$|的灯|的把|的尺)`),
	regexp.MustCompile(`(?:买|订|购买|下单|收到|入手|拍|购|买的是|订的是|换|退)(?:了|过|的)?(?:你们家?的?|你家的?|贵司的?)?(?:一|两|三|四|\d+)?(?:个|台|件|双|套|张|把|盏|款|只|条|部|瓶|盒|箱|本|床|副|块)(?:新的|的)?([\p{Han}A-Za-z0-9-]{2,12}?)(?:，|,|。|！|？|\s|$|坏|不|没|有|是|怎么|想|能|但|一直|突然|今天|昨天|用|到|少|缺|漏|打|发|还|又|就|了|上|里|和|的|结果|收到|，)`),
	regexp.MustCompile(`(?:我的|我家的|我买的|买的|订的|收到的是|收到的|这款|这个|这台|你们的|你们家的?|那个|那台|新买的|刚买的|家里的|这张|这盏|这把|那款)([\p{Han}A-Za-z0-9-]{2,12}?)(?:坏|不|没|有|是|怎么|一直|突然|总是|老是|漏|裂|破|碎|打不|无法|出|少|发|响|冒|掉|能|用|到货|还没|老|显示|连|充|又|今天|昨天|就|，|,|。|$)`),
}

// thingHan are the last characters of words for things that are sold; in front of
// them stands what kind.
const thingHan = `台灯|吊灯|落地灯|灯泡|灯|沙发|椅|桌|床|床垫|柜|架|锅|壶|杯|碗|盘|磨豆机|咖啡机|洗碗机|洗衣机|机|秤|垫|枕|被|毯|地毯|窗帘|瓶|鞋|衣|裤|箱|手表|耳机|电脑|键盘|冰箱|吸尘器|取暖器|加湿器|净化器|器|伞|镜子|镜|画|蜡烛|床单|抱枕|刀|盆|篮|凳|炉|扇|仪|玩具|香薰|滤芯|充电宝|充电线|头盔|背包|书架|书桌|餐桌`

// notProducts are what the patterns catch besides products.
var notProducts = words(`order orders parcel package packages refund delivery account card problem question issue item items thing things app website site money payment number email e-mail phone
password link shipment shipping invoice receipt voucher coupon code discount tracking status address name order's case ticket message messages reply answer time day days week weeks month company service support
bot agent person human chat courier driver driver's delivery's return returns warranty one ones it them this that same reason way box side one's label lot bit team colleague colleagues customer help article articles
first second last next whole other wrong right new chance information info details update updates look problem's carrier store shop page screen picture photo receipt charge charges bank subscription fault
fact rest point end start morning afternoon evening weekend husband wife son daughter mother father mum dad kids child friend neighbour neighbor boss manager birthday wedding christmas idea refund's total price amount cost
wait response confirmation confirmation's notice quality situation experience story conversation call calls policy notification notifications mail mails letter payment's transaction purchase purchases stuff goods products product
today yesterday tomorrow here there everything nothing something anything nobody someone anyone i you he she we they who what which when where why how and or but so if not no yes`)

var notProductHan = []string{
	"订单", "快递", "包裹", "退款", "问题", "账号", "客服", "东西", "商品", "地址", "电话", "邮箱", "名字", "时间", "人工", "意思", "公司", "平台", "服务", "态度", "物流", "钱", "单号", "发票", "优惠", "积分",
	"会员", "密码", "验证码", "消息", "回复", "情况", "时候", "一下", "什么", "怎么", "机器人", "产品", "货", "我", "你", "他", "那么", "这样", "现在", "已经", "可以", "颜色", "尺码", "款", "页面", "系统", "机器人", "手机号", "处理器", "打印机", "没", "信息", "链接", "文章",
}

func products(m Message) []Fact {
	var out []Fact
	for i, re := range productREs {
		for _, f := range all(re, m.Text, Product, 1) {
			if i < 3 {
				narrow(m.Text, &f)
			}
			if productLike(f.Value) && !overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	if len(out) > 3 {
		out = out[:3]
	}
	return out
}

var colourHan = words(`绿色 是绿色 蓝色 是蓝色 红色 是红色 白色 是白色 黑色 是黑色 灰色 是灰色 手机`)

// people are no goods: "have a person sort this out".
var people = words(`person human agent someone somebody colleague manager supervisor representative team staff chat call`)

// breaks end a noun phrase.
var breaks = words(`from in on at for with and but or to that which who is are was were has have had will would can could should does did do not yesterday today last this next because since when while i you it we they my
your the a an arrived came stopped broke won't doesn't isn't didn't hasn't about after before as so if than then there here now just again still only back by of off over under please thanks via without whose where how why what
two three ago once twice already never also too wont doesnt isnt didnt keeps started with within until`)

func narrow(text string, f *Fact) {
	at := f.Start
	end := f.Start
	n := 0
	for _, w := range strings.SplitAfter(text[f.Start:f.End], " ") {
		plain := strings.ToLower(strings.TrimRight(w, " ,.!?;:"))
		if breaks[plain] || n == 4 {
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
	if notProducts[last] || len(last) < 3 && digitsIn(last) == 0 || strings.HasSuffix(last, "ly") || strings.HasSuffix(last, "ing") && len(fields) == 1 {
		return false
	}
	return digitsIn(v) < len(v)/2
}
