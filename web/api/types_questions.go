package api

import (
	"time"

	"github.com/google/uuid"
)

// QuestionSet is a named list of labelled questions.
type QuestionSet struct {
	ID        uuid.UUID `json:"id" format:"uuid"`
	Name      string    `json:"name"`
	Questions int       `json:"questions"`
	CreatedAt time.Time `json:"created_at"`
	// LastRun is what the set came to last; absent if it was never asked.
	LastRun *QuestionRun `json:"last_run,omitempty"`
}

// SetQuestion is a question and what a right answer is.
type SetQuestion struct {
	ID         string `json:"id" minLength:"1" maxLength:"120"`
	Lang       string `json:"lang" enum:"en,zh"`
	Question   string `json:"question" minLength:"1" maxLength:"2000"`
	Answerable bool   `json:"answerable" doc:"There is an answer in the articles"`
	// Article is the slug of the right one, also those that are as right.
	Article        string   `json:"article,omitempty" maxLength:"300"`
	Also           []string `json:"also,omitempty" maxItems:"20"`
	MustContain    []string `json:"must_contain,omitempty" maxItems:"20"`
	MustNotContain []string `json:"must_not_contain,omitempty" maxItems:"20"`
	// ConversationID is where it was asked; absent if somebody wrote it.
	ConversationID *uuid.UUID `json:"conversation_id,omitempty" format:"uuid"`
}

// QuestionRun is a set that is asked or was.
type QuestionRun struct {
	ID           uuid.UUID  `json:"id" format:"uuid"`
	SetID        uuid.UUID  `json:"set_id" format:"uuid"`
	ArticleID    *uuid.UUID `json:"article_id,omitempty" format:"uuid" doc:"Whose draft was tried beside what is live"`
	ArticleTitle string     `json:"article_title"`
	State        string     `json:"state" enum:"queued,running,done,failed"`
	Done         int        `json:"done"`
	Total        int        `json:"total"`
	StartedBy    string     `json:"started_by"`
	CreatedAt    time.Time  `json:"created_at"`
	FinishedAt   *time.Time `json:"finished_at,omitempty"`
	// Live and draft count answers by what they were worth.
	Live  VerdictCounts  `json:"live"`
	Draft *VerdictCounts `json:"draft,omitempty"`
}

// VerdictCounts counts answers.
type VerdictCounts struct {
	Right    int `json:"right"`
	Wrong    int `json:"wrong"`
	Declined int `json:"declined"`
	Invented int `json:"invented"`
}

// QuestionReport is a run by question, against another one or against its own
// draft.
type QuestionReport struct {
	Run QuestionRun `json:"run"`
	// Against is the run that stands as before; absent in a run of a draft, whose
	// before is what is live.
	Against *QuestionRun `json:"against,omitempty"`
	Rows    []ReportRow  `json:"rows"`
}

// ReportRow is what a question came to.
type ReportRow struct {
	Question SetQuestion `json:"question"`
	// Before is absent where there is nothing to compare with.
	Before *AnswerResult `json:"before,omitempty"`
	After  AnswerResult  `json:"after"`
	Change string        `json:"change" enum:"better,worse,same,changed,new"`
}

// AnswerResult is what the bot said to a question and what it was worth.
type AnswerResult struct {
	Verdict    string   `json:"verdict" enum:"right,wrong,declined,invented"`
	Answer     string   `json:"answer"`
	Articles   []string `json:"articles"`
	Rank       int      `json:"rank" doc:"Where the right article stood in the search; 0 if it was not found"`
	Confidence float64  `json:"confidence"`
	TookMS     int64    `json:"took_ms"`
}
