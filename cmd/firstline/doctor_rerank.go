package main

import (
	"context"

	"github.com/firstlinehq/firstline/internal/config"
	"github.com/firstlinehq/firstline/internal/doctor"
)

// rerankCheck has the configured model order one line; nothing without one.
func rerankCheck(ctx context.Context, cfg config.Model) []doctor.Check {
	if cfg.RerankModel == "" {
		return nil
	}
	check := doctor.Check{Name: "reranking", State: doctor.OK, Found: "answers"}
	model, err := rerankModel(cfg, nil)
	switch {
	case err == nil && model == nil:
		check.State, check.Found = doctor.Note, "has no endpoint: search keeps its own order"
		check.Mend = "Set FIRSTLINE_LLM_RERANK_URL or FIRSTLINE_LLM_URL."
	case err == nil:
		_, err = model.Rerank(ctx, "parcel", []string{"Where is my parcel?"})
	}
	if err != nil {
		check.State, check.Found = doctor.Note, "cannot be used, so search keeps its own order: "+err.Error()
		check.Mend = "Check FIRSTLINE_LLM_RERANK_URL, FIRSTLINE_LLM_RERANK_MODEL and FIRSTLINE_LLM_KEY."
	}
	return []doctor.Check{check}
}
