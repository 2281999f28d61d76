package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/query"
	"github.com/firstlinehq/firstline/bot/retrieval"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/sentiment"
)

// reply is what a turn says.
type reply struct {
	text    string
	sources []conversation.Source
	offer   bool
	ask     *conversation.Ask
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
		t.flow.HandOver()
		return reply{outcome: HandedOver, mode: NoText} // the queue says what happens next
	case t.decision.Kind == handoff.Offer && !t.waiting():
		t.flow.Pause()
		return t.offer(ctx)
	case t.lines.OnlyFiles() && t.waiting():
		return t.fixed("file_waiting", FixedLine)
	case t.lines.OnlyFiles() && !t.flow.WantsFile():
		return t.fixed("file", FixedLine)
	}
	if r, ok := t.guided(ctx); ok {
		return r
	}
	if t.small != talk.None {
		return t.fixed(string(t.small), SmallTalk)
	}
	return t.answer(ctx, "not_found")
}

// fixed says a text of ours.
func (t *turn) fixed(name string, outcome Outcome) reply {
	r := reply{text: t.text(name), outcome: outcome, mode: Fixed}
	t.show(r.text)
	return r
}

// text is a text of ours, as the settings have it.
func (t *turn) text(name string) string { return t.settings.Text(t.lang, name) }

// offer answers, if there is an answer, and asks whether a person should come.
func (t *turn) offer(ctx context.Context) reply {
	var r reply
	ask := "offer"
	switch t.decision.Reason {
	case handoff.ReasonRepeated:
		ask = "offer_repeated" // the same answer again would be an insult
	case handoff.ReasonFile:
		r = t.fixed("file", FixedLine)
	case handoff.ReasonBareAgent:
		ask = "offer_reach"
	case handoff.ReasonHowToReach:
		ask = "offer_reach"
		if t.answerable() {
			r = t.answer(ctx, "")
		}
	case handoff.ReasonAnger, handoff.ReasonDemand:
		sorry := t.sorry()
		t.show(sorry)
		if t.answerable() && !t.scolded() {
			r = t.answer(ctx, "")
		}
		r.text = strings.TrimSpace(sorry + r.text)
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
	t.show(lead + t.text(ask))
	r.text = r.text + lead + t.text(ask)
	r.offer = true
	return r
}

// answer answers from the articles: through the model if there is one and it
// does, in the articles' words otherwise, and with the text named otherwise
// where the articles have nothing. Who only scolds gets no article.
func (t *turn) answer(ctx context.Context, otherwise string) reply {
	if t.trace.Refused != "" {
		return t.fixed("refused", FixedLine)
	}
	if t.scolded() {
		return t.console()
	}
	if r, ends := t.act(ctx); ends {
		return r
	}
	r, ok := t.askModel(ctx)
	switch {
	case ok && r.outcome != Missed:
		return r
	case ctx.Err() != nil:
		return reply{}
	case len(t.findings) > 0:
		return t.foundOut()
	case ok:
		return t.miss(otherwise)
	}
	if !t.answerable() {
		if r, ok := t.clarify(); ok {
			return r
		}
		return t.miss(otherwise)
	}
	r = t.quoted()
	r.text = t.soothed(r.text)
	t.show(r.text)
	return r
}

// clarify asks which of the likeliest articles is meant, if the answer is
// nearly sure and no question is open already.
func (t *turn) clarify() (reply, bool) {
	if !t.unclear() {
		return reply{}, false
	}
	r := reply{text: t.text("clarify") + "\n", outcome: Clarified, mode: Fixed}
	for _, p := range t.found.Likeliest(askMost) {
		n := len(r.sources) + 1
		r.sources = append(r.sources, conversation.Source{Number: n, ArticleID: p.Article, Title: p.Title})
		r.text += fmt.Sprintf("\n- %s [%d]", p.Title, n)
	}
	t.show(r.text)
	return r, true
}

// unclear reports whether the bot should ask back instead of giving up. Nobody
// in a rage is given a list to choose from.
func (t *turn) unclear() bool {
	if t.tone == sentiment.ToneSoothing {
		return false
	}
	value, from := t.extracted.Sure, sureFrom
	if value < from-askWithin || value >= from || len(t.found.Likeliest(2)) < 2 {
		return false
	}
	return !t.lines.QuestionOpen()
}

// askWithin is how little may be lacking for a question back; askMost how many
// articles it names.
const (
	askWithin = 0.1
	askMost   = 3
)

func (t *turn) miss(name string) reply {
	r := reply{outcome: Missed, mode: Fixed}
	if name == "" {
		return r
	}
	said := t.plain(name)
	// What tells an angry visitor to just say so is an offer, and "ok then" takes it.
	r.offer = said != name && !t.waiting()
	if t.tone != sentiment.ToneSoothing && t.extracted.Sure >= nearFrom && (t.extracted.Signs.FollowUp == 0 || t.extracted.Signs.Own >= nearOwn) {
		r.sources = t.near()
		if len(r.sources) > 0 {
			name += "_near"
		}
	}
	r.text = t.soothed(t.text(t.plain(name)))
	t.show(r.text)
	return r
}

// near are the articles that come closest to what has no answer: the visitor may
// read on there. Their words are not quoted, for they would pass for an answer.
func (t *turn) near() []conversation.Source {
	var quoted []int
	for _, g := range t.extracted.Groups {
		quoted = append(quoted, g.Passage)
	}
	return t.found.Near(nearMost, quoted)
}

// nearMost is how many articles are named where none has the answer, nearFrom how
// sure the bot must be that the best of them has it: below that they have nothing to
// do with the question. Of declined questions that have an answer its article is
// named in seven out of ten from there.
const (
	nearMost = 3
	nearOwn  = 0.05 // of what a follow-up itself names: a new subject is not the old one's
	nearFrom = 0.15
)

// extract is the answer in the articles' words to q, from what was found for it.
func (t *turn) extract(q talk.Standalone, found retrieval.Found) extract.Answer {
	if t.small != talk.None {
		return extract.Answer{}
	}
	return extract.Extract(query.Question{
		Text: q.Text, Topic: q.Topic, Words: found.Words, Confidence: found.Confidence, Foreign: found.Foreign,
	}, t.bot.search.Quotable(found))
}

// quoted is the extractive answer.
func (t *turn) quoted() reply {
	text, groups := t.extracted.Text, t.extracted.Groups
	if t.tone == sentiment.ToneSoothing {
		text, groups = t.extracted.Short()
	}
	r := reply{text: text, outcome: Answered, mode: Extractive}
	foreign := true
	for _, g := range groups {
		p := t.found.Passages[g.Passage]
		foreign = foreign && p.OtherLang
		r.sources = addSource(r.sources, g.Number, p, strings.Join(g.Quotes, "\n"))
		t.cite(g.Passage)
	}
	if foreign {
		r.text = t.text("other_language") + "\n\n" + r.text
	}
	return r
}

func addSource(list []conversation.Source, number int, p retrieval.Passage, quote string) []conversation.Source {
	for i := range list {
		if list[i].Number == number {
			list[i].Quote += "\n" + quote
			return list
		}
	}
	return append(list, p.Source(number, quote))
}

// cite notes in the trace that a passage was used.
func (t *turn) cite(i int) {
	if i < len(t.trace.Retrieval) {
		t.trace.Retrieval[i].Cited = true
	}
}
