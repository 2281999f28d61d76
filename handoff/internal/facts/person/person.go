package person

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
	"github.com/firstlinehq/firstline/handoff/internal/facts/goods"
)

// latinName is up to four words of a name, with the particles that stand in names.
const latinName = `((?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?\p{Lu}[\p{L}'’-]*(?: (?:(?:de|van|von|der|den|la|le|el|al|bin|da|dos|di|ter|af) )*\p{Lu}\.?[\p{L}'’-]*){0,3})`

// hanName is a name in Chinese characters: a family name and what follows, or a
// form of address.
const hanName = `((?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|[` + surnames + `])(?:先生|女士|小姐|老师|阿姨|[\p{Han}]{1,2})|[小老阿][` + surnames + `\p{Han}]|\p{Lu}[a-z]+(?: \p{Lu}[a-z]+)?)`

// givenNames know a name that is written small: "hi, this is priya".
var (
	//go:embed given/names.txt
	givenList  string
	givenNames = find.Words(givenList)
)

var smallNameREs = []*regexp.Regexp{
	regexp.MustCompile(`\b(?i:this is|i'm|im|i am|its|it's|hey it's|by|for|under|named|called|name) (\p{L}+(?: \p{L}[\p{L}'’-]{2,})?)`),
	regexp.MustCompile(`\b(?i:hi|hello|hey),? (\p{L}+(?: \p{L}{3,})?) here\b`),
	regexp.MustCompile(`^\s*(\p{L}+ \p{L}{3,})\s*[.!]?\s*$`),
	regexp.MustCompile(`(?:^|[.!?,;\n]\s*)(\p{Ll}+(?: \p{Ll}{3,})?) here\b`),
	regexp.MustCompile(`(?i:\bregards|\bcheers|\bthanks|\bthank you|\bthx|\bbest|\blove),?\s+(\p{L}+(?: \p{L}{3,})?)\s*[.!]?\s*$`),
	regexp.MustCompile(`(?:[\n.!?,]\s*)(\p{L}\p{Ll}+)\s*$`),
}

