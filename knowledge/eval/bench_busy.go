package eval

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/knowledge"
)

// BusyReport is how reading and writing fare beside each other, in milliseconds.
type BusyReport struct {
	// PublishP50 and PublishP95 are for one article, from the wish to publish it until
	// a search has found it.
	PublishP50 float64 `json:"publish_p50_ms"`
	PublishP95 float64 `json:"publish_p95_ms"`
	// Imported is how many articles an import brought while questions were asked,
	// Questions how many of those there were, P50, P95 and Max how long they took.
	Imported  int     `json:"imported"`
	Questions int     `json:"questions"`
	P50       float64 `json:"p50_ms"`
	P95       float64 `json:"p95_ms"`
	Max       float64 `json:"max_ms"`
}

const (
	publications = 20
	// mostImported is how many articles are imported while questions are asked, unless
	// the library itself is smaller.
	mostImported = 3000
)

// benchBusy publishes single articles into a library, then asks while more are imported.
func benchBusy(ctx context.Context, lib *knowledge.Library, ws uuid.UUID, g *generator, articles []knowledge.Incoming, o BenchOptions) (r BusyReport, err error) {
	o.Progress("publishing %d articles one by one", publications)
	var took []time.Duration
	for i := range publications {
		d, err := publishOne(ctx, lib, ws, g, i)
		if err != nil {
			return r, err
		}
		took = append(took, d)
	}
	r.PublishP50, r.PublishP95 = percentile(took, 0.50), percentile(took, 0.95)

	more := g.articles(min(mostImported, len(articles)))
	for i := range more {
		more[i].Source, more[i].Draft.Slug = fmt.Sprint("more/", i), fmt.Sprint("more-", i)
	}
	o.Progress("asking while %d articles are imported", len(more))
	asked, err := askDuringImport(ctx, lib, ws, more, func() string { return g.question(articles) })
	r.Imported, r.Questions = len(more), len(asked)
	r.P50, r.P95, r.Max = percentile(asked, 0.50), percentile(asked, 0.95), percentile(asked, 1)
	return r, err
}

// publishOne times an article with a word that no other one has.
func publishOne(ctx context.Context, lib *knowledge.Library, ws uuid.UUID, g *generator, i int) (time.Duration, error) {
	word := fmt.Sprint("justpublished", i)
	draft := g.articles(1)[0].Draft
	draft.Slug, draft.Body = word, draft.Body+"\n\n"+word
	a, err := lib.CreateArticle(ctx, ws, draft)
	if err != nil {
		return 0, err
	}
	start := time.Now()
	if a, err = lib.Publish(ctx, ws, uuid.Nil, a.ID, a.Version); err != nil {
		return 0, err
	}
	for {
		found, err := lib.Search(ctx, ws, knowledge.Query{Text: word})
		if err != nil {
			return 0, err
		}
		if len(found.Hits) > 0 && found.Hits[0].ArticleID == a.ID {
			return time.Since(start), nil
		}
	}
}

// askDuringImport asks one question after the other until the import is over.
func askDuringImport(ctx context.Context, lib *knowledge.Library, ws uuid.UUID, more []knowledge.Incoming, question func() string) (took []time.Duration, err error) {
	over := make(chan error, 1)
	go func() {
		var failed error
		err := lib.Import(ctx, ws, more, func(i knowledge.Imported) { failed = errors.Join(failed, i.Err) })
		over <- errors.Join(err, failed)
	}()
	for {
		select {
		case err := <-over:
			return took, err
		default:
		}
		start := time.Now()
		if _, err := lib.Search(ctx, ws, knowledge.Query{Text: question()}); err != nil {
			return took, errors.Join(err, <-over)
		}
		took = append(took, time.Since(start))
	}
}
