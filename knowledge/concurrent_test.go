package knowledge_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/knowledge"
)

func TestPublishingAtOnceLosesNothing(t *testing.T) {
	t.Parallel()

	b := setup(t)
	const editors = 6
	var wg sync.WaitGroup
	errs := make([]error, editors)
	for i := range editors {
		wg.Go(func() {
			for round := range 3 {
				d := knowledge.Draft{Title: fmt.Sprintf("Editor %d round %d", i, round), Body: fmt.Sprintf("shared words and unique%dx%d", i, round)}
				a, err := b.lib.CreateArticle(t.Context(), b.ws, d)
				if err == nil {
					_, err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, a.ID, a.Version)
				}
				if err == nil {
					_, err = b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: "shared words"})
				}
				if err != nil {
					errs[i] = err
					return
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	r, err := b.lib.Search(t.Context(), b.ws, knowledge.Query{Text: "shared words", Limit: 50})
	require.NoError(t, err)
	require.Len(t, r.Hits, 3*editors)
	for i := range editors {
		require.Equal(t, fmt.Sprintf("Editor %d round 2", i), b.titles(t, knowledge.Query{Text: fmt.Sprintf("unique%dx2", i), Limit: 1}))
	}
}

func TestTwoEditorsOfOneArticle(t *testing.T) {
	t.Parallel()

	b := setup(t)
	a := b.mustPublish(t, knowledge.Draft{Title: "One", Body: "x"})
	var wg sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		wg.Go(func() {
			d := a.Draft
			d.Body = fmt.Sprint("body ", i)
			_, errs[i] = b.lib.SaveDraft(t.Context(), b.ws, a.ID, a.Version, d)
		})
	}
	wg.Wait()
	saved := 0
	for _, err := range errs {
		if err == nil {
			saved++
			continue
		}
		require.ErrorIs(t, err, knowledge.ErrConflict)
	}
	require.Equal(t, 1, saved, "one save wins, the others are told")
}
