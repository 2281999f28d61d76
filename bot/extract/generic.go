package extract

import (
	"strings"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// generic are words that any question may hold: they ask, move and judge, but
// name no subject of a help page.
var generic = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`
		become became go going goes come came comes coming put keep kept stay leave left let start begin stop end finish happen
		get got getting give gave make made do done see saw seen look looking find found think thought believe guess hope feel
		tell told ask asked say talk speak write wrote read show try tried use used work worked works working run set turn
		want need like love hate prefer decide choose chose pick bring brought hold carry move wait waiting expect
		seem mean know knew learn understand remember forget care worry matter help fix solve deal handle manage
		type typed enter click press open close call called name named
		good bad better best worse worst great nice fine right wrong true false real easy hard difficult simple clear sure safe
		new old big small little long short high low early late soon quick slow fast full empty whole half same different other another
		next last first second third final whole entire total certain special normal usual common general main
		always never sometimes often usually again once twice later before after during while until since ago away back
		today tomorrow yesterday morning afternoon evening night week weekend month year day days hour minute moment time times
		person people guy man woman child everyone everybody nobody none each every few several lot lots bit part piece number
		place point way ways case reason idea problem issue trouble question answer example fact matter kind type sort detail info information
		thing stuff something house home room mother father friend wife husband son daughter
		able allowed available possible impossible necessary required supposed meant willing ready
		without within instead except besides despite although though however therefore perhaps please
		can cant cannot could should would might must dont doesnt didnt isnt arent wont wasnt havent hasnt
		actually basically really quite pretty rather almost nearly exactly approximately around roughly
		company website site online customer customers service support team shop
		mind forward interested bought received already yet still ever anyway currently anymore
		happens arrive arrives arrived there here where`) {
		for _, t := range token.Terms(w) {
			m[t.Text] = true
		}
	}
	for w := range strings.FieldsSeq(`东西 时候 时间 办法 事情 情况 问题 一次 一点 收到 买了 买的 下单 客服 处理 开始 结束 之后 之前 以后 以前 今天 明天 昨天 上班 支持 使用 方式 原因 意思 最晚 最早 最多 最少 直接 继续 发生 出现 知道 看到 找到 需要 希望 觉得 喜欢 打算 准备 朋友 家里`) {
		m[w] = true
	}
	for _, subject := range []string{"shop", "arriv", "child", "wait"} {
		delete(m, subject) // a subject of some pages after all
	}
	return m
}()
