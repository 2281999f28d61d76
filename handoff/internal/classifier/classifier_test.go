package classifier_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/handoff/internal/classifier"
)

func TestFeatures(t *testing.T) {
	t.Parallel()

	f := classifier.MessageFeatures("Could a nurse ring me back?")
	require.True(t, slices.IsSorted(f))
	require.Equal(t, f, slices.Compact(slices.Clone(f)))
	require.Less(t, f[len(f)-1], uint32(classifier.Buckets))
	require.Equal(t, f, classifier.MessageFeatures("could a NURSE ring me back ?"), "capitals of a word say nothing")
	require.NotEqual(t, f, classifier.MessageFeatures("could a nurse ring me back"), "its mark does")
	require.Equal(t, classifier.MessageFeatures("请转专员"), classifier.MessageFeatures("請轉專員"))
	both := 0
	for _, x := range classifier.MessageFeatures("could a nuurse ring me back?") {
		if slices.Contains(f, x) {
			both++
		}
	}
	require.Greater(t, both, len(f)/2, "a misspelt word keeps most of its pieces")
}

func TestModelIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()

	m := &classifier.Model{Bias: []float32{-1, .5}, Scale: []float32{.1, .2}, Weights: make([]int8, classifier.Buckets*2)}
	f := classifier.MessageFeatures("a human please")
	m.Weights[int(f[0])*2] = 120
	var file bytes.Buffer
	_, err := m.WriteTo(&file)
	require.NoError(t, err)
	again, err := classifier.Read(bytes.NewReader(file.Bytes()), 2)
	require.NoError(t, err)
	require.Equal(t, m.Score(f), again.Score(f))
	require.Greater(t, again.Score(f)[0], again.Score(nil)[0])

	_, err = classifier.Read(bytes.NewReader(file.Bytes()), 3)
	require.ErrorContains(t, err, "another version")
	_, err = classifier.Read(bytes.NewReader(file.Bytes()[:40]), 2)
	require.Error(t, err)
}
