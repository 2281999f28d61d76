package main

import (
	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/endpoint"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/openai"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// newModels connects the configured endpoint, if there is one; those that are
// stored follow when they are loaded.
func newModels(db *postgres.DB, cfg config.Config, observe func(openai.Call)) (*endpoint.Models, error) {
	key, err := masterKey(cfg)
	if err != nil {
		return nil, err
	}
	parts := endpoint.Parts{DB: db, Key: key, Observe: observe}
	if m := cfg.Model; m.URL != "" && m.ChatModel != "" {
		parts.First = &endpoint.Configured{
			BaseURL: m.URL, Key: m.Key, Model: m.ChatModel, Price: llm.Price{Prompt: m.PromptPrice, Completion: m.CompletionPrice},
		}
	}
	return endpoint.New(parts)
}
