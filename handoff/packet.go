package handoff

import (
	"context"

	"github.com/firstlinehq/firstline/handoff/internal/wording"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// briefMessages is how far back a brief reads.
const briefMessages = 200

// briefTx makes the brief of an escalation from what the transaction sees. No
// model is asked: a brief must not wait for one.
func (q *Queue) briefTx(ctx context.Context, tx *postgres.Tx, r Request) (Brief, []Line, error) {
	events, err := q.Conversations.MessagesTx(ctx, tx, r.Conversation.ID, briefMessages)
	if err != nil {
		return Brief{}, nil, err
	}
	lines, err := LinesOf(events)
	if err != nil {
		return Brief{}, nil, err
	}
	tried := r.Tried
	if tried == nil {
		if tried, err = triedIn(events); err != nil {
			return Brief{}, nil, err
		}
	}
	moods, err := q.moodsTx(ctx, tx, r.Conversation)
	if err != nil {
		return Brief{}, nil, err
	}
	given, err := givenTx(ctx, tx, r.Conversation.ID)
	if err != nil {
		return Brief{}, nil, err
	}
	wanted := ""
	if q.Wanted != nil {
		if wanted, err = q.Wanted(ctx, tx, r.Conversation.ID); err != nil {
			return Brief{}, nil, err
		}
	}
	return BuildBrief(BriefInput{
		Given: given, Intent: wanted, Lines: lines, Lang: r.Conversation.Lang, Tried: tried, Mood: moods, Text: locale.Text,
		Trigger: Trigger{Reason: r.Decision.Reason, Rule: r.Decision.Rule, Evidence: r.Decision.Evidence},
	}), lines, nil
}

func (q *Queue) moodsTx(ctx context.Context, tx *postgres.Tx, c conversation.Conversation) (Moods, error) {
	now, err := q.Moods.LatestTx(ctx, tx, c.ID)
	if err != nil {
		return Moods{}, err
	}
	line, err := q.Moods.LineTx(ctx, tx, c.ID)
	if err != nil {
		return Moods{}, err
	}
	m := Moods{Level: string(now.Level), Points: make([]MoodPoint, len(line))}
	for i, p := range line {
		m.Points[i] = MoodPoint{Seq: p.Seq, Valence: p.Mood.Valence, Anger: p.Mood.Anger}
	}
	return m, nil
}

// LinesOf makes the lines of a transcript from a conversation's messages. The log
// does not keep whether a bot's line had an answer; its words and its lack of
// sources tell.
func LinesOf(messages []*conversation.Event) ([]Line, error) {
	lines := make([]Line, 0, len(messages))
	for _, e := range messages {
		m, err := conversation.MessageOf(e)
		if err != nil {
			return nil, err
		}
		l := Line{Role: RoleBot, Seq: e.Seq, Text: m.Text, Offered: m.Offer, Form: m.Ask != nil}
		switch e.Author.Kind {
		case conversation.ByVisitor:
			l.Role = RoleVisitor
		case conversation.ByAgent:
			l.Role = RoleAgent
		case conversation.ByBot:
			_, missed := wording.ReadBot(m.Text)
			l.Missed = missed && len(m.Cited()) == 0
		case conversation.BySystem:
		}
		lines = append(lines, l)
	}
	return lines, nil
}
