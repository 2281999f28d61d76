package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/sentiment/internal/model"
)

func TestCorpus(t *testing.T) {
	t.Parallel()
	set, err := loadCorpus("corpus")
	require.NoError(t, err)
	byLang := map[string]int{}
	for _, e := range set {
		byLang[e.lang]++
	}
	require.Greater(t, byLang["en"], 1500)
	require.Greater(t, byLang["zh"], 1500)
}

func TestCorpusErrorsNameTheLine(t *testing.T) {
	t.Parallel()
	const good = `{"text":"fine","lang":"en","label":"positive","anger":0,"urgency":0,"cause":"none"}` + "\n"
	for name, line := range map[string]string{
		"not JSON":       `{`,
		"no text":        `{"text":" ","label":"neutral","cause":"none"}`,
		"unknown label":  `{"text":"x","label":"sad","cause":"none"}`,
		"unknown cause":  `{"text":"x","label":"neutral","cause":"weather"}`,
		"anger above 1":  `{"text":"x","label":"neutral","cause":"none","anger":2}`,
		"odd only":       `{"text":"x","cause":"none","only":"mood"}`,
		"more than only": `{"text":"x","cause":"none","only":"cause","anger":0.5}`,
		"said before":    good,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "en.jsonl"), []byte(good+line), 0o600))
			_, err := loadCorpus(dir)
			require.ErrorContains(t, err, "en.jsonl:2: ")
		})
	}
}

// Lines that teach only the cause leave the other heads as they are.
func TestCauseLinesTeachOnlyTheCause(t *testing.T) {
	t.Parallel()
	all, err := loadCorpus("corpus")
	require.NoError(t, err)
	var with, without []example
	for i := 0; i < len(all); i += 40 {
		with = append(with, all[i])
		if all[i].mood != 0 {
			without = append(without, all[i])
		}
	}
	require.Less(t, len(without), len(with))
	a, b := fit(with), fit(without)
	for i := range a.Dense {
		require.Equal(t, b.Dense[i][:model.CauseNone], a.Dense[i][:model.CauseNone])
	}
	require.NotEqual(t, b.Dense, a.Dense)
}

// The shipped file must be one that anybody can make again.
func TestTrainingIsRepeatable(t *testing.T) {
	t.Parallel()
	all, err := loadCorpus("corpus")
	require.NoError(t, err)
	var set []example
	for i := 0; i < len(all); i += 40 {
		set = append(set, all[i])
	}
	balance(set)
	once, again := fit(set), fit(set)
	require.Equal(t, once, again)
}
