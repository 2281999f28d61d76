package agentassist

import (
	"time"

	"github.com/google/uuid"
)

// Label says what a suggestion is. The values are stored and shown.
type Label string

// The labels.
const (
	Answer      Label = "answer"      // answers from the articles
	Canned      Label = "canned"      // a prepared text
	Question    Label = "question"    // asks for the one thing that is missing
	Acknowledge Label = "acknowledge" // shows that the visitor was heard
)

// Outcome is what became of a suggestion. The values are stored and shown.
type Outcome string

// The outcomes.
const (
	Shown     Outcome = "shown"
	Inserted  Outcome = "inserted"  // put into the composer
	Sent      Outcome = "sent"      // sent as it was
	Edited    Outcome = "edited"    // sent after changes
	Dismissed Outcome = "dismissed" // put away, with a reason
)

// SourceKind is what a source is. The values are stored and shown.
type SourceKind string

// The kinds of source.
const (
	FromArticle SourceKind = "article"
	FromCanned  SourceKind = "canned"
	FromReply   SourceKind = "reply" // a good reply of the past
)

// Source is one numbered source of a suggestion.
type Source struct {
	// Number counts from 1.
	Number int        `json:"number"`
	Kind   SourceKind `json:"kind"`
	// Article is set where Kind is article.
	Article *uuid.UUID `json:"article_id,omitempty"`
	Title   string     `json:"title"`
	Section string     `json:"section,omitempty"`
	// Internal: not for visitors' eyes as it stands.
	Internal bool `json:"internal,omitempty"`
}

// Suggestion is a reply proposed to the agent.
type Suggestion struct {
	ID    uuid.UUID
	Label Label
	// Text is Markdown, ready to be sent or edited.
	Text string
	// ForSeq is the visitor message it replies to.
	ForSeq  int64
	Sources []Source
	// Internal: a source is internal; inserting asks first.
	Internal bool
	// Model wrote it; "" if it was made without one.
	Model   string
	Outcome Outcome
	At      time.Time
}

// mostSuggestions is how many are shown for one message: more is not read.
const mostSuggestions = 3
