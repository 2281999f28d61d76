package eval

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/labelled"
	"github.com/firstlinehq/firstline/sentiment"
)

// DecisionReport is what Decisions measured. Shares are 0…1.
type DecisionReport struct {
	N        int     `json:"n"`
	Accuracy float64 `json:"accuracy"`
	// MissedExplicit counts explicit requests for a person that were not handed over.
	MissedExplicit int `json:"missed_explicit"`
	// CalmEscalated is the share of calm problem reports offered or handed over.
	CalmEscalated float64 `json:"calm_escalated"`
	// AngryCaught is the share of items with reason anger or abuse that were.
	AngryCaught float64 `json:"angry_caught"`
	// Confusion counts by expected and by decided way.
	Confusion map[handoff.Kind]map[handoff.Kind]int `json:"confusion"`
	P95Millis float64                               `json:"p95_ms"`
	// ModelAsked is the share of items in the band where a model may be asked.
	ModelAsked float64 `json:"unsure"`
	// Wrong are the items decided otherwise; not part of the JSON.
	Wrong []Wrong `json:"-"`
}

// Wrong is an item that was decided otherwise than expected.
type Wrong struct {
	ID       string
	Expected handoff.Kind
	Reason   string
	Text     string
	Decision handoff.Decision
}

type decisionItem struct {
	ID     string `json:"id"`
	Lang   string `json:"lang"`
	Turns  []turn `json:"turns"`
	Expect string `json:"expect"`
	Reason string `json:"reason"`
	Calm   bool   `json:"calm_problem"`
}

// Decisions measures the three-way decision on a file of labelled turns.
func Decisions(ctx context.Context, path string) (DecisionReport, error) {
	m := decisionMeter{scorer: sentiment.NewScorer()}
	m.report.Confusion = map[handoff.Kind]map[handoff.Kind]int{}
	if err := labelled.EachItem(ctx, path, m.add); err != nil {
		return DecisionReport{}, err
	}
	return m.finish(), nil
}

type decisionMeter struct {
	report                      DecisionReport
	scorer                      *sentiment.Scorer
	right, unsure               int
	calm, calmUp, angry, caught int
	took                        []time.Duration
}

func (m *decisionMeter) add(item decisionItem) error {
	expect := handoff.Kind(item.Expect)
	if expect != handoff.Answer && expect != handoff.Offer && expect != handoff.Handover {
		return fmt.Errorf("expect %q is not answer, offer or handover", item.Expect)
	}
	lines, err := transcript(item.Turns)
	if err != nil {
		return err
	}
	if lines[len(lines)-1].Role != handoff.RoleVisitor {
		return errors.New("the last turn is not the visitor's")
	}
	mood := moodOf(m.scorer, lines)
	var d handoff.Decision
	fastest := time.Duration(math.MaxInt64)
	for range timedTries {
		start := time.Now()
		d = handoff.Decide(handoff.Signals{Lines: lines, Lang: item.Lang, Stage: "bot", Mood: mood})
		fastest = min(fastest, time.Since(start))
	}
	m.took = append(m.took, fastest)
	m.count(item, expect, d)
	return nil
}

func (m *decisionMeter) count(item decisionItem, expect handoff.Kind, d handoff.Decision) {
	m.report.N++
	if m.report.Confusion[expect] == nil {
		m.report.Confusion[expect] = map[handoff.Kind]int{}
	}
	m.report.Confusion[expect][d.Kind]++
	if d.Kind == expect {
		m.right++
	} else {
		m.report.Wrong = append(m.report.Wrong, Wrong{item.ID, expect, item.Reason, *item.Turns[len(item.Turns)-1].Text, d})
	}
	if d.Unsure {
		m.unsure++
	}
	if expect == handoff.Handover && isExplicit(item.Reason) && d.Kind != handoff.Handover {
		m.report.MissedExplicit++
	}
	if item.Calm {
		m.calm++
		if d.Kind != handoff.Answer {
			m.calmUp++
		}
	}
	if isAngry(item.Reason) {
		m.angry++
		if d.Kind != handoff.Answer {
			m.caught++
		}
	}
}

func (m *decisionMeter) finish() DecisionReport {
	r := m.report
	r.Accuracy = share(m.right, r.N)
	r.CalmEscalated = share(m.calmUp, m.calm)
	r.AngryCaught = share(m.caught, m.angry)
	r.ModelAsked = share(m.unsure, r.N)
	sort.Slice(m.took, func(i, j int) bool { return m.took[i] < m.took[j] })
	r.P95Millis = float64(m.took[len(m.took)*95/100].Microseconds()) / 1000
	return r
}

// isExplicit: files name the reason of an explicit request in their own ways.
func isExplicit(reason string) bool {
	r := strings.ToLower(reason)
	for _, w := range []string{"explicit", "request", "human", "person", "asks_for"} {
		if strings.Contains(r, w) {
			return !strings.Contains(r, "declin") && !strings.Contains(r, "no_")
		}
	}
	return false
}

func isAngry(reason string) bool {
	r := strings.ToLower(reason)
	return strings.Contains(r, "anger") || strings.Contains(r, "angry") || strings.Contains(r, "abus")
}

// timedTries is how often each item is timed; the fastest counts, because what
// another process took of the processor is not the decision's.
const timedTries = 3

// moodOf is the conversation's mood after the last message, as it is live.
func moodOf(scorer *sentiment.Scorer, lines []handoff.Line) handoff.Mood {
	var m sentiment.Mood
	for _, l := range lines {
		if l.Role == handoff.RoleVisitor {
			m = sentiment.Follow(m, scorer.Score(l.Text))
		}
	}
	return handoff.Mood{Valence: m.Valence, Anger: m.Anger, Urgency: m.Urgency}
}

func share(part, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(part) / float64(of)
}
