package handoff

import (
	"time"

	"github.com/google/uuid"
)

// Kind is one of the three ways a turn can go.
type Kind string

// The three ways.
const (
	Answer   Kind = "answer"   // the bot answers
	Offer    Kind = "offer"    // the bot offers a person, and may answer as well
	Handover Kind = "handover" // a person now
)

// Reason says why a turn went its way. The values are stored and shown.
type Reason string

// Reasons for a handover.
const (
	ReasonExplicitRequest Reason = "explicit_request" // asked for a person
	ReasonAcceptedOffer   Reason = "accepted_offer"   // said yes to the bot's offer
	ReasonAdminRule       Reason = "admin_rule"       // a rule of the workspace; also for offers
	ReasonAbuse           Reason = "abuse"            // insults or threats against people or the bot
	ReasonLegal           Reason = "legal"            // lawyers, courts, regulators
	ReasonSafety          Reason = "safety"           // somebody may come to harm
	ReasonBotFailure      Reason = "bot_failure"      // the bot could not finish its turn
	ReasonFlow            Reason = "flow"             // a guided flow led to a person
	ReasonAgentGone       Reason = "agent_gone"       // who held it left with the visitor unanswered; never Decide's
	ReasonTransferred     Reason = "transferred"      // who held it passed it on; never Decide's
	ReasonTakenOver       Reason = "taken_over"       // an agent took it from the bot unasked; never Decide's
)

// Reasons for an offer.
const (
	ReasonHowToReach Reason = "how_to_reach" // asked how to reach support
	ReasonBareAgent  Reason = "bare_agent"   // a single word such as "agent", "客服"
	ReasonAnger      Reason = "anger"        // angry at us, beyond having a problem
	ReasonRepeated   Reason = "repeated"     // the same thing three turns running
	ReasonMisses     Reason = "misses"       // two turns in a row without an answer
	ReasonDemand     Reason = "demand"       // an ultimatum as the first thing said
	ReasonMaybe      Reason = "maybe_person" // seems to want a person, in words that nobody foresaw
	ReasonFile       Reason = "file"         // sent a file and no word: the bot cannot read it
)

// Reasons for an answer.
const (
	ReasonQuestion       Reason = "question"        // nothing else applies
	ReasonCalmProblem    Reason = "calm_problem"    // something is wrong, told calmly
	ReasonDeclinedPerson Reason = "declined_person" // said that no person is needed
	ReasonAlreadyOffered Reason = "already_offered" // would be an offer, but one was made
)

// Reasons are all reasons, handovers first.
func Reasons() []Reason {
	return []Reason{
		ReasonExplicitRequest, ReasonAcceptedOffer, ReasonAdminRule, ReasonAbuse, ReasonLegal, ReasonSafety, ReasonBotFailure, ReasonFlow,
		ReasonAgentGone, ReasonTransferred, ReasonTakenOver,
		ReasonHowToReach, ReasonBareAgent, ReasonAnger, ReasonRepeated, ReasonMisses, ReasonDemand, ReasonMaybe, ReasonFile,
		ReasonQuestion, ReasonCalmProblem, ReasonDeclinedPerson, ReasonAlreadyOffered,
	}
}

// Role is who said a line.
type Role string

// The roles of a transcript.
const (
	RoleVisitor Role = "visitor"
	RoleBot     Role = "bot"
	RoleAgent   Role = "agent"
)

// Line is one message of the transcript.
type Line struct {
	Role Role
	Seq  int64
	Text string
	// Offered marks a bot's line that offered a person.
	Offered bool
	// Missed marks a bot's line that said it has no answer.
	Missed bool
	// Form marks a bot's line that asked a question of a form.
	Form bool
}

// Mood is how the visitor feels, as the scorer put it.
type Mood struct {
	Valence float64 `json:"valence"` // -1 bad … 1 good
	Anger   float64 `json:"anger"`   // at us, 0…1
	Urgency float64 `json:"urgency"` // 0…1
}

