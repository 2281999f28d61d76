package query

import "regexp"

// saying is a way to put things that loses its meaning word by word, and what pages
// say instead.
type saying struct {
	find *regexp.Regexp
	with string
}

// Parts of sayings.
const (
	sent    = `(order|parcel|package|delivery|shipment)`
	itsCode = `(?: (?:no\.? |number )?#?[a-z]*-?\d[\w-]*)?`
	notYet  = `(?:hasn'?t|has not|haven'?t|have not|didn'?t|did not|is ?n[o']t|still not|never|not yet)`
	came    = `(?:arrived?|come|came|received?|turned up|shown up|show up|got|gotten|been delivered|delivered|here)`
	blemish = `(scratch(?:es)?|dents?|cracks?|chips?|tears?|holes?|stains?)`
)

// sayings are in the order in which they are read: what one puts, the next may take.
var sayings = []saying{
	{regexp.MustCompile(`(?i)\bin (a thousand |little )?pieces\b`), " broken "},
	{regexp.MustCompile(`(?i)\b(?:arrived|came|come|delivered|received|got|have|has|is|with)\b((?: [a-z]+){0,4}) (?:an? |the |some |several |many |deep |big |small )*` + blemish + `\b`), "$1 $2 arrived damaged "},
	{regexp.MustCompile(`(?i)\bwhere(?:'?s| is) (?:my|the|our) (?:money|refund)\b`), " when refund "},
	{regexp.MustCompile(`(?i)\bwhere(?:'?s| is| are|'?re)? (?:my|the|our) (order|parcel|package|delivery|shipment|stuff|things?)\b`), " track ${1} "},
	{regexp.MustCompile(`(?i)\b` + sent + itsCode + ` ` + notYet + ` (?:yet |been )*` + came + `(?: yet)?\b`), " ${1} late "},
	{regexp.MustCompile(`(?i)\bstill waiting (?:for|on) (?:my|the|our|an?) ` + sent + `\b`), " ${1} late "},
	{regexp.MustCompile(`(?i)\b` + notYet + ` (?:yet )?(?:arrived?|come|received?|turned up|shown up|got|gotten)\b`), " not arrived "},
	{regexp.MustCompile(`(?i)\bwhen (?:will|does|do|can|should|would|is) (?:i (?:get|receive|expect) )?(?:my|the|our|an?) (order|parcel|package|delivery|shipment)(?: (?:arrive|come|get here|be here|be delivered|going to (?:arrive|come)))?\s*(?:[?.!]|$)`), " delivery time "},
	{regexp.MustCompile(`(?i)\b(returns?|refunds?|exchange|cancellation) polic(?:y|ies)\b`), " ${1} conditions "},
	{regexp.MustCompile(`(?i)\b(?:delivery|shipping|postage) (?:costs?|fees?|charges?|prices?)\b|\b(?:cost|price) of (?:the )?(?:delivery|shipping|postage)\b`), " delivery fee "},
	{regexp.MustCompile(`(?i)\breturn (?:shipping|postage)\b`), " return label "},
	{regexp.MustCompile(`(?i)\bwho (?:has to |must )?pays?(?: for)?\b`), " cost "},
	{regexp.MustCompile(`(?i)\b(?:how long|how many days) (?:do|can|have|may) (?:i|we|you) (?:have |got )?(?:to |for )?(?:returning|return|send (?:it |them |this |stuff |things |something )?back)\b`), " return within days send back "},
	{regexp.MustCompile(`(?i)\b(?:is there|do you have|have you got|what'?s|what is|give me) (?:an?|the|your|any) (?:tele)?phone(?: number)?(?: (?:i|we) can (?:call|ring|reach)(?: you)?(?: on| at)?| to call)?\s*(?:[?.!,]|$)`), " contact telephone "},
	{regexp.MustCompile(`(?i)\b(?:i|we) can (?:call|ring|phone)(?: you)?\s*(?:[?.!]|$)|\bcan (?:i|we) (?:call|ring|phone) (?:you|some(?:one|body)|any(?:one|body))\b`), " contact telephone "},
	{regexp.MustCompile(`(订单|包裹|快递|货物?|东西)(?:[^，。？?]{0,3})(?:到(?:哪儿?|哪里|什么地方)|在(?:哪儿?|哪里)|怎么还没到)`), "查询 $1 物流 状态"},
	{regexp.MustCompile(`(包裹|快递|货)[\sA-Za-z\d-]{0,16}(?:怎么)?(?:还|一直|迟迟)?(?:还)?没(?:有)?(?:到|送到|收到)`), " $1 迟迟未到 延误 "},
	{regexp.MustCompile(`(?:多久|几天|多少天)之?内?(?:可以|能)?退货`), " 退货 收货 退回 天内 "},
	{regexp.MustCompile(`(?:什么时候|多久|几天|何时)(?:能|会|可以)?发货`), " 订单 发出 配送 时间 "},
	{regexp.MustCompile(`坏了|坏掉|坏的|摔坏|破了|破的|碎了|碎掉|碎的|裂了|裂开|断了一?[条根块截半]`), " 损坏 "},
	{regexp.MustCompile(`([腿脚柄板杆架轴])(?:断了?)`), "$1 损坏 "},
	{regexp.MustCompile(`丢了|不见了|弄丢|找不到了`), " 丢失 "},
	{regexp.MustCompile(`没(?:有)?(?:收到|到货)|还没到|收不到`), " 没收到 "},
}

// anySaying holds a word of each saying: most texts have none of them.
var anySaying = regexp.MustCompile(`(?i)piece|where|when|who|how|deliver|shipping|postage|n'?t|not|never|waiting|polic|phone|call|ring|scratch|dent|crack|chip|tear|hole|stain|[坏破碎裂断丢没]|多久|几天|多少天|发货|不见|不到|订单|包裹|快递|货|东西`)

// shipsTo asks, beside a place, whether things are delivered there.
var shipsTo = regexp.MustCompile(`(?i)\b(do|does|can|could|will|would) (you|it) (?:also |still |even )?(?:ship|send|post|deliver)(?: (?:it|this|them|an?|the|orders?|parcels?|things?))* to\b|(可以|能|会|可不可以|能不能|是否|支持)(?:[寄送发]到|发货|送货|配送)到?`)

// plainly puts sayings as pages would.
func plainly(text string) string {
	if shipsTo.MatchString(text) && len(placesIn(text)) > 0 {
		with := " ship delivery times "
		if wide(shipsTo.FindString(text)) {
			with = " 配送 时间 国家 "
		}
		text = shipsTo.ReplaceAllString(text, with)
	}
	if !anySaying.MatchString(text) {
		return text
	}
	for _, s := range sayings {
		text = s.find.ReplaceAllString(text, s.with)
	}
	return text
}
