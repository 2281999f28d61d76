package handoff

import (
	"regexp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/internal/clip"
)

var sentenceEnd = regexp.MustCompile(`[.!?]+(?:\s|$)|[。！？；\n]+`)

// sentences splits a text after its sentence marks; the marks stay.
func sentences(text string) []string {
	var out []string
	start := 0
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		add(text[start:at[1]])
		start = at[1]
	}
	add(text[start:])
	return out
}

var correction = regexp.MustCompile(`(?i)^(?:sorry|actually|correction|i mean|no wait|oops|typo)\b|^(?:不对|说错|打错|更正|抱歉)`)

var inPassing = regexp.MustCompile(`(?i)\b(?:by the way|btw|unrelated|other question|another question|one more (?:thing|question)|while (?:i'm|im|we're) at it|just curious|off topic)\b|对了|顺便|另外问|话说|随便问`)

var questionRE = regexp.MustCompile(`(?i)[?？]\s*$|^(?:how|what|when|where|why|who|which|can|could|do|does|is|are|will|would|should|may)\b|吗[？。\s]*$|呢[？。\s]*$|怎么|什么时候|多久|多少|哪|能不能|可不可以|是否|有没有|为什么|如何`)

func isQuestion(s string) bool { return questionRE.MatchString(strings.TrimSpace(s)) }

func oneLine(s string, runes int) string {
	return clip.Line(strings.Join(strings.Fields(s), " "), runes)
}

// proposeReply fills the template that fits what is known. It asks for at most
// one thing, and only for what the visitor has not given: an order number
// where the matter is an order.
func proposeReply(b *Brief, text Text) string {
	known := map[FactKind]string{}
	for _, f := range b.Facts {
		if f.Superseded || f.Kind == FactProduct && len(strings.Fields(f.Value)) < len(strings.Fields(known[f.Kind])) {
			continue // "shade" says less than "Oslo floor lamp"
		}
		known[f.Kind] = f.Value
	}
	name, order := known[FactName], known[FactOrder]
	subject := articleRE.ReplaceAllString(known[FactProduct], "")
	key := "handoff.reply"
	if upset(b) {
		key = "handoff.reply_upset"
	}
	if name != "" {
		key += "_name"
	}
	switch {
	case order != "":
		key += "_order"
	case subject != "":
		key += "_product"
	case aboutOrder(b) && !noNumber(b) && known[FactTracking] == "" && known[FactTicket] == "" && known[FactAccount] == "" && known[FactEmail] == "" && known[FactCode] == "":
		key += "_ask"
	}
	return text(b.Lang, key, "name", name, "order", order, "product", subject)
}

// articleRE is what a text that names a product has in front of it already.
var articleRE = regexp.MustCompile(`(?i)^(?:the|an?|my|our|your) `)

func upset(b *Brief) bool {
	sore := []Reason{ReasonAnger, ReasonAbuse, ReasonLegal, ReasonSafety, ReasonRepeated, ReasonMisses}
	return slices.Contains(sore, b.Trigger.Reason) || slices.Contains(sore, b.Trigger.Cause) ||
		b.Mood.Level == "angry" || b.Mood.Level == "upset"
}

var orderMatter = regexp.MustCompile(`(?i)\b(?:order|parcel|package|delivery|delivered|shipment|shipped|refund|return)\b|订单|快递|包裹|发货|物流|退款|退货|换货|配送`)

// noNumberRE says that there is no number to give. That the order itself never came, or
// is lost, does not.
var noNumberRE = regexp.MustCompile(`(?i)\b(?:no|not got|haven'?t (?:got )?|don'?t have|do not have|never (?:got|had|received)|lost|can'?t find|cannot find|without)\b.{0,24}\b(?:reference|confirmation|number)\b|\bno (?:order|booking)\b|(?:没有?|沒有?|找不到|无|冇).{0,4}(?:单号|單號|编号|編號|号码|號碼)`)

// noNumber reports whether the visitor said that he has none.
func noNumber(b *Brief) bool {
	return noNumberRE.MatchString(b.Issue.Text+"\n"+b.Open.Text) || slices.ContainsFunc(b.Facts, func(f Fact) bool { return f.Kind.quoted() && noNumberRE.MatchString(f.Value) })
}

func aboutOrder(b *Brief) bool { return orderMatter.MatchString(b.Issue.Text + " " + b.Open.Text) }
