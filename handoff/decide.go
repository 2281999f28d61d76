package handoff

import "strings"

// DefaultPolicy is what a workspace starts with.
func DefaultPolicy() Policy {
	return Policy{Version: 1, Anger: .5, Abuse: .5, Legal: .5, Safety: .5, Demand: .5, Repeats: 3, Misses: 2}
}

// Thresholds that no workspace may move: a visitor cannot be kept from a person. How
// sure it is that one is asked for, 0…1, is held against the first two, by the
// trainer of the classifier as well.
const (
	PersonSure  = .5  // from here a request is a handover
	PersonMaybe = .25 // from here a person is offered, unless a model says that none is wanted
	personSome  = .1  // from here a model may be asked
	yesSure     = .5  // an answer to an offer
	someAnger   = .3  // below, the words show none, whatever the mood says
)

// Fixed are those thresholds as they were when a decision was made. They are
// kept with it, because a later version of the program may have others: a replay
// is to show what other rules would have made, not another program.
type Fixed struct {
	Person float64 `json:"person"`
	Maybe  float64 `json:"maybe"`
	Some   float64 `json:"some"`
	Yes    float64 `json:"yes"`
	Anger  float64 `json:"anger"`
}

// fixed are the thresholds of the decision's time; today's where none were kept.
func (sn *Snapshot) fixed() Fixed {
	if sn.Fixed == (Fixed{}) {
		return Fixed{Person: PersonSure, Maybe: PersonMaybe, Some: personSome, Yes: yesSure, Anger: someAnger}
	}
	return sn.Fixed
}

// Decide says which way the turn goes. It is pure, needs no model and takes
// well under a millisecond.
func Decide(s Signals) Decision {
	sn, ev := snapshot(&s)
	d := Replay(sn)
	d.Evidence = ev.of(d)
	return d
}

// Replay decides again from recorded signals, with the policy in them: the same
// snapshot gives the same decision. The evidence is not part of it.
func Replay(sn Snapshot) Decision {
	d := judge(&sn)
	d.Snapshot = sn
	return d
}

// judge is the order of the rules; the first that holds decides.
func judge(sn *Snapshot) Decision {
	for _, rule := range []func(*Snapshot) (Decision, bool){
		ruleFailure, ruleAccepted, rulePerson, ruleFlow, ruleAdmin, ruleDanger, ruleRefused, ruleOffers,
	} {
		if d, ok := rule(sn); ok {
			return d
		}
	}
	d := Decision{Kind: Answer, Reason: ReasonQuestion, Rule: "answer.default", Confidence: 1 - sn.Person.Sure}
	if sn.Problem.Sure >= .5 {
		d.Reason, d.Rule = ReasonCalmProblem, "answer.problem"
	}
	d.Unsure = sn.unsure()
	return d
}

func ruleFailure(sn *Snapshot) (Decision, bool) {
	return Decision{Kind: Handover, Reason: ReasonBotFailure, Rule: "failure." + sn.BotFailure, Confidence: 1}, sn.BotFailure != ""
}

func rulePerson(sn *Snapshot) (Decision, bool) {
	if sn.Person.Sure >= sn.fixed().Person {
		return Decision{Kind: Handover, Reason: ReasonExplicitRequest, Rule: sn.Person.Rule, Confidence: sn.Person.Sure}, true
	}
	// Saying "agent" again, or after an offer, is no longer unclear.
	if sn.Bare.Sure >= .5 && (sn.Offers > 0 || sn.BareBefore) {
		return Decision{Kind: Handover, Reason: ReasonExplicitRequest, Rule: "bare.again", Confidence: .9}, true
	}
	return Decision{}, false
}

// ruleFlow comes before what a workspace's rules say: its flow was begun by
// them, or went on where they had nothing to say.
func ruleFlow(sn *Snapshot) (Decision, bool) {
	return Decision{Kind: Handover, Reason: ReasonFlow, Rule: "flow." + sn.Flow, Confidence: 1}, sn.Flow != ""
}

func ruleAccepted(sn *Snapshot) (Decision, bool) {
	// A yes in so many words outweighs a refusal that only the classifier sees.
	refused := sn.Refusal.Sure >= .5 && !(sn.Accept.Sure >= .9 && strings.HasPrefix(sn.Refusal.Rule, "learned."))
	if !sn.OfferOpen || sn.Decline.Sure >= sn.fixed().Yes || refused {
		return Decision{}, false
	}
	if sn.Accept.Sure >= sn.fixed().Yes {
		return Decision{Kind: Handover, Reason: ReasonAcceptedOffer, Rule: sn.Accept.Rule, Confidence: sn.Accept.Sure}, true
	}
	if sn.Reach.Sure >= .5 {
		return Decision{Kind: Handover, Reason: ReasonAcceptedOffer, Rule: "offer." + sn.Reach.Rule, Confidence: .8}, true
	}
	return Decision{}, false
}

