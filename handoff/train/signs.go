package main

import (
	"fmt"
	"math"

	"github.com/firstlinehq/firstline/handoff/internal/request"
)

// sign is what is seen in a message of a writer whom the classifier did not know,
// and whether it asks for a person.
type sign struct {
	request.Signs
	asks   bool
	writer string
}

// weighSigns learns how much each sign weighs: what it finds without a writer on
// that writer's messages, and the weights from all.
func weighSigns(signs []sign) {
	var sum tally
	for _, writer := range writersOfSigns(signs) {
		if writer == "" {
			continue // what has no writer only helps to weigh
		}
		var others []sign
		for _, s := range signs {
			if s.writer != writer {
				others = append(others, s)
			}
		}
		w := weights(others)
		var t tally
		for _, s := range signs {
			if s.writer == writer {
				t.count(s.asks, s.Weighed(&w))
			}
		}
		fmt.Printf("%-22s signs weighed without this writer: %s\n", writer, t)
		sum.add(t)
	}
	fmt.Printf("%-22s signs weighed without the writer: %s\nweights:", "all", sum)
	for _, x := range weights(signs) {
		fmt.Printf(" %.2f,", x)
	}
	fmt.Println()
}

func writersOfSigns(signs []sign) []string {
	us := make([]utterance, len(signs))
	for i, s := range signs {
		us[i].writer = s.writer
	}
	return writersOf(us)
}

// A missed request costs missCost times what one too many does; shrink keeps weights
// small that rest on few messages.
const (
	missCost = 4
	shrink   = .5
	steps    = 600
)

// weights is a logistic regression by AdaGrad on all of it a step.
func weights(signs []sign) request.Weights {
	var w, seen request.Weights
	for range steps {
		var grad request.Weights
		for i := range signs {
			v := signs[i].Values()
			d := signs[i].Weighed(&w)
			if signs[i].asks {
				d = missCost * (d - 1)
			}
			for k := range v {
				grad[k] += d * v[k]
			}
		}
		for k := range w {
			g := grad[k] + shrink*w[k]
			seen[k] += g * g
			w[k] -= .3 * g / math.Sqrt(seen[k]+1e-9)
		}
	}
	return w
}
