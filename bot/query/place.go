package query

import (
	"regexp"
	"strings"
)

// countries, regions and the world's best-known cities, in both languages, each
// with the other ways to name it. "Do you ship to Poland?" is not answered by a page
// that names other countries.
const countries = `
afghanistan 阿富汗|albania 阿尔巴尼亚|algeria 阿尔及利亚|andorra 安道尔|argentina 阿根廷|armenia 亚美尼亚|australia 澳大利亚 澳洲|austria 奥地利|azerbaijan 阿塞拜疆|bahrain 巴林|bangladesh 孟加拉
belarus 白俄罗斯|belgium 比利时|bolivia 玻利维亚|bosnia 波黑 波斯尼亚|brazil 巴西|bulgaria 保加利亚|cambodia 柬埔寨|canada 加拿大|chile 智利|china 中国 国内 大陆|colombia 哥伦比亚|croatia 克罗地亚
cuba 古巴|cyprus 塞浦路斯|czechia czech 捷克|denmark 丹麦|ecuador 厄瓜多尔|egypt 埃及|england uk britain 英国 英格兰|estonia 爱沙尼亚|ethiopia 埃塞俄比亚|finland 芬兰|france 法国|georgia 格鲁吉亚
germany 德国|ghana 加纳|gibraltar 直布罗陀|greece 希腊|greenland 格陵兰|hungary 匈牙利|iceland 冰岛|india 印度|indonesia 印度尼西亚 印尼|iran 伊朗|iraq 伊拉克|ireland 爱尔兰|israel 以色列|italy 意大利
japan 日本|jordan 约旦|kazakhstan 哈萨克斯坦|kenya 肯尼亚|korea 韩国 朝鲜|kosovo 科索沃|kuwait 科威特|laos 老挝|latvia 拉脱维亚|lebanon 黎巴嫩|liechtenstein 列支敦士登|lithuania 立陶宛|luxembourg 卢森堡
macau 澳门|malaysia 马来西亚|maldives 马尔代夫|malta 马耳他|mexico 墨西哥|moldova 摩尔多瓦|monaco 摩纳哥|mongolia 蒙古|montenegro 黑山|morocco 摩洛哥|myanmar 缅甸|nepal 尼泊尔
netherlands holland 荷兰|zealand 新西兰|nigeria 尼日利亚|norway 挪威|oman 阿曼|pakistan 巴基斯坦|panama 巴拿马|peru 秘鲁|philippines 菲律宾|poland 波兰|portugal 葡萄牙|qatar 卡塔尔|romania 罗马尼亚
russia 俄罗斯|saudi 沙特|scotland 苏格兰|senegal 塞内加尔|serbia 塞尔维亚|singapore 新加坡|slovakia 斯洛伐克|slovenia 斯洛文尼亚|spain 西班牙|sweden 瑞典|switzerland swiss 瑞士|syria 叙利亚|taiwan 台湾
thailand 泰国|tunisia 突尼斯|turkey türkiye 土耳其|uganda 乌干达|ukraine 乌克兰|emirates uae dubai 阿联酋 迪拜|usa america 美国|uruguay 乌拉圭|uzbekistan 乌兹别克斯坦|vatican 梵蒂冈|venezuela 委内瑞拉|vietnam 越南|wales 威尔士|yemen 也门
africa 非洲|asia 亚洲|europe eu eea 欧洲 欧盟|moon mars 月球 火星|hawaii 夏威夷|alaska 阿拉斯加|canary 加那利|balearic 巴利阿里|hongkong 香港`

// continents hold the places of which a page may speak as one: "not to Asia" tells
// who asks about Japan. Europe is left out: half of it is not in the EU.
var continents = map[string]string{
	"asia": `afghanistan armenia azerbaijan bahrain bangladesh cambodia china georgia hongkong india indonesia iran iraq israel japan jordan kazakhstan
		korea kuwait laos lebanon macau malaysia maldives mongolia myanmar nepal oman pakistan philippines qatar saudi singapore syria taiwan thailand
		emirates uzbekistan vietnam yemen`,
	"africa": `algeria egypt ethiopia ghana kenya morocco nigeria senegal tunisia uganda`,
}

// continentOf gives the continent of a place, by first names.
var continentOf = func() map[string]string {
	m := make(map[string]string)
	for continent, places := range continents {
		for p := range strings.FieldsSeq(places) {
			m[p] = continent
		}
	}
	return m
}()

// placeOf gives a place's first name by any of its names.
var placeOf = func() map[string]string {
	m := make(map[string]string)
	for row := range strings.FieldsFuncSeq(countries, func(r rune) bool { return r == '|' || r == '\n' }) {
		names := strings.Fields(row)
		for _, n := range names {
			m[n] = names[0]
		}
	}
	return m
}()

var latinWord = regexp.MustCompile(`[a-zü]+`)

// usWord is the short name that is a pronoun in small letters.
var usWord = regexp.MustCompile(`\b(US|U\.S\.A?\.?)\b`)

// placesIn gives the places that a text names.
func placesIn(text string) map[string]bool {
	out := make(map[string]bool)
	if usWord.MatchString(text) {
		out["usa"] = true
	}
	lower := strings.ToLower(text)
	for _, w := range latinWord.FindAllString(lower, -1) {
		if p, ok := placeOf[w]; ok {
			out[p] = true
		}
	}
	for n, p := range placeOf {
		if wide(n) && strings.Contains(lower, n) {
			out[p] = true
		}
	}
	return out
}

// LacksPlace reports whether a question names a place that the answer does not,
// though the answer may name others.
func LacksPlace(question, answer string) bool {
	asked := placesIn(question)
	if len(asked) == 0 {
		return false
	}
	said := placesIn(answer)
	for p := range asked {
		if said[p] || said[continentOf[p]] {
			return false
		}
	}
	return true
}

// Instead gives the topic of a follow-up without the places in it, if the
// follow-up names another: "and to Switzerland?" is not about Germany any more.
func Instead(topic, text string) string {
	if topic == "" || len(placesIn(text)) == 0 {
		return topic
	}
	topic = usWord.ReplaceAllString(topic, " ")
	for n := range placeOf {
		if wide(n) {
			topic = strings.ReplaceAll(topic, n, " ")
		}
	}
	return anyLatin.ReplaceAllStringFunc(topic, func(w string) string {
		if _, ok := placeOf[strings.ToLower(w)]; ok {
			return " "
		}
		return w
	})
}

var anyLatin = regexp.MustCompile(`[A-Za-zü]+`)
