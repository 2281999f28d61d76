package api

import (
	"net/http"
	"time"

	"github.com/google/uuid"
)

// ModelView is a language model that the installation is connected to. Its key
// is never shown.
type ModelView struct {
	// ID is absent for the endpoint of the server's configuration, which
	// cannot be changed here.
	ID      *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Name    string     `json:"name"`
	BaseURL string     `json:"base_url"`
	Model   string     `json:"model"`
	HasKey  bool       `json:"has_key"`
	Enabled bool       `json:"enabled"`
	// PromptPrice and CompletionPrice are in US dollars a million tokens.
	PromptPrice     float64 `json:"prompt_price"`
	CompletionPrice float64 `json:"completion_price"`
	ModelHealth
}

// ModelHealth is what an endpoint is doing on the node that answers.
type ModelHealth struct {
	// State of the endpoint's breaker: closed is healthy.
	State string `json:"state" enum:"closed,open,half_open"`
	// KeyUnreadable: the key was sealed with another master key.
	KeyUnreadable bool  `json:"key_unreadable,omitempty"`
	Calls         int64 `json:"calls" doc:"Since the node started"`
	Failed        int64 `json:"failed"`
	// LastFailure is why the last call failed; absent if it did not.
	LastFailure  string     `json:"last_failure,omitempty"`
	LastAt       *time.Time `json:"last_at,omitempty"`
	FirstTokenMS int64      `json:"first_token_ms,omitempty" doc:"Of the last good call"`
}

// ModelDraft is what the operator enters.
type ModelDraft struct {
	Name    string `json:"name" minLength:"1" maxLength:"80"`
	BaseURL string `json:"base_url" minLength:"1" maxLength:"500"`
	Model   string `json:"model" minLength:"1" maxLength:"200"`
	// Key: absent keeps the stored one while the host stays the same, "" takes
	// it away.
	Key             *string `json:"key,omitempty" maxLength:"4000"`
	PromptPrice     float64 `json:"prompt_price" minimum:"0" maximum:"1000000"`
	CompletionPrice float64 `json:"completion_price" minimum:"0" maximum:"1000000"`
	Enabled         bool    `json:"enabled"`
}

// ModelTrial is how a trial of an endpoint went.
type ModelTrial struct {
	OK bool `json:"ok"`
	// Reason is why it failed.
	Reason       string   `json:"reason,omitempty"`
	FirstTokenMS int64    `json:"first_token_ms"`
	TookMS       int64    `json:"took_ms"`
	Models       []string `json:"models" doc:"Names that the endpoint knows; none if it keeps no list"`
}

// FoundModels is a program on the server's machine that serves models.
type FoundModels struct {
	Kind    string   `json:"kind" enum:"ollama,llama.cpp,lmstudio"`
	BaseURL string   `json:"base_url"`
	Models  []string `json:"models"`
}

type modelsOutput struct {
	Body struct {
		Models []ModelView `json:"models" doc:"In the order in which they are asked"`
	}
}

type newModelInput struct{ Body ModelDraft }

type modelInput struct {
	Model uuid.UUID `path:"model" format:"uuid"`
}

type saveModelInput struct {
	Model uuid.UUID `path:"model" format:"uuid"`
	Body  ModelDraft
}

type orderModelsInput struct {
	Body struct {
		IDs []uuid.UUID `json:"ids" maxItems:"50"`
	}
}

type tryModelInput struct {
	Body struct {
		ModelDraft
		// Like names a stored endpoint whose key serves if none is given.
		Like *uuid.UUID `json:"like,omitempty" format:"uuid"`
	}
}

type modelTrialOutput struct{ Body ModelTrial }

type foundModelsOutput struct {
	Body struct {
		Found []FoundModels `json:"found"`
	}
}

func (a *API) registerModels() {
	const base = "/v1/models"
	register(a, op{http.MethodGet, base, "list-models", "Language models, in the order in which they are asked", forOperator, 0}, a.listModels)
	register(a, op{http.MethodPost, base, "create-model", "Connect a model", forOperator, http.StatusCreated}, a.createModel)
	register(a, op{http.MethodPut, base + "/{model}", "save-model", "Change a model", forOperator, 0}, a.saveModel)
	register(a, op{http.MethodDelete, base + "/{model}", "delete-model", "Forget a model and its key", forOperator, http.StatusNoContent}, a.deleteModel)
	register(a, op{http.MethodPost, base + "/order", "order-models", "Set in which order models are asked", forOperator, 0}, a.orderModels)
	register(a, op{http.MethodPost, base + "/try", "try-model", "Ask a model for one word, and store nothing", forOperator, 0}, a.tryModel)
	register(a, op{http.MethodPost, base + "/find", "find-models", "Look for models on the server's own machine", forOperator, 0}, a.findModels)
}
