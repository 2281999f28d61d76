package api

import (
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/locale"
)

// TurnRow is one pass of the bot over unanswered visitor messages.
type TurnRow struct {
	ID         uuid.UUID `json:"id" format:"uuid"`
	VisitorSeq int64     `json:"visitor_seq" doc:"The last visitor message it is about"`
	// MessageSeq is the bot's message; absent if the turn said nothing.
	MessageSeq int64     `json:"message_seq,omitempty"`
	Outcome    string    `json:"outcome" enum:"answered,missed,clarified,small_talk,line,handed_over,superseded,guided"`
	Mode       string    `json:"mode" enum:"model,extractive,fixed,none"`
	At         time.Time `json:"at"`
	TookMS     int64     `json:"took_ms"`
	// CostMicros is in millionths of a US dollar; as the tokens, it is of all that
	// models were asked in the turn.
	CostMicros       int64 `json:"cost_micros"`
	PromptTokens     int   `json:"prompt_tokens"`
	CompletionTokens int   `json:"completion_tokens"`
}

// TurnView explains a turn.
type TurnView struct {
	TurnRow
	Lang string `json:"lang"`
	// FirstTextMS is when the first text was on the visitor's screen; 0 = none
	// was.
	FirstTextMS int64        `json:"first_text_ms"`
	Steps       []TurnStep   `json:"steps"`
	Decision    TurnDecision `json:"decision"`
	Signals     []TurnSignal `json:"signals" doc:"What spoke for or against a person, strongest first"`
	// Intent is what the message was taken to want; absent where nothing read it.
	Intent *TurnIntent `json:"intent,omitempty"`
	// FollowUp: the question leant on what was said before.
	FollowUp bool `json:"follow_up"`
	// Rewritten is the question that a model made of a follow-up, redacted;
	// RewriteFailure says why there is none.
	Rewritten      string `json:"rewritten,omitempty"`
	RewriteFailure string `json:"rewrite_failure,omitempty"`
	Small          string `json:"small_talk,omitempty"`
	Refused        string `json:"refused,omitempty" doc:"The topic that the bot does not speak about"`
	Settings       int    `json:"settings,omitempty" doc:"Version of the bot's settings in force"`
	// Confidence is the search's, Cover the extractive answer's, Sure both
	// together and Threshold from where on it is given, all 0…1.
	Confidence float64         `json:"confidence"`
	Cover      float64         `json:"cover"`
	Sure       float64         `json:"sure"`
	Threshold  float64         `json:"threshold"`
	Retrieval  []TurnRetrieved `json:"retrieval"`
	Model      *TurnModel      `json:"model,omitempty"`
	// Flow is the step of a guided flow that the turn took.
	Flow *TurnFlow `json:"flow,omitempty"`
	// Actions is what a model chose to have done; absent if none was asked.
	Actions *TurnActions `json:"actions,omitempty"`
	// Person is what a model said where the decision was unsure; absent if none
	// was asked.
	Person *TurnPerson `json:"person,omitempty"`
}

// TurnIntent is the intent that fits the message best.
type TurnIntent struct {
	ID         uuid.UUID `json:"id" format:"uuid"`
	Name       string    `json:"name"`
	Confidence float64   `json:"confidence" minimum:"0" maximum:"1"`
	Taken      bool      `json:"taken" doc:"It was sure enough to count"`
}

// TurnPerson is a model's opinion on whether a person is wanted.
type TurnPerson struct {
	Wanted        bool   `json:"wanted"`
	Failure       string `json:"failure,omitempty" doc:"Why there is no opinion; then the local decision stands"`
	PromptVersion string `json:"prompt_version"`
	CostMicros    int64  `json:"cost_micros"`
}

// TurnActions is what a model chose to have done, and what came of it.
type TurnActions struct {
	Failure    string           `json:"failure,omitempty"`
	CostMicros int64            `json:"cost_micros"`
	Dropped    int              `json:"dropped" doc:"Wishes beyond what a turn may call"`
	Calls      []TurnActionCall `json:"calls"`
}

