package guide

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/bot/form"
)

// questionRE finds what asks rather than answers.
var questionRE = regexp.MustCompile(`(?i)[?？]\s*$|^(?:how|what|when|where|why|who|which|can|could|do you|does|is (?:it|there|this|that)|are (?:you|there)|will|would|should|may i|tell me)\b|[吗呢][？。\s]*$|怎么|什么时候|多久|多少钱|哪里|能不能|可不可以|是否|有没有|为什么|如何`)

// asks reports whether the last message looks like a question.
func asks(pending []form.Line) bool {
	return questionRE.MatchString(strings.TrimSpace(lastOf(pending)))
}
