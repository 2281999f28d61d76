package api

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/worklist"
)

func (a *API) listConversations(ctx context.Context, in *listInput) (*listOutput, error) {
	page, err := a.Lists.Page(ctx, in.Workspace, callerOf(ctx).ID, worklist.Filter{
		View: worklist.View(in.View), Team: optional(in.Team), Search: in.Search, Cursor: in.Cursor, ByDeadline: in.Order == "deadline", Left: in.Left,
	})
	if err != nil {
		return nil, err
	}
	c := page.Counts
	out := &listOutput{Body: ListPage{Rows: make([]ListRow, len(page.Rows)), Next: page.Next, Counts: Counts{
		Mine: c.Mine, Waiting: c.Waiting, Unassigned: c.Unassigned, Bot: c.Bot, Person: c.Person, Resolved: c.Resolved, All: c.All, Mentions: c.Mentions,
	}}}
	for i, r := range page.Rows {
		out.Body.Rows[i] = rowFrom(r)
	}
	return out, nil
}

func (a *API) conversationRow(ctx context.Context, in *InConversation) (*rowOutput, error) {
	row, err := a.Lists.Row(ctx, in.Workspace, in.Conversation)
	if err != nil {
		return nil, err
	}
	return &rowOutput{Body: rowFrom(row)}, nil
}

// conversation reads what stands beside the thread, at one instant.
func (a *API) conversation(ctx context.Context, in *InConversation) (*detailOutput, error) {
	out := &detailOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		row, err := a.Lists.RowTx(ctx, tx, in.Conversation)
		if err != nil {
			return err
		}
		out.Body = Detail{Row: rowFrom(row)}
		steps := []func(context.Context, *postgres.Tx, uuid.UUID, *Detail) error{
			a.visitorCardTx, a.moodsTx, a.briefTx, a.ledgerTx, a.historyTx, a.ratingTx, a.followUpTx, a.passedNoteTx, a.togetherTx, a.wantedTx,
		}
		for _, step := range steps {
			if err := step(ctx, tx, in.Conversation, &out.Body); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (a *API) visitorCardTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	v, err := a.Lists.VisitorTx(ctx, tx, id)
	d.Visitor = VisitorCard{
		ID: v.ID, Name: v.Name, Email: v.Email, Lang: v.Lang, PageURL: v.PageURL, FirstSeen: v.FirstSeen,
		Online: a.VisitorOnline(v.ID), External: v.External, Attributes: account.Attributes(v.Attributes),
	}
	return err
}

func (a *API) moodsTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	points, err := a.Moods.LineTx(ctx, tx, id)
	d.Moods = make([]MoodPoint, len(points))
	for i, p := range points {
		d.Moods[i] = MoodPoint{Seq: p.Seq, At: p.At, Valence: p.Mood.Valence, Anger: p.Mood.Anger, Label: string(p.Mood.Level)}
	}
	d.Effects = []MoodEffect{}
	if err != nil || len(points) < 2 {
		return err
	}
	return a.effectsTx(ctx, tx, id, points, d)
}

func (a *API) ledgerTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	entries, err := a.Queue.LedgerTx(ctx, tx, id)
	d.Decisions = make([]Decision, len(entries))
	for i, e := range entries {
		d.Decisions[i] = Decision{
			Seq: e.Seq, At: e.At, Kind: string(e.Decision.Kind), Reason: string(e.Decision.Reason), Rule: e.Decision.Rule,
			Quote: e.Decision.Evidence.Quote, QuoteSeq: e.Decision.Evidence.Seq,
		}
	}
	return err
}

func (a *API) historyTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	earlier, err := a.Lists.HistoryTx(ctx, tx, d.Visitor.ID, id)
	d.History = make([]HistoryRow, len(earlier))
	for i, c := range earlier {
		d.History[i] = HistoryRow{ID: c.ID, Number: c.Number, Stage: c.Stage, Preview: c.Preview, LastAt: c.LastAt}
	}
	return err
}

func (a *API) ratingTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	rating, err := a.Lists.RatingTx(ctx, tx, id)
	if rating != nil {
		d.Rating = &RatingView{Score: rating.Score, Comment: rating.Comment}
	}
	return err
}

func (a *API) followUpTx(ctx context.Context, tx *postgres.Tx, id uuid.UUID, d *Detail) error {
	f, err := a.Desk.FollowUps.OfTx(ctx, tx, id)
	if f != nil {
		d.FollowUp = followUpView(*f)
	}
	return err
}

func (a *API) staffEvents(ctx context.Context, in *staffEventsInput) (*eventsOutput, error) {
	c, err := a.Desk.Conversation(ctx, conversation.Ref{Workspace: in.Workspace, ID: in.Conversation})
	if err != nil {
		return nil, err
	}
	return a.eventsAfter(ctx, c.Ref, conversation.Staff, in.After)
}

func rowFrom(r worklist.Row) ListRow {
	row := ListRow{
		ID: r.ID, Number: r.Number, VisitorID: r.Visitor, VisitorName: r.VisitorName, Lang: r.Lang, Stage: r.Stage,
		AgentID: r.Agent, AgentName: r.AgentName, TeamID: r.Team, Preview: r.Preview, LastAuthor: r.LastAuthor,
		LastAt: r.LastAt, LastSeq: r.LastSeq, Unread: r.Unread, WaitingSince: r.WaitingSince, SnoozedUntil: r.SnoozedUntil,
		Priority: r.Priority, Reason: r.Reason, ReasonBefore: r.ReasonBefore, Issue: r.Issue, Intent: r.Intent, Mentioned: r.Mentioned, AgentGoneSince: r.AgentGone,
	}
	if r.Mood != nil {
		row.Mood = &Mood{Label: r.Mood.Level, Valence: r.Mood.Valence, Anger: r.Mood.Anger, Urgency: r.Mood.Urgency}
	}
	if r.Deadline != nil {
		row.Deadline = &DeadlineView{Goal: r.Deadline.Goal, NearAt: r.Deadline.NearAt, DueAt: r.Deadline.DueAt}
	}
	if r.Assignment != nil {
		row.Assignment = &Assignment{ID: r.Assignment.ID, AgentID: r.Assignment.Agent, ExpiresAt: r.Assignment.ExpiresAt}
	}
	return row
}

// optional is nil for an id that was not given.
func optional(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
