package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/bot/sure"
	"github.com/firstlinehq/firstline/knowledge/question"
)

// Report is what a set's questions came to. Shares are 0 to 1.
type Report struct {
	// N counts questions, Answerable those with an answer in the articles.
	N          int `json:"n"`
	Answerable int `json:"answerable"`
	// Contained is the share of answerable questions whose answer holds what it
	// must and nothing that it must not.
	Contained float64 `json:"contained"`
	// RightArticle is the share of answerable questions whose reply cites a right
	// article: as what it answers from, or, where it gives no answer, as one of
	// those that come closest. RightAnswered is that of the first kind alone.
	RightArticle  float64 `json:"right_article"`
	RightAnswered float64 `json:"right_answered"`
	// Hit1 is the share of answerable questions for which search finds a right
	// article first; RightOfGiven that of their answers that cite one.
	Hit1         float64 `json:"hit1"`
	RightOfGiven float64 `json:"right_of_given"`
	// UnsupportedAnswers is the share of unanswerable questions that got an answer
	// with a sentence that the articles it cites do not carry.
	UnsupportedAnswers float64 `json:"unsupported_answers"`
	// FalseAnswers is the share of unanswerable questions that got an answer.
	FalseAnswers float64 `json:"false_answers"`
	// DeclinedAnswerable is the share of answerable questions without an answer.
	DeclinedAnswerable float64 `json:"declined_answerable"`
	// FollowUps counts answerable questions that lean on a history, FollowUpsRight
	// is the share of them whose answer cites a right article.
	// FollowUpsContained that of those whose answer holds what it must.
	FollowUps          int     `json:"follow_ups"`
	FollowUpsRight     float64 `json:"follow_ups_right"`
	FollowUpsContained float64 `json:"follow_ups_contained"`
	// Ambiguous counts questions that may mean several articles; they count in no
	// share above. Settled is the share of them that were asked back with a right
	// article to choose, or answered from one; AskedBack the share of all other
	// questions that were asked back.
	Ambiguous int     `json:"ambiguous"`
	Settled   float64 `json:"settled"`
	AskedBack float64 `json:"asked_back"`
	// MedianWords is over given answers.
	MedianWords int     `json:"median_words"`
	P50ms       float64 `json:"p50_ms"`
	P95ms       float64 `json:"p95_ms"`
	// ByModel is the share of given answers that a model wrote.
	ByModel float64  `json:"by_model"`
	Details []Detail `json:"-"`
}

// Detail is what became of one question.
type Detail struct {
	Question  question.Question
	Answer    bot.Tried
	Given     bool
	Contained bool
	Right     bool
	// Cited says that a right article stands among the sources, or among those to
	// choose from.
	Cited bool
	// First says that search finds a right article first.
	First bool
	// Unsupported are the sentences of a given answer that the articles it cites do
	// not carry.
	Unsupported []string
	// Found judges the answer in the articles' words, given or not; Retrieved says
	// that a right article was among those that were looked at.
	Found struct{ Contained, Right, Retrieved bool }
	Took  time.Duration
}

// WriteJSON prints the report as one JSON object.
func (r Report) WriteJSON(w io.Writer) error { return json.NewEncoder(w).Encode(r) }

// Outcome is a question's line in a details file.
type Outcome struct {
	ID         string `json:"id"`
	Lang       string `json:"lang"`
	Question   string `json:"question"`
	Answerable bool   `json:"answerable"`
	Ambiguous  bool   `json:"ambiguous,omitempty"`
	Given      bool   `json:"given"`
	// Contained and Right judge what was answered, or would have been if the bot
	// had been sure enough.
	Contained bool `json:"contained"`
	Right     bool `json:"right"`
	// Retrieved says that a right article was among those that were looked at.
	Retrieved bool `json:"retrieved"`
	// Sure is how sure the bot was, 0…1, and Signs what that rests on.
	Sure  float64    `json:"sure"`
	Signs sure.Signs `json:"signs"`
	// Text is what was found, given or not.
	Text string `json:"text"`
}

