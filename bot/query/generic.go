package query

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

// vague are words that say what is done or how it is, rarely what a help page is
// about: visitors and pages use different ones for the same thing, so that a
// page that lacks them is no worse.
var vague = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`
		accept achieve act adapt add admit advise affect afford agree aim announce apologize appreciate approach arrange assign assume attach avoid
		bear beat behave belong blame borrow bother bounce build bump burn carry cast catch chase cheat choose claim clean climb collect combine comment
		commit compare complain concern confirm confuse connect consist contain contribute convince cope cover crash cross cry cut damage dare
		declare decline decrease define delay demand deny depend describe deserve destroy detect determine develop disappear disappoint dislike divide
		drag draw drop earn eat effect emerge employ encourage enjoy ensure establish estimate exceed exist expand experience expire express extend face fail
		fall fancy feed fetch fight fill fit fix fly force gain gather grab grow guarantee guide hang hate heat hide hit hurt identify ignore imagine improve
		increase indicate influence inform insist inspect intend introduce involve join joke jump justify knock lack land last laugh lead lean lend lie lift like limit link
		listen load locate lock lose maintain manage mark match measure meet miss mix notify object observe occur own pack park pass perform permit place point
		possess prepare present press pretend prevent proceed produce promise promote protect prove pull push raise react realize receive recognize recommend record reduce refer
		reflect refuse regret reject relate release rely remain remind rely repeat report represent request rescue respond rest result reveal
		ride ring rise risk roll ruin rush satisfy save scare search select separate settle shake share shift shout shut sit sleep slip smell solve sound spend
		spill split spoil spot spread stand state steal stick store stress stretch struggle succeed suffer suggest suit surprise survive suspect teach
		tear tend test thank throw touch trace trust urge vary view visit warn waste watch wear whine wipe wish yell
		annoyed angry upset happy sad sorry afraid curious busy tired stuck broke crazy weird strange funny stupid silly ridiculous awful terrible horrible
		nervous lucky proud serious careful aware interested excited worried frustrated confused
		recent modern actual ancient brief constant current due eventual exact extreme fair false final former frequent genuine huge ideal initial joint latter likely loud minor
		mutual natural negative neat obvious odd official original plain pleasant positive practical precise prior private proper quiet random rapid rare raw ready relevant
		rough rude separate sharp similar single slight smooth solid sudden sufficient suitable tiny tough typical ugly unique unusual upset urgent useful useless usual valid various vast
		warm weak wet wide wild wise wonderful worth
		guys folks buddy dude mate boyfriend girlfriend roommate flatmate neighbour neighbor kid kids parents brother sister dad mom mum boss colleague cousin
		birthday holiday vacation trip party christmas summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday
		euro euros dollar dollars pound pounds buck bucks cents quid
		`) {
		for _, t := range token.Terms(w) {
			if !generic[t.Text] {
				m[t.Text] = true
			}
		}
	}
	for w := range strings.FieldsSeq(`开心 生气 着急 担心 奇怪 麻烦 后悔 喜欢 讨厌 忘了 忘记 记得 弄丢 弄坏 打不 不到 不上 不见 没用 没有 有用 想用 用了 用过 拿到 拿来 过来 回来 出来 起来 上去 下来 进去 出去
		朋友 老婆 老公 孩子 儿子 女儿 妈妈 爸爸 同事 老板 邻居 室友 家人 生日 周末 周一 周二 周三 周四 周五 周六 周日 圣诞 春节 国庆 上午 下午 晚上 早上 中午
		真的 真人 到底 究竟 显示 提示 出错 报错 失败 成功 不行 不能 无法 没法 突然 一会 多发 少了 多了 错了 坏了 反馈 有效 之内 以上 顺便 另一 每个 每人 每次 只有 只能 必须 应该 算不 算是 属于`) {
		if !generic[w] {
			m[w] = true
		}
	}
	return m
}()
