package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"github.com/firstlinehq/firstline/handoff/internal/wording"
)

func main() {
	data := flag.String("data", "handoff/train/data", "folder of the utterances")
	parts := flag.String("frames", "handoff/train/frames", "folder of the frames that more are made of")
	out := flag.String("out", "", "file for the weights")
	folds := flag.Int("folds", 0, "cross-validate with this many folds")
	written := flag.String("sets", "handoff/testdata", "folder of the development sets, which are learned from as well")
	writers := flag.Bool("writers", false, "cross-validate over the writers of the development sets")
	flag.Parse()
	if err := run(options{*data, *parts, *written, *out, *folds, *writers}, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// options are what the command line says.
type options struct {
	data, frames, sets, out string
	folds                   int
	writers                 bool
}

func run(o options, public []string) error {
	all, err := load(o.data)
	if err != nil {
		return err
	}
	other, err := compose(o.frames)
	if err != nil {
		return err
	}
	sets, err := labelledSets(o.sets)
	if err != nil {
		return err
	}
	for _, set := range public {
		us, err := background(set)
		if err != nil {
			return err
		}
		other = append(other, us...)
	}
	if o.folds > 1 {
		validate(all, other, o.folds)
	}
	if o.writers {
		validateWriters(all, sets, other)
	}
	if o.out == "" {
		return nil
	}
	all = slices.Concat(all, sets, other)
	f, err := os.Create(o.out)
	if err != nil {
		return err
	}
	if _, err := prepare(all).fit(everything).WriteTo(f); err != nil {
		return err
	}
	return f.Close()
}

// validate prints what a model says of the utterances it was not trained on:
// the way each would go, and the confusions.
func validate(all, other []utterance, folds int) {
	shuffled := rand.New(rand.NewPCG(1, 2)).Perm(len(all))
	confusion := map[[2]string]int{}
	known := prepare(slices.Concat(all, other))
	for fold := range folds {
		left := func(i int) bool { return i < len(all) && shuffled[i]%folds == fold }
		m := known.fit(func(i int) bool { return !left(i) })
		for i, u := range all {
			if !left(i) {
				continue
			}
			want, got := names[u.label], wayOf(wording.ReadWith(m, u.text))
			confusion[[2]string{want, got}]++
			if outcome[want] != outcome[got] {
				fmt.Printf("%-8s as %-8s %s\n", want, got, u.text)
			}
		}
	}
	report(confusion)
}

func report(confusion map[[2]string]int) {
	right, n := 0, 0
	for _, want := range order {
		fmt.Printf("%-8s", want)
		for _, got := range order {
			c := confusion[[2]string{want, got}]
			fmt.Printf(" %s %3d", got, c)
			n += c
			if outcome[want] == outcome[got] {
				right += c
			}
		}
		fmt.Println()
	}
	fmt.Printf("outcome accuracy %.4f of %d\n", float64(right)/float64(n), n)
}

// order is the order in which handoff's rules look at the labels of a message.
var order = []string{"person", "safety", "legal", "abuse", "refusal", "bare", "reach", "anger", "demand", "problem", "other"}

var outcome = map[string]string{
	"person": "handover", "safety": "handover", "legal": "handover", "abuse": "handover",
	"refusal": "answer", "reach": "offer", "bare": "offer", "anger": "offer", "demand": "offer", "problem": "answer", "other": "answer",
}

func wayOf(r wording.Reading) string {
	for _, name := range order {
		if l, ok := labelOf(name); ok && l != none && r[l].Sure >= .5 {
			return name
		}
	}
	return "other"
}

var names = map[wording.Label]string{
	wording.Person: "person", wording.Refusal: "refusal", wording.Reach: "reach", wording.Anger: "anger", wording.Abuse: "abuse",
	wording.Legal: "legal", wording.Safety: "safety", wording.Demand: "demand", wording.Problem: "problem", wording.Bare: "bare", none: "other",
}

func labelOf(name string) (wording.Label, bool) {
	for l, n := range names {
		if n == name {
			return l, true
		}
	}
	return none, name == "other"
}

// none is the label of what says nothing that is learned.
const none = wording.Label(-1)

// blurred lists the labels that a text of one label may well say too: it is no
// counter-example for them.
var blurred = map[wording.Label][]wording.Label{
	wording.Person:  {wording.Anger, wording.Demand, wording.Problem, wording.Refusal},
	wording.Refusal: {wording.Problem, wording.Anger},
	wording.Reach:   {wording.Problem},
	wording.Anger:   {wording.Problem, wording.Demand},
	wording.Abuse:   {wording.Anger, wording.Problem, wording.Demand},
	wording.Legal:   {wording.Anger, wording.Problem, wording.Demand},
	wording.Safety:  {wording.Problem, wording.Anger, wording.Demand},
	wording.Demand:  {wording.Problem, wording.Anger},
}

func (u *utterance) skips(k int) bool {
	l := wording.Learned[k]
	return (u.background || u.composed) && l == wording.Problem || slices.Contains(blurred[u.label], l)
}
