package api

import (
	"context"
	"time"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/internal/postgres"
)

func (a *API) botSettings(ctx context.Context, in *InWorkspace) (*botSettingsOutput, error) {
	out := &botSettingsOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		out.Body, err = profile.ReadTx(ctx, tx)
		return err
	})
	return out, err
}

func (a *API) publishBotSettings(ctx context.Context, in *botSettingsInput) (*botSettingsOutput, error) {
	out := &botSettingsOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		out.Body, err = profile.PublishTx(ctx, tx, callerOf(ctx).ID, in.Body)
		return err
	})
	return out, err
}

func (a *API) botVersions(ctx context.Context, in *InWorkspace) (*botVersionsOutput, error) {
	out := &botVersionsOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		list, err := profile.VersionsTx(ctx, tx)
		out.Body.Versions = make([]BotSettingsVersion, len(list))
		for i, v := range list {
			out.Body.Versions[i] = BotSettingsVersion{Settings: v.Profile, Editor: v.Editor, At: v.At}
		}
		return err
	})
	return out, err
}

// previewBot answers as a turn would, under the draft: nothing is recorded but
// what a model costs.
func (a *API) previewBot(ctx context.Context, in *botPreviewInput) (*botPreviewOutput, error) {
	begun := time.Now()
	tried, err := a.Bot.Try(ctx, in.Workspace, bot.Trial{Question: in.Body.Question, Settings: &in.Body.Settings})
	if err != nil {
		return nil, err
	}
	d := tried.Trace.Decision
	out := BotPreview{
		Answer: tried.Text, Sources: make([]TestSource, len(tried.Sources)), Outcome: string(tried.Outcome), Mode: string(tried.Mode),
		Kind: string(d.Kind), Reason: string(d.Reason), Refused: tried.Trace.Refused,
		TookMS: float64(time.Since(begun).Microseconds()) / 1000,
	}
	for i, s := range tried.Sources {
		out.Sources[i] = TestSource{Number: s.Number, ArticleID: s.ArticleID, Title: s.Title, Section: s.Section, Quote: s.Quote}
	}
	if m := tried.Trace.Model; m != nil {
		out.Model, out.Fallback, out.Masked = m.Name, m.Failure, m.Masked
	}
	return &botPreviewOutput{Body: out}, nil
}

func (a *API) budget(ctx context.Context, in *InWorkspace) (*budgetOutput, error) {
	out := &budgetOutput{}
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) (err error) {
		if out.Body.Limits, err = budget.LimitsTx(ctx, tx); err != nil {
			return err
		}
		out.Body.Use, err = budget.UseTx(ctx, tx)
		return err
	})
	return out, err
}

func (a *API) saveBudget(ctx context.Context, in *budgetInput) (*budgetOutput, error) {
	err := a.DB.InWorkspace(ctx, in.Workspace, func(tx *postgres.Tx) error {
		return budget.PutLimitsTx(ctx, tx, in.Body)
	})
	if err != nil {
		return nil, err
	}
	return a.budget(ctx, &in.InWorkspace)
}
