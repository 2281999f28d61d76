package parting_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/parting"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
)

type bundle struct {
	parting.Parts
	shelf   *parting.Shelf
	ref     conversation.Ref
	visitor uuid.UUID
}

func setup(t *testing.T, lang string) *bundle {
	t.Helper()
	db := pgtest.New(t)
	client, err := jobs.NewClient(db)
	require.NoError(t, err)
	b := &bundle{Parts: parting.Parts{DB: db, Conversations: conversation.NewStore(db, bus.NewLocal()), Library: knowledge.New(db), Jobs: client}}
	b.shelf = parting.New(b.Parts)
	b.ref.Workspace = pgtest.Workspace(t, db)
	_, v, err := account.NewStore(db).NewVisitor(t.Context(), b.ref.Workspace, lang, "")
	require.NoError(t, err)
	b.visitor = v.ID
	b.in(t, func(tx *postgres.Tx) error {
		c, err := b.Conversations.OpenTx(t.Context(), tx, v.ID, lang)
		b.ref.ID = c.ID
		return err
	})
	return b
}

func (b *bundle) in(t *testing.T, f func(*postgres.Tx) error) {
	t.Helper()
	require.NoError(t, b.DB.InWorkspace(t.Context(), b.ref.Workspace, f))
}

func (b *bundle) publish(t *testing.T, d knowledge.Draft) knowledge.Article {
	t.Helper()
	if d.Lang == "" {
		d.Lang = "en"
	}
	if d.Audience == "" {
		d.Audience = knowledge.Public
	}
	a, err := b.Library.CreateArticle(t.Context(), b.ref.Workspace, d)
	require.NoError(t, err)
	a, err = b.Library.Publish(t.Context(), b.ref.Workspace, uuid.Nil, a.ID, a.Version)
	require.NoError(t, err)
	return a
}

func (b *bundle) append(t *testing.T, by conversation.Author, m conversation.Message) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		_, err := b.Conversations.AppendTx(t.Context(), tx, conversation.Append{Conversation: b.ref.ID, Author: by, Data: m})
		return err
	})
}

func (b *bundle) says(t *testing.T, text string) {
	t.Helper()
	b.append(t, conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor}, conversation.Message{Text: text})
}

// end resolves the conversation and works the job; it gives what was shown.
func (b *bundle) end(t *testing.T) []string {
	t.Helper()
	var args parting.SuggestArticles
	b.in(t, func(tx *postgres.Tx) error {
		_, err := b.Conversations.MoveTx(t.Context(), tx, conversation.Move{Conversation: b.ref.ID, To: conversation.StageResolved, By: conversation.System()})
		if err != nil {
			return err
		}
		c, err := b.Conversations.GetTx(t.Context(), tx, b.ref.ID)
		args = parting.SuggestArticles{Workspace: b.ref.Workspace, Conversation: b.ref.ID, Seq: c.LastVisitorSeq}
		return err
	})
	require.NoError(t, b.shelf.Suggest(t.Context(), args))
	require.NoError(t, b.shelf.Suggest(t.Context(), args), "worked twice")
	return b.shown(t)
}

func (b *bundle) shown(t *testing.T) (titles []string) {
	t.Helper()
	b.in(t, func(tx *postgres.Tx) error {
		rows, err := tx.Query(t.Context(), `SELECT a ->> 'title' FROM events, jsonb_array_elements(data -> 'articles') a WHERE kind = 'articles.suggested' ORDER BY seq`)
		if err != nil {
			return err
		}
		for rows.Next() {
			var title string
			if err := rows.Scan(&title); err != nil {
				return err
			}
			titles = append(titles, title)
		}
		return rows.Err()
	})
	return titles
}

func TestSuggest(t *testing.T) {
	t.Parallel()

	t.Run("WhatFitsTheQuestionAndIsNew", func(t *testing.T) {
		t.Parallel()

		b := setup(t, "en")
		cited := b.publish(t, knowledge.Draft{Title: "Washing the cover", Body: "Wash the cover at 30 degrees. The cover dries on the line."})
		fits := b.publish(t, knowledge.Draft{Title: "Drying a washed cover", Body: "After you wash the cover, dry it flat. A wet cover shrinks in the dryer."})
		b.publish(t, knowledge.Draft{Title: "For agents", Body: "How we wash the cover for visitors who complain.", Audience: knowledge.Internal})
		b.publish(t, knowledge.Draft{Title: "Paying by invoice", Body: "Invoices are due within fourteen days."})
		b.says(t, "How do I wash the cover?")
		b.append(t, conversation.Bot(), conversation.Message{Text: "At 30 degrees. [1]", Sources: []conversation.Source{{Number: 1, ArticleID: cited.ID, Title: "Washing the cover"}}})
		b.says(t, "ok thanks")
		require.Equal(t, []string{"Drying a washed cover"}, b.end(t))
		counts, err := b.Library.Outcomes(t.Context(), b.ref.Workspace, fits.ID)
		require.NoError(t, err)
		require.Equal(t, 1, counts[fits.ID][knowledge.Shown], "counted once")
	})

	t.Run("InTheVisitorsLanguage", func(t *testing.T) {
		t.Parallel()

		b := setup(t, "zh")
		b.publish(t, knowledge.Draft{Title: "沙发套清洗", Body: "沙发套可以用三十度的水清洗，清洗后平铺晾干。", Lang: "zh"})
		b.publish(t, knowledge.Draft{Title: "Washing the cover 沙发套", Body: "沙发套 清洗: wash the cover at 30 degrees."})
		b.says(t, "沙发套怎么清洗？")
		require.Equal(t, []string{"沙发套清洗"}, b.end(t))
	})

	t.Run("NothingWhereNothingFitsOrItGoesOn", func(t *testing.T) {
		t.Parallel()

		b := setup(t, "en")
		b.publish(t, knowledge.Draft{Title: "Washing the cover", Body: "Wash the cover at 30 degrees."})
		b.says(t, "My neighbour's parrot speaks Portuguese")
		require.Empty(t, b.end(t))

		b.in(t, func(tx *postgres.Tx) error {
			_, err := b.Conversations.MoveTx(t.Context(), tx, conversation.Move{Conversation: b.ref.ID, To: conversation.StageBot, By: conversation.System()})
			return err
		})
		b.says(t, "How do I wash the cover?")
		require.NoError(t, b.shelf.Suggest(t.Context(), parting.SuggestArticles{Workspace: b.ref.Workspace, Conversation: b.ref.ID, Seq: 1}))
		require.Empty(t, b.shown(t), "reopened")
	})
}
