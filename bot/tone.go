package bot

import (
	"strings"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/sentiment"
)

// soothed puts one short apology in front of what is said to an angry visitor,
// unless one of the last few lines held it: said twice it is a phrase.
func (t *turn) soothed(text string) string {
	sorry := t.sorry()
	if t.tone != sentiment.ToneSoothing || t.decision.Kind != handoff.Answer || strings.HasPrefix(text, sorry) ||
		t.apologisedLately() {
		return text
	}
	return sorry + text
}

// sorry is the apology as a paragraph to begin with, which names what it is for
// where that is known; "" where the playbook says it in the workspace's own words.
func (t *turn) sorry() string {
	if t.playbook != nil {
		return ""
	}
	return t.text(t.cause.Apology()) + "\n\n"
}

func (t *turn) apologisedLately() bool {
	for _, name := range sentiment.Apologies() {
		if t.lines.SaidLately(t.text(name), soothedWithin) {
			return true
		}
	}
	return false
}

// plain is the name of a text in the wording for an angry visitor, where there
// is one: nobody in a rage puts it in other words because a machine asks.
func (t *turn) plain(name string) string {
	if t.tone == sentiment.ToneSoothing && locale.Has("bot."+name+"_upset") {
		return name + "_upset"
	}
	return name
}

// scolded reports whether the visitor is angry and asks nothing: an article would
// only feed that.
func (t *turn) scolded() bool { return handoff.OnlyScolds(t.lines.Asked()) }

// console is what they are told instead: an apology, and that a person is there.
func (t *turn) console() reply {
	r := reply{text: t.text("upset"), offer: true, outcome: FixedLine, mode: Fixed}
	if t.waiting() {
		r.text, r.offer = t.text("already_waiting"), false
	}
	if !t.apologisedLately() {
		r.text = t.sorry() + r.text
	}
	t.show(r.text)
	return r
}

// soothedWithin is how many lines back an apology still stands.
const soothedWithin = 8