// nameREs are ways of giving one's name; the first takes small letters as well.
var nameREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i:\bmy (?:full |last |first |sur|family )?name(?:'s| is|s)?|\bname(?: on (?:the|my|this) \w+)?(?: is| was| should be| would be)|\bi go by|\bask for|\bname:|\bi am called|\bi'm called|\bcall me|\bthey call me|\bname's|\bunder the name(?: of)?|\b(?:in |under )?(?:the )?name of|\battention:?|\battn:?|\bfao:?|\bc/o|\baccount holder(?: is)?:?|\bregards,?|\bcheers,?|\bsincerely,?|\bbest(?: wishes)?,|\bthanks,\n|\bthis is|\bi'm|\bi am|\bit'?s|\bit is|\bhere is|\bsigned,?|\brecipient(?: is)?:?|\b(?:registered|booked|ordered|placed|listed|account|order) (?:to|under|by|is under)|\bit's under|\byours(?: truly| sincerely| faithfully)?,|\bspeaking with|\bcontact(?: person)?(?: is|:)|\bmy (?:wife|husband|partner|son|daughter|mother|father|mum|mom|dad|boss|colleague|friend|assistant|flatmate|neighbour|neighbor)(?: is|'s name is)?,?|\byour (?:man|colleague|agent|technician|engineer|driver|rep|guy|advisor|adviser|nurse|assistant|salesman|manager|operator|fitter|installer)) *:?\s*` + latinName),
	regexp.MustCompile(`(?i:\b(?:my |full |first |last )*name(?:'s| is|s|:)|\bi am called|\bi'm called|\bcall me) (\p{Ll}[\p{L}'’-]+(?: \p{Ll}[\p{L}'’-]+)?)`),
	regexp.MustCompile(`(?:^|[.!?,;]\s+|\n)` + latinName + ` (?:here|again|speaking|writing|calling|from|with)\b`),
	regexp.MustCompile(`(?:[.!?,，。]|\n)\s*(?:- ?|— ?|~ ?)?(\p{Lu}[\p{Ll}'’-]+ (?:(?:de|van|von|der|la|el|al|bin) )?\p{Lu}[\p{Ll}'’-]+)\s*[.!]?\s*$`),
	regexp.MustCompile(`(?:^|[.!?;:]\s+|\n)(\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}\.)?(?: \p{Lu}[\p{Ll}'’-]+){0,2})(?:,| \(|:) ?(?i:\+?\(?\d|order|account|phone|tel|e-?mail|mobile|born|[\w.]+@)`),
	regexp.MustCompile(`(?:\s[-–—~] ?|\n)(\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{L}'’-]+)?)\s*[.!]?\s*$`),
	regexp.MustCompile(`(?i:\bthanks|\bthank you|\bthx|\bmany thanks|\btia|\bcheers|\bbest)[,.!]?\s+(\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{Ll}'’-]+)?)\s*[.!]?\s*$`),
	regexp.MustCompile(`(?i:\b(?:card ?holder|passenger|guest|patient|customer|member|user|client|subscriber|buyer|traveller|traveler|tenant|student)\.?:?) (\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{Ll}'’-]+){0,2})`),
	regexp.MustCompile(`(?:^|[.!?]\s+)(\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}\.)? \p{Lu}[\p{L}'’-]+), (?i:member|customer|order|from|here|again|account|tenant|room|client|\d)`),
	regexp.MustCompile(`(?i:\bname:?) ` + latinName),
	regexp.MustCompile(`^(\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}\.)? \p{Lu}[\p{L}'’-]+) (?:[\w.-]+@|\+?\d{3})`),
	regexp.MustCompile(`\b((?i:barrister|rev|capt)\.? \p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{Ll}'’-]+){0,2})`),
	regexp.MustCompile(`\b((?i:mr|mrs|ms|miss|dr|prof)\.? \p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{Ll}'’-]+){0,2})`),
	regexp.MustCompile(`(?i:\bname\b.*\b(?:says|reads|shows|written as|printed as|down as|put as|spelled|spelt)) ` + latinName),
	regexp.MustCompile(`(?i:\b(?:me|us|guests?|passengers?|travell?ers?|names?)(?: are| is)?[,:]) ` + latinName + ` (?:and|&|,)`),
	regexp.MustCompile(`\p{Lu}[\p{Ll}'’-]+ \p{Lu}[\p{Ll}'’-]+ (?:and|&) (\p{Lu}[\p{Ll}'’-]+ \p{Lu}[\p{Ll}'’-]+)`),
	regexp.MustCompile(`(?i:\bspell(?:ed|ing|t)?\b.*|\bname\b.*|\bshould be )(?i:\bshould be|\bit's|\bis) ` + latinName + `(?:,? (?:and )?not\b| instead\b)`),
	regexp.MustCompile(`(?i:\bspell(?:ed|ing|t)?\b.*|\bname\b.*|\bshould be .*)(?i:\bnot|\binstead of) ` + latinName),
	regexp.MustCompile(`(?:我(?:的)?(?:名字|姓名|全名|真名|本名)?(?:叫做?|是叫)|我的?(?:名字|姓名)是|姓名[:：是为]?|名字[:：是为叫]|真名(?:叫|是)?|收件人(?:是|叫|改成|改为|换成|[:：])?|收货人(?:是|叫|改成|改为|换成|[:：])?|联系人(?:是|叫|改成|改为|换成|[:：])?|叫我|户名(?:是|[:：])?|署名|本人|敝姓|鄙姓|(?:预订人|下单人|注册人|登记人|申请人|购买人|寄件人|开户人|订购人|投保人)(?:是|叫|写的?是|填的?是|[:：])?|登记的?(?:姓名|名字)?是|实名(?:是|认证是)?|(?:老公|老婆|爱人|妈妈|爸爸|朋友|同事)叫|持卡人(?:是|[:：])?|名字(?:改成|改为|换成|应该是))\s*` + hanName),
	regexp.MustCompile(`(?:^|[，,。.！!？?\s好])(?:我|这边|这里|这|我这边)(?:就)?(?:是|姓)([` + surnames + `](?:[\p{Han}]{1,2}|先生|女士|小姐|老师)?|小[` + surnames + `]|[` + surnames + `]{2}\p{Han}{0,1})(?:[，,。.！!？?\s]|的|$)`),
	regexp.MustCompile(`(?i:\b(?:mine|(?:his|her|their) name|my \w+'s name)(?:'s| is|s)?) ` + latinName),
	regexp.MustCompile(`(?i:\bname'?s? .*\bshould be|\bname.*: ?) ?` + latinName),
	regexp.MustCompile(`(?:[他她]|老[公婆]|同事|朋友|室友)(?:名字)?叫([` + surnames + `]\p{Han}{1,2})(?:[，,。！!？?\s]|$)`),
	regexp.MustCompile(`(?:写成|填成|写的是|填的是)了?([` + surnames + `]\p{Han}{1,2}?)(?:了|[，,。！!\s]|$)`),
	regexp.MustCompile(`(?:收件人|收货人|名字|姓名).*应该是([` + surnames + `]\p{Han}{1,2})(?:[，,。！!\s]|$)`),
	regexp.MustCompile(`(?:^|[，,。！!\s])我(?:是|叫)([小阿]\p{Han}{1,2})(?:[，,。！!？?\s]|$)`),
	regexp.MustCompile(`(?:我|这边|这里)是\s?(\p{Lu}[a-z]+(?: \p{Lu}[a-z]+)?)`),
	regexp.MustCompile(`(?:会员|用户|机主|签收人|乘客|客户|住客|顾客|家长|患者|学员)([` + surnames + `]\p{Han}{1,2})(?:[，,。！!\s（(]|$)`),
	regexp.MustCompile(`(?:我|这边|这里)是([` + surnames + `]\p{Han}{2})(?:订单|手机|电话|想|要|上次|之前|昨天|今天|刚才|刚刚|在|买|订|住|我)`),
	regexp.MustCompile(`(?:我叫|叫我|名字叫|可以叫我)([\p{Han}]{2,4})(?:[，,。！!\s]|就行|就好|即可|吧|$)`),
	regexp.MustCompile(`(?:^|[，,。\s])(?:我|免贵|本人)?姓([` + surnames + `])(?:[，,。；;\s]|$|叫)`),
	regexp.MustCompile(`(?:^|[，,。！!\s])([` + surnames + `](?:先生|女士|小姐|老师))(?:[，,。！!\s]|$)`),
	regexp.MustCompile(`(?:^|[，,。！!？\s])([` + surnames + `]\p{Han}{1,2})[，,：: ]\s?(?:电话|手机|联系|邮箱|订单|地址|会员|尾号|1[3-9]\d{9}|\p{Han}{2,8}(?:市|区|路))`),
	regexp.MustCompile(`(?:^|[，,。\s])姓[` + surnames + `][，,]\s?([` + surnames + `]\p{Han}{1,2})(?:[，,。\s]|$)`),
	regexp.MustCompile(`([` + surnames + `](?:主任|医生|教授|大夫|律师|师傅))`),
	regexp.MustCompile(`(?:我是|我叫|收件人是?|收货人是?|姓名是?|老婆|老公|朋友|同事)([` + foreignHan + `]{3,6})`),
	regexp.MustCompile(`(?:写的是?|写着|寄给|署名是?)([` + surnames + `]\p{Han}{1,2})(?:[，,。！!\s]|$)`),
	regexp.MustCompile(`(?:乘机人|乘客|旅客|入住人|住客|患者|病人|学生|学员|监护人|就诊人|被保险人|车主|机主|租客)(?:名字|姓名)?(?:应该)?(?:是|叫|[:：])?(?:我\p{Han}{1,3}?)?([` + surnames + `]\p{Han}{1,2})(?:[，,。！!？\s]|$)`),
	regexp.MustCompile(`(?:母亲|父亲|妈妈?|爸爸?|老婆|老公|儿子|女儿|孩子|爱人|丈夫|妻子|朋友|同事|室友)(?:的?名字)?(?:叫|是|名叫)?([` + surnames + `]\p{Han}{1,2})(?:[，,。！!？\s]|$)`),
	regexp.MustCompile(`(?:人|位)[，,、 ](?:还有|另外还有|包括|分别是|是)([` + surnames + `]\p{Han}{1,2})(?:[，,。、！!\s]|$)`),
	regexp.MustCompile(`[，,。！!？\s]([` + commonSurnames + `][^` + noGiven + `\s，。！？,.!?\da-zA-Z]{2})[。.]?\s*$`),
	regexp.MustCompile(`我是(\p{Han}{2})(?:的)?(?:妈妈?|爸爸?|家长|奶奶|爷爷|外婆|老公|老婆|同事|朋友)(?:[，,。！!\s]|$)`),
	regexp.MustCompile(`(?:是我|我是|我叫)([小阿]\p{Han}{1,2})(?:[，,。！!？\s]|$)`),
	regexp.MustCompile(`(?:别用|不是|不要写|不叫)([` + surnames + `]\p{Han}{1,2})(?:[，,。！!\s]|$)`),
}

const surnames = `钮逄揭阙亓隗戎甯暴蔺昌敬衡钭荆桓宓濮瓮王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝陳張劉黃趙吳孫鄭許馮鄧蕭葉蘇呂盧鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯`

// foreignHan are characters with which names of other languages are written.
const foreignHan = `阿巴买提古丽娜木艾尔斯克迪力热依布格日勒乌吉仁扎西卓玛次达娃尼亚特哈伊帕夏孜曼沙麦合江央金措旺桑洛降丹拉嘎珠`

// commonSurnames begin the name with which a message is signed; those that begin
// everyday words as well, 马上, 高兴, 谢谢, are not among them. noGiven are
// characters that stand in no given name.
const (
	commonSurnames = `王李张刘陈杨赵周吴徐孙朱胡郭林罗郑梁宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶程苏魏吕丁沈姚卢姜崔谭陆汪廖贾韦邹孟熊秦邱薛闫侯陶黎贺郝龚邵覃戴佟滕钱汤`
	noGiven        = `的了吗吧呢啊下不一来去我你您他她们好快点谢马上急给再还都就没有是在要能这那什么怎退换货款单号钱件个天年月日人工客服`
)

var (
	// askName is a question for the person's name: "or name the product" asks for none.
	askName  = regexp.MustCompile(`(?i)\b(?:your|full|first|last|family|holder|whose|what|which)(?:'s)? name\b|\bname(?:,? please|\?| on | for | (?:is|was) (?:it|the|this))|\bwho am i\b|speaking (?:to|with)|who is this|怎么称呼|姓名|名字|贵姓|叫什么|称呼您`)
	loneName = regexp.MustCompile(`^\s*(?:(?i:sure|yes|ok|okay|hi|it's|its|of course),? )?(?:好的?[，,]?|嗯[，,]?)?(\p{Lu}[\p{L}'’-]+(?: (?:(?:de|van|von|der|la|el|al|bin) )?\p{Lu}\.?[\p{L}'’-]*){0,2}|\p{Ll}[\p{Ll}'’-]+(?: \p{Ll}[\p{Ll}'’-]+)?|[` + surnames + `]\p{Han}{1,2})\s*[.,，。!]?\s*$`)
)

// In finds the names of people.
func In(m find.Message) []find.Fact {
	var out []find.Fact
	for _, re := range nameREs {
		for _, f := range find.All(re, m.Text, find.Name, 1) {
			if shapeName(m.Text, &f) && !find.Overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	for _, re := range smallNameREs {
		for _, f := range find.All(re, m.Text, find.Name, 1) {
			if known(m.Text, &f) && !find.Overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	for i := range out {
		if at := titleRE.FindStringIndex(m.Text[:out[i].Start]); at != nil && !find.Overlaps(out[:i], find.Fact{Start: at[0], End: at[1]}) {
			out[i].Start = at[0]
			out[i].Value = m.Text[at[0]:out[i].End]
		}
	}
	for _, f := range listed(m) {
		if !find.Overlaps(out, f) {
			out = append(out, f)
		}
	}
	if len(out) == 0 && askName.MatchString(m.Asked) {
		return answered(m.Text)
	}
	return out
}

// titleRE is what stands before a name and belongs to it.
var titleRE = regexp.MustCompile(`\b(?i:mrs?|ms|miss|dr|prof|sir|barrister|rev|capt)\.? $`)

// answered finds the name in an answer to "what is your name": a part of the
// message that is one or more words and nothing else.
func answered(text string) []find.Fact {
	var out []find.Fact
	at := 0
	for _, part := range answerParts.Split(text, -1) {
		start := strings.Index(text[at:], part) + at
		at = start + len(part)
		for _, f := range find.All(loneName, part, find.Name, 1) {
			f.Start, f.End = f.Start+start, f.End+start
			small := f.Value == strings.ToLower(f.Value) && find.FirstRune(f.Value) < 0x2E80
			first, _, two := strings.Cut(strings.ToLower(f.Value), " ")
			if small && (!givenNames[first] && (two && len(out) > 0 || len(text) != len(f.Value)) || find.Breaks[first] || find.Verbs[first] || goods.Is(first)) {
				continue
			}
			if shapeName(text, &f) {
				out = append(out, f)
			}
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}

var answerParts = regexp.MustCompile(`[,，。;；:：\n/]|\band\b|\.(?: |$)`)

// known keeps a name written small only where its first word is a known one;
// a second word is kept where it can be no other.
func known(text string, f *find.Fact) bool {
	first, second, two := strings.Cut(f.Value, " ")
	if !givenNames[strings.ToLower(first)] || first == "will" || first == "mark" || first == "max" || first == "grant" || first == "may" || first == "grace" {
		return false
	}
	if two && (find.Breaks[strings.ToLower(second)] || find.NotNames[strings.ToLower(second)] || find.Verbs[strings.ToLower(second)] || goods.Is(second) || strings.EqualFold(second, "here")) {
		f.End = f.Start + len(first)
		f.Value = text[f.Start:f.End]
	}
	return true
}

// shapeName cuts what does not belong to the name, and reports whether there
// is one.
func shapeName(text string, f *find.Fact) bool {
	if unicode.Is(unicode.Han, find.FirstRune(f.Value)) {
		cutHanName(f, text[f.End:])
	} else {
		cutLatinName(f)
	}
	f.Value = text[f.Start:f.End]
	return f.Value != "" && !notPerson(f.Value)
}

// afterHanName is what follows a name of two characters and is none of it.
const afterHanName = `的在想要买手电邮我你您他订收今昨住是有已能可去号下退换说问就也都很把被给和跟帮地`

func cutHanName(f *find.Fact, rest string) {
	after := afterHanName
	if !unicode.Is(unicode.Han, find.FirstRune(rest)) || strings.ContainsRune("了吗吧", find.FirstRune(rest)) {
		after = `的你您我他` // it ends here, so what stands at its end is the name's
	}
	for _, title := range []string{"先生", "女士", "小姐", "老师", "阿姨", "主任", "医生", "教授", "大夫", "律师", "师傅"} {
		if strings.HasSuffix(f.Value, title) {
			return
		}
	}
	r := []rune(f.Value)
	for i := 1; i < len(r); i++ {
		if i == 1 && strings.ContainsRune("的我你您", r[i]) || i > 1 && strings.ContainsRune(after, r[i]) {
			r = r[:i]
			break
		}
	}
	f.Value = string(r)
	f.End = f.Start + len(f.Value)
}

func cutLatinName(f *find.Fact) {
	end, at := 0, 0
	for _, w := range strings.SplitAfter(f.Value, " ") {
		at += len(w)
		plain := strings.ToLower(strings.Trim(w, " .,!’'"))
		if find.NotNames[strings.TrimSuffix(strings.TrimSuffix(plain, "'s"), "’s")] || !strings.HasSuffix(w, " ") && find.DigitsIn(w) > 0 {
			break
		}
		end = at - (len(w) - len(strings.TrimRight(w, " ")))
	}
	if at := strings.Index(f.Value, " "); at > 0 && at < end && f.Value == strings.ToLower(f.Value) {
		if second := strings.Fields(f.Value)[1]; find.Breaks[second] || find.Verbs[second] || find.Owned[second] || goods.Is(second) {
			end = at
		}
	}
	f.Value = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(f.Value[:end], "."), "'s"), "’s")
	f.End = f.Start + len(f.Value)
	first, _, _ := strings.Cut(strings.ToLower(f.Value), " ")
	if !givenNames[first] && (find.Acquired[first] || find.Verbs[first] || f.Value == strings.ToLower(f.Value) && participle.MatchString(first)) {
		f.Value, f.End = "", f.Start
		return
	}
	if titles[strings.ToLower(strings.Trim(f.Value, ". "))] || shouted(f.Value) {
		f.Value, f.End = "", f.Start
	}
}

// participle: "my name is misspelled" gives none.
var participle = regexp.MustCompile(`(?:ed|ing|ly|wrong|missing)$`)

var titles = find.Words(`dr mr mrs ms prof de van von der la el al bin`)

// shouted: "I'm SO ANGRY" names nobody.
func shouted(s string) bool {
	return len(s) > 1 && !strings.Contains(s, " ") && strings.ToUpper(s) == s
}

func notPerson(v string) bool {
	for _, w := range []string{"客服", "人工", "什么", "真人", "经理", "客户", "会员", "机器", "新用户", "老客", "顾客", "学生", "小时", "小程序", "小问题", "任何", "时候", "安装", "老用户", "老是", "全部", "何时", "于是", "和你", "和客", "成功", "小区", "小孩", "老人", "老婆", "老公", "应该", "明天", "明白", "时间", "单号", "路上", "查一", "查询", "查不", "解决", "关于", "关闭", "管理", "连续", "连接", "简直", "简单", "向你", "尤其", "文件", "方便", "方式", "万一", "高兴", "安排", "谢谢", "米色", "白色", "黄色", "蓝色", "金色", "包裹", "商家", "卖家", "买家", "小米"} {
		if strings.Contains(v, w) {
			return true
		}
	}
	return false
}
