package api

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/internal/intent/learn"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/problem"
)

// countedDays is what the counts beside the intents are about.
const countedDays = 7

func (a *API) listIntents(ctx context.Context, in *InWorkspace) (*intentsOutput, error) {
	names, err := a.namesFor(ctx, in.Workspace)
	if err != nil {
		return nil, err
	}
	out := &intentsOutput{}
	out.Body.Embedder = a.Embedder != "none"
	err = a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, outside, err := a.Intents.ListTx(ctx, tx)
		if err != nil {
			return err
		}
		out.Body.OutOfScope, out.Body.Intents = outside, make([]IntentView, len(list))
		labels := make(map[string]string, len(list))
		for i, it := range list {
			out.Body.Intents[i] = intentView(it)
			labels[it.ID.String()] = it.Name
		}
		models, live, err := a.Intents.ModelsTx(ctx, tx)
		if err != nil {
			return err
		}
		out.Body.Live, out.Body.Models = live, make([]IntentModel, len(models))
		for i, m := range models {
			out.Body.Models[i] = modelView(langOf(ctx), m, labels)
			out.Body.Models[i].Live = m.Version == live
			out.Body.Models[i].By = names.agent(m.By)
		}
		counts, err := a.Intents.CountsTx(ctx, tx, countedDays)
		out.Body.Counts = make([]IntentCount, len(counts))
		for i, c := range counts {
			out.Body.Counts[i] = IntentCount{c.Intent, c.Messages, c.Conversations, c.HandedOver, c.Before}
		}
		return err
	})
	return out, err
}

func intentView(in intent.Intent) IntentView {
	return IntentView{ID: in.ID, Examples: in.Examples, IntentForm: IntentForm{
		Name: in.Name, Description: in.Description, TeamID: in.Team, Skills: orEmpty(in.Skills), Priority: in.Priority,
	}}
}

// modelView shows a training; the labels of its report are ids, and are shown
// by the names that they have now.
func modelView(lang string, m intent.Model, names map[string]string) IntentModel {
	v := IntentModel{
		Version: m.Version, State: string(m.State), Kept: m.Kept, Examples: m.Examples, Embedder: m.Embedder,
		TookMS: m.Took.Milliseconds(), Bytes: m.Bytes, At: m.At,
	}
	if m.Problem != "" {
		v.Problem = locale.Text(lang, "problem."+m.Problem)
	}
	if m.State != intent.Ready {
		return v
	}
	name := func(id string) string {
		if n, ok := names[id]; ok {
			return n
		}
		return "–"
	}
	r := m.Report
	for i := range r.PerLabel {
		r.PerLabel[i].Label = name(r.PerLabel[i].Label)
	}
	for i := range r.Confusions {
		r.Confusions[i].Label, r.Confusions[i].Taken = name(r.Confusions[i].Label), name(r.Confusions[i].Taken)
	}
	if r.PerLabel == nil {
		r.PerLabel = []learn.LabelReport{}
	}
	if r.Confusions == nil {
		r.Confusions = []learn.Confusion{}
	}
	v.Report = &r
	return v
}

// saveIntent adds an intent, or changes the one with id.
func (a *API) saveIntent(ctx context.Context, ws, id uuid.UUID, v IntentForm) (*intentOutput, error) {
	out := &intentOutput{}
	err := a.DB.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		saved, err := a.Intents.SaveTx(ctx, tx, intent.Intent{
			ID: id, Name: v.Name, Description: v.Description, Team: v.TeamID, Skills: v.Skills, Priority: v.Priority,
		})
		out.Body = intentView(saved)
		return err
	})
	return out, err
}

func (a *API) createIntent(ctx context.Context, in *saveIntentInput) (*intentOutput, error) {
	return a.saveIntent(ctx, in.Workspace, uuid.Nil, in.Body)
}

func (a *API) changeIntent(ctx context.Context, in *changeIntentInput) (*intentOutput, error) {
	return a.saveIntent(ctx, in.Workspace, in.Intent, in.Body)
}

func (a *API) deleteIntent(ctx context.Context, in *InIntent) (*nothing, error) {
	return nil, a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error { return a.Intents.DeleteTx(ctx, tx, in.Intent) })
}

// labelOf reads an address's choice of a label: an id, oos, or all.
func labelOf(given string) (only bool, id *uuid.UUID, err error) {
	switch given {
	case "":
		return false, nil, nil
	case learn.OutOfScope:
		return true, nil, nil
	}
	parsed, err := uuid.Parse(given)
	if err != nil {
		return false, nil, problem.Wrap(err, problem.Invalid, "invalid_request")
	}
	return true, &parsed, nil
}

