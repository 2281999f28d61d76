package llm

import (
	"context"
	"fmt"
	"math"
)

// Embedder turns texts into vectors that lie close together when the texts
// mean the same.
type Embedder interface {
	// Embed gives one vector a text, in the order of texts, each of Dimensions
	// finite numbers and not all zero. It gives all of them or an error.
	Embed(ctx context.Context, texts []string) ([][]float32, error)
	// Model names endpoint and model: vectors of different models are never
	// compared. It holds no secret.
	Model() string
	// Dimensions is the length of every vector; 0 while it is not known yet.
	Dimensions() int
}

// Reranker orders candidates by how well they answer a query.
type Reranker interface {
	// Rerank gives one score a document, in the order of documents; higher is
	// better, and scores are comparable within one call only.
	Rerank(ctx context.Context, query string, documents []string) ([]float64, error)
}

// CheckVectors reports what is wrong with the vectors that came for n texts.
// dim 0 takes the first vector's length. A bad vector must never enter an
// index: it would be found for everything, or for nothing.
func CheckVectors(vectors [][]float32, n, dim int) error {
	if len(vectors) != n {
		return fmt.Errorf("%d vectors for %d texts", len(vectors), n)
	}
	for i, v := range vectors {
		if dim == 0 {
			dim = len(v)
		}
		if len(v) == 0 || len(v) != dim {
			return fmt.Errorf("vector %d has %d dimensions, want %d", i, len(v), dim)
		}
		var norm float64
		for _, x := range v {
			norm += float64(x) * float64(x)
		}
		if math.IsNaN(norm) || math.IsInf(norm, 0) {
			return fmt.Errorf("vector %d is not finite", i)
		}
		if norm == 0 {
			return fmt.Errorf("vector %d is zero", i)
		}
	}
	return nil
}
