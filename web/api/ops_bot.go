package api

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/budget"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/internal/account"
)

// BotSettingsVersion is what an admin published once.
type BotSettingsVersion struct {
	Settings profile.Profile `json:"settings"`
	// Editor is the agent's name; empty if the agent is gone.
	Editor string    `json:"editor"`
	At     time.Time `json:"at"`
}

type botSettingsOutput struct{ Body profile.Profile }

type botSettingsInput struct {
	InWorkspace
	Body profile.Profile
}

type botVersionsOutput struct {
	Body struct {
		Versions []BotSettingsVersion `json:"versions" doc:"Newest first, at most 50"`
	}
}

type botPreviewInput struct {
	InWorkspace
	Body struct {
		Question string          `json:"question" minLength:"1" maxLength:"2000"`
		Settings profile.Profile `json:"settings"`
	}
}

// BotPreview is what a visitor would be told under settings that are not in
// force.
type BotPreview struct {
	Answer  string       `json:"answer" doc:"Markdown with [n]"`
	Sources []TestSource `json:"sources"`
	// Outcome is how the turn would end, Mode what makes the text.
	Outcome string `json:"outcome" enum:"answered,missed,clarified,small_talk,line,handed_over"`
	Mode    string `json:"mode" enum:"model,extractive,fixed,none"`
	// Kind is which way the turn goes, Reason why.
	Kind   string `json:"kind" enum:"answer,offer,handover"`
	Reason string `json:"reason"`
	// Refused is the topic that the bot does not speak about.
	Refused string `json:"refused,omitempty"`
	// Fallback says why a model's reply was not used.
	Fallback string         `json:"fallback,omitempty"`
	Model    string         `json:"model,omitempty"`
	Masked   map[string]int `json:"masked,omitempty" doc:"Personal data hidden from the model, by kind"`
	TookMS   float64        `json:"took_ms"`
}

type botPreviewOutput struct{ Body BotPreview }

// BudgetView is what may be spent on models, and what has been.
type BudgetView struct {
	Limits budget.Limits `json:"limits"`
	Use    budget.Use    `json:"use"`
}

type budgetOutput struct{ Body BudgetView }

type budgetInput struct {
	InWorkspace
	Body budget.Limits
}

type turnInput struct {
	InConversation
	Turn uuid.UUID `path:"turn" format:"uuid"`
}

type turnsOutput struct {
	Body struct {
		Turns []TurnRow `json:"turns" doc:"Newest first, at most 100"`
	}
}

type turnOutput struct{ Body TurnView }

func (a *API) registerBot() {
	read, administer := forMember(account.Converse), forMember(account.Administer)
	const base = "/v1/workspaces/{workspace}/bot"
	register(a, op{http.MethodGet, base + "/settings", "get-bot-settings", "The bot's settings in force", read, 0}, a.botSettings)
	register(a, op{http.MethodPut, base + "/settings", "publish-bot-settings", "Publish settings over the version they were made from", administer, 0}, a.publishBotSettings)
	register(a, op{http.MethodGet, base + "/settings/versions", "list-bot-settings", "What was published, by whom", read, 0}, a.botVersions)
	register(a, op{http.MethodPost, base + "/preview", "preview-bot-settings", "Answer a question under settings that are not in force", administer, 0}, a.previewBot)
	register(a, op{http.MethodGet, base + "/budget", "get-budget", "What may be spent on models, and what has been", read, 0}, a.budget)
	register(a, op{http.MethodPut, base + "/budget", "save-budget", "Limit what may be spent on models; 0 = no limit", administer, 0}, a.saveBudget)
	const turns = "/v1/workspaces/{workspace}/conversations/{conversation}/turns"
	register(a, op{http.MethodGet, turns, "list-turns", "The bot's turns of a conversation", read, 0}, a.turns)
	register(a, op{http.MethodGet, turns + "/{turn}", "get-turn", "Why the bot said this: signals, decision, sources, model, checks, times, cost", read, 0}, a.turn)
}
