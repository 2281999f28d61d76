package api

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/internal/conversation"
)

// ListRow is one conversation in the agents' list.
type ListRow struct {
	ID          uuid.UUID  `json:"id" format:"uuid"`
	Number      int64      `json:"number" doc:"For people: #1042"`
	VisitorID   uuid.UUID  `json:"visitor_id" format:"uuid"`
	VisitorName string     `json:"visitor_name" doc:"Empty for a visitor who gave no name"`
	Lang        string     `json:"lang" enum:"en,zh"`
	Stage       string     `json:"stage" enum:"bot,waiting,person,resolved"`
	AgentID     *uuid.UUID `json:"agent_id,omitempty" format:"uuid"`
	AgentName   string     `json:"agent_name,omitempty"`
	TeamID      *uuid.UUID `json:"team_id,omitempty" format:"uuid"`
	Preview     string     `json:"preview"`
	LastAuthor  string     `json:"last_author" enum:"visitor,bot,agent,system,"`
	LastAt      time.Time  `json:"last_at"`
	LastSeq     int64      `json:"last_seq"`
	// UnreadFrom is the visitor's last message that no agent has answered.
	Unread       bool       `json:"unread" doc:"The visitor spoke last and no person has replied"`
	WaitingSince *time.Time `json:"waiting_since,omitempty"`
	SnoozedUntil *time.Time `json:"snoozed_until,omitempty"`
	Mood         *Mood      `json:"mood,omitempty"`
	Priority     int        `json:"priority" doc:"0 normal; higher is more urgent" minimum:"0" maximum:"3"`
	Reason       string     `json:"reason,omitempty" doc:"Why a person was asked for, while waiting or with a person"`
	ReasonBefore string     `json:"reason_before,omitempty" doc:"Why one was asked for before, where the reason is that an agent left with the visitor waiting"`
	Issue        string     `json:"issue,omitempty" doc:"What it is about in a line, in the visitor's words; while waiting or with a person"`
	Intent       string     `json:"intent,omitempty" doc:"What the visitor was last taken to want"`
	// Assignment is set while the conversation is offered to an agent.
	Assignment *Assignment `json:"assignment,omitempty"`
	// Deadline is the one that is due first.
	Deadline *DeadlineView `json:"deadline,omitempty"`
	// AgentGoneSince flags what an agent answered and left.
	AgentGoneSince *time.Time `json:"agent_gone_since,omitempty" doc:"Since when its agent has gone, the visitor having their reply; absent once they are back, or anybody replies or takes it"`
	Mentioned      bool       `json:"mentioned,omitempty" doc:"A note calls the caller, and they have not read it; in lists only"`
}

// DeadlineView is by when something is promised.
type DeadlineView struct {
	Goal   string    `json:"goal" enum:"first_reply,next_reply,resolution"`
	NearAt time.Time `json:"near_at" doc:"From here on it is near"`
	DueAt  time.Time `json:"due_at"`
}

// Mood is how the visitor feels now.
type Mood struct {
	Label   string  `json:"label" enum:"angry,upset,neutral,content,happy"`
	Valence float64 `json:"valence" minimum:"-1" maximum:"1"`
	Anger   float64 `json:"anger" minimum:"0" maximum:"1"`
	Urgency float64 `json:"urgency" minimum:"0" maximum:"1"`
}

// Assignment is a conversation offered to an agent until it expires.
type Assignment struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	AgentID   uuid.UUID `json:"agent_id" format:"uuid"`
	ExpiresAt time.Time `json:"expires_at"`
}

// Counts are how many conversations each view holds.
type Counts struct {
	Mine       int `json:"mine"`
	Waiting    int `json:"waiting"`
	Unassigned int `json:"unassigned"`
	Bot        int `json:"bot"`
	Person     int `json:"person"`
	Resolved   int `json:"resolved" doc:"In the last seven days"`
	All        int `json:"all" doc:"Not resolved"`
	Mentions   int `json:"mentions" doc:"In which a note calls the caller and is unread"`
}

// ListPage is one page of a view.
type ListPage struct {
	Rows []ListRow `json:"rows"`
	// Next is the cursor of the following page; empty at the end.
	Next   string `json:"next,omitempty"`
	Counts Counts `json:"counts"`
}

