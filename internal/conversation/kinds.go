package conversation

import (
	"slices"

	"github.com/google/uuid"
)

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
	// Ask is what the text asks for, in a form that a screen can help to answer;
	// nil for what asks nothing of the kind.
	Ask *Ask `json:"ask,omitempty"`
	// Files are what came with it; then Text may be empty.
	Files []Attached `json:"files,omitempty"`
}

// Attached is a file that came with a message.
type Attached struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Name string    `json:"name"`
	// Media is its type, as its bytes say.
	Media string `json:"media"`
	Bytes int    `json:"bytes"`
	// Width and Height are a picture's, in pixels; absent for anything else.
	Width  int `json:"width,omitempty"`
	Height int `json:"height,omitempty"`
}

// FileNames are the names of what came with the message.
func (m Message) FileNames() []string {
	names := make([]string, len(m.Files))
	for i, f := range m.Files {
		names[i] = f.Name
	}
	return names
}

// Ask helps to answer a message. The answer comes as a message, in words.
type Ask struct {
	// Input is the kind of field that fits, "" for any text.
	Input AskInput `json:"input,omitempty" enum:"email,phone,date,number,file"`
	// Earliest and Latest bound a date, as 2026-11-03; "" for no bound.
	Earliest string `json:"earliest,omitempty"`
	Latest   string `json:"latest,omitempty"`
	// Choices are answers to choose from; another one may be written.
	Choices []string `json:"choices,omitempty"`
	// Card is what is to be confirmed.
	Card []AskedValue `json:"card,omitempty"`
}

// AskInput is a kind of field.
type AskInput string

// The kinds of field.
const (
	AskEmail  AskInput = "email"
	AskPhone  AskInput = "phone"
	AskDate   AskInput = "date"
	AskNumber AskInput = "number"
	AskFile   AskInput = "file"
)

// AskedValue is a line of a card.
type AskedValue struct {
	Label string `json:"label"`
	Value string `json:"value"`
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
	// Action says that it is no article but what an action has found out;
	// ArticleID is the zero id then.
	Action bool `json:"action,omitempty"`
	// Near says that the message has no answer and this article only came closest:
	// nothing of the text rests on it.
	Near bool `json:"near,omitempty"`
}

// Cited are the sources that the text rests on.
func (m Message) Cited() []Source {
	return slices.DeleteFunc(slices.Clone(m.Sources), func(s Source) bool { return s.Near })
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
	// Mentions are the agents it names; they are told of it.
	Mentions []uuid.UUID `json:"mentions,omitempty"`
	// PassedTo is who takes over, where the note goes with a transfer.
	PassedTo *PassedTo `json:"passed_to,omitempty"`
}

// PassedTo is whom an agent handed a conversation on to.
type PassedTo struct {
	Kind string `json:"kind" enum:"agent,team,bot"`
	// ID and Name are the agent's or team's; absent for the bot.
	ID   *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Name string     `json:"name,omitempty"`
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
