package main

import (
	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/internal/llm/openai"
	"github.com/firstlinehq/firstline/internal/telemetry"
)

// observeTurns counts the bot's turns by how they ended.
func observeTurns(m *telemetry.Metrics) func(bot.Observed) {
	turns := m.Counter("bot_turns_total", "Turns of the bot, by how they ended and what made the text.", "outcome", "mode")
	failures := m.Counter("bot_model_unused_total", "Turns whose model's reply was not used, by why.", "reason")
	first := m.Seconds("bot_first_token_seconds", "From the start of a turn to the first text on the visitor's screen.", "mode")
	took := m.Seconds("bot_turn_seconds", "Whole turns.", "mode")
	return func(o bot.Observed) {
		turns(1, string(o.Outcome), string(o.Mode))
		took(o.Took, string(o.Mode))
		if o.Shown {
			first(o.FirstToken, string(o.Mode))
		}
		if o.Failure != "" {
			failures(1, o.Failure)
		}
	}
}

// observeCalls counts the calls to models by endpoint and how they ended.
func observeCalls(m *telemetry.Metrics) func(openai.Call) {
	calls := m.Counter("model_calls_total", "Calls to models, by endpoint and how they ended.", "endpoint", "model", "operation", "result")
	tokens := m.Counter("model_tokens_total", "Tokens as endpoints count them.", "endpoint", "model", "kind")
	first := m.Seconds("model_first_token_seconds", "From a call to its first token.", "endpoint", "model")
	return func(c openai.Call) {
		result := string(c.Reason)
		if result == "" {
			result = "ok"
		}
		calls(1, c.Endpoint, c.Model, c.Operation, result)
		tokens(float64(c.Usage.PromptTokens), c.Endpoint, c.Model, "prompt")
		tokens(float64(c.Usage.CompletionTokens), c.Endpoint, c.Model, "completion")
		if c.FirstToken > 0 {
			first(c.FirstToken, c.Endpoint, c.Model)
		}
	}
}
