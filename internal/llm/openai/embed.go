package openai

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	api "github.com/sashabaranov/go-openai"

	"github.com/firstlinehq/firstline/internal/llm"
)

// embedBatch is how many texts go into one request; local servers take no
// more at once.
const embedBatch = 64

// embedTime bounds one request for vectors.
const embedTime = 20 * time.Second

// Embedder makes vectors with one model.
type Embedder struct {
	*client
	dim atomic.Int64
}

// NewEmbedder checks cfg; it does not connect. dimensions 0 learns the length
// from the first vectors that come.
func NewEmbedder(cfg Config, dimensions int) (*Embedder, error) {
	if dimensions < 0 {
		return nil, errors.New("embedder: negative dimensions")
	}
	c, err := newClient(cfg)
	if err != nil {
		return nil, err
	}
	e := &Embedder{client: c}
	e.dim.Store(int64(dimensions))
	return e, nil
}

// Model implements [llm.Embedder]: host and model name.
func (e *Embedder) Model() string { return e.host + "/" + e.cfg.Model }

// Dimensions implements [llm.Embedder].
func (e *Embedder) Dimensions() int { return int(e.dim.Load()) }

// Embed implements [llm.Embedder].
func (e *Embedder) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	all := make([][]float32, 0, len(texts))
	for len(texts) > 0 {
		n := min(embedBatch, len(texts))
		part, err := e.batch(ctx, texts[:n])
		if err != nil {
			return nil, err
		}
		all = append(all, part...)
		texts = texts[n:]
	}
	return all, nil
}

func (e *Embedder) batch(ctx context.Context, texts []string) ([][]float32, error) {
	var vectors [][]float32
	for try := 1; ; try++ {
		err := e.attempt(ctx, "embed", func(ctx context.Context, call *Call) (err error) {
			vectors, err = e.ask(ctx, texts, call)
			return err
		})
		if err == nil {
			return vectors, nil
		}
		if try == 2 || !e.pause(ctx, err) {
			return nil, err
		}
	}
}

func (e *Embedder) ask(ctx context.Context, texts []string, call *Call) ([][]float32, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, min(embedTime, e.limits.Total), errTotal)
	defer cancel()
	ctx, note := noteResponse(ctx, false)
	res, err := e.api.CreateEmbeddings(ctx, api.EmbeddingRequestStrings{Input: texts, Model: api.EmbeddingModel(e.cfg.Model)})
	if err != nil {
		return nil, e.failure(ctx, note, err)
	}
	call.Usage.PromptTokens = res.Usage.PromptTokens
	vectors, err := inOrder(res.Data, len(texts))
	if err == nil {
		err = llm.CheckVectors(vectors, len(texts), e.Dimensions())
	}
	if err != nil {
		return nil, &llm.Error{Reason: llm.NotAReply, Endpoint: e.host, Model: e.cfg.Model, Err: err}
	}
	e.dim.CompareAndSwap(0, int64(len(vectors[0])))
	return vectors, nil
}

// inOrder puts each vector at the place of its text: the standard lets them
// come in any order, and each index has to come once.
func inOrder(data []api.Embedding, n int) ([][]float32, error) {
	if len(data) != n {
		return nil, fmt.Errorf("%d vectors for %d texts", len(data), n)
	}
	vectors := make([][]float32, n)
	for _, d := range data {
		if d.Index < 0 || d.Index >= n || vectors[d.Index] != nil {
			return nil, fmt.Errorf("index %d is out of range or came twice", d.Index)
		}
		vectors[d.Index] = d.Embedding
	}
	return vectors, nil
}
