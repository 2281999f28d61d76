package eval_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/sentiment"
	"github.com/firstlinehq/firstline/sentiment/eval"
)

const threeClasses = `{"text":"Thank you so much, you are wonderful!","label":"positive","lang":"en"}
{"text":"What are your opening hours?","label":"neutral","lang":"en"}

{"text":"Terrible service, I hate it.","label":"negative","lang":"en"}
{"text":"太差了，垃圾","label":"negative","lang":"zh"}
`

const dialogues = `{"dialogue_id":"a","turn":0,"text":"You people are useless liars!","label":"negative"}
{"dialogue_id":"a","turn":2,"text":"ok","label":"other"}
{"dialogue_id":7,"turn":0,"text":"Where can I find my invoice?","label":"other"}
`

func write(t *testing.T, name, content string) string {
	t.Helper()
	dir := t.TempDir()
	if filepath.Ext(name) == ".gz" {
		var zipped bytes.Buffer
		w := gzip.NewWriter(&zipped)
		_, err := w.Write([]byte(content))
		require.NoError(t, err)
		require.NoError(t, w.Close())
		content = zipped.String()
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
	return dir
}

func TestMood(t *testing.T) {
	t.Parallel()

	t.Run("ThreeClasses", func(t *testing.T) {
		t.Parallel()
		for _, name := range []string{"test.jsonl", "test.jsonl.gz"} {
			r, err := eval.Mood(t.Context(), write(t, name, threeClasses), eval.Options{})
			require.NoError(t, err)
			require.Equal(t, 4, r.N)
			require.InDelta(t, 1, r.Accuracy, 0)
			require.InDelta(t, 1, r.MacroF1, 0)
			require.InDelta(t, 1, r.NegativeF1, 0)
			require.Positive(t, r.MicrosPerMessage)
			require.Nil(t, r.DialogueFigures)
		}
	})

	t.Run("OnlyClassesOfTheFileArePredicted", func(t *testing.T) {
		t.Parallel()
		dir := write(t, "test.jsonl", `{"text":"great, thanks!","label":"positive"}
{"text":"What are your opening hours?","label":"negative"}
{"text":"bad","label":"negative"}`)
		r, err := eval.Mood(t.Context(), dir, eval.Options{})
		require.NoError(t, err)
		require.Equal(t, []sentiment.Label{sentiment.Negative, sentiment.Positive}, r.Classes)
		require.InDelta(t, 1, r.Accuracy, 0)

		r, err = eval.Mood(t.Context(), dir, eval.Options{Classes: []sentiment.Label{"positive", "neutral", "negative"}})
		require.NoError(t, err)
		require.Len(t, r.Classes, 3)
		require.InDelta(t, 2.0/3, r.Accuracy, 1e-9)
	})

	t.Run("Dialogues", func(t *testing.T) {
		t.Parallel()
		r, err := eval.Mood(t.Context(), write(t, "dialogues.jsonl", dialogues), eval.Options{})
		require.NoError(t, err)
		require.Equal(t, 3, r.Turns)
		require.Equal(t, 2, r.Dialogues)
		require.InDelta(t, 1, r.TurnAUROC, 0)
		require.InDelta(t, 1, r.DialogueAUROC, 0)
		require.InDelta(t, 1, r.DialogueBestF1, 0)
		require.Nil(t, r.MessageFigures)
	})
}

func TestMoodNamesFileAndLineOfBadInput(t *testing.T) {
	t.Parallel()
	good := `{"text":"hello","label":"neutral"}` + "\n"
	for name, c := range map[string]struct{ file, content, want string }{
		"not JSON":         {"test.jsonl", good + "{oops", "test.jsonl:2: "},
		"unknown label":    {"test.jsonl", good + good + `{"text":"x","label":"sad"}`, `test.jsonl:3: label "sad"`},
		"no text":          {"test.jsonl", `{"label":"neutral"}`, "test.jsonl:1: text is missing"},
		"not UTF-8":        {"test.jsonl", "{\"text\":\"\xff\",\"label\":\"neutral\"}", "test.jsonl:1: not UTF-8"},
		"nothing in it":    {"test.jsonl", "\n\n", "test.jsonl: no lines"},
		"dialogue label":   {"dialogues.jsonl", `{"dialogue_id":1,"text":"x","label":"neutral"}`, `dialogues.jsonl:1: label "neutral"`},
		"no dialogue":      {"dialogues.jsonl", `{"text":"x","label":"other"}`, "dialogues.jsonl:1: dialogue_id is missing"},
		"zipped, bad line": {"test.jsonl.gz", good + "[]", "test.jsonl.gz:2: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := eval.Mood(t.Context(), write(t, c.file, c.content), eval.Options{})
			require.ErrorContains(t, err, c.want)
		})
	}

	t.Run("not zipped", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, "test.jsonl.gz"), []byte("plain"), 0o600))
		_, err := eval.Mood(t.Context(), dir, eval.Options{})
		require.ErrorContains(t, err, "test.jsonl.gz: unzip")
	})
	t.Run("empty folder", func(t *testing.T) {
		t.Parallel()
		_, err := eval.Mood(t.Context(), t.TempDir(), eval.Options{})
		require.ErrorIs(t, err, eval.ErrNothing)
	})
	t.Run("unknown class", func(t *testing.T) {
		t.Parallel()
		_, err := eval.Mood(t.Context(), write(t, "test.jsonl", good), eval.Options{Classes: []sentiment.Label{"sad"}})
		require.ErrorContains(t, err, `class "sad"`)
	})
}