// TurnActionCall is one action that was wished for.
type TurnActionCall struct {
	Name    string       `json:"name"`
	Title   string       `json:"title,omitempty" doc:"In the turn's language"`
	Titles  locale.Texts `json:"titles,omitempty" doc:"In all languages that it is written in"`
	Inputs  []TurnValue  `json:"inputs"`
	Results []TurnValue  `json:"results" doc:"What came back"`
	Outcome string       `json:"outcome"`
	Reason  string       `json:"reason,omitempty"`
	TookMS  int64        `json:"took_ms"`
}

// TurnValue is something that goes into an action, comes out of it, or is filled
// in.
type TurnValue struct {
	Name  string       `json:"name"`
	Label locale.Texts `json:"label,omitempty" doc:"What people call it, by language"`
	Text  string       `json:"text,omitempty" doc:"Redacted; absent where it is not told"`
}

// TurnFlow is a step of a guided flow. Fields stand by name.
type TurnFlow struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Name    string    `json:"name"`
	Version int       `json:"version"`
	// Cause is what began it in this turn; absent if it had begun before.
	Cause string `json:"cause,omitempty" enum:"starter,rule,phrase,intent"`
	// From is the step that the message answered, Step the one that waits now.
	From   string         `json:"from,omitempty"`
	Step   string         `json:"step"`
	Status string         `json:"status" enum:"open,ended,handed_over,cancelled"`
	Filled []TurnValue    `json:"filled" doc:"Without what was filled in"`
	Called []TurnFlowCall `json:"called"`
}

// TurnFlowCall is an action that the flow called.
type TurnFlowCall struct {
	Action  string       `json:"action"`
	Title   locale.Texts `json:"title,omitempty" doc:"What people call it, by language"`
	OK      bool         `json:"ok"`
	Waits   bool         `json:"waits" doc:"For the visitor's yes"`
	Results []TurnValue  `json:"results" doc:"What came back"`
}

// TurnStep is a part of a turn and how long it took.
type TurnStep struct {
	Name   string `json:"name" enum:"read,search,decide,reply"`
	TookMS int64  `json:"took_ms"`
}

// TurnDecision is which way the turn went, and why.
type TurnDecision struct {
	Kind       string  `json:"kind" enum:"answer,offer,handover"`
	Reason     string  `json:"reason"`
	Rule       string  `json:"rule"`
	RuleName   string  `json:"rule_name,omitempty" doc:"What the workspace calls its own rule, if it was one and is still there"`
	Quote      string  `json:"quote,omitempty" doc:"The visitor's words, redacted"`
	QuoteSeq   int64   `json:"quote_seq,omitempty"`
	Confidence float64 `json:"confidence" minimum:"0" maximum:"1"`
}

// TurnSignal is one thing that decisions are made from.
type TurnSignal struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// TurnRetrieved is a passage that was found.
type TurnRetrieved struct {
	ArticleID uuid.UUID `json:"article_id" format:"uuid"`
	Title     string    `json:"title"`
	Section   string    `json:"section,omitempty"`
	Score     float64   `json:"score"`
	Cited     bool      `json:"cited"`
}

// TurnModel is what happened with a model.
type TurnModel struct {
	Name     string `json:"name,omitempty"`
	Endpoint string `json:"endpoint,omitempty" doc:"Its host"`
	// PromptVersion names the file that the prompt was made from.
	PromptVersion string `json:"prompt_version"`
	// Failure says why the reply was not used.
	Failure          string `json:"failure,omitempty"`
	PromptTokens     int    `json:"prompt_tokens"`
	CompletionTokens int    `json:"completion_tokens"`
	Estimated        bool   `json:"estimated,omitempty" doc:"The endpoint did not count the tokens"`
	CostMicros       int64  `json:"cost_micros"`
	// Prompt and Reply are redacted, and forgotten after 30 days.
	Prompt  string         `json:"prompt,omitempty"`
	Reply   string         `json:"reply,omitempty"`
	Dropped []TurnDropped  `json:"dropped" doc:"Sentences that the checks did not let through"`
	Masked  map[string]int `json:"masked,omitempty" doc:"Personal data hidden from the model, by kind"`
}

// TurnDropped is a sentence of a model's reply that was not shown.
type TurnDropped struct {
	Text   string `json:"text"`
	Reason string `json:"reason" enum:"unsupported,figure,link,polarity,promise,dangling,repeats"`
}
