package api

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// briefMessages is how far back the words of a fact are looked for; as far as
// a brief reads.
const briefMessages = 200

func (a *API) briefTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	h, err := a.Queue.LatestTx(ctx, tx, id)
	if err != nil || h == nil {
		return err
	}
	messages, err := a.Conversations.MessagesTx(ctx, tx, id, briefMessages)
	if err != nil {
		return err
	}
	b := h.Brief
	shown := h.Evidence
	if shown.Seq == 0 { // an agent took it over: what most plausibly lay behind it
		shown = b.Trigger.Evidence
	}
	view := Brief{
		HandoffID: h.ID, Issue: b.Issue.Text, Intent: b.Intent, Reason: string(h.Reason), Cause: string(b.Trigger.Cause), Rule: h.Rule,
		Quote: mask.WithoutCards(shown.Quote), QuoteSeq: shown.Seq, MoodLine: moodLine(langOf(ctx), d.Moods),
		OpenQuestion: b.Open.Text, ProposedReply: b.Reply, RequestedAt: h.RequestedAt,
		Facts: make([]BriefFact, len(b.Facts)), Tried: make([]BriefTried, len(b.Tried)),
	}
	for i, f := range b.Facts {
		view.Facts[i] = BriefFact{Kind: factKind(f.Kind), Label: cmp.Or(f.Labels.In(langOf(ctx)), f.Label), Value: f.Value, Seq: f.Seq, Superseded: f.Superseded, Confirmed: f.Confirmed}
		if view.Facts[i].Span, err = spanIn(messages, f); err != nil {
			return err
		}
	}
	for i, t := range b.Tried {
		view.Tried[i] = BriefTried{ArticleID: t.Article, Title: t.Title, Rejected: t.Rejected}
	}
	if view.Files, err = sentFiles(messages); err != nil {
		return err
	}
	d.Brief = &view
	return nil
}

// sentFiles are the files that the visitor has sent.
func sentFiles(messages []*conversation.Event) (list []BriefFile, err error) {
	for _, e := range messages {
		if e.Author.Kind != conversation.ByVisitor {
			continue
		}
		m, err := conversation.MessageOf(e)
		if err != nil {
			return nil, err
		}
		for _, name := range m.FileNames() {
			list = append(list, BriefFile{Name: name, Seq: e.Seq})
		}
	}
	return list, nil
}

// factKind is a fact's kind as the panel knows it.
func factKind(k handoff.FactKind) string {
	switch k {
	case handoff.FactOrder:
		return "order"
	case handoff.FactTracking:
		return "tracking"
	case handoff.FactName, handoff.FactEmail, handoff.FactPhone, handoff.FactProduct, handoff.FactAmount, handoff.FactDate, handoff.FactAddress,
		handoff.FactTicket, handoff.FactSKU, handoff.FactCode, handoff.FactAccount, handoff.FactQuantity, handoff.FactTried, handoff.FactWish, handoff.FactDetail:
		return string(k)
	case handoff.FactAnswer:
	}
	return "other"
}

// spanIn is the fact in the visitor's own words, without payment cards' numbers; its
// value where the message has been erased or changed since.
func spanIn(messages []*conversation.Event, f handoff.Fact) (string, error) {
	for _, e := range messages {
		if e.Seq != f.Seq {
			continue
		}
		m, err := conversation.MessageOf(e)
		if err != nil {
			return "", err
		}
		if f.Start >= 0 && f.Start < f.End && f.End <= len(m.Text) {
			return mask.WithoutCards(m.Text[f.Start:f.End]), nil
		}
	}
	return f.Value, nil
}

// moodLine tells the mood over the conversation in a sentence.
func moodLine(lang string, moods []MoodPoint) string {
	if len(moods) == 0 {
		return ""
	}
	word := func(label string) string { return locale.Text(lang, "mood."+label) }
	first, last, worst := moods[0].Label, moods[len(moods)-1].Label, moods[0]
	for _, m := range moods {
		if m.Anger > worst.Anger {
			worst = m
		}
	}
	switch {
	case first == last && worst.Label == first:
		return locale.Text(lang, "mood.steady", "now", word(last))
	case worst.Label == first || worst.Label == last:
		return locale.Text(lang, "mood.moved", "first", word(first), "now", word(last))
	}
	return locale.Text(lang, "mood.passed", "first", word(first), "worst", word(worst.Label), "now", word(last))
}
