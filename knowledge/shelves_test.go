package knowledge_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
)

// Agents search several shelves at once: public articles and internal ones,
// those for the bot and the others. Whichever was published last, each is found
// with its passage.
func TestSearchOverSeveralShelves(t *testing.T) {
	t.Parallel()

	db := pgtest.New(t)
	ws, lib := pgtest.Workspace(t, db), knowledge.New(db)
	add := func(title string, audience knowledge.Audience, notForBot bool) {
		a, err := lib.CreateArticle(t.Context(), ws, knowledge.Draft{
			Title: title, Body: "The lamp arrived broken: " + title, Lang: "en", Audience: audience, NotForBot: notForBot,
		})
		require.NoError(t, err)
		_, err = lib.Publish(t.Context(), ws, uuid.Nil, a.ID, a.Version)
		require.NoError(t, err)
	}
	add("Limits", knowledge.Internal, false)
	add("Photos", knowledge.Public, true)
	add("Lamp", knowledge.Public, false)
	add("Carrier", knowledge.Internal, true)
	add("Claim", knowledge.Public, false)

	found, err := lib.Search(t.Context(), ws, knowledge.Query{Text: "lamp broken", Lang: "en", Audience: knowledge.Internal, Limit: 10})
	require.NoError(t, err)
	require.Len(t, found.Hits, 5)
	for _, h := range found.Hits {
		require.NotEmpty(t, h.Passages)
		require.Contains(t, h.Passages[0].Text, h.Title)
		require.Positive(t, h.Reasons.Passage, "the words of %s were not read", h.Title)
	}
}

// Who may find an article holds when an editor says so, not when the article is next
// published: the index is asked first, and what holds now last.
func TestWhatIsTakenBackIsFoundNoMore(t *testing.T) {
	t.Parallel()

	b := setup(t)
	a := b.mustPublish(t, knowledge.Draft{Title: "Lamps", Body: "The lamp takes a small bulb."})
	ask := knowledge.Query{Text: "lamp bulb", ForBot: true}
	require.Equal(t, "Lamps", b.titles(t, ask))
	save := func(d knowledge.Draft) {
		var err error
		a, err = b.lib.SaveDraft(t.Context(), b.ws, a.ID, a.Version, d)
		require.NoError(t, err)
	}
	d := a.Draft
	d.NotForBot = true
	save(d)
	require.Empty(t, b.titles(t, ask), "not for the bot")
	require.Equal(t, "Lamps", b.titles(t, knowledge.Query{Text: "lamp bulb"}), "but for people")
	d.Audience = knowledge.Internal
	save(d)
	require.Empty(t, b.titles(t, knowledge.Query{Text: "lamp bulb"}), "for agents alone")
	require.Equal(t, "Lamps", b.titles(t, knowledge.Query{Text: "lamp bulb", Audience: knowledge.Internal}))
}