// Signals is all that a decision may depend on.
type Signals struct {
	// Lines is the transcript, oldest first. The visitor's lines after the last
	// line of the bot or an agent are what this turn is about; without any the
	// decision is an answer.
	Lines []Line
	// Lang is the conversation's language, "en" or "zh"; only admin rules look at it.
	Lang string
	// Stage is the conversation's stage; only admin rules look at it.
	Stage string
	// Mood is the conversation's mood after the last message; zero if not scored.
	Mood Mood
	// Offers are why a person was offered before, by the last message of the visitor
	// that it was decided on. Of offers that are not in it the words tell.
	Offers map[int64]Reason
	// Missed says that retrieval found nothing good enough for this turn.
	Missed bool
	// Retrieval is the confidence of the best passage, 0…1. Recorded, and for admin rules.
	Retrieval float64
	// File says that this turn is about a file and no word.
	File bool
	// BotFailure is the code of what kept the bot from finishing, "" if nothing did.
	BotFailure string
	// Asked says that the bot's last line was a question of a guided flow, which
	// this turn answers: short answers resemble one another and are in no article.
	Asked bool
	// HandedBack: an agent handed the conversation back to the bot. A rule that
	// looks at lasting things alone would bring it to them again at once.
	HandedBack bool
	// Flow is the step of a guided flow that wants a person, "" if none does.
	Flow string
	// Intent is the workspace's label for the message, "" if none.
	Intent string
	// Attributes are the visitor's, as an identify call gave them.
	Attributes map[string]string
	// Topics are the best article found and its collection; none if nothing was
	// found that is worth calling a topic.
	Topics []uuid.UUID
	// Page is the address the visitor writes from, "" if unknown.
	Page string
	// At is when the message came, by the database's clock.
	At time.Time
	// Rules are the workspace's own, first match wins; House is their version.
	Rules []Rule
	House int
	// Policy holds the thresholds; nil means DefaultPolicy.
	Policy *Policy
}

// Policy is what a workspace may set about decisions. Thresholds are 0…1;
// above 1 switches the rule off.
type Policy struct {
	Version int `json:"version" required:"false"`
	// Anger offers a person from this mean of classifier and mood.
	Anger float64 `json:"anger"`
	// Abuse, Legal and Safety hand over from these.
	Abuse  float64 `json:"abuse"`
	Legal  float64 `json:"legal"`
	Safety float64 `json:"safety"`
	// Demand offers a person on turn one from this.
	Demand float64 `json:"demand"`
	// Repeats is how many turns running about the same thing make an offer.
	Repeats int `json:"repeats"`
	// Misses is how many turns in a row without an answer make an offer.
	Misses int `json:"misses"`
}

// Evidence is the visitor's words that a decision rests on.
type Evidence struct {
	Seq   int64  `json:"seq"`
	Quote string `json:"quote"`
	// Start and End are byte offsets of Quote in the message's text.
	Start int `json:"start"`
	End   int `json:"end"`
}

// Decision is which way a turn goes, and why.
type Decision struct {
	Kind   Kind   `json:"kind"`
	Reason Reason `json:"reason"`
	// Rule is the id of the rule that fired, stable across versions.
	Rule string `json:"rule"`
	// Evidence is empty for reasons that rest on no words (misses, failure).
	Evidence Evidence `json:"evidence"`
	// Confidence is 0…1.
	Confidence float64 `json:"confidence"`
	// Unsure marks the band in which a model may be asked: see Settle.
	Unsure bool `json:"unsure"`
	// Team is where an admin's rule sends the conversation, "" for the default;
	// Priority is what it raises it to.
	Team     string `json:"team,omitempty"`
	Priority int    `json:"priority,omitempty"`
	// Snapshot holds the signals as numbers: Replay on it gives this decision.
	Snapshot Snapshot `json:"snapshot"`
}
