package person

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
	"github.com/firstlinehq/firstline/handoff/internal/facts/goods"
)

// listed finds the name among what somebody lists about himself: "Odile Garnier,
// contract 7740029", "0427 118 350, Russ", "订单尾号60318，蒋一帆". It is looked for
// where the other side asked who it is, or where another part of the list is a
// number or an address.
func listed(m find.Message) []find.Fact {
	if len(m.Text) > maxList {
		return nil
	}
	asked := askWho.MatchString(m.Asked)
	var out []find.Fact
	parts := listParts.FindAllStringIndex(m.Text, -1)
	for i, at := range parts {
		f := find.Fact{Kind: find.Name, Start: at[0], End: at[1]}
		find.Trim(m.Text, &f)
		beside := asked || i > 0 && tellsNumber(m.Text[parts[i-1][0]:parts[i-1][1]]) || i+1 < len(parts) && tellsNumber(m.Text[parts[i+1][0]:parts[i+1][1]])
		if !beside || !isName(m.Text, &f) {
			continue
		}
		out = append(out, f)
		break
	}
	return out
}

// maxList is the length, in bytes, up to which a message is a list and no story.
const maxList = 220

var (
	listParts = regexp.MustCompile(`(?:(?i:mrs?|ms|dr|prof)\.|[^,，。;；、\n.!！?？])+`)
	askWho    = regexp.MustCompile(`(?i)\bname\b|\bwho (?:may|should|shall|am|is|do)\b|\bwho\b.*\bannounce\b|\bcontact details\b|\b(?:your|his|her|their) details\b|姓名|名字|称呼|贵姓|联络方式|联系方式|联络方法|联系人|留电话|留下?(?:您的)?(?:电话|联系)`)
	listName  = regexp.MustCompile(`^(?:(?i:mr|mrs|ms|miss|dr|prof|barrister|rev|sir|madam)\.? )?\p{Lu}[\p{L}'’-]+(?: (?:(?:de|van|von|der|la|el|al|bin|da|di|dos) )?\p{Lu}[\p{L}'’.-]*){0,3}$`)
	listHan   = regexp.MustCompile(`^(?:名字|姓名|我叫|我是|叫|学员|孩子|家长|本人|姓)?(?:叫|是|为)?([` + surnames + `]\p{Han}{1,3})(?:女士|先生)?$`)
	listMixed = regexp.MustCompile(`(?:姓|名字|叫|名)(?:是|叫|为)?(\p{Lu}[a-z]+(?: \p{Lu}[a-z]+){0,2})`)
)

// tellsNumber reports whether a part of a list is a number or an e-mail address.
func tellsNumber(part string) bool {
	return find.DigitsIn(part) >= 4 || strings.Contains(part, "@") || strings.Contains(part, "身份证") || strings.Contains(part, " dot ")
}

func isName(text string, f *find.Fact) bool {
	if at := listMixed.FindStringSubmatchIndex(f.Value); at != nil {
		f.Start, f.End = f.Start+at[2], f.Start+at[3]
		f.Value = text[f.Start:f.End]
		return true
	}
	if unicode.Is(unicode.Han, find.FirstRune(f.Value)) {
		at := listHan.FindStringSubmatchIndex(f.Value)
		if at == nil || notPerson(f.Value[at[2]:at[3]]) {
			return false
		}
		f.Start, f.End = f.Start+at[2], f.Start+at[3]
		f.Value = text[f.Start:f.End]
		return !hanWord.MatchString(f.Value)
	}
	if !listName.MatchString(f.Value) || shouted(f.Value) {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(f.Value)) {
		if w = strings.Trim(w, ".'’"); find.NotNames[w] || find.Breaks[w] || find.Verbs[w] || goods.Is(w) {
			return false
		}
	}
	return true
}

// hanWord begins like a name and is a word of messages about orders and money.
var hanWord = regexp.MustCompile(`(?:退款|退货|订单|电话|号码|时候|东西|安全|方案|金额|任务|高铁|程序|成功|费用|车票|路线|商品|包裹|地址|房间|房号|小区|单元|马上|谢谢|麻烦|不是|没有|全退|全额|全部|和你|和我|车牌|车号|航班|连着|连续|毛病|温度|成员|成绩|项目|计划|施工|于是|方便|明天|时间|应该|何时|任何|金卡|白卡|黄金|江苏|江西|广东|安徽|河南|河北|云南|海南|海口|苏州|杭州|郑州|徐州|常州|温州|孙子|孙女|祝好|解决|查询|米色|白色|黑色|红色|黄色)`)
