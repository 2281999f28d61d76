package opinion_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/opinion"
	"github.com/firstlinehq/firstline/bot/profile"
	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/egress"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/llm/llmtest"
	"github.com/firstlinehq/firstline/internal/llm/openai"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/sentiment"
)

type bundle struct {
	t             *testing.T
	db            *postgres.DB
	conversations *conversation.Store
	moods         *sentiment.Store
	worker        *opinion.Worker
	ref           conversation.Ref
	visitor       uuid.UUID
}

func setup(t *testing.T, chat llm.Chat) *bundle {
	t.Helper()
	b := &bundle{t: t, db: pgtest.New(t)}
	client, err := jobs.NewClient(b.db)
	require.NoError(t, err)
	b.conversations = conversation.NewStore(b.db, bus.NewLocal())
	b.moods = sentiment.NewStore(sentiment.NewScorer(), b.conversations, sentiment.WithSecondOpinion(opinion.Enqueue(client, chat)))
	b.worker = &opinion.Worker{DB: b.db, Conversations: b.conversations, Moods: b.moods, Chat: chat}
	ws := pgtest.Workspace(t, b.db)
	_, v, err := account.NewStore(b.db).NewVisitor(t.Context(), ws, "en", "")
	require.NoError(t, err)
	b.visitor = v.ID
	b.ref.Workspace = ws
	b.in(func(tx *postgres.Tx) error {
		c, err := b.conversations.OpenTx(t.Context(), tx, v.ID, "en")
		b.ref = c.Ref
		return err
	})
	return b
}

func (b *bundle) in(f func(*postgres.Tx) error) {
	b.t.Helper()
	require.NoError(b.t, b.db.InWorkspace(b.t.Context(), b.ref.Workspace, f))
}

// says gives the message's seq and how many jobs wait for a model.
func (b *bundle) says(text string) (seq int64, jobs int) {
	b.t.Helper()
	b.in(func(tx *postgres.Tx) error {
		done, err := b.conversations.AppendTx(b.t.Context(), tx, conversation.Append{
			Conversation: b.ref.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: b.visitor}, Data: conversation.Message{Text: text},
		})
		if err != nil {
			return err
		}
		seq = done.Seq
		_, err = b.moods.RecordTx(b.t.Context(), tx, b.ref.ID, seq, text)
		return err
	})
	b.in(func(tx *postgres.Tx) error {
		return tx.QueryRow(b.t.Context(), "SELECT count(*) FROM river.river_job WHERE kind = 'ask_mood'").Scan(&jobs)
	})
	return seq, jobs
}

func (b *bundle) work(seq int64) {
	b.t.Helper()
	require.NoError(b.t, b.worker.Work(b.t.Context(), &river.Job[opinion.AskModel]{
		JobRow: &rivertype.JobRow{Attempt: 1, MaxAttempts: 1},
		Args:   opinion.AskModel{Workspace: b.ref.Workspace, Conversation: b.ref.ID, Seq: seq},
	}))
}

func (b *bundle) line() (points []sentiment.Point) {
	b.t.Helper()
	b.in(func(tx *postgres.Tx) (err error) {
		points, err = b.moods.LineTx(b.t.Context(), tx, b.ref.ID)
		return err
	})
	return points
}

func model(t *testing.T, srv *llmtest.Server) llm.Chat {
	t.Helper()
	client := egress.New(egress.Config{Private: []string{srv.Address()}})
	t.Cleanup(client.Close)
	chat, err := openai.NewChat(openai.Config{
		BaseURL: srv.URL(), Key: "sk-test", Model: "m", Transport: client.Transport(),
		Limits: llm.Limits{FirstToken: 2 * time.Second, Gap: 2 * time.Second, Total: 4 * time.Second},
	})
	require.NoError(t, err)
	return chat
}

// unsure is a message of which the built-in scorer cannot tell whether it is an
// attack.
const unsure = "I am tired of this. Write to me at ada@example.com"

const angry = `{"valence": -0.8, "anger": 0.9, "urgency": 0.3, "cause": "product", "confidence": 0.9}`

func TestModelIsAskedOnlyWhereTheScorerIsUnsure(t *testing.T) {
	t.Parallel()

	require.True(t, sentiment.NewScorer().Score(unsure).Unsure())
	srv := llmtest.New(t)
	srv.Chat(llmtest.Say("```json\n" + angry + "\n```"))
	b := setup(t, model(t, srv))
	_, asked := b.says("What does delivery to Germany cost?")
	require.Zero(t, asked)
	seq, asked := b.says(unsure)
	require.Equal(t, 1, asked)
	b.work(seq)
	line := b.line()
	last := line[len(line)-1]
	require.InDelta(t, .9, last.Anger, 1e-6)
	require.NotEqual(t, "builtin", last.By)
	require.Equal(t, "builtin", line[0].By)

	requests := srv.Requests()
	require.Len(t, requests, 1)
	require.Contains(t, requests[0].Messages[1].Content, "I am tired of this")
	require.NotContains(t, requests[0].Messages[1].Content, "ada@example.com")
	b.work(seq)
	require.Equal(t, line, b.line(), "asked twice it changes nothing")
}

func TestNonsenseLeavesTheBuiltInScore(t *testing.T) {
	t.Parallel()

	for name, reply := range map[string]llmtest.Reply{
		"Prose":     llmtest.Say("The visitor is furious."),
		"OutOf":     llmtest.Say(`{"valence": -8, "anger": 0.9, "urgency": 0.3, "cause": "product", "confidence": 0.9}`),
		"Cause":     llmtest.Say(`{"valence": -0.8, "anger": 0.9, "urgency": 0.3, "cause": "weather", "confidence": 0.9}`),
		"Missing":   llmtest.Say(`{"valence": -0.8, "anger": 0.9}`),
		"Extra":     llmtest.Say(angry[:len(angry)-1] + `, "resolve": true}`),
		"Two":       llmtest.Say(angry + angry),
		"Cut":       llmtest.EndWithoutFinish(angry),
		"Truncated": llmtest.Finish(angry, "length"),
		"Down":      llmtest.Status(500, "down"),
		"Garbage":   llmtest.Garbage(),
		"Hangs":     llmtest.HangAfterHeaders(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			srv := llmtest.New(t)
			srv.Chat(reply)
			b := setup(t, model(t, srv))
			seq, _ := b.says(unsure)
			before := b.line()
			b.work(seq)
			require.Equal(t, before, b.line())
		})
	}
}

func TestWorkspaceThatLetsNoModelRead(t *testing.T) {
	t.Parallel()

	srv := llmtest.New(t)
	srv.Chat(llmtest.Say(angry))
	b := setup(t, model(t, srv))
	admin, err := account.NewStore(b.db).CreateMember(t.Context(), b.ref.Workspace, account.NewAgent{
		Email: uuid.NewString() + "@shop.example", Name: "Ada", Password: "long enough for a test",
	}, account.NewMember{Role: account.RoleAdmin})
	require.NoError(t, err)
	b.in(func(tx *postgres.Tx) error {
		p := profile.Default()
		p.UseModel = false
		_, err := profile.PublishTx(t.Context(), tx, admin, p)
		return err
	})
	seq, _ := b.says(unsure)
	b.work(seq)
	require.Empty(t, srv.Requests())
	require.Equal(t, "builtin", b.line()[0].By)

	none := setup(t, nil)
	_, asked := none.says(unsure)
	require.Zero(t, asked, "no model, no job")
}
