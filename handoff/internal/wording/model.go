package wording

import (
	"bytes"
	_ "embed"

	"github.com/firstlinehq/firstline/handoff/internal/classifier"
)

// Learned are the labels that the classifier knows, in the order of its weights.
var Learned = []Label{Person, Refusal, Reach, Anger, Abuse, Legal, Safety, Demand, Problem}

//go:embed model.bin.gz
var shipped []byte

var model = func() *classifier.Model {
	m, err := classifier.Read(bytes.NewReader(shipped), len(Learned))
	if err != nil {
		panic(err) // a broken build, not a run-time condition
	}
	return m
}()
