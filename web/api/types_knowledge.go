package api

import (
	"time"

	"github.com/google/uuid"
)

// ArticleRow is an article in a list.
type ArticleRow struct {
	ID           uuid.UUID  `json:"id" format:"uuid"`
	Slug         string     `json:"slug"`
	Lang         string     `json:"lang" enum:"en,zh"`
	Title        string     `json:"title"`
	Status       string     `json:"status" enum:"draft,review,published,archived"`
	Audience     string     `json:"audience" enum:"public,internal"`
	UsedByBot    bool       `json:"used_by_bot"`
	CollectionID *uuid.UUID `json:"collection_id,omitempty" format:"uuid"`
	Collection   string     `json:"collection"`
	Owner        string     `json:"owner"`
	OwnerID      *uuid.UUID `json:"owner_id,omitempty" format:"uuid"`
	ReviewBy     *time.Time `json:"review_by,omitempty"`
	UpdatedAt    time.Time  `json:"updated_at"`
	// Changed: the draft differs from what is published.
	Changed bool `json:"changed"`
}

// ArticleView is an article with its body.
type ArticleView struct {
	ArticleRow
	Body string `json:"body" doc:"Markdown"`
	// Version must come back with a save: a save over a newer one is refused.
	Version      int64            `json:"version"`
	Translations []TranslationRef `json:"translations"`
	// Outdated: the text that this one translates was changed after it.
	Outdated bool `json:"outdated,omitempty"`
	// HTML is the body rendered by the product's own policy.
	HTML string `json:"html"`
}

// TranslationRef is the same article in another language.
type TranslationRef struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Lang   string    `json:"lang"`
	Title  string    `json:"title"`
	Status string    `json:"status"`
	// Original: the others are translations of it.
	Original bool `json:"original,omitempty"`
	// Outdated: the original was changed after it.
	Outdated bool `json:"outdated,omitempty"`
}

// ArticleDraft is what an editor saves.
type ArticleDraft struct {
	Title        string     `json:"title" minLength:"1" maxLength:"300"`
	Body         string     `json:"body" maxLength:"1000000" doc:"Markdown"`
	Lang         string     `json:"lang" enum:"en,zh"`
	Audience     string     `json:"audience" enum:"public,internal"`
	UsedByBot    bool       `json:"used_by_bot"`
	CollectionID *uuid.UUID `json:"collection_id,omitempty" format:"uuid"`
	ReviewBy     *time.Time `json:"review_by,omitempty"`
	// OwnerID is the agent who keeps it up to date; left out, the owner stays.
	OwnerID *uuid.UUID `json:"owner_id,omitempty" format:"uuid"`
	// TranslationOf links a new article to the same one in another language.
	TranslationOf *uuid.UUID `json:"translation_of,omitempty" format:"uuid"`
}

// RevisionRow is one published or saved state of an article.
type RevisionRow struct {
	Number    int64     `json:"number"`
	Title     string    `json:"title"`
	Body      string    `json:"body"`
	Editor    string    `json:"editor"`
	At        time.Time `json:"at"`
	Published bool      `json:"published"`
	// Kept: it was never published, only kept because it would have been lost.
	Kept bool `json:"kept,omitempty"`
}

// Collection is a shelf of articles.
type Collection struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Name string    `json:"name"`
	// Names are what it is called in languages where that is not Name.
	Names    map[string]string `json:"names,omitempty"`
	Articles int               `json:"articles"`
}

// TestResult is what the test box shows: the same search and answer as live.
type TestResult struct {
	// Question is the question as it was searched.
	Question string `json:"question"`
	// Answered: confidence is enough; otherwise the bot would say that it
	// could not find it.
	Answered   bool         `json:"answered"`
	Confidence float64      `json:"confidence" minimum:"0" maximum:"1"`
	Threshold  float64      `json:"threshold" minimum:"0" maximum:"1"`
	Answer     string       `json:"answer" doc:"Markdown with [n]"`
	Sources    []TestSource `json:"sources"`
	Ranking    []TestHit    `json:"ranking"`
	TookMS     float64      `json:"took_ms"`
}

// TestSource is what the answer cites.
type TestSource struct {
	Number    int       `json:"number"`
	ArticleID uuid.UUID `json:"article_id" format:"uuid"`
	Title     string    `json:"title"`
	Section   string    `json:"section"`
	Quote     string    `json:"quote"`
}

// TestHit is one article of the ranking with its scores.
type TestHit struct {
	ArticleID uuid.UUID `json:"article_id" format:"uuid"`
	Title     string    `json:"title"`
	Lang      string    `json:"lang"`
	Section   string    `json:"section"`
	Passage   string    `json:"passage"`
	Score     float64   `json:"score"`
	// Scores are the parts of the score by signal: lexical, fuzzy, dense, title…
	Scores map[string]float64 `json:"scores"`
	// LeftOut says why the answer does not use it; empty if it does.
	LeftOut string `json:"left_out,omitempty"`
}
