package handoff

import (
	"regexp"
	"strings"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/handoff/internal/facts"
	"github.com/firstlinehq/firstline/handoff/internal/facts/find"
	"github.com/firstlinehq/firstline/handoff/internal/wording"
	"github.com/firstlinehq/firstline/internal/locale"
)

// Brief is what the agent knows on accepting, so that the visitor need not
// repeat anything. It is made without a model; a model may improve the prose.
type Brief struct {
	Version int    `json:"version"`
	Lang    string `json:"lang"`
	// Issue is what it is about in a line, in the visitor's words.
	Issue Excerpt `json:"issue"`
	// Intent is the workspace's name for what the visitor wants, "" if none fits.
	Intent string `json:"intent,omitempty"`
	// Facts are what the visitor gave, each with where it was said; superseded
	// ones stay, marked.
	Facts []Fact `json:"facts"`
	// Tried are the articles that the bot answered with.
	Tried   []Tried `json:"tried"`
	Trigger Trigger `json:"trigger"`
	Mood    Moods   `json:"mood"`
	// Open is the visitor's question that nobody has answered.
	Open Excerpt `json:"open_question"`
	// Reply is a first reply to send or edit; it asks nothing the visitor has said.
	Reply string `json:"proposed_reply"`
}

// BriefVersion is the version of the stored form.
const BriefVersion = 1

// Excerpt is words of the visitor with their place; Seq 0 = none.
type Excerpt struct {
	Text string `json:"text"`
	Seq  int64  `json:"seq"`
}

// FactKind is what a fact is.
type FactKind string

// The kinds of fact.
const (
	FactName     = FactKind(find.Name)
	FactEmail    = FactKind(find.Email)
	FactPhone    = FactKind(find.Phone)
	FactOrder    = FactKind(find.Order)
	FactTracking = FactKind(find.Tracking)
	FactTicket   = FactKind(find.Ticket)
	FactSKU      = FactKind(find.SKU)
	FactProduct  = FactKind(find.Product)
	FactAmount   = FactKind(find.Amount)
	FactDate     = FactKind(find.Date)
	FactAddress  = FactKind(find.Address)
	FactCode     = FactKind(find.Code)
	FactAccount  = FactKind(find.Account)
	FactQuantity = FactKind(find.Quantity)
	FactTried    = FactKind(find.Tried)
	FactWish     = FactKind(find.Wish)
	FactDetail   = FactKind(find.Detail)
)

// quoted reports whether the kind is told in the visitor's words, a clause or a sentence.
func (k FactKind) quoted() bool { return find.Kind(k).InWords() }

// Fact is one thing the visitor gave.
type Fact struct {
	Kind FactKind `json:"kind" enum:"name,email,phone,order_number,tracking_number,reference,sku,product,amount,date,address,code,account,quantity,tried,wish,detail,answer"`
	// Label is how the form named it, or the visitor, "plate" or "batch"; "" where the
	// kind says enough.
	Label string `json:"label,omitempty"`
	// Labels are the form's, by language; none where the visitor named it.
	Labels locale.Texts `json:"labels,omitempty"`
	Value  string       `json:"value"`
	// Seq is the message it came from; Start and End are byte offsets in its text.
	Seq   int64 `json:"seq"`
	Start int   `json:"start"`
	End   int   `json:"end"`
	// Superseded: taken back or replaced later.
	Superseded bool `json:"superseded"`
	// Confirmed: the visitor filled it into a form, or said yes to it there.
	Confirmed bool `json:"confirmed,omitempty"`
}

// Tried is an article that the bot answered with.
type Tried struct {
	Article uuid.UUID `json:"article_id"`
	Title   string    `json:"title"`
	// Rejected: the visitor said that it did not help.
	Rejected bool `json:"rejected"`
}

// Trigger is why a person is needed.
type Trigger struct {
	Reason   Reason   `json:"reason"`
	Rule     string   `json:"rule"`
	Evidence Evidence `json:"evidence"`
	// Cause is what most plausibly lay behind it where the reason says only how the
	// person came: an agent took over, a rule of the workspace held. "" otherwise.
	Cause Reason `json:"cause,omitempty"`
}

