package intent_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/account"
	"github.com/firstlinehq/firstline/internal/bus"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/intent"
	"github.com/firstlinehq/firstline/internal/jobs"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/internal/postgres/pgtest"
	"github.com/firstlinehq/firstline/internal/problem"
)

const shop = `{"text":"where is my parcel","label":"Delivery"}
{"text":"my package has not come","label":"delivery"}
{"text":"when does the courier come","label":"Delivery","lang":"en"}
{"text":"我的快递到哪了","label":"Delivery"}

{"text":"I want my money back","label":"Refund"}
{"text":"refund my order please","label":"Refund"}
{"text":"how do I get a refund","label":"Refund"}
{"text":"我要退款","label":"Refund"}
{"text":"tell me a joke","label":"oos"}
`

type bundle struct {
	t     *testing.T
	db    *postgres.DB
	ws    uuid.UUID
	by    uuid.UUID
	store *intent.Store
	convs *conversation.Store
}

func setup(t *testing.T, embedder llm.Embedder) *bundle {
	t.Helper()
	db := pgtest.New(t)
	client, err := jobs.NewClient(db)
	require.NoError(t, err)
	return &bundle{
		t: t, db: db, ws: pgtest.Workspace(t, db), by: uuid.New(), store: intent.NewStore(db, client, embedder),
		convs: conversation.NewStore(db, bus.NewLocal()),
	}
}

func (b *bundle) in(f func(ctx context.Context, tx *postgres.Tx) error) {
	b.t.Helper()
	require.NoError(b.t, b.try(f))
}

func (b *bundle) try(f func(ctx context.Context, tx *postgres.Tx) error) error {
	return b.db.InWorkspace(b.t.Context(), b.ws, func(tx *postgres.Tx) error { return f(b.t.Context(), tx) })
}

func (b *bundle) load(file string) (done intent.Imported) {
	b.t.Helper()
	b.in(func(ctx context.Context, tx *postgres.Tx) (err error) {
		done, err = b.store.ImportTx(ctx, tx, strings.NewReader(file), b.by)
		return err
	})
	return done
}

// train starts a training, works its job and makes it live.
func (b *bundle) train() (m intent.Model) {
	b.t.Helper()
	var version int
	b.in(func(ctx context.Context, tx *postgres.Tx) (err error) {
		version, err = b.store.TrainTx(ctx, tx, b.by)
		return err
	})
	err := b.work(version)
	b.in(func(ctx context.Context, tx *postgres.Tx) error {
		list, _, err := b.store.ModelsTx(ctx, tx)
		m = list[0]
		return err
	})
	if m.State == intent.Ready {
		require.NoError(b.t, err)
		b.live(version)
	}
	return m
}

func (b *bundle) work(version int) error {
	return b.store.Worker().Work(b.t.Context(), &river.Job[intent.TrainIntents]{
		JobRow: &rivertype.JobRow{Attempt: 3, MaxAttempts: 3}, Args: intent.TrainIntents{Workspace: b.ws, Version: version},
	})
}

func (b *bundle) live(version int) {
	b.t.Helper()
	b.in(func(ctx context.Context, tx *postgres.Tx) error { return b.store.SetLiveTx(ctx, tx, version, b.by) })
}

func (b *bundle) read(text string) (r intent.Reading) {
	b.t.Helper()
	b.in(func(ctx context.Context, tx *postgres.Tx) error {
		reader, err := b.store.ReaderTx(ctx, tx)
		r = reader.Read(ctx, text)
		return err
	})
	return r
}

// says records a visitor message and what it was taken to want.
func (b *bundle) says(text string) intent.Message {
	b.t.Helper()
	_, v, err := account.NewStore(b.db).NewVisitor(b.t.Context(), b.ws, "en", "")
	require.NoError(b.t, err)
	var m intent.Message
	reading := b.read(text)
	b.in(func(ctx context.Context, tx *postgres.Tx) error {
		c, err := b.convs.OpenTx(ctx, tx, v.ID, "en")
		if err != nil {
			return err
		}
		done, err := b.convs.AppendTx(ctx, tx, conversation.Append{
			Conversation: c.ID, Author: conversation.Author{Kind: conversation.ByVisitor, ID: v.ID}, Data: conversation.Message{Text: text},
		})
		if err != nil {
			return err
		}
		m = intent.Message{Conversation: c.ID, Seq: done.Seq}
		return b.store.RecordTx(ctx, tx, m, reading)
	})
	return m
}

