package bot

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/bot/extract"
	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/bot/talk"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge/token"
)

// transcriptLines is how many messages back a turn looks: far more than any
// question refers to, and enough to see the same question three times.
const transcriptLines = 40

// line is a message of the transcript.
type line struct {
	seq       int64
	by        conversation.AuthorKind
	text      string
	offered   bool // the bot offered a person
	missed    bool // the bot said it has no answer
	clarified bool // the bot asked which of several things is meant
	pending   bool // the visitor's, not answered yet
	fixed     bool // "you are second in the queue": no part of the talk
	titles    []string
}

// read loads what a turn is about: transcript, settings, mood.
func (t *turn) read(ctx context.Context) error {
	err := t.bot.DB.InWorkspace(ctx, t.claim.Workspace, func(tx *postgres.Tx) error {
		events, err := t.bot.Conversations.MessagesTx(ctx, tx, t.claim.ID, transcriptLines)
		if err != nil {
			return err
		}
		outcomes, err := trace.OpenTx(ctx, tx, t.claim.ID)
		if err != nil {
			return err
		}
		if t.lines, err = transcript(events, outcomes, t.claim); err != nil {
			return err
		}
		if t.settings, err = profile.ReadTx(ctx, tx); err != nil {
			return err
		}
		if t.around, err = t.bot.Queue.SurroundingsTx(ctx, tx, t.claim.Visitor); err != nil {
			return err
		}
		if t.reader, err = t.bot.readerTx(ctx, tx); err != nil {
			return err
		}
		return t.readMoodTx(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("read the conversation: %w", err)
	}
	t.understand(t.claim.Lang)
	return nil
}

// understand settles what the pending messages are: their language, whether
// they are small talk, and which question they ask. before is the language of
// the conversation so far.
func (t *turn) understand(before string) {
	text := t.pendingText()
	if t.lang = t.settings.Lang; t.lang == "" {
		t.lang = languageOf(text, before)
	}
	t.small = talk.SmallTalk(text)
	t.question = talk.Resolve(t.history(), withoutPersonal(t.withoutSmallTalk(text))).Focus()
	t.question.Topic = extract.Instead(t.question.Topic, t.question.Text)
	t.trace.Refused, t.trace.Settings = t.settings.Refused(t.question.Query()), t.settings.Version
}

func transcript(events []*conversation.Event, outcomes map[int64]Outcome, c conversation.Claim) ([]line, error) {
	var lines []line
	for _, e := range events {
		if e.Seq > c.Seq {
			continue // came after the claim: the turn that supersedes this one sees it
		}
		m, err := conversation.MessageOf(e)
		if err != nil {
			return nil, err
		}
		l := line{
			seq: e.Seq, by: e.Author.Kind, text: m.Text, fixed: m.Line != "", offered: m.Offer, missed: outcomes[e.Seq] == Missed, clarified: outcomes[e.Seq] == Clarified,
			pending: e.Author.Kind == conversation.ByVisitor && e.Seq > c.After,
		}
		for _, s := range m.Sources {
			l.titles = append(l.titles, s.Title)
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// history is what was said before the pending messages.
func (t *turn) history() []talk.Line {
	var out []talk.Line
	for _, l := range t.lines {
		if !l.pending && !l.fixed {
			out = append(out, talk.Line{Visitor: l.by == conversation.ByVisitor, Text: l.text, Titles: l.titles, Asked: l.clarified})
		}
	}
	return out
}

// signalLines is the transcript as decisions see it.
func (t *turn) signalLines() []handoff.Line {
	var out []handoff.Line
	for _, l := range t.lines {
		if l.pending && opening[talk.SmallTalk(l.text)] {
			continue // "I have a question" is what it says, whatever it resembles
		}
		role := handoff.RoleBot
		switch l.by {
		case conversation.ByVisitor:
			role = handoff.RoleVisitor
		case conversation.ByAgent:
			role = handoff.RoleAgent
		case conversation.ByBot, conversation.BySystem:
		}
		out = append(out, handoff.Line{Role: role, Seq: l.seq, Text: l.text, Offered: l.offered, Missed: l.missed})
	}
	return out
}

// opening is the small talk that asks for nothing. The rest may answer an offer:
// "ok", "no thanks".
var opening = map[talk.Small]bool{talk.Greeting: true, talk.Who: true, talk.What: true, talk.Well: true}

// withoutSmallTalk leaves out the messages of a burst that are only small
// talk: "hi", "where is my parcel?" asks for the parcel.
func (t *turn) withoutSmallTalk(text string) string {
	var parts []string
	for _, l := range t.lines {
		if l.pending && talk.SmallTalk(l.text) == talk.None {
			parts = append(parts, l.text)
		}
	}
	if len(parts) == 0 {
		return text
	}
	return strings.Join(parts, "\n")
}

var hidden = regexp.MustCompile(`\{[a-z]+-\d+\}`)

// withoutPersonal drops e-mail addresses, phone numbers and the like: no
// article holds them, and a search for them finds less.
func withoutPersonal(text string) string {
	if left := hidden.ReplaceAllString(mask.New().Hide(text), " "); strings.TrimSpace(left) != "" {
		return left
	}
	return text
}

// languageOf is the language to answer text in; what names no language ("ok",
// "ORD-123456") keeps the conversation's.
func languageOf(text, before string) string {
	words, wide := 0, false
	for _, term := range token.Terms(text) {
		switch term.Kind {
		case token.Char, token.Pair:
			wide = true
		case token.Word, token.Weak:
			words++
		case token.Code:
		}
	}
	if !wide && words <= 1 && before != "" {
		return before
	}
	return token.Lang(text)
}
