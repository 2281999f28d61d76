package agentassist

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/locale"
)

// asking finds in a sentence which fact it wants of the visitor. The sentence
// must also ask: "I'm sending it by e-mail" wants none.
var asking = map[handoff.FactKind]*regexp.Regexp{
	handoff.FactOrder:   regexp.MustCompile(`(?i)\border (number|no\.?|id)\b|\bnumber of (your|the) order\b|订单号|订单编号|单号`),
	handoff.FactEmail:   regexp.MustCompile(`(?i)\b(your|which|what|an?) e-?mail( address)?\b|邮箱`),
	handoff.FactName:    regexp.MustCompile(`(?i)\byour (full )?name\b|姓名|怎么称呼`),
	handoff.FactPhone:   regexp.MustCompile(`(?i)\b(your|which|a) (phone|mobile|telephone)( number)?\b|手机号|电话号码|联系电话`),
	handoff.FactProduct: regexp.MustCompile(`(?i)\bwhich (product|article|item|model)\b|\bwhat (product|model)\b|哪(个|款|件)(商品|产品|型号)|什么型号`),
}

var (
	asks     = regexp.MustCompile(`(?i)[?？]|\b(please|could you|can you|would you|give me|send me|tell me|let me (know|have)|i('d)? (only )?need|what is|what's)\b|请|麻烦|提供|告诉|发给我|需要您`)
	sentence = regexp.MustCompile(`[^.?!。？！\n]+[.?!。？！]*`)
)

// asksForKnown reports whether a text asks for a fact the visitor has given.
func asksForKnown(text string, known map[handoff.FactKind]string) bool {
	for _, part := range sentence.FindAllString(text, -1) {
		if !asks.MatchString(part) {
			continue
		}
		for kind, wants := range asking {
			if known[kind] != "" && wants.MatchString(part) {
				return true
			}
		}
	}
	return false
}

// What a matter needs to be looked up, by the words it is told in. Only
// somebody's own case needs it: "how do returns work?" does not.
var (
	own          = regexp.MustCompile(`(?i)\b(my|mine|our|i('ve| have)? (just )?(order|bought|paid|receiv|return|sent|got)\w*|me)\b|我`)
	aboutOrder   = regexp.MustCompile(`(?i)\b(order(ed)?|parcels?|packages?|deliver(y|ed)|shipment|shipped|tracking|refund(ed)?|return(ed)?|invoice|cancel\w*)\b|订单|快递|包裹|发货|物流|退款|退货|换货|配送|发票|取消`)
	aboutProduct = regexp.MustCompile(`(?i)\b(broken|damaged|defect\w*|faulty|warranty|cracked|scratch\w*|missing part|doesn't work|not working|stopped working)\b|坏了|损坏|破|裂|质保|保修|故障|少了|缺`)
	aboutAccount = regexp.MustCompile(`(?i)\b(account|sign(ed)? in|log ?in|password|newsletter|my data)\b|账户|账号|登录|密码|注册`)
)

// missing is the one fact to ask for before the matter can be dealt with; ""
// if there is none. It asks for nothing that is known, or that a known
// reference leads to.
func missing(s *situation) handoff.FactKind {
	text := s.pending
	known := func(kinds ...handoff.FactKind) bool {
		for _, k := range kinds {
			if s.facts[k] != "" {
				return true
			}
		}
		return false
	}
	if !own.MatchString(text) {
		return ""
	}
	switch {
	case aboutOrder.MatchString(text) && !known(handoff.FactOrder, handoff.FactTracking, handoff.FactTicket, handoff.FactAccount):
		return handoff.FactOrder
	case aboutProduct.MatchString(text) && !known(handoff.FactProduct, handoff.FactSKU, handoff.FactOrder):
		return handoff.FactProduct
	case aboutAccount.MatchString(text) && !known(handoff.FactEmail, handoff.FactAccount):
		return handoff.FactEmail
	}
	return ""
}

// questionFor asks for a fact, after a word of comfort where one is due.
func questionFor(s *situation, kind handoff.FactKind) string {
	key := map[handoff.FactKind]string{
		handoff.FactOrder: "assist.ask_order", handoff.FactProduct: "assist.ask_product", handoff.FactEmail: "assist.ask_email",
	}[kind]
	return s.withLead(locale.Text(s.lang, key))
}

// lead is how a reply to an upset visitor begins: it names what went wrong,
// is short and makes no promise. "" where no comfort is due.
func (s *situation) lead() string {
	if !s.upset() {
		return ""
	}
	return locale.Text(s.lang, "assist."+s.mood.Cause.Apology())
}

func (s *situation) withLead(text string) string {
	lead := s.lead()
	switch {
	case lead == "" || apologises.MatchString(text):
		return text
	case s.lang == "zh":
		return lead + text
	}
	return lead + " " + text
}

// calmed is a prepared text for the visitor's mood: to an upset one it begins with
// a word of comfort and cheers about nothing.
func (s *situation) calmed(text string) string {
	if !s.upset() {
		return text
	}
	return s.withLead(cheer.ReplaceAllStringFunc(text, func(mark string) string {
		switch {
		case strings.HasPrefix(mark, "!"):
			return "."
		case strings.HasPrefix(mark, "！"):
			return "。"
		}
		return ""
	}))
}

// cheer are exclamation marks, with the faces that go with them.
var cheer = regexp.MustCompile(`(?:!+|！+)(?: ?[\x{1F300}-\x{1FAFF}\x{2600}-\x{27BF}])*|[\x{1F600}-\x{1F64F}]+`)

// apologises reports a text that needs no apology before it.
var apologises = regexp.MustCompile(`(?i)\b(sorry|apologi[sz]e|i understand)\b|抱歉|对不起|不好意思`)

// acknowledgement shows that the visitor was heard and says what happens next.
func acknowledgement(s *situation) string {
	key := "assist.acknowledge"
	if s.facts[handoff.FactOrder] != "" {
		key = "assist.acknowledge_order"
	}
	return s.withLead(locale.Text(s.lang, key, "order", s.facts[handoff.FactOrder]))
}

var (
	variable = regexp.MustCompile(`\{\{\s*([a-z_]+\.[a-z_]+)\s*\}\}`)
	noName   = regexp.MustCompile(`[ ,，、]*\{\{\s*visitor\.name\s*\}\}`)
)

// fill puts what is known into a prepared text. whole is false where something
// is not known: its name then stays in the text for the agent to see.
func (s *situation) fill(body string) (text string, whole bool) {
	if s.visitor == "" {
		body = strings.TrimLeft(noName.ReplaceAllString(body, ""), " ,，、.。!！")
	}
	values := map[string]string{
		"visitor.name": s.visitor, "agent.name": s.agent, "conversation.number": itoa(s.number), "workspace.name": s.workspace,
		"visitor.email": s.facts[handoff.FactEmail], "order.number": s.facts[handoff.FactOrder], "product.name": s.facts[handoff.FactProduct],
	}
	whole = true
	text = variable.ReplaceAllStringFunc(body, func(mark string) string {
		if v := values[variable.FindStringSubmatch(mark)[1]]; v != "" {
			return v
		}
		whole = false
		return mark
	})
	return text, whole
}
