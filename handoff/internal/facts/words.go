package facts

import (
	"regexp"
	"strings"
	"unicode"
)

const (
	months = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
	days   = `(?:mon|tues|wednes|thurs|fri|satur|sun)day`
)

var dateREs = []*regexp.Regexp{
	regexp.MustCompile(`\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{4}/\d{1,2}/\d{1,2}\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b`),
	regexp.MustCompile(`(?i)\b` + months + `\.? \d{1,2}(?:st|nd|rd|th)?\b(?:,? \d{4}\b)?`),
	regexp.MustCompile(`(?i)\b\d{1,2}(?:st|nd|rd|th)?(?: of)? ` + months + `\b(?:,? \d{4}\b)?`),
	regexp.MustCompile(`(?i)\b(?:last|next|this|since|on|by|until|for) ` + days + `\b|\b` + days + `\b`),
	regexp.MustCompile(`(?i)\byesterday\b|\bday before yesterday\b|\b(?:last|next) (?:week|month|weekend)\b|\b(?:a|an|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?|years?) ago\b|\bon the \d{1,2}(?:st|nd|rd|th)\b`),
	regexp.MustCompile(`(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]?|\d{4}年\d{1,2}月|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]`),
	regexp.MustCompile(`(?:上上?个?|下下?个?|这|本)?(?:周|星期|礼拜)[一二三四五六日天]|昨天|前天|大前天|上个?(?:周|月|星期|礼拜)|下个?(?:周|月|星期)|[一二三两四五六七八九十\d]+(?:天|周|个?星期|个?月|年)(?:之?前|以前)|\d{1,2}[号日](?:那天|下单|买|收到|到|前|之前|发|下午|上午|晚上|$)`),
}

