package eval_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/eval"
)

func put(t *testing.T, dir, name, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644))
}

const (
	corpus = `{"doc_id":"a","title":"Returns","text":"Send the parcel back within 30 days.","lang":"en"}
{"doc_id":"b","title":"","text":"## Delivery\n\nThe courier comes between nine and five.","lang":"en"}
{"doc_id":"c","title":"Warranty","text":"Two years on frames.","lang":"en"}
`
	queries = `{"query_id":"1","text":"send parcel back","lang":"en"}
{"query_id":"2","text":"when does the courier come","lang":"en"}
{"query_id":"3","text":"submarine periscope","lang":"en"}
`
	qrels = "query_id\tdoc_id\trelevance\n1\ta\t2\n2\tb\t1\n"
)

func TestRetrieval(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	dir := t.TempDir()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(corpus))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	put(t, dir, "corpus.jsonl.gz", packed.String())
	put(t, dir, "queries.jsonl", queries)
	put(t, dir, "qrels.tsv", qrels)

	r, err := eval.Retrieval(t.Context(), db, knowledge.New(db), dir, eval.Options{})
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, r.WriteJSON(&out))
	var got map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	for key, want := range map[string]float64{"n": 2, "hit1": 1, "hit3": 1, "hit5": 1, "hit50": 1, "mrr10": 1, "ndcg10": 1, "unanswerable": 1, "abstain_auroc": 1} {
		require.InDelta(t, want, got[key], 1e-9, key)
	}
	for _, key := range []string{"p50_ms", "p95_ms", "index_ms"} {
		require.Contains(t, got, key)
	}

	// "courier" is found by what is left of it, "send parcel back" by its short words.
	typos, err := eval.Retrieval(t.Context(), db, knowledge.New(db), dir, eval.Options{Typos: true})
	require.NoError(t, err)
	require.InDelta(t, 1, typos.Hit1, 1e-9)
	out.Reset()
	require.NoError(t, eval.WriteReports(&out, []string{"one", "two"}, []eval.Report{r, typos}))
	require.Contains(t, out.String(), "one  2  1.000")

	var left int
	require.NoError(t, db.AcrossWorkspaces(t.Context(), func(tx *postgres.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM workspaces`).Scan(&left)
	}))
	require.Zero(t, left, "the workspace is removed")
}

func TestRetrievalNamesTheBadLine(t *testing.T) {
	t.Parallel()

	for name, c := range map[string]struct{ file, content, want string }{
		"JSON":    {"corpus.jsonl", corpus + "{\n", "corpus.jsonl:4: "},
		"Twice":   {"queries.jsonl", queries + queries, `queries.jsonl:4: query_id "1" stands twice`},
		"NoID":    {"corpus.jsonl", `{"text":"x"}`, "corpus.jsonl:1: doc_id is missing"},
		"Fields":  {"qrels.tsv", qrels + "1 a 2\n", "qrels.tsv:4: "},
		"Grade":   {"qrels.tsv", qrels + "1\tb\thigh\n", "qrels.tsv:4: relevance"},
		"UTF8":    {"queries.jsonl", "{\"query_id\":\"\xff\"}\n", "queries.jsonl:1: not UTF-8"},
		"Missing": {"", "", "neither corpus.jsonl nor corpus.jsonl.gz"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			dir := t.TempDir()
			if c.file != "" {
				put(t, dir, "corpus.jsonl", corpus)
				put(t, dir, "queries.jsonl", queries)
				put(t, dir, "qrels.tsv", qrels)
				put(t, dir, c.file, c.content)
			}
			_, err := eval.Retrieval(t.Context(), nil, nil, dir, eval.Options{})
			require.ErrorContains(t, err, c.want)
		})
	}
}