func code(t *testing.T, err error) string {
	t.Helper()
	var p *problem.Error
	require.ErrorAs(t, err, &p)
	return p.Code
}

func (b *bundle) list() (list []intent.Intent, outside int) {
	b.t.Helper()
	b.in(func(ctx context.Context, tx *postgres.Tx) (err error) {
		list, outside, err = b.store.ListTx(ctx, tx)
		return err
	})
	return list, outside
}

func TestImportAndExport(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	require.Equal(t, intent.Imported{Added: intent.Added{New: 9}, Intents: 2}, b.load(shop))
	require.Equal(t, intent.Imported{}, b.load(shop), "the same again changes nothing")
	list, outside := b.list()
	require.Equal(t, []string{"Delivery", "Refund"}, []string{list[0].Name, list[1].Name})
	require.Equal(t, 4, list[0].Examples)
	require.Equal(t, 1, outside)

	moved := b.load(`{"text":"tell me a joke","label":"Refund"}`)
	require.Equal(t, 1, moved.Moved, "a text has one label")

	var out strings.Builder
	b.in(func(ctx context.Context, tx *postgres.Tx) error { return b.store.ExportTx(ctx, tx, &out) })
	require.Equal(t, 9, strings.Count(out.String(), "\n"))
	require.Contains(t, out.String(), `{"text":"我要退款","label":"Refund"}`)
	other := setup(t, nil)
	require.Equal(t, 9, other.load(out.String()).New)

	for name, file := range map[string]string{
		"not JSON": shop + "nonsense", "no text": shop + `{"label":"Refund"}`, "no label": shop + `{"text":"x"}`,
		"too long": shop + `{"label":"Refund","text":"` + strings.Repeat("x", 1001) + `"}`,
	} {
		err := b.try(func(ctx context.Context, tx *postgres.Tx) error {
			_, err := b.store.ImportTx(ctx, tx, strings.NewReader(file), b.by)
			return err
		})
		require.Equal(t, "intent_file_line", code(t, err), name)
		var p *problem.Error
		require.ErrorAs(t, err, &p)
		require.Equal(t, "11", p.Params["line"], name)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	save := func(in intent.Intent) (out intent.Intent, err error) {
		err = b.try(func(ctx context.Context, tx *postgres.Tx) error {
			out, err = b.store.SaveTx(ctx, tx, in)
			return err
		})
		return out, err
	}
	first, err := save(intent.Intent{Name: "  Late   parcel ", Skills: []string{"delivery", "", "delivery"}})
	require.NoError(t, err)
	require.Equal(t, "Late parcel", first.Name)
	require.Equal(t, []string{"delivery"}, first.Skills)
	for want, in := range map[string]intent.Intent{
		"intent_name_taken": {Name: "late PARCEL"}, "intent_name": {Name: " "}, "intent_name_reserved": {Name: "OOS"},
		"intent_priority": {Name: "x", Priority: 4}, "intent_not_found": {ID: uuid.New(), Name: "x"},
	} {
		_, err := save(in)
		require.Equal(t, want, code(t, err))
	}
	first.Name = "Very late parcel"
	_, err = save(first)
	require.NoError(t, err)
}

// TestTrainAndRead goes the whole way: examples, training, live messages, a
// rename, a roll-back.
func TestTrainAndRead(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	require.Nil(t, b.read("where is my parcel").Best, "no model is live")
	b.load(shop)
	m := b.train()
	require.Equal(t, intent.Ready, m.State, m.Problem)
	require.Equal(t, 9, m.Examples)
	require.Equal(t, 2, m.Report.Labels)
	require.True(t, m.Kept)

	r := b.read("where is my parcel")
	require.Equal(t, "Delivery", r.Intent.Name)
	require.Nil(t, b.read("ჩემი ამანათი").Intent)

	list, _ := b.list()
	delivery := list[0]
	delivery.Name = "Where is it"
	b.in(func(ctx context.Context, tx *postgres.Tx) error {
		_, err := b.store.SaveTx(ctx, tx, delivery)
		return err
	})
	require.Equal(t, "Where is it", b.read("where is my parcel").Intent.Name)

	second := b.train()
	require.Equal(t, 2, second.Version)
	b.live(1)
	b.in(func(ctx context.Context, tx *postgres.Tx) error {
		_, live, err := b.store.ModelsTx(ctx, tx)
		require.Equal(t, 1, live)
		return err
	})
	b.live(0)
	require.Nil(t, b.read("where is my parcel").Best)
	b.live(2)
	b.in(func(ctx context.Context, tx *postgres.Tx) error { return b.store.DeleteTx(ctx, tx, delivery.ID) })
	require.Nil(t, b.read("where is my parcel").Intent, "what was deleted is not given")
	require.Equal(t, "intent_model_not_found", code(t, b.try(func(ctx context.Context, tx *postgres.Tx) error {
		return b.store.SetLiveTx(ctx, tx, 9, b.by)
	})))
}

func TestTrainingIsRefused(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	start := func() error {
		return b.try(func(ctx context.Context, tx *postgres.Tx) error {
			_, err := b.store.TrainTx(ctx, tx, b.by)
			return err
		})
	}
	require.Equal(t, "intents_too_few", code(t, start()))
	b.load(shop)
	require.NoError(t, start())
	require.Equal(t, "intents_training", code(t, start()), "one at a time")
}

// TestTrainingFails: an endpoint that is down closes the training as failed,
// and the next may begin.
func TestTrainingFails(t *testing.T) {
	t.Parallel()
	embedder := &fakeEmbedder{err: errors.New("down")}
	b := setup(t, embedder)
	b.load(shop)
	m := b.train()
	require.Equal(t, intent.Failed, m.State)
	require.Equal(t, "training_failed", m.Problem)
	require.False(t, m.Kept)

	embedder.err = nil
	m = b.train()
	require.Equal(t, intent.Ready, m.State)
	require.Equal(t, "fake", m.Embedder)
	require.Equal(t, "Delivery", b.read("where is my parcel").Intent.Name)
	embedder.err = errors.New("down")
	require.Equal(t, "Delivery", b.read("where is my parcel").Best.Name, "words alone decide")
}

// TestALostTraining: one whose worker was killed is seen as failed, does not
// bar the next for ever, and cannot end any more.
func TestALostTraining(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.load(shop)
	start := func() (version int, err error) {
		err = b.try(func(ctx context.Context, tx *postgres.Tx) (err error) {
			version, err = b.store.TrainTx(ctx, tx, b.by)
			return err
		})
		return version, err
	}
	age := func(by string) (m intent.Model) {
		b.in(func(ctx context.Context, tx *postgres.Tx) error {
			if _, err := tx.Exec(ctx, `UPDATE intent_models SET started_at = started_at - $1::interval`, by); err != nil {
				return err
			}
			list, _, err := b.store.ModelsTx(ctx, tx)
			m = list[0]
			return err
		})
		return m
	}
	lost, err := start()
	require.NoError(t, err)
	require.Equal(t, intent.Training, age("44 minutes").State)
	_, err = start()
	require.ErrorIs(t, err, intent.ErrTraining)
	m := age("2 minutes")
	require.Equal(t, intent.Failed, m.State)
	require.Equal(t, "training_failed", m.Problem)
	next, err := start()
	require.NoError(t, err)

	require.NoError(t, b.work(lost))
	require.NoError(t, b.work(next))
	b.in(func(ctx context.Context, tx *postgres.Tx) error {
		list, _, err := b.store.ModelsTx(ctx, tx)
		require.Equal(t, []intent.State{intent.Ready, intent.Failed}, []intent.State{list[0].State, list[1].State})
		return err
	})
}

// TestOneTrainingAtATime: while a node trains, another workspace's training
// gives its worker back and keeps its tries.
func TestOneTrainingAtATime(t *testing.T) {
	t.Parallel()
	embedder := &fakeEmbedder{entered: make(chan struct{}), leave: make(chan struct{})}
	b := setup(t, embedder)
	b.load(shop)
	version := 0
	b.in(func(ctx context.Context, tx *postgres.Tx) (err error) {
		if version, err = b.store.TrainTx(ctx, tx, b.by); err != nil {
			return err
		}
		var queue string
		err = tx.QueryRow(ctx, `SELECT queue FROM river.river_job WHERE kind = 'train_intents'`).Scan(&queue)
		require.Equal(t, jobs.Long, queue)
		return err
	})
	done := make(chan error, 1)
	go func() { done <- b.work(version) }()
	<-embedder.entered
	var snooze *river.JobSnoozeError
	require.ErrorAs(t, b.work(version), &snooze)
	close(embedder.leave)
	require.NoError(t, <-done)
}

type fakeEmbedder struct {
	err            error
	entered, leave chan struct{} // to wait at, if any
}

func (f *fakeEmbedder) Embed(_ context.Context, texts []string) ([][]float32, error) {
	if f.entered != nil {
		f.entered <- struct{}{}
		<-f.leave
	}
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = []float32{float32(strings.Count(text, "refund") + strings.Count(text, "退")), float32(strings.Count(text, "par")), 1}
	}
	return out, f.err
}
func (*fakeEmbedder) Model() string   { return "fake" }
func (*fakeEmbedder) Dimensions() int { return 3 }

