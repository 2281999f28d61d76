package api

import (
	"time"

	"github.com/google/uuid"
)

// GapRow is a cluster of questions that met no answer.
type GapRow struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Status string    `json:"status" enum:"open,drafted,closed,dismissed"`
	// Title is the question that is most like the others.
	Title  string    `json:"title"`
	Lang   string    `json:"lang"`
	Misses GapMisses `json:"misses"`
	// Conversations is in how many it was asked in vain.
	Conversations int `json:"conversations"`
	// Minutes is how long people held those conversations.
	Minutes float64 `json:"minutes"`
	// Weeks counts what was asked in vain in each of eight weeks, this one last.
	Weeks         []int      `json:"weeks"`
	FirstAt       time.Time  `json:"first_at"`
	LastAt        time.Time  `json:"last_at"`
	ArticleID     *uuid.UUID `json:"article_id,omitempty" format:"uuid"`
	ArticleTitle  string     `json:"article_title"`
	ArticleStatus string     `json:"article_status" enum:"draft,review,published,archived,"`
	// ClosedAt is when its article was published; before and after are the miss
	// rates on either side.
	ClosedAt *time.Time `json:"closed_at,omitempty"`
	Before   MissRate   `json:"before"`
	After    MissRate   `json:"after"`
}

// GapMisses counts questions by what came of them.
type GapMisses struct {
	Missed    int `json:"missed"`
	Rejected  int `json:"rejected"`
	Escalated int `json:"escalated"`
}

// MissRate is how often a question met no answer.
type MissRate struct {
	Asked  int `json:"asked"`
	Missed int `json:"missed"`
}

// GapView is a gap with its questions, newest first.
type GapView struct {
	GapRow
	Questions []GapQuestion `json:"questions"`
}

// GapQuestion is what a visitor asked, personal data masked.
type GapQuestion struct {
	ConversationID uuid.UUID `json:"conversation_id" format:"uuid"`
	Number         int64     `json:"number"`
	Seq            int64     `json:"seq"`
	Lang           string    `json:"lang"`
	Text           string    `json:"text"`
	Outcome        string    `json:"outcome" enum:"answered,missed,rejected,escalated"`
	At             time.Time `json:"at"`
	Minutes        float64   `json:"minutes"`
}

// GapDraft is the draft article that was made for a gap.
type GapDraft struct {
	ArticleID uuid.UUID `json:"article_id" format:"uuid"`
	// Conversations is from how many conversations' answers it was made.
	Conversations int `json:"conversations"`
	// ByModel: a model put it into words.
	ByModel bool `json:"by_model"`
}

// Overlap is a published article that says the same as another one, or states
// another figure of the same thing.
type Overlap struct {
	Kind      string    `json:"kind" enum:"duplicate,contradiction"`
	ArticleID uuid.UUID `json:"article_id" format:"uuid"`
	Title     string    `json:"title"`
	Lang      string    `json:"lang"`
	// Share is the part of the text that the other one says too.
	Share       float64 `json:"share" minimum:"0" maximum:"1"`
	Here        string  `json:"here"`
	There       string  `json:"there"`
	HereFigure  string  `json:"here_figure"`
	ThereFigure string  `json:"there_figure"`
}

// ArticleFigures are what became of an article in 180 days.
type ArticleFigures struct {
	ID         uuid.UUID  `json:"id" format:"uuid"`
	Title      string     `json:"title"`
	Lang       string     `json:"lang"`
	Status     string     `json:"status" enum:"draft,review,published,archived"`
	Audience   string     `json:"audience" enum:"public,internal"`
	Owner      string     `json:"owner"`
	Shown      int        `json:"shown"`
	Cited      int        `json:"cited"`
	Resolved   int        `json:"resolved"`
	Escalated  int        `json:"escalated"`
	Helpful    int        `json:"helpful"`
	NotHelpful int        `json:"not_helpful"`
	ReviewedAt *time.Time `json:"reviewed_at,omitempty"`
	ReviewBy   *time.Time `json:"review_by,omitempty"`
	// Boost is by how much outcomes move its score in searches.
	Boost float64 `json:"boost" minimum:"-0.1" maximum:"0.1"`
}

// FeedbackView says whether outcomes may move the ranking, and who changed it.
type FeedbackView struct {
	Allowed bool `json:"allowed"`
	// Most is how far they may, either way.
	Most    float64          `json:"most"`
	Changes []FeedbackChange `json:"changes"`
}

// FeedbackChange is one change on record.
type FeedbackChange struct {
	By           string     `json:"by"`
	Change       string     `json:"change" enum:"on,off,reset,reset_article"`
	ArticleID    *uuid.UUID `json:"article_id,omitempty" format:"uuid"`
	ArticleTitle string     `json:"article_title"`
	At           time.Time  `json:"at"`
}

// PairSide is one article of a pair.
type PairSide struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Title    string    `json:"title"`
	Lang     string    `json:"lang"`
	Audience string    `json:"audience" enum:"public,internal"`
}

// PairFinding is a sentence of each article, and the figures that differ in them.
type PairFinding struct {
	A       string `json:"a"`
	B       string `json:"b"`
	AFigure string `json:"a_figure"`
	BFigure string `json:"b_figure"`
}

// ArticlePair is two published articles that say the same, or the opposite.
type ArticlePair struct {
	A         PairSide      `json:"a"`
	B         PairSide      `json:"b"`
	Kind      string        `json:"kind" enum:"duplicate,contradiction"`
	Share     float64       `json:"share" doc:"The part of one text, 0 to 1, that the other one says too"`
	Findings  []PairFinding `json:"findings"`
	FoundAt   time.Time     `json:"found_at"`
	IgnoredBy string        `json:"ignored_by,omitempty"`
}
