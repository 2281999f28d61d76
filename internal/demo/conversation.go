package demo

import "time"

// Stage says who holds a conversation.
type Stage string

// The stages.
const (
	BotStage Stage = "bot"
	Waiting  Stage = "waiting"
	InPerson Stage = "person"
	Resolved Stage = "resolved"
)

// Author is who wrote a message.
type Author string

// The authors.
const (
	ByVisitor Author = "visitor"
	ByBot     Author = "bot"
	ByAgent   Author = "agent"
)

// Visitor is the person on the other side.
type Visitor struct {
	Name  string `yaml:"name"`
	Email string `yaml:"email"`
	Page  string `yaml:"page"`
}

// Conversation is a transcript as the console would show it.
type Conversation struct {
	// Key is unique and stable, so that seeding twice can find it again.
	Key   string `yaml:"key"`
	Lang  string `yaml:"lang"`
	Stage Stage  `yaml:"stage"`
	// Ago is how long before the seeding the first message was written.
	Ago     time.Duration `yaml:"ago"`
	Visitor Visitor       `yaml:"visitor"`
	// Team is a team's key; empty as long as the bot has it.
	Team string `yaml:"team"`
	// Agent is the e-mail of the one who holds or resolved it.
	Agent string `yaml:"agent"`
	// Handoff is why it left the bot; nil if it did not.
	Handoff  *Handoff  `yaml:"handoff"`
	Rating   *Rating   `yaml:"rating"`
	Messages []Message `yaml:"messages"`
}

// Handoff is the escalation's cause.
type Handoff struct {
	// Reason is a reason of the ledger: explicit_request or accepted_offer.
	Reason string `yaml:"reason"`
	// Offered is why the bot offered a person (anger, misses); empty if the
	// visitor asked.
	Offered string `yaml:"offered"`
	// Seq is the visitor's message that caused it, Quote the words in it.
	Seq   int64  `yaml:"seq"`
	Quote string `yaml:"quote"`
}

// Rating is the visitor's verdict, 1 (bad) to 5 (good).
type Rating struct {
	Score   int    `yaml:"score"`
	Comment string `yaml:"comment"`
}

// Message is one line of a transcript.
type Message struct {
	// Seq counts from 1 without gaps, notes included.
	Seq int64  `yaml:"-"`
	By  Author `yaml:"by"`
	// After is the time since the message before it.
	After time.Duration `yaml:"after"`
	Text  string        `yaml:"text"`
	// Note marks what only staff sees.
	Note bool `yaml:"note"`
	// Offer marks a bot line that offers a person.
	Offer bool `yaml:"offer"`
	// Miss is what came of a visitor's question that no article answers: missed or
	// escalated; empty for any other message.
	Miss string `yaml:"miss"`
	// Sources are slugs of the articles cited as [1], [2] …
	Sources []string `yaml:"sources"`
}

// Conversations gives the example conversations, the oldest first.
func Conversations() ([]Conversation, error) {
	var conversations []Conversation
	if err := read("content/conversations.yaml", &conversations); err != nil {
		return nil, err
	}
	for i := range conversations {
		for j := range conversations[i].Messages {
			conversations[i].Messages[j].Seq = int64(j + 1)
		}
	}
	return conversations, nil
}
