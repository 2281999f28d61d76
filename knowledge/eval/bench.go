package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
)

// BenchOptions say how large a measurement is.
type BenchOptions struct {
	// Chunks is how many passages are searched; 0 means 10,000.
	Chunks int
	// Questions is how many are asked; 0 means 500.
	Questions int
	// WordsOnly leaves vectors out, whose index takes minutes to build when they are
	// hundreds of thousands.
	WordsOnly bool
	// Progress is told what goes on, for people; nil for silence.
	Progress func(format string, args ...any)
}

// BenchReport is how fast search is, in milliseconds, beside a control that
// depends on the machine alone.
type BenchReport struct {
	Chunks    int     `json:"chunks"`
	Articles  int     `json:"articles"`
	Questions int     `json:"questions"`
	P50       float64 `json:"p50_ms"`
	P95       float64 `json:"p95_ms"`
	P99       float64 `json:"p99_ms"`
	// ChunksPerSecond is the pace of importing and publishing.
	ChunksPerSecond float64 `json:"chunks_per_second"`
	// IndexPerSecond is the pace of building the search index of articles that are
	// published already.
	IndexPerSecond float64 `json:"index_chunks_per_second"`
	// ControlCopy is the pace of a bare COPY of as many passages into a table without
	// an index, in the same minute.
	ControlCopy float64 `json:"control_copy_chunks_per_second"`
	// Vectors is the same with vectors of a made-up model beside the words; nil where
	// they are left out.
	Vectors *VectorReport `json:"vectors,omitempty"`
	// Busy is about publishing and importing while people search.
	Busy BusyReport `json:"busy"`
	// ControlP50 and ControlP95 are for an exact nearest-neighbour query of pgvector
	// over as many vectors of 256 dimensions, in the same minute.
	ControlP50 float64 `json:"control_p50_ms"`
	ControlP95 float64 `json:"control_p95_ms"`
}

// WriteJSON prints the report as one JSON object.
func (r BenchReport) WriteJSON(w io.Writer) error { return json.NewEncoder(w).Encode(r) }

// WriteTable prints the report for people.
func (r BenchReport) WriteTable(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%d passages in %d articles\nimport and publish                %.0f passages/s\nbuild the index                   %.0f passages/s\n"+
		"control: COPY of the passages      %.0f passages/s\nsearch p50 / p95 / p99            %.1f / %.1f / %.1f ms over %d questions\n",
		r.Chunks, r.Articles, r.ChunksPerSecond, r.IndexPerSecond, r.ControlCopy, r.P50, r.P95, r.P99, r.Questions)
	if v := r.Vectors; err == nil && v != nil {
		_, err = fmt.Fprintf(w, "with vectors p50 / p95            %.1f / %.1f ms, recall@10 of the index %.3f, stored at %.0f passages/s\n",
			v.P50, v.P95, v.Recall10, v.EmbedPerSecond)
	}
	if err == nil {
		b := r.Busy
		_, err = fmt.Fprintf(w, "publish one, until found p50 / p95 %.0f / %.0f ms\nsearch during an import p50 / p95 / max %.1f / %.1f / %.1f ms over %d questions, %d articles\n",
			b.PublishP50, b.PublishP95, b.P50, b.P95, b.Max, b.Questions, b.Imported)
	}
	if err == nil {
		_, err = fmt.Fprintf(w, "control: pgvector exact p50 / p95  %.1f / %.1f ms\n", r.ControlP50, r.ControlP95)
	}
	return err
}

// Bench measures search over made-up articles, three in four English and the
// rest Chinese, whose words are as unevenly frequent as in real text. The
// workspace is removed afterwards.
func Bench(ctx context.Context, db *postgres.DB, lib *knowledge.Library, o BenchOptions) (r BenchReport, err error) {
	if o.Progress == nil {
		o.Progress = func(string, ...any) {}
	}
	if o.Chunks == 0 {
		o.Chunks = 10_000
	}
	if o.Questions == 0 {
		o.Questions = 500
	}
	ws, remove, err := scratch(ctx, db)
	if err != nil {
		return r, fmt.Errorf("make a workspace: %w", err)
	}
	defer func() { err = errors.Join(err, remove()) }()

	g := newGenerator()
	o.Progress("publishing %d passages", o.Chunks)
	articles := g.articles(o.Chunks / passagesEach)
	start := time.Now()
	err = lib.Import(ctx, ws, articles, func(i knowledge.Imported) { err = errors.Join(err, i.Err) })
	if err != nil {
		return r, err
	}
	r = BenchReport{
		Chunks: len(articles) * passagesEach, Articles: len(articles), Questions: o.Questions,
		ChunksPerSecond: float64(len(articles)*passagesEach) / time.Since(start).Seconds(),
	}
	if r.IndexPerSecond, err = rebuildPace(ctx, db, lib, ws, r.Chunks); err != nil {
		return r, err
	}
	if r.ControlCopy, err = copyPace(ctx, db, articles); err != nil {
		return r, err
	}
	o.Progress("asking %d questions", o.Questions)
	var took []time.Duration
	for i := range o.Questions + warmUp {
		text := g.question(articles)
		start := time.Now()
		if _, err := lib.Search(ctx, ws, knowledge.Query{Text: text}); err != nil {
			return r, err
		}
		if i >= warmUp {
			took = append(took, time.Since(start))
		}
	}
	r.P50, r.P95, r.P99 = percentile(took, 0.50), percentile(took, 0.95), percentile(took, 0.99)
	if !o.WordsOnly {
		v, err := benchVectors(ctx, db, ws, g, articles, o)
		if err != nil {
			return r, err
		}
		r.Vectors = &v
	}
	if r.Busy, err = benchBusy(ctx, lib, ws, g, articles, o); err != nil {
		return r, err
	}
	o.Progress("asking pgvector alone")
	control, err := control(ctx, db, r.Chunks)
	r.ControlP50, r.ControlP95 = percentile(control, 0.50), percentile(control, 0.95)
	return r, err
}

