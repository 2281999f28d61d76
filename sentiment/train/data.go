package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/firstlinehq/firstline/sentiment/internal/feature"
	"github.com/firstlinehq/firstline/sentiment/internal/model"
)

// utterance is a line of the corpus. Anger and urgency are in [0, 1].
type utterance struct {
	Text    string  `json:"text"`
	Lang    string  `json:"lang"`
	Label   string  `json:"label"`
	Anger   float32 `json:"anger"`
	Urgency float32 `json:"urgency"`
	Cause   string  `json:"cause"`
	// Only is "cause" in a line that teaches nothing but the cause: then it has
	// no label, anger and urgency.
	Only string `json:"only,omitempty"`
	// Hard names what makes the utterance a hard case, for people.
	Hard string `json:"hard,omitempty"`
}

// example is an utterance in numbers. A head whose weight is zero does not
// learn from it.
type example struct {
	dense  []denseValue
	rows   []uint32
	norm   float32
	target model.Scores
	mood   float32 // weights of the heads
	anger  float32
	urge   float32
	cause  float32
	source string
	lang   string
	text   string
}

type denseValue struct {
	at    int
	value float32
}

func loadCorpus(dir string) ([]example, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("list corpus: %w", err)
	}
	sort.Strings(names)
	var set []example
	seen := map[string]string{}
	for _, name := range names {
		err := eachLine(name, func(n int, line []byte) error {
			var u utterance
			if err := json.Unmarshal(line, &u); err != nil {
				return err
			}
			if at := seen[u.Text]; at != "" {
				return fmt.Errorf("the same text stands at %s", at)
			}
			seen[u.Text] = fmt.Sprintf("%s:%d", name, n)
			e, err := u.example()
			if err != nil {
				return err
			}
			set = append(set, e)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return set, nil
}

// eachLine calls f for each line of a file and names the line in an error.
func eachLine(name string, f func(n int, line []byte) error) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("open corpus: %w", err)
	}
	defer file.Close()
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 1<<20)
	for n := 1; scanner.Scan(); n++ {
		if err := f(n, scanner.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return scanner.Err()
}

var (
	moods  = map[string]int{"negative": model.Negative, "neutral": model.Neutral, "positive": model.Positive}
	causes = map[string]int{
		"none": model.CauseNone, "product": model.CauseProduct, "wait": model.CauseWait,
		"bot": model.CauseBot, "policy": model.CausePolicy,
	}
)

func (u *utterance) example() (example, error) {
	mood, okMood := moods[u.Label]
	cause, okCause := causes[u.Cause]
	switch {
	case strings.TrimSpace(u.Text) == "":
		return example{}, fmt.Errorf("no text")
	case u.Only != "" && u.Only != "cause":
		return example{}, fmt.Errorf("only %q is not cause", u.Only)
	case u.Only == "cause" && (u.Label != "" || u.Anger != 0 || u.Urgency != 0):
		return example{}, fmt.Errorf("a line only for the cause has no label, anger or urgency")
	case !okMood && u.Only == "":
		return example{}, fmt.Errorf("label %q is not negative, neutral or positive", u.Label)
	case !okCause:
		return example{}, fmt.Errorf("cause %q is not none, product, wait, bot or policy", u.Cause)
	case u.Anger < 0 || u.Anger > 1 || u.Urgency < 0 || u.Urgency > 1:
		return example{}, fmt.Errorf("anger and urgency are 0 to 1")
	}
	e := newExample(u.Text, "own", u.Lang)
	e.target[cause] = 1
	if e.cause = 1; u.Only != "" {
		return e, nil
	}
	e.target[mood] = 1
	e.target[model.Anger], e.target[model.Urgency] = u.Anger, u.Urgency
	e.mood, e.anger, e.urge = 1, 1, 1
	return e, nil
}

func newExample(text, source, lang string) example {
	var reader feature.Reader // its vector is kept nowhere else
	v := reader.Read(text)
	e := example{source: source, lang: lang, text: text, rows: append([]uint32(nil), v.Rows...)}
	for i, x := range v.Dense {
		if x != 0 {
			e.dense = append(e.dense, denseValue{i, x})
		}
	}
	if n := len(v.Rows); n > 0 {
		e.norm = 1 / sqrt(float32(n))
	}
	return e
}
