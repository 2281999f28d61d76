package handoff

import (
	"regexp"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/wording"
)

// maxCauses is how many turns back a cause is looked for.
const maxCauses = 12

// CauseOf names why a person is most plausibly needed, and the message that shows it,
// where a person came in and no rule says why: an agent took the conversation over, or
// a transcript was brought from elsewhere. It is the last thing said before the bot
// announced a person, or last of all, if that calls for one; else the latest message
// that did so by itself; else the last one, with what the talk around it shows. moods
// are the visitor's mood after each message, as far as known. It is pure; without a
// message of the visitor there is no cause.
func CauseOf(lines []Line, moods []MoodPoint) Trigger {
	turns := causesIn(beforeAnnounced(lines), moods)
	if len(turns) == 0 {
		return Trigger{}
	}
	last := turns[len(turns)-1]
	if last.Kind == Handover {
		return last.plain()
	}
	for _, c := range slices.Backward(turns) {
		if c.Kind == Handover && !c.learned() {
			return c.trigger()
		}
	}
	if t, ok := last.shown(); ok {
		return t
	}
	for _, c := range slices.Backward(turns) {
		if c.Kind == Offer && c.Reason != ReasonMaybe {
			return c.trigger()
		}
	}
	return last.otherwise()
}

// cause is a turn of the visitor as a reason for a person.
type cause struct {
	Decision
	// lines are the transcript up to the turn.
	lines []Line
}

func causesIn(lines []Line, moods []MoodPoint) []cause {
	var out []cause
	for i := range lines {
		if lines[i].Role != RoleVisitor || i+1 < len(lines) && lines[i+1].Role == RoleVisitor {
			continue
		}
		out = append(out, cause{lines: lines[:i+1]})
	}
	out = out[max(len(out)-maxCauses, 0):]
	for i := range out {
		said := out[i].lines
		out[i].Decision = Decide(Signals{Lines: said, Stage: "bot", Mood: moodAt(moods, said[len(said)-1].Seq)})
	}
	return out
}

func moodAt(moods []MoodPoint, seq int64) Mood {
	var m Mood
	for _, p := range moods {
		if p.Seq <= seq {
			m = Mood{Valence: p.Valence, Anger: p.Anger}
		}
	}
	return m
}

func (c cause) trigger() Trigger {
	t := Trigger{Reason: c.Reason, Rule: c.Rule, Evidence: c.Evidence}
	if t.Evidence.Seq == 0 {
		last := &c.lines[len(c.lines)-1]
		t.Evidence = quote(last, 0, len(last.Text))
	}
	return t
}

// learned reports whether only the classifier of wordings saw it.
func (c cause) learned() bool { return strings.HasPrefix(c.Rule, "learned.") }

// because is a turn's trigger for a reason that its decision did not give.
func (c cause) because(reason Reason) Trigger {
	t := c.trigger()
	if t.Reason != reason {
		t.Reason, t.Rule = reason, "cause."+string(reason)
	}
	return t
}

// plain is the trigger of a handover. Where only the classifier saw a request for a
// person, a yes to an offer and the words that the bot did not understand say more.
func (c cause) plain() Trigger {
	if !c.learned() || c.Reason != ReasonExplicitRequest {
		return c.trigger()
	}
	switch {
	case c.Snapshot.OfferOpen:
		return c.because(ReasonAcceptedOffer)
	case unheardRE.MatchString(c.said()):
		return c.because(ReasonMisses)
	}
	return c.trigger()
}

func (c cause) said() string { return c.lines[len(c.lines)-1].Text }

// What the words show of a turn that called for nobody by itself, 0…1.
const nearlySure, someSure = .4, .36

// shown is the cause of a turn that is no handover: what was offered for, if that was
// more than a doubt, and else what its words and the bot's lines before it show.
func (c cause) shown() (Trigger, bool) {
	if c.Kind == Offer && c.Reason != ReasonMaybe && !c.learned() {
		return c.trigger(), true
	}
	sn, last := &c.Snapshot, c.said()
	again, missed := c.bot()
	for _, s := range []struct {
		holds  bool
		reason Reason
	}{
		{sn.OfferOpen && yesRE.MatchString(last), ReasonAcceptedOffer},
		{insistsRE.MatchString(last) || sn.Demand.Sure >= nearlySure*2, ReasonDemand},
		{sn.Safety.Sure >= someSure, ReasonSafety},
		{sn.Legal.Sure >= nearlySure, ReasonLegal},
		{missed || unheardRE.MatchString(last), ReasonMisses},
		{someoneRE.MatchString(last), ReasonExplicitRequest},
		{again || sn.Repeats > 1, ReasonRepeated},
		{c.Kind == Offer && c.Reason != ReasonMaybe, c.Reason},
		{sn.Angry() >= nearlySure, ReasonAnger},
		{sn.Demand.Sure >= nearlySure, ReasonDemand},
	} {
		if s.holds {
			return c.because(s.reason), true
		}
	}
	return Trigger{}, false
}

// otherwise is the cause where nothing shows one: who seemed to want a person was given
// one, and else the bot spoke, and somebody else had to.
func (c cause) otherwise() Trigger {
	if c.Reason == ReasonMaybe {
		return c.because(ReasonExplicitRequest)
	}
	if c.Kind == Answer && len(c.lines) > 2 {
		return c.because(ReasonMisses)
	}
	return c.trigger()
}

