package transcript

import (
	"strings"

	"github.com/firstlinehq/firstline/bot/prompt"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
)

// Back is how many messages back a turn looks: far more than any question refers
// to, and enough to see the same question three times.
const Back = 40

// Line is a message of the transcript.
type Line struct {
	Seq  int64
	By   conversation.AuthorKind
	Text string
	// Offered: the bot offered a person. Missed: it said it has no answer.
	// Clarified: it asked which of several things is meant.
	Offered, Missed, Clarified bool
	// Pending: the visitor's, not answered yet.
	Pending bool
	// Fixed: "you are second in the queue", which is no part of the talk.
	Fixed bool
	// CheckIn: the line that asks whether the answer helped.
	CheckIn bool
	// Files are the names of those that came with it. Text may be empty then, and
	// what has no text is no part of the talk: a file's name is no word of the
	// visitor's.
	Files []string
	// Titles are of the articles that the message cites.
	Titles []string
}

// Lines are a transcript, oldest first.
type Lines []Line

// Read gives the messages among events up to those that the claim covers: what
// came later is for the turn that supersedes this one. outcomes are of those bot
// messages that did not answer, by seq.
func Read(events []*conversation.Event, outcomes map[int64]trace.Outcome, c conversation.Claim) (Lines, error) {
	var lines Lines
	for _, e := range events {
		if e.Seq > c.Seq {
			continue
		}
		m, err := conversation.MessageOf(e)
		if err != nil {
			return nil, err
		}
		l := Line{
			Seq: e.Seq, By: e.Author.Kind, Text: m.Text, Fixed: m.Line != "", CheckIn: m.Line == CheckInLine, Offered: m.Offer,
			Missed: outcomes[e.Seq] == trace.Missed, Clarified: outcomes[e.Seq] == trace.Clarified,
			Pending: e.Author.Kind == conversation.ByVisitor && e.Seq > c.After, Files: m.FileNames(),
		}
		for _, s := range m.Cited() {
			l.Titles = append(l.Titles, s.Title)
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// Pending is what the visitor asks now: all messages since the last turn.
func (ls Lines) Pending() string {
	var parts []string
	for _, l := range ls {
		if l.Pending && l.Text != "" {
			parts = append(parts, l.Text)
		}
	}
	return strings.Join(parts, "\n")
}

// Said is what the visitor has written in this conversation.
func (ls Lines) Said() string {
	var b strings.Builder
	for _, l := range ls {
		if l.By == conversation.ByVisitor {
			b.WriteString(l.Text + "\n")
		}
	}
	return b.String()
}

// OnlyFiles reports whether the visitor has sent files now and said nothing.
func (ls Lines) OnlyFiles() bool {
	files := 0
	for _, l := range ls {
		if l.Pending {
			files += len(l.Files)
		}
	}
	return files > 0 && ls.Pending() == ""
}

// Asked is [Lines.Pending] without the messages that are only small talk: "hi",
// "where is my parcel?" asks for the parcel. Of nothing but small talk it is all.
func (ls Lines) Asked() string {
	var parts []string
	for _, l := range ls {
		if l.Pending && l.Text != "" && talk.SmallTalk(l.Text) == talk.None {
			parts = append(parts, l.Text)
		}
	}
	if len(parts) == 0 {
		return ls.Pending()
	}
	return strings.Join(parts, "\n")
}

// before are the lines of the talk before the pending ones.
func (ls Lines) before(each func(l Line)) {
	for _, l := range ls {
		if !l.Pending && !l.Fixed && l.Text != "" {
			each(l)
		}
	}
}

// Talk is what was said before, as follow-ups are resolved from it.
func (ls Lines) Talk() (out []talk.Line) {
	ls.before(func(l Line) {
		said := talk.Line{Visitor: l.By == conversation.ByVisitor, Text: l.Text, Titles: l.Titles, Asked: l.Clarified}
		if said.Visitor {
			if handoff.OnlyScolds(said.Text) {
				return // an outburst is no subject: the question after it leans on what was asked before
			}
			said.Text = handoff.Asked(said.Text) // what a follow-up leans on
		}
		out = append(out, said)
	})
	return out
}

// History is what was said before, as a model is told of it.
func (ls Lines) History() (out []prompt.Line) {
	ls.before(func(l Line) {
		out = append(out, prompt.Line{Visitor: l.By == conversation.ByVisitor, Text: l.Text})
	})
	return out
}

// Signals is the transcript as decisions see it.
func (ls Lines) Signals() []handoff.Line {
	var out []handoff.Line
	for _, l := range ls {
		if l.Text == "" || l.Pending && opening[talk.SmallTalk(l.Text)] {
			continue // "I have a question" is what it says, whatever it resembles
		}
		role := handoff.RoleBot
		switch l.By {
		case conversation.ByVisitor:
			role = handoff.RoleVisitor
		case conversation.ByAgent:
			role = handoff.RoleAgent
		case conversation.ByBot, conversation.BySystem:
		}
		out = append(out, handoff.Line{Role: role, Seq: l.Seq, Text: l.Text, Offered: l.Offered, Missed: l.Missed})
	}
	return out
}

// opening is the small talk that asks for nothing. The rest may answer an offer:
// "ok", "no thanks".
var opening = map[talk.Small]bool{talk.Greeting: true, talk.Who: true, talk.What: true, talk.Well: true}

// QuestionOpen reports whether the bot's last word was a question back, or that
// it has no answer: then another question back would lead nowhere.
func (ls Lines) QuestionOpen() bool {
	for i := len(ls) - 1; i >= 0; i-- {
		if l := ls[i]; l.By == conversation.ByBot && !l.Fixed {
			return l.Clarified || l.Missed
		}
	}
	return false
}

// CheckInLine is the name of the line that asks whether an answer helped.
const CheckInLine = "check_in"

// AskedIfHelped reports whether the last word before the pending messages asked
// whether the answer helped.
func (ls Lines) AskedIfHelped() bool {
	for i := len(ls) - 1; i >= 0; i-- {
		if !ls[i].Pending {
			return ls[i].CheckIn
		}
	}
	return false
}

// SaidLately reports whether the bot said text within the last n lines.
func (ls Lines) SaidLately(text string, n int) bool {
	for i := len(ls) - 1; i >= max(0, len(ls)-n); i-- {
		if l := ls[i]; l.By == conversation.ByBot && strings.Contains(l.Text, text) {
			return true
		}
	}
	return false
}
