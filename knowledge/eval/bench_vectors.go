package eval

import (
	"context"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
)

// VectorReport is how fast and how complete search by vectors is.
type VectorReport struct {
	// P50 and P95 are for a whole search, words and vectors, in milliseconds. The
	// question's vector is at hand: what an endpoint takes for it is its own.
	P50 float64 `json:"p50_ms"`
	P95 float64 `json:"p95_ms"`
	// Recall10 is the part of the ten nearest passages that the index finds.
	Recall10 float64 `json:"recall10"`
	// EmbedPerSecond is the pace of storing vectors and indexing them.
	EmbedPerSecond float64 `json:"embed_chunks_per_second"`
}

// benchVectors measures search with vectors of a made-up model over articles that
// are published.
func benchVectors(ctx context.Context, db *postgres.DB, ws uuid.UUID, g *generator, articles []knowledge.Incoming, o BenchOptions) (r VectorReport, err error) {
	lib := knowledge.New(db, knowledge.WithEmbedder(g.embedder()))
	start := time.Now()
	if err := lib.EmbedAll(ctx, ws); err != nil {
		return r, err
	}
	r.EmbedPerSecond = float64(len(articles)*passagesEach) / time.Since(start).Seconds()
	o.Progress("asking %d questions by words and vectors", o.Questions)
	took, found, wanted := []time.Duration{}, 0, 0
	for i := range o.Questions + warmUp {
		q := knowledge.Query{Text: g.question(articles)}
		start := time.Now()
		if _, err := lib.Search(ctx, ws, q); err != nil {
			return r, err
		}
		if i >= warmUp {
			took = append(took, time.Since(start))
		}
		if i%4 != 0 {
			continue // an exact scan of many vectors takes its time
		}
		hits, of, err := compare(ctx, lib, ws, q)
		if err != nil {
			return r, err
		}
		found, wanted = found+hits, wanted+of
	}
	r.P50, r.P95 = percentile(took, 0.50), percentile(took, 0.95)
	r.Recall10 = float64(found) / float64(max(1, wanted))
	return r, nil
}

// compare counts how many of the ten nearest passages the index finds.
func compare(ctx context.Context, lib *knowledge.Library, ws uuid.UUID, q knowledge.Query) (found, wanted int, err error) {
	exact, err := lib.Nearest(ctx, ws, q, 10, true)
	if err != nil {
		return 0, 0, err
	}
	near, err := lib.Nearest(ctx, ws, q, 10, false)
	if err != nil {
		return 0, 0, err
	}
	has := map[string]bool{}
	for _, n := range near {
		has[n] = true
	}
	for _, e := range exact {
		if has[e] {
			found++
		}
	}
	return found, len(exact), nil
}

const (
	// benchDimensions is the length of the made-up vectors.
	benchDimensions = 256
	// benchThemes is in how many directions they vary for the most part. Vectors of
	// models for sentences vary in a few dozen; where they vary in all, everything is
	// equally far from everything, and no index of neighbours finds the nearest.
	benchThemes = 48
	// themesEach is how many themes a word has a part of, ownPart what it has of its own
	// beside them.
	themesEach = 3
	ownPart    = 0.3
)

// madeUp is a model that gives every word a place among themes and a text the sum of
// its words', the common ones counting less: texts that share rare words are near.
type madeUp struct {
	weights map[string]float32
	words   map[string][]float32
	themes  [][]float32
}

func (g *generator) embedder() *madeUp {
	m := &madeUp{weights: map[string]float32{}, words: map[string][]float32{}}
	for _, list := range [][]string{g.english, g.chinese} {
		for i, w := range list {
			m.weights[w] = min(1, float32(i+1)/500)
		}
	}
	random := rand.New(rand.NewPCG(5, 5))
	for range benchThemes {
		m.themes = append(m.themes, randomDirection(random, 1))
	}
	return m
}

// Model implements llm.Embedder.
func (*madeUp) Model() string { return "bench/made-up" }

// Dimensions implements llm.Embedder.
func (*madeUp) Dimensions() int { return benchDimensions }

// Embed implements llm.Embedder.
func (m *madeUp) Embed(_ context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = make([]float32, benchDimensions)
		out[i][0] = 1e-3 // never zero
		for _, w := range madeUpWords(text) {
			weight, ok := m.weights[w]
			if !ok {
				continue
			}
			for d, x := range m.direction(w) {
				out[i][d] += weight * x
			}
		}
	}
	return out, nil
}

func (m *madeUp) direction(word string) []float32 {
	v := m.words[word]
	if v == nil {
		h := fnv.New64a()
		_, _ = h.Write([]byte(word))
		random := rand.New(rand.NewPCG(h.Sum64(), 7))
		v = randomDirection(random, ownPart)
		for range themesEach {
			part := float32(random.NormFloat64())
			for d, x := range m.themes[random.IntN(benchThemes)] {
				v[d] += part * x
			}
		}
		m.words[word] = v
	}
	return v
}

func randomDirection(random *rand.Rand, length float64) []float32 {
	v := make([]float32, benchDimensions)
	for d := range v {
		v[d] = float32(length * random.NormFloat64())
	}
	return v
}

// madeUpWords cuts a text at spaces, and Chinese at every place of two characters.
func madeUpWords(text string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '.' || r == '#' || r == '>' }) {
		if w[0] < utf8.RuneSelf {
			out = append(out, w)
			continue
		}
		runes := []rune(w)
		for i := 0; i+2 <= len(runes); i++ {
			out = append(out, string(runes[i:i+2]))
		}
	}
	return out
}
