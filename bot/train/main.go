package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/firstlinehq/firstline/bot/eval"
	"github.com/firstlinehq/firstline/bot/sure"
	"github.com/firstlinehq/firstline/internal/labelled"
)

func main() {
	out := flag.String("out", "", "file for the model, bot/sure/model.txt")
	held := flag.String("held", "", "details files to report on only, separated by commas")
	flag.Parse()
	if err := run(*out, flag.Args(), strings.FieldsFunc(*held, func(r rune) bool { return r == ',' })); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// set is the outcomes of one details file.
type set struct {
	name string
	list []eval.Outcome
}

func run(out string, files, held []string) error {
	sets, err := loadAll(files)
	if err != nil {
		return err
	}
	unseen, err := loadAll(held)
	if err != nil {
		return err
	}
	validate(sets, unseen)
	if out == "" {
		return nil
	}
	return write(out, sure.Fit(examples(sets...)))
}

func loadAll(files []string) (sets []set, err error) {
	for _, f := range files {
		s, err := load(f)
		if err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	return sets, nil
}

func load(file string) (set, error) {
	list, err := labelled.Items[eval.Outcome](context.Background(), file)
	return set{name: strings.TrimSuffix(filepath.Base(file), ".jsonl"), list: list}, err
}

// library is the library that a set is about: a model has seen one of which it was
// fitted to another set.
func library(name string) string {
	switch name {
	case "answers", "evalset":
		return "juniper"
	}
	name, _, _ = strings.Cut(name, "-")
	return name
}

// wrongArticle is what an answer from the wrong article counts, against one to a
// question that no article answers: it is as wrong, but a person who reads on may
// find the right one.
const wrongArticle = 0.5

func examples(sets ...set) []sure.Example {
	var out []sure.Example
	for _, s := range sets {
		for _, o := range s.list {
			if o.Text == "" || o.Ambiguous {
				continue
			}
			e := sure.Example{Signs: o.Signs, Right: o.Answerable && o.Right, Weight: 1}
			if o.Answerable && !o.Right {
				e.Weight = wrongArticle
			}
			out = append(out, e)
		}
	}
	return out
}

// validate prints how a model does on each set that it was not fitted to.
func validate(sets, unseen []set) {
	for _, held := range sets {
		var rest []set
		for _, s := range sets {
			if library(s.name) != library(held.name) {
				rest = append(rest, s)
			}
		}
		if len(rest) == 0 {
			continue
		}
		report("without "+held.name, held, sure.Fit(examples(rest...)))
	}
	m := sure.Fit(examples(sets...))
	for _, s := range sets {
		report("fitted to all", s, m)
	}
	for _, s := range unseen {
		report("held out", s, m)
	}
	printUse(m)
}

// printUse prints how far each sign moves the sum, over the trees that ask it: what
// the model looks at.
func printUse(m sure.Model) {
	var use [len(sure.Names)]float64
	for _, t := range m.Trees {
		use[t.First.Input] += math.Abs(t.Leaves[0]+t.Leaves[1]-t.Leaves[2]-t.Leaves[3]) / 2
		use[t.Low.Input] += math.Abs(t.Leaves[0]-t.Leaves[1]) / 2
		use[t.High.Input] += math.Abs(t.Leaves[2]-t.Leaves[3]) / 2
	}
	for i, u := range use {
		fmt.Printf("%-16s %.2f\n", sure.Names[i], u)
	}
}

// report prints the area under the curve, and what a few thresholds would bring.
func report(how string, s set, m sure.Model) {
	var good, bad []float64
	answerable, none := 0, 0
	for _, o := range s.list {
		if o.Ambiguous {
			continue
		}
		if o.Answerable {
			answerable++
		} else {
			none++
		}
		p := m.Probability(o.Signs)
		if o.Text == "" {
			p = 0
		}
		switch {
		case o.Answerable:
			good = append(good, p)
		default:
			bad = append(bad, p)
		}
	}
	fmt.Printf("%-24s %-20s auroc %.3f", how, s.name, auroc(good, bad))
	for _, from := range []float64{.5, .55, .6, .65, .7} {
		var contained, right, declined, wrong int
		for _, o := range s.list {
			if o.Ambiguous {
				continue
			}
			given := o.Text != "" && m.Probability(o.Signs) >= from
			switch {
			case !o.Answerable && given:
				wrong++
			case o.Answerable && !given:
				declined++
			case o.Answerable:
				right += count(o.Right)
				contained += count(o.Contained)
			}
		}
		of := func(n, all int) float64 { return float64(n) / float64(max(1, all)) }
		fmt.Printf(" | %.2f: c %.3f r %.3f d %.3f f %.3f", from, of(contained, answerable), of(right, answerable), of(declined, answerable), of(wrong, none))
	}
	fmt.Println()
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// auroc is the probability that a good one stands above a bad one.
func auroc(good, bad []float64) float64 {
	var above float64
	for _, g := range good {
		for _, b := range bad {
			switch {
			case g > b:
				above++
			case g == b:
				above += .5
			}
		}
	}
	return above / float64(max(1, len(good)*len(bad)))
}

func write(file string, m sure.Model) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(m.Write(f), f.Close())
}
