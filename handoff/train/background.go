package main

import (
	"context"
	"regexp"

	"github.com/firstlinehq/firstline/internal/labelled"
)

// mayAsk finds utterances of a background set that may be requests after all:
// nobody labelled them for that, so they are left out.
var mayAsk = regexp.MustCompile(`(?i)\b(some(one|body)|human|person|people|agent|representative|operator|customer service|support|speak|talk|contact|call|phone|lawyer|police|hurt|hospital|fire|manager|angry|ridiculous|terrible|worst|unacceptable|frustrat\w*|stupid|immediately|asap|right now)\b|人工|客服|电话|真人`)

// background reads utterances that say none of the labels: the text of each line, or
// the customer's turns. One set may repeat itself, so equal texts count once.
func background(path string) ([]utterance, error) {
	seen := map[string]bool{}
	var out []utterance
	add := func(text, lang string) {
		if text != "" && !seen[text] && !mayAsk.MatchString(text) {
			seen[text] = true
			out = append(out, utterance{label: none, lang: lang, text: text, background: true})
		}
	}
	type line struct {
		Text, Lang string
		Turns      []struct{ Role, Text string }
	}
	err := labelled.EachItem(context.Background(), path, func(l line) error {
		add(l.Text, l.Lang)
		for _, t := range l.Turns {
			if t.Role == "customer" {
				add(t.Text, l.Lang)
			}
		}
		return nil
	})
	return out, err
}
