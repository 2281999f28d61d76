package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/firstlinehq/firstline/sentiment/internal/model"
)

// Weights of the public sets' examples against the corpus's own. They teach
// vocabulary, not what service anger is: film reviews and news lie far off, and
// the intent sets are many of a kind.
const (
	tweetWeight  = 0.5
	filmWeight   = 0.12
	newsWeight   = 0.12
	bankWeight   = 0.06
	clincWeight  = 0.03
	travelWeight = 0.06
)

// loadPublic reads the sets that MODEL.md lists from dir.
func loadPublic(dir string) ([]example, error) {
	var set []example
	for _, load := range []func(string) ([]example, error){loadVader, loadIntents, loadTravel} {
		more, err := load(dir)
		if err != nil {
			return nil, err
		}
		set = append(set, more...)
	}
	return set, nil
}

type labelled struct {
	Text  string `json:"text"`
	Label string `json:"label"`
}

func loadVader(dir string) ([]example, error) {
	var set []example
	for _, source := range []struct {
		name   string
		weight float32
	}{{"vader_tweets", tweetWeight}, {"vader_movie", filmWeight}, {"vader_nyt", newsWeight}} {
		err := eachZipped(filepath.Join(dir, "mood", source.name, "test.jsonl.gz"), func(line []byte) error {
			var l labelled
			if err := json.Unmarshal(line, &l); err != nil {
				return err
			}
			mood, ok := moods[l.Label]
			if !ok {
				return fmt.Errorf("unknown label %q", l.Label)
			}
			// A film review that its raters found neutral is one they disagreed on.
			if source.name == "vader_movie" && mood == model.Neutral {
				return nil
			}
			e := newExample(l.Text, source.name, "en")
			e.target[mood] = 1
			e.mood = source.weight
			// Feelings about the world are not anger at us. What they are about the
			// sets do not say.
			e.anger = source.weight * 0.2
			set = append(set, e)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return set, nil
}

// trouble finds the intents that report something gone wrong. Whether such a
// report is neutral or negative the sets do not say, so they teach only that
// it is not anger.
var trouble = regexp.MustCompile(`not_|declined|failed|lost|stolen|wrong|pending|swallowed|charged|blocked|forgotten|reverted|compromised|unable|terminate|extra_charge|fraud|damaged|cancel|oos|insult|curse|complain|report|thank|compliment|goodbye|joke|joking|love|happy`)

func loadIntents(dir string) ([]example, error) {
	bank, err := loadIntent(dir, "banking77", bankWeight)
	if err != nil {
		return nil, err
	}
	clinc, err := loadIntent(dir, "clinc150", clincWeight)
	return append(bank, clinc...), err
}

func loadIntent(dir, name string, weight float32) ([]example, error) {
	var set []example
	err := eachZipped(filepath.Join(dir, "intents", name, "train.jsonl.gz"), func(line []byte) error {
		var l labelled
		if err := json.Unmarshal(line, &l); err != nil {
			return err
		}
		e := newExample(l.Text, name, "en")
		e.anger = weight
		if !trouble.MatchString(strings.ToLower(l.Label)) {
			e.mood, e.target[model.Neutral] = weight, 1
		}
		set = append(set, e)
		return nil
	})
	return set, err
}

// loadTravel reads what customers say in the travel dialogues: calm requests.
func loadTravel(dir string) ([]example, error) {
	var set []example
	err := eachZipped(filepath.Join(dir, "dialogues", "travel_zh.jsonl.gz"), func(line []byte) error {
		var d struct {
			Turns []struct{ Role, Text string }
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		for _, t := range d.Turns {
			if t.Role != "customer" {
				continue
			}
			e := newExample(t.Text, "travel_zh", "zh")
			e.anger, e.urge = travelWeight, travelWeight
			if !strings.Contains(t.Text, "谢") {
				e.mood, e.target[model.Neutral] = travelWeight, 1
			}
			set = append(set, e)
		}
		return nil
	})
	return set, err
}

func eachZipped(name string, f func(line []byte) error) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("open public set: %w", err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	scanner := bufio.NewScanner(unzipped)
	scanner.Buffer(nil, 1<<22)
	for n := 1; scanner.Scan(); n++ {
		if err := f(scanner.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return scanner.Err()
}