// WriteDetails prints what became of each question, one JSON object a line: what
// to read when a figure disappoints, and what bot/train learns from.
func (r Report) WriteDetails(w io.Writer) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, d := range r.Details {
		if err := out.Encode(Outcome{
			ID: d.Question.ID, Lang: d.Question.Lang, Question: d.Question.Question, Answerable: d.Question.Answerable,
			Given: d.Given, Contained: d.Found.Contained, Right: d.Found.Right, Retrieved: d.Found.Retrieved, Ambiguous: d.Question.Ambiguous, Sure: d.Answer.Trace.Signs.Probability(), Signs: d.Answer.Trace.Signs, Text: d.Answer.Found,
		}); err != nil {
			return err
		}
	}
	return nil
}

// WriteTable prints the report for people.
func (r Report) WriteTable(w io.Writer) error {
	_, err := fmt.Fprintf(w, "questions                 %d\nwith an answer            %d\ncontained                 %.3f\nright article cited       %.3f\n  by an answer            %.3f\n"+
		"found first by search     %.3f\nright of those answered   %.3f\n"+
		"declined though answerable %.3f\nanswered though not       %.3f\n  with an unsupported sentence %.3f\nfollow-ups, right, contained %d, %.3f, %.3f\nambiguous, settled        %d, %.3f\nasked back needlessly     %.3f\n"+
		"median words              %d\nwritten by a model        %.3f\np50 / p95                 %.1f / %.1f ms\n",
		r.N, r.Answerable, r.Contained, r.RightArticle, r.RightAnswered, r.Hit1, r.RightOfGiven, r.DeclinedAnswerable, r.FalseAnswers, r.UnsupportedAnswers, r.FollowUps, r.FollowUpsRight, r.FollowUpsContained,
		r.Ambiguous, r.Settled, r.AskedBack, r.MedianWords, r.ByModel, r.P50ms, r.P95ms)
	return err
}

// tally counts what shares are made of.
type tally struct {
	contained, cited, right, first, declined, wrong, unsupported, unanswerable, given, model, followed, followedHeld, settled, asked int
}

func (r *Report) sum() {
	var t tally
	var words []int
	var took []time.Duration
	for _, d := range r.Details {
		took = append(took, d.Took)
		if d.Given {
			t.given++
			words = append(words, sentence.Words(d.Answer.Text))
			t.model += count(d.Answer.Mode == bot.ByModel)
		}
		r.count(d, &t)
	}
	r.N = len(r.Details)
	r.Contained, r.RightArticle, r.RightAnswered = share(t.contained, r.Answerable), share(t.cited, r.Answerable), share(t.right, r.Answerable)
	r.Hit1, r.RightOfGiven = share(t.first, r.Answerable), share(t.right, r.Answerable-t.declined)
	r.DeclinedAnswerable, r.FalseAnswers, r.UnsupportedAnswers = share(t.declined, r.Answerable), share(t.wrong, t.unanswerable), share(t.unsupported, t.unanswerable)
	r.ByModel, r.FollowUpsRight, r.FollowUpsContained = share(t.model, t.given), share(t.followed, r.FollowUps), share(t.followedHeld, r.FollowUps)
	r.Settled, r.AskedBack = share(t.settled, r.Ambiguous), share(t.asked, r.N-r.Ambiguous)
	if len(words) > 0 {
		slices.Sort(words)
		r.MedianWords = words[len(words)/2]
	}
	slices.Sort(took)
	r.P50ms, r.P95ms = milliseconds(took, 50), milliseconds(took, 95)
}

func (r *Report) count(d Detail, t *tally) {
	asked := d.Answer.Outcome == bot.Clarified
	switch {
	case d.Question.Ambiguous:
		r.Ambiguous++
		t.settled += count(d.Cited && (d.Given || asked))
		return
	case !d.Question.Answerable:
		t.unanswerable++
		t.wrong += count(d.Given)
		t.unsupported += count(len(d.Unsupported) > 0)
	default:
		r.Answerable++
		t.contained += count(d.Contained)
		t.cited += count(d.Cited)
		t.right += count(d.Right)
		t.first += count(d.First)
		t.declined += count(!d.Given)
		if len(d.Question.History) > 0 {
			r.FollowUps++
			t.followed += count(d.Right)
			t.followedHeld += count(d.Contained)
		}
	}
	t.asked += count(asked)
}

func milliseconds(sorted []time.Duration, percentile int) float64 {
	if len(sorted) == 0 {
		return 0
	}
	i := min(len(sorted)-1, len(sorted)*percentile/100)
	return float64(sorted[i].Microseconds()) / 1000
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
