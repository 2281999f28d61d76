package number

import (
	"regexp"

	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
)

// keyedRE is a way of writing a number with a word that says what it is.
type keyedRE struct {
	kind find.Kind
	re   *regexp.Regexp
}

// codeShape is what error codes look like: "E07", "ERR_AUTH_TIMEOUT", "0x80070057", "AUTH-403", "502".
const codeShape = `0[xX][0-9A-Fa-f]+(?:-[0-9A-Za-z]+)*|[A-Z]+(?:_[A-Z0-9]+)+|[A-Za-z]{0,6}[-_ ]?\d[A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*|[A-Z]{2,}-[A-Z0-9-]+|[A-Z]{3,}\d*`

// keyedREs are looked for before phones and dates.
var keyedREs = []keyedRE{
	{find.Code, regexp.MustCompile(`(?i:\b(?:error|fault|err[: ]|status|failure|exception)s?)(?i:[ -]?(?:code|number|message|msg|no\.?))*(?i:[ :：#"“'‘(]|is|says|saying|was|of)*(` + codeShape + `|[a-z]+_[a-z_]+\d*)`)},
	{find.Code, regexp.MustCompile(`(?i:\b(?:error|blinking|flashing|flashes|blinks|shows?|showing|displays?|displaying|displayed|reads|says?|throws|gives(?: me)?|get(?:ting)?|gets|got|popped up|comes up with|message|screen|fehler|code))(?i:[ :：#"“'‘(]|is|its|it's|now|an?|the|error|code)*\b([A-Z]{1,5}-?\d{1,5}(?:-[A-Z0-9]+)*|0[xX][0-9A-Fa-f]+|[A-Z]+(?:_[A-Z0-9]+)+)\b`)},
	{find.Code, regexp.MustCompile(`(?i:\b(?:says?|shows?|showing|throws?|returns?|returned|gives?|gets?|getting|got|error|message))(?i:[ :"“'‘(]|an?|the|is)*\b([a-z]+(?:_[a-z0-9]+)+)\b`)},
	{find.Code, regexp.MustCompile(`(?i:\b(?:throws?|gives?|gets?|shows?|returns?))(?i: me)?(?i: an?)? ([45]\d\d)\b`)},
	{find.Code, regexp.MustCompile(`(?i:\bhttp)(?: (?i:error|status|code))* ?(\d{3})\b`)},
	{find.Code, regexp.MustCompile(`(?i:\bcode)(?i:[ :：#"“]|is|was)+([A-Z]{0,6}-?\d{1,6}[A-Z]?)\b`)},
	{find.Code, regexp.MustCompile(`\b([45]\d\d)(?i: (?:forbidden|not found|unauthori[sz]ed|bad gateway|bad request|internal|service unavailable|gateway|too many|timeout))`)},
	{find.Code, regexp.MustCompile(`(\b[45]\d\d|\b[A-Z]{1,6}[-_]?\d{1,6})(?i: (?:error|fault|page)s?\b)`)},
	{find.Code, regexp.MustCompile(`(?:错误代?码?|错误提示|报错|报|故障代?码?|故障|代码|异常码?|提示|显示|闪|跳|弹出|出现|状态码)(?:了|出|的|个|一直|是|为|错误|代?码|着|一个|[:：\s“"「#-])*(0[xX][0-9A-Fa-f]+|[A-Z]+(?:_[A-Z0-9]+)+|[A-Za-z]{1,6}[-_ ]?\d[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*|\d{3,6})(?:[^\d元块年月日天分秒%个次号]|$)`)},
	{find.Code, regexp.MustCompile(`([A-Za-z]{1,4}-?\d{1,5}|\b\d{3,5})(?:错误|报错|故障|代码|异常|的错|闪|一直闪|灯)`)},
	{find.Code, regexp.MustCompile(`\b(0[xX][0-9A-Fa-f]{4,}|(?:ERR|ERROR|E)(?:_[A-Z0-9]+)+|[A-Z]{3,}(?:_[A-Z0-9]{2,})+)\b`)},
	{find.Code, regexp.MustCompile(`(?:显示|提示|弹出|跳出|写着|报错|说)(?:了|是|的是|一个|为|:|：)*["“「『']([\p{Han}A-Za-z0-9 ，,]{3,24})["”」』']`)},
	{find.Code, regexp.MustCompile(`(?:系统|一直|总是|老是|就|，|,|^)(?:提示|显示(?:的是|出)|弹出|跳出)(?:了|说|是|我)*([\p{Han}]{4,14})(?:$|[，,。！？])`)},
	{find.Code, regexp.MustCompile(`(?i:\b(?:says?|saying|shows?|showing|error|message|get(?:ting)?|displays?|reads|comes up))(?i:[ :]|an?|the|error|message|that|it's|its)*["“'‘]([\p{L}\d][\p{L}\d ,.'-]{4,50}?)["”'’]`)},
	{find.Account, regexp.MustCompile(`(?i:\b(?:ign|username|user ?name|gamertag|handle|login|log-?in|workspace|nickname|account name|user id|player id|screen ?name|member (?:no|number))|用户名|账号|昵称|游戏名|角色名?|玩家名?|ID)(?: ?(?:is|叫|是|为|:|：|called|named|'s|=))+ ?([A-Za-z0-9_][A-Za-z0-9_.-]{2,}[A-Za-z0-9_])`)},
	{find.Account, regexp.MustCompile(`(?:用户名|账号|昵称|游戏名|角色名?|玩家名?)(?:叫|是|为|:|：)([\p{Han}A-Za-z0-9_]{2,14})(?:$|[，,。！\s])`)},
	{find.Account, regexp.MustCompile(`(?i:\b(?:card|member|membership|account|policy|customer) (?:no|number|num|id)\.?)(?: is|:|'s)? ([A-Z]{1,4}-?\d{4,9})\b`)},
	{find.Account, regexp.MustCompile(`(?i:\b(?:hospital|patient|customer|member|account|policy|nhs|library) (?:number|no\.?|id))(?: is|:|'s)? ([A-Z]{0,2} ?\d{2,4}(?: \d{2,5}){1,3})\b`)},
	{find.Account, regexp.MustCompile(`([\p{Han}A-Za-z]{2,12}_\d{1,4})(?:$|[，,。\s])`)},
	{find.Account, regexp.MustCompile(`(?i:\b(?:has|with|got) a number(?: on it)?)[,:]? ([A-Z]{0,3}(?: ?\d{2,5}){2,4})\b`)},
	{find.Tracking, regexp.MustCompile(`(?i)(?:tracking|waybill|parcel|shipment|consignment|dhl|ups|fedex)(?: ?(?:number|no\.?|nr\.?|id|code|#|num))+(?:[ :：#]|is|was)*([a-z0-9][a-z0-9-]{5,}\d[a-z0-9-]*)`)},
	{find.Tracking, regexp.MustCompile(`(?i:\b(?:tracking|parcel|package|shipment|waybill|consignment))(?i: |number|no\.?|id|is|[:#])*([A-Z]{2,4}(?: \d{3,4}){2,4}[A-Z]{0,3})\b`)},
	{find.Tracking, regexp.MustCompile(`(?i)\btracking(?:[ :：#]|is|says|number)*([a-z]{0,4}\d[a-z0-9-]{6,})`)},
	{find.Tracking, regexp.MustCompile(`(?i)(?:运单号?|快递单号?|物流单号?|快递号|物流号|快递编号|快递)[\s:：是为]*([a-z0-9][a-z0-9-]{7,})`)},
	{find.Order, regexp.MustCompile(`(?i:\border|\bbooking|\breservation)(?i:[ -]?(?:number|no\.?|nr\.?|id|code|num|#))*(?i:[ :：#(]|is|was|it's)+([A-Z]{1,5} \d{3,}(?: \d{2,})*(?:[- ]?[A-Z]\b)?|\d{2,5}(?: \d{2,5}){1,4}(?: ?[A-Z]{1,3}\b)?|[A-Z]{2,}\d[A-Z0-9]+|\d{3,}[ -][A-Z]{1,3}\b)`)},
	{find.Order, regexp.MustCompile(`(?i)(?:\border|\borders|\bpurchase|\bbestellung|\bord|\bpo|\bbooking|\breservation|\border(?:nr|no|number))(?:[ -]?(?:number|no\.?|nr\.?|id|code|num|nummer|#|ref(?:erence)?))*(?:[ :：#(,"'“]|is|was|it's|its|should be|=|ending(?: in| with)?|starting with|reads|under)*((?:[a-z]{1,8}[-_./]?)*\d[a-z0-9]*(?:[-_./][a-z0-9]+)*)`)},
	{find.Order, regexp.MustCompile(`(?i:\border|\bbooking)(?i:[ :：#(]|number|no\.?|nr\.?|is|was|it's)+((?:\d ){4,}\d|[a-z]{1,4}(?: \d{2,5}){2,4})\b`)},
	{find.Order, regexp.MustCompile(`(?:订单编?号?|单号|单子)[\s:：#,，是为]*(\d{2,5}(?:[ -]\d{2,5}){1,4}|[A-Z]{1,4} \d{3,})`)},
	{find.Order, regexp.MustCompile(`(?i)(?:订单编?号?|单号|订单号码|下单号|訂單編?號?|预订号|订单尾[号数]|单号尾[号数]|单子|下的单)(?:给你|发你|找到了|查到了?|刚|我|就|显示|[\s:：#,，(（是为改成应该写的那个]|尾号|后四位|编号|显示|号)*((?:[a-z]{1,6}[-_./]?)*\d[a-z0-9]*(?:[-_./][a-z0-9]+)*)`)},
	{find.Order, regexp.MustCompile(`(\d{4,}[A-Za-z0-9-]*)\s?(?:号|这个|那个|的|这)*(?:订单|訂單|单)`)},
	{find.Ticket, regexp.MustCompile(`(?i)(?:\breference|\bref)(?: [a-z]+){0,3}[:：] ?([a-z]{0,6}[-/]?\d[a-z0-9]*(?:[-/][a-z0-9]+)*)`)},
	{find.Ticket, regexp.MustCompile(`(?i)(?:invoice|ticket|case|reference|ref|claim|complaint|rma|return|contract|customer|member(?:ship)?|account|policy)(?:[ -]?(?:number|no\.?|nr\.?|id|code|#|num))*(?:[ :：#]|is|was)*((?:[a-z]{1,6}[-/]?)?\d[a-z0-9]*(?:[-/][a-z0-9]+)*)`)},
	{find.Ticket, regexp.MustCompile(`(?i)(?:发票号?码?|工单号?|客户号|会员号|会员编号|合同号|售后单号?|退货单号?|账号)[\s:：#是为]*([a-z0-9][a-z0-9-]{3,})`)},
	{find.SKU, regexp.MustCompile(`(?i)(?:\barticle|\bitem|\bpart|\bmodel|\bserial)(?: (?:number|no\.?|nr\.?))*[ :#]+(\d{2,4}(?: \d{2,4}){1,3})\b`)},
	{find.SKU, regexp.MustCompile(`(?i)(?:\bsku|\bmodel|\barticle|\bitem|\bpart|\bserial|\bproduct|\bs/n|\bsn|\bversion)(?:[ -]?(?:number|no\.?|nr\.?|id|code|#|num))*(?:[ :：#]|is|was)*([a-z]*-?\d[a-z0-9]*(?:[-/.][a-z0-9]+)*|[a-z]{2,}-\d[a-z0-9-]*)`)},
	{find.SKU, regexp.MustCompile(`(?i)(?:型号|货号|序列号|编号|款号|商品编码|版本|商品编号|机身号)[\s:：#是为]*([a-z0-9][a-z0-9.-]{1,}(?: (?:pro|max|plus|mini|ultra|lite))?)`)},
	{find.Code, regexp.MustCompile(`(?i:voucher|coupon|promo|discount|gift ?card)(?i: (?:code|number|card))*(?i:[ :：#"“]|is|was)*(\d{4}(?: \d{4}){2,4}|[A-Z][A-Z0-9-]{3,}|[A-Z]*\d[A-Z0-9-]{3,})`)},
	{find.Code, regexp.MustCompile(`\bcode ([A-Z]+-?\d[A-Z0-9-]*|[A-Z]{4,}[A-Z0-9-]*)\b`)},
	{find.Code, regexp.MustCompile(`(?i:\b(?:code|coupon|voucher)'?s|\bcode:) ([A-Za-z]{2,}-?\d[A-Za-z0-9-]*|[A-Z]{4,}[A-Z0-9-]*)\b`)},
	{find.Code, regexp.MustCompile(`码(?:是|为|[:：])\s?([A-Za-z]{2,}-?\d[A-Za-z0-9-]*|[A-Z]{4,})`)},
	{find.Code, regexp.MustCompile(`(?:优惠码|折扣码|兑换码|优惠券码?|礼品卡号?)[\s:：#是为]*([A-Za-z0-9][A-Za-z0-9-]{3,})`)},
}
