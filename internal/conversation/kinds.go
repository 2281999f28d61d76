package conversation

import "github.com/google/uuid"

// Message is what visitor, bot or agent said, for everyone: "message.added".
type Message struct {
	// Text is Markdown from bot and agents, plain text from visitors; valid
	// UTF-8 without NUL, at most MaxText bytes.
	Text string `json:"text"`
	// Sources are what the text cites by number.
	Sources []Source `json:"sources,omitempty"`
	// Offer asks whether the visitor would like a person.
	Offer bool `json:"offer,omitempty"`
	// Line names a fixed text in the visitor's locale (key "line.<name>") that
	// Text is the rendering of; empty for everything else.
	Line string `json:"line,omitempty"`
	// Turn is the bot's turn that made it; nil for people.
	Turn *uuid.UUID `json:"turn_id,omitempty"`
}

// Source is one numbered source under a message.
type Source struct {
	// Number is what the text cites as [n], from 1.
	Number    int       `json:"number"`
	ArticleID uuid.UUID `json:"article_id"`
	Title     string    `json:"title"`
	// Section is the heading path of the cited passage; empty at the top.
	Section string `json:"section,omitempty"`
	// Anchor is the passage's place in the rendered article.
	Anchor string `json:"anchor,omitempty"`
	// Quote is the passage's text as it stands in the article.
	Quote string `json:"quote,omitempty"`
}

// MaxText is the longest text of a message, in bytes.
const MaxText = 16 << 10

// Kind implements EventData.
func (Message) Kind() string { return "message.added" }

// Audience implements EventData.
func (Message) Audience() Audience { return Everyone }

// Note is a text that only agents see: "note.added".
type Note struct {
	// Text is Markdown, at most MaxText bytes.
	Text string `json:"text"`
}

// Kind implements EventData.
func (Note) Kind() string { return "note.added" }

// Audience implements EventData.
func (Note) Audience() Audience { return Staff }

// StageMoved says who holds the conversation now: "stage.moved".
type StageMoved struct {
	From Stage `json:"from"`
	To   Stage `json:"to"`
	// Agent holds it now; absent unless To is person.
	Agent *AgentRef `json:"agent,omitempty"`
}

// AgentRef is as much of an agent as the visitor may see.
type AgentRef struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Name string    `json:"name"`
}

// Kind implements EventData.
func (StageMoved) Kind() string { return "stage.moved" }

// Audience implements EventData.
func (StageMoved) Audience() Audience { return Everyone }

// Rated is the visitor's rating after the conversation: "rating.given".
type Rated struct {
	// Score is 1 (bad) to 5 (good).
	Score   int    `json:"score" minimum:"1" maximum:"5"`
	Comment string `json:"comment,omitempty"`
}

// Kind implements EventData.
func (Rated) Kind() string { return "rating.given" }

// Audience implements EventData.
func (Rated) Audience() Audience { return Everyone }

// FeedbackGiven says whether an answer helped: "feedback.given". Once per
// message: its client id is made from the message's number.
type FeedbackGiven struct {
	// Seq is the bot's message, in the visitor's numbering.
	Seq     int64 `json:"seq"`
	Helpful bool  `json:"helpful"`
}

// Kind implements EventData.
func (FeedbackGiven) Kind() string { return "feedback.given" }

// Audience implements EventData.
func (FeedbackGiven) Audience() Audience { return Everyone }

// Typing is the signal that somebody is writing: "typing.started".
type Typing struct {
	// By is who writes.
	By AuthorKind `json:"by"`
	// Name is the agent's; empty for visitor and bot.
	Name string `json:"name,omitempty"`
}

// Kind implements EventData.
func (Typing) Kind() string { return "typing.started" }

// Audience implements EventData.
func (Typing) Audience() Audience { return Everyone }
