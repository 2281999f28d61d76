package rehearsal_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/cmd/firstline/internal/rehearsal"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
)

const set = "../../../../bot/testdata/answers"

// TestSetHoldsItsLevel plays the repository's own conversations.
func TestSetHoldsItsLevel(t *testing.T) {
	t.Parallel()
	scripts, err := rehearsal.Load(t.Context(), filepath.Join(set, "conversations.jsonl"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(scripts), 24)
	r, err := rehearsal.Play(t.Context(), pgtest.New(t), set, scripts, nil)
	require.NoError(t, err)
	var table bytes.Buffer
	require.NoError(t, r.WriteTable(&table))
	t.Log(table.String())

	require.Equal(t, len(scripts), r.N)
	require.GreaterOrEqual(t, r.Recall, .99)
	require.GreaterOrEqual(t, r.Precision, .9)
	require.GreaterOrEqual(t, r.ResolutionRight, .85)
	require.GreaterOrEqual(t, r.Contained, .6)
	require.GreaterOrEqual(t, r.Grounded, .97)
	require.Positive(t, r.Confirmed)
	require.Positive(t, r.Assumed)
	require.Zero(t, r.CostMicros, "no model was asked")

	var out bytes.Buffer
	require.NoError(t, r.WriteJSON(&out))
	var got map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	for _, key := range []string{"n", "confirmed", "assumed", "escalation_precision", "escalation_recall", "grounded", "p50_ms", "p95_ms", "cost_micros"} {
		require.Contains(t, got, key)
	}
}

func TestBadScriptsAreNamed(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"NoSteps":  `{"id":"a","lang":"en","steps":[]}`,
		"Language": `{"id":"a","lang":"fr","steps":[{"say":"x"}]}`,
		"TwoDeeds": `{"id":"a","lang":"en","steps":[{"say":"x","silence":3}]}`,
		"When":     `{"id":"a","lang":"en","steps":[{"say":"x","when":"offered"}]}`,
		"Both":     `{"id":"a","lang":"en","steps":[{"say":"x"}],"person":true,"resolution":"assumed"}`,
		"End":      `{"id":"a","lang":"en","steps":[{"say":"x"}],"resolution":"open"}`,
		"Twice":    `{"id":"b","lang":"en","steps":[{"say":"x"}]}` + "\n" + `{"id":"b","lang":"en","steps":[{"say":"x"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "conversations.jsonl")
			require.NoError(t, os.WriteFile(path, []byte(line+"\n"), 0o600))
			_, err := rehearsal.Load(t.Context(), path)
			require.ErrorContains(t, err, "conversations.jsonl:")
		})
	}
}