// Figures of a made-up ranking, worked out by hand.
func TestDialogueFiguresAreRight(t *testing.T) {
	t.Parallel()
	dir := write(t, "dialogues.jsonl", `{"dialogue_id":1,"text":"same words","label":"negative"}
{"dialogue_id":2,"text":"same words","label":"other"}`)
	r, err := eval.Mood(t.Context(), dir, eval.Options{})
	require.NoError(t, err)
	require.InDelta(t, 0.5, r.TurnAUROC, 0, "a tie counts half")
	require.InDelta(t, 2.0/3, r.DialogueBestF1, 1e-9, "both or none")
}

func TestReportAsJSON(t *testing.T) {
	t.Parallel()
	r, err := eval.Mood(t.Context(), write(t, "test.jsonl", threeClasses), eval.Options{})
	require.NoError(t, err)
	var out, table bytes.Buffer
	require.NoError(t, r.WriteJSON(&out))
	var keys map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &keys))
	for _, key := range []string{"n", "accuracy", "macro_f1", "negative_f1", "us_per_message"} {
		require.Contains(t, keys, key)
	}
	require.NotContains(t, keys, "turn_auroc")
	require.NoError(t, r.WriteTable(&table))
	require.Contains(t, table.String(), "macro-F1")
}

// What the development set of dialogues gave when it was written, less a little.
func TestDialoguesHoldTheirLevel(t *testing.T) {
	t.Parallel()

	r, err := eval.Mood(t.Context(), filepath.Join("..", "testdata", "dialogues"), eval.Options{})
	require.NoError(t, err)
	require.Equal(t, 46, r.Dialogues)
	require.GreaterOrEqual(t, r.TurnAUROC, .95)
	require.GreaterOrEqual(t, r.DialogueAUROC, .95)
	require.GreaterOrEqual(t, r.DialogueBestF1, .85)
}

// What the labelled causes gave when they were written, less a little.
func TestCausesHoldTheirLevel(t *testing.T) {
	t.Parallel()

	for _, lang := range []string{"en", "zh"} {
		r, err := eval.Mood(t.Context(), filepath.Join("..", "testdata", "causes_"+lang), eval.Options{})
		require.NoError(t, err)
		require.Greater(t, r.Causes, 120, lang)
		require.GreaterOrEqual(t, r.CauseAccuracy, .75, lang)
		for cause, f := range r.ByCause {
			require.GreaterOrEqual(t, f.Recall, .6, "%s %s", lang, cause)
		}
	}
}

func TestACauseThatNobodyKnowsIsNamed(t *testing.T) {
	t.Parallel()

	_, err := eval.Mood(t.Context(), write(t, "causes.jsonl", `{"text":"late","cause":"weather"}`), eval.Options{})
	require.ErrorContains(t, err, "causes.jsonl:1: ")
	require.ErrorContains(t, err, "weather")
}
