package matter

import (
	"regexp"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// Detail finds what else an agent must know, by what it is: the whole clause where
// the words around carry the sense, the number or the place alone where not.
func Detail(m find.Message) []find.Fact {
	var out []find.Fact
	add := func(f find.Fact) {
		if !find.Overlaps(out, f) {
			out = append(out, f)
		}
	}
	parts := clauses(m.Text)
	for _, re := range exactREs {
		for _, f := range find.All(re, m.Text, find.Detail, 1) {
			add(inClause(parts, f))
		}
	}
	for _, c := range parts {
		for _, re := range clauseREs {
			if at := re.FindStringSubmatchIndex(c.text); at != nil {
				add(c.quoted(find.Detail, at[2], at[3]))
				break
			}
		}
	}
	return out
}

// inClause gives the clause around a number or a place: "200 cm" says more as "I asked
// for 200 cm and these are 140 cm".
func inClause(parts []clause, f find.Fact) find.Fact {
	for _, c := range parts {
		if f.Start >= c.start && f.End <= c.start+len(c.text) {
			return c.quoted(find.Detail, f.Start-c.start, f.End-c.start)
		}
	}
	return f
}

const (
	weekday = `(?:mon|tues|wednes|thurs|fri|satur|sun)day|tonight|tomorrow|today|(?:this |the )?(?:weekend|evening|afternoon|morning|week|month)|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?::\d{2})? ?(?:am|pm)|christmas|easter|then|(?:the|my|our) (?:\w+ )?(?:wedding|party|birthday|trip|holiday|flight|move|event|exam|interview)`
	family  = `son|daughter|mother|father|mum|mom|dad|wife|husband|baby|child|kid|children|kids|toddler|grandson|granddaughter|grandmother|grandfather|gran|nan|brother|sister|partner|newborn|dog|cat`
	harmed  = `allerg\w+|burn(?:s|t|ed)?|hurt|injur\w+|cut|bleeding|sick|ill|unwell|rash|hospital|pregnant|asthma\w*|diabet\w+|wheelchair|disab\w+|blind|deaf|unconscious|broke(?:n)? (?:his|her|my|an?)|choking|swallowed|ate|eaten|vomit\w*|fever|pain`
	hanNum  = `[一二两三四五六七八九十百半\d]`
	sites   = `branch|store|shop|office|airport|station|beach|clinic|plaza|mall|surgery|school|hospital|hotel|campus|library|warehouse|terminal|depot|outlet`
)

// exactREs give a number, a place or a name of a site alone.
var exactREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b((?:number )?plate(?: number)?(?: is|:)? [a-z0-9][a-z0-9 -]{3,9}[a-z0-9])\b`),
	regexp.MustCompile(`((?:车牌(?:号|尾号)?(?:是|为|[:：])?)?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.]?[A-Z0-9]{5,6}|车牌(?:号|尾号)?(?:是|为|[:：])?[A-Z0-9-]{4,8})`),
	regexp.MustCompile(`(?i:\b(?:flight|train|service|route)(?: is| no\.?| number|:)* )([A-Z]{1,2} ?\d{2,4})\b`),
	regexp.MustCompile(`((?:航班|班机|车次|班次|坐)(?:是|为|号|[:：])*[A-Z]{1,2}\d{2,4})`),
	regexp.MustCompile(`(\d{1,3}路(?:公交车?|车|巴士)?)`),
	regexp.MustCompile(`(?i)\b((?:room|gate|seat|row|platform|table|level|bay|pitch|locker|zone|terminal|line|year|grade|class|form) (?:no\.? |number )?[a-z]?\d{1,4}[a-z]?)\b`),
	regexp.MustCompile(`([A-Z]\d?区\d{1,3}排(?:\d{1,3}[座号])?|\d{1,4}(?:号)?(?:房|室|桌|机|柜|窗口|训练场))`),
	regexp.MustCompile(`(?i)\b((?:serial|batch|lot|model|part|imei|firmware|fw|version|meter reading|meter|reading|build|software|driver)(?: number| no\.?| is|:|'s)* ?v?(?:[a-z]{0,4}-?\d[\w.-]*(?: rev \w)?))`),
	regexp.MustCompile(`(?i)\b((?:ios|android|windows|macos|ipados|ubuntu|chrome|firefox|safari) ?\d+(?:\.\d+)*)\b`),
	regexp.MustCompile(`(?i)\b((?:best before|use by|expir(?:y|es)(?: date)?|mot|warranty until)(?: is|:| on)? \d{1,2}[/.-]\d{2,4}(?:[/.-]\d{2,4})?)`),
	regexp.MustCompile(`(?i)\b((?:(?:debit |credit |bank )?card )?(?:which |that )?(?:ends?|ending)(?: in| with)? \d{3,4})\b`),
	regexp.MustCompile(`((?:税号|纳税人识别号|身份证(?:号码?|后四位|尾号|后6位|后六位)?|护照号?|(?:卡|银行卡|信用卡)尾号)(?:没错|是|为|[:：])?\s?[A-Z0-9]{3,20}X?)`),
	regexp.MustCompile(`(?i)\b((?:size|shade|colou?r|number|no\.?|model|type) (?:\d{1,3}(?:\.5)?(?: \p{Lu}\p{Ll}+)?|x{0,3}[sml]|uk ?\d+|eu ?\d+))\b`),
	regexp.MustCompile(`(?i)\b((?:asked for|ordered|wanted|got|received|sent(?: me)?|these are|they're|this is|it's) an? (?:\d{1,2}(?:\.5)?|x{0,3}[sml]))\b`),
	regexp.MustCompile(`(\d{2}(?:\.5)?码|[XSML]{1,3}码|` + hanNum + `{1,4}码|[\p{Han}]色(?:的)?[XSML]{1,3})`),
	regexp.MustCompile(`(?i)\b(?:for|at|on|is|appointment|booked|,|from|arrives?|by) ?(\d{1,2}[:.]\d{2}(?: ?[ap]m)?|\d{1,2} ?[ap]m)\b`),
	regexp.MustCompile(`((?:(?:今|明|昨|前|后)天|今晚|昨晚|明早|每天|周[一二三四五六日天]|刚刚|刚才)?(?:上午|下午|晚上|早上|中午|凌晨|早)?` + hanNum + `{1,3}点(?:半|多|一刻|` + hanNum + `{1,3}分?)?(?:[^点，。！？]{0,4}(?:班|上课|开会|登机|起飞))?)`),
	regexp.MustCompile(`(\d{1,2}:\d{2}(?:那班|的班|出发|起飞|开车)?)`),
	regexp.MustCompile(`(?i)\b((?:about |around |nearly )?\d+(?:\.\d+)? ?(?:kg|kgs|kilos?|grams?|mg|mcg|ml|lit(?:re|er)s?|cm|mm|km|metres?|meters?|micrograms?|milligrams?|miles?|inch(?:es)?|feet|ft|degrees|°c?|lbs?|pounds in weight|gb|mbps|kwh|volts?|watts?|amps?))\b`),
	regexp.MustCompile(`([\p{Han}]{0,3}` + hanNum + `+(?:\.\d+)?(?:公斤|千克|斤|厘米|公分|毫米|毫克|毫升|平方米|平米|升|度电|兆|匹|寸|英寸)[一二三四五六七八九]?|\d+(?:\.\d+)?(?:米|度)|一米` + hanNum + `)`),
	regexp.MustCompile(`(?i)\b(\d{1,2}[ -](?:years?|yrs?|months?|weeks?)[ -]old|\d{1,2} (?:years?|yrs?|months?) old|aged? (?:of )?\d{1,3}|(?:he|she)'?s (?:only )?\d{1,2}|(?:is|turned) \d{1,2} years)`),
	regexp.MustCompile(`([\p{Han}]{0,3}` + hanNum + `{1,4}多?(?:周岁|岁|个月大)(?:小孩|孩子|宝宝|老人)?|今年\d{2})`),
	regexp.MustCompile(`(?:^|[，,\s])([一二三四五六七八九十\d]{1,3}区)(?:$|[，,。\s])`),
	regexp.MustCompile(`(?i)\b((?:ordered|asked for|got) 0\d(?: \p{L}+)?)\b`),
	regexp.MustCompile(`(?i)\b(y(?:ea)?r \d(?: \p{Lu}\w+){0,2})\b`),
	regexp.MustCompile(`(?i)\b((?:\w+ )?(?:mark|stain|scratch|dent|hole|crack|leak|smell) (?:by|on|in|under|near|from) the (?:\w+ ?){1,3})`),
	regexp.MustCompile(`(?i)\b(have a (?:newborn|baby|toddler|\d+[- ]\w+[- ]old))\b`),
	regexp.MustCompile(`(?i)\b((?:\w+ )?(?:minutes?|hours?) ago)\b`),
	regexp.MustCompile(`((?:用|是)[\p{Han}]{2,4}(?:订|买|报|付|交)的|(?:学生|儿童|老人|军人)票)`),
	regexp.MustCompile(`(?:your|the|at|from|in|to|of|near) ((?:\p{Lu}[\p{L}'’-]+ ){1,3}(?i:` + sites + `)(?: in \p{Lu}\w+)?)\b`),
	regexp.MustCompile(`(?i:\b(?:company|firm|employer|school|university|surgery|clinic|gp|dentist|organi[sz]ation|business)(?: name)?(?: is|:|,)? )(\p{Lu}[\p{L}'’&.-]+(?: (?:\p{Lu}[\p{L}'’&.-]+|&|and|of)){0,4})`),
	regexp.MustCompile(`\b(\p{Lu}[\p{L}'’&-]+(?: (?:\p{Lu}[\p{L}'’&-]+|&))* (?:LLP|Ltd|Limited|GmbH|Inc|LLC|PLC|plc|Pty|Corp))\b`),
	regexp.MustCompile(`([\p{Han}]{2,20}有限公司|(?:公司|雇主|单位)(?:叫|是|名称是|[:：])[\p{Han}]{2,12})`),
	regexp.MustCompile(`(?:^|[，。！？\s在去到从的往于])([\p{Han}]{2,6}(?:分店|门店|旗舰店|店|营业厅|支行|分行|校区|训练场|机场|火车站|高铁站|车站|航站楼|站|服务区|网点|医院|派出所))`),
}

// clauseREs give a clause.
var clauseREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b((?:(?:i|we) )?(?:need|needed|want|must|has to|have to|require)\b.*\b(?:by|before|until|for|on) (?:` + weekday + `).*|(?:due|deadline(?: is)?) (?:by |on |in |before )?(?:` + weekday + `).*|\w+ due (?:` + weekday + `).*)`),
	regexp.MustCompile(`(?i)\b((?:party|wedding|birthday|flight|exam|interview|opening|event|trip|meeting|guests?|cleaner|client|submission|match|show|course|delivery)\b.{0,20}\b(?:is|are|arrives?|starts?|leaves?|comes?)\b.{0,12}\b(?:` + weekday + `).*)`),
	regexp.MustCompile(`(?i)\b((?:i'?m|we'?re|i am|we are|im) (?:moving|relocating|travel+ing|flying|away|abroad|leaving)\b.*)`),
	regexp.MustCompile(`(?i)\b((?:my |our |the |a )?(?:` + family + `)\b.*\b(?:` + harmed + `)\b.*|(?:` + harmed + `) (?:to|on|in|from) (?:my|his|her|the|a|an)?\b.*|(?:i'?m|im|i am|she'?s|he'?s|shes|hes) (?:\w+ )?(?:pregnant|disabled|deaf|blind|diabetic|elderly|a pensioner|allergic|in a wheelchair|in hospital|housebound|a student|a carer)\b.*|uses? a wheelchair.*|newborn\b.*)`),
	regexp.MustCompile(`(?i)\b((?:it |the \w+ (?:\w+ )?)?(?:sparked|caught fire|smok(?:ed|ing)|exploded|burn(?:t|ed) (?:my|the)|leaked (?:on|all|into)|flooded|smells? (?:of|like) (?:gas|burning|smoke)|electric shock)\b.*)`),
	regexp.MustCompile(`(?i)\b((?:i|we)'?(?:m|ve| am| have| was|re| are)? (?:been )?(?:a )?(?:customer|member|with you|client|subscriber)\b.{0,10}(?:since|for)\b.*|(?:bought|got|picked up|sent|purchased|collected)(?: it| them)? (?:at|from|in) (?:the |your )?\p{Lu}.*)`),
	regexp.MustCompile(`(?i)\b((?:i|we|only) (?:only )?(?:have|has|had|got) (?:only |just )?the (?:\w+ )?(?:receipt|paper|letter|copy|photo|photos|box|label)\b.*|(?:my |the )?(?:passport|licence|license|visa|id card|permit)\b.*\b(?:is|are|was) (?:in|at|with|lost|stolen|expired).*)`),
	regexp.MustCompile(`(?i)\b((?:there is |there's )?no [A-Z]\w+ (?:here|at this address).*|third time\b.*|(?:second|third|fourth|fifth) time (?:this|in)\b.*)`),
	regexp.MustCompile(`([^，。]*(?:前要|之前要|以前要|前必须|之前必须|前给|就要(?:用|走|飞|交)|急用|等着用|前改好|之前改好|要给客户|要上课|要交|要开会|要出发|要登机|要考试|要去)[^，。]*)`),
	regexp.MustCompile(`([^，。]*(?:过敏|怀孕|孕妇|骨折|骨裂|住院|轮椅|红疹|受伤|烫伤|流血|中毒|发烧|腿脚不便|残疾|老人家|哺乳|冒烟|起火|着火|爆炸|漏电|煤气味|焦味|糊味|呕吐|拉肚子|疼|痛|瘫痪|化疗|手术)[^，。]*)`),
	regexp.MustCompile(`([^，。]*(?:左|右)(?:边|侧|耳|手|脚|眼|腿|下|上|后|前|声道|半边)[^，。]*)`),
	regexp.MustCompile(`((?:我|本人)?(?:在|人在|住在|现在在)(?:外地|国外|海外|乡下|农村|[\p{Han}]{2,4}(?:读|上学|上班|出差))[^，。]*|(?:转到|转入|搬到|放在?|卡在)[\p{Han}]{2,10}|连(?:着|续)[\p{Han}]{1,8}|用了?` + hanNum + `+年[^，。]*)`),
	regexp.MustCompile(`((?:要|得|需要?)?提前(?:跟[\p{Han}]{1,4})?(?:登记|预约|报备|打电话|通知)[^，。]*|[^，。]{0,6}要提前[^，。]*)`),
	regexp.MustCompile(`([^，。]*(?:写成|误写|打成|印成|开成)了?[\p{Han}A-Za-z]+[^，。]*)`),
}
