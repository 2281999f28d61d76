package knowledge

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/firstlinehq/firstline/knowledge/rank"
)

const (
	// rerankPool is how many articles the model orders: enough that what it moves
	// up was nearly always found, few enough for its time.
	rerankPool = 20
	// rerankTimeout bounds how long a search waits for it. What is ranked here is
	// given instead, so nobody waits for a slow model.
	rerankTimeout = time.Second
)

// wide is a question that finds enough for the model to order.
func (l *Library) wide(q Query) Query {
	if l.reranker != nil {
		q.Limit = max(q.Limit, rerankPool)
	}
	return q
}

// rerank has a model order the hits by their best passage, outside of any
// transaction, and keeps limit of them. Without a model, or when it fails or is
// late, the order stays as it is.
func (s *search) rerank(ctx context.Context, r Results, limit int) Results {
	if s.lib.reranker != nil && len(r.Hits) > 1 {
		ctx, cancel := context.WithTimeout(ctx, rerankTimeout)
		defer cancel()
		n := min(rerankPool, len(r.Hits))
		scores, err := s.lib.reranker.Rerank(ctx, s.q.Text, rerankTexts(r.Hits[:n]))
		if err == nil && len(scores) == n {
			for i := range n {
				r.Hits[i].Reasons.Rerank = &scores[i]
			}
			slices.SortStableFunc(r.Hits[:n], func(a, b Hit) int { return cmp.Compare(*b.Reasons.Rerank, *a.Reasons.Rerank) })
			r.Confidence = s.confidenceOf(r.Hits[0])
		}
	}
	r.Hits = r.Hits[:min(limit, len(r.Hits))]
	return r
}

func rerankTexts(hits []Hit) []string {
	out := make([]string, len(hits))
	for i, h := range hits {
		p := h.Passages[0]
		out[i] = embeddedText(h.Title, p.Path, p.Text)
	}
	return out
}

// confidenceOf is that of the candidate a hit was made from: a model's scores have
// no scale of their own.
func (s *search) confidenceOf(h Hit) float64 {
	for _, c := range s.found {
		if c.article == h.ArticleID {
			return rank.Confidence(c.Candidate)
		}
	}
	return 0
}
