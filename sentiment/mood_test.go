package sentiment_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/sentiment"
)

func TestTone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mood sentiment.Mood
		want sentiment.Tone
	}{
		"nothing said":     {sentiment.Mood{}, sentiment.ToneUsual},
		"a calm visitor":   {sentiment.Mood{Level: sentiment.Even, Anger: 0.1}, sentiment.ToneUsual},
		"a happy visitor":  {sentiment.Mood{Level: sentiment.Happy}, sentiment.ToneUsual},
		"some annoyance":   {sentiment.Mood{Level: sentiment.Even, Anger: 0.3}, sentiment.ToneCaring},
		"upset":            {sentiment.Mood{Level: sentiment.Upset, Anger: 0.2}, sentiment.ToneCaring},
		"angry":            {sentiment.Mood{Level: sentiment.Angry, Anger: 0.8, Peak: 0.8}, sentiment.ToneSoothing},
		"was angry":        {sentiment.Mood{Level: sentiment.Even, Anger: 0.2, Peak: 0.6}, sentiment.ToneCaring},
		"calm once more":   {sentiment.Mood{Level: sentiment.Even, Anger: 0.1, Peak: 0.8}, sentiment.ToneUsual},
		"content in anger": {sentiment.Mood{Level: sentiment.Content, Anger: 0.05, Peak: 0.9}, sentiment.ToneUsual},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, c.mood.Tone())
			require.Equal(t, c.want == sentiment.ToneUsual, c.mood.Tone().Guidance() == "")
		})
	}
}

func TestRecovery(t *testing.T) {
	t.Parallel()
	require.InDelta(t, 1, sentiment.Mood{Peak: 0.1, Anger: 0.1}.Recovery(), 0, "never angry")
	require.InDelta(t, 0, sentiment.Mood{Peak: 0.8, Anger: 0.8}.Recovery(), 0)
	require.InDelta(t, 0.75, sentiment.Mood{Peak: 0.8, Anger: 0.2}.Recovery(), 1e-9)
}

func TestEffects(t *testing.T) {
	t.Parallel()
	line := []sentiment.Point{
		{Seq: 2, Valence: -0.8, Anger: 0.7}, {Seq: 5, Valence: -0.2, Anger: 0.4}, {Seq: 8, Valence: 0.9, Anger: 0},
	}
	got := sentiment.Effects(line, []sentiment.Reply{
		{Seq: 1, By: conversation.ByBot},
		{Seq: 3, By: conversation.ByBot},
		{Seq: 4, By: conversation.ByAgent},
		{Seq: 6, By: conversation.ByAgent},
		{Seq: 9, By: conversation.ByAgent},
	})
	require.Len(t, got, 5)
	require.False(t, got[0].Known, "a greeting before the first word")
	for _, i := range []int{1, 2} {
		require.True(t, got[i].Known)
		require.InDelta(t, 0.6, got[i].Valence, 1e-9)
		require.InDelta(t, -0.3, got[i].Anger, 1e-9)
	}
	require.InDelta(t, 1.1, got[3].Valence, 1e-9)
	require.False(t, got[4].Known, "nothing said since")
	require.Empty(t, sentiment.Effects(nil, nil))
}

func TestChange(t *testing.T) {
	t.Parallel()
	at := func(level sentiment.Level, valence, anger float64) sentiment.Point {
		return sentiment.Point{Valence: valence, Anger: anger, Mood: sentiment.Mood{Level: level}}
	}
	for name, c := range map[string]struct {
		before, after sentiment.Point
		want          sentiment.Change
	}{
		"thanks in a calm talk":       {at(sentiment.Even, -0.1, 0.1), at(sentiment.Content, 0.9, 0), sentiment.NoChange},
		"a question after thanks":     {at(sentiment.Happy, 0.9, 0), at(sentiment.Even, -0.2, 0.2), sentiment.NoChange},
		"a report, then a question":   {at(sentiment.Even, -0.6, 0.35), at(sentiment.Even, 0.1, 0.05), sentiment.NoChange},
		"anger gone":                  {at(sentiment.Angry, -0.9, 0.8), at(sentiment.Upset, 0.3, 0.1), sentiment.Calmer},
		"anger come":                  {at(sentiment.Even, 0.1, 0.1), at(sentiment.Angry, -0.9, 0.7), sentiment.Angrier},
		"trouble ended":               {at(sentiment.Upset, -0.8, 0.2), at(sentiment.Even, 0.4, 0.1), sentiment.Happier},
		"a disappointment":            {at(sentiment.Even, 0.2, 0.1), at(sentiment.Upset, -0.8, 0.3), sentiment.Unhappier},
		"as unhappy as it was before": {at(sentiment.Upset, -0.8, 0.2), at(sentiment.Upset, -0.9, 0.3), sentiment.NoChange},
	} {
		c.before.Seq, c.after.Seq = 1, 3
		e := sentiment.Effects([]sentiment.Point{c.before, c.after}, []sentiment.Reply{{Seq: 2, By: conversation.ByBot}})
		require.Equal(t, c.want, e[0].Change(), name)
	}
}

// TestJoyEndsAnger: whoever is glad is not shown as angry any more; a polite
// line, or thanks for nothing, is no joy.
func TestJoyEndsAnger(t *testing.T) {
	t.Parallel()

	scorer := sentiment.NewScorer()
	after := func(texts ...string) (m sentiment.Mood) {
		for _, text := range texts {
			m = sentiment.Follow(m, scorer.Score(text))
		}
		return m
	}
	for _, c := range []struct {
		angry, said string
		calm        bool
	}{
		{"Are you kidding me?? You are useless liars, this is a scam!!", "Oh thank you so much, that is great!", true},
		{"你们太垃圾了，气死我了，骗子！！", "太好了，谢谢你！", true},
		{"Are you kidding me?? You are useless liars, this is a scam!!", "ok", false},
		{"Are you kidding me?? You are useless liars, this is a scam!!", "Great, thanks for nothing", false},
		{"你们太垃圾了，气死我了，骗子！！", "哦", false},
	} {
		m := after(c.angry, c.angry, c.said)
		require.Equal(t, c.calm, m.Level != sentiment.Angry && m.Level != sentiment.Upset, "%q is %s", c.said, m.Level)
	}
}