// MoodPoint is the mood after one visitor message.
type MoodPoint struct {
	Seq     int64   `json:"seq"`
	Valence float64 `json:"valence"` // -1…1
	Anger   float64 `json:"anger"`   // 0…1
}

// Moods is the mood over the conversation.
type Moods struct {
	// Level is the mood now in a word of sentiment's, "" if not scored.
	Level  string      `json:"level"`
	Points []MoodPoint `json:"points"`
}

// Text gives a text people read, by key and language; params are name, value pairs.
type Text func(lang, key string, params ...string) string

// BriefInput is what a brief is made from.
type BriefInput struct {
	// Lines is the transcript, oldest first.
	Lines []Line
	// Lang is the language of the conversation, "en" or "zh".
	Lang    string
	Intent  string
	Trigger Trigger
	Tried   []Tried
	Mood    Moods
	// Given is what the visitor confirmed in a form.
	Given []Given
	// Text renders the proposed reply; nil leaves it empty.
	Text Text
}

// BuildBrief makes the brief. It is pure and never fails.
func BuildBrief(in BriefInput) Brief {
	b := Brief{Version: BriefVersion, Lang: in.Lang, Intent: in.Intent, Trigger: in.Trigger, Mood: in.Mood, Tried: in.Tried, Facts: withGiven(FactsOf(in.Lines), in.Given)}
	if b.Tried == nil {
		b.Tried = []Tried{}
	}
	if b.Mood.Points == nil {
		b.Mood.Points = []MoodPoint{}
	}
	if b.Trigger.unexplained() {
		b.Trigger = b.Trigger.with(CauseOf(in.Lines, b.Mood.Points))
	}
	b.Issue, b.Open = matterOf(in.Lines, b.Facts)
	b.withoutCards()
	if in.Text != nil {
		b.Reply = proposeReply(&b, in.Text)
	}
	return b
}

// MatterOf gives what a transcript is about, and the question in it that is open. It
// is pure; what nobody said is empty.
func MatterOf(lines []Line) (issue, open Excerpt) { return matterOf(lines, FactsOf(lines)) }

func matterOf(lines []Line, given []Fact) (issue, open Excerpt) {
	said := ownWords(lines)
	issue = issueOf(said, given)
	return issue, openQuestion(said, issue)
}

// withoutCards leaves the last four digits of each payment card's number. What was
// told as a number of another kind stays: an article's may look like a card's.
func (b *Brief) withoutCards() {
	b.Trigger.Evidence.Quote = mask.WithoutCards(b.Trigger.Evidence.Quote)
	for i := range b.Facts {
		if f := &b.Facts[i]; f.Kind.quoted() || f.Kind == FactAnswer {
			f.Value = mask.WithoutCards(f.Value)
		}
	}
}

// FactsOf finds what the visitor gave in a transcript.
func FactsOf(lines []Line) []Fact {
	var messages []find.Message
	var seqs []int64
	asked := ""
	for _, l := range lines {
		if l.Role != RoleVisitor {
			asked = l.Text
			continue
		}
		messages = append(messages, find.Message{Text: l.Text, Asked: asked})
		seqs = append(seqs, l.Seq)
	}
	out := []Fact{}
	for _, f := range facts.Find(messages) {
		out = append(out, Fact{
			Kind: FactKind(f.Kind), Value: f.Value, Label: f.Label, Seq: seqs[f.Message],
			Start: f.Start, End: f.End, Superseded: f.Superseded,
		})
	}
	return out
}

func visitorLines(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		if l.Role == RoleVisitor {
			out = append(out, l)
		}
	}
	return out
}

