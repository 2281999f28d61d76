package api

import (
	"context"
	"strings"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func (a *API) house(ctx context.Context, in *InWorkspace) (*houseOutput, error) {
	out := &houseOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		out.Body, err = handoff.HouseTx(ctx, tx)
		return err
	})
	return out, err
}

func (a *API) publishHouse(ctx context.Context, in *publishHouseInput) (*houseOutput, error) {
	out := &houseOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		out.Body, err = a.Queue.PublishHouseTx(ctx, tx, in.Body, callerOf(ctx).ID)
		return err
	})
	return out, err
}

func (a *API) houseVersion(ctx context.Context, in *houseVersionInput) (*houseOutput, error) {
	out := &houseOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		out.Body, err = a.Queue.HouseVersionTx(ctx, tx, in.Version)
		return err
	})
	return out, err
}

func (a *API) houseVersions(ctx context.Context, in *InWorkspace) (*houseVersionsOutput, error) {
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &houseVersionsOutput{}
	err = a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, err := a.Queue.HouseVersionsTx(ctx, tx)
		out.Body.Versions = make([]HouseVersionView, len(list))
		for i, v := range list {
			out.Body.Versions[i] = HouseVersionView{Version: v.Version, Note: v.Note, Rules: v.Rules, RestoredFrom: v.RestoredFrom, By: names.agent(v.Author), At: v.At}
		}
		return err
	})
	return out, err
}

func (a *API) replay(ctx context.Context, in *replayInput) (*replayOutput, error) {
	var s handoff.Simulation
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		s, err = a.Queue.SimulateTx(ctx, tx, in.Body.House, in.Body.Days)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := &replayOutput{}
	b := &out.Body
	b.Turns, b.Reproduced, b.Unread, b.Same = s.Turns, s.Reproduced, s.Unread, s.Same
	b.Changes, b.Listed = []WayCount{}, make([]ReplayChange, len(s.Listed))
	for _, way := range s.Ways() {
		from, to, _ := strings.Cut(way, "→")
		b.Changes = append(b.Changes, WayCount{From: from, To: to, Count: s.Changes[way]})
	}
	for i, c := range s.Listed {
		b.Listed[i] = ReplayChange{c.Decision, c.Conversation, c.Number, c.Seq, c.At, c.Said, c.Was, c.Now}
	}
	return out, nil
}

// previewRules decides on a message as a turn would, under a draft: nothing is
// recorded and nobody is called.
func (a *API) previewRules(ctx context.Context, in *previewRulesInput) (*previewRulesOutput, error) {
	if err := in.Body.House.Check(); err != nil {
		return nil, err
	}
	tried, err := a.Bot.Try(ctx, in.Workspace, bot.Trial{
		Question: in.Body.Text, House: &in.Body.House, Attributes: in.Body.Attributes, Page: in.Body.Page,
	})
	if err != nil {
		return nil, err
	}
	d := tried.Trace.Decision
	out := &previewRulesOutput{}
	out.Body.Way = handoff.Way{Kind: d.Kind, Reason: d.Reason, Rule: d.Rule}
	out.Body.Quote, out.Body.Team, out.Body.Facts, out.Body.Intent = d.Evidence.Quote, d.Team, d.Snapshot.Facts, d.Snapshot.Facts.Intent
	if len(d.Snapshot.Facts.Topics) > 0 && len(tried.Trace.Retrieval) > 0 {
		out.Body.Topic = tried.Trace.Retrieval[0].Title
	}
	return out, nil
}

func (a *API) ledger(ctx context.Context, in *ledgerInput) (*ledgerOutput, error) {
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	f := handoff.LedgerFilter{Cause: in.Cause, Marked: in.Marked, Before: in.Before}
	switch in.Kind {
	case "":
	case "escalated":
		f.Kinds = []handoff.Kind{handoff.Offer, handoff.Handover}
	default:
		f.Kinds = []handoff.Kind{handoff.Kind(in.Kind)}
	}
	out := &ledgerOutput{}
	err = a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, more, err := a.Queue.LedgerPageTx(ctx, tx, f)
		out.Body.More, out.Body.Decisions = more, make([]LedgerRow, len(list))
		for i, j := range list {
			d := j.Decision
			row := LedgerRow{
				ID: j.ID, ConversationID: j.Conversation, Number: j.Number, Seq: j.Seq, Kind: string(d.Kind), Reason: string(d.Reason), Rule: d.Rule,
				House: j.House, Quote: d.Evidence.Quote, Said: j.Said, Confidence: d.Confidence, Mark: string(j.Mark), Cause: j.Cause, MarkedBy: names.agent(j.By), At: j.At,
			}
			out.Body.Decisions[i] = row
		}
		return err
	})
	return out, err
}

func (a *API) markDecision(ctx context.Context, in *markInput) (*nothing, error) {
	return nil, a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		return a.Queue.MarkTx(ctx, tx, in.Decision, handoff.Mark(in.Body.Mark), in.Body.Cause, callerOf(ctx).ID)
	})
}

// judgedDays is what verdicts count: long enough for marks to gather.
const judgedDays = 90

func (a *API) verdicts(ctx context.Context, in *InWorkspace) (*verdictsOutput, error) {
	out := &verdictsOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, err := a.Queue.VerdictsTx(ctx, tx, judgedDays)
		out.Body.Verdicts = make([]VerdictView, len(list))
		for i, v := range list {
			view := VerdictView{Cause: v.Cause, Fired: v.Fired, Right: v.Right, False: v.False, Missed: v.Missed}
			if p, ok := v.Precision(); ok {
				view.Precision = &p
			}
			if r, ok := v.Recall(); ok {
				view.Recall = &r
			}
			out.Body.Verdicts[i] = view
		}
		return err
	})
	return out, err
}
