package eval_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/eval"
)

func TestBench(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	r, err := eval.Bench(t.Context(), db, knowledge.New(db), eval.BenchOptions{Chunks: 60, Questions: 5, WordsOnly: true})
	require.NoError(t, err)
	require.Equal(t, 60, r.Chunks)
	require.Equal(t, 20, r.Articles)
	require.Nil(t, r.Vectors)
	for name, figure := range map[string]float64{
		"import": r.ChunksPerSecond, "index": r.IndexPerSecond, "copy": r.ControlCopy, "p50": r.P50, "p95": r.P95, "control": r.ControlP95,
		"publish one": r.Busy.PublishP95, "questions during an import": float64(r.Busy.Questions), "their p95": r.Busy.P95,
	} {
		require.Positive(t, figure, name)
	}
	var table bytes.Buffer
	require.NoError(t, r.WriteTable(&table))
	require.NotContains(t, table.String(), "with vectors")
	require.Contains(t, table.String(), "search during an import")
	require.Contains(t, table.String(), "control: pgvector exact")
}
