package model_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/sentiment/internal/feature"
	"github.com/firstlinehq/firstline/sentiment/internal/model"
)

func trained() *model.Trained {
	t := &model.Trained{
		Calibration: model.Calibration{MoodScale: 1, CauseScale: 1, AngerScale: 1, UrgencyScale: 1},
		Rows:        make([]float32, feature.Rows*model.Outputs),
	}
	t.Rows[7*model.Outputs+model.Anger] = 2
	t.Rows[9*model.Outputs+model.Anger] = -1
	t.Dense[3][model.Positive] = 0.5
	return t
}

func TestFileKeepsTheWeights(t *testing.T) {
	t.Parallel()
	made := trained().Quantise()
	var file bytes.Buffer
	require.NoError(t, made.Write(&file))
	require.LessOrEqual(t, file.Len(), 8<<20, "the shipped file is at most 8 MB")
	parsed, err := model.Parse(file.Bytes())
	require.NoError(t, err)
	v := &feature.Vector{Rows: []uint32{9, 9, 9, 9}}
	v.Dense[3] = 2
	require.Equal(t, made.Score(v), parsed.Score(v))
	require.InDelta(t, -2, parsed.Score(v)[model.Anger], 0.05, "four of a row, by the root of four")
	require.InDelta(t, 1, parsed.Score(v)[model.Positive], 1e-6)
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	require.NoError(t, trained().Quantise().Write(&file))
	good := file.Bytes()
	other := bytes.Clone(good)
	other[8]++ // the version of the features
	for name, data := range map[string][]byte{
		"nothing": nil, "another version": other, "cut off": good[:len(good)-1], "too long": append(bytes.Clone(good), 0),
		"only a header": good[:28],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := model.Parse(data)
			require.Error(t, err)
		})
	}
}

func TestProbabilities(t *testing.T) {
	t.Parallel()
	c := model.Calibration{MoodScale: 1, CauseScale: 1, AngerScale: 2, AngerBias: -1, UrgencyScale: 1}
	p := c.Probabilities(model.Scores{model.Positive: 1000, model.Anger: 0.5})
	require.InDelta(t, 1, p[model.Positive], 1e-6, "large scores do not overflow")
	require.InDelta(t, 0.5, p[model.Anger], 1e-6)
	require.InDelta(t, 0.2, p[model.CauseWait], 1e-6)
}
