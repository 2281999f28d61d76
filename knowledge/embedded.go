package knowledge

import (
	"context"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
)

// Embedded says how far the present model's vectors are, and what they have cost.
type Embedded struct {
	// Passages have a vector.
	Passages int
	// Tokens that were sent for them, about: endpoints count in their own ways.
	// Passages that were published again count each time.
	Tokens int64
	// Micros is what that costs, in millionths of a US dollar, by the price that
	// [WithEmbedPrice] told.
	Micros int64
	// Recall is the part of the ten nearest passages that a search finds, 0 to 1: all of
	// them where it looks at each vector, as measured where it goes by an index.
	Recall float64
}

// WithEmbedPrice tells what the embedder costs, in US dollars a million tokens.
func WithEmbedPrice(dollars float64) Option { return func(l *Library) { l.embedPrice = dollars } }

// Embedded tells of a workspace's vectors; nil without an embedder.
func (l *Library) Embedded(ctx context.Context, ws uuid.UUID) (*Embedded, error) {
	if l.embedder == nil {
		return nil, nil //nolint:nilnil // nothing to tell
	}
	v, err := l.presentVersion(ctx, ws)
	if err != nil {
		return nil, wrap("count vectors", err)
	}
	out := &Embedded{Passages: v.vectors, Recall: 1}
	if v.indexed {
		out.Recall = v.recall
	}
	if v.id == uuid.Nil {
		return out, nil
	}
	err = l.db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT tokens FROM embedding_versions WHERE workspace_id = $1 AND id = $2`, ws, v.id).Scan(&out.Tokens)
	})
	out.Micros = llm.Price{Prompt: l.embedPrice}.Micros(llm.Usage{PromptTokens: int(out.Tokens)})
	return out, wrap("count tokens", err)
}