// TestLiveMessages: what live messages were taken to want is listed, labelled
// from there with personal data masked, and counted.
func TestLiveMessages(t *testing.T) {
	t.Parallel()
	b := setup(t, nil)
	b.load(shop)
	b.train()
	b.says("where is my parcel")
	asked := b.says("my package has not come, write to ada@shop.example")
	b.says("ჩემი ამანათი")
	list, _ := b.list()

	seen := func(f intent.SeenFilter) (out []intent.Seen) {
		b.in(func(ctx context.Context, tx *postgres.Tx) (err error) {
			out, _, err = b.store.SeenTx(ctx, tx, f)
			return err
		})
		return out
	}
	require.Len(t, seen(intent.SeenFilter{}), 3)
	require.Equal(t, "ჩემი ამანათი", seen(intent.SeenFilter{Only: true})[0].Text)
	require.Len(t, seen(intent.SeenFilter{Only: true, Intent: &list[0].ID}), 2)

	b.in(func(ctx context.Context, tx *postgres.Tx) error {
		added, err := b.store.AddMessageTx(ctx, tx, &list[1].ID, asked, b.by)
		require.Equal(t, 1, added.New)
		require.NoError(t, err)
		examples, _, err := b.store.ExamplesTx(ctx, tx, intent.Filter{Words: "has not come, write"})
		require.Len(t, examples, 1)
		require.NotContains(t, examples[0].Text, "ada@shop.example")
		require.Equal(t, asked.Conversation, *examples[0].Conversation)
		return err
	})
	b.in(func(ctx context.Context, tx *postgres.Tx) error {
		counts, err := b.store.CountsTx(ctx, tx, 7)
		require.Len(t, counts, 2)
		for _, c := range counts {
			if c.Intent == nil {
				require.Equal(t, 1, c.Messages)
				continue
			}
			require.Equal(t, 2, c.Messages)
			require.Equal(t, 2, c.Conversations)
		}
		return err
	})
	b.in(func(ctx context.Context, tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM conversations WHERE id = $1`, asked.Conversation)
		require.NoError(t, err)
		examples, _, err := b.store.ExamplesTx(ctx, tx, intent.Filter{Words: "has not come, write"})
		require.Empty(t, examples, "it goes with its conversation")
		return err
	})
}