func (a *API) examples(ctx context.Context, in *examplesInput) (*examplesOutput, error) {
	f := intent.Filter{Words: strings.TrimSpace(in.Words)}
	var err error
	if f.Only, f.Intent, err = labelOf(in.Intent); err != nil {
		return nil, err
	}
	if in.Before != uuid.Nil {
		f.Before = &in.Before
	}
	out := &examplesOutput{}
	err = a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, more, err := a.Intents.ExamplesTx(ctx, tx, f)
		out.Body.More, out.Body.Examples = more, make([]IntentExample, len(list))
		for i, e := range list {
			out.Body.Examples[i] = IntentExample{e.ID, e.Intent, e.Text, e.Conversation, e.At}
		}
		return err
	})
	return out, err
}

func (a *API) addExamples(ctx context.Context, in *addExamplesInput) (*addedOutput, error) {
	out, by := &addedOutput{}, callerOf(ctx).ID
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		b := &in.Body
		added, err := intent.Added{}, error(nil)
		if b.ConversationID != nil {
			added, err = a.Intents.AddMessageTx(ctx, tx, b.IntentID, intent.Message{Conversation: *b.ConversationID, Seq: b.Seq}, by)
		} else {
			added, err = a.Intents.AddTx(ctx, tx, b.IntentID, b.Texts, by)
		}
		out.Body.New, out.Body.Moved = added.New, added.Moved
		return err
	})
	return out, err
}

func (a *API) moveExamples(ctx context.Context, in *moveExamplesInput) (*nothing, error) {
	return nil, a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		if in.Body.Delete {
			return a.Intents.DropTx(ctx, tx, in.Body.IDs)
		}
		return a.Intents.MoveTx(ctx, tx, in.Body.IDs, in.Body.IntentID)
	})
}

func (a *API) importExamples(ctx context.Context, in *intentFileInput) (*addedOutput, error) {
	out := &addedOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		done, err := a.Intents.ImportTx(ctx, tx, strings.NewReader(in.Body.File), callerOf(ctx).ID)
		out.Body.New, out.Body.Moved, out.Body.Intents = done.New, done.Moved, done.Intents
		return err
	})
	return out, err
}

func (a *API) exportExamples(ctx context.Context, in *InWorkspace) (*intentFileOutput, error) {
	var file strings.Builder
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error { return a.Intents.ExportTx(ctx, tx, &file) })
	out := &intentFileOutput{}
	out.Body.File = file.String()
	return out, err
}

func (a *API) trainIntents(ctx context.Context, in *InWorkspace) (*trainOutput, error) {
	out := &trainOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		out.Body.Version, err = a.Intents.TrainTx(ctx, tx, callerOf(ctx).ID)
		return err
	})
	return out, err
}

func (a *API) setLiveIntents(ctx context.Context, in *liveInput) (*nothing, error) {
	return nil, a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		return a.Intents.SetLiveTx(ctx, tx, in.Body.Version, callerOf(ctx).ID)
	})
}

func (a *API) tryIntent(ctx context.Context, in *tryIntentInput) (*tryIntentOutput, error) {
	var trial intent.Trial
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		trial, err = a.Intents.TrialTx(ctx, tx, in.Body.Version)
		return err
	})
	if err != nil {
		return nil, err
	}
	r, threshold := trial.Classify(ctx, in.Body.Text)
	out := &tryIntentOutput{}
	out.Body.Confidence, out.Body.Threshold, out.Body.Guesses = r.Confidence, threshold, []IntentGuess{}
	if id, err := uuid.Parse(r.Label); err == nil {
		out.Body.IntentID = &id
	}
	for _, g := range r.Guesses {
		if id, err := uuid.Parse(g.Label); err == nil {
			out.Body.Guesses = append(out.Body.Guesses, IntentGuess{IntentID: id, Share: g.Share})
		}
	}
	return out, nil
}

// unsureUpTo is the confidence up to which messages are worth a look.
const unsureUpTo = .7

func (a *API) seenMessages(ctx context.Context, in *seenInput) (*seenOutput, error) {
	f := intent.SeenFilter{Before: in.Before}
	var err error
	if f.Only, f.Intent, err = labelOf(in.Intent); err != nil {
		return nil, err
	}
	if in.Unsure {
		f.AtMost = unsureUpTo
	}
	out := &seenOutput{}
	err = a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, more, err := a.Intents.SeenTx(ctx, tx, f)
		out.Body.More, out.Body.Messages = more, make([]SeenMessage, len(list))
		for i, m := range list {
			out.Body.Messages[i] = SeenMessage{
				ConversationID: m.Conversation, Number: m.Number, Seq: m.Seq, Text: m.Text, IntentID: m.Intent, BestID: m.Best,
				Confidence: m.Confidence, Labelled: m.Labelled, At: m.At.Truncate(time.Microsecond),
			}
		}
		return err
	})
	return out, err
}