func ruleAdmin(sn *Snapshot) (Decision, bool) {
	r := sn.Admin
	if r == nil {
		return Decision{}, false
	}
	kind := r.Then
	if kind == Offer && sn.Offers > 0 {
		return Decision{Kind: Answer, Reason: ReasonAlreadyOffered, Rule: "admin." + r.ID, Confidence: 1}, true
	}
	return Decision{Kind: kind, Reason: ReasonAdminRule, Rule: "admin." + r.ID, Confidence: 1, Team: r.Team, Priority: r.Priority}, true
}

func ruleDanger(sn *Snapshot) (Decision, bool) {
	for _, c := range []struct {
		found  Reading
		from   float64
		reason Reason
	}{
		{sn.Safety, sn.Policy.Safety, ReasonSafety},
		{sn.Legal, sn.Policy.Legal, ReasonLegal},
		{sn.Abuse, sn.Policy.Abuse, ReasonAbuse},
	} {
		if c.found.Sure > 0 && c.found.Sure >= c.from {
			return Decision{Kind: Handover, Reason: c.reason, Rule: c.found.Rule, Confidence: c.found.Sure}, true
		}
	}
	return Decision{}, false
}

func ruleRefused(sn *Snapshot) (Decision, bool) {
	switch {
	case sn.Refusal.Sure >= .5:
		return Decision{Kind: Answer, Reason: ReasonDeclinedPerson, Rule: sn.Refusal.Rule, Confidence: sn.Refusal.Sure}, true
	case sn.OfferOpen && sn.Decline.Sure >= sn.fixed().Yes:
		return Decision{Kind: Answer, Reason: ReasonDeclinedPerson, Rule: sn.Decline.Rule, Confidence: sn.Decline.Sure}, true
	}
	return Decision{}, false
}

func ruleOffers(sn *Snapshot) (Decision, bool) {
	reason, rule, sure := offerCause(sn)
	if reason == "" {
		return Decision{}, false
	}
	d := Decision{Kind: Offer, Reason: reason, Rule: rule, Confidence: sure, Unsure: sn.unsure()}
	// An offer on a guess leaves one for somebody in a rage.
	if made := sn.Offers; made > sn.Doubts || made > 0 && reason != ReasonAnger {
		d.Kind, d.Reason = Answer, ReasonAlreadyOffered
	}
	return d, true
}

func offerCause(sn *Snapshot) (Reason, string, float64) {
	p := &sn.Policy
	angry := sn.Angry()
	switch {
	case sn.File:
		return ReasonFile, "file.alone", 1
	case sn.Bare.Sure >= .5:
		return ReasonBareAgent, sn.Bare.Rule, sn.Bare.Sure
	case sn.Reach.Sure >= .5:
		return ReasonHowToReach, sn.Reach.Rule, sn.Reach.Sure
	case angry >= p.Anger:
		return ReasonAnger, cmpRule(sn.Anger.Rule, "mood.anger"), angry
	case p.Repeats > 1 && sn.Repeats >= p.Repeats:
		return ReasonRepeated, "turns.repeated", .9
	case p.Misses > 0 && sn.Misses >= p.Misses:
		return ReasonMisses, "turns.misses", .95
	case sn.Turn <= 1 && sn.Demand.Sure >= p.Demand && sn.Demand.Sure > 0:
		return ReasonDemand, sn.Demand.Rule, sn.Demand.Sure
	case sn.Person.Sure >= sn.fixed().Maybe && sn.Problem.Sure < .5 && !sn.Asked: // a form's "my manager" is an answer
		return ReasonMaybe, sn.Person.Rule, sn.Person.Sure
	}
	return "", "", 0
}

func cmpRule(rule, otherwise string) string {
	if rule == "" {
		return otherwise
	}
	return rule
}

// Angry is the anger that thresholds and rules are held against, 0…1: it joins
// the words with the mood, half each, but words alone suffice. A scorer that
// calls every problem anger cannot make an offer by itself.
func (sn *Snapshot) Angry() float64 {
	if sn.Anger.Sure < sn.fixed().Anger {
		return sn.Anger.Sure
	}
	return max(sn.Anger.Sure, (sn.Anger.Sure+sn.Mood.Anger)/2)
}

func (sn *Snapshot) unsure() bool {
	return sn.Person.Sure >= sn.fixed().Some && sn.Refusal.Sure < .5
}

// Rules that are cited where a model settled an unsure decision: that a person is
// wanted, and that none is.
const modelRule, modelNone = "model.person", "model.none"

// Settle puts a model's opinion into an unsure decision: it may bring a person
// in, never keep one away, and of a decision that is sure it changes nothing. An
// offer for no other reason than the doubt itself goes with the doubt.
func Settle(d Decision, wantsPerson bool) Decision {
	switch {
	case !d.Unsure:
		return d
	case !wantsPerson && d.Reason == ReasonMaybe:
		d.Kind, d.Reason, d.Rule, d.Unsure = Answer, ReasonQuestion, modelNone, false
		return d
	case !wantsPerson:
		return d
	}
	d.Kind, d.Reason, d.Rule, d.Unsure = Handover, ReasonExplicitRequest, modelRule, false
	return d
}
