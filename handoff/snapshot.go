package handoff

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/mask"
	"github.com/firstlinehq/firstline/handoff/internal/wording"
)

// Reading is how sure it is, 0…1, that the visitor said something, and the
// rule that saw it.
type Reading struct {
	Sure float64 `json:"sure"`
	Rule string  `json:"rule,omitempty"`
}

// Snapshot is the signals of a decision as numbers, without the visitor's
// words, so that it may be kept in the ledger and decided on again.
type Snapshot struct {
	Person  Reading `json:"person"`
	Refusal Reading `json:"refusal"`
	Reach   Reading `json:"reach"`
	Bare    Reading `json:"bare"`
	Anger   Reading `json:"anger"`
	Abuse   Reading `json:"abuse"`
	Legal   Reading `json:"legal"`
	Safety  Reading `json:"safety"`
	Demand  Reading `json:"demand"`
	Problem Reading `json:"problem"`
	Accept  Reading `json:"accept"`
	Decline Reading `json:"decline"`

	Turn       int     `json:"turn"`             // of the visitor, from 1
	Offers     int     `json:"offers"`           // made by the bot before
	Doubts     int     `json:"doubts,omitempty"` // of them for a doubt only
	OfferOpen  bool    `json:"offer_open"`       // the last line of the bot was one
	BareBefore bool    `json:"bare_before"`
	Misses     int     `json:"misses"`  // in a row, this turn included
	Repeats    int     `json:"repeats"` // turns running about the same, this one included
	Mood       Mood    `json:"mood"`
	Retrieval  float64 `json:"retrieval"`
	BotFailure string  `json:"bot_failure,omitempty"`
	// File: nothing was said but with a file.
	File bool `json:"file,omitempty"`
	// Flow is the step of a guided flow that wants a person.
	Flow       string `json:"flow,omitempty"`
	HandedBack bool   `json:"handed_back,omitempty"`
	// Asked: this turn answers a question of a guided flow.
	Asked bool `json:"asked,omitempty"`
	// Facts are what only the workspace's own rules look at.
	Facts  Facts  `json:"facts"`
	Admin  *Match `json:"admin,omitempty"`
	Policy Policy `json:"policy"`
	// Fixed are the program's own thresholds; zero where a version decided that kept none.
	Fixed Fixed `json:"fixed,omitzero" required:"false"`
	// House is the version of the workspace's rules; 0 = none were set.
	House int `json:"house,omitempty"`
}

