package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/internal/llm"
)

// rerankTime bounds a call: ranking that comes later than this is worth less
// than the order there is already.
const rerankTime = 3 * time.Second

// Reranker asks a "/rerank" endpoint, which several servers share though the
// standard has none.
type Reranker struct{ *client }

// NewReranker checks cfg; it does not connect.
func NewReranker(cfg Config) (*Reranker, error) {
	c, err := newClient(cfg)
	if err != nil {
		return nil, err
	}
	return &Reranker{c}, nil
}

type rerankRequest struct {
	Model     string   `json:"model"`
	Query     string   `json:"query"`
	Documents []string `json:"documents"`
}

type rerankResponse struct {
	Results []struct {
		Index int     `json:"index"`
		Score float64 `json:"relevance_score"`
	} `json:"results"`
}

// Rerank implements [llm.Reranker].
func (r *Reranker) Rerank(ctx context.Context, query string, documents []string) ([]float64, error) {
	body, err := json.Marshal(rerankRequest{Model: r.cfg.Model, Query: query, Documents: documents})
	if err != nil {
		return nil, fmt.Errorf("encode rerank request: %w", err)
	}
	var scores []float64
	err = r.attempt(ctx, "rerank", func(ctx context.Context, _ *Call) (err error) {
		scores, err = r.ask(ctx, body, len(documents))
		return err
	})
	return scores, err
}

func (r *Reranker) ask(ctx context.Context, body []byte, n int) ([]float64, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, min(rerankTime, r.limits.Total), errTotal)
	defer cancel()
	ctx, note := noteResponse(ctx, false)
	url := strings.TrimRight(r.cfg.BaseURL, "/") + "/rerank"
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, r.failure(ctx, note, err)
	}
	req.Header.Set("Content-Type", "application/json")
	if r.cfg.Key != "" {
		req.Header.Set("Authorization", "Bearer "+r.cfg.Key)
	}
	res, err := r.http.Do(req)
	if err != nil {
		return nil, r.failure(ctx, note, err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, r.failure(ctx, note, fmt.Errorf("status %d", res.StatusCode))
	}
	var out rerankResponse
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		return nil, r.failure(ctx, note, err)
	}
	scores, err := out.inOrder(n)
	if err != nil {
		return nil, &llm.Error{Reason: llm.NotAReply, Endpoint: r.host, Model: r.cfg.Model, Err: err}
	}
	return scores, nil
}

func (out rerankResponse) inOrder(n int) ([]float64, error) {
	scores, seen := make([]float64, n), make([]bool, n)
	if len(out.Results) != n {
		return nil, fmt.Errorf("%d scores for %d documents", len(out.Results), n)
	}
	for _, s := range out.Results {
		if s.Index < 0 || s.Index >= n || seen[s.Index] || math.IsNaN(s.Score) || math.IsInf(s.Score, 0) {
			return nil, fmt.Errorf("score at index %d cannot be used", s.Index)
		}
		scores[s.Index], seen[s.Index] = s.Score, true
	}
	return scores, nil
}
