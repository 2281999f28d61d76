package eval

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/labelled"
	"github.com/firstlinehq/firstline/sentiment"
)

// BriefReport is what Briefs measured. Shares are 0…1.
type BriefReport struct {
	N int `json:"n"`
	// FactRecall is the share of labelled facts that are shown for their turn; a
	// superseded one shown as current is missed.
	FactRecall float64 `json:"fact_recall"`
	// FactPrecision is the share of facts shown that are labelled.
	FactPrecision float64 `json:"fact_precision"`
	// TriggerAccuracy is the share of items whose trigger is the labelled turn and reason.
	TriggerAccuracy float64 `json:"trigger_accuracy"`
	// TurnAccuracy looks at the trigger's turn only.
	TurnAccuracy float64 `json:"trigger_turn_accuracy"`
	// Kinds are the figures by kind of fact and language; not part of the JSON.
	Kinds []KindFigures `json:"-"`
	// AsksKnown counts the proposed replies that ask for what stands in the facts,
	// found or labelled; not part of the JSON.
	AsksKnown int `json:"-"`
	// Notes say what was missed and what was too much; not part of the JSON.
	Notes []Note `json:"-"`
}

// Note is something that a brief got wrong.
type Note struct {
	ID, What string
}

type briefItem struct {
	ID    string `json:"id"`
	Lang  string `json:"lang"`
	Turns []turn `json:"turns"`
	Facts []struct {
		Kind       string `json:"kind"`
		Value      string `json:"value"`
		Turn       int    `json:"turn"`
		Span       string `json:"span"`
		Superseded bool   `json:"superseded"`
	} `json:"facts"`
	Issue         string `json:"issue"`
	OpenQuestion  string `json:"open_question"`
	TriggerTurn   *int   `json:"trigger_turn"`
	TriggerReason string `json:"trigger_reason"`
}

// Briefs measures facts and triggers on a file of labelled conversations.
func Briefs(ctx context.Context, path string) (BriefReport, error) {
	var items []briefItem
	err := labelled.EachItem(ctx, path, func(item briefItem) error {
		_, err := transcript(item.Turns)
		items = append(items, item)
		return err
	})
	if err != nil {
		return BriefReport{}, err
	}
	m := briefMeter{base: turnBase(items), scorer: sentiment.NewScorer(), kinds: kindsOf(items), tally: tally{}}
	for i := range items {
		m.add(&items[i])
	}
	return m.finish(), nil
}

// turnBase tells whether a file counts its turns from 0 or from 1, by where
// the spans are found.
func turnBase(items []briefItem) int {
	var found [2]int
	for _, item := range items {
		for _, f := range item.Facts {
			for base := range found {
				i := f.Turn - base
				if i >= 0 && i < len(item.Turns) && item.Turns[i].Role == "visitor" && holds(*item.Turns[i].Text, f.Value, f.Span) {
					found[base]++
				}
			}
		}
	}
	if found[1] > found[0] {
		return 1
	}
	return 0
}

// inWords are the kinds that are told in the visitor's words, with what labels
// call them.
var inWords = map[handoff.FactKind]string{handoff.FactTried: "tried", handoff.FactWish: "wish", handoff.FactDetail: "other", handoff.FactQuantity: "quantity"}

var wordLabels = map[string]bool{"tried": true, "wish": true, "other": true, "detail": true, "quantity": true}

// kindsOf are the kinds that a file labels anywhere.
func kindsOf(items []briefItem) map[string]bool {
	kinds := map[string]bool{}
	for _, item := range items {
		for _, f := range item.Facts {
			kinds[f.Kind] = true
		}
	}
	return kinds
}

type briefMeter struct {
	base                           int
	kinds                          map[string]bool
	scorer                         *sentiment.Scorer
	n, labelled, recalled          int
	shown, right                   int
	triggers, triggered, rightTurn int
	asksKnown                      int
	tally                          tally
	notes                          []Note
}

func (m *briefMeter) add(item *briefItem) {
	m.n++
	lines, _ := transcript(item.Turns) // checked when it was read
	asks := false
	brief := handoff.BuildBrief(handoff.BriefInput{
		Lines: lines, Lang: item.Lang, Mood: handoff.Moods{Points: moodsOf(m.scorer, lines)},
		Text: func(_, key string, _ ...string) string {
			asks = strings.HasSuffix(key, "_ask")
			return key
		},
	})
	if asks {
		m.addQuestion(item, brief.Facts)
	}
	shown := m.judged(brief.Facts)
	used := make([]bool, len(shown))
	for _, f := range item.Facts {
		m.labelled++
		hit := false
		for i, s := range shown {
			if int(s.Seq)-1 == f.Turn-m.base && (holds(s.Label+" "+s.Value, f.Value, f.Span) || holds(lines[s.Seq-1].Text[s.Start:s.End], f.Value, f.Span)) {
				used[i] = true
				hit = hit || s.Superseded == f.Superseded
			}
		}
		m.tally.of(f.Kind, item.Lang).count(hit)
		if hit {
			m.recalled++
		} else {
			m.note(item.ID, "missed "+f.Kind+" "+f.Value)
		}
	}
	for i, s := range shown {
		m.shown++
		right := used[i] || m.within(item, s)
		m.tally.of(string(s.Kind), item.Lang).judge(right)
		if right {
			m.right++
		} else {
			m.note(item.ID, "too much "+string(s.Kind)+" "+s.Value)
		}
	}
	m.addTrigger(item, brief.Trigger)
}

