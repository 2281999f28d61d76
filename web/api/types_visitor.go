package api

import (
	"time"

	"github.com/google/uuid"
)

// WidgetConfig is what the widget needs to open.
type WidgetConfig struct {
	Workspace string   `json:"workspace" doc:"Its slug"`
	Name      string   `json:"name"`
	Color     string   `json:"color" doc:"#rrggbb, or empty for the default"`
	Lang      string   `json:"lang" enum:"en,zh"`
	Greeting  string   `json:"greeting"`
	Starters  []string `json:"starters"`
	Hours     string   `json:"hours" doc:"When people are there; empty if not set"`
	// PeopleOnline: at least one agent is there now.
	PeopleOnline bool `json:"people_online"`
	Mail         bool `json:"mail" doc:"A conversation can be sent by e-mail"`
}

// VisitorSession is a device's token.
type VisitorSession struct {
	Token     string    `json:"token" doc:"Kept by the widget; never put into a URL"`
	VisitorID uuid.UUID `json:"visitor_id" format:"uuid"`
}

// VisitorConversation is a conversation as its visitor sees it.
type VisitorConversation struct {
	ID       uuid.UUID  `json:"id" format:"uuid"`
	Stage    string     `json:"stage" enum:"bot,waiting,person,resolved"`
	LastSeq  int64      `json:"last_seq" doc:"In the visitor's numbering"`
	LastAt   time.Time  `json:"last_at"`
	Preview  string     `json:"preview"`
	Agent    string     `json:"agent,omitempty" doc:"Name of the agent who holds it"`
	Queue    *QueueView `json:"queue,omitempty" doc:"While waiting"`
	Rated    bool       `json:"rated"`
	FollowUp string     `json:"follow_up,omitempty" doc:"The e-mail that the answer goes to"`
	// MailTo: a transcript may be asked for without an address.
	MailTo    string    `json:"mail_to,omitempty" doc:"Where a transcript goes unless another address is given, all but its first letter hidden"`
	CreatedAt time.Time `json:"created_at"`
}

// QueueView is the visitor's place while waiting for a person.
type QueueView struct {
	Position int `json:"position" minimum:"1"`
	// MinWait and MaxWait are minutes, absent while too little is known.
	MinWait *int `json:"min_wait,omitempty"`
	MaxWait *int `json:"max_wait,omitempty"`
	// PeopleOnline: somebody is there to take it.
	PeopleOnline bool `json:"people_online"`
	// Closed: it is out of their hours; OpensAt is when they are back, if known.
	Closed  bool       `json:"closed,omitempty"`
	OpensAt *time.Time `json:"opens_at,omitempty"`
	// Notice is the admin's, in the visitor's language.
	Notice   string `json:"notice,omitempty"`
	LongLine bool   `json:"long_line,omitempty" doc:"So long a line that an answer by e-mail is offered at once"`
}

// ArticlePage is an article as visitors read it.
type ArticlePage struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Title     string    `json:"title"`
	Lang      string    `json:"lang"`
	HTML      string    `json:"html" doc:"Sanitised: no scripts, no remote images"`
	UpdatedAt time.Time `json:"updated_at"`
	// HelpPath is the article's page in the help centre; "" if that is off.
	HelpPath string `json:"help_path,omitempty"`
}
