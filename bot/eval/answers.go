package eval

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/firstlinehq/firstline/bot"
	"github.com/firstlinehq/firstline/internal/conversation"
	"github.com/firstlinehq/firstline/internal/llm"
	"github.com/firstlinehq/firstline/internal/postgres"
	"github.com/firstlinehq/firstline/knowledge"
	"github.com/firstlinehq/firstline/knowledge/question"
)

// Options say how to measure.
type Options struct {
	// Model writes the answers; nil answers in the articles' words.
	Model llm.Chat
	// Progress is told what goes on, for people; nil for silence.
	Progress func(format string, args ...any)
}

// Answers measures the bot's answers on the set in dir: kb/ and
// questions.jsonl.
func Answers(ctx context.Context, db *postgres.DB, dir string, o Options) (r Report, err error) {
	if o.Progress == nil {
		o.Progress = func(string, ...any) {}
	}
	set, err := Load(dir)
	if err != nil {
		return Report{}, err
	}
	ws, remove, err := Scratch(ctx, db)
	if err != nil {
		return Report{}, fmt.Errorf("make a workspace: %w", err)
	}
	defer func() { err = errors.Join(err, remove()) }()
	lib := knowledge.New(db)
	o.Progress("publishing %d articles", len(set.Articles))
	slugs, err := Stock(ctx, lib, ws, set.Articles)
	if err != nil {
		return Report{}, err
	}
	o.Progress("asking %d questions", len(set.Questions))
	return Run(ctx, bot.New(bot.Parts{DB: db, Library: lib, Model: o.Model}), ws, slugs, set.Questions)
}

// Scratch makes a workspace for the time of a measurement; remove takes it away
// with all that is in it.
func Scratch(ctx context.Context, db *postgres.DB) (id uuid.UUID, remove func() error, err error) {
	if id, err = uuid.NewV7(); err != nil {
		return id, nil, err
	}
	err = db.AcrossWorkspaces(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO workspaces (id, slug, name) VALUES ($1, $2, 'Evaluation')`, id, "eval-"+id.String())
		return err
	})
	remove = func() error {
		return db.AcrossWorkspaces(context.WithoutCancel(ctx), func(tx *postgres.Tx) error {
			_, err := tx.Exec(context.WithoutCancel(ctx), `DELETE FROM workspaces WHERE id = $1`, id)
			return err
		})
	}
	return id, remove, err
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
func Run(ctx context.Context, b *bot.Bot, ws uuid.UUID, slugs map[uuid.UUID]string, questions []question.Question) (Report, error) {
	var r Report
	for _, q := range questions {
		d, err := Ask(ctx, b, ws, slugs, q, nil)
		if err != nil {
			return Report{}, fmt.Errorf("question %s: %w", q.ID, err)
		}
		if err := d.ground(ctx, b.Library, ws); err != nil {
			return Report{}, fmt.Errorf("question %s: %w", q.ID, err)
		}
		r.Details = append(r.Details, d)
	}
	r.sum()
	return r, nil
}

// Ask asks one question and holds the answer against its label. draft, unless
// nil, is an article whose working copy counts as published.
func Ask(ctx context.Context, b *bot.Bot, ws uuid.UUID, slugs map[uuid.UUID]string, q question.Question, draft *uuid.UUID) (Detail, error) {
	begun := time.Now()
	trial := trialOf(q)
	trial.Draft = draft
	tried, err := b.Try(ctx, ws, trial)
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Question: q, Answer: tried, Took: time.Since(begun), Given: tried.Outcome == bot.Answered}
	if q.Answerable {
		d.judge(slugs)
	}
	return d, nil
}

// judge holds the answer against the labels, and against what was found too if
// none was given.
func (d *Detail) judge(slugs map[uuid.UUID]string) {
	right := func(article uuid.UUID) bool {
		return slugs[article] == d.Question.Article || slices.Contains(d.Question.Also, slugs[article])
	}
	d.Found.Contained, d.Found.Right = contained(d.Question, d.Answer.Found), slices.ContainsFunc(d.Answer.Quoted, right)
	for i, p := range d.Answer.Trace.Retrieval {
		d.First = d.First || i == 0 && right(p.Article)
		d.Found.Retrieved = d.Found.Retrieved || right(p.Article)
	}
	d.Cited = slices.ContainsFunc(d.Answer.Sources, func(s conversation.Source) bool { return right(s.ArticleID) })
	if d.Given {
		d.Contained, d.Right = contained(d.Question, d.Answer.Text), d.Cited
	}
}

func trialOf(q question.Question) bot.Trial {
	t := bot.Trial{Question: q.Question, Lang: q.Lang}
	for i, l := range q.History {
		visitor := l.Role == "visitor" || l.Role == "user" || l.Role == "" && i%2 == 0
		t.History = append(t.History, bot.TrialLine{Visitor: visitor, Text: l.Text})
	}
	return t
}