var (
	// unheardRE says that the bot did not understand.
	unheardRE = regexp.MustCompile(`(?i)\b(?:not|isn'?t|wasn'?t) (?:at all )?what i (?:asked|said|meant)|\b(?:not|don'?t|dont|didn'?t|didnt|aren'?t) (?:even )?(?:getting it|understand(?:ing)?|listen(?:ing)?|read(?:ing)?|answer(?:ing|ed)?|help(?:ing)? me)\b|\bread (?:it )?properly\b|\banswered nothing\b|\bwrong again\b|没[看听]懂|沒[看聽]懂|听懂没|答非所问|答非所問|所问非所答|不知道我在(?:讲|说)|没看我|看都没看|有在听|有在聽|说不明白|不明白我|听不懂|聽唔明|聽不懂`)
	// someoneRE speaks of somebody who should see to it.
	someoneRE = regexp.MustCompile(`(?i)\b(?:someone|somebody|a person|anyone|technician|technical contact)\b|\bwho (?:do|can|should) i\b|派人|派拖|叫.{0,4}(?:支持|人)|找(?:财务|財務|人|谁|誰)|谁能|誰能`)
	// yesRE says yes in any words.
	yesRE = regexp.MustCompile(`(?i)^\W*(?:yes|yeah|yep|ya|ok|okay|sure|can|go on|go ahead|please|fine|alright)\b|^(?:好|行|可以|要|嗯|是|对|對|麻烦|麻煩)`)
)

// bot reports whether the bot's last line before the turn said what it had said before,
// and whether it had no answer.
func (c cause) bot() (again, missed bool) {
	var said []Line
	for _, l := range c.lines {
		if l.Role == RoleBot {
			said = append(said, l)
		}
	}
	if len(said) == 0 {
		return false, false
	}
	last := said[len(said)-1]
	topic := wording.TopicOf(last.Text)
	for _, before := range said[:len(said)-1] {
		again = again || wording.TopicOf(before.Text).Same(topic)
	}
	return again, last.Missed
}

// insistsRE insists: nothing else will do.
var insistsRE = regexp.MustCompile(`(?i)\b(?:you (?:need|have|must|ought) to|not (?:accepting|acceptable)|i (?:demand|insist)|by any means|or else|otherwise i|no ifs)\b|\bi (?:want|need) .*\b(?:now|today|immediately|right away)\b|必须|必須|一定要|否则|否則|不然|唔係就|少一分|不接受|凭什么|憑什麼|今天(?:就|之内)|请你们全额|請你們全額|太不近人情`)

// announcedRE is how a bot says that a person comes: whoever wrote the bot, and not
// as a question.
var announcedRE = regexp.MustCompile(`(?i)\b(?:connect|transferr?|hand|pass|putt?|forward|escalat|patch)(?:ing|ed)\b.{0,12}\b(?:you|this|it|your|over|to)\b|\bhanding over\b|\b(?:let me|i'?ll|i will) (?:connect|transfer|hand|pass|put|get|bring) (?:you|this|in|a|an|someone)\b|\b(?:getting|bringing|get|bring) (?:in )?(?:you )?(?:a|an|another) (?:colleague|person|human|agent)\b|\b(?:will|is going to) (?:take over|join|be with you)\b|\bwho may i announce\b|^one moment(?: please)?[.!]?$|(?:已|正在|马上|馬上|现在|這就|这就)?(?:为您|為您|帮您|幫您|给您|給您|为你|為你)?(?:紧急|緊急)?(?:转接|轉接|转交|轉交|接通)|已转|已轉|转接(?:中|人工)|轉接中|已通[报報]`)

// mayRE only says that a person can be had: "也可以随时为您转接人工客服".
var mayRE = regexp.MustCompile(`(?:可以?|能|随时|隨時|如需|如果|要是|若|需要|想|是否)[^，,。；;！!]{0,10}(?:转接|轉接|转交|轉交|接通)`)

// beforeRE asks for something on the way to a person.
var beforeRE = regexp.MustCompile(`(?i)\bbefore i (?:connect|transfer|hand|put) you\b|\bso (?:that )?(?:we|they|someone) can (?:reach|call|contact) you\b`)

// afterAnnounced is how many turns may follow an announcement that stands: with more,
// the visitor went on with the bot.
const afterAnnounced = 2

// beforeAnnounced is the transcript up to the turn by which a person came in: what the
// visitor wrote after the bot said so gives a name or a number, and no cause. What was
// said before an agent last spoke is dealt with.
func beforeAnnounced(lines []Line) []Line {
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].Role == RoleAgent && len(visitorLines(lines[i:])) > 0 {
			lines = lines[i+1:]
			break
		}
	}
	for i, l := range lines {
		if l.Role == RoleBot && announces(l) && len(visitorLines(lines[:i])) > 0 && len(turnsOf(lines[i:])) <= afterAnnounced {
			return lines[:i]
		}
	}
	return lines
}

func announces(l Line) bool {
	for _, s := range sentences(l.Text) {
		if !strings.ContainsAny(s, "?？") && announcedRE.MatchString(s) && !mayRE.MatchString(s) || beforeRE.MatchString(s) {
			return true
		}
	}
	return false
}

// unexplained reports whether a reason does not say why by itself.
func (t Trigger) unexplained() bool {
	return t.Reason == "" || t.Reason == ReasonTakenOver || t.Reason == ReasonAdminRule
}

// with puts a cause behind the reason, and its message where there was none.
func (t Trigger) with(c Trigger) Trigger {
	if t.Reason == "" {
		return c
	}
	if c.Reason != ReasonQuestion && c.Reason != ReasonCalmProblem {
		t.Cause = c.Reason
	}
	if t.Evidence.Seq == 0 {
		t.Evidence = c.Evidence
	}
	return t
}
