package api

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/endpoint"
	"github.com/firstlinehq/firstline/internal/llm"
)

func (a *API) listModels(_ context.Context, _ *nothing) (*modelsOutput, error) {
	out := &modelsOutput{}
	states := a.Models.States()
	out.Body.Models = make([]ModelView, len(states))
	for i, s := range states {
		v := ModelView{
			Name: s.Name, BaseURL: s.BaseURL, Model: s.Model, HasKey: s.HasKey, Enabled: s.Enabled,
			PromptPrice: s.Price.Prompt, CompletionPrice: s.Price.Completion, ModelHealth: healthOf(s),
		}
		if s.ID != uuid.Nil {
			v.ID = &s.ID
		}
		out.Body.Models[i] = v
	}
	return out, nil
}

func healthOf(s endpoint.State) ModelHealth {
	h := ModelHealth{
		State: string(s.Breaker), KeyUnreadable: s.KeyUnreadable, Calls: s.Calls, Failed: s.Failed,
		LastFailure: string(s.LastFailure), FirstTokenMS: s.FirstToken.Milliseconds(),
	}
	if !s.LastAt.IsZero() {
		h.LastAt = &s.LastAt
	}
	return h
}

func (d ModelDraft) draft() endpoint.Draft {
	return endpoint.Draft{
		Name: d.Name, BaseURL: d.BaseURL, Model: d.Model, Key: d.Key, Enabled: d.Enabled,
		Price: llm.Price{Prompt: d.PromptPrice, Completion: d.CompletionPrice},
	}
}

func (a *API) createModel(ctx context.Context, in *newModelInput) (*modelsOutput, error) {
	if _, err := a.Models.Add(ctx, in.Body.draft()); err != nil {
		return nil, err
	}
	return a.listModels(ctx, nil)
}

func (a *API) saveModel(ctx context.Context, in *saveModelInput) (*modelsOutput, error) {
	if err := a.Models.Save(ctx, in.Model, in.Body.draft()); err != nil {
		return nil, err
	}
	return a.listModels(ctx, nil)
}

func (a *API) deleteModel(ctx context.Context, in *modelInput) (*nothing, error) {
	return nil, a.Models.Remove(ctx, in.Model)
}

func (a *API) orderModels(ctx context.Context, in *orderModelsInput) (*modelsOutput, error) {
	if err := a.Models.Order(ctx, in.Body.IDs); err != nil {
		return nil, err
	}
	return a.listModels(ctx, nil)
}

func (a *API) tryModel(ctx context.Context, in *tryModelInput) (*modelTrialOutput, error) {
	trial, err := a.Models.Try(ctx, in.Body.draft(), in.Body.Like)
	if err != nil {
		return nil, err
	}
	return &modelTrialOutput{Body: ModelTrial{
		OK: trial.Reason == "", Reason: string(trial.Reason), FirstTokenMS: trial.FirstToken.Milliseconds(),
		TookMS: trial.Took.Milliseconds(), Models: orEmpty(trial.Models),
	}}, nil
}

func (a *API) findModels(ctx context.Context, _ *nothing) (*foundModelsOutput, error) {
	locals := a.LocalModels
	if locals == nil {
		locals = endpoint.Locals
	}
	out := &foundModelsOutput{}
	out.Body.Found = []FoundModels{}
	for _, f := range endpoint.Find(ctx, locals) {
		out.Body.Found = append(out.Body.Found, FoundModels(f))
	}
	return out, nil
}
