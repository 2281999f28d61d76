package matter

import (
	"regexp"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// Tried finds what the visitor has done about the matter himself, and whom he has
// turned to.
func Tried(m find.Message) []find.Fact {
	var out []find.Fact
	for _, c := range clauses(m.Text) {
		for _, re := range triedREs {
			at := re.FindStringSubmatchIndex(c.text)
			if at == nil || c.asks && !doneRE.MatchString(c.text) || notTried.MatchString(c.text) {
				continue
			}
			out = append(out, c.quoted(find.Tried, at[2], at[3]))
			break
		}
	}
	return out
}

const (
	// remedies are what people do to a thing that fails, and with a case that nobody takes up.
	remedies = `tried|checked|double.?checked|restarted|re-?started|rebooted|reset|re-?set|re-?installed|uninstalled|updated|upgraded|delete?d|cleared|cleaned|wiped|unplugged|plugged|replugged|re-?connected|disconnected|re-?paired|swapped|replaced|re-?charged|re-?seated|tightened|logged|signed (?:in|out)|e-?mailed|phoned|rang|rung|contacted|messaged|chased|reported|submitted|re-?submitted|filled|registered|verified|froze|frozen|blocked|followed|searched|descaled|defrosted|swatched|re-?wired|reformatted|force.?quit|closed and|powered|factory|hard.?reset|troubleshot|googled`
	// doings are remedies where the visitor says that it was he who did so.
	doings = `called|wrote|written|spoke|spoken|talked|told (?:callers|them|him|her|the|your|someone)|went|gone|been to|been through|been on|visited|looked|switched|turned|took|taken|changed|moved|pulled|pushed|pressed|held|opened|washed|forgot the|forgotten the|used|had (?:an? |the |my )?(?:electrician|plumber|technician|engineer|mechanic|guy|friend)|watched|applied|appealed|disputed|made (?:the|a|your) (?:form|claim|complaint|report)|waited|stopped (?:using|giving|taking)|done the|complained|explained|posted|uploaded|attached|provided`
)

// doneRE asks about what was done: "I reset it, ok?"
var doneRE = regexp.MustCompile(`(?i)\b(?:i|we)(?:'ve| have)? already\b|已经`)

var notTried = regexp.MustCompile(`(?i)\b(?:haven'?t|didn'?t|never|not|can'?t|couldn'?t|if i|if we|should i|shall i|do i) (?:\w+ )?(?:tried|try|checked|called|restarted|reset)|\b(?:you|your (?:\w+ )?(?:driver|courier|team|colleague|bot|app|system|website)|they|he|she|it|driver|courier|system) (?:have |has |had |just |already )*(?:` + remedies + `|` + doings + `)\b|没(?:有)?(?:试|重启|换|洗|用过|打)|不要|怎么(?:换|改|退|申请|登录|删|注册)|^(?:你|你们|客服|师傅|系统|店家|商家|快递|他|她|司机|扣|多扣)|(?:重启重启)|漏了|断了|坏了|[吗嘛]$`)

var triedREs = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\b((?:i|we)(?:'ve|’ve|ve| have| had| did)?(?: \w+ly| already| just| also| even| now| then| both| have| been)* (?:` + remedies + `|` + doings + `)\b.*)`),
	regexp.MustCompile(`(?i)^(?:yes|yeah|yep|no|nope|nah|ok|okay|well|and|then|also|already|even|just|tried|,| )*\b((?:` + remedies + `|done (?:the|it|that|this)|did (?:the|that|it)|took (?:it|the|them|out|(?:\w+ ){1,3}out)|turned (?:it|the|off|on|them)|switched (?:it|the|off|on)|changed (?:the|it|my)|called|wrote to|spoke to|been to|forgot the|used (?:the )?forgot|deleted)\b.*)`),
	regexp.MustCompile(`(?i)^(?:it |and |also |same )*(works? (?:fine |ok |perfectly )?(?:on|with|in) (?:my|the|another|a|his|her|other) .*|(?:isolator|power|breaker|router|wifi) off and on.*)`),
	regexp.MustCompile(`^(?:我|我们|我家|都|也|还|又|先|刚|已经)*([\p{Han}]{0,4}(?:都|也|已经)?(?:` + hanRemedies + `|推|点了?|开|拧)[^了过]{0,14}?(?:了|过|[\d一二两三四五六七八九十几]+[次遍回]).*)`),
	regexp.MustCompile(`((?:` + hanRemedies + `)[^了过]{0,14}?(?:了|过|好几[次遍]|[\d一二两三四五六七八九十]+[次遍回]).*)`),
	regexp.MustCompile(`((?:已经|都|也|还|又|先|刚)(?:` + hanRemedies + `).*)`),
	regexp.MustCompile(`^(?:我|我们|都|也|还|又|先)*((?:重启|重开机|重装|重灌|刪掉重灌|卸载重装|重新(?:登录|登陆|安装|启动|插|推|连|开|下载|设置|绑定)|停用|清缓存|恢复出厂).*)`),
	regexp.MustCompile(`((?:炸篮|电池|插头|电源|卡|线|软件|app|APP)重新.*)`),
}

// hanRemedies are the same in Chinese, in front of 了 or 过.
const hanRemedies = `试|重启|重开机|重装|重灌|重新|换|更新|升级|清|删|卸载|关|拔|插|充|打(?:电话|客服|热线|你们)|打|联系|咨询|反馈|投诉|报修|登录|登陆|log|退出|注册|提交|填|交|发邮件|发(?:了|过)(?:邮件|微信|照片|信)|问|找|去(?:医院|急诊|营业厅|门店|你们|派出所|银行|窗口|现场)|看(?:急诊|医生|教程|说明)|在[\p{Han}A-Za-z0-9]{1,8}(?:里|上|点)?(?:看|查|点|约|申请|操作|填)|查|用|停|洗|加|吃|喝|涂|冰敷|打开|按|设置|恢复|擦|检查|冻结|挂失|报警|报案|上传|跑|调|拆|修|开(?:了)?窗|通风|照|测|量|读`
