package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/handoff/internal/wording"
	"github.com/firstlinehq/firstline/internal/labelled"
)

// byReason are the labels of what the development sets give reasons for. What is
// decided by more than the last message (an accepted offer, a question asked
// again) teaches nothing about its words.
var byReason = map[string]wording.Label{
	"explicit_request": wording.Person, "declined_person": wording.Refusal, "how_to_reach": wording.Reach,
	"anger": wording.Anger, "abuse": wording.Abuse, "legal": wording.Legal, "safety": wording.Safety, "demand": wording.Demand,
	"calm_problem": wording.Problem, "question": none,
}

// labelledSets reads the last messages of the development sets in dir, each with the
// file it came from: one file is one writer, or one sitting.
func labelledSets(dir string) ([]utterance, error) {
	files, err := filepath.Glob(filepath.Join(dir, "decisions*.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no development sets in %s", dir)
	}
	type item struct {
		Lang, Reason string
		Turns        []struct{ Role, Text string }
	}
	var all []utterance
	for _, file := range files {
		writer := strings.TrimSuffix(filepath.Base(file), ".jsonl")
		err := labelled.EachItem(context.Background(), file, func(it item) error {
			label, ok := byReason[it.Reason]
			if n := len(it.Turns); ok && n > 0 && !(n > 1 && label == wording.Person && offers(it.Turns[n-2].Text)) {
				all = append(all, utterance{label: label, lang: it.Lang, text: it.Turns[n-1].Text, writer: writer})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// offers reports whether a bot's line offered a person: "yes please" after it is
// no wording of a request.
func offers(line string) bool {
	marked := handoff.MarkBotLines([]handoff.Line{{Role: handoff.RoleBot, Text: line}})
	return marked[0].Offered
}

// validateWriters trains for each writer on all that others wrote, and prints what
// the patterns and the classifier make of that writer's messages together, and
// what the classifier makes of them alone: the patterns may have been written with
// them in view, its weights have not.
func validateWriters(mine, sets, background []utterance) {
	var sum [2]tally
	known := prepare(slices.Concat(mine, sets, background))
	var signs []sign
	writers := writersOf(sets)
	for k, writer := range writers {
		theirs := map[string]bool{}
		for _, u := range sets {
			if u.writer == writer {
				theirs[key(u.text)] = true
			}
		}
		// A share of what has no writer is left out as well: its signs are weighed too,
		// so that plain questions count as often as they are asked.
		shared := func(i int) bool { return known.all[i].writer == "" && !known.all[i].composed && i%len(writers) == k }
		m := known.fit(func(i int) bool { return !theirs[key(known.all[i].text)] && !shared(i) })
		var whole, alone tally
		for i, u := range known.all {
			if shared(i) {
				signs = append(signs, sign{wording.SignsWith(m, u.text), u.label == wording.Person, ""})
			}
			if u.writer != writer {
				continue
			}
			asks, sure, score := u.label == wording.Person, wording.ReadWith(m, u.text)[wording.Person].Sure, m.Score(known.clean[i])[0]
			whole.count(asks, sure)
			alone.count(asks, score)
			signs = append(signs, sign{wording.SignsWith(m, u.text), asks, writer})
			if asks != (sure >= handoff.PersonSure) {
				fmt.Printf("%-8s as %.2f, classifier %.2f: %s\n", names[u.label], sure, score, u.text)
			}
		}
		fmt.Printf("%-22s whole: %s   classifier alone: %s\n", writer, whole, alone)
		sum[0].add(whole)
		sum[1].add(alone)
	}
	fmt.Printf("%-22s whole: %s   classifier alone: %s\n", "all", sum[0], sum[1])
	weighSigns(signs)
}

func writersOf(sets []utterance) []string {
	var writers []string
	for _, u := range sets {
		writers = append(writers, u.writer)
	}
	slices.Sort(writers)
	return slices.Compact(writers)
}

// key is what two copies of one text have in common.
func key(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" .,!?。，！？、；…'’\"", r) }), "")
}

// tally counts requests that are not handed over, those of them that are offered a
// person at least, and messages taken for a request.
type tally struct{ asked, missed, offered, others, taken int }

func (t *tally) count(asks bool, sure float64) {
	if !asks {
		t.others++
		if sure >= handoff.PersonSure {
			t.taken++
		}
		return
	}
	t.asked++
	if sure < handoff.PersonSure {
		t.missed++
		if sure >= handoff.PersonMaybe {
			t.offered++
		}
	}
}

func (t *tally) add(o tally) {
	t.asked, t.missed, t.offered, t.others, t.taken = t.asked+o.asked, t.missed+o.missed, t.offered+o.offered, t.others+o.others, t.taken+o.taken
}

func (t tally) String() string {
	share := func(part, of int) float64 { return 100 * float64(part) / float64(cmp.Or(of, 1)) }
	return fmt.Sprintf("missed %3d of %4d (%4.1f %%, %d of them offered), taken for one %3d of %4d (%4.1f %%)",
		t.missed, t.asked, share(t.missed, t.asked), t.offered, t.taken, t.others, share(t.taken, t.others))
}
