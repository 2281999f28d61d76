package eval_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/eval"
	"github.com/firstlinehq/firstline/internal/demo"
	"github.com/firstlinehq/firstline/internal/locale"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/question"
)

// stocked is a workspace with the articles of a set, in one language if lang is
// not empty.
func stocked(t *testing.T, dir, lang string) (b *bot.Bot, ws uuid.UUID, slugs map[uuid.UUID]string) {
	t.Helper()
	db := pgtest.New(t)
	ws = uuid.New()
	require.NoError(t, db.AcrossWorkspaces(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO workspaces (id, slug, name) VALUES ($1, 'asked', 'Asked')`, ws)
		return err
	}))
	set, err := eval.Load(dir)
	require.NoError(t, err)
	articles := set.Articles[:0:0]
	for _, a := range set.Articles {
		if lang == "" || a.Meta.Lang == lang {
			articles = append(articles, a)
		}
	}
	lib := knowledge.New(db)
	slugs, err = eval.Stock(t.Context(), lib, ws, articles)
	require.NoError(t, err)
	return bot.New(bot.Parts{DB: db, Library: lib}), ws, slugs
}

// TestStarters asks what the demo's widget offers: each is answered, from the
// article that it is about. So are nearly all of the plain questions of the set.
func TestStarters(t *testing.T) {
	t.Parallel()
	b, ws, slugs := stocked(t, "../../internal/demo/evalset", "")
	about := map[string]string{
		"Where is my order?": "track-your-order", "我的订单到哪儿了？": "track-your-order",
		"How do I return something?": "return-an-item", "怎么退货？": "return-an-item",
		"My lamp arrived broken": "damaged-on-arrival", "收到的台灯坏了": "damaged-on-arrival",
	}
	set, err := eval.Load("../../internal/demo/evalset")
	require.NoError(t, err)
	plain := slices.DeleteFunc(set.Questions, func(q question.Question) bool { return !strings.Contains(q.ID, "-plain-") })
	r, err := eval.Run(t.Context(), b, ws, slugs, plain)
	require.NoError(t, err)
	require.GreaterOrEqual(t, r.Answerable, 40)
	require.GreaterOrEqual(t, r.RightArticle, 0.93, "what every shop is asked, as plainly as most people put it")
	require.GreaterOrEqual(t, r.RightAnswered, 0.8)
	require.GreaterOrEqual(t, r.Contained, 0.78)

	for lang, list := range demo.Starters() {
		require.Len(t, list, 3)
		for _, q := range list {
			got, err := b.Try(t.Context(), ws, bot.Trial{Question: q, Lang: lang})
			require.NoError(t, err)
			require.Equal(t, bot.Answered, got.Outcome, "%s: %s", q, got.Text)
			require.NotEmpty(t, got.Sources, q)
			require.Equal(t, about[q], slugs[got.Sources[0].ArticleID], q)
		}
	}
}

// TestAcrossLanguages asks for what only articles in the other language hold: they
// are quoted, and the answer says so; what they do not hold is not found.
func TestAcrossLanguages(t *testing.T) {
	t.Parallel()
	for lang, c := range map[string]struct {
		articles string
		asked    map[string]string
		unknown  string
	}{
		"zh": {"en", map[string]string{"怎么注销账户": "close-account", "卡丢了怎么冻结": "lost-card", "Metal 套餐一个月多少钱": "plans-and-fees"}, "你们有房贷吗"},
		"en": {"zh", map[string]string{"How do I close my account?": "close-account", "How much cash can I withdraw per day?": "cash"}, "Do you offer mortgages?"},
	} {
		b, ws, slugs := stocked(t, "../testdata/tern", c.articles)
		for q, slug := range c.asked {
			got, err := b.Try(t.Context(), ws, bot.Trial{Question: q, Lang: lang})
			require.NoError(t, err)
			require.Equal(t, bot.Answered, got.Outcome, "%s: %s", q, got.Text)
			require.True(t, strings.HasPrefix(got.Text, locale.Text(lang, "bot.other_language")), got.Text)
			require.Equal(t, slug, slugs[got.Sources[0].ArticleID], q)
		}
		got, err := b.Try(t.Context(), ws, bot.Trial{Question: c.unknown, Lang: lang})
		require.NoError(t, err)
		require.Equal(t, bot.Missed, got.Outcome, got.Text)
	}
}
