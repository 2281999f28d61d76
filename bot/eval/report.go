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
	// RightArticle is the share of answerable questions whose answer cites a
	// right article.
	RightArticle float64 `json:"right_article"`
	// FalseAnswers is the share of unanswerable questions that got an answer.
	FalseAnswers float64 `json:"false_answers"`
	// DeclinedAnswerable is the share of answerable questions without an answer.
	DeclinedAnswerable float64 `json:"declined_answerable"`
	// FollowUps counts answerable questions that lean on a history, FollowUpsRight
	// is the share of them whose answer cites a right article.
	FollowUps      int     `json:"follow_ups"`
	FollowUpsRight float64 `json:"follow_ups_right"`
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
	// Found judges the answer in the articles' words, given or not.
	Found struct{ Contained, Right bool }
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
	Given      bool   `json:"given"`
	// Contained and Right judge what was answered, or would have been if the bot
	// had been sure enough.
	Contained bool `json:"contained"`
	Right     bool `json:"right"`
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
			Given: d.Given, Contained: d.Found.Contained, Right: d.Found.Right, Sure: d.Answer.Trace.Signs.Probability(), Signs: d.Answer.Trace.Signs, Text: d.Answer.Found,
		}); err != nil {
			return err
		}
	}
	return nil
}

// WriteTable prints the report for people.
func (r Report) WriteTable(w io.Writer) error {
	_, err := fmt.Fprintf(w, "questions                 %d\nwith an answer            %d\ncontained                 %.3f\nright article             %.3f\n"+
		"declined though answerable %.3f\nanswered though not       %.3f\nfollow-ups, right         %d, %.3f\nmedian words              %d\nwritten by a model        %.3f\np50 / p95                 %.1f / %.1f ms\n",
		r.N, r.Answerable, r.Contained, r.RightArticle, r.DeclinedAnswerable, r.FalseAnswers, r.FollowUps, r.FollowUpsRight, r.MedianWords, r.ByModel, r.P50ms, r.P95ms)
	return err
}

func (r *Report) sum() {
	var contained, right, declined, wrong, unanswerable, given, model, followed int
	var words []int
	var took []time.Duration
	for _, d := range r.Details {
		took = append(took, d.Took)
		if d.Given {
			given++
			words = append(words, sentence.Words(d.Answer.Text))
			model += count(d.Answer.Mode == bot.ByModel)
		}
		if !d.Question.Answerable {
			unanswerable++
			wrong += count(d.Given)
			continue
		}
		r.Answerable++
		contained += count(d.Contained)
		right += count(d.Right)
		if len(d.Question.History) > 0 {
			r.FollowUps++
			followed += count(d.Right)
		}
		declined += count(!d.Given)
	}
	r.N = len(r.Details)
	r.Contained, r.RightArticle = share(contained, r.Answerable), share(right, r.Answerable)
	r.DeclinedAnswerable, r.FalseAnswers = share(declined, r.Answerable), share(wrong, unanswerable)
	r.ByModel, r.FollowUpsRight = share(model, given), share(followed, r.FollowUps)
	if len(words) > 0 {
		slices.Sort(words)
		r.MedianWords = words[len(words)/2]
	}
	slices.Sort(took)
	r.P50ms, r.P95ms = milliseconds(took, 50), milliseconds(took, 95)
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
