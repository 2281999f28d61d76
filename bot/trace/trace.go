package trace

import (
	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot/guard"
	"github.com/firstlinehq/firstline/bot/sure"
	"github.com/firstlinehq/firstline/handoff"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/locale"
)

// Outcome says how a turn ended.
type Outcome string

// The outcomes. They are stored: do not rename.
const (
	Answered   Outcome = "answered"
	Missed     Outcome = "missed"      // said that there is no answer
	Clarified  Outcome = "clarified"   // asked back
	SmallTalk  Outcome = "small_talk"  // a greeting, a thank-you
	FixedLine  Outcome = "line"        // a line that says what is going on
	HandedOver Outcome = "handed_over" // a person was asked for
	Guided     Outcome = "guided"      // a step of a guided flow
	Superseded Outcome = "superseded"  // in vain: the visitor wrote on, or a person took over
)

// Mode says what made the text.
type Mode string

// The modes. They are stored: do not rename.
const (
	ByModel    Mode = "model"
	Extractive Mode = "extractive"
	Fixed      Mode = "fixed"
	NoText     Mode = "none"
)

// Trace explains a turn. It holds no text of the visitor.
type Trace struct {
	Steps        []Step           `json:"steps"`
	FirstTokenMs int64            `json:"first_token_ms"`
	Decision     handoff.Decision `json:"decision"`
	// Intent is what the message was taken to want; nil where no model read it.
	Intent *Intent `json:"intent,omitempty"`
	Small  string  `json:"small_talk,omitempty"`
	// Refused is the topic that the bot does not speak about, if it was one.
	Refused  string `json:"refused,omitempty"`
	FollowUp bool   `json:"follow_up"`
	// Settings is the version of the bot's settings in force.
	Settings int `json:"settings,omitempty"`
	// Confidence is retrieval's, Cover the extractive answer's, both 0…1.
	Confidence float64     `json:"confidence"`
	Cover      float64     `json:"cover"`
	Signs      sure.Signs  `json:"signs"`
	Retrieval  []Retrieved `json:"retrieval"`
	Model      *Model      `json:"model,omitempty"`
	// Flow is what the turn did in a guided flow; nil if nothing.
	Flow *Flow `json:"flow,omitempty"`
	// Rewrite is what a model made of a follow-up; nil if none was asked.
	Rewrite *Rewrite `json:"rewrite,omitempty"`
	// Person is what a model said where it was unsure whether a person is wanted;
	// nil if none was asked.
	Person *Person `json:"person,omitempty"`
	// Actions is nil if no model was asked to choose one.
	Actions *Actions `json:"actions,omitempty"`
}

// Intent is the intent that fits a message best.
type Intent struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`
	// Confidence that it is right, 0…1; Taken where that was enough.
	Confidence float64 `json:"confidence"`
	Taken      bool    `json:"taken"`
}

// Actions is what a model chose to have done, and what came of it.
type Actions struct {
	Prompt     string    `json:"prompt"` // version of the prompt
	Failure    string    `json:"failure,omitempty"`
	Usage      llm.Usage `json:"usage"`
	CostMicros int64     `json:"cost_micros,omitempty"`
	// Dropped counts wishes beyond what a turn may call.
	Dropped int          `json:"dropped,omitempty"`
	Calls   []ActionCall `json:"calls"`
}

// ActionCall is one action that was wished for.
type ActionCall struct {
	Name string `json:"name"`
	// Title is what people call it, in the turn's language; Titles are all its
	// languages, which traces before them lack.
	Title  string       `json:"title,omitempty"`
	Titles locale.Texts `json:"titles,omitempty"`
	// Inputs are redacted; traces before Given have only these.
	Inputs map[string]string `json:"inputs,omitempty"`
	// Given are the inputs, and Results what came back, as people call them.
	Given   []Value `json:"given,omitempty"`
	Results []Value `json:"results,omitempty"`
	Outcome string  `json:"outcome"`
	Reason  string  `json:"reason,omitempty"`
	TookMs  int64   `json:"took_ms"`
}

// Value is something that goes into an action, comes out of it, or is filled in.
type Value struct {
	Name string `json:"name"`
	// Label is what people call it.
	Label locale.Texts `json:"label,omitempty"`
	// Text is redacted; "" where it is not told.
	Text string `json:"text,omitempty"`
}

// Step is a part of a turn and when it ended, counted from the claim.
type Step struct {
	Name    string `json:"name"`
	EndedMs int64  `json:"ended_ms"`
}

// Flow is a step of a guided flow. Fields stand by name, without what the
// visitor filled in.
type Flow struct {
	ID      uuid.UUID `json:"id"`
	Name    string    `json:"name"`
	Version int       `json:"version"`
	// Cause is what began it in this turn, "" if it had begun before.
	Cause string `json:"cause,omitempty"`
	// From is the step that the visitor's message answered, Step the one that
	// waits now, Status that of the run.
	From   string `json:"from,omitempty"`
	Step   string `json:"step"`
	Status string `json:"status"`
	// Filled are the fields by name, Fields the same with what people call them,
	// which traces before them lack.
	Filled []string   `json:"filled,omitempty"`
	Fields []Value    `json:"fields,omitempty"`
	Called []FlowCall `json:"called,omitempty"`
}

// FlowCall is an action that a flow called.
type FlowCall struct {
	Action string `json:"action"`
	// Title is what people call it.
	Title locale.Texts `json:"title,omitempty"`
	OK    bool         `json:"ok"`
	// Waits for the visitor's yes.
	Waits bool `json:"waits,omitempty"`
	// Results are what came back.
	Results []Value `json:"results,omitempty"`
}

// Retrieved is a passage that was found.
type Retrieved struct {
	Article uuid.UUID `json:"article_id"`
	Title   string    `json:"title"`
	Section string    `json:"section,omitempty"`
	Score   float64   `json:"score"`
	Cited   bool      `json:"cited"`
}

// Person is a model's opinion on whether a person is wanted.
type Person struct {
	Prompt     string    `json:"prompt"` // version of the prompt
	Wanted     bool      `json:"wanted"`
	Failure    string    `json:"failure,omitempty"`
	Usage      llm.Usage `json:"usage"`
	CostMicros int64     `json:"cost_micros,omitempty"`
}

// Rewrite is what a model made of a follow-up before the search.
type Rewrite struct {
	// Text is the question that was searched for, redacted; "" if Failure says
	// why there is none.
	Text       string    `json:"text,omitempty"`
	Failure    string    `json:"failure,omitempty"`
	Usage      llm.Usage `json:"usage"`
	CostMicros int64     `json:"cost_micros,omitempty"`
}

// Model is what happened with a model.
type Model struct {
	Name     string `json:"name"`
	Endpoint string `json:"endpoint,omitempty"` // host
	Prompt   string `json:"prompt"`             // version of the prompt
	// Failure says why the reply was not used, "" if it was.
	Failure string    `json:"failure,omitempty"`
	Usage   llm.Usage `json:"usage"`
	// Estimated: the endpoint did not count, or was cut off before it could.
	Estimated bool `json:"estimated,omitempty"`
	// CostMicros is the price in millionths of a US dollar.
	CostMicros int64           `json:"cost_micros,omitempty"`
	Dropped    []guard.Dropped `json:"dropped,omitempty"`
	// Masked counts personal data that were masked, by kind.
	Masked map[string]int `json:"masked,omitempty"`
	// Sent and Said are prompt and reply, redacted; they are stored apart.
	Sent, Said string `json:"-"`
}
