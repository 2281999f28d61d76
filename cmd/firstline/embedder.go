package main

import (
	"cmp"
	"errors"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/openai"
)

// embedModel is the configured model for embeddings; nil without one. As for the
// chat model, exactly the operator's own host and port may be private. Its calls and
// their tokens are counted by observe.
func embedModel(cfg config.Model, observe func(openai.Call)) (llm.Embedder, error) {
	if cfg.URL == "" || cfg.EmbedModel == "" {
		return nil, nil //nolint:nilnil // no endpoint: search by words
	}
	return openai.NewEmbedder(openai.Config{
		BaseURL: cfg.URL, Key: cfg.Key, Model: cfg.EmbedModel, Observe: observe,
		Transport: egress.New(egress.Config{Private: hostPort(cfg.URL)}).Transport(),
	}, 0)
}

// rerankModel is the configured model that orders what search found; nil without
// one. Its calls and how they ended are counted by observe.
func rerankModel(cfg config.Model, observe func(openai.Call)) (llm.Reranker, error) {
	url := cmp.Or(cfg.RerankURL, cfg.URL)
	if url == "" || cfg.RerankModel == "" {
		return nil, nil //nolint:nilnil // no endpoint: the order is worked out here
	}
	return openai.NewReranker(openai.Config{
		BaseURL: url, Key: cfg.Key, Model: cfg.RerankModel, Observe: observe,
		Transport: egress.New(egress.Config{Private: hostPort(url)}).Transport(),
	})
}

// embedderName is what searches by meaning, in the words of the status page.
func embedderName(cfg config.Model) string {
	if cfg.URL == "" || cfg.EmbedModel == "" {
		return "none"
	}
	return cfg.EmbedModel
}

var errNoEmbedModel = errors.New("no model for embeddings is configured: set FIRSTLINE_LLM_URL and FIRSTLINE_LLM_EMBED_MODEL")
