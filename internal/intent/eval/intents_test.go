package eval_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/intent/eval"
)

const trainFile = `{"text":"where is my parcel","label":"delivery","lang":"en"}
{"text":"my package has not come","label":"delivery"}
{"text":"when does the courier come","label":"delivery"}
{"text":"I want my money back","label":"refund"}
{"text":"refund my order please","label":"refund"}

{"text":"how do I get a refund","label":"refund"}
`

func write(t *testing.T, train, test string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "train.jsonl"), []byte(train), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "test.jsonl"), []byte(test), 0o600))
	return dir
}

func TestIntents(t *testing.T) {
	t.Parallel()
	dir := write(t, trainFile, `{"text":"where is my parcel now","label":"delivery"}
{"text":"a refund please","label":"refund"}
{"text":"ჩემი ამანათი","label":"oos"}
`)
	var embedded int
	for _, o := range []eval.Options{{}, {Embed: func(_ context.Context, texts []string) ([][]float32, error) {
		embedded += len(texts)
		out := make([][]float32, len(texts))
		for i, text := range texts {
			out[i] = []float32{float32(strings.Count(text, "refund")), 1}
		}
		return out, nil
	}}} {
		r, err := eval.Intents(t.Context(), dir, o)
		require.NoError(t, err)
		require.Equal(t, 3, r.N)
		require.InDelta(t, 1, r.OOSRecall, 1e-9)
		require.InDelta(t, 1, r.OOSAUROC, 1e-9)
		require.Equal(t, 6, r.Training.Examples)
		var out strings.Builder
		require.NoError(t, r.WriteJSON(&out))
		var keys map[string]any
		require.NoError(t, json.Unmarshal([]byte(out.String()), &keys))
		for _, key := range []string{"n", "in_scope_accuracy", "oos_recall", "oos_precision", "oos_auroc", "overall_accuracy", "macro_f1", "train_ms", "classify_us"} {
			require.Contains(t, keys, key)
		}
		require.NoError(t, r.WriteTable(&out))
	}
	require.Equal(t, 9, embedded)
}

func TestBadLinesAreNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ train, test, want string }{
		"no text":     {trainFile, `{"label":"refund"}`, "test.jsonl:1: text is missing"},
		"no label":    {trainFile + `{"text":"x"}`, `{"text":"a","label":"refund"}`, "train.jsonl:8: label is missing"},
		"not JSON":    {trainFile, "{\"text\":\"a\",\"label\":\"refund\"}\nnonsense", "test.jsonl:2: "},
		"not UTF-8":   {trainFile, "\xff", "test.jsonl:1: not UTF-8"},
		"empty":       {"\n", "x", "train.jsonl: no lines"},
		"only one":    {`{"text":"a","label":"refund"}`, `{"text":"a","label":"refund"}`, "intents_too_few"},
		"no such set": {"", "", ""},
	} {
		dir := write(t, c.train, c.test)
		if name == "no such set" {
			dir, c.want = t.TempDir(), "file does not exist"
		}
		_, err := eval.Intents(t.Context(), dir, eval.Options{})
		require.ErrorContains(t, err, c.want, name)
	}
}