// rebuildPace has the index built anew, as after an upgrade that changed it, and
// gives passages a second.
func rebuildPace(ctx context.Context, db *postgres.DB, lib *knowledge.Library, ws uuid.UUID, chunks int) (float64, error) {
	err := db.InWorkspace(ctx, ws, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE index_heads SET format = 0 WHERE workspace_id = $1`, ws)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("make the index an old one: %w", err)
	}
	start := time.Now()
	_, err = lib.RebuildIndex(ctx, ws)
	return float64(chunks) / time.Since(start).Seconds(), err
}

// copyPace writes the bodies of articles by COPY and gives passages a second.
func copyPace(ctx context.Context, db *postgres.DB, articles []knowledge.Incoming) (pace float64, err error) {
	err = db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(ctx, `CREATE TEMP TABLE copied (i int, body text) ON COMMIT DROP`); err != nil {
			return err
		}
		start := time.Now()
		n, err := tx.CopyFrom(ctx, pgx.Identifier{"copied"}, []string{"i", "body"}, pgx.CopyFromSlice(len(articles), func(i int) ([]any, error) {
			return []any{i, articles[i].Draft.Body}, nil
		}))
		pace = float64(n) * passagesEach / time.Since(start).Seconds()
		return err
	})
	return pace, err
}

const (
	warmUp       = 20
	passagesEach = 3
)

// control times exact nearest-neighbour queries over n random vectors.
func control(ctx context.Context, db *postgres.DB, n int) (took []time.Duration, err error) {
	err = db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `SET LOCAL statement_timeout = '10min'`)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			CREATE TEMP TABLE control ON COMMIT DROP AS
			SELECT i, v.numbers::halfvec(256) AS vector FROM generate_series(1, $1::int) i
			CROSS JOIN LATERAL (SELECT array_agg(random() - 0.5) AS numbers FROM generate_series(1, 256) WHERE i > 0) v`, n)
		if err != nil {
			return err
		}
		for i := range 60 {
			start := time.Now()
			_, err := tx.Exec(ctx, `SELECT i FROM control ORDER BY vector <=> (SELECT vector FROM control WHERE i = $1) LIMIT 10`, 1+i*7%n)
			if err != nil {
				return err
			}
			if i >= 10 {
				took = append(took, time.Since(start))
			}
		}
		return nil
	})
	return took, err
}

// generator makes texts of words that are frequent as in real ones: the n-th
// word about 1/n as often as the first (Zipf).
type generator struct {
	random  *rand.Rand
	english []string
	chinese []string
	rank    *rand.Zipf
}

func newGenerator() *generator {
	random := rand.New(rand.NewPCG(1, 2))
	g := &generator{random: random, rank: rand.NewZipf(random, 1.1, 8, 19_999)}
	syllables := strings.Fields("ba co de fi gu ka le mi no pa ra se ti vo wa zen lor tan mer sil dor pel rin vas")
	seen := map[string]bool{}
	for len(g.english) < 20_000 {
		word := ""
		for range 2 + random.IntN(3) {
			word += syllables[random.IntN(len(syllables))]
		}
		if !seen[word] {
			seen[word] = true
			g.english = append(g.english, word)
		}
	}
	// Characters are as uneven as words: a few hundred make most of any text.
	character := rand.NewZipf(random, 1.1, 30, 2999)
	for range 20_000 {
		g.chinese = append(g.chinese, string(rune(0x4E00+character.Uint64()))+string(rune(0x4E00+character.Uint64())))
	}
	return g
}

func (g *generator) words(chinese bool, n int) string {
	from, between := g.english, " "
	if chinese {
		from, between = g.chinese, ""
	}
	out := make([]string, n)
	for i := range out {
		out[i] = from[g.rank.Uint64()]
	}
	return strings.Join(out, between)
}

func (g *generator) articles(n int) []knowledge.Incoming {
	out := make([]knowledge.Incoming, n)
	for i := range out {
		chinese := i%4 == 3
		var body strings.Builder
		for range passagesEach {
			fmt.Fprintf(&body, "## %s\n\n%s.\n\n", g.words(chinese, 4), g.words(chinese, 90+g.random.IntN(60)))
		}
		lang := map[bool]string{true: "zh", false: "en"}[chinese]
		out[i] = knowledge.Incoming{
			Source: fmt.Sprint("made-up/", i), Hash: []byte{1},
			Draft: knowledge.Draft{Title: g.words(chinese, 4), Body: body.String(), Lang: lang, Slug: fmt.Sprint("made-up-", i)},
		}
	}
	return out
}

// question asks for a run of words of some article, one in three misspelled.
func (g *generator) question(articles []knowledge.Incoming) string {
	a := articles[g.random.IntN(len(articles))]
	if a.Draft.Lang == "zh" {
		text := []rune(a.Draft.Body)
		at := g.random.IntN(len(text) - 20)
		return "请问" + string(text[at:at+6+g.random.IntN(8)]) + "怎么办"
	}
	words := strings.Fields(a.Draft.Body)
	at := g.random.IntN(len(words) - 10)
	picked := append([]string{}, words[at:at+4+g.random.IntN(5)]...)
	if g.random.IntN(3) == 0 {
		k := g.random.IntN(len(picked))
		if w := picked[k]; len(w) > 4 {
			cut := int(math.Max(1, float64(g.random.IntN(len(w)-1))))
			picked[k] = w[:cut] + w[cut+1:]
		}
	}
	return "how do I " + strings.Join(picked, " ")
}
