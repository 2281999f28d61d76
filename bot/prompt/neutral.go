package prompt

import (
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/knowledge/token"
)

// control are the marks by which models' chat templates tell roles apart, and
// our own fences. In a text they are broken by a space, so that the text still
// reads the same and marks nothing.
var control = []struct {
	mark *regexp.Regexp
	with string
}{
	// First, because what follows them must stand at the head of its line.
	{regexp.MustCompile("(?m)^([ \t]*)(`{3,}|~{3,}|#{2,}|-{3,}|={3,})"), "$1 "},
	{regexp.MustCompile(`<\s*\|+|<｜+`), "< "},
	{regexp.MustCompile(`\|+\s*>|｜+>`), " >"},
	{regexp.MustCompile(`<<+|《《+`), "< "},
	{regexp.MustCompile(`>>+|》》+`), " >"},
	{regexp.MustCompile(`(?i)\[\s*(/?)\s*(inst|sys|system|assistant|user|available_tools|tool_calls|tool_results)\s*\]`), "[ $1$2 ]"},
	{regexp.MustCompile(`(?i)<\s*(/?)\s*(s|bos|eos|think|thinking|system|assistant|user|human|tool|tool_call|function_calls?|start_of_turn|end_of_turn|instructions?|im_start|im_end|sys)\b([^<>]*)>`), "< $1$2$3 >"},
	{regexp.MustCompile(`(?im)^([ \t>*#-]*)(system|assistant|user|human|ai|developer|tool|系统|助手|用户)([ \t*]*)([:：])`), "$1$2$3 -"},
	{regexp.MustCompile(`(?i)"(role)"\s*:`), `"$1" -`},
}

// Neutral gives text without what could pass for the structure of a prompt:
// invisible characters, control tokens of chat templates, forged roles.
func Neutral(text string) string {
	text = token.Unseen(strings.ToValidUTF8(text, "�"))
	for _, c := range control {
		text = c.mark.ReplaceAllString(text, c.with)
	}
	return text
}
