package overlap_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/overlap"
)

type bundle struct {
	lib       *knowledge.Library
	finder    *overlap.Finder
	ws, agent uuid.UUID
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db := pgtest.New(t)
	b := &bundle{lib: knowledge.New(db), ws: pgtest.Workspace(t, db)}
	b.finder = overlap.New(db, b.lib)
	var err error
	b.agent, err = account.NewStore(db).CreateMember(t.Context(), b.ws, account.NewAgent{
		Name: "Agent", Email: "agent@example.com", Password: "correct horse battery",
	}, account.NewMember{Role: account.RoleKnowledge, Capacity: 4})
	require.NoError(t, err)
	return b
}

// publish adds an article that visitors find.
func (b *bundle) publish(t *testing.T, d knowledge.Draft) knowledge.Article {
	t.Helper()
	a, err := b.lib.CreateArticle(t.Context(), b.ws, d)
	require.NoError(t, err)
	a, err = b.lib.Publish(t.Context(), b.ws, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	return a
}

func TestOverlaps(t *testing.T) {
	t.Parallel()

	b := setup(t)
	returns := b.publish(t, knowledge.Draft{
		Title: "Returning an item", Lang: "en",
		Body: "You can return an item within 30 days after delivery.\n\nThe return label costs €4.95.\n\nRefunds reach your bank within 5 working days.",
	})
	b.publish(t, knowledge.Draft{Title: "Wool care", Lang: "en", Body: "Wool is dry-cleaned. Do not wash it above 30 degrees."})
	chinese := b.publish(t, knowledge.Draft{Title: "退货说明", Lang: "zh", Body: "收到商品后 30 天内可以退货。\n\n退货标签的费用是 4.95 欧元。"})
	draft := func(title, lang, body string) []overlap.Overlap {
		a, err := b.lib.CreateArticle(t.Context(), b.ws, knowledge.Draft{Title: title, Body: body, Lang: lang})
		require.NoError(t, err)
		found, err := b.finder.Overlaps(t.Context(), b.ws, a.ID)
		require.NoError(t, err)
		return found
	}
	kinds := func(list []overlap.Overlap, of uuid.UUID) map[overlap.Kind]overlap.Overlap {
		out := map[overlap.Kind]overlap.Overlap{}
		for _, o := range list {
			if o.Article == of {
				out[o.Kind] = o
			}
		}
		return out
	}

	found := kinds(draft("How do I return an item?", "en", "You can return an item within 14 days after delivery. The return label costs €4.95."), returns.ID)
	require.Contains(t, found, overlap.Duplicate)
	require.Contains(t, found, overlap.Contradiction)
	require.Equal(t, "14 days", found[overlap.Contradiction].HereFigure)
	require.Equal(t, "30 days", found[overlap.Contradiction].ThereFigure)

	found = kinds(draft("Sending things back", "en", "You can return an item within a month after delivery if the label is on it. The return label costs €7.50."), returns.ID)
	require.Equal(t, "€7.50", found[overlap.Contradiction].HereFigure)

	all := draft("Return an item", "en", "You can return goods within 60 days after delivery.")
	require.Contains(t, kinds(all, chinese.ID), overlap.Contradiction, "the other language says 30 days: %v", all)

	require.Empty(t, draft("Gift cards", "en", "A gift card is worth 50 euros and valid for 3 years."), "figures of something else contradict nothing")
	for _, o := range draft("Return", "en", "You can return an item within one month after delivery.") {
		require.NotEqual(t, overlap.Contradiction, o.Kind, "the same time in other words: %+v", o)
	}
}
