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
		per through process procedure figure assist provide since why certain recent recently longer appear wish correct correctly regarding believe create
		proper properly hear obtain notice attempt cause pull past option options during top couple total enough include included clear previous via
		earlier latest anywhere bit far hand suddenly typical allow complete completely current receive biggest bigger largest smallest maximum minimum
		out up off down over under into onto own whose whom specific particular regular extra additional similar between apart together both either neither only
		sometime sometimes whenever wherever whatever whichever plan planning suppose consider discuss explain mention offer handle follow switch
		happens arrive arrives arrived there here where`) {
		for _, t := range token.Terms(w) {
			m[t.Text] = true
		}
	}
	for w := range strings.FieldsSeq(`东西 时候 时间 办法 事情 情况 问题 一次 一点 收到 买了 买的 下单 客服 处理 开始 结束 之后 之前 以后 以前 今天 明天 昨天 上班 支持 使用 方式 原因 意思 最晚 最早 最多 最少 直接 继续 发生 出现 知道 看到 找到 需要 希望 觉得 喜欢 打算 准备 朋友 家里
		老是 总是 最高 最低 最大 最小 多大 可能 别人 想要 刚才 刚刚 不想 一年 每年 每月 每天 一天 一月 个月 要是 一定 一样 哪种 哪家 以内 之内 左右 以上 以下 怎样 几次 几号 之类 其他 另外 具体 目前 特别 比较 直接 自动 提前 有点 今年 明年 昨天 上周 下周 上个 下个 一般 时间 告诉 允许 提供 关于 区别 包括 不同 正常 突然 究竟 到时 有人 对方 自己 很多 有些 部分 全部`) {
		m[w] = true
	}
	for _, subject := range []string{"shop", "arriv", "child", "wait"} {
		delete(m, subject) // a subject of some pages after all
	}
	return m
}()
