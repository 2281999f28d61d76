package extract

import (
	"math"
	"math/bits"
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// Question is what the visitor wants to know.
type Question struct {
	// Text is the question as asked.
	Text string
	// Topic is what a follow-up leaves unsaid: the subject of the turns before.
	// Empty for a question that stands for itself.
	Topic string
	// Words are what retrieval made of the question, Confidence how sure it is.
	Words      []Word
	Confidence float64
	// Foreign says that Words are for articles in another language than Text's.
	Foreign bool
}

// sought is a set of things that a question asks for.
type sought uint16

const (
	amount   sought = 1 << iota // money
	duration                    // a time span, a deadline, a time of day
	count                       // how many
	method                      // how to do it
	whether                     // yes or no
	place                       // where
	contact                     // an address, a number to call
	size                        // a length or a measure
	weight                      // how heavy
	clock                       // a time of day
	part                        // a share in per cent
)

var askFor = []struct {
	what    sought
	pattern *regexp.Regexp
}{
	{amount, regexp.MustCompile(`(?i)\bhow much\b|\bcosts?\b|\bprices?\b|\bfees?\b|\bcharge[ds]?\b|\bexpensive\b|\bpostage\b|for free|\bfree\b|多少钱|费用|价格|运费|邮费|收费|免费|要钱|花钱|贵不贵|几块`)},
	{duration, regexp.MustCompile(`(?i)\bhow (long|soon|fast|quick|often|late|early|old)\b|\bwhen\b|\bwhat time\b|\bdeadline\b|\bby what\b|\bhow many (days|weeks|months|hours|years)\b|多久|多长时间|什么时候|何时|几天|几点|几个月|几年|多少天|时效|期限|多快`)},
	{count, regexp.MustCompile(`(?i)\bhow (many|big|large|heavy|high|much (weight|space))\b|\bmax(imum)?\b|\bmin(imum)?\b|\blimits?\b|几个|多少|最多|最少|上限|多大|多重|几次`)},
	{size, regexp.MustCompile(`(?i)\bhow (tall|wide|high|deep|thick|big|large)\b|\bhow long (is|are) (the|your|this)\b|\bdimensions?\b|\bdiameter\b|\bin (cm|mm|inch(es)?)\b|\b(height|width|length|depth) of\b|多长(?:的|$|[^时])|多高|多宽|多厚|多大|尺寸|厘米|高度|宽度|长度|直径`)},
	{weight, regexp.MustCompile(`(?i)\bhow heavy\b|\bhow much (do|does|can) .{0,40}\b(weigh|hold|carry)\b|\bweighs?\b|多重|重量|公斤|千克|净重`)},
	{clock, regexp.MustCompile(`(?i)\bwhat time\b|\bopening (hours|times)\b|\bopen (on|at|until|till)\b|\bclosing time\b|几点|营业时间|上班时间`)},
	{part, regexp.MustCompile(`(?i)\bpercent(age)?\b|\bper cent\b|\bhow much off\b|\binterest rate\b|\bdiscount\b|百分之|几折|利率|折扣`)},
	{method, regexp.MustCompile(`(?i)\bhow (do|can|to|should|would|could|does|am)\b|\bsteps?\b|\bway to\b|\bwhere (do|can) i\b|\bwhat (do|should|can) i (do|need)\b|怎么|如何|怎样|步骤|流程|咋|哪里可以|在哪`)},
	{whether, regexp.MustCompile(`(?i)^\W*(and |but |so |then |ok |hi |hello )?(can|could|do|does|did|is|are|will|would|may|am|have|has|must|should)\b|吗|能不能|可不可以|是否|有没有|会不会|是不是|支不支持|行不行|可否|能否`)},
	{place, regexp.MustCompile(`(?i)\bwhere\b|\bwhich (page|menu|place|address)\b|哪里|哪儿|在哪|什么地方|地址`)},
	{contact, regexp.MustCompile(`(?i)\be-?mail\b|\bphone\b|\bcall\b|\bcontact\b|\bopening hours\b|邮箱|电话|联系|客服|营业时间`)},
}

// shows are the marks by which a text gives what was asked for.
var shows = map[sought]*regexp.Regexp{
	amount:   regexp.MustCompile(`(?i)[€$£¥]\s?\d|\d\s?(€|euros?|eur|usd|dollars?|元|欧元|块)|\d\s?%|\bfree\b|no (extra )?(cost|charge|fee)|免费|免运费|不收|\bfees?\b|费用|百分之`),
	duration: regexp.MustCompile(`(?i)\d+\s*(个)?\s*(working |business |calendar )?(days?|weeks?|months?|years?|hours?|minutes?|天|日|周|星期|月|年|小时|分钟|工作日)|\d{1,2}:\d{2}|same day|next day|immediately|at once|monday|friday|saturday|sunday|当天|次日|立即|马上|立刻|周[一二三四五六日末]|\b(one|two|three|four|five|seven|ten|fourteen|thirty)\b (working )?(days?|weeks?|months?|years?)|[一二三四五六七八九十两]+(个)?(天|周|月|年|小时|工作日)`),
	count:    regexp.MustCompile(`(?i)\d|\b(one|two|three|four|five|six|ten|once|twice)\b|[一二两三四五六七八九十](个|次|件|张|项)`),
	size:     regexp.MustCompile(`(?i)\d\s?(cm|mm|m|km|metres?|meters?|inch(es)?|ft|feet|litres?|l|ml|kb|mb|gb|tb|厘米|毫米|米|升|寸)\b|\d\s?(厘米|毫米|米|升|寸|兆)|\d\s?[×x]\s?\d`),
	weight:   regexp.MustCompile(`(?i)\d\s?(kg|g|grams?|kilos?|kilograms?|lbs?|tons?)\b|\d\s?(公斤|千克|克|吨|斤)`),
	clock:    regexp.MustCompile(`(?i)\d{1,2}[:：]\d{2}|\b\d{1,2}\s?(am|pm|a\.m\.|p\.m\.)|noon|midnight|day and night|24 hours|around the clock|\d点|全天`),
	part:     regexp.MustCompile(`(?i)\d\s?(%|per ?cent)|百分之|\d\s?折`),
	whether:  regexp.MustCompile(`(?i)\b(yes|no|not|can(not)?|can't|don't|doesn't|won't|possible|impossible|never|always|only|allowed)\b|可以|不能|不可|无法|不支持|支持|不会|只能|仅|必须|没有|不需要|不用|不送|不接受`),
	place:    regexp.MustCompile(`(?i)→|>|\b(under|page|menu|settings|account|section|at the (top|bottom)|link|store|address)\b|页面|设置|点击|“.+”|门店|地址`),
	contact:  regexp.MustCompile(`(?i)@|\+?\d[\d\s-]{6,}|\be-?mail\b|\bchat\b|\bphone\b|邮箱|邮件|电话|聊天`),
}

func soughtBy(question string) sought {
	var s sought
	for _, a := range askFor {
		if a.pattern.MatchString(question) {
			s |= a.what
		}
	}
	if s&duration != 0 && s&count != 0 {
		s &^= count // "how many days" asks for a time
	}
	return s
}

// showsIn gives what a text shows of what may be asked for.
func showsIn(text string) sought {
	var s sought
	for what, pattern := range shows {
		if pattern.MatchString(text) {
			s |= what
		}
	}
	return s
}

// shown is the share of what was asked for that a text shows, 0…1. How to do
// something shows in steps, not in words.
func (s sought) shown(shows sought) float64 {
	asked := s &^ method
	if asked == 0 {
		return 0
	}
	return float64(bits.OnesCount16(uint16(asked&shows))) / float64(bits.OnesCount16(uint16(asked)))
}

// filler are the words of a question that name nothing: what they ask for is
// known from the patterns above. The Chinese ones are cut out before pairs of
// characters are made: a pair across "怎么|退" means nothing.
var filler = regexp.MustCompile(`(?i)\b(how (long|much|many|often|soon|quick(ly)?|fast|late|early|do|does|did|can|to)|what happens|what (do|does|is|are)|(i )?(want|need|would like|like|wanna) to( know)?|tell me|show me|give me|explain|(is|are) (it|there)|is it possible( to)?|possible|wonder(ing)?|questions? about|(takes?|taking|took|lasts?|happens?|happened|means?|meaning|things?|stuff|somebody|someone|anyone|something|anything|whats|hows|wheres|whens|pls|plz|please|u|ur|r|im|ive|gonna|gotta|really|actually|exactly|currently|usually|normally|maybe|also|ever|sort|kind|say|says|said|saying|now|today|already|yet|still|hi|hello|hey|thanks|thx|ok|okay|sorry|lol|btw|asap|dear|sir|madam))\b` +
	`|请问一下|请问|我想知道|想知道|想问|能不能|可不可以|有没有|是不是|会不会|什么时候|什么意思|怎么样|怎么办|怎么回事|多长时间|多少钱|为什么|怎么|如何|怎样|多久|多少|几天|几个|几年|什么|哪些|哪里|哪个|哪儿|可以|可否|能否|是否|需要|应该|你们|我们|他们|这个|那个|一下|一个|现在|如果|的话|还是|或者|然后|帮我|告诉我|您好|你好|谢谢|麻烦|问题|东西|大概|一般|一直|已经|到底|不了|吗|呢|吧|啊|呀|了|的|得|地|我|你|您|他|她|它|是|有|在|会|能|要|想|把|被|给|和|与|跟|对|就|也|都|还|那|这|请|咋|几|过|着|去|来`)

// Weights of the kinds of term in a question. A single Chinese character says
// little where its pair is found as well.
const (
	weightWord = 1.0
	weightWeak = 0.12
	weightCode = 2.5
	weightPair = 1.0
	weightChar = 0.3
	// weightTopic is what a term carried over from an earlier turn counts.
	weightTopic = 0.5
	// weightGeneric is what a word counts that any question may hold. Whether an
	// article has it says little, whether it lacks it nothing.
	weightGeneric = 0.3
)

// terms gives the terms that a text can be found by.
func terms(text string) map[string]bool {
	out := make(map[string]bool, 16)
	for _, t := range token.Terms(together(text)) {
		out[same(t.Text)] = true
	}
	return out
}

// weigh gives the terms of a question with their weights before any counting.
func weigh(q Question) map[string]float64 {
	w := make(map[string]float64, 16)
	if q.Foreign {
		for _, word := range q.Words {
			w[word.Typed] = weightWord
			switch {
			case generic[word.Typed] || generic[token.Stem(word.Typed)]:
				w[word.Typed] = weightGeneric
			case len(word.Options) == 0 || word.Articles == 0:
				w[word.Typed] = weightChar // a word that could not be translated
			}
		}
		return w
	}
	add := func(text string, factor float64) {
		for _, t := range token.Terms(together(filler.ReplaceAllString(plainly(text), " "))) {
			if generic[t.Text] {
				w[same(t.Text)] = max(w[same(t.Text)], factor*weightGeneric)
				continue
			}
			v := factor * [...]float64{token.Word: weightWord, token.Weak: weightWeak, token.Code: weightCode, token.Char: weightChar, token.Pair: weightPair}[t.Kind]
			w[same(t.Text)] = max(w[same(t.Text)], v)
		}
	}
	add(q.Topic, weightTopic)
	add(q.Text, 1)
	return w
}

// rarity scales each weight by how rare its term is among the units: in a page
// about delivery "delivery" tells nothing apart, "Germany" does.
func (s *search) rarity(w map[string]float64, units []map[string]bool) map[string]float64 {
	out := make(map[string]float64, len(w))
	n := float64(len(units))
	for t, v := range w {
		df := 0.0
		for _, u := range units {
			df += s.in(u, t)
		}
		if v <= weightGeneric && df == 0 {
			continue
		}
		out[t] = v * math.Log(1+(n+1)/(df+0.5))
	}
	return out
}

// groups are words that customers and help pages use for one thing. The first
// of each stands for all, in questions and passages alike. English words are
// stems as package token makes them.
var groups = []string{
	"fee cost price charg postag tariff", "parcel packag box", "ship deliv dispatch shipment", "refund reimburs moneyback",
	"cancel abort revok", "delet eras remov wipe", "broken damag defect faulti break crack smash shatter", "password passcod passphras", "bill invoic receipt",
	"voucher coupon promo discount", "chang modifi edit updat alter amend", "buy purchas order", "larg big bulki huge", "fast express quick urgent rush",
	"warranti guarante", "mail email", "store shop branch", "assembl assembli", "arriv reach", "late delay overdu",
	"compani busi firm corpor", "trial try tryout", "swap exchang", "courier carrier postman driver", "lose miss", "instal instalment",
	"login signin", "mobil phone telephon cell", "wash launder clean", "max maximum most", "min minimum least", "weight heavi weigh", "size larg dimens measur",
	"flicker blink", "squeak creak", "colour color shade", "child kid", "person human", "bank transfer", "crypto bitcoin cryptocurr ethereum",
	"hour time", "usa us america", "uk britain england", "unsubscrib optout", "stolen theft steal", "address destin", "subscrib subscript signup",
	"运费 邮费 快递费", "包裹 快递 邮件", "退货 退回 寄回", "发票 收据", "优惠 折扣", "注销 删除", "修改 更改 变更 更换", "损坏 破损 坏了 碎了 摔坏", "密码 口令", "门店 店铺 实体",
	"配送 送货 寄到 送到 发货", "保修 质保", "加急 快递", "丢失 丢了 遗失", "没人 不在", "税费 交税 关税", "洗涤 清洗 水洗",
}

// phrases are groups of several words, put into one before terms are made.
var phrases = []struct {
	find *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`(?i)\b(send|sent|sending|give|gave|giving|bring|take|ship|mail)(ing)?( (it|them|this|that|something|everything|stuff|items?|goods))? back\b`), " return "},
	{regexp.MustCompile(`(?i)\b(pick|picked|picking|picks) ?-?up\b`), " collect "},
	{regexp.MustCompile(`(?i)\b(log|sign|logging|signing)[ -]?(in|on)(to)?\b`), " signin "},
	{regexp.MustCompile(`(?i)\b(2|two)[ -]?(step|factor)( sign-?in| login| authentication| verification)?|\b2fa\b`), " twostep signin "},
	{regexp.MustCompile(`(?i)\b(turn|switch|switched|turned)( it)? (on|off)\b`), " switch "},
	{regexp.MustCompile(`(?i)\bmoney back\b`), " refund "},
	{regexp.MustCompile(`(?i)\b(not|wasn'?t|wasnt|nobody|no one|isn'?t)( \w+)? (at )?home\b`), " nobodyhome "},
	{regexp.MustCompile(`(?i)\bcut[ -]?off( time)?\b`), " deadline "},
	{regexp.MustCompile(`(?i)\bthrew away|throw(n|ing)? away\b`), " discard "},
	{regexp.MustCompile(`(?i)\bcash on delivery|\bcod\b`), " cashondelivery "},
	{regexp.MustCompile(`货到付款`), " cashondelivery 货到付款 "},
	{regexp.MustCompile(`没人在家|不在家|家里没人|无人在家`), " nobodyhome "},
	{regexp.MustCompile(`送(到|去|往|至)?(货|达)?|寄(到|去|往|至)?|配送到?|发往`), " 配送 "},
	{regexp.MustCompile(`试睡|试用`), " 试睡 "},
}

func together(text string) string {
	if !anyPhrase.MatchString(text) {
		return text
	}
	for _, p := range phrases {
		text = p.find.ReplaceAllString(text, p.with)
	}
	return text
}

// anyPhrase holds a word of each phrase: most texts have none of them.
var anyPhrase = regexp.MustCompile(`(?i)back|pick|log|sign|step|factor|2fa|turn|switch|home|cut|away|cash|cod|货到付款|家|送|寄|发往|试`)

var stands = func() map[string]string {
	m := make(map[string]string)
	for _, g := range groups {
		words := strings.Fields(g)
		for _, w := range words[1:] {
			m[w] = words[0]
		}
	}
	return m
}()

func same(term string) string {
	if s, ok := stands[term]; ok {
		return s
	}
	return term
}
