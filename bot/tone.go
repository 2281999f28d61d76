package bot

import (
	"strings"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/sentiment"
)

// soothed puts one short apology in front of what is said to an angry visitor,
// unless one of the last few lines held it: said twice it is a phrase.
func (t *turn) soothed(text string) string {
	sorry := t.sorry()
	if t.tone != sentiment.ToneSoothing || t.decision.Kind != handoff.Answer || strings.HasPrefix(text, sorry) ||
		t.lines.SaidLately(t.text("sorry"), soothedWithin) {
		return text
	}
	return sorry + text
}

// sorry is the apology as a paragraph to begin with; "" where the playbook says
// it in the workspace's own words.
func (t *turn) sorry() string {
	if t.playbook != nil {
		return ""
	}
	return t.text("sorry") + "\n\n"
}

// soothedWithin is how many lines back an apology still stands.
const soothedWithin = 8
