package bot

import (
	"context"
	"strings"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
)

// reply is what a turn says.
type reply struct {
	text    string
	sources []conversation.Source
	offer   bool
	outcome Outcome
	mode    Mode
}

// reply makes what the turn says, on the visitor's screen as it comes. Every
// failure on the way ends in a lesser reply, never in none.
func (t *turn) reply(ctx context.Context) reply {
	switch {
	case t.decision.Kind == handoff.Handover && t.waiting():
		return t.fixed("already_waiting", FixedLine)
	case t.decision.Kind == handoff.Handover:
		return reply{outcome: HandedOver, mode: NoText} // the queue says what happens next
	case t.decision.Kind == handoff.Offer && !t.waiting():
		return t.offer(ctx)
	case t.small != talk.None:
		return t.fixed(string(t.small), SmallTalk)
	}
	return t.answer(ctx, "not_found")
}

// fixed says a text of ours.
func (t *turn) fixed(name string, outcome Outcome) reply {
	r := reply{text: t.text(name), outcome: outcome, mode: Fixed}
	t.show(r.text, false)
	return r
}

func (t *turn) text(name string) string { return locale.Text(t.lang, "bot."+name) }

// offer answers, if there is an answer, and asks whether a person should come.
func (t *turn) offer(ctx context.Context) reply {
	var r reply
	ask := "offer"
	switch t.decision.Reason {
	case handoff.ReasonRepeated:
		ask = "offer_repeated" // the same answer again would be an insult
	case handoff.ReasonBareAgent:
		ask = "offer_reach"
	case handoff.ReasonHowToReach:
		ask = "offer_reach"
		if t.answerable() {
			r = t.answer(ctx, "")
		}
	case handoff.ReasonAnger, handoff.ReasonDemand:
		t.show(t.text("sorry")+"\n\n", false)
		if t.answerable() {
			r = t.answer(ctx, "")
		}
		r.text = strings.TrimSpace(t.text("sorry") + "\n\n" + r.text)
	default:
		r = t.answer(ctx, "not_found_offer")
	}
	if r.outcome == "" {
		r.outcome, r.mode = FixedLine, Fixed
	}
	lead := ""
	if r.text != "" {
		lead = "\n\n"
	}
	t.show(lead+t.text(ask), false)
	r.text = r.text + lead + t.text(ask)
	r.offer = true
	return r
}

// answer answers from the articles: through the model if there is one and it
// does, in the articles' words otherwise, and with the text named otherwise
// where the articles have nothing.
func (t *turn) answer(ctx context.Context, otherwise string) reply {
	if r, ok := t.askModel(ctx); ok {
		if r.outcome == Missed {
			return t.miss(otherwise)
		}
		return r
	}
	if ctx.Err() != nil {
		return reply{}
	}
	if !t.answerable() {
		return t.miss(otherwise)
	}
	r := t.quoted()
	t.show(r.text, true)
	return r
}

func (t *turn) miss(name string) reply {
	r := reply{outcome: Missed, mode: Fixed}
	if name != "" {
		r.text = t.text(name)
		t.show(r.text, true)
	}
	return r
}

func (t *turn) extract() extract.Answer {
	if t.small != talk.None {
		return extract.Answer{}
	}
	return extract.Extract(extract.Question{Text: t.question.Text, Topic: t.question.Topic}, t.bot.forExtract(t.found))
}

// quoted is the extractive answer.
func (t *turn) quoted() reply {
	r := reply{text: t.extracted.Text, outcome: Answered, mode: Extractive}
	foreign := true
	for _, g := range t.extracted.Groups {
		p := t.found.passages[g.Passage]
		foreign = foreign && p.articleInOthers
		r.sources = addSource(r.sources, g.Number, p, strings.Join(g.Quotes, "\n"))
		t.cite(g.Passage)
	}
	if foreign {
		r.text = t.text("other_language") + "\n\n" + r.text
	}
	return r
}

func addSource(list []conversation.Source, number int, p passage, quote string) []conversation.Source {
	for i := range list {
		if list[i].Number == number {
			list[i].Quote += "\n" + quote
			return list
		}
	}
	return append(list, conversation.Source{
		Number: number, ArticleID: p.article, Title: p.title, Section: p.section, Anchor: p.anchor, Quote: quote,
	})
}

// cite notes in the trace that a passage was used.
func (t *turn) cite(i int) {
	if i < len(t.trace.Retrieval) {
		t.trace.Retrieval[i].Cited = true
	}
}