func dates(m Message) []Fact {
	var out []Fact
	for _, re := range dateREs {
		for _, f := range all(re, m.Text, Date, 0) {
			for _, tail := range []string{"那天", "下单", "买", "收到", "到", "前", "之前", "发", "下午", "上午", "晚上"} {
				if strings.HasSuffix(f.Value, tail) && strings.ContainsAny(f.Value, "号日") && !strings.Contains(f.Value, "月") {
					f.Value = strings.TrimSuffix(f.Value, tail)
					f.End -= len(tail)
				}
			}
			if !overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

var nameREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i:\bmy (?:full |last |first )?name(?:'s| is|s)?|\bname is|\bname:|\bi am called|\bcall me|\bname's|\bunder the name(?: of)?|\bin the name of|\baccount holder(?: is)?:?|\bregards,?|\bcheers,?|\bsincerely,?|\bthanks,\n) *:?\s*(\p{L}[\p{L}'’-]*(?: \p{Lu}\.?[\p{L}'’-]*){0,3})`),
	regexp.MustCompile(`(?:\b(?i:this is|i'm|i am|im|it's|here is)) (\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.?[\p{L}'’-]*){0,2})(?: here| from|[,.!]|$| and| with)`),
	regexp.MustCompile(`^(\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}\.?[\p{L}'’-]*){0,2}) here\b`),
	regexp.MustCompile(`(?:[.!?,，。]|\n)\s*(\p{Lu}[\p{Ll}'’-]+ \p{Lu}[\p{Ll}'’-]+)\s*[.!]?\s*$`),
	regexp.MustCompile(`(?:我(?:的)?(?:名字|姓名)?(?:叫|是叫)|我的名字是|我的姓名是|姓名[:：是]?|名字[:：是]|收件人(?:是|叫|[:：])?|收货人(?:是|叫|[:：])?|联系人(?:是|叫|[:：])?|叫我|户名(?:是|[:：])?|署名)\s*([\p{Han}·]{2,4}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)`),
	regexp.MustCompile(`我(?:是|姓)([` + surnames + `](?:[\p{Han}]{1,2}|先生|女士|小姐|老师)?)(?:[，,。.！!的]|$)`),
	regexp.MustCompile(`(?:^|[，,。\s])(?:免贵)?姓([` + surnames + `])(?:[，,。\s]|$)`),
}

const surnames = `王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤陳張劉黃趙吳孫鄭許馮鄧蕭葉蘇呂盧鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯`

// notNames follow "I'm" with a capital, or "this is", without being a name.
var notNames = words(`a an the not so very still just really getting having trying looking waiting sorry happy angry sad writing calling unable done sure interested
here from now your my our it is was in on at good bad new ok okay fine again back locked confused afraid disappointed upset furious frustrated extremely completely absolutely
hello hi hey please thanks monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december i unacceptable ridiculous outrageous
german french english chinese american british italian spanish customer agent person human bot urgent tired sick fed going about because ios android windows`)

var (
	askName  = regexp.MustCompile(`(?i)\bname\b|怎么称呼|姓名|名字|贵姓|叫什么`)
	loneName = regexp.MustCompile(`^\s*((?:\p{Lu}[\p{L}'’-]+)(?: \p{Lu}\.?[\p{L}'’-]*){0,2}|[` + surnames + `]\p{Han}{1,2})\s*[.,，。!]?`)
)

func names(m Message) []Fact {
	var out []Fact
	for i, re := range nameREs {
		for _, f := range all(re, m.Text, Name, 1) {
			first := strings.ToLower(strings.Fields(f.Value)[0])
			if notNames[first] || overlaps(out, f) || notPerson(f.Value) {
				continue
			}
			if i == 0 && !upperStart(f.Value) {
				// "my name is li": one word only
				f.End = f.Start + len(strings.Fields(f.Value)[0])
				f.Value = m.Text[f.Start:f.End]
			}
			out = append(out, f)
		}
	}
	if len(out) == 0 && askName.MatchString(m.Asked) {
		for _, f := range all(loneName, m.Text, Name, 1) {
			if !notNames[strings.ToLower(strings.Fields(f.Value)[0])] && !notPerson(f.Value) {
				out = append(out, f)
			}
		}
	}
	return out
}

func upperStart(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r) || unicode.Is(unicode.Han, r)
	}
	return false
}

func notPerson(v string) bool {
	for _, w := range []string{"客服", "人工", "什么", "真人", "经理", "客户", "会员", "机器", "新用户", "老客", "顾客", "学生"} {
		if strings.Contains(v, w) {
			return true
		}
	}
	return false
}

var addressREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b(\d{1,5}[a-z]? (?:[\p{L}']+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|way|place|square|boulevard|blvd|close|terrace|row)\b\.?(?:, ?[\p{L}\d' -]+){0,3})`),
	regexp.MustCompile(`(?i)\b(\p{L}+(?:straße|strasse|str\.|gasse|platz|weg|allee) \d{1,4}[a-z]?(?:, ?[\p{L}\d' -]+){0,2})`),
	regexp.MustCompile(`(?i)\b(?:address(?: is|:)?|ship (?:it )?to|deliver (?:it )?to|send (?:it )?to|live (?:at|in)|moved to|delivered to) ((?:\d+[a-z]? [\p{L}' .]+|[\p{Lu}][\p{L}' .]+ \d+[a-z]?)(?:, ?[\p{L}\d' -]+){0,3})`),
	regexp.MustCompile(`(?:地址(?:是|改成|改为|换成|应该是|[:：])+|寄到|送到|发到|改到|收货地址)\s*([\p{Han}\d]{2,}(?:路|街|号|室|楼|区|村|苑|园|巷|弄|栋|单元|大厦|广场|镇|市|省)[\p{Han}\dA-Za-z-]*)`),
	regexp.MustCompile(`([\p{Han}]{2,}(?:省|市|区|县)[\p{Han}\d]{2,}(?:路|街|道|巷|弄)\d+号[\p{Han}\dA-Za-z-]*)`),
	regexp.MustCompile(`(?i)(?:post ?code|zip(?: code)?|邮编)(?: is|:|：|是)?\s*([a-z0-9]{3,5}[ -]?[a-z0-9]{0,4})\b`),
}

func addresses(m Message) []Fact {
	var out []Fact
	for _, re := range addressREs {
		for _, f := range all(re, m.Text, Address, 1) {
			if digitsIn(f.Value) > 0 && !overlaps(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