// Facts are the circumstances of a turn.
type Facts struct {
	Lang       string            `json:"lang,omitempty"`
	Stage      string            `json:"stage,omitempty"`
	Intent     string            `json:"intent,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
	Topics     []uuid.UUID       `json:"topics,omitempty"`
	Page       string            `json:"page,omitempty"`
	At         time.Time         `json:"at,omitzero" required:"false"`
	// After is the last visitor message that was not decided on: those between
	// it and the decision's were. A replay reads their words from the log.
	After int64 `json:"after,omitempty"`
}

// places are where each reading was found, for the evidence.
type places struct {
	readings map[string]Evidence // by rule
	last     Evidence
}

func (p places) of(d Decision) Evidence {
	if e, ok := p.readings[strings.TrimPrefix(d.Rule, "offer.")]; ok {
		return e
	}
	switch d.Reason {
	case ReasonQuestion, ReasonCalmProblem, ReasonBotFailure, ReasonMisses:
		return Evidence{}
	default:
		return p.last
	}
}

// snapshot reads the transcript into numbers.
func snapshot(s *Signals) (Snapshot, places) {
	sn := Snapshot{Mood: s.Mood, Retrieval: s.Retrieval, BotFailure: s.BotFailure, File: s.File, Flow: s.Flow, HandedBack: s.HandedBack, Asked: s.Asked, Policy: DefaultPolicy(), House: s.House, Facts: Facts{
		Lang: s.Lang, Stage: s.Stage, Intent: s.Intent, Attributes: s.Attributes, Topics: s.Topics, Page: s.Page, At: s.At,
	}}
	if s.Policy != nil {
		sn.Policy = *s.Policy
	}
	sn.Fixed = sn.fixed()
	turns := turnsOf(s.Lines)
	where := places{readings: map[string]Evidence{}}
	pending := pendingOf(s.Lines)
	for i := range pending {
		sn.add(&pending[i], i == 0, &where)
	}
	if len(pending) > 1 && sn.Accept.Sure > 0 { // "ok", and then a question
		sn.Accept.Sure = min(sn.Accept.Sure, wording.Read(joined(turn{said: pending}))[wording.Accept].Sure)
	}
	sn.temper()
	sn.history(s, turns)
	said := make([]string, len(pending))
	for i := range pending {
		said[i] = pending[i].Text
	}
	sn.Admin = matchRules(s.Rules, &sn, said)
	if n := len(pending); n > 0 {
		where.last = quote(&pending[n-1], 0, len(pending[n-1].Text))
	}
	return sn, where
}

// What the mood scorer, trained apart, must see where no pattern but only the
// wording classifier saw anger or abuse.
const (
	loneAnger     = .2
	besideProblem = .36 // where a problem is told
	loneAbuse     = .28
	lonely        = .995 // from here the classifier needs nobody
)

// temper doubts what only the wording classifier saw and the mood does not show.
func (sn *Snapshot) temper() {
	if sn.Mood == (Mood{}) { // not scored
		if r := &sn.Anger; strings.HasPrefix(r.Rule, "learned.") && r.Sure < lonely {
			r.Sure *= .5
		}
		return
	}
	if r := &sn.Anger; strings.HasPrefix(r.Rule, "learned.") && sn.Mood.Valence > 0 {
		r.Sure *= .5 // praise has strong words as well
	}
	need := loneAnger
	if sn.Problem.Sure >= .5 {
		need = besideProblem
	}
	if r := &sn.Anger; strings.HasPrefix(r.Rule, "learned.") && r.Sure < lonely && sn.Mood.Anger < need {
		r.Sure *= .5
	}
	if r := &sn.Legal; strings.HasPrefix(r.Rule, "learned.") && sn.Mood.Anger < loneAnger {
		r.Sure *= .5
	}
	if r := &sn.Abuse; strings.HasPrefix(r.Rule, "learned.") && sn.Mood.Anger < loneAbuse {
		r.Sure *= .5
	}
}

// add reads one message of the turn. Later words win over earlier ones where
// they contradict: "no need… well, get me a human".
func (sn *Snapshot) add(l *Line, isFirst bool, where *places) {
	r := wording.Read(l.Text)
	if r[wording.Person].Sure >= PersonSure {
		sn.Refusal = Reading{}
	} else if r[wording.Refusal].Sure >= .5 {
		sn.Person = Reading{}
	}
	for label, to := range sn.labels() {
		if (label == wording.Accept || label == wording.Decline) && !isFirst {
			continue
		}
		f := r[label]
		if f.Sure > to.Sure {
			*to = Reading{Sure: f.Sure, Rule: f.Rule}
			where.readings[f.Rule] = quote(l, f.Start, f.End)
		}
	}
}

func (sn *Snapshot) labels() map[wording.Label]*Reading {
	return map[wording.Label]*Reading{
		wording.Person: &sn.Person, wording.Refusal: &sn.Refusal, wording.Reach: &sn.Reach, wording.Bare: &sn.Bare,
		wording.Anger: &sn.Anger, wording.Abuse: &sn.Abuse, wording.Legal: &sn.Legal, wording.Safety: &sn.Safety,
		wording.Demand: &sn.Demand, wording.Problem: &sn.Problem, wording.Accept: &sn.Accept, wording.Decline: &sn.Decline,
	}
}

// maxQuote bounds the quoted evidence, in bytes.
const maxQuote = 240

func quote(l *Line, start, end int) Evidence {
	if start < 0 || end > len(l.Text) || start >= end {
		start, end = 0, len(l.Text)
	}
	if end-start > maxQuote {
		end = start + maxQuote
		for end > start && !startsRune(l.Text[end]) {
			end--
		}
		end = beforeCard(l.Text, start, end)
	}
	return Evidence{Seq: l.Seq, Quote: l.Text[start:end], Start: start, End: end}
}

// beforeCard moves an end that would part the number of a payment card in front of it:
// half of one is not known for one, and shown.
func beforeCard(text string, start, end int) int {
	for _, at := range mask.CardsIn(text) {
		if start < at[0] && at[0] < end && end < at[1] {
			return at[0]
		}
	}
	return end
}

func startsRune(b byte) bool { return b&0xC0 != 0x80 }
