package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/handoff/internal/wording"
)

// A request is a frame and what stands in it: "can {P} look at {T}". Frames and
// the words of a slot were written apart, so that the classifier sees frames with
// words that nobody would have written into them, and the same words in frames
// that ask for nobody ("does {P} have to sign?").
const (
	// fillings is how many utterances are made of a frame with slots.
	fillings = 8
	// Of those, these shares get an opening, and something told before the
	// request or after it.
	openedShare, toldShare = .25, .3
)

// frames of one language.
type frames struct {
	lang    string
	words   map[string][]string // by slot
	openers []string
	by      map[wording.Label][]string
	rng     *rand.Rand
}

// compose makes utterances of the frames in dir: <label>.<language>.txt, one frame
// a line; words.<language>.txt, the words of a slot a line, "P: a person | ...";
// openers.<language>.txt.
func compose(dir string) ([]utterance, error) {
	var all []utterance
	for i, lang := range []string{"en", "zh"} {
		f, err := readFrames(dir, lang)
		if err != nil {
			return nil, err
		}
		f.rng = rand.New(rand.NewPCG(23, uint64(i)))
		for _, label := range []wording.Label{wording.Person, wording.Refusal, none} {
			for _, frame := range f.by[label] {
				made, err := f.fill(label, frame)
				if err != nil {
					return nil, err
				}
				all = append(all, made...)
			}
		}
	}
	return all, nil
}

func readFrames(dir, lang string) (*frames, error) {
	f := &frames{lang: lang, words: map[string][]string{}, by: map[wording.Label][]string{}}
	lines := func(name string) ([]string, error) {
		text, err := os.ReadFile(filepath.Join(dir, name+"."+lang+".txt"))
		return strings.Split(strings.TrimSpace(string(text)), "\n"), err
	}
	words, err := lines("words")
	if err != nil {
		return nil, err
	}
	for _, line := range words {
		slot, list, ok := strings.Cut(line, ": ")
		if !ok {
			return nil, fmt.Errorf("words of %s: %q is not \"slot: word | word\"", lang, line)
		}
		f.words[slot] = strings.Split(list, " | ")
	}
	if f.openers, err = lines("openers"); err != nil {
		return nil, err
	}
	for label, name := range map[wording.Label]string{wording.Person: "person", wording.Refusal: "refusal", none: "other"} {
		if f.by[label], err = lines(name); err != nil {
			return nil, err
		}
	}
	return f, nil
}

var slot = regexp.MustCompile(`\{([A-Z])\}`)

// fill gives the utterances of a frame, each once.
func (f *frames) fill(label wording.Label, frame string) ([]utterance, error) {
	for _, m := range slot.FindAllStringSubmatch(frame, -1) {
		if len(f.words[m[1]]) == 0 {
			return nil, fmt.Errorf("frame %q: no words for %s", frame, m[0])
		}
	}
	n := fillings
	if !slot.MatchString(frame) {
		n = 2
	}
	seen := map[string]bool{}
	var out []utterance
	for range n {
		text := slot.ReplaceAllStringFunc(frame, func(s string) string { return f.one(f.words[s[1:2]]) })
		if text = f.around(label, text); !seen[text] {
			seen[text] = true
			out = append(out, utterance{label: label, lang: f.lang, text: text, composed: true})
		}
	}
	return out, nil
}

// around puts an opening before the utterance, and in a request something told.
func (f *frames) around(label wording.Label, text string) string {
	gap, stop := " ", ". "
	if f.lang == "zh" {
		gap, stop = "，", "。"
	}
	if f.rng.Float64() < openedShare {
		text = f.one(f.openers) + gap + text
	}
	if label != wording.Person || f.rng.Float64() >= toldShare {
		return text
	}
	told := f.one(f.words["V"])
	if f.rng.IntN(2) == 0 {
		return told + stop + text
	}
	return text + stop + told
}

func (f *frames) one(list []string) string { return list[f.rng.IntN(len(list))] }
