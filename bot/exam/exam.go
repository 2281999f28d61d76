package exam

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/bot/sentence"
	"github.com/firstlinehq/firstline/knowledge"
)

// Report is the outcome of an exam, in the keys that commands print.
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
	Question  Question
	Answer    bot.Tried
	Given     bool
	Contained bool
	Right     bool
	Took      time.Duration
}

// Stock publishes the set's articles in a workspace and gives their slugs.
func Stock(ctx context.Context, lib *knowledge.Library, ws uuid.UUID, articles []Article) (map[uuid.UUID]string, error) {
	slugs := make(map[uuid.UUID]string, len(articles))
	for _, a := range articles {
		d := knowledge.Draft{Title: a.Meta.Title, Body: a.Body, Lang: a.Meta.Lang, Slug: a.Meta.Slug, Key: a.Meta.Key}
		if a.Meta.Audience == "internal" {
			d.Audience = knowledge.Internal
		}
		stored, err := lib.CreateArticle(ctx, ws, d)
		if err == nil {
			_, err = lib.Publish(ctx, ws, uuid.Nil, stored.ID, stored.Version)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.File, err)
		}
		slugs[stored.ID] = a.Meta.Slug
	}
	return slugs, nil
}

// Run asks every question. slugs names the articles of the workspace.
func Run(ctx context.Context, b *bot.Bot, ws uuid.UUID, slugs map[uuid.UUID]string, questions []Question) (Report, error) {
	var r Report
	for _, q := range questions {
		begun := time.Now()
		tried, err := b.Try(ctx, ws, trialOf(q))
		if err != nil {
			return Report{}, fmt.Errorf("question %s: %w", q.ID, err)
		}
		d := Detail{Question: q, Answer: tried, Took: time.Since(begun), Given: tried.Outcome == bot.Answered}
		if d.Given && q.Answerable {
			d.Contained = contained(q, tried.Text)
			for _, s := range tried.Sources {
				slug := slugs[s.ArticleID]
				d.Right = d.Right || slug == q.Article || slices.Contains(q.Also, slug)
			}
		}
		r.Details = append(r.Details, d)
	}
	r.sum()
	return r, nil
}

func trialOf(q Question) bot.Trial {
	t := bot.Trial{Question: q.Question, Lang: q.Lang}
	for i, l := range q.History {
		visitor := l.Role == "visitor" || l.Role == "user" || l.Role == "" && i%2 == 0
		t.History = append(t.History, bot.TrialLine{Visitor: visitor, Text: l.Text})
	}
	return t
}

func (r *Report) sum() {
	var contained, right, declined, wrong, unanswerable, given, model int
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
		declined += count(!d.Given)
	}
	r.N = len(r.Details)
	r.Contained, r.RightArticle = share(contained, r.Answerable), share(right, r.Answerable)
	r.DeclinedAnswerable, r.FalseAnswers = share(declined, r.Answerable), share(wrong, unanswerable)
	r.ByModel = share(model, given)
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

// contained reports whether an answer holds everything it must and nothing it
// must not.
func contained(q Question, answer string) bool {
	folded := fold(answer)
	for _, must := range q.MustContain {
		found := holds(folded, fold(must))
		for _, alt := range q.Alt[must] {
			found = found || holds(folded, fold(alt))
		}
		if !found {
			return false
		}
	}
	for _, not := range q.MustNotContain {
		if holds(folded, fold(not)) {
			return false
		}
	}
	return true
}

// fold drops case, white space and the marks of Markdown.
func fold(s string) string {
	s = strings.NewReplacer(`\`, "", "**", "", "`", "").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// holds reports whether text holds part, and not as a piece of a longer number.
func holds(text, part string) bool {
	squeezed := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	return holdsWhole(text, part) || holdsWhole(squeezed(text), squeezed(part))
}

func holdsWhole(text, part string) bool {
	if part == "" {
		return true
	}
	for from := 0; ; {
		i := strings.Index(text[from:], part)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(part)
		cutFront := digit(part, 0) && start > 0 && numeral(text, start, -1)
		cutBack := digit(part, len(part)-1) && end < len(text) && numeral(text, end, 1)
		if !cutFront && !cutBack {
			return true
		}
		from = start + 1
	}
}

func digit(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// numeral reports whether a number goes on beyond the edge at.
func numeral(s string, at, step int) bool {
	i := at
	if step < 0 {
		i = at - 1
	}
	if digit(s, i) {
		return true
	}
	return i >= 0 && i < len(s) && (s[i] == '.' || s[i] == ',') && digit(s, i+step)
}