// within reports whether a fact lies in words that are labelled as a whole: the day
// in a deadline.
func (m *briefMeter) within(item *briefItem, s handoff.Fact) bool {
	for _, f := range item.Facts {
		if int(s.Seq)-1 == f.Turn-m.base && wordLabels[f.Kind] && holds(f.Value+" "+f.Span, s.Value, "") {
			return true
		}
	}
	return false
}

// judged are the facts that the file's labels can judge: where nobody labelled
// wishes, those that are shown are neither right nor wrong.
func (m *briefMeter) judged(shown []handoff.Fact) []handoff.Fact {
	return slices.DeleteFunc(shown, func(f handoff.Fact) bool {
		label, ok := inWords[f.Kind]
		return ok && !m.kinds[label] && !m.kinds[string(f.Kind)]
	})
}

func (m *briefMeter) addTrigger(item *briefItem, found handoff.Trigger) {
	if item.TriggerTurn == nil {
		return
	}
	m.triggers++
	at, reason := int(found.Evidence.Seq)-1, found.Reason
	if at != *item.TriggerTurn-m.base {
		m.note(item.ID, "trigger at another turn, for "+string(reason)+" and not "+item.TriggerReason)
		return
	}
	m.rightTurn++
	if sameReason(item.TriggerReason, reason) {
		m.triggered++
	} else {
		m.note(item.ID, "trigger for "+string(reason)+" and not "+item.TriggerReason)
	}
}

// moodsOf is the visitor's mood after each message.
func moodsOf(scorer *sentiment.Scorer, lines []handoff.Line) []handoff.MoodPoint {
	var out []handoff.MoodPoint
	var m sentiment.Mood
	for _, l := range lines {
		if l.Role == handoff.RoleVisitor {
			m = sentiment.Follow(m, scorer.Score(l.Text))
			out = append(out, handoff.MoodPoint{Seq: l.Seq, Valence: m.Valence, Anger: m.Anger})
		}
	}
	return out
}

func sameReason(label string, reason handoff.Reason) bool {
	label = strings.ToLower(label)
	if label == "" || label == string(reason) {
		return true
	}
	for word, r := range map[string]handoff.Reason{
		"explicit": handoff.ReasonExplicitRequest, "human": handoff.ReasonExplicitRequest, "person": handoff.ReasonExplicitRequest,
		"accept": handoff.ReasonAcceptedOffer, "anger": handoff.ReasonAnger, "angry": handoff.ReasonAnger, "abus": handoff.ReasonAbuse,
		"legal": handoff.ReasonLegal, "safety": handoff.ReasonSafety, "repeat": handoff.ReasonRepeated, "miss": handoff.ReasonMisses,
		"demand": handoff.ReasonDemand, "bare": handoff.ReasonBareAgent, "reach": handoff.ReasonHowToReach, "contact": handoff.ReasonHowToReach,
	} {
		if strings.Contains(label, word) && r == reason {
			return true
		}
	}
	return false
}

// leadRE are the small words in front of a value, which one labels and another does not.
var leadRE = regexp.MustCompile(`(?i)^(?:(?:on|in|at|by|from|since|until|to|for|the|an?|my|our|your) )+`)

// holds reports whether text contains the value or the span, letter case, spaces,
// punctuation and small words in front aside.
func holds(text, value, span string) bool {
	t := fold(text)
	for _, want := range []string{value, span} {
		if w := fold(leadRE.ReplaceAllString(want, "")); w != "" && strings.Contains(t, w) {
			return true
		}
	}
	return false
}

func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func (m *briefMeter) note(id, what string) { m.notes = append(m.notes, Note{id, what}) }

func (m *briefMeter) finish() BriefReport {
	return BriefReport{
		N: m.n, FactRecall: share(m.recalled, m.labelled), FactPrecision: share(m.right, m.shown),
		TriggerAccuracy: share(m.triggered, m.triggers), TurnAccuracy: share(m.rightTurn, m.triggers),
		Kinds: m.tally.figures(), AsksKnown: m.asksKnown, Notes: m.notes,
	}
}