// ownWords are the visitor's lines without the answers to a form, which the form's
// facts tell: "120 euros" is no matter. All of them where nothing else was said.
func ownWords(lines []Line) []Line {
	var out []Line
	form := false
	for _, l := range lines {
		if l.Role != RoleVisitor {
			form = l.Form
			continue
		}
		if !form || isQuestion(l.Text) {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		return visitorLines(lines)
	}
	return out
}

// issueOf is the message that says most about the matter; of equals the later
// one, because people come to the point. A question in passing is not the
// matter: what else is said, and what was given, is about something else.
func issueOf(said []Line, given []Fact) Excerpt {
	topics := make([]wording.Topic, len(said))
	for i := range said {
		topics[i] = wording.TopicOf(said[i].Text)
	}
	best, at := 0, -1
	for i := range said {
		s := weight(matter(said[i].Text)) // as it would be shown
		if s > 0 {
			s += central(topics, i) + evidence(said[i].Seq, given)
		}
		if s > 0 && s >= best {
			best, at = s, i
		}
	}
	if at < 0 {
		return Excerpt{}
	}
	return Excerpt{Text: excerpt(matter(said[at].Text)), Seq: said[at].Seq}
}

// central counts, up to five, how many words of a message other messages share.
func central(topics []wording.Topic, i int) int {
	n := 0
	for word := range topics[i] {
		for j := range topics {
			if j != i && topics[j][word] {
				n++
				break
			}
		}
	}
	return min(n, 5)
}

// evidence weighs what was given in a message about the matter itself.
func evidence(seq int64, given []Fact) int {
	n := 0
	for _, f := range given {
		if f.Seq == seq && (f.Kind == FactOrder || f.Kind == FactProduct || f.Kind == FactCode || f.Kind == FactAmount || f.Kind == FactTracking) {
			n += 2
		}
	}
	return min(n, 4)
}

const maxIssue = 160 // characters: a line of the panel, two on a phone

// excerpt is what is shown of a text in a line, payment cards' numbers hidden before it
// is cut: half a number is not known for one.
func excerpt(text string) string { return oneLine(mask.WithoutCards(text), maxIssue) }

// weight says how much of a matter a message tells: content words, more if it
// tells a problem or asks, less if it is about who should answer.
func weight(text string) int {
	r := wording.Read(text)
	w := min(len(wording.TopicOf(text)), 9)
	if r[wording.Problem].Sure >= .5 {
		w += 6
	}
	if strings.ContainsAny(text, "?？") {
		w += 2
	}
	if inPassing.MatchString(text) {
		w -= 4
	}
	if correction.MatchString(text) {
		w -= 6 // it mends a detail of what was said before
	}
	if r[wording.Person].Sure >= .5 || r[wording.Bare].Sure >= .5 {
		w -= 6
	}
	return w
}

// matter drops sentences that only greet, ask for a person or vent, if others are left.
func matter(text string) string {
	var keep []string
	for _, s := range sentences(text) {
		if len(wording.TopicOf(s)) < 2 || asksForPerson(s) {
			continue
		}
		keep = append(keep, s)
	}
	if len(keep) == 0 {
		return text
	}
	return strings.Join(keep, " ")
}

func asksForPerson(s string) bool {
	r := wording.Read(s)
	return r[wording.Person].Sure >= .5 || r[wording.Bare].Sure >= .5
}

// asideRE finds questions that are none of the matter.
var asideRE = regexp.MustCompile(`(?i)^(?:so |and |hey |hi )*(?:are you (?:a |an )?(?:bot|robot|human|real|ai|machine|there|still there|serious|kidding|stupid|deaf)|is (?:this|that) (?:a |an )?(?:bot|joke|automated|how)|how are you|what(?:'s| is) your name|do you (?:even )?(?:understand|read|care|listen)|can you (?:even )?(?:read|understand)|are you (?:even )?(?:reading|listening)|did you (?:even )?read|why (?:are|is) (?:you|this) so|hello\?|what\?|seriously)|^(?:你是(?:不是)?(?:机器人|真人|人)|你(?:到底)?(?:懂|听懂|看懂|明白)|在吗|你好吗|你叫什么|有没有搞错|搞什么|你们(?:到底)?(?:怎么回事|什么态度))`)

// openQuestion is the last thing asked, besides asking for a person and what
// does not matter to anybody: whether this is a bot, how it is.
func openQuestion(said []Line, issue Excerpt) Excerpt {
	for i := len(said) - 1; i >= 0; i-- {
		list := sentences(said[i].Text)
		for j := len(list) - 1; j >= 0; j-- {
			s := list[j]
			if isQuestion(s) && !asksForPerson(s) && !asideRE.MatchString(s) && len(wording.TopicOf(s)) > 0 {
				return Excerpt{Text: excerpt(s), Seq: said[i].Seq}
			}
		}
	}
	return issue
}
