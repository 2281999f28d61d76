package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
)

// mayAsk finds utterances of a background set that may be requests after all:
// nobody labelled them for that, so they are left out.
var mayAsk = regexp.MustCompile(`(?i)\b(some(one|body)|human|person|people|agent|representative|operator|customer service|support|speak|talk|contact|call|phone|lawyer|police|hurt|hospital|fire|manager|angry|ridiculous|terrible|worst|unacceptable|frustrat\w*|stupid|immediately|asap|right now)\b|人工|客服|电话|真人`)

// background reads utterances that say none of the labels: the text of each line, or
// the customer's turns. One set may repeat itself, so equal texts count once.
func background(path string) ([]utterance, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	seen := map[string]bool{}
	var out []utterance
	add := func(text, lang string) {
		if text != "" && !seen[text] && !mayAsk.MatchString(text) {
			seen[text] = true
			out = append(out, utterance{label: none, lang: lang, text: text, background: true})
		}
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var line struct {
			Text, Lang string
			Turns      []struct{ Role, Text string }
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, n, err)
		}
		add(line.Text, line.Lang)
		for _, t := range line.Turns {
			if t.Role == "customer" {
				add(t.Text, line.Lang)
			}
		}
	}
	return out, lines.Err()
}
