package gap

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/knowledge/meaning"
)

// What agents write around an answer: it greets, apologises, asks for patience,
// says goodbye. An article holds none of it.
var (
	greetingHead = regexp.MustCompile(`(?i)^\s*(hi|hello|hey|dear|good (morning|afternoon|evening|day))\b[^,.!?;:—\n-]{0,40}[,.!?;:—-]+\s*|^\s*(您好|你好|亲爱的|亲|早上好|下午好|晚上好)[^，。！？,!?]{0,8}[，。！!？,~～]*\s*`)
	courtesy     = regexp.MustCompile(`(?i)^\W*(hi|hello|hey|thanks?|thank you|you.re (very )?welcome|no problem|sure|of course|certainly|absolutely|great question|good question|my pleasure)\b[^.!?]{0,60}$|` +
		`thank(s| you) for (reaching|your|contacting|waiting|getting|asking|the|being)|(let me|i.ll|i will|just) (just |quickly )?(check|look|have a look|find out|see|confirm)|one moment|bear with me|hold on|` +
		`(anything|something) else|have a (nice|great|good|lovely)|sorry (to hear|for|about|that)|i understand (your|how|that)|happy to help|glad (to|i could)|hope (this|that) helps|kind regards|best regards|best wishes|take care|` +
		`my name is|this is \p{L}+ (from|speaking)|let (me|us) know|feel free|don.t hesitate|` +
		`请稍等|稍等|稍候|感谢您|谢谢|不客气|别客气|不用谢|还有.{0,6}(问题|可以帮)|祝您|祝你|抱歉|不好意思|对不起|很高兴|我是.{0,8}(客服|专员)|请问还有|随时联系|帮您(看|查|确认|核实)|我(来)?(查|看)一下|好的[，,。！!]?$|亲[，,]`)
	// acting is what was done or will be done for one visitor.
	acting = regexp.MustCompile(`(?i)\bI('ve| have|'ll| will|'m| am| can see| see| just)\b|\bI (sent|refunded|cancelled|canceled|checked|changed|booked|asked|found|forwarded|passed)\b|\bwe('ve| have) (sent|refunded|cancelled|canceled|shipped|received)\b|\byour (order|parcel|refund|account|case|ticket) (has|was|is|will|is being)\b|` +
		`我(已经|已|会|这边|们?已|帮您|给您|来帮)|已(经)?(为|给|帮)您|您的(订单|包裹|退款|账户|工单).{0,4}(已|正在|会|将)`)
	// caseNumber belongs to one visitor's order or ticket.
	caseNumber  = regexp.MustCompile(`(?i)\b[A-Z]{2,5}-?\d{4,}\b|#\d{3,}|\b\d{7,}\b`)
	maskedDatum = regexp.MustCompile(`\{(?:email|iban|card|id|phone)-\d+\}`)
	listMark    = regexp.MustCompile(`^\s*(?:(\d{1,2})[.)、）]|[-*•·])\s*`)
)

// cleanReplies gives the lines of an agent's replies that an article may hold.
// names are those of visitor and agent.
func cleanReplies(replies, names []string) []string {
	var out []string
	for _, reply := range replies {
		reply = mask.New().Hide(reply)
		for line := range strings.Lines(reply) {
			if line = cleanLine(strings.TrimRight(line, "\r\n"), names); line != "" {
				out = append(out, line)
			}
		}
	}
	return out
}

func cleanLine(line string, names []string) string {
	mark := listMark.FindString(line)
	rest := greetingHead.ReplaceAllString(line[len(mark):], "")
	var kept []string
	from := 0
	for _, end := range sentence.Ends(rest) {
		part := strings.TrimSpace(rest[from:end])
		from = end
		if part != "" && general(part, names) {
			kept = append(kept, part)
		}
	}
	if len(kept) == 0 {
		return ""
	}
	glue := " "
	if hasHan(kept[0]) {
		glue = ""
	}
	text := upper(strings.Join(kept, glue))
	if mark == "" {
		return text
	}
	if n := listMark.FindStringSubmatch(mark)[1]; n != "" {
		return n + ". " + text
	}
	return "- " + text
}

// general reports whether a sentence is about the matter and not about one
// visitor.
func general(part string, names []string) bool {
	switch {
	case courtesy.MatchString(part), acting.MatchString(part), caseNumber.MatchString(part), maskedDatum.MatchString(part):
		return false
	case strings.HasSuffix(part, "?"), strings.HasSuffix(part, "？"):
		return false // an agent's question is to the visitor
	}
	for _, n := range names {
		if len(n) > 1 && strings.Contains(strings.ToLower(part), strings.ToLower(n)) {
			return false
		}
	}
	return true
}

func hasHan(s string) bool { return meaning.Of(s).Lang() == "zh" }

func upper(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		return strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	return s
}

var (
	askingHead = regexp.MustCompile(`(?i)^\s*(hi|hello|hey|good (morning|afternoon|evening))\b[\s,.!]*(there|team|everyone)?[\s,.!]*|^\s*(您好|你好|请问|想问一下|我想问)[，,！!。\s]*`)
	maxHeading = 110
)

// heading makes a title of a question.
func heading(question string) string {
	title := askingHead.ReplaceAllString(maskedDatum.ReplaceAllString(question, ""), "")
	title = strings.Join(strings.Fields(title), " ")
	if ends := sentence.Ends(title); len(ends) > 1 && len([]rune(title)) > maxHeading {
		title = strings.TrimSpace(title[:ends[0]])
	}
	if r := []rune(title); len(r) > maxHeading {
		title = strings.TrimSpace(string(r[:maxHeading])) + "…"
	}
	return upper(title)
}
