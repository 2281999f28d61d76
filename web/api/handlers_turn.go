package api

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/trace"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func (a *API) turns(ctx context.Context, in *InConversation) (*turnsOutput, error) {
	out := &turnsOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		if _, err := a.Conversations.GetTx(ctx, tx, in.Conversation); err != nil {
			return err
		}
		list, err := trace.OfConversationTx(ctx, tx, in.Conversation)
		out.Body.Turns = make([]TurnRow, len(list))
		for i, t := range list {
			out.Body.Turns[i] = turnRow(t)
		}
		return err
	})
	return out, err
}

func (a *API) turn(ctx context.Context, in *turnInput) (*turnOutput, error) {
	out := &turnOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		t, err := trace.GetTx(ctx, tx, in.Conversation, in.Turn)
		if err != nil {
			return err
		}
		out.Body = turnView(t)
		out.Body.Decision.RuleName, err = ruleNameTx(ctx, tx, out.Body.Decision.Rule)
		return err
	})
	return out, err
}

// ruleNameTx is what the workspace calls the rule of its own that a decision
// cites; "" for the product's rules and for one that was deleted.
func ruleNameTx(ctx context.Context, tx *postgres.Tx, rule string) (string, error) {
	id, own := strings.CutPrefix(rule, "admin.")
	if !own {
		return "", nil
	}
	house, err := handoff.HouseTx(ctx, tx)
	for _, r := range house.Rules {
		if r.ID == id {
			return r.Name, err
		}
	}
	return "", err
}

func turnRow(t trace.Turn) TurnRow {
	return TurnRow{
		ID: t.ID, VisitorSeq: t.VisitorSeq, MessageSeq: t.MessageSeq, Outcome: string(t.Outcome), Mode: string(t.Mode),
		At: t.At, TookMS: t.Took.Milliseconds(), CostMicros: t.CostMicros,
		PromptTokens: t.Usage.PromptTokens, CompletionTokens: t.Usage.CompletionTokens,
	}
}

func turnView(t trace.Turn) TurnView {
	x, d := t.Trace, t.Trace.Decision
	v := TurnView{
		TurnRow: turnRow(t), Lang: t.Lang, FirstTextMS: x.FirstTokenMs, Steps: []TurnStep{},
		Decision: TurnDecision{
			Kind: string(d.Kind), Reason: string(d.Reason), Rule: d.Rule, Quote: trace.Redact(d.Evidence.Quote), QuoteSeq: d.Evidence.Seq, Confidence: d.Confidence,
		},
		Signals: signalsOf(d.Snapshot), FollowUp: x.FollowUp, Small: x.Small, Refused: x.Refused, Settings: x.Settings,
		Confidence: x.Confidence, Cover: x.Cover, Retrieval: make([]TurnRetrieved, len(x.Retrieval)), Model: turnModel(x.Model), Flow: turnFlow(x.Flow), Actions: turnActions(x.Actions),
		Person: turnPerson(x.Person),
	}
	if in := x.Intent; in != nil {
		v.Intent = &TurnIntent{ID: in.ID, Name: in.Name, Confidence: in.Confidence, Taken: in.Taken}
	}
	if r := x.Rewrite; r != nil {
		v.Rewritten, v.RewriteFailure = r.Text, r.Failure
	}
	v.Sure, v.Threshold = bot.Sureness(x.Signs)
	before := int64(0)
	for _, s := range x.Steps {
		v.Steps = append(v.Steps, TurnStep{Name: s.Name, TookMS: s.EndedMs - before})
		before = s.EndedMs
	}
	for i, r := range x.Retrieval {
		v.Retrieval[i] = TurnRetrieved{ArticleID: r.Article, Title: r.Title, Section: r.Section, Score: r.Score, Cited: r.Cited}
	}
	return v
}

func turnPerson(p *trace.Person) *TurnPerson {
	if p == nil {
		return nil
	}
	return &TurnPerson{Wanted: p.Wanted, Failure: p.Failure, PromptVersion: p.Prompt, CostMicros: p.CostMicros}
}

func turnActions(a *trace.Actions) *TurnActions {
	if a == nil {
		return nil
	}
	v := &TurnActions{Failure: a.Failure, CostMicros: a.CostMicros, Dropped: a.Dropped, Calls: make([]TurnActionCall, len(a.Calls))}
	for i, c := range a.Calls {
		v.Calls[i] = TurnActionCall{
			Name: c.Name, Title: c.Title, Titles: c.Titles, Inputs: turnValues(c.Given), Results: turnValues(c.Results),
			Outcome: c.Outcome, Reason: c.Reason, TookMS: c.TookMs,
		}
		for _, name := range slices.Sorted(maps.Keys(c.Inputs)) {
			v.Calls[i].Inputs = append(v.Calls[i].Inputs, TurnValue{Name: name, Text: c.Inputs[name]})
		}
	}
	return v
}

func turnValues(list []trace.Value) []TurnValue {
	out := make([]TurnValue, len(list))
	for i, v := range list {
		out[i] = TurnValue{Name: v.Name, Label: v.Label, Text: v.Text}
	}
	return out
}

func turnFlow(f *trace.Flow) *TurnFlow {
	if f == nil {
		return nil
	}
	v := &TurnFlow{
		ID: f.ID, Name: f.Name, Version: f.Version, Cause: f.Cause, From: f.From, Step: f.Step, Status: f.Status,
		Filled: turnValues(f.Fields), Called: []TurnFlowCall{},
	}
	if len(f.Fields) == 0 {
		for _, name := range f.Filled {
			v.Filled = append(v.Filled, TurnValue{Name: name})
		}
	}
	for _, c := range f.Called {
		v.Called = append(v.Called, TurnFlowCall{Action: c.Action, Title: c.Title, OK: c.OK, Waits: c.Waits, Results: turnValues(c.Results)})
	}
	return v
}

func turnModel(m *trace.Model) *TurnModel {
	if m == nil {
		return nil
	}
	v := &TurnModel{
		Name: m.Name, Endpoint: m.Endpoint, PromptVersion: m.Prompt, Failure: m.Failure,
		PromptTokens: m.Usage.PromptTokens, CompletionTokens: m.Usage.CompletionTokens, Estimated: m.Estimated,
		CostMicros: m.CostMicros, Prompt: m.Sent, Reply: m.Said, Dropped: make([]TurnDropped, len(m.Dropped)), Masked: m.Masked,
	}
	for i, d := range m.Dropped {
		v.Dropped[i] = TurnDropped{Text: d.Text, Reason: string(d.Reason)}
	}
	return v
}

// signalsOf lists what was seen of what speaks for or against a person.
func signalsOf(s handoff.Snapshot) []TurnSignal {
	all := []TurnSignal{
		{"person", s.Person.Sure},
		{"refusal", s.Refusal.Sure},
		{"reach", s.Reach.Sure},
		{"bare", s.Bare.Sure},
		{"anger", s.Angry()},
		{"mood", s.Mood.Anger},
		{"abuse", s.Abuse.Sure},
		{"legal", s.Legal.Sure},
		{"safety", s.Safety.Sure},
		{"demand", s.Demand.Sure},
		{"problem", s.Problem.Sure},
		{"accept", s.Accept.Sure},
		{"decline", s.Decline.Sure},
		{"urgency", s.Mood.Urgency},
	}
	all = slices.DeleteFunc(all, func(x TurnSignal) bool { return x.Value < 0.05 })
	slices.SortStableFunc(all, func(x, y TurnSignal) int { return cmp.Compare(y.Value, x.Value) })
	return append([]TurnSignal{}, all...)
}
