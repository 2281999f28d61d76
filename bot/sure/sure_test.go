package sure_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/firstlinehq/firstline/bot/sure"
)

func TestProbability(t *testing.T) {
	t.Parallel()
	good := sure.Signs{
		Retrieval: .95, Margin: .6, Fit: .6, Close: .8, Found: 1, First: 1, Cover: 1, Quote: 1, Unit: .8, Local: 1, Rest: 1, Told: 1,
		Title: .5, Focus: .5, Key: 1, Together: .7, Shown: 1, Terms: .75, Lead: .5, Nearest: 1, Beside: .8, Own: 1, Named: 1, Head: 1, HeadUnit: 1,
		Spelt: 1, SpeltUnit: .8, SpeltTold: 1, SpeltLead: .7, Above: .6, Score: .8,
	}
	bad := sure.Signs{Retrieval: .2, First: 1, Cover: .3, Quote: .3, Told: .2, Lacking: .5, Absent: .5, Unshown: 1, Names: 1, Terms: .75, Nearest: .2, Missed: 1, Unheard: 1, Void: .5}
	require.Greater(t, good.Probability(), 0.9)
	require.Less(t, bad.Probability(), 0.2)
	abroad := good
	abroad.Elsewhere = 1
	require.LessOrEqual(t, abroad.Probability(), good.Probability())
}

// TestFile writes a model and reads it back.
func TestFile(t *testing.T) {
	t.Parallel()
	m := sure.Model{Base: .5, Trees: []sure.Tree{{First: sure.Split{Input: 7, Limit: .25}, Low: sure.Split{Input: 1}, High: sure.Split{Input: 2, Limit: 1}, Leaves: [4]float64{-1, .5, 0, 2}}}}
	var file strings.Builder
	require.NoError(t, m.Write(&file))
	read, err := sure.Read(strings.NewReader(file.String()))
	require.NoError(t, err)
	require.Equal(t, m, read)

	_, err = sure.Read(strings.NewReader("base 0\ncovr 0 cover 0 cover 0 0 0 0 0\n"))
	require.ErrorContains(t, err, `line 2: no sign is called "covr"`)
	_, err = sure.Read(strings.NewReader("cover 0\n"))
	require.ErrorContains(t, err, "line 1")
}

// TestFit lets a model learn a rule that two signs decide.
func TestFit(t *testing.T) {
	t.Parallel()
	draw := rand.New(rand.NewPCG(1, 2))
	var set []sure.Example
	for range 400 {
		s := sure.Signs{Cover: draw.Float64(), Absent: draw.Float64()}
		set = append(set, sure.Example{Signs: s, Right: s.Cover > s.Absent, Weight: 1})
	}
	m := sure.Fit(set)
	require.Equal(t, m, sure.Fit(set), "the same examples give the same model")
	right := 0
	for _, e := range set {
		if (m.Probability(e.Signs) > .5) == e.Right {
			right++
		}
	}
	require.Greater(t, right, 370)
}