// Detail is a conversation with what an agent needs beside the thread.
type Detail struct {
	Row     ListRow     `json:"row"`
	Visitor VisitorCard `json:"visitor"`
	// Brief is the latest handoff's; absent if there was none.
	Brief     *Brief       `json:"brief,omitempty"`
	Moods     []MoodPoint  `json:"moods"`
	Effects   []MoodEffect `json:"effects" doc:"Replies after which the visitor's mood was clearly another, oldest first"`
	Decisions []Decision   `json:"decisions" doc:"The escalation ledger, newest first"`
	History   []HistoryRow `json:"history" doc:"The visitor's other conversations, newest first"`
	Rating    *RatingView  `json:"rating,omitempty"`
	Intents   []WantedView `json:"intents" doc:"What messages were taken to want, the latest first"`
	// Resolution says what became of the bot's answers; absent where they settled nothing.
	Resolution string `json:"resolution,omitempty" enum:"open,confirmed,assumed"`
	// FollowUp is set where the visitor wants the answer by e-mail.
	FollowUp *FollowUpView `json:"follow_up,omitempty"`
	// PassedNote is the note that came with the last transfer.
	PassedNote *PassedNote `json:"passed_note,omitempty"`
	// SetPriority is the priority that an agent set; absent where none did.
	SetPriority *int `json:"set_priority,omitempty" minimum:"0" maximum:"3"`
	// TranscriptTo is where a transcript would go; absent where none can.
	TranscriptTo string `json:"transcript_to,omitempty"`
	// MergedInto is the conversation that this one goes on in.
	MergedInto *uuid.UUID `json:"merged_into,omitempty" format:"uuid"`
}

// PassedNote is what the last holder left for the next.
type PassedNote struct {
	Seq    int64                 `json:"seq"`
	At     time.Time             `json:"at"`
	Author string                `json:"author" doc:"Name of who wrote it"`
	Text   string                `json:"text"`
	To     conversation.PassedTo `json:"to"`
}

// VisitorCard is what is known of a visitor.
type VisitorCard struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Name      string    `json:"name"`
	Email     string    `json:"email"`
	Lang      string    `json:"lang"`
	PageURL   string    `json:"page_url"`
	FirstSeen time.Time `json:"first_seen"`
	Online    bool      `json:"online"`
	// External is the shop's own name of them.
	External string `json:"external_id,omitempty" doc:"The shop's id of the person, on its signature; absent for an anonymous visitor"`
	// Attributes by name, as text.
	Attributes map[string]string `json:"attributes,omitempty" doc:"What the shop says of them, as text"`
}

// Brief is the context packet that a handoff brings.
type Brief struct {
	HandoffID     uuid.UUID    `json:"handoff_id" format:"uuid"`
	Issue         string       `json:"issue"`
	Intent        string       `json:"intent,omitempty" doc:"The workspace's name for what the visitor wanted"`
	Facts         []BriefFact  `json:"facts"`
	Tried         []BriefTried `json:"tried"`
	Files         []BriefFile  `json:"files,omitempty" doc:"What the visitor has sent, also since"`
	Reason        string       `json:"reason"`
	Cause         string       `json:"cause,omitempty" doc:"What most plausibly lay behind it, by the names of reasons, where the reason only says how the person came"`
	Rule          string       `json:"rule"`
	Quote         string       `json:"quote,omitempty" doc:"The visitor's words that triggered it"`
	QuoteSeq      int64        `json:"quote_seq,omitempty"`
	MoodLine      string       `json:"mood_line"`
	OpenQuestion  string       `json:"open_question"`
	ProposedReply string       `json:"proposed_reply"`
	RequestedAt   time.Time    `json:"requested_at"`
}

// BriefFact is one thing that the visitor said of themselves or their case.
type BriefFact struct {
	Kind string `json:"kind" doc:"What was given: name, order, tracking, reference, account, sku, code, email, phone, product, quantity, amount, date, address, other; in the visitor's words: tried, wish, detail"`
	// Label is how a form or the visitor named it; absent where the kind says enough.
	Label      string `json:"label,omitempty"`
	Value      string `json:"value"`
	Seq        int64  `json:"seq" doc:"The message it came from"`
	Span       string `json:"span"`
	Superseded bool   `json:"superseded"`
	Confirmed  bool   `json:"confirmed,omitempty" doc:"The visitor filled it into a form, or said yes to it there"`
}

// BriefFile is a file that the visitor has sent.
type BriefFile struct {
	Name string `json:"name"`
	Seq  int64  `json:"seq" doc:"The message it came with"`
}

// BriefTried is an article that the bot answered from.
type BriefTried struct {
	ArticleID uuid.UUID `json:"article_id" format:"uuid"`
	Title     string    `json:"title"`
	Rejected  bool      `json:"rejected"`
}

