package main

import (
	"errors"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/openai"
)

// embedModel is the configured model for embeddings; nil without one. As for the
// chat model, exactly the operator's own host and port may be private.
func embedModel(cfg config.Model) (llm.Embedder, error) {
	if cfg.URL == "" || cfg.EmbedModel == "" {
		return nil, nil //nolint:nilnil // no endpoint: search by words
	}
	return openai.NewEmbedder(openai.Config{
		BaseURL: cfg.URL, Key: cfg.Key, Model: cfg.EmbedModel,
		Transport: egress.New(egress.Config{Private: hostPort(cfg.URL)}).Transport(),
	}, 0)
}

// embedderName is what searches by meaning, in the words of the status page.
func embedderName(cfg config.Model) string {
	if cfg.URL == "" || cfg.EmbedModel == "" {
		return "none"
	}
	return cfg.EmbedModel
}

var errNoEmbedModel = errors.New("no model for embeddings is configured: set FIRSTLINE_LLM_URL and FIRSTLINE_LLM_EMBED_MODEL")