// MoodPoint is the mood after one visitor message.
type MoodPoint struct {
	Seq     int64     `json:"seq"`
	At      time.Time `json:"at"`
	Valence float64   `json:"valence"`
	Anger   float64   `json:"anger"`
	Label   string    `json:"label" enum:"angry,upset,neutral,content,happy"`
}

// MoodEffect is what a reply did to the mood: the visitor's next message against
// the last one before.
type MoodEffect struct {
	Seq     int64   `json:"seq" doc:"The reply; of several without a word of the visitor in between, the last"`
	By      string  `json:"by" enum:"bot,agent"`
	Change  string  `json:"change" enum:"calmer,angrier,happier,unhappier"`
	Valence float64 `json:"valence" minimum:"-2" maximum:"2"`
	Anger   float64 `json:"anger" minimum:"-1" maximum:"1"`
}

// Decision is one row of the ledger: which way a turn went, and why.
type Decision struct {
	Seq      int64     `json:"seq" doc:"The visitor message that was decided on"`
	At       time.Time `json:"at"`
	Kind     string    `json:"kind" enum:"answer,offer,handover"`
	Reason   string    `json:"reason"`
	Rule     string    `json:"rule"`
	Quote    string    `json:"quote,omitempty"`
	QuoteSeq int64     `json:"quote_seq,omitempty"`
}

// HistoryRow is an earlier conversation of the visitor.
type HistoryRow struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Number  int64     `json:"number"`
	Stage   string    `json:"stage" enum:"bot,waiting,person,resolved"`
	Preview string    `json:"preview"`
	LastAt  time.Time `json:"last_at"`
}

// RatingView is what the visitor gave.
type RatingView struct {
	Score   int    `json:"score" minimum:"1" maximum:"5"`
	Comment string `json:"comment"`
}

// Said is what sending a message or note came to.
type Said struct {
	ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
	Seq            int64     `json:"seq" doc:"In the caller's own numbering: vseq for visitors"`
	At             time.Time `json:"at"`
	Repeated       bool      `json:"repeated" doc:"This client_id was recorded before; nothing was done"`
}

// EventView is one recorded event, as the socket's frame of the same kind.
type EventView = json.RawMessage

// SuggestionView is a reply that the assistant proposes to the agent.
type SuggestionView struct {
	ID    uuid.UUID `json:"id" format:"uuid"`
	Label string    `json:"label" doc:"What it is: answer, canned, question, acknowledge…"`
	Text  string    `json:"text"`
	// ForSeq is the visitor message it replies to.
	ForSeq  int64                  `json:"for_seq"`
	Sources []SuggestionSourceView `json:"sources"`
	// Internal: a source is not public; inserting asks first.
	Internal bool   `json:"internal"`
	Outcome  string `json:"outcome" enum:"shown,inserted,sent,edited,dismissed"`
}

// SuggestionSourceView is one numbered source of a suggestion.
type SuggestionSourceView struct {
	Number    int        `json:"number"`
	Kind      string     `json:"kind" enum:"article,canned,reply"`
	ArticleID *uuid.UUID `json:"article_id,omitempty" format:"uuid"`
	Title     string     `json:"title"`
	Section   string     `json:"section,omitempty"`
	Internal  bool       `json:"internal"`
}

// AssistView is what the assist panel shows for the visitor's last message.
type AssistView struct {
	ForSeq      int64              `json:"for_seq"`
	Suggestions []SuggestionView   `json:"suggestions" maxItems:"3"`
	Articles    []RankedArticle    `json:"articles"`
	Canned      []CannedReplyMatch `json:"canned"`
}

// RankedArticle is an article that fits, with its best passage.
type RankedArticle struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Title   string    `json:"title"`
	Section string    `json:"section"`
	Passage string    `json:"passage"`
	Score   float64   `json:"score" minimum:"0" maximum:"1"`
	// Audience public or internal.
	Audience string `json:"audience" enum:"public,internal"`
	Lang     string `json:"lang"`
}

// CannedReplyMatch is a canned reply that fits.
type CannedReplyMatch struct {
	ID    uuid.UUID `json:"id" format:"uuid"`
	Title string    `json:"title"`
	Text  string    `json:"text"`
}

// CannedReply is a prepared text that agents insert by its shortcut.
type CannedReply struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Shortcut string    `json:"shortcut"`
	Lang     string    `json:"lang" enum:"en,zh"`
	Title    string    `json:"title"`
	Body     string    `json:"body" doc:"Markdown with {{visitor.name}}, {{agent.name}}, {{conversation.number}}"`
}
